#include "jkk-queue-state.h"

static const JkkCaseCounts some = {
  .by_status = { 12, 9, 3, 5, 200, 11 },
  .mine = 8,
  .overdue = 2,
};

static const JkkQueueRow *
row_of (GPtrArray *rows, JkkQueue queue)
{
  for (guint i = 0; i < rows->len; i++)
    {
      const JkkQueueRow *row = g_ptr_array_index (rows, i);

      if (row->queue == queue)
        return row;
    }
  return NULL;
}

static void
test_a_verifier_sees_all_queues_with_their_numbers (void)
{
  const gint64 wanted[JKK_N_QUEUES] = { 12, 8, 9, 3, 5, 2, 211, 240 };
  g_autoptr (GPtrArray) rows = jkk_queue_state_rows (&some, JKK_ROLE_VERIFIER);

  g_assert_cmpuint (rows->len, ==, JKK_N_QUEUES - 1);
  for (guint i = 0; i < rows->len; i++)
    {
      const JkkQueueRow *row = g_ptr_array_index (rows, i);

      g_assert_cmpint (row->queue, ==, i);
      g_assert_cmpint (row->count, ==, wanted[i]);
      g_assert_nonnull (row->icon);
      g_assert_cmpstr (row->label, ==, jkk_queue_state_label (row->queue));
    }
}

static void
test_only_verifiers_have_cases_of_their_own (void)
{
  g_autoptr (GPtrArray) rows = jkk_queue_state_rows (&some, JKK_ROLE_SUPERVISOR | JKK_ROLE_ADMINISTRATOR);

  g_assert_cmpuint (rows->len, ==, JKK_N_QUEUES - 1);
  g_assert_null (row_of (rows, JKK_QUEUE_MINE));
  g_assert_false (jkk_queue_state_visible (JKK_QUEUE_MINE, JKK_ROLE_SUPERVISOR));
  g_assert_true (jkk_queue_state_visible (JKK_QUEUE_PROPOSED, JKK_ROLE_SUPERVISOR));
  /* An auditor reads everything, and has nothing of his own. */
  g_assert_true (jkk_queue_state_visible (JKK_QUEUE_ALL, JKK_ROLE_AUDITOR));
  g_assert_true (jkk_queue_state_visible (JKK_QUEUE_DECIDED, JKK_ROLE_AUDITOR));
  g_assert_false (jkk_queue_state_visible (JKK_QUEUE_MINE, JKK_ROLE_AUDITOR));
}

static void
test_what_was_passed_on_stands_beside_what_is_to_be_approved (void)
{
  JkkCaseCounts counts = some;
  g_autoptr (GPtrArray) none = jkk_queue_state_rows (&counts, JKK_ROLE_VERIFIER);

  counts.passed_on = 3;
  g_autoptr (GPtrArray) rows = jkk_queue_state_rows (&counts, JKK_ROLE_SUPERVISOR);
  g_assert_null (row_of (none, JKK_QUEUE_PASSED_ON));
  g_assert_cmpint (row_of (rows, JKK_QUEUE_PASSED_ON)->count, ==, 3);
  for (guint i = 0; i + 1 < rows->len; i++)
    if (((JkkQueueRow *) rows->pdata[i])->queue == JKK_QUEUE_PROPOSED)
      g_assert_cmpint (((JkkQueueRow *) rows->pdata[i + 1])->queue, ==, JKK_QUEUE_PASSED_ON);
  JkkCaseQuery query = jkk_queue_state_query (JKK_QUEUE_PASSED_ON, "budi", JKK_NONE);
  g_assert_cmpstr (query.passed_on_to, ==, "budi");
}

static void
test_overdue_is_urgent_only_if_there_is_a_case (void)
{
  JkkCaseCounts none = some;
  g_autoptr (GPtrArray) with = jkk_queue_state_rows (&some, JKK_ROLE_VERIFIER);

  none.overdue = 0;
  g_autoptr (GPtrArray) without = jkk_queue_state_rows (&none, JKK_ROLE_VERIFIER);

  g_assert_true (row_of (with, JKK_QUEUE_OVERDUE)->urgent);
  g_assert_false (row_of (without, JKK_QUEUE_OVERDUE)->urgent);
  g_assert_false (row_of (with, JKK_QUEUE_RECEIVED)->urgent);
}

static void
test_a_screen_reader_hears_name_and_number (void)
{
  JkkCaseCounts one = { .by_status = { 1, 0, 0, 0, 0, 0 } };
  g_autoptr (GPtrArray) rows = jkk_queue_state_rows (&one, JKK_ROLE_VERIFIER);

  g_assert_cmpstr (row_of (rows, JKK_QUEUE_RECEIVED)->spoken, ==, "Received, 1 case");
  g_assert_cmpstr (row_of (rows, JKK_QUEUE_HELD)->spoken, ==, "On hold, 0 cases");
}

static void
test_work_begins_where_it_waits (void)
{
  g_assert_cmpint (jkk_queue_state_home (JKK_ROLE_VERIFIER), ==, JKK_QUEUE_MINE);
  g_assert_cmpint (jkk_queue_state_home (JKK_ROLE_SUPERVISOR), ==, JKK_QUEUE_PROPOSED);
  g_assert_cmpint (jkk_queue_state_home (JKK_ROLE_SUPERVISOR | JKK_ROLE_VERIFIER), ==, JKK_QUEUE_PROPOSED);
  g_assert_cmpint (jkk_queue_state_home (JKK_ROLE_ADMINISTRATOR), ==, JKK_QUEUE_ALL);
}

static void
test_each_queue_asks_for_what_its_number_counts (void)
{
  JkkCaseQuery query = jkk_queue_state_query (JKK_QUEUE_HELD, "sari", 20000);

  g_assert_cmpuint (query.statuses, ==, JKK_STATUS_BIT (JKK_STATUS_HELD));
  g_assert_null (query.verifier);
  g_assert_cmpint (query.claimed_before, ==, JKK_NONE);

  query = jkk_queue_state_query (JKK_QUEUE_MINE, "sari", 20000);
  g_assert_cmpuint (query.statuses, ==, JKK_STATUS_OPEN);
  g_assert_cmpstr (query.verifier, ==, "sari");

  query = jkk_queue_state_query (JKK_QUEUE_OVERDUE, "sari", 20000);
  g_assert_cmpuint (query.statuses, ==, JKK_STATUS_OPEN);
  g_assert_null (query.verifier);
  g_assert_cmpint (query.claimed_before, ==, 20000);

  query = jkk_queue_state_query (JKK_QUEUE_ALL, "sari", 20000);
  g_assert_cmpuint (query.statuses, ==, JKK_STATUS_ALL);
}

static void
test_columns_that_tell_nothing_are_left_out (void)
{
  g_assert_false (jkk_queue_state_shows (JKK_QUEUE_HELD, JKK_COLUMN_STATUS));
  g_assert_false (jkk_queue_state_shows (JKK_QUEUE_HELD, JKK_COLUMN_STATUS_OR_OVERDUE));
  g_assert_true (jkk_queue_state_shows (JKK_QUEUE_HELD, JKK_COLUMN_WAITING));
  g_assert_true (jkk_queue_state_shows (JKK_QUEUE_HELD, JKK_COLUMN_VERIFIER));
  g_assert_true (jkk_queue_state_shows (JKK_QUEUE_MINE, JKK_COLUMN_STATUS));
  g_assert_false (jkk_queue_state_shows (JKK_QUEUE_MINE, JKK_COLUMN_VERIFIER));
  g_assert_false (jkk_queue_state_shows (JKK_QUEUE_RECEIVED, JKK_COLUMN_VERIFIER));
  g_assert_true (jkk_queue_state_shows (JKK_QUEUE_ALL, JKK_COLUMN_TOTAL));
}

static void
test_no_queue_shows_more_columns_than_a_small_screen_holds (void)
{
  for (guint queue = 0; queue < JKK_N_QUEUES; queue++)
    {
      guint n_columns = 0;

      for (guint column = 0; column < JKK_N_COLUMNS; column++)
        n_columns += jkk_queue_state_shows ((JkkQueue) queue, (JkkColumn) column) ? 1 : 0;
      g_assert_cmpuint (n_columns, <=, 9);
    }
}

static void
test_overdue_is_told_in_exactly_one_column (void)
{
  for (guint i = 0; i < JKK_N_QUEUES; i++)
    {
      gboolean waiting = jkk_queue_state_shows ((JkkQueue) i, JKK_COLUMN_WAITING);
      gboolean status = jkk_queue_state_shows ((JkkQueue) i, JKK_COLUMN_STATUS_OR_OVERDUE);

      g_assert_true (waiting != status);
    }
}

static void
test_where_work_waits_the_oldest_comes_first (void)
{
  g_assert_false (jkk_queue_state_newest_first (JKK_QUEUE_MINE));
  g_assert_false (jkk_queue_state_newest_first (JKK_QUEUE_OVERDUE));
  g_assert_true (jkk_queue_state_newest_first (JKK_QUEUE_DECIDED));
  g_assert_true (jkk_queue_state_newest_first (JKK_QUEUE_ALL));
}

static void
test_an_empty_queue_says_what_will_come (void)
{
  for (guint i = 0; i < JKK_N_QUEUES; i++)
    {
      g_assert_cmpuint (g_utf8_strlen (jkk_queue_state_empty_title ((JkkQueue) i), -1), >, 5);
      g_assert_cmpuint (g_utf8_strlen (jkk_queue_state_empty_text ((JkkQueue) i), -1), >, 20);
      for (guint j = 0; j < i; j++)
        g_assert_cmpstr (jkk_queue_state_empty_text ((JkkQueue) i), !=, jkk_queue_state_empty_text ((JkkQueue) j));
    }
}

static void
assert_count_text (gint64 count, const char *text)
{
  g_autofree char *shown = jkk_queue_state_count_text (count);

  g_assert_cmpstr (shown, ==, text);
}

static void
test_a_large_number_takes_little_room (void)
{
  assert_count_text (0, "0");
  assert_count_text (99999, "99999");
  assert_count_text (100000, "100 k");
  assert_count_text (999999, "999 k");
  assert_count_text (1000000, "1,0 M");
  assert_count_text (1946057, "1,9 M");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/queue-state/a-verifier-sees-all-queues-with-their-numbers",
                   test_a_verifier_sees_all_queues_with_their_numbers);
  g_test_add_func ("/queue-state/only-verifiers-have-cases-of-their-own", test_only_verifiers_have_cases_of_their_own);
  g_test_add_func ("/queue-state/what-was-passed-on-stands-beside-what-is-to-be-approved",
                   test_what_was_passed_on_stands_beside_what_is_to_be_approved);
  g_test_add_func ("/queue-state/overdue-is-urgent-only-if-there-is-a-case",
                   test_overdue_is_urgent_only_if_there_is_a_case);
  g_test_add_func ("/queue-state/a-screen-reader-hears-name-and-number", test_a_screen_reader_hears_name_and_number);
  g_test_add_func ("/queue-state/work-begins-where-it-waits", test_work_begins_where_it_waits);
  g_test_add_func ("/queue-state/each-queue-asks-for-what-its-number-counts",
                   test_each_queue_asks_for_what_its_number_counts);
  g_test_add_func ("/queue-state/columns-that-tell-nothing-are-left-out", test_columns_that_tell_nothing_are_left_out);
  g_test_add_func ("/queue-state/no-queue-shows-more-columns-than-a-small-screen-holds",
                   test_no_queue_shows_more_columns_than_a_small_screen_holds);
  g_test_add_func ("/queue-state/overdue-is-told-in-exactly-one-column", test_overdue_is_told_in_exactly_one_column);
  g_test_add_func ("/queue-state/where-work-waits-the-oldest-comes-first",
                   test_where_work_waits_the_oldest_comes_first);
  g_test_add_func ("/queue-state/an-empty-queue-says-what-will-come", test_an_empty_queue_says_what_will_come);
  g_test_add_func ("/queue-state/a-large-number-takes-little-room", test_a_large_number_takes_little_room);
  return g_test_run ();
}
