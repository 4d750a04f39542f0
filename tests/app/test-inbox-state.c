#include "jkk-inbox-state.h"
#include "jkk-test-post.h"

#include <string.h>

static const JkkInboxRow *
row (GPtrArray *rows, guint i)
{
  return rows->pdata[i];
}

static void
test_each_view_shows_its_own (void)
{
  g_autoptr (JkkPostDesk) desk = jkk_test_post_desk ();
  static const gint64 first[] = { 3, 2, 4, 0, 1 };

  for (guint i = 0; i < JKK_N_INBOX_VIEWS; i++)
    {
      g_autoptr (GPtrArray) rows = jkk_inbox_state_rows (desk, (JkkInboxView) i, jkk_day_new (2026, 3, 12));

      g_assert_cmpuint (rows->len, ==, i == JKK_INBOX_OWED ? 2 : 1);
      g_assert_cmpint (row (rows, 0)->id, ==, first[i]);
      g_assert_nonnull (strstr (row (rows, 0)->spoken, row (rows, 0)->title));
      g_assert_cmpstr (jkk_inbox_state_empty_text ((JkkInboxView) i), !=, "");
    }
}

static void
test_faults_and_unread_files_are_told (void)
{
  g_autoptr (JkkPostDesk) desk = jkk_test_post_desk ();
  g_autoptr (GPtrArray) rows = jkk_inbox_state_rows (desk, JKK_INBOX_FAULTY, jkk_day_new (2026, 3, 12));

  g_assert_cmpstr (row (rows, 0)->subtitle, ==, "a.xml");
  g_assert_cmpstr (row (rows, 0)->note, ==, "2 faults");
  g_assert_true (row (rows, 0)->urgent);
  ((JkkPostIn *) desk->faulty->pdata[0])->state = JKK_POST_QUARANTINED;
  g_autoptr (GPtrArray) quarantined = jkk_inbox_state_rows (desk, JKK_INBOX_FAULTY, jkk_day_new (2026, 3, 12));
  g_assert_cmpstr (row (quarantined, 0)->note, ==, jkk_post_state_label (JKK_POST_QUARANTINED));
}

static void
test_what_is_owed_says_by_whom_since_when (void)
{
  g_autoptr (JkkPostDesk) desk = jkk_test_post_desk ();
  g_autoptr (GPtrArray) rows = jkk_inbox_state_rows (desk, JKK_INBOX_OWED, jkk_day_new (2026, 3, 12));

  g_assert_cmpint (row (rows, 0)->owed_id, ==, 11);
  g_assert_cmpstr (row (rows, 0)->subtitle, ==, "RS Contoh owes it");
  g_assert_cmpstr (row (rows, 0)->note, ==, "overdue by 3 days");
  g_assert_true (row (rows, 0)->urgent);
  g_assert_cmpstr (row (rows, 1)->subtitle, ==, "this office owes it to RS Contoh");
  g_assert_false (row (rows, 1)->urgent);
  g_assert_nonnull (strstr (row (rows, 1)->note, "13-03-2026"));
}

static void
test_the_sidebar_counts_what_should_be_looked_at (void)
{
  g_autoptr (JkkPostDesk) desk = jkk_test_post_desk ();
  g_autoptr (JkkQueueRow) some = jkk_inbox_state_queue_row (&desk->counts);
  g_autoptr (JkkQueueRow) unknown = jkk_inbox_state_queue_row (NULL);
  JkkPostCounts quiet = { .proposals = 2, .owed = 3 };
  g_autoptr (JkkQueueRow) calm = jkk_inbox_state_queue_row (&quiet);

  g_assert_cmpint (some->count, ==, 4); /* an answer that is not due yet may wait */
  g_assert_true (some->urgent);
  g_assert_cmpint (unknown->count, ==, 0);
  g_assert_cmpint (calm->count, ==, 2);
  g_assert_false (calm->urgent);
  g_assert_cmpint (jkk_inbox_state_home (&quiet), ==, JKK_INBOX_PROPOSALS);
  g_assert_cmpint (jkk_inbox_state_home (&desk->counts), ==, JKK_INBOX_NEW);
}

static void
test_numbers_that_never_came_are_asked_for (void)
{
  g_autoptr (JkkPostDesk) desk = jkk_test_post_desk ();
  g_autofree char *one = jkk_inbox_state_gaps (desk);
  JkkPostGap *gap = desk->gaps->pdata[0];

  g_assert_cmpstr (one, ==, "RS Contoh: the message number 6 never came; ask for it.");
  gap->last = 8;
  g_autofree char *several = jkk_inbox_state_gaps (desk);
  g_assert_nonnull (strstr (several, "6 to 8"));
  g_ptr_array_set_size (desk->gaps, 0);
  g_assert_null (jkk_inbox_state_gaps (desk));
}

static void
test_what_must_be_seen_to_stands_in_one_notice (void)
{
  g_autoptr (JkkPostDesk) desk = g_new0 (JkkPostDesk, 1);

  desk->partners = g_ptr_array_new ();
  desk->gaps = g_ptr_array_new ();
  desk->key_warnings = g_ptr_array_new ();
  g_assert_null (jkk_inbox_state_notice (NULL, NULL));
  g_assert_null (jkk_inbox_state_notice (desk, NULL));
  g_ptr_array_add (desk->key_warnings, (gpointer) "Kunci habis.");
  g_autofree char *key = jkk_inbox_state_notice (desk, NULL), *both = jkk_inbox_state_notice (desk, "Map tidak ada.");
  g_assert_cmpstr (key, ==, "Kunci habis.");
  g_assert_cmpstr (both, ==, "Map tidak ada.\nKunci habis.");
}

/* After a batch thousands wait, and a partner that numbers wrongly leaves as many gaps: the page stays short. */
static void
test_thousands_stay_readable (void)
{
  g_autoptr (JkkPostDesk) desk = jkk_test_post_desk ();
  JkkPostGap gap = { .partner = (char *) "RS-A", .first = 7, .last = 9 };
  g_autoptr (GPtrArray) gaps = g_ptr_array_new ();
  GPtrArray *own = desk->gaps;

  for (guint i = 0; i < 1000; i++)
    {
      g_ptr_array_add (desk->waiting, jkk_test_post_in (100 + i, "kk3", JKK_POST_NEW, 0));
      g_ptr_array_add (gaps, &gap);
    }
  g_autoptr (GPtrArray) rows = jkk_inbox_state_rows (desk, JKK_INBOX_NEW, jkk_day_new (2026, 3, 12));
  g_assert_cmpuint (rows->len, ==, JKK_INBOX_MOST_ROWS);

  desk->gaps = gaps;
  g_autofree char *text = jkk_inbox_state_notice (desk, NULL);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), <, 12);
  g_assert_nonnull (strstr (text, "995"));
  desk->gaps = own;
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/inbox-state/views", test_each_view_shows_its_own);
  g_test_add_func ("/inbox-state/faulty", test_faults_and_unread_files_are_told);
  g_test_add_func ("/inbox-state/owed", test_what_is_owed_says_by_whom_since_when);
  g_test_add_func ("/inbox-state/sidebar", test_the_sidebar_counts_what_should_be_looked_at);
  g_test_add_func ("/inbox-state/gaps", test_numbers_that_never_came_are_asked_for);
  g_test_add_func ("/inbox-state/notice", test_what_must_be_seen_to_stands_in_one_notice);
  g_test_add_func ("/inbox-state/thousands-stay-readable", test_thousands_stay_readable);
  return g_test_run ();
}
