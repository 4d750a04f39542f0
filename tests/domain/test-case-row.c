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

static void
test_texts_of_a_row_lie_together (void)
{
  const char *const texts[JKK_CASE_ROW_TEXTS] = { "JKK-2026-000001", "Budi", NULL, "15000000001", "PU", NULL, "" };
  JkkCaseRow *row = g_new0 (JkkCaseRow, 1);

  jkk_case_row_take_texts (row, texts);
  g_assert_cmpstr (row->number, ==, "JKK-2026-000001");
  g_assert_cmpstr (row->participant_name, ==, "Budi");
  g_assert_null (row->employer_name);
  g_assert_cmpstr (row->participant_number, ==, "15000000001");
  g_assert_cmpstr (row->segment, ==, "PU");
  g_assert_null (row->verifier);
  g_assert_cmpstr (row->outcome, ==, "");
  jkk_case_row_free (row);
}

static void
test_a_place_turned_twice_is_the_same (void)
{
  g_auto (JkkCaseCursor) place = { .begun = TRUE, .done = TRUE, .id = 7, .text = g_strdup ("budi") };
  g_auto (JkkCaseCursor) copy = { 0 };

  jkk_case_cursor_copy (&copy, &place);
  g_assert_cmpstr (copy.text, ==, "budi");
  g_assert_true (copy.text != place.text);
  /* Behind 7 in rising order is before 8 in falling order. */
  jkk_case_cursor_turn (&copy, FALSE);
  g_assert_cmpint (copy.id, ==, 8);
  g_assert_false (copy.done);
  jkk_case_cursor_turn (&copy, TRUE);
  g_assert_cmpint (copy.id, ==, 7);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/case-row/open", test_the_open_states_are_those_in_which_something_is_to_do);
  g_test_add_func ("/case-row/query", test_a_query_asks_for_all_by_default);
  g_test_add_func ("/case-row/texts", test_texts_of_a_row_lie_together);
  g_test_add_func ("/case-row/turned", test_a_place_turned_twice_is_the_same);
  return g_test_run ();
}
