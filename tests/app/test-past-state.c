#include "jkk-past-state.h"

#include "jkk-check.h"

#include <string.h>

static void
add_change (GPtrArray *changes, const char *path, const char *before, const char *after)
{
  JkkChange *change = g_new0 (JkkChange, 1);

  change->path = g_strdup (path);
  change->before = g_strdup (before);
  change->after = g_strdup (after);
  g_ptr_array_add (changes, change);
}

static JkkPast *
past_new (void)
{
  JkkPast *past = g_new0 (JkkPast, 1);
  JkkCase *jcase = jkk_case_new ();
  JkkDocument *paper = jkk_record_new (&jkk_document_type);

  jkk_set_str (&jcase->cover.number, "JKK-2026-000123");
  jkk_set_str (&jcase->cover.status, "diajukan");
  jkk_set_str (&jcase->participant.name, "Tono Contoh");
  jkk_set_str (&paper->title, "Kartu");
  jkk_set_str (&paper->kind, "ktp");
  paper->complete = 1;
  g_ptr_array_add (jcase->documents, paper);
  past->file = g_new0 (JkkCaseFile, 1);
  past->file->jcase = jcase;
  past->title = g_strdup ("As it stood");
  past->changes = g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_change_free);
  past->remarks = g_ptr_array_new_with_free_func (g_free);
  return past;
}

static void
test_a_case_without_difference (void)
{
  g_autoptr (JkkPast) past = past_new ();
  g_autoptr (JkkPastState) state = jkk_past_state_new (past);

  g_assert_nonnull (strstr (state->heading, "JKK-2026-000123 · Tono Contoh"));
  g_assert_null (state->remarks);
  g_assert_null (state->decision);
  g_assert_cmpuint (state->changes->len, ==, 0);
  g_assert_nonnull (strstr (state->difference, "No entry"));
  g_assert_cmpuint (state->papers->len, ==, 1);
  g_assert_nonnull (strstr (state->papers->pdata[0], "Kartu"));
  g_assert_nonnull (strstr (state->papers->pdata[0], "in order"));
}

static void
test_differences_stand_at_their_fields (void)
{
  g_autoptr (JkkPast) past = past_new ();

  add_change (past->changes, "participant.wage", "4000000", "4500000");
  add_change (past->changes, "participant.phone", "0812", NULL);
  g_ptr_array_add (past->remarks, g_strdup ("One."));
  g_ptr_array_add (past->remarks, g_strdup ("Two."));
  g_autoptr (JkkPastState) state = jkk_past_state_new (past);
  const JkkFinding *wage = state->findings->pdata[0], *phone = state->findings->pdata[1];

  g_assert_cmpstr (state->remarks, ==, "One. Two.");
  g_assert_cmpstr (wage->path, ==, "participant.wage");
  g_assert_cmpstr (wage->text, ==, "Today: 4.500.000");
  g_assert_cmpstr (phone->text, ==, "Today: empty");
  g_assert_nonnull (strstr (state->difference, "2"));
}

static void
test_a_decision_is_told (void)
{
  g_autoptr (JkkPast) past = past_new ();

  past->file->decision = jkk_decision_new ();
  past->file->proposer_name = g_strdup ("Sari");
  jkk_set_str (&past->file->decision->proposal_note, "lengkap");
  g_autoptr (JkkPastState) proposed = jkk_past_state_new (past);
  g_assert_cmpstr (proposed->decision, ==, "Proposed by: Sari · “lengkap”");
  past->file->approver_name = g_strdup ("Budi");
  jkk_set_str (&past->file->decision->decided_by, "budi");
  g_autoptr (JkkPastState) decided = jkk_past_state_new (past);
  g_assert_nonnull (strstr (decided->decision, "Decided by: Budi"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/past-state/same", test_a_case_without_difference);
  g_test_add_func ("/past-state/differences", test_differences_stand_at_their_fields);
  g_test_add_func ("/past-state/decision", test_a_decision_is_told);
  return g_test_run ();
}
