#include "../scratch-folder.h"
#include "lock-fixture.h"

#include <glib/gstdio.h>

static void
test_a_locked_desk_signs_nothing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JkkAccount) account = jkk_account_new ("dewi", "Dewi Contoh", JKK_ROLE_VERIFIER);
  JkkRequest request = { .account = account, .password = PASSWORD };

  enter (fixture, "admin");
  jkk_office_lock (fixture->office);
  g_assert_true (jkk_office_is_locked (fixture->office));
  g_assert_null (jkk_office_do (fixture->office, "add-account", &request, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_REFUSED);
  g_clear_error (&error);
  g_assert_false (try (fixture, "salah-sama-sekali", &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_REFUSED);
  g_assert_true (jkk_office_is_locked (fixture->office));
  g_assert_true (try (fixture, PASSWORD, NULL));
  g_assert_false (jkk_office_is_locked (fixture->office));
  g_clear_error (&error);
  g_autoptr (JkkOutcome) added = jkk_office_do (fixture->office, "add-account", &request, &error);
  g_assert_no_error (error);
}

static void
test_a_password_changed_elsewhere_opens_the_desk (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JkkOffice) other = jkk_office_open (fixture->place, &error);
  JkkRequest request = { .old_password = PASSWORD, .password = "kata-sandi-baru" };

  enter (fixture, "sari");
  g_autoptr (JkkKept) kept = jkk_kept_take (fixture->office, 12);
  g_assert_true (jkk_kept_write (kept, "halo"));
  jkk_office_lock (fixture->office);
  g_assert_true (jkk_office_sign_in (other, "sari", PASSWORD, &error));
  g_autoptr (JkkOutcome) changed = jkk_office_do (other, "change-password", &request, &error);
  g_assert_no_error (error);
  g_assert_false (try (fixture, PASSWORD, NULL));
  g_assert_true (try (fixture, "kata-sandi-baru", NULL));
  g_autofree char *text = jkk_kept_read (kept);
  g_assert_cmpstr (text, ==, "halo");
  jkk_kept_clear (kept);
}

/* The store is away: its file, or the node's. */
static void
test_without_a_store_the_same_person_goes_on (Fixture *fixture, gconstpointer data)
{
  g_autofree char *aside = g_strconcat (fixture->address, "-aside", NULL);
  g_autoptr (GError) error = NULL;

  enter (fixture, "budi");
  g_autoptr (JkkKept) kept = jkk_kept_take (fixture->office, 12);
  g_assert_true (jkk_kept_write (kept, "halo"));
  jkk_office_lock (fixture->office);
  g_assert_cmpint (g_rename (fixture->address, aside), ==, 0);
  for (guint i = 0; i < 4; i++)
    {
      g_assert_false (try (fixture, "salah-sama-sekali", &error));
      g_assert_error (error, JKK_ERROR, JKK_ERROR_REFUSED);
      g_clear_error (&error);
    }
  g_assert_true (try (fixture, PASSWORD, &error));
  g_assert_no_error (error);
  g_autofree char *text = jkk_kept_read (kept);
  g_assert_cmpstr (text, ==, "halo");

  /* Nobody tries for ever. */
  jkk_office_lock (fixture->office);
  for (guint i = 0; i < 5; i++)
    g_assert_false (try (fixture, "salah-sama-sekali", NULL));
  g_assert_false (try (fixture, PASSWORD, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_REFUSED);
  g_assert_cmpint (g_rename (aside, fixture->address), ==, 0);
  g_assert_true (try (fixture, PASSWORD, NULL));
  jkk_kept_clear (kept);
}

static void
test_only_an_administrator_says_when_desks_lock (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  JkkRequest never = { .minutes = 0 }, strange = { .minutes = -1 };

  g_assert_cmpuint (jkk_office_get_lock_minutes (fixture->office), ==, JKK_LOCK_MINUTES);
  sign_in (fixture, "sari");
  g_assert_null (jkk_office_do (fixture->office, "set-idle-lock", &never, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_REFUSED);
  g_clear_error (&error);
  sign_in (fixture, "admin");
  g_assert_null (jkk_office_do (fixture->office, "set-idle-lock", &strange, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_INVALID);
  g_clear_error (&error);
  g_autoptr (JkkOutcome) outcome = jkk_office_do (fixture->office, "set-idle-lock", &never, &error);
  g_assert_no_error (error);
  /* Each desk learns of it. */
  while (jkk_office_get_lock_minutes (fixture->office) != 0)
    g_main_context_iteration (NULL, TRUE);
  g_autoptr (JkkOffice) later = jkk_office_open (fixture->place, &error);
  g_assert_cmpuint (jkk_office_get_lock_minutes (later), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_autofree char *home = make_folder ();

  g_setenv ("XDG_STATE_HOME", home, TRUE);
  g_test_init (&argc, &argv, NULL);
  fixture_test_add ("/office-lock/a-locked-desk-signs-nothing", test_a_locked_desk_signs_nothing);
  fixture_test_add ("/office-lock/a-password-changed-elsewhere-opens-the-desk",
                    test_a_password_changed_elsewhere_opens_the_desk);
  fixture_test_add ("/office-lock/without-a-store-the-same-person-goes-on",
                    test_without_a_store_the_same_person_goes_on);
  fixture_test_add ("/office-lock/only-an-administrator-says-when-desks-lock",
                    test_only_an_administrator_says_when_desks_lock);
  int failed = g_test_run ();

  remove_folder (home);
  return failed;
}
