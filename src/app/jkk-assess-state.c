#include "jkk-assess-state.h"

#include <glib/gi18n-lib.h>

#include "jkk-history-state.h"
#include "jkk-law.h"

#define RIGHT N_ ("Right")
#define LEFT N_ ("Left")

/* The tables of the ways. A line without heading in @rows ends them; stiffness has as many lines as movements. */
static const struct
{
  const char *label;
  const char *about;
  const char *rows[4];
  const char *columns[JKK_MEASURED_FREQUENCIES];
  gboolean optional; /* one of its cells is enough */
} ways[JKK_N_WAYS] = {
  [JKK_WAY_HEARING] = { N_ ("Hearing by thresholds (audiometry)"),
                        N_ ("Thresholds in decibels of both ears, PER.25/MEN/XII/2008. Above an age some decibels are "
                            "taken off; leave the age empty for none."),
                        { RIGHT, LEFT, N_ ("Age, years") },
                        { "500 Hz", "1000 Hz", "2000 Hz", "4000 Hz" },
                        FALSE },
  [JKK_WAY_DECIBELS] = { N_ ("Hearing by decibels lost"),
                         N_ ("Each full ten decibels count once, annex III nos. 33 and 34. Leave a sound ear empty."),
                         { N_ ("Right ear, decibels lost"), N_ ("Left ear, decibels lost") },
                         { NULL },
                         TRUE },
  [JKK_WAY_STIFFNESS] = { N_ ("Stiff joint by degrees"),
                          N_ ("Each movement of the joint: the degrees of a sound joint and those measured, "
                              "PER.25/MEN/XII/2008."),
                          { NULL },
                          { N_ ("Normal, °"), N_ ("Measured, °") },
                          FALSE },
  [JKK_WAY_MUSCLE] = { N_ ("Muscle power"),
                       N_ ("0 no movement at all … 5 full power, PER.25/MEN/XII/2008."),
                       { N_ ("Muscle power, 0 to 5") },
                       { NULL },
                       FALSE },
  [JKK_WAY_VISION] = { N_ ("Vision of both eyes"),
                       N_ ("What each eye still sees, in percent, with the best glasses. The better eye weighs more: "
                           "annex III nos. 44 and 45."),
                       { N_ ("Right eye, percent"), N_ ("Left eye, percent") },
                       { NULL },
                       FALSE },
  [JKK_WAY_LEG] = { N_ ("A shorter leg"),
                    N_ ("By how much one leg is shorter than the other, annex III nos. 30 to 32."),
                    { N_ ("Shorter by, centimetres") },
                    { NULL },
                    FALSE },
  [JKK_WAY_RANGE] = { N_ ("The doctor’s figure within a range"),
                      N_ ("Rows that leave the figure to the doctor, such as no. 28 (scalp, 10 to 30 %)."),
                      { N_ ("Row of annex III"), N_ ("The doctor’s figure, percent") },
                      { NULL },
                      FALSE },
};

#define FEWEST_MOVEMENTS 3
#define AGE_CELL (2 * JKK_MEASURED_FREQUENCIES)

/**
 * jkk_assess_way_label:
 * @way: a way
 *
 * Returns: (transfer none): its name in the language of the interface.
 */
const char *
jkk_assess_way_label (JkkWay way)
{
  g_return_val_if_fail ((guint) way < JKK_N_WAYS, NULL);

  return _ (ways[way].label);
}

/* ---- The table --------------------------------------------------------------------------------------------------- */

static void
cell_free (gpointer data)
{
  JkkAssessCell *cell = data;

  g_free (cell->label);
  g_free (cell->text);
  g_free (cell);
}

/* A movement more than have been filled in, so that there is always a place for the next one. */
static guint
count_movements (const JkkAssessEntry *entry)
{
  guint n = 0;

  for (guint i = 0; i < JKK_MAX_CELLS; i++)
    if (*jkk_assess_entry_get (entry, i) != '\0')
      n = i / 2 + 1;
  return CLAMP (n + 1, FEWEST_MOVEMENTS, JKK_MEASURED_MOVEMENTS);
}

static void
add_headings (JkkAssessState *state, const JkkAssessEntry *entry)
{
  state->rows = g_ptr_array_new_with_free_func (g_free);
  state->columns = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < G_N_ELEMENTS (ways[0].rows) && ways[entry->way].rows[i] != NULL; i++)
    g_ptr_array_add (state->rows, g_strdup (_ (ways[entry->way].rows[i])));
  for (guint i = 0; i < G_N_ELEMENTS (ways[0].columns) && ways[entry->way].columns[i] != NULL; i++)
    g_ptr_array_add (state->columns, g_strdup (_ (ways[entry->way].columns[i])));
  for (guint i = 0; entry->way == JKK_WAY_STIFFNESS && i < count_movements (entry); i++)
    g_ptr_array_add (state->rows, g_strdup_printf (_ ("Movement %u"), i + 1));
}

static gboolean
is_number (const JkkAssessEntry *entry, const char *text)
{
  gboolean decimals = entry->way == JKK_WAY_VISION || entry->way == JKK_WAY_LEG || entry->way == JKK_WAY_RANGE;

  return *text == '\0' || (decimals ? jkk_percent_parse (text, NULL) : jkk_count_parse (text, NULL)) != JKK_NONE;
}

static void
add_cell (JkkAssessState *state, const JkkAssessEntry *entry, guint row, guint column)
{
  JkkAssessCell *cell = g_new0 (JkkAssessCell, 1);
  const char *head = state->rows->pdata[row];
  guint number = state->cells->len;
  gboolean alone = state->columns->len == 0 || (entry->way == JKK_WAY_HEARING && number == AGE_CELL);

  cell->label = alone ? g_strdup (head) : g_strdup_printf ("%s, %s", head, (char *) state->columns->pdata[column]);
  cell->row = row;
  cell->column = column;
  cell->text = g_strdup (jkk_assess_entry_get (entry, number));
  cell->wrong = !is_number (entry, cell->text);
  cell->needed = !ways[entry->way].optional && !(entry->way == JKK_WAY_HEARING && number == AGE_CELL) &&
                 (entry->way != JKK_WAY_STIFFNESS || row == 0);
  g_ptr_array_add (state->cells, cell);
}

static void
add_table (JkkAssessState *state, const JkkAssessEntry *entry)
{
  state->cells = g_ptr_array_new_with_free_func (cell_free);
  add_headings (state, entry);
  for (guint row = 0; row < state->rows->len; row++)
    {
      guint n = MAX (state->columns->len, 1);

      if (entry->way == JKK_WAY_HEARING && state->cells->len == AGE_CELL)
        n = 1;
      for (guint column = 0; column < n; column++)
        add_cell (state, entry, row, column);
    }
}

/* ---- What it comes to -------------------------------------------------------------------------------------------- */

/* "175/90,45/30", with "?" for the half that is missing, so that the person is told which pair. */
static char *
movements_text (const JkkAssessEntry *entry)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < JKK_MEASURED_MOVEMENTS; i++)
    {
      const char *normal = jkk_assess_entry_get (entry, 2 * i), *moved = jkk_assess_entry_get (entry, 2 * i + 1);

      if (*normal != '\0' || *moved != '\0')
        g_string_append_printf (text, "%s%s/%s", text->len > 0 ? "," : "", *normal != '\0' ? normal : "?",
                                *moved != '\0' ? moved : "?");
    }
  return g_string_free (text, FALSE);
}

static JkkAssessing *
assess (JkkOffice *office, const JkkCase *jcase, const JkkAssessEntry *entry, GError **error)
{
  const char *const *texts = (const char *const *) entry->texts[entry->way];
  g_autofree char *movements = NULL;

  switch (entry->way)
    {
    case JKK_WAY_HEARING:
      return jkk_assessing_hearing (office, jcase, texts, texts + JKK_MEASURED_FREQUENCIES, texts[AGE_CELL], error);
    case JKK_WAY_DECIBELS:
      return jkk_assessing_decibels (office, jcase, texts[0], texts[1], error);
    case JKK_WAY_STIFFNESS:
      movements = movements_text (entry);
      return jkk_assessing_stiffness (office, jcase, movements, error);
    case JKK_WAY_MUSCLE:
      return jkk_assessing_muscle (office, jcase, texts[0], error);
    case JKK_WAY_VISION:
      return jkk_assessing_vision (office, jcase, texts[0], texts[1], error);
    case JKK_WAY_LEG:
      return jkk_assessing_leg (office, jcase, texts[0], error);
    case JKK_WAY_RANGE:
      return jkk_assessing_range (office, jcase, texts[0], texts[1], error);
    case JKK_N_WAYS:
      break;
    }
  g_return_val_if_reached (NULL);
}

/* A half of a movement is missing as well: "90 of how many?" is asked before it is found wrong. */
static guint
count_missing (const JkkAssessState *state, const JkkAssessEntry *entry)
{
  guint missing = 0, given = 0;

  for (guint i = 0; i < state->cells->len; i++)
    {
      const JkkAssessCell *cell = state->cells->pdata[i];
      gboolean empty = *cell->text == '\0';
      gboolean half = entry->way == JKK_WAY_STIFFNESS && empty && *jkk_assess_entry_get (entry, i ^ 1u) != '\0';

      given += empty ? 0 : 1;
      missing += (cell->needed && empty) || half ? 1 : 0;
    }
  return ways[entry->way].optional && given == 0 ? 1 : missing;
}

static char *
say_total (JkkOffice *office, const JkkCase *before, const JkkCase *after, JkkDay today)
{
  g_autoptr (JkkPayout) old = jkk_office_calculate (office, before, today, NULL);
  g_autoptr (JkkPayout) new = jkk_office_calculate (office, after, today, NULL);

  if (old == NULL || new == NULL)
    return NULL;
  g_autofree char *from = jkk_money_to_rupiah (old->total), *to = jkk_money_to_rupiah (new->total);
  if (old->total == new->total)
    return g_strdup_printf (_ ("The sheet still comes to %s."), to);
  return g_strdup_printf (_ ("The sheet comes to %s instead of %s."), to, from);
}

static void
change_free (gpointer data)
{
  jkk_history_change_free (data);
}

static void
add_changes (JkkAssessState *state, const JkkCase *before, const JkkCase *after)
{
  g_autoptr (GPtrArray) changes = jkk_case_diff (before, after);

  for (guint i = 0; i < changes->len; i++)
    {
      const JkkChange *change = changes->pdata[i];

      g_ptr_array_add (state->changes, jkk_history_change_new (change->path, change->before, change->after));
    }
}

static void
add_result (JkkAssessState *state, JkkOffice *office, const JkkCase *jcase, guint index, JkkDay today)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JkkCase) after = jkk_assessing_apply (jcase, index, state->assessing, NULL, &error);

  state->result = g_strdup (state->assessing->text);
  state->working = jkk_payout_line_new (state->assessing->working);
  if (after == NULL)
    {
      state->error = g_strdup (error->message);
      g_clear_pointer (&state->assessing, jkk_assessing_free);
      return;
    }
  add_changes (state, jcase, after);
  state->total = say_total (office, jcase, after, today);
}

/* "Disability 2 · Right arm …"; a new one has no number yet. */
static char *
title_of (const JkkCase *jcase, guint index)
{
  if (index == 0 || index > jcase->impairments->len)
    return g_strdup (_ ("New disability"));
  return g_strdup_printf ("%s %u", _ ("Disability"), index);
}

/**
 * jkk_assess_state_new:
 * @office: (nullable): the office
 * @jcase: the case as it is being edited
 * @index: number of the disability, from 1; 0 = a new one
 * @entry: what was typed
 * @today: the day
 *
 * Returns: (transfer full): what the calculator shows.
 */
JkkAssessState *
jkk_assess_state_new (JkkOffice *office, const JkkCase *jcase, guint index, const JkkAssessEntry *entry, JkkDay today)
{
  g_return_val_if_fail (jcase != NULL && entry != NULL, NULL);

  JkkAssessState *state = g_new0 (JkkAssessState, 1);
  g_autoptr (GError) error = NULL;

  state->title = title_of (jcase, index);
  state->about = _ (ways[entry->way].about);
  state->changes = g_ptr_array_new_with_free_func (change_free);
  add_table (state, entry);
  guint missing = count_missing (state, entry);
  if (missing > 0)
    {
      state->hint =
          g_strdup_printf (ngettext ("Fill in %u more number.", "Fill in %u more numbers.", missing), missing);
      return state;
    }
  state->assessing = assess (office, jcase, entry, &error);
  if (state->assessing == NULL)
    state->error = g_strdup (error->message);
  else
    add_result (state, office, jcase, index, today);
  return state;
}

/**
 * jkk_assess_state_free:
 * @state: (transfer full): a state
 */
void
jkk_assess_state_free (JkkAssessState *state)
{
  g_free (state->title);
  g_ptr_array_unref (state->rows);
  g_ptr_array_unref (state->columns);
  g_ptr_array_unref (state->cells);
  g_free (state->result);
  g_free (state->hint);
  g_free (state->error);
  g_clear_pointer (&state->working, jkk_payout_line_free);
  g_ptr_array_unref (state->changes);
  g_free (state->total);
  g_clear_pointer (&state->assessing, jkk_assessing_free);
  g_free (state);
}
