#include "jkk-account-store.h"
#include "store-fixture.h"

#include <string.h>

#define PASSWORD "kata sandi uji"

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture_set_up (fixture, data);
  fixture_begin (fixture);
  fixture_insert_account (fixture->db, "sari", "Sari Dewi", JKK_ROLE_VERIFIER);
  fixture_insert_account (fixture->db, "budi", "Budi Hartono", JKK_ROLE_SUPERVISOR | JKK_ROLE_ADMINISTRATOR);
  fixture_commit (fixture);
}

static JkkSignIn
sign_in (Fixture *fixture, const char *login, const char *password, gint64 time, JkkAccount **account)
{
  g_autoptr (GError) error = NULL;
  JkkSignIn result;

  fixture_begin (fixture);
  g_assert_true (jkk_account_verify (fixture->db, login, password, time, &result, account, &error));
  g_assert_no_error (error);
  fixture_commit (fixture);
  return result;
}

static JkkAccount *
load (Fixture *fixture, const char *login)
{
  g_autoptr (GError) error = NULL;
  JkkAccount *account = jkk_account_load (fixture->db, login, &error);

  g_assert_no_error (error);
  return account;
}

static void
test_an_account_comes_back_as_it_was (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JkkAccount) account = load (fixture, "budi");
  g_autoptr (GPtrArray) accounts = jkk_account_list (fixture->db, NULL);

  g_assert_cmpstr (account->name, ==, "Budi Hartono");
  g_assert_cmpuint (account->roles, ==, JKK_ROLE_SUPERVISOR | JKK_ROLE_ADMINISTRATOR);
  g_assert_false (account->disabled);
  g_assert_false (account->must_change);
  g_assert_cmpint (account->failures, ==, 0);
  g_assert_cmpint (account->created_at, ==, FIXTURE_TIME);
  g_assert_cmpint (account->signed_in_at, ==, JKK_NONE);
  g_assert_cmpuint (accounts->len, ==, 2);
  g_assert_cmpstr (((JkkAccount *) accounts->pdata[0])->login, ==, "budi");
  g_assert_cmpstr (((JkkAccount *) accounts->pdata[1])->login, ==, "sari");
}

static gboolean
contains (const char *bytes, gsize length, const char *text)
{
  gsize wanted = strlen (text);

  for (gsize i = 0; i + wanted <= length; i++)
    if (memcmp (bytes + i, text, wanted) == 0)
      return TRUE;
  return FALSE;
}

static void
test_the_password_is_nowhere_in_the_file (Fixture *fixture, gconstpointer data)
{
  g_autofree char *bytes = NULL;
  gsize length;

  g_clear_pointer (&fixture->db, jkk_db_close);
  g_assert_true (g_file_get_contents (fixture->path, &bytes, &length, NULL));
  g_assert_false (contains (bytes, length, PASSWORD));
  g_assert_true (contains (bytes, length, "$argon2id$"));
}

static void
test_the_right_password_signs_in (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JkkAccount) first = NULL;
  g_autoptr (JkkAccount) second = NULL;

  g_assert_cmpint (sign_in (fixture, "sari", PASSWORD, FIXTURE_TIME + 5, &first), ==, JKK_SIGN_IN_OK);
  g_assert_cmpstr (first->name, ==, "Sari Dewi");
  g_assert_cmpint (first->signed_in_at, ==, JKK_NONE);
  /* As typed: blanks and capitals do not matter in a login. */
  g_assert_cmpint (sign_in (fixture, " Sari ", PASSWORD, FIXTURE_TIME + 9, &second), ==, JKK_SIGN_IN_OK);
  g_assert_cmpint (second->signed_in_at, ==, FIXTURE_TIME + 5);
}

static void
test_wrong_login_and_wrong_password_are_not_told_apart (Fixture *fixture, gconstpointer data)
{
  JkkAccount *account = (gpointer) 1;

  g_assert_cmpint (sign_in (fixture, "sari", "kata sandi Uji", FIXTURE_TIME, &account), ==, JKK_SIGN_IN_WRONG);
  g_assert_null (account);
  g_assert_cmpint (sign_in (fixture, "siapa", PASSWORD, FIXTURE_TIME, NULL), ==, JKK_SIGN_IN_WRONG);
  g_assert_cmpint (sign_in (fixture, "", "", FIXTURE_TIME, NULL), ==, JKK_SIGN_IN_WRONG);
  g_assert_cmpint (sign_in (fixture, "sari' OR 1=1 --", PASSWORD, FIXTURE_TIME, NULL), ==, JKK_SIGN_IN_WRONG);
}

static gint64
time_of (Fixture *fixture, const char *login)
{
  gint64 best = G_MAXINT64;

  for (guint i = 0; i < 3; i++)
    {
      gint64 start = g_get_monotonic_time ();

      /* Long after the rest of an account that had too many failures. */
      sign_in (fixture, login, "bukan kata sandinya", FIXTURE_TIME + 10000 * (i + 1), NULL);
      best = MIN (best, g_get_monotonic_time () - start);
    }
  return best;
}

static void
test_an_unknown_login_takes_as_long_as_a_wrong_password (Fixture *fixture, gconstpointer data)
{
  fixture_begin (fixture);
  g_assert_true (jkk_account_set_password (fixture->db, "sari", PASSWORD, JKK_PASSWORD_COST_NORMAL, FALSE, NULL));
  g_assert_true (jkk_account_set_password (fixture->db, "budi", PASSWORD, JKK_PASSWORD_COST_NORMAL, FALSE, NULL));
  fixture_commit (fixture);

  gint64 wrong = time_of (fixture, "sari"), unknown = time_of (fixture, "siapa");
  g_test_message ("wrong password %" G_GINT64_FORMAT " µs, unknown login %" G_GINT64_FORMAT " µs", wrong, unknown);
  g_assert_cmpint (unknown, >, wrong / 4);
  g_assert_cmpint (wrong, >, unknown / 4);
}

static void
test_five_wrong_passwords_lock_for_some_minutes (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < JKK_ACCOUNT_MAX_FAILURES; i++)
    g_assert_cmpint (sign_in (fixture, "sari", "salah sekali", FIXTURE_TIME + i, NULL), ==, JKK_SIGN_IN_WRONG);

  gint64 locked_at = FIXTURE_TIME + JKK_ACCOUNT_MAX_FAILURES - 1;
  g_assert_cmpint (sign_in (fixture, "sari", PASSWORD, locked_at + 1, NULL), ==, JKK_SIGN_IN_LOCKED);
  g_assert_cmpint (sign_in (fixture, "sari", PASSWORD, locked_at + JKK_ACCOUNT_LOCK_SECONDS - 1, NULL), ==,
                   JKK_SIGN_IN_LOCKED);
  /* Others are not touched, and it ends by itself. */
  g_assert_cmpint (sign_in (fixture, "budi", PASSWORD, locked_at + 1, NULL), ==, JKK_SIGN_IN_OK);
  g_assert_cmpint (sign_in (fixture, "sari", PASSWORD, locked_at + JKK_ACCOUNT_LOCK_SECONDS, NULL), ==, JKK_SIGN_IN_OK);
  g_autoptr (JkkAccount) account = load (fixture, "sari");
  g_assert_cmpint (account->failures, ==, 0);
  g_assert_cmpint (account->locked_until, ==, 0);
}

static void
test_after_a_rest_counting_begins_anew (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < JKK_ACCOUNT_MAX_FAILURES; i++)
    sign_in (fixture, "sari", "salah sekali", FIXTURE_TIME, NULL);
  gint64 later = FIXTURE_TIME + JKK_ACCOUNT_LOCK_SECONDS;

  for (guint i = 0; i < JKK_ACCOUNT_MAX_FAILURES - 1; i++)
    g_assert_cmpint (sign_in (fixture, "sari", "salah sekali", later, NULL), ==, JKK_SIGN_IN_WRONG);
  g_assert_cmpint (sign_in (fixture, "sari", PASSWORD, later, NULL), ==, JKK_SIGN_IN_OK);
}

static void
test_failures_survive_a_restart (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < JKK_ACCOUNT_MAX_FAILURES; i++)
    {
      sign_in (fixture, "sari", "salah sekali", FIXTURE_TIME, NULL);
      fixture_reopen (fixture);
    }
  g_assert_cmpint (sign_in (fixture, "sari", PASSWORD, FIXTURE_TIME, NULL), ==, JKK_SIGN_IN_LOCKED);
}

static void
test_a_closed_account_may_not_sign_in (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JkkAccount) account = load (fixture, "sari");

  account->disabled = TRUE;
  fixture_begin (fixture);
  g_assert_true (jkk_account_update (fixture->db, account, NULL));
  fixture_commit (fixture);
  g_assert_cmpint (sign_in (fixture, "sari", PASSWORD, FIXTURE_TIME, NULL), ==, JKK_SIGN_IN_DISABLED);
  /* Only who knows the password learns that it is closed. */
  g_assert_cmpint (sign_in (fixture, "sari", "salah sekali", FIXTURE_TIME, NULL), ==, JKK_SIGN_IN_WRONG);
}

static void
test_a_new_password_replaces_the_old_one_and_ends_a_rest (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JkkAccount) account = NULL;

  for (guint i = 0; i < JKK_ACCOUNT_MAX_FAILURES; i++)
    sign_in (fixture, "sari", "salah sekali", FIXTURE_TIME, NULL);
  fixture_begin (fixture);
  g_assert_true (
      jkk_account_set_password (fixture->db, "sari", "yang baru ini", JKK_PASSWORD_COST_MINIMAL, TRUE, NULL));
  fixture_commit (fixture);
  g_assert_cmpint (sign_in (fixture, "sari", PASSWORD, FIXTURE_TIME, NULL), ==, JKK_SIGN_IN_WRONG);
  g_assert_cmpint (sign_in (fixture, "sari", "yang baru ini", FIXTURE_TIME, &account), ==, JKK_SIGN_IN_OK);
  g_assert_true (account->must_change);
}

static void
test_name_and_roles_can_be_changed_the_login_not (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JkkAccount) account = load (fixture, "sari");
  g_autoptr (GError) error = NULL;

  g_free (account->name);
  account->name = g_strdup ("Sari Dewi Lestari");
  account->roles = JKK_ROLE_VERIFIER | JKK_ROLE_SUPERVISOR;
  fixture_begin (fixture);
  g_assert_true (jkk_account_update (fixture->db, account, &error));
  g_assert_false (fixture_attempt (fixture, "UPDATE account SET login = 'lain' WHERE login = 'sari'", NULL));
  g_assert_false (fixture_attempt (fixture, "DELETE FROM account WHERE login = 'sari'", NULL));
  fixture_commit (fixture);
  g_autoptr (JkkAccount) read = load (fixture, "sari");
  g_assert_cmpstr (read->name, ==, "Sari Dewi Lestari");
  g_assert_cmpuint (read->roles, ==, JKK_ROLE_VERIFIER | JKK_ROLE_SUPERVISOR);
}

static void
test_the_last_administrator_stays (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JkkAccount) account = load (fixture, "budi");
  g_autoptr (GError) error = NULL;

  fixture_begin (fixture);
  account->disabled = TRUE;
  g_assert_false (jkk_account_update (fixture->db, account, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_REFUSED);
  g_clear_error (&error);
  account->disabled = FALSE;
  account->roles = JKK_ROLE_SUPERVISOR;
  g_assert_false (jkk_account_update (fixture->db, account, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_REFUSED);
  fixture_insert_account (fixture->db, "tuti", "Tuti", JKK_ROLE_ADMINISTRATOR);
  g_assert_true (jkk_account_update (fixture->db, account, NULL));
  fixture_commit (fixture);
}

static void
assert_not_inserted (Fixture *fixture, const char *login, guint roles, const char *password, JkkError code)
{
  g_autoptr (JkkAccount) account = jkk_account_new (login, "Nama", roles);
  g_autoptr (GError) error = NULL;

  fixture_begin (fixture);
  g_assert_false (jkk_account_insert (fixture->db, account, password, JKK_PASSWORD_COST_MINIMAL, FIXTURE_TIME, &error));
  g_assert_error (error, JKK_ERROR, (int) code);
  jkk_db_rollback (fixture->db);
}

static void
test_what_an_account_must_not_be_is_refused (Fixture *fixture, gconstpointer data)
{
  assert_not_inserted (fixture, "sari", JKK_ROLE_VERIFIER, PASSWORD, JKK_ERROR_CONFLICT);
  assert_not_inserted (fixture, "Sari", JKK_ROLE_VERIFIER, PASSWORD, JKK_ERROR_INVALID);
  assert_not_inserted (fixture, "", JKK_ROLE_VERIFIER, PASSWORD, JKK_ERROR_INVALID);
  assert_not_inserted (fixture, "a b", JKK_ROLE_VERIFIER, PASSWORD, JKK_ERROR_INVALID);
  assert_not_inserted (fixture, "9sari", JKK_ROLE_VERIFIER, PASSWORD, JKK_ERROR_INVALID);
  assert_not_inserted (fixture, "tuti", JKK_ROLE_VERIFIER, "pendek", JKK_ERROR_INVALID);
  assert_not_inserted (fixture, "tuti", JKK_ROLE_VERIFIER, "\xff\xfe 0123456789", JKK_ERROR_INVALID);
  assert_not_inserted (fixture, "tuti", 0, PASSWORD, JKK_ERROR_INVALID);
}

static void
test_unknown_accounts_are_not_found (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JkkAccount) stray = jkk_account_new ("siapa", "Siapa", JKK_ROLE_ADMINISTRATOR);
  g_autoptr (GError) error = NULL;

  g_assert_null (jkk_account_load (fixture->db, "siapa", &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_NOT_FOUND);
  g_clear_error (&error);
  fixture_begin (fixture);
  g_assert_false (jkk_account_update (fixture->db, stray, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (jkk_account_set_password (fixture->db, "siapa", PASSWORD, JKK_PASSWORD_COST_MINIMAL, FALSE, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_NOT_FOUND);
  fixture_commit (fixture);
}

static void
test_each_result_says_what_to_do (void)
{
  g_assert_true (jkk_sign_in_check (JKK_SIGN_IN_OK, NULL));
  for (guint result = JKK_SIGN_IN_WRONG; result <= JKK_SIGN_IN_DISABLED; result++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (jkk_sign_in_check (result, &error));
      g_assert_error (error, JKK_ERROR, JKK_ERROR_REFUSED);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name) g_test_add ("/store/account-store/" #name, Fixture, NULL, set_up, test_##name, fixture_tear_down)
  ADD (an_account_comes_back_as_it_was);
  ADD (the_password_is_nowhere_in_the_file);
  ADD (the_right_password_signs_in);
  ADD (wrong_login_and_wrong_password_are_not_told_apart);
  ADD (an_unknown_login_takes_as_long_as_a_wrong_password);
  ADD (five_wrong_passwords_lock_for_some_minutes);
  ADD (after_a_rest_counting_begins_anew);
  ADD (failures_survive_a_restart);
  ADD (a_closed_account_may_not_sign_in);
  ADD (a_new_password_replaces_the_old_one_and_ends_a_rest);
  ADD (name_and_roles_can_be_changed_the_login_not);
  ADD (the_last_administrator_stays);
  ADD (what_an_account_must_not_be_is_refused);
  ADD (unknown_accounts_are_not_found);
  g_test_add_func ("/store/account-store/each_result_says_what_to_do", test_each_result_says_what_to_do);

  return g_test_run ();
}
