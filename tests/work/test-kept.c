#include "../scratch-folder.h"
#include "lock-fixture.h"

static void
test_what_was_kept_is_closed_with_the_desk (Fixture *fixture, gconstpointer data)
{
  enter (fixture, "sari");
  g_autoptr (JkkKept) kept = jkk_kept_take (fixture->office, 12);
  g_assert_true (jkk_kept_write (kept, "halo"));
  jkk_office_lock (fixture->office);
  g_assert_null (jkk_kept_read (kept));
  g_assert_true (try (fixture, PASSWORD, NULL));
  g_autofree char *text = jkk_kept_read (kept);
  g_assert_cmpstr (text, ==, "halo");
  jkk_kept_clear (kept);
  g_assert_true (jkk_kept_flush (kept, NULL));
  g_autoptr (GArray) left = jkk_office_list_kept (fixture->office);
  g_assert_cmpuint (left->len, ==, 0);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Answer *answer = data;

  answer->good = jkk_office_open_locked_away_finish (JKK_OFFICE (source), result, &answer->error);
  answer->done = TRUE;
}

static gboolean
open_with (Fixture *fixture, const char *earlier)
{
  Answer answer = { 0 };

  jkk_office_open_locked_away_async (fixture->office, earlier, opened_cb, &answer);
  wait_for (&answer);
  g_clear_error (&answer.error);
  return answer.good;
}

/* Who forgot the password gets another one, and another key. */
static void
test_the_password_of_then_opens_what_was_typed_then (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JkkOffice) other = jkk_office_open (fixture->place, &error);
  g_autoptr (JkkAccount) account = jkk_account_new ("sari", "", 0);
  JkkRequest set = { .account = account, .password = FIRST_PASSWORD };
  Answer answer = { 0 };

  enter (fixture, "sari");
  JkkKept *kept = jkk_kept_take (fixture->office, 12);
  g_assert_true (jkk_kept_write (kept, "halo"));
  jkk_kept_free (kept);
  jkk_office_sign_out (fixture->office);
  g_assert_true (jkk_office_sign_in (other, "admin", PASSWORD, &error));
  g_autoptr (JkkOutcome) done = jkk_office_do (other, "set-password", &set, &error);
  g_assert_no_error (error);

  jkk_office_sign_in_async (fixture->office, "sari", FIRST_PASSWORD, NULL, signed_in_cb, &answer);
  wait_for (&answer);
  g_assert_no_error (answer.error);
  g_assert_null (jkk_office_get_keeping_problem (fixture->office));
  g_assert_cmpuint (jkk_office_count_locked_away (fixture->office), ==, 1);
  g_assert_false (open_with (fixture, "salah-sama-sekali"));
  g_assert_true (open_with (fixture, PASSWORD));
  g_autoptr (GArray) topics = jkk_office_list_kept (fixture->office);
  g_assert_cmpuint (topics->len, ==, 1);
  kept = jkk_kept_take (fixture->office, 12);
  g_autofree char *text = jkk_kept_read (kept);
  g_assert_cmpstr (text, ==, "halo");
  jkk_kept_clear (kept);
  jkk_kept_free (kept);
  jkk_office_discard_locked_away (fixture->office);
  g_assert_cmpuint (jkk_office_count_locked_away (fixture->office), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_autofree char *home = make_folder ();

  g_setenv ("XDG_STATE_HOME", home, TRUE);
  g_test_init (&argc, &argv, NULL);
  fixture_test_add ("/kept/what-was-kept-is-closed-with-the-desk", test_what_was_kept_is_closed_with_the_desk);
  fixture_test_add ("/kept/the-password-of-then-opens-what-was-typed-then",
                    test_the_password_of_then_opens_what_was_typed_then);
  int failed = g_test_run ();

  remove_folder (home);
  return failed;
}
