#include "drawer-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

static void
test_two_desks_never_share_a_sheet (DrawerFixture *fixture, gconstpointer data)
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
test_what_was_cleared_is_gone (DrawerFixture *fixture, gconstpointer data)
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
test_a_sheet_that_was_meddled_with_says_nothing (DrawerFixture *fixture, gconstpointer data)
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

#define ADD(path, function) g_test_add ("/sheet/" path, DrawerFixture, NULL, drawer_set_up, function, drawer_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("two-desks-never-share-a-sheet", test_two_desks_never_share_a_sheet);
  ADD ("what-was-cleared-is-gone", test_what_was_cleared_is_gone);
  ADD ("a-sheet-that-was-meddled-with-says-nothing", test_a_sheet_that_was_meddled_with_says_nothing);
  return g_test_run ();
}
