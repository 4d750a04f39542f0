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
test_two_desks_never_share_a_sheet (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JkkDrawer) one = open_drawer (fixture, PASSWORD, fixture->signer);
  g_autoptr (JkkDrawer) two = open_drawer (fixture, PASSWORD, fixture->signer);
  JkkSheet *mine = jkk_sheet_take (one, 0);
  g_autoptr (JkkSheet) theirs = NULL;

  g_assert_true (jkk_sheet_write (mine, "satu"));
  g_assert_true (jkk_drawer_flush (one, NULL));
  /* What lies before another desk is not offered. */
  g_autoptr (GArray) offered = jkk_drawer_list (two);
  g_assert_cmpuint (offered->len, ==, 0);
  theirs = jkk_sheet_take (two, 0);
  g_assert_null (jkk_sheet_read (theirs));
  g_assert_true (jkk_sheet_write (theirs, "dua"));
  g_autofree char *text = jkk_sheet_read (mine);
  g_assert_cmpstr (text, ==, "satu");

  /* A desk that went away left its sheet behind. */
  jkk_sheet_free (mine);
  g_autoptr (GArray) left = jkk_drawer_list (two);
  g_assert_cmpuint (left->len, ==, 1);
  assert_on (two, 0, "satu");
}

static void
test_what_was_cleared_is_gone (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JkkDrawer) drawer = open_drawer (fixture, PASSWORD, fixture->signer);
  g_autoptr (JkkSheet) sheet = jkk_sheet_take (drawer, 3);

  g_assert_true (jkk_sheet_write (sheet, TEXT));
  jkk_drawer_close (drawer);
  jkk_sheet_clear (sheet);
  g_assert_true (jkk_drawer_flush (drawer, NULL));
  g_autofree char *path = g_build_filename (fixture->folder, "3.0", NULL);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

static void
test_a_sheet_that_was_meddled_with_says_nothing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JkkDrawer) drawer = open_drawer (fixture, PASSWORD, fixture->signer);
  g_autofree char *path = g_build_filename (fixture->folder, "12.0", NULL);
  g_autofree char *other = g_build_filename (fixture->folder, "13.0", NULL), *bytes = NULL;
  gsize length;

  write_on (drawer, 12, TEXT);
  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  /* Under another name it is the sheet of another case. */
  g_assert_true (g_file_set_contents (other, bytes, (gssize) length, NULL));
  g_autoptr (GArray) topics = jkk_drawer_list (drawer);
  g_assert_cmpuint (topics->len, ==, 1);
  for (gsize n = 0; n < length; n += 7)
    {
      g_autofree char *changed = g_memdup2 (bytes, length);

      changed[n] ^= 0x20;
      g_assert_true (g_file_set_contents (path, changed, (gssize) length, NULL));
      g_assert_true (g_file_set_contents (other, bytes, (gssize) n, NULL));
      g_autoptr (GArray) none = jkk_drawer_list (drawer);
      g_assert_cmpuint (none->len, ==, 0);
    }
}

#define ADD(path, function) g_test_add ("/sheet/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("two-desks-never-share-a-sheet", test_two_desks_never_share_a_sheet);
  ADD ("what-was-cleared-is-gone", test_what_was_cleared_is_gone);
  ADD ("a-sheet-that-was-meddled-with-says-nothing", test_a_sheet_that_was_meddled_with_says_nothing);
  return g_test_run ();
}
