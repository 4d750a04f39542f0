#include "jkk-payout-state.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static void
input_free (gpointer data)
{
  JkkPayoutInput *input = data;

  g_free (input->label);
  g_free (input->value);
  g_free (input->source);
  g_free (input->origin);
  g_free (input->path);
  g_free (input->parameter);
  g_free (input);
}

static void
doubt_free (gpointer data)
{
  JkkPayoutDoubt *doubt = data;

  g_free (doubt->label);
  g_free (doubt->parameter);
  g_free (doubt);
}

static void
share_free (gpointer data)
{
  JkkPayoutShare *share = data;

  g_free (share->title);
  g_free (share->agency);
  g_free (share->employer);
  g_free (share);
}

/**
 * jkk_payout_line_free:
 * @line: (transfer full): a line
 */
void
jkk_payout_line_free (JkkPayoutLine *line)
{
  g_free (line->key);
  g_free (line->title);
  g_free (line->amount);
  g_free (line->other);
  g_free (line->formula);
  g_free (line->article);
  g_free (line->payee);
  g_free (line->counterfactual);
  g_free (line->unconfirmed);
  g_ptr_array_unref (line->doubts);
  g_ptr_array_unref (line->inputs);
  g_ptr_array_unref (line->steps);
  g_free (line);
}

static void
line_free (gpointer data)
{
  jkk_payout_line_free (data);
}

static void
gap_free (gpointer data)
{
  JkkPayoutGap *gap = data;

  g_free (gap->text);
  g_free (gap->path);
  g_free (gap->place);
  g_free (gap);
}

/* Where a person finds it again: the field and its place on the form, or the article. */
static char *
source_of (const JkkInput *input)
{
  if (input->path == NULL)
    return g_strdup (input->article);

  const char *place = jkk_case_path_place (input->path);
  g_autofree char *label = jkk_case_path_label (input->path);
  return place != NULL ? g_strdup_printf ("%s · %s", place, label) : g_steal_pointer (&label);
}

static GPtrArray *
inputs_of (const JkkReason *reason)
{
  GPtrArray *inputs = g_ptr_array_new_with_free_func (input_free);

  for (guint i = 0; i < reason->inputs->len; i++)
    {
      const JkkInput *from = reason->inputs->pdata[i];
      JkkPayoutInput *input = g_new0 (JkkPayoutInput, 1);

      input->label = g_strdup (_ (from->label));
      input->value = jkk_input_to_text (from);
      input->source = source_of (from);
      input->origin = g_strdup (from->origin);
      input->path = g_strdup (from->path);
      input->parameter = g_strdup (from->parameter);
      input->unconfirmed = from->unconfirmed;
      g_ptr_array_add (inputs, input);
    }
  return inputs;
}

static gboolean
is_doubted (const GPtrArray *doubts, const char *label)
{
  for (guint i = 0; i < doubts->len; i++)
    if (strcmp (((JkkPayoutDoubt *) doubts->pdata[i])->label, label) == 0)
      return TRUE;
  return FALSE;
}

static GPtrArray *
doubts_of (const JkkReason *reason)
{
  g_autoptr (GPtrArray) inputs = jkk_reason_unconfirmed (reason);
  GPtrArray *doubts = g_ptr_array_new_with_free_func (doubt_free);

  for (guint i = 0; i < inputs->len; i++)
    {
      const JkkInput *input = inputs->pdata[i];
      JkkPayoutDoubt *doubt;

      if (is_doubted (doubts, _ (input->label)))
        continue;
      doubt = g_new0 (JkkPayoutDoubt, 1);
      doubt->label = g_strdup (_ (input->label));
      doubt->parameter = g_strdup (input->parameter);
      g_ptr_array_add (doubts, doubt);
    }
  return doubts;
}

static char *
say_doubts (const GPtrArray *doubts)
{
  g_autoptr (GString) names = g_string_new (NULL);

  if (doubts->len == 0)
    return NULL;
  for (guint i = 0; i < doubts->len; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", ((JkkPayoutDoubt *) doubts->pdata[i])->label);
  return g_strdup_printf (_ ("Not confirmed yet: %s"), names->str);
}

/* A line that is nothing but one of its steps says at once what the step says: "4.000.000 ÷ 30 × 41 × 100 %". */
static char *
formula_of (const JkkReason *reason)
{
  g_autofree char *own = jkk_reason_formula_text (reason);
  g_autofree char *amount = reason->amount != JKK_NONE ? jkk_money_to_text (reason->amount) : NULL;
  gboolean says_nothing = reason->children->len == 1 || g_strcmp0 (own, amount) == 0;

  for (guint i = 0; amount != NULL && says_nothing && i < reason->children->len; i++)
    {
      const JkkReason *step = reason->children->pdata[i];
      g_autofree char *formula = step->amount == reason->amount ? formula_of (step) : NULL;

      if (formula != NULL && *formula != '\0' && g_strcmp0 (formula, amount) != 0)
        return g_steal_pointer (&formula);
    }
  return g_steal_pointer (&own);
}

/**
 * jkk_payout_line_new:
 * @reason: a reason
 *
 * Returns: (transfer full): it as a person reads it, with its steps.
 */
JkkPayoutLine *
jkk_payout_line_new (const JkkReason *reason)
{
  JkkPayoutLine *line = g_new0 (JkkPayoutLine, 1);
  g_autofree char *formula = formula_of (reason);

  line->key = g_strdup (reason->benefit != NULL ? reason->benefit : reason->rule);
  line->title = g_strdup (_ (reason->title));
  line->amount = reason->amount != JKK_NONE ? jkk_money_to_text (reason->amount) : NULL;
  /* "10.000.000" below "10.000.000" says nothing. */
  if (*formula != '\0' && g_strcmp0 (formula, line->amount) != 0)
    line->formula = g_steal_pointer (&formula);
  line->article = g_strdup (reason->article);
  line->payee = g_strdup (jkk_code_list_label ("payee", reason->payee));
  line->counterfactual = jkk_reason_counterfactual_text (reason);
  line->doubts = doubts_of (reason);
  line->unconfirmed = say_doubts (line->doubts);
  line->inputs = inputs_of (reason);
  line->steps = g_ptr_array_new_with_free_func (line_free);
  for (guint i = 0; i < reason->children->len; i++)
    g_ptr_array_add (line->steps, jkk_payout_line_new (reason->children->pdata[i]));
  return line;
}

/* The line of another sheet that is the same benefit for the same time round: two lines may have one benefit. */
static const JkkReason *
same_line (const JkkPayout *sheet, guint number, const JkkPayout *other)
{
  const JkkReason *line = sheet->lines->pdata[number];
  guint before = 0;

  for (guint i = 0; i < number; i++)
    before += g_strcmp0 (((JkkReason *) sheet->lines->pdata[i])->benefit, line->benefit) == 0 ? 1 : 0;
  for (guint i = 0; i < other->lines->len; i++)
    if (g_strcmp0 (((JkkReason *) other->lines->pdata[i])->benefit, line->benefit) == 0 && before-- == 0)
      return other->lines->pdata[i];
  return NULL;
}

static char *
other_amount (const JkkReason *line, const JkkReason *other)
{
  if (other == NULL)
    return g_strdup ("—");
  return other->amount != line->amount ? jkk_money_to_text (other->amount) : NULL;
}

static void
add_lines (JkkPayoutState *state, const JkkPayout *sheet, const JkkPayout *before, const JkkPayout *beside)
{
  for (guint i = 0; i < sheet->lines->len; i++)
    {
      const JkkReason *reason = sheet->lines->pdata[i];
      JkkPayoutLine *line = jkk_payout_line_new (reason);
      const JkkReason *old = before != NULL ? same_line (sheet, i, before) : NULL;

      line->changed = before != NULL && (old == NULL || old->amount != reason->amount);
      if (beside != NULL)
        line->other = other_amount (reason, same_line (sheet, i, beside));
      g_ptr_array_add (state->lines, line);
    }
  /* What only the other sheet has is seen, too. */
  for (guint i = 0; beside != NULL && i < beside->lines->len; i++)
    if (same_line (beside, i, sheet) == NULL)
      {
        JkkPayoutLine *line = jkk_payout_line_new (beside->lines->pdata[i]);

        line->other = line->amount;
        line->amount = g_strdup ("—");
        g_ptr_array_add (state->lines, line);
      }
}

static guint
count_unconfirmed (const JkkPayout *sheet)
{
  g_autoptr (GHashTable) parameters = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < sheet->lines->len; i++)
    {
      g_autoptr (GPtrArray) inputs = jkk_reason_unconfirmed (sheet->lines->pdata[i]);

      for (guint j = 0; j < inputs->len; j++)
        {
          const JkkInput *input = inputs->pdata[j];

          g_hash_table_add (parameters, (gpointer) (input->parameter != NULL ? input->parameter : input->name));
        }
    }
  return g_hash_table_size (parameters);
}

static void
add_gaps (JkkPayoutState *state, const JkkPayout *sheet)
{
  for (guint i = 0; i < sheet->missing->len; i++)
    {
      const JkkMissing *missing = sheet->missing->pdata[i];
      JkkPayoutGap *gap = g_new0 (JkkPayoutGap, 1);

      gap->text = g_strdup (_ (missing->text));
      gap->path = g_strdup (missing->path);
      gap->place = g_strdup (jkk_case_path_place (missing->path));
      g_ptr_array_add (state->gaps, gap);
    }
}

/* ---- Who receives what ------------------------------------------------------------------------------------------- */

static JkkMoney
sum_for (const JkkPayout *sheet, const char *payee)
{
  JkkMoney sum = 0;

  for (guint i = 0; i < sheet->lines->len; i++)
    {
      const JkkReason *line = sheet->lines->pdata[i];

      if (line->amount != JKK_NONE && g_strcmp0 (line->payee, payee) == 0)
        sum += line->amount;
    }
  return sum;
}

/* "Pemberi kerja 397.667 · Ahli waris 291.072.000", in the order of the sheet. */
static char *
split_of (const JkkPayout *sheet)
{
  g_autoptr (GPtrArray) payees = g_ptr_array_new ();
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < sheet->lines->len; i++)
    {
      const char *payee = ((JkkReason *) sheet->lines->pdata[i])->payee;

      if (payee != NULL && sum_for (sheet, payee) > 0 &&
          !g_ptr_array_find_with_equal_func (payees, payee, g_str_equal, NULL))
        g_ptr_array_add (payees, (gpointer) payee);
    }
  for (guint i = 0; i < payees->len; i++)
    {
      g_autofree char *amount = jkk_money_to_text (sum_for (sheet, payees->pdata[i]));

      g_string_append_printf (text, "%s%s %s", i > 0 ? " · " : "", jkk_code_list_label ("payee", payees->pdata[i]),
                              amount);
    }
  return payees->len > 1 ? g_strdup (text->str) : NULL;
}

/* ---- Who pays what ----------------------------------------------------------------------------------------------- */

static JkkPayoutShare *
add_share (JkkPayoutState *state, const char *title, JkkMoney agency, JkkMoney employer)
{
  JkkPayoutShare *share = g_new0 (JkkPayoutShare, 1);

  share->title = g_strdup (title);
  share->agency = agency != 0 ? jkk_money_to_text (agency) : NULL;
  share->employer = employer != 0 ? jkk_money_to_text (employer) : NULL;
  g_ptr_array_add (state->shares, share);
  return share;
}

static const JkkReason *
find_note (const JkkPayout *sheet, const char *rule)
{
  for (guint i = 0; i < sheet->notes->len; i++)
    if (g_strcmp0 (((JkkReason *) sheet->notes->pdata[i])->rule, rule) == 0)
      return sheet->notes->pdata[i];
  return NULL;
}

/* What the note says that the employer owes for a benefit; each is asked for once. */
static JkkMoney
take_owed (const JkkReason *note, GHashTable *taken, const char *title)
{
  for (guint i = 0; i < note->children->len; i++)
    {
      const JkkReason *step = note->children->pdata[i];

      if (g_strcmp0 (step->title, title) == 0 && g_hash_table_add (taken, (gpointer) step))
        return step->amount;
    }
  return 0;
}

/* A wage that was reported too low: both amounts stand side by side (the rule "wage-difference"). */
static void
add_shares (JkkPayoutState *state, const JkkPayout *sheet)
{
  const JkkReason *note = find_note (sheet, "wage-difference");
  g_autoptr (GHashTable) taken = g_hash_table_new (NULL, NULL);
  JkkMoney owed = 0;

  for (guint i = 0; note != NULL && i < sheet->lines->len; i++)
    {
      const JkkReason *line = sheet->lines->pdata[i];

      add_share (state, _ (line->title), line->amount, take_owed (note, taken, line->title));
    }
  for (guint i = 0; note != NULL && i < note->children->len; i++)
    {
      const JkkReason *step = note->children->pdata[i];

      owed += step->amount;
      if (!g_hash_table_contains (taken, step))
        add_share (state, _ (step->title), 0, step->amount);
    }
  if (note != NULL)
    add_share (state, _ ("Total"), sheet->total, owed);
}

/**
 * jkk_payout_state_new:
 * @sheet: a payout sheet
 * @before: (nullable): the sheet that was shown before, to mark what changed
 * @beside: (nullable): another sheet to set its amounts beside these: the recalculation of a frozen one
 * @refusal: (nullable): why nothing is owed, whatever the sheet comes to
 *
 * Returns: (transfer full): what the pane shows.
 */
JkkPayoutState *
jkk_payout_state_new (const JkkPayout *sheet, const JkkPayout *before, const JkkPayout *beside, const char *refusal)
{
  g_return_val_if_fail (sheet != NULL, NULL);

  JkkPayoutState *state = g_new0 (JkkPayoutState, 1);
  guint unconfirmed = count_unconfirmed (sheet);

  state->total = jkk_money_to_rupiah (refusal != NULL ? 0 : sheet->total);
  state->calculated = refusal != NULL ? jkk_money_to_rupiah (sheet->total) : NULL;
  state->refusal = g_strdup (refusal);
  state->split = refusal == NULL ? split_of (sheet) : NULL;
  state->other_total =
      refusal == NULL && beside != NULL && beside->total != sheet->total ? jkk_money_to_rupiah (beside->total) : NULL;
  state->total_changed = refusal == NULL && before != NULL && before->total != sheet->total;
  state->pack = g_strdup (sheet->pack_title != NULL ? sheet->pack_title : sheet->pack);
  if (sheet->law_day != JKK_NONE)
    {
      g_autofree char *day = jkk_day_to_text (sheet->law_day);

      state->law_day = g_strdup_printf (_ ("law of %s"), day);
    }
  if (unconfirmed > 0)
    state->unconfirmed = g_strdup_printf (ngettext ("%u figure of the regulation is not confirmed yet",
                                                    "%u figures of the regulation are not confirmed yet", unconfirmed),
                                          unconfirmed);
  state->lines = g_ptr_array_new_with_free_func (line_free);
  state->gaps = g_ptr_array_new_with_free_func (gap_free);
  state->notes = g_ptr_array_new_with_free_func (line_free);
  state->shares = g_ptr_array_new_with_free_func (share_free);
  add_lines (state, sheet, before, beside);
  add_shares (state, sheet);
  add_gaps (state, sheet);
  for (guint i = 0; i < sheet->notes->len; i++)
    g_ptr_array_add (state->notes, jkk_payout_line_new (sheet->notes->pdata[i]));
  return state;
}

/**
 * jkk_payout_state_free:
 * @state: (transfer full): a state
 */
void
jkk_payout_state_free (JkkPayoutState *state)
{
  g_free (state->total);
  g_free (state->calculated);
  g_free (state->refusal);
  g_free (state->split);
  g_free (state->other_total);
  g_free (state->pack);
  g_free (state->law_day);
  g_free (state->unconfirmed);
  g_ptr_array_unref (state->shares);
  g_ptr_array_unref (state->lines);
  g_ptr_array_unref (state->gaps);
  g_ptr_array_unref (state->notes);
  g_free (state);
}
