#include "jkk-assessing.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "jkk-impairment-method.h"
#include "jkk-law-private.h"

/* Numbers of annex III that a measurement leads to; what each row is worth stands in the regulation. */
#define ROW_HEARING_BOTH 13
#define ROW_DECIBEL_BOTH 33
#define ROW_DECIBEL_ONE 34
#define ROW_ACUITY 44

#define DECIBEL_OF_A_STEP 10
#define MOST_MOVEMENTS 32

/**
 * jkk_assessing_free:
 * @assessing: (transfer full): a result
 */
void
jkk_assessing_free (JkkAssessing *assessing)
{
  g_clear_pointer (&assessing->working, jkk_reason_free);
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

static JkkAssessing *
assessing_new (JkkReason *working, const char *way)
{
  JkkAssessing *assessing = g_new0 (JkkAssessing, 1);

  assessing->loss = assessing->table_row = assessing->steps = JKK_NONE;
  assessing->working = working;
  assessing->method = working->article != NULL ? g_strdup_printf ("%s · %s", working->article, way) : g_strdup (way);
  return assessing;
}

static void
say_loss (JkkAssessing *assessing)
{
  g_autofree char *percent = jkk_percent_to_text (assessing->loss);

  /* Translators: a percentage */
  assessing->text = g_strdup_printf (_ ("Loss of function %s"), percent);
}

static gboolean
parse_thresholds (const char *const *texts, gint64 *thresholds, GError **error)
{
  for (guint i = 0; i < JKK_ASSESSING_FREQUENCIES; i++)
    {
      thresholds[i] = jkk_count_parse (texts[i] != NULL ? texts[i] : "", error);
      if (thresholds[i] == JKK_NONE)
        return FALSE;
    }
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
  const JkkLaw *law = find_law (office, jcase, error);
  gint64 a[JKK_ASSESSING_FREQUENCIES], b[JKK_ASSESSING_FREQUENCIES];
  gint64 years = is_given (age) ? jkk_count_parse (age, error) : 0;
  JkkHearing hearing;

  if (law == NULL || years == JKK_NONE || !parse_thresholds (right, a, error) || !parse_thresholds (left, b, error))
    return NULL;
  JkkReason *working = jkk_method_hearing (law, a, b, years, &hearing, error);
  if (working == NULL)
    return NULL;
  JkkAssessing *assessing = assessing_new (working, years > 0 ? "audiometri, dengan koreksi umur" : "audiometri");
  assessing->loss = hearing.both;
  assessing->table_row = law->row[ROW_HEARING_BOTH] != NULL ? ROW_HEARING_BOTH : JKK_NONE;
  say_loss (assessing);
  return assessing;
}

static JkkReason *
explain_steps (const JkkTableRow *row, gint64 decibels, gint64 steps)
{
  JkkReason *working = jkk_reason_new ("decibels", NULL, row->wording, row->article);

  jkk_reason_add_input (working, "decibels", N_ ("Decibels lost"), JKK_KIND_COUNT, decibels);
  jkk_reason_add_input (working, "steps", N_ ("Full tens of decibels"), JKK_KIND_COUNT, steps);
  JkkInput *percent =
      jkk_reason_add_input (working, "percent", N_ ("Percentage of the row"), JKK_KIND_PERCENT, row->percent);
  percent->article = row->article;
  percent->unconfirmed = row->check == JKK_CHECK_NO;
  return working;
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
  const JkkLaw *law = find_law (office, jcase, error);
  gint64 a = is_given (right) ? jkk_count_parse (right, error) : 0;
  gint64 b = a != JKK_NONE && is_given (left) ? jkk_count_parse (left, error) : 0;

  if (law == NULL || a == JKK_NONE || b == JKK_NONE)
    return NULL;
  gboolean both = is_given (right) && is_given (left);
  const JkkTableRow *row = law->row[both ? ROW_DECIBEL_BOTH : ROW_DECIBEL_ONE];
  gint64 lost = MAX (a, b), steps = lost / DECIBEL_OF_A_STEP;
  if (lost == 0 || lost > 140 || row == NULL || (both && a / DECIBEL_OF_A_STEP != b / DECIBEL_OF_A_STEP))
    {
      g_set_error_literal (error, JKK_ERROR, JKK_ERROR_INVALID,
                           _ ("Give the decibels lost, 1 to 140. Where the two ears differ by a full ten, assess each "
                              "as a row of its own, or use the thresholds (PER.25)."));
      return NULL;
    }
  JkkAssessing *assessing = assessing_new (explain_steps (row, lost, steps), "setiap 10 desibel");
  assessing->table_row = row->number;
  assessing->steps = steps;
  assessing->text = g_strdup_printf (_ ("Row %d of annex III, counted %d times"), (int) row->number, (int) steps);
  return assessing;
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
  const JkkLaw *law = find_law (office, jcase, error);
  gint64 normal[MOST_MOVEMENTS], measured[MOST_MOVEMENTS], loss;
  g_auto (GStrv) parts = g_strsplit_set (movements != NULL ? movements : "", ",; ", -1);
  guint n = 0;

  for (char **part = parts; law != NULL && *part != NULL; part++)
    {
      g_auto (GStrv) pair = g_strsplit (*part, "/", 2);

      if (**part == '\0')
        continue;
      if (n == MOST_MOVEMENTS || g_strv_length (pair) != 2)
        {
          g_set_error (error, JKK_ERROR, JKK_ERROR_INVALID,
                       _ ("“%s” is not normal/measured degrees, such as 175/90. Part the movements by commas."), *part);
          return NULL;
        }
      normal[n] = jkk_count_parse (pair[0], error);
      measured[n] = normal[n] != JKK_NONE ? jkk_count_parse (pair[1], error) : JKK_NONE;
      if (measured[n++] == JKK_NONE)
        return NULL;
    }
  JkkReason *working = law != NULL ? jkk_method_stiffness (law, normal, measured, n, &loss, error) : NULL;
  if (working == NULL)
    return NULL;
  JkkAssessing *assessing = assessing_new (working, "kekakuan sendi menurut derajat");
  assessing->loss = loss;
  say_loss (assessing);
  return assessing;
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
  const JkkLaw *law = find_law (office, jcase, error);
  gint64 number = law != NULL ? jkk_count_parse (power != NULL ? power : "", error) : JKK_NONE, loss;
  JkkReason *working = number != JKK_NONE ? jkk_method_muscle (law, number, &loss, error) : NULL;

  if (working == NULL)
    return NULL;
  JkkAssessing *assessing = assessing_new (working, "kekuatan otot");
  assessing->loss = loss;
  say_loss (assessing);
  return assessing;
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
  const JkkLaw *law = find_law (office, jcase, error);
  gint64 a = law != NULL ? jkk_percent_parse (right != NULL ? right : "", error) : JKK_NONE;
  gint64 b = a != JKK_NONE ? jkk_percent_parse (left != NULL ? left : "", error) : JKK_NONE, loss, steps;
  JkkReason *working = b != JKK_NONE ? jkk_method_vision (law, a, b, &loss, &steps, error) : NULL;

  if (working == NULL)
    return NULL;
  JkkAssessing *assessing = assessing_new (working, "ketajaman penglihatan kedua mata");
  g_autofree char *percent = jkk_percent_to_text (loss);
  assessing->table_row = law->row[ROW_ACUITY] != NULL ? ROW_ACUITY : JKK_NONE;
  assessing->steps = steps;
  assessing->text = g_strdup_printf (_ ("Loss of vision %s: row %d of annex III, counted %d times"), percent,
                                     ROW_ACUITY, (int) steps);
  return assessing;
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
  const JkkLaw *law = find_law (office, jcase, error);
  gint64 hundredths = law != NULL ? jkk_percent_parse (centimetres != NULL ? centimetres : "", NULL) : JKK_NONE, row;

  if (law == NULL)
    return NULL;
  if (hundredths == JKK_NONE || hundredths % 10 != 0)
    {
      g_set_error_literal (error, JKK_ERROR, JKK_ERROR_INVALID,
                           _ ("Give centimetres with at most one decimal, such as 5,5."));
      return NULL;
    }
  JkkReason *working = jkk_method_leg (law, hundredths / 10, &row, error);
  if (working == NULL)
    return NULL;
  JkkAssessing *assessing = assessing_new (working, "pemendekan tungkai");
  assessing->table_row = row;
  assessing->text = g_strdup_printf (_ ("Row %d of annex III"), (int) row);
  return assessing;
}

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

/**
 * jkk_assessing_apply:
 * @jcase: a case
 * @index: which impairment row, from 1; 0 = a new one
 * @assessing: a result
 * @written: (out) (optional): the row that it now stands in
 * @error: return location
 *
 * What the method says nothing of stays as it is in the row.
 *
 * Returns: (transfer full): the case with the result; %NULL with %JKK_ERROR_NOT_FOUND if there is no such row.
 */
JkkCase *
jkk_assessing_apply (const JkkCase *jcase, guint index, const JkkAssessing *assessing, guint *written, GError **error)
{
  g_autofree char *loss = assessing->loss != JKK_NONE ? jkk_percent_to_plain (assessing->loss) : NULL;
  g_autofree char *row = plain (assessing->table_row), *steps = plain (assessing->steps);
  gboolean fresh = index == 0;
  JkkCase *after = fresh ? jkk_case_append (jcase, "impairments", &index) : jkk_case_ref (jcase);

  after = put (after, index, "kind", fresh && loss != NULL ? "fungsi" : NULL, error);
  after = put (after, index, "function_loss", loss, error);
  after = put (after, index, "table_row", row, error);
  after = put (after, index, "steps", steps, error);
  after = put (after, index, "method", assessing->method, error);
  if (written != NULL)
    *written = index;
  return after;
}
