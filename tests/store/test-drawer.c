#define _GNU_SOURCE /* memmem () */

#include "drawer-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

static void
assert_says_nothing (const char *path)
{
  g_autofree char *bytes = NULL;
  gsize length;
  GStatBuf info;

  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpuint (info.st_mode & 0777, ==, 0600);
  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  g_assert_null (memmem (bytes, length, "SITI", 4));
  g_assert_null (memmem (bytes, length, "participant", 11));
  g_assert_null (memmem (bytes, length, "sari", 4));
}

static void
test_what_lies_there_tells_nobody_else_anything (DrawerFixture *fixture, gconstpointer data)
{
  g_autoptr (JkkDrawer) drawer = open_drawer (fixture, PASSWORD, fixture->signer);

  write_on (drawer, 12, TEXT);
  assert_on (drawer, 12, TEXT);
  assert_on (drawer, 13, NULL);
  drawer_each_file (fixture->folder, assert_says_nothing);
}

static void
test_the_next_sign_in_finds_it (DrawerFixture *fixture, gconstpointer data)
{
  {
    g_autoptr (JkkDrawer) drawer = open_drawer (fixture, PASSWORD, NULL);

    write_on (drawer, 0, TEXT);
    write_on (drawer, 7, "");
  }
  g_autoptr (JkkDrawer) drawer = open_drawer (fixture, PASSWORD, NULL);
  g_autoptr (GArray) topics = jkk_drawer_list (drawer);
  g_assert_cmpuint (topics->len, ==, 2);
  g_assert_cmpint (g_array_index (topics, gint64, 0), ==, 0);
  g_assert_cmpint (g_array_index (topics, gint64, 1), ==, 7);
  assert_on (drawer, 0, TEXT);
  assert_on (drawer, 7, "");
}

static void
test_closed_it_tells_and_takes_nothing (DrawerFixture *fixture, gconstpointer data)
{
  g_autoptr (JkkDrawer) drawer = open_drawer (fixture, PASSWORD, fixture->signer);
  g_autoptr (JkkSheet) sheet = jkk_sheet_take (drawer, 12);
  g_autoptr (GError) error = NULL;

  g_assert_true (jkk_sheet_write (sheet, TEXT));
  jkk_drawer_close (drawer);
  g_assert_false (jkk_drawer_is_open (drawer));
  g_assert_null (jkk_sheet_read (sheet));
  g_assert_false (jkk_sheet_write (sheet, "x"));

  g_assert_false (jkk_drawer_reopen (drawer, "bukan yang itu", NULL, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_REFUSED);
  g_assert_false (jkk_drawer_is_open (drawer));
  g_assert_true (jkk_drawer_reopen (drawer, PASSWORD, NULL, NULL));
  g_autofree char *text = jkk_sheet_read (sheet);
  g_assert_cmpstr (text, ==, TEXT);
}

static void
test_a_password_changed_at_another_desk_does_no_harm (DrawerFixture *fixture, gconstpointer data)
{
  {
    g_autoptr (JkkDrawer) drawer = open_drawer (fixture, PASSWORD, fixture->signer);

    write_on (drawer, 12, TEXT);
  }
  {
    /* The person's key came along with the password; this computer only learns of it now. */
    g_autoptr (JkkDrawer) drawer = open_drawer (fixture, "sama sekali baru", fixture->signer);

    assert_on (drawer, 12, TEXT);
  }
  /* From then on the new password opens it by itself. */
  g_autoptr (JkkDrawer) drawer = open_drawer (fixture, "sama sekali baru", NULL);
  assert_on (drawer, 12, TEXT);
}

static void
test_after_a_new_first_password_the_earlier_one_is_asked_for (DrawerFixture *fixture, gconstpointer data)
{
  g_autoptr (JkkSigner) other = jkk_signer_new ("sari", NULL, NULL);
  g_autoptr (GError) error = NULL;

  {
    g_autoptr (JkkDrawer) drawer = open_drawer (fixture, PASSWORD, fixture->signer);

    write_on (drawer, 12, TEXT);
  }
  g_autoptr (JkkDrawer) drawer = open_drawer (fixture, "dari administrator", other);
  g_assert_cmpuint (jkk_drawer_count_locked (drawer), ==, 1);
  g_autoptr (GArray) none = jkk_drawer_list (drawer);
  g_assert_cmpuint (none->len, ==, 0);
  /* What is typed meanwhile lies beside it. */
  write_on (drawer, 12, "baru");

  g_assert_false (jkk_drawer_unlock (drawer, "keliru sekali", &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_REFUSED);
  g_assert_true (jkk_drawer_unlock (drawer, PASSWORD, NULL));
  g_assert_cmpuint (jkk_drawer_count_locked (drawer), ==, 0);
  g_clear_pointer (&drawer, jkk_drawer_unref);

  drawer = open_drawer (fixture, "dari administrator", other);
  assert_on (drawer, 12, TEXT);
  g_assert_cmpuint (jkk_drawer_count_locked (drawer), ==, 0);
}

static void
test_what_nobody_can_open_can_be_given_up (DrawerFixture *fixture, gconstpointer data)
{
  g_autoptr (JkkSigner) other = jkk_signer_new ("sari", NULL, NULL);

  {
    g_autoptr (JkkDrawer) drawer = open_drawer (fixture, PASSWORD, fixture->signer);

    write_on (drawer, 12, TEXT);
  }
  g_autoptr (JkkDrawer) drawer = open_drawer (fixture, "dari administrator", other);
  jkk_drawer_discard_locked (drawer);
  g_assert_cmpuint (jkk_drawer_count_locked (drawer), ==, 0);
  write_on (drawer, 12, "baru");
  assert_on (drawer, 12, "baru");
}

static void
test_a_folder_that_cannot_be_made_is_told (DrawerFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (jkk_drawer_open ("/proc/self/none/laci", PASSWORD, NULL, JKK_PASSWORD_COST_MINIMAL, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_STORAGE);
}

#define ADD(path, function) g_test_add ("/drawer/" path, DrawerFixture, NULL, drawer_set_up, function, drawer_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("what-lies-there-tells-nobody-else-anything", test_what_lies_there_tells_nobody_else_anything);
  ADD ("the-next-sign-in-finds-it", test_the_next_sign_in_finds_it);
  ADD ("closed-it-tells-and-takes-nothing", test_closed_it_tells_and_takes_nothing);
  ADD ("a-password-changed-at-another-desk-does-no-harm", test_a_password_changed_at_another_desk_does_no_harm);
  ADD ("after-a-new-first-password-the-earlier-one-is-asked-for",
       test_after_a_new_first_password_the_earlier_one_is_asked_for);
  ADD ("what-nobody-can-open-can-be-given-up", test_what_nobody_can_open_can_be_given_up);
  ADD ("a-folder-that-cannot-be-made-is-told", test_a_folder_that_cannot_be_made_is_told);
  return g_test_run ();
}
