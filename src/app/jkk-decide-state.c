#include "jkk-decide-state.h"

#include <glib/gi18n-lib.h>

#include "jkk-history-state.h"
#include "jkk-record-plan.h"

/* The facts that matter, in the order in which one asks: who, when and where, what the doctor says, what it is paid on.
 */
static const char *const paths[] = {
  "participant.name",      "participant.identity",   "participant.number",    "participant.born",
  "employer.name",         "employer.number",        "cover.segment",         "accident.case_kind",
  "accident.accident_day", "accident.accident_time", "accident.place",        "accident.chronology",
  "medical.facility",      "medical.doctor_name",    "medical.diagnosis",     "medical.outcome",
  "medical.death_day",     "medical.treated_from",   "medical.treated_until", "medical.rest_from",
  "medical.rest_until",    "participant.wage_kind",  "participant.wage",      "participant.wage_average",
  "employer.wage_paid_on", "claim.claimed_day",
};

static const char *const lists[] = { "impairments", "absences", "expenses", "heirs", "children", "payees" };

static void
fact_free (gpointer data)
{
  JkkDecideFact *fact = data;

  g_free (fact->label);
  g_free (fact->value);
  g_free (fact->place);
  g_free (fact);
}

static void
doubt_free (gpointer data)
{
  JkkDecideDoubt *doubt = data;

  g_free (doubt->text);
  g_free (doubt);
}

static void
take_fact (GPtrArray *facts, char *label, char *value, const char *place)
{
  JkkDecideFact *fact = g_new0 (JkkDecideFact, 1);

  fact->label = label;
  fact->value = value;
  fact->place = g_strdup (place);
  g_ptr_array_add (facts, fact);
}

static void
take_doubt (GPtrArray *doubts, JkkFindingLevel level, char *text)
{
  JkkDecideDoubt *doubt = g_new0 (JkkDecideDoubt, 1);

  doubt->level = level;
  doubt->text = text;
  g_ptr_array_add (doubts, doubt);
}

static GPtrArray *
facts_of (const JkkCase *jcase)
{
  GPtrArray *facts = g_ptr_array_new_with_free_func (fact_free);

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autofree char *value = jkk_case_get_text (jcase, paths[i]);

      if (*value != '\0')
        take_fact (facts, jkk_case_path_label (paths[i]), g_steal_pointer (&value), jkk_case_path_place (paths[i]));
    }
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      const JkkCasePart *part = jkk_case_part_find (lists[i]);
      GPtrArray *rows = jkk_case_part_list (jcase, part);

      for (guint j = 0; j < rows->len; j++)
        take_fact (facts, g_strdup_printf ("%s %u", _ (part->type->title), j + 1),
                   jkk_record_summary (part->type, rows->pdata[j]), part->type->fields[0].place);
    }
  return facts;
}

/* Each figure that awaits confirmation, once. */
static void
add_unconfirmed (GPtrArray *doubts, const JkkPayout *sheet)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < sheet->lines->len; i++)
    {
      g_autoptr (GPtrArray) inputs = jkk_reason_unconfirmed (sheet->lines->pdata[i]);

      for (guint j = 0; j < inputs->len; j++)
        {
          const JkkInput *input = inputs->pdata[j];
          g_autofree char *value = jkk_input_to_text (input);

          if (g_hash_table_add (seen, (gpointer) (input->parameter != NULL ? input->parameter : input->name)))
            take_doubt (doubts, JKK_FINDING_NOTICE,
                        g_strdup_printf (_ ("Not confirmed yet: %s (%s)"), _ (input->label), value));
        }
    }
}

static void
add_difference (GPtrArray *doubts, const JkkPayout *frozen, const JkkPayout *recalculated)
{
  if (frozen == NULL || recalculated == NULL || frozen->total == recalculated->total)
    return;
  g_autofree char *then = jkk_money_to_rupiah (frozen->total), *now = jkk_money_to_rupiah (recalculated->total);
  take_doubt (
      doubts, JKK_FINDING_WARNING,
      g_strdup_printf (_ ("Calculated again today the sheet gives %s instead of %s. Return it if that is right."), now,
                       then));
}

static GPtrArray *
doubts_of (const JkkCaseFile *file, const JkkCase *jcase, const JkkPayout *sheet, const JkkPayout *now, JkkDay today)
{
  GPtrArray *doubts = g_ptr_array_new_with_free_func (doubt_free);
  g_autoptr (GPtrArray) findings = jkk_case_check (jcase, today);

  for (guint i = 0; i < findings->len; i++)
    {
      const JkkFinding *finding = findings->pdata[i];

      take_doubt (doubts, finding->level, g_strdup (finding->text));
    }
  add_difference (doubts, file->decided_payout, now);
  if (sheet != NULL)
    add_unconfirmed (doubts, sheet);
  return doubts;
}

static char *
proposal_of (const JkkCaseFile *file, gboolean refuse)
{
  const JkkDecision *decision = file->decision;
  g_autofree char *total = jkk_money_to_rupiah (decision->total);
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (decision->proposed_at);
  g_autofree char *day = g_date_time_format (time, "%d-%m-%Y");
  g_autofree char *text =
      refuse ? g_strdup_printf (_ ("Refusal, proposed by %s on %s"), file->proposer_name, day)
             : g_strdup_printf (_ ("Payment of %s, proposed by %s on %s"), total, file->proposer_name, day);

  if (decision->proposal_note == NULL || *decision->proposal_note == '\0')
    return g_steal_pointer (&text);
  return g_strdup_printf ("%s: %s", text, decision->proposal_note);
}

/**
 * jkk_decide_state_new:
 * @file: what the store holds of the case
 * @jcase: the case
 * @recalculated: (nullable): its payout sheet as calculated now
 * @today: the day
 *
 * Returns: (transfer full): what a person compares before proposing or deciding.
 */
JkkDecideState *
jkk_decide_state_new (const JkkCaseFile *file, const JkkCase *jcase, const JkkPayout *recalculated, JkkDay today)
{
  g_return_val_if_fail (file != NULL && jcase != NULL, NULL);

  JkkDecideState *state = g_new0 (JkkDecideState, 1);
  gboolean proposed = jkk_case_get_status (jcase) == JKK_STATUS_PROPOSED && file->decision != NULL;
  const JkkPayout *sheet = proposed && file->decided_payout != NULL ? file->decided_payout : recalculated;

  state->title = g_strdup_printf ("%s · %s", jcase->cover.number != NULL ? jcase->cover.number : "—",
                                  jcase->participant.name != NULL ? jcase->participant.name : "—");
  state->refuse = proposed && g_strcmp0 (file->decision->proposal, "refuse") == 0;
  state->note = proposed ? g_strdup (file->decision->proposal_note) : NULL;
  state->proposal = proposed ? proposal_of (file, state->refuse) : NULL;
  state->facts = facts_of (jcase);
  state->doubts = doubts_of (file, jcase, sheet, proposed ? recalculated : NULL, today);
  state->changes = jkk_history_state_changes (file->history);
  return state;
}

/**
 * jkk_decide_state_free:
 * @state: (transfer full): a state
 */
void
jkk_decide_state_free (JkkDecideState *state)
{
  g_free (state->title);
  g_free (state->proposal);
  g_free (state->note);
  g_ptr_array_unref (state->facts);
  g_ptr_array_unref (state->doubts);
  g_ptr_array_unref (state->changes);
  g_free (state);
}
