#include "jkk-work-fixture.h"

static void
test_only_an_administrator_adds_accounts (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JkkAccount) account = jkk_account_new ("dewi", "Dewi Contoh", JKK_ROLE_VERIFIER);
  JkkRequest request = { .account = account, .password = PASSWORD };

  sign_in (fixture, "sari");
  g_assert_null (jkk_office_do (fixture->office, "add-account", &request, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_REFUSED);
  g_clear_error (&error);
  sign_in (fixture, "admin");
  g_autoptr (JkkOutcome) added = jkk_office_do (fixture->office, "add-account", &request, &error);
  g_assert_no_error (error);
  g_autoptr (GPtrArray) accounts = jkk_office_accounts (fixture->office, &error);
  g_assert_cmpuint (accounts->len, ==, 5);
  sign_in (fixture, "dewi");
  g_assert_true (jkk_office_get_person (fixture->office)->must_change);

  /* Two persons know that password: with it nothing is done but choosing another one. */
  JkkRequest change = { .old_password = PASSWORD, .password = "kata-sandi-sendiri" };
  g_assert_null (jkk_office_do (fixture->office, "take-in", &change, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_REFUSED);
  g_clear_error (&error);
  g_autoptr (JkkOutcome) changed = jkk_office_do (fixture->office, "change-password", &change, &error);
  g_assert_no_error (error);
}

static void
test_the_last_administrator_stays (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JkkAccount) account = jkk_account_new ("admin", "Ayu Admin", JKK_ROLE_VERIFIER);
  JkkRequest request = { .account = account };

  sign_in (fixture, "admin");
  g_assert_null (jkk_office_do (fixture->office, "change-account", &request, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_REFUSED);
  sign_in (fixture, "admin");
  g_assert_cmpuint (jkk_office_get_person (fixture->office)->roles, ==, JKK_ROLE_ADMINISTRATOR);
}

static void
test_the_own_password_is_changed_by_who_knows_it (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  JkkRequest wrong = { .old_password = "salah-sama-sekali", .password = "kata-sandi-baru" };
  JkkRequest right = { .old_password = PASSWORD, .password = "kata-sandi-baru" };

  sign_in (fixture, "sari");
  g_assert_null (jkk_office_do (fixture->office, "change-password", &wrong, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_REFUSED);
  g_clear_error (&error);
  g_autoptr (JkkOutcome) changed = jkk_office_do (fixture->office, "change-password", &right, &error);
  g_assert_no_error (error);
  g_assert_false (jkk_office_sign_in (fixture->office, "sari", PASSWORD, NULL));
  g_assert_true (jkk_office_sign_in (fixture->office, "SARI ", "kata-sandi-baru", &error));
  g_assert_false (jkk_office_get_person (fixture->office)->must_change);
}

static void
test_five_wrong_passwords_lock_the_account (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 5; i++)
    g_assert_false (jkk_office_sign_in (fixture->office, "rina", "salah-sama-sekali", NULL));
  g_assert_false (jkk_office_sign_in (fixture->office, "rina", PASSWORD, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_REFUSED);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  fixture_test_add ("/people/add", test_only_an_administrator_adds_accounts);
  fixture_test_add ("/people/last-administrator", test_the_last_administrator_stays);
  fixture_test_add ("/people/password", test_the_own_password_is_changed_by_who_knows_it);
  fixture_test_add ("/people/locked", test_five_wrong_passwords_lock_the_account);
  return g_test_run ();
}
