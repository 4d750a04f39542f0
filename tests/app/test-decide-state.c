#include "jkk-decide-state.h"
#include "jkk-history-state.h"

#include <string.h>

#define TODAY jkk_day_new (2026, 3, 20)

static JkkCase *
with (JkkCase *jcase, const char *path, const char *text)
{
  JkkCase *next = jkk_case_set (jcase, path, text, NULL);

  g_assert_nonnull (next);
  jkk_case_unref (jcase);
  return next;
}

static JkkPayout *
sheet_new (JkkMoney total)
{
  JkkPayout *sheet = jkk_payout_new ();
  JkkReason *line = jkk_reason_new ("stmb", "stmb", "STMB", NULL);
  JkkInput *divisor = jkk_reason_add_input (line, "divisor", "Days of a month", JKK_KIND_COUNT, 30);

  divisor->parameter = "stmb-divisor";
  divisor->unconfirmed = TRUE;
  line->amount = total;
  jkk_payout_take_line (sheet, line);
  sheet->total = total;
  return sheet;
}

static JkkCaseFile *
file_new (JkkCaseStatus status, const char *proposal)
{
  JkkCaseFile *file = g_new0 (JkkCaseFile, 1);
  JkkCase *jcase = with (jkk_case_new (), "participant.name", "Budi Santoso");

  jcase = with (jcase, "accident.accident_day", "2026-03-12");
  jcase = with (jcase, "medical.accident_day", "2026-03-13");
  jkk_set_str (&jcase->cover.number, "JKK-2026-000007");
  jkk_set_str (&jcase->cover.status, jkk_case_status_name (status));
  file->jcase = jcase;
  file->history = g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_history_entry_free);
  if (proposal != NULL)
    {
      file->decision = jkk_decision_new ();
      jkk_set_str (&file->decision->proposal, proposal);
      jkk_set_str (&file->decision->proposal_note, "Lengkap");
      file->decision->proposed_at = 1773273600;
      file->decision->total = 5466667;
      file->decided_payout = sheet_new (5466667);
      file->proposer_name = g_strdup ("Sari");
    }
  return file;
}

static const char *
fact (const JkkDecideState *state, const char *label)
{
  for (guint i = 0; i < state->facts->len; i++)
    if (g_str_equal (((JkkDecideFact *) state->facts->pdata[i])->label, label))
      return ((JkkDecideFact *) state->facts->pdata[i])->value;
  return NULL;
}

static guint
count_doubts (const JkkDecideState *state, JkkFindingLevel level, const char *needle)
{
  guint n = 0;

  for (guint i = 0; i < state->doubts->len; i++)
    {
      const JkkDecideDoubt *doubt = state->doubts->pdata[i];

      n += doubt->level == level && strstr (doubt->text, needle) != NULL ? 1 : 0;
    }
  return n;
}

static void
test_the_proposal_is_told_with_amount_name_and_note (void)
{
  g_autoptr (JkkCaseFile) file = file_new (JKK_STATUS_PROPOSED, "pay");
  g_autoptr (JkkDecideState) state = jkk_decide_state_new (file, file->jcase, NULL, TODAY);

  g_assert_cmpstr (state->title, ==, "JKK-2026-000007 · Budi Santoso");
  g_assert_cmpstr (state->proposal, ==, "Payment of Rp\u00a05.466.667, proposed by Sari on 12-03-2026: Lengkap");
  g_assert_false (state->refuse);
}

static void
test_a_refusal_is_told_as_one (void)
{
  g_autoptr (JkkCaseFile) file = file_new (JKK_STATUS_PROPOSED, "refuse");
  g_autoptr (JkkDecideState) state = jkk_decide_state_new (file, file->jcase, NULL, TODAY);

  g_assert_true (state->refuse);
  g_assert_true (g_str_has_prefix (state->proposal, "Refusal"));
}

static void
test_only_facts_that_are_known_are_listed (void)
{
  g_autoptr (JkkCaseFile) file = file_new (JKK_STATUS_VERIFYING, NULL);
  g_autoptr (JkkDecideState) state = jkk_decide_state_new (file, file->jcase, NULL, TODAY);

  g_assert_null (state->proposal);
  g_assert_cmpstr (fact (state, "Name of participant"), ==, "Budi Santoso");
  g_assert_cmpstr (fact (state, "Date of accident"), ==, "12-03-2026");
  g_assert_null (fact (state, "Reported wage"));
}

static void
test_rows_of_lists_are_facts_too (void)
{
  g_autoptr (JkkCaseFile) file = file_new (JKK_STATUS_VERIFYING, NULL);
  g_autoptr (JkkCase) listed = jkk_case_append (file->jcase, "impairments", NULL);
  g_autoptr (JkkCase) filled = jkk_case_set (listed, "impairments[1].table_row", "12", NULL);
  g_autoptr (JkkDecideState) state = jkk_decide_state_new (file, filled, NULL, TODAY);

  g_assert_cmpstr (fact (state, "Disability 1"), ==, "Row of annex III 12");
}

static void
test_what_disagrees_and_what_is_unconfirmed_is_named (void)
{
  g_autoptr (JkkCaseFile) file = file_new (JKK_STATUS_PROPOSED, "pay");
  g_autoptr (JkkPayout) now = sheet_new (5466667);
  g_autoptr (JkkDecideState) state = jkk_decide_state_new (file, file->jcase, now, TODAY);

  g_assert_cmpuint (count_doubts (state, JKK_FINDING_WARNING, "13-03-2026"), ==, 1);
  g_assert_cmpuint (count_doubts (state, JKK_FINDING_NOTICE, "Days of a month (30)"), ==, 1);
  g_assert_cmpuint (count_doubts (state, JKK_FINDING_WARNING, "Calculated again"), ==, 0);
}

static void
test_a_sheet_that_would_differ_today_is_a_doubt (void)
{
  g_autoptr (JkkCaseFile) file = file_new (JKK_STATUS_PROPOSED, "pay");
  g_autoptr (JkkPayout) now = sheet_new (6000000);
  g_autoptr (JkkDecideState) state = jkk_decide_state_new (file, file->jcase, now, TODAY);

  g_assert_cmpuint (count_doubts (state, JKK_FINDING_WARNING, "Rp\u00a06.000.000 instead of Rp\u00a05.466.667"), ==, 1);
}

static void
test_what_was_changed_since_the_intake_is_listed (void)
{
  g_autoptr (JkkCaseFile) file = file_new (JKK_STATUS_PROPOSED, "pay");
  JkkHistoryEntry *entry = g_new0 (JkkHistoryEntry, 1);
  JkkChange *change = g_new0 (JkkChange, 1);

  change->path = g_strdup ("participant.wage");
  change->before = g_strdup ("4000000");
  change->after = g_strdup ("4500000");
  entry->deed = g_strdup ("save");
  entry->changes = g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_change_free);
  g_ptr_array_add (entry->changes, change);
  g_ptr_array_add (file->history, entry);
  g_autoptr (JkkDecideState) state = jkk_decide_state_new (file, file->jcase, NULL, TODAY);
  g_assert_cmpuint (state->changes->len, ==, 1);
  g_assert_cmpstr (((JkkHistoryChange *) state->changes->pdata[0])->after, ==, "4.500.000");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/decide-state/the-proposal-is-told-with-amount-name-and-note",
                   test_the_proposal_is_told_with_amount_name_and_note);
  g_test_add_func ("/decide-state/a-refusal-is-told-as-one", test_a_refusal_is_told_as_one);
  g_test_add_func ("/decide-state/only-facts-that-are-known-are-listed", test_only_facts_that_are_known_are_listed);
  g_test_add_func ("/decide-state/rows-of-lists-are-facts-too", test_rows_of_lists_are_facts_too);
  g_test_add_func ("/decide-state/what-disagrees-and-what-is-unconfirmed-is-named",
                   test_what_disagrees_and_what_is_unconfirmed_is_named);
  g_test_add_func ("/decide-state/a-sheet-that-would-differ-today-is-a-doubt",
                   test_a_sheet_that_would_differ_today_is_a_doubt);
  g_test_add_func ("/decide-state/what-was-changed-since-the-intake-is-listed",
                   test_what_was_changed_since_the_intake_is_listed);
  return g_test_run ();
}
