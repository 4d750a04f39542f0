#include "jkk-office-clock.h"

#include <string.h>

#include "jkk-db.h"
#include "jkk-journal.h"
#include "jkk-work-fixture.h"

static void
take_result (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static char *
ask (Fixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  jkk_office_doubt_clock_async (fixture->office, NULL, take_result, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  char *doubt = jkk_office_doubt_clock_finish (fixture->office, result, &error);
  g_assert_no_error (error);
  return doubt;
}

/* Something that was done so many seconds from now, by the clock of another desk. */
static void
do_at (Fixture *fixture, gint64 seconds)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JkkDb) db = jkk_db_open (fixture->address, 0, &error);
  g_autofree char *id = g_uuid_string_random ();
  JkkJournalEntry entry = {
    .time = g_get_real_time () / G_USEC_PER_SEC + seconds,
    .person = "admin",
    .workstation = "desk-2",
    .deed = "open",
    .deed_id = id,
  };

  g_assert_no_error (error);
  g_assert_true (jkk_db_begin_write (db, &error));
  jkk_journal_append (db, &entry, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (jkk_db_commit (db, &error));
}

static void
test_a_clock_that_is_right_is_not_spoken_of (Fixture *fixture, gconstpointer data)
{
  g_assert_null (ask (fixture));
  sign_in (fixture, "sari");
  take_in (fixture);
  do_at (fixture, 10 * 60);
  g_assert_null (ask (fixture));
}

static void
test_a_clock_that_was_set_back_is_doubted (Fixture *fixture, gconstpointer data)
{
  do_at (fixture, 3 * 24 * 60 * 60);
  g_autofree char *doubt = ask (fixture);
  g_assert_nonnull (doubt);
  g_assert_nonnull (strstr (doubt, "Set the clock"));
  /* Going on does not hide it. */
  do_at (fixture, 0);
  g_autofree char *again = ask (fixture);
  g_assert_nonnull (again);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  fixture_test_add ("/office-clock/a-clock-that-is-right-is-not-spoken-of",
                    test_a_clock_that_is_right_is_not_spoken_of);
  fixture_test_add ("/office-clock/a-clock-that-was-set-back-is-doubted", test_a_clock_that_was_set_back_is_doubted);
  return g_test_run ();
}
