#include "jkk-case-row.h"

static void
test_the_open_states_are_those_in_which_something_is_to_do (void)
{
  for (guint i = 0; i < JKK_N_STATUS; i++)
    g_assert_cmpint ((JKK_STATUS_OPEN & JKK_STATUS_BIT (i)) != 0, ==, jkk_case_status_is_open ((JkkCaseStatus) i));
  g_assert_cmpuint (JKK_STATUS_ALL, ==, 63);
}

static void
test_a_query_asks_for_all_by_default (void)
{
  JkkCaseQuery query = JKK_CASE_QUERY_INIT;
  JkkCaseRow *row = g_new0 (JkkCaseRow, 1);

  g_assert_cmpint (query.claimed_before, ==, JKK_NONE);
  g_assert_cmpuint (query.statuses, ==, 0);
  row->number = g_strdup ("JKK-2026-000001");
  row->participant_name = g_strdup ("Budi");
  jkk_case_row_free (row);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/case-row/open", test_the_open_states_are_those_in_which_something_is_to_do);
  g_test_add_func ("/case-row/query", test_a_query_asks_for_all_by_default);
  return g_test_run ();
}
