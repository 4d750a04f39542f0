#define _GNU_SOURCE /* memmem () */

#include "jkk-drawer.h"

#include <glib/gstdio.h>
#include <string.h>

#define PASSWORD "tiga kata biasa"
#define TEXT "participant.name\tSITI NURHALIZA\n"

typedef struct
{
  char *home;
  char *folder;
  JkkSigner *signer;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->home = g_dir_make_tmp ("santun-drawer-XXXXXX", NULL);
  fixture->folder = g_build_filename (fixture->home, "laci", NULL);
  fixture->signer = jkk_signer_new ("sari", NULL, NULL);
  g_assert_nonnull (fixture->signer);
}

static void
each_file (const char *folder, void (*func) (const char *path))
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      func (path);
    }
}

static void
unlink_file (const char *path)
{
  g_unlink (path);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  each_file (fixture->folder, unlink_file);
  g_rmdir (fixture->folder);
  g_rmdir (fixture->home);
  jkk_signer_unref (fixture->signer);
  g_free (fixture->folder);
  g_free (fixture->home);
}

static JkkDrawer *
open_drawer (Fixture *fixture, const char *password, const JkkSigner *signer)
{
  g_autoptr (GError) error = NULL;
  JkkDrawer *drawer = jkk_drawer_open (fixture->folder, password, signer, JKK_PASSWORD_COST_MINIMAL, &error);

  g_assert_no_error (error);
  return drawer;
}

static void
write_on (JkkDrawer *drawer, gint64 topic, const char *text)
{
  g_autoptr (JkkSheet) sheet = jkk_sheet_take (drawer, topic);

  g_assert_nonnull (sheet);
  g_assert_true (jkk_sheet_write (sheet, text));
  g_assert_true (jkk_drawer_flush (drawer, NULL));
}

static void
assert_on (JkkDrawer *drawer, gint64 topic, const char *expected)
{
  g_autoptr (JkkSheet) sheet = jkk_sheet_take (drawer, topic);

  g_assert_nonnull (sheet);
  g_autofree char *text = jkk_sheet_read (sheet);
  g_assert_cmpstr (text, ==, expected);
}

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
test_what_lies_there_tells_nobody_else_anything (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JkkDrawer) drawer = open_drawer (fixture, PASSWORD, fixture->signer);

  write_on (drawer, 12, TEXT);
  assert_on (drawer, 12, TEXT);
  assert_on (drawer, 13, NULL);
  each_file (fixture->folder, assert_says_nothing);
}

static void
test_the_next_sign_in_finds_it (Fixture *fixture, gconstpointer data)
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
test_closed_it_tells_and_takes_nothing (Fixture *fixture, gconstpointer data)
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
test_a_password_changed_at_another_desk_does_no_harm (Fixture *fixture, gconstpointer data)
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
test_after_a_new_first_password_the_earlier_one_is_asked_for (Fixture *fixture, gconstpointer data)
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
test_what_nobody_can_open_can_be_given_up (Fixture *fixture, gconstpointer data)
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
test_a_folder_that_cannot_be_made_is_told (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (jkk_drawer_open ("/proc/self/none/laci", PASSWORD, NULL, JKK_PASSWORD_COST_MINIMAL, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_STORAGE);
}

#define ADD(path, function) g_test_add ("/drawer/" path, Fixture, NULL, set_up, function, tear_down)

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
