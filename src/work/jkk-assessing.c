#include "jkk-assessing.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "jkk-law-private.h"
#include "jkk-measuring.h"

/**
 * jkk_assessing_free:
 * @assessing: (transfer full): a result
 */
void
jkk_assessing_free (JkkAssessing *assessing)
{
  g_clear_pointer (&assessing->working, jkk_reason_free);
  g_free (assessing->measured);
  g_free (assessing->method);
  g_free (assessing->text);
  g_free (assessing);
}

/* The law of the case's day; of wage earners and today while it does not say. */
static const JkkLaw *
find_law (JkkOffice *office, const JkkCase *jcase, GError **error)
{
  const JkkPackSet *packs = jkk_law_packs (office, error);
  const char *segment = jcase != NULL && jcase->cover.segment != NULL ? jcase->cover.segment : "PU";
  JkkDay day = jcase != NULL && jcase->accident.accident_day != JKK_NONE ? jcase->accident.accident_day : jkk_today ();
  const JkkPack *pack = packs != NULL ? jkk_pack_set_choose (packs, segment, day) : NULL;

  if (pack != NULL)
    return jkk_pack_law (pack, day);
  if (packs != NULL)
    g_set_error_literal (error, JKK_ERROR, JKK_ERROR_NOT_FOUND,
                         _ ("No regulation is kept here for this segment and day. Correct the day of the accident."));
  return NULL;
}

static gboolean
is_given (const char *text)
{
  return text != NULL && *text != '\0';
}

/* ---- From values to a result ------------------------------------------------------------------------------------- */

/* What stands behind the article in "method of assessment", in the language of the forms. */
static const char *
way_of (const JkkMeasurement *measurement)
{
  switch (measurement->measure)
    {
    case JKK_MEASURE_HEARING:
      return measurement->age != JKK_NONE ? "audiometri, dengan koreksi umur" : "audiometri";
    case JKK_MEASURE_DECIBELS:
      return "setiap 10 desibel";
    case JKK_MEASURE_STIFFNESS:
      return "kekakuan sendi menurut derajat";
    case JKK_MEASURE_MUSCLE:
      return "kekuatan otot";
    case JKK_MEASURE_VISION:
      return "ketajaman penglihatan kedua mata";
    case JKK_MEASURE_LEG:
      return "pemendekan tungkai";
    case JKK_N_MEASURES:
      break;
    }
  g_return_val_if_reached (NULL);
}

static char *
say_result (const JkkAssessing *assessing)
{
  g_autofree char *percent = assessing->loss != JKK_NONE ? jkk_percent_to_text (assessing->loss) : NULL;

  if (percent != NULL)
    /* Translators: a percentage */
    return g_strdup_printf (_ ("Loss of function %s"), percent);
  if (assessing->steps == JKK_NONE)
    return g_strdup_printf (_ ("Row %d of annex III"), (int) assessing->table_row);
  return g_strdup_printf (_ ("Row %d of annex III, counted %d times"), (int) assessing->table_row,
                          (int) assessing->steps);
}

static JkkAssessing *
assessing_new (JkkReason *working, const char *way)
{
  JkkAssessing *assessing = g_new0 (JkkAssessing, 1);

  assessing->loss = assessing->table_row = assessing->steps = assessing->table_percent = JKK_NONE;
  assessing->working = working;
  assessing->method = working->article != NULL ? g_strdup_printf ("%s · %s", working->article, way) : g_strdup (way);
  return assessing;
}

/**
 * jkk_assessing_values:
 * @office: (nullable): the office
 * @jcase: (nullable): the case
 * @measurement: measured values
 * @error: return location
 *
 * Returns: (transfer full): what they give by the law of the case; %NULL with %JKK_ERROR_INVALID.
 */
JkkAssessing *
jkk_assessing_values (JkkOffice *office, const JkkCase *jcase, const JkkMeasurement *measurement, GError **error)
{
  const JkkLaw *law = find_law (office, jcase, error);
  JkkMeasured found;
  JkkReason *working = law != NULL ? jkk_measuring_explain (law, measurement, &found, error) : NULL;

  if (working == NULL)
    return NULL;
  JkkAssessing *assessing = assessing_new (working, way_of (measurement));
  assessing->loss = found.loss;
  assessing->table_row = found.table_row;
  assessing->steps = found.steps;
  assessing->measured = jkk_measurement_to_text (measurement);
  assessing->text = say_result (assessing);
  return assessing;
}

/* ---- From what a person types to values -------------------------------------------------------------------------- */

static gboolean
parse_count (const char *text, gint64 *number, GError **error)
{
  *number = jkk_count_parse (text != NULL ? text : "", error);
  return *number != JKK_NONE;
}

static gboolean
parse_percent (const char *text, gint64 *number, GError **error)
{
  *number = jkk_percent_parse (text != NULL ? text : "", error);
  return *number != JKK_NONE;
}

static gboolean
parse_thresholds (const char *const *texts, gint64 *thresholds, GError **error)
{
  for (guint i = 0; i < JKK_ASSESSING_FREQUENCIES; i++)
    if (!parse_count (texts[i], &thresholds[i], error))
      return FALSE;
  return TRUE;
}

/**
 * jkk_assessing_hearing:
 * @office: (nullable): the office
 * @jcase: (nullable): the case
 * @right: thresholds of the right ear at 500, 1000, 2000 and 4000 Hz, whole decibels
 * @left: thresholds of the left ear
 * @age: (nullable): years of age; without it nothing is corrected
 * @error: return location
 *
 * Returns: (transfer full): the loss of hearing of both ears (PER.25/MEN/XII/2008); %NULL with %JKK_ERROR_INVALID.
 */
JkkAssessing *
jkk_assessing_hearing (JkkOffice *office,
                       const JkkCase *jcase,
                       const char *const right[JKK_ASSESSING_FREQUENCIES],
                       const char *const left[JKK_ASSESSING_FREQUENCIES],
                       const char *age,
                       GError **error)
{
  JkkMeasurement measurement;

  jkk_measurement_init (&measurement, JKK_MEASURE_HEARING);
  if (!parse_thresholds (right, measurement.right, error) || !parse_thresholds (left, measurement.left, error) ||
      (is_given (age) && !parse_count (age, &measurement.age, error)))
    return NULL;
  return jkk_assessing_values (office, jcase, &measurement, error);
}

/**
 * jkk_assessing_decibels:
 * @office: (nullable): the office
 * @jcase: (nullable): the case
 * @right: (nullable): decibels lost by the right ear
 * @left: (nullable): decibels lost by the left ear
 * @error: return location
 *
 * The table does not say how two ears that differ are counted together: then PER.25 does, or each is a row of its own.
 *
 * Returns: (transfer full): row 33 or 34 of annex III and how often it counts; %NULL with %JKK_ERROR_INVALID.
 */
JkkAssessing *
jkk_assessing_decibels (JkkOffice *office, const JkkCase *jcase, const char *right, const char *left, GError **error)
{
  JkkMeasurement measurement;

  jkk_measurement_init (&measurement, JKK_MEASURE_DECIBELS);
  if ((is_given (right) && !parse_count (right, measurement.right, error)) ||
      (is_given (left) && !parse_count (left, measurement.left, error)))
    return NULL;
  return jkk_assessing_values (office, jcase, &measurement, error);
}

static gboolean
parse_movement (JkkMeasurement *measurement, const char *text, GError **error)
{
  g_auto (GStrv) pair = g_strsplit (text, "/", 2);
  guint n = measurement->n_movements;

  if (n == JKK_MEASURED_MOVEMENTS || g_strv_length (pair) != 2)
    {
      g_set_error (error, JKK_ERROR, JKK_ERROR_INVALID,
                   _ ("“%s” is not normal/measured degrees, such as 175/90. Part the movements by commas."), text);
      return FALSE;
    }
  measurement->n_movements++;
  return parse_count (pair[0], &measurement->normal[n], error) && parse_count (pair[1], &measurement->moved[n], error);
}

/**
 * jkk_assessing_stiffness:
 * @office: (nullable): the office
 * @jcase: (nullable): the case
 * @movements: "175/90, 45/30": normal and measured degrees of each movement
 * @error: return location
 *
 * Returns: (transfer full): the loss of function; %NULL with %JKK_ERROR_INVALID.
 */
JkkAssessing *
jkk_assessing_stiffness (JkkOffice *office, const JkkCase *jcase, const char *movements, GError **error)
{
  g_auto (GStrv) parts = g_strsplit_set (movements != NULL ? movements : "", ",; ", -1);
  JkkMeasurement measurement;

  jkk_measurement_init (&measurement, JKK_MEASURE_STIFFNESS);
  for (char **part = parts; *part != NULL; part++)
    if (**part != '\0' && !parse_movement (&measurement, *part, error))
      return NULL;
  return jkk_assessing_values (office, jcase, &measurement, error);
}

/**
 * jkk_assessing_muscle:
 * @office: (nullable): the office
 * @jcase: (nullable): the case
 * @power: muscle power, 0 to 5
 * @error: return location
 *
 * Returns: (transfer full): the loss of function; %NULL with %JKK_ERROR_INVALID.
 */
JkkAssessing *
jkk_assessing_muscle (JkkOffice *office, const JkkCase *jcase, const char *power, GError **error)
{
  JkkMeasurement measurement;

  jkk_measurement_init (&measurement, JKK_MEASURE_MUSCLE);
  return parse_count (power, &measurement.number, error) ? jkk_assessing_values (office, jcase, &measurement, error)
                                                         : NULL;
}

/**
 * jkk_assessing_vision:
 * @office: (nullable): the office
 * @jcase: (nullable): the case
 * @right: efficiency of the right eye, percent
 * @left: efficiency of the left eye, percent
 * @error: return location
 *
 * Returns: (transfer full): row 44 of annex III and how often it counts; %NULL with %JKK_ERROR_INVALID.
 */
JkkAssessing *
jkk_assessing_vision (JkkOffice *office, const JkkCase *jcase, const char *right, const char *left, GError **error)
{
  JkkMeasurement measurement;

  jkk_measurement_init (&measurement, JKK_MEASURE_VISION);
  if (!parse_percent (right, measurement.right, error) || !parse_percent (left, measurement.left, error))
    return NULL;
  return jkk_assessing_values (office, jcase, &measurement, error);
}

/**
 * jkk_assessing_leg:
 * @office: (nullable): the office
 * @jcase: (nullable): the case
 * @centimetres: by how much one leg is shorter
 * @error: return location
 *
 * Returns: (transfer full): the row of annex III; %NULL with %JKK_ERROR_INVALID.
 */
JkkAssessing *
jkk_assessing_leg (JkkOffice *office, const JkkCase *jcase, const char *centimetres, GError **error)
{
  gint64 hundredths = jkk_percent_parse (centimetres != NULL ? centimetres : "", NULL);
  JkkMeasurement measurement;

  if (hundredths == JKK_NONE || hundredths % 10 != 0)
    {
      g_set_error_literal (error, JKK_ERROR, JKK_ERROR_INVALID,
                           _ ("Give centimetres with at most one decimal, such as 5,5."));
      return NULL;
    }
  jkk_measurement_init (&measurement, JKK_MEASURE_LEG);
  measurement.number = hundredths / 10;
  return jkk_assessing_values (office, jcase, &measurement, error);
}

/* ---- The doctor's figure within a range -------------------------------------------------------------------------- */

static gboolean
is_range (const JkkTableRow *row)
{
  return row != NULL && row->percent != row->percent_max;
}

/**
 * jkk_assessing_range_row:
 * @office: (nullable): the office
 * @jcase: (nullable): the case
 *
 * Returns: the number of the first row of annex III that is a range; JKK_NONE if the law of the case has none.
 */
gint64
jkk_assessing_range_row (JkkOffice *office, const JkkCase *jcase)
{
  const JkkLaw *law = find_law (office, jcase, NULL);

  for (gint64 i = 0; law != NULL && i < JKK_MAX_TABLE_ROW; i++)
    if (is_range (law->row[i]))
      return i;
  return JKK_NONE;
}

static JkkReason *
explain_range (const JkkTableRow *row, gint64 figure)
{
  JkkReason *working = jkk_reason_new ("disability-range", NULL, row->wording, row->article);
  const struct
  {
    const char *name, *label;
    gint64 number;
  } ends[] = { { "least", N_ ("Least of the range"), row->percent },
               { "most", N_ ("Most of the range"), row->percent_max } };

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      JkkInput *end = jkk_reason_add_input (working, ends[i].name, ends[i].label, JKK_KIND_PERCENT, ends[i].number);

      end->parameter = jkk_reason_numbered_text (working, "cacat-#", (guint) row->number);
      end->article = row->article;
      end->unconfirmed = row->check == JKK_CHECK_NO;
    }
  jkk_reason_add_input (working, "figure", N_ ("The doctor’s figure within the range"), JKK_KIND_PERCENT, figure);
  return working;
}

/**
 * jkk_assessing_range:
 * @office: (nullable): the office
 * @jcase: (nullable): the case
 * @table_row: number of the row
 * @figure: the doctor's figure, percent
 * @error: return location
 *
 * Returns: (transfer full): the row with the figure; %NULL with %JKK_ERROR_INVALID if the row is no range or the figure
 * lies outside it.
 */
JkkAssessing *
jkk_assessing_range (JkkOffice *office, const JkkCase *jcase, const char *table_row, const char *figure, GError **error)
{
  const JkkLaw *law = find_law (office, jcase, error);
  gint64 number, percent;

  if (law == NULL || !parse_count (table_row, &number, error) || !parse_percent (figure, &percent, error))
    return NULL;
  const JkkTableRow *row = number < JKK_MAX_TABLE_ROW ? law->row[number] : NULL;
  if (!is_range (row))
    {
      g_set_error (error, JKK_ERROR, JKK_ERROR_INVALID,
                   _ ("Row %d of annex III is no range. Enter the number of a row that leaves a figure to the doctor."),
                   (int) number);
      return NULL;
    }
  g_autofree char *least = jkk_percent_to_text (row->percent), *most = jkk_percent_to_text (row->percent_max);
  if (percent < row->percent || percent > row->percent_max)
    {
      g_set_error (error, JKK_ERROR, JKK_ERROR_INVALID,
                   _ ("The doctor’s figure must lie between %s and %s for this row. Correct it."), least, most);
      return NULL;
    }
  g_autofree char *way = g_strdup_printf ("angka dokter dalam rentang %s–%s", least, most);
  g_autofree char *text = jkk_percent_to_text (percent);
  JkkAssessing *assessing = assessing_new (explain_range (row, percent), way);
  assessing->table_row = number;
  assessing->table_percent = percent;
  /* Translators: "Row 28 of annex III, 20 % by the doctor" */
  assessing->text = g_strdup_printf (_ ("Row %d of annex III, %s by the doctor"), (int) number, text);
  return assessing;
}

/* ---- Into the case ----------------------------------------------------------------------------------------------- */

/* @text %NULL leaves the field as it is, "" empties it. */
static JkkCase *
put (JkkCase *jcase, guint index, const char *field, const char *text, GError **error)
{
  g_autofree char *path = g_strdup_printf ("impairments[%u].%s", index, field);
  g_autoptr (JkkCase) before = jcase;

  return before != NULL && text != NULL ? jkk_case_set (before, path, text, error) : g_steal_pointer (&before);
}

static char *
plain (gint64 number)
{
  return number != JKK_NONE ? g_strdup_printf ("%" G_GINT64_FORMAT, number) : NULL;
}

static char *
plain_percent (gint64 number)
{
  return number != JKK_NONE ? jkk_percent_to_plain (number) : NULL;
}

/* What is not said yet is what the method can only mean; where it may mean both, what the doctor ticked. */
static const char *
find_kind (const JkkCase *jcase, guint index, const JkkAssessing *assessing)
{
  const JkkImpairment *row =
      index >= 1 && index <= jcase->impairments->len ? jcase->impairments->pdata[index - 1] : NULL;
  const char *outcome = jcase->medical.outcome;

  if (row == NULL || row->kind != NULL)
    return NULL;
  if (assessing->loss != JKK_NONE || assessing->steps != JKK_NONE || g_strcmp0 (outcome, "cacat-sebagian-fungsi") == 0)
    return "fungsi";
  return g_strcmp0 (outcome, "cacat-sebagian-anatomis") == 0 ? "anatomis" : NULL;
}

/**
 * jkk_assessing_apply:
 * @jcase: a case
 * @index: which impairment row, from 1; 0 = a new one
 * @assessing: a result
 * @written: (out) (optional): the row that it now stands in
 * @error: return location
 *
 * What an earlier result of another kind left in the row goes: steps or a loss of function that nobody found now would
 * still be multiplied. The row of the table stays where the method names none.
 *
 * Returns: (transfer full): the case with the result; %NULL with %JKK_ERROR_NOT_FOUND if there is no such row.
 */
JkkCase *
jkk_assessing_apply (const JkkCase *jcase, guint index, const JkkAssessing *assessing, guint *written, GError **error)
{
  g_autofree char *loss = plain_percent (assessing->loss), *figure = plain_percent (assessing->table_percent);
  g_autofree char *row = plain (assessing->table_row), *steps = plain (assessing->steps);
  JkkCase *after = index == 0 ? jkk_case_append (jcase, "impairments", &index) : jkk_case_ref (jcase);

  after = put (after, index, "kind", find_kind (after, index, assessing), error);
  after = put (after, index, "table_row", row, error);
  after = put (after, index, "table_percent", figure != NULL ? figure : row != NULL ? "" : NULL, error);
  after = put (after, index, "function_loss", loss != NULL ? loss : "", error);
  after = put (after, index, "steps", steps != NULL ? steps : "", error);
  after = put (after, index, "measured", assessing->measured != NULL ? assessing->measured : "", error);
  after = put (after, index, "method", assessing->method, error);
  if (written != NULL)
    *written = index;
  return after;
}
