#include "jkk-decision.h"

static void
test_a_copy_of_a_decision_stands_on_its_own (void)
{
  JkkDecision *decision = jkk_decision_new ();

  g_assert_cmpint (decision->total, ==, JKK_NONE);
  decision->id = 7;
  decision->total = 24666667;
  decision->proposed_by = g_strdup ("sari");
  decision->facts_xml = g_strdup ("<kasus/>");
  decision->hash = g_strdup ("00");
  g_autoptr (JkkDecision) copy = jkk_decision_copy (decision);
  jkk_decision_free (decision);
  g_assert_cmpint (copy->id, ==, 7);
  g_assert_cmpint (copy->total, ==, 24666667);
  g_assert_cmpstr (copy->proposed_by, ==, "sari");
  g_assert_cmpstr (copy->facts_xml, ==, "<kasus/>");
  g_assert_null (copy->decided_by);
}

static void
test_a_history_entry_frees_its_changes (void)
{
  JkkHistoryEntry *entry = g_new0 (JkkHistoryEntry, 1);
  g_autoptr (JkkCase) before = jkk_case_new ();
  g_autoptr (JkkCase) after = jkk_case_set (before, "participant.name", "Budi", NULL);

  entry->person = g_strdup ("sari");
  entry->changes = jkk_case_diff (before, after);
  g_assert_cmpuint (entry->changes->len, ==, 1);
  jkk_history_entry_free (entry);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/decision/copy", test_a_copy_of_a_decision_stands_on_its_own);
  g_test_add_func ("/decision/history", test_a_history_entry_frees_its_changes);
  return g_test_run ();
}
