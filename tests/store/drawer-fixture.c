#include "drawer-fixture.h"

#include <glib/gstdio.h>

void
drawer_set_up (DrawerFixture *fixture, gconstpointer data)
{
  fixture->home = g_dir_make_tmp ("santun-drawer-XXXXXX", NULL);
  fixture->folder = g_build_filename (fixture->home, "laci", NULL);
  fixture->signer = jkk_signer_new ("sari", NULL, NULL);
  g_assert_nonnull (fixture->signer);
}

void
drawer_each_file (const char *folder, void (*func) (const char *path))
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

void
drawer_tear_down (DrawerFixture *fixture, gconstpointer data)
{
  drawer_each_file (fixture->folder, unlink_file);
  g_rmdir (fixture->folder);
  g_rmdir (fixture->home);
  jkk_signer_unref (fixture->signer);
  g_free (fixture->folder);
  g_free (fixture->home);
}

JkkDrawer *
open_drawer (DrawerFixture *fixture, const char *password, const JkkSigner *signer)
{
  g_autoptr (GError) error = NULL;
  JkkDrawer *drawer = jkk_drawer_open (fixture->folder, password, signer, JKK_PASSWORD_COST_MINIMAL, &error);

  g_assert_no_error (error);
  return drawer;
}

void
write_on (JkkDrawer *drawer, gint64 topic, const char *text)
{
  g_autoptr (JkkSheet) sheet = jkk_sheet_take (drawer, topic);

  g_assert_nonnull (sheet);
  g_assert_true (jkk_sheet_write (sheet, text));
  g_assert_true (jkk_drawer_flush (drawer, NULL));
}

void
assert_on (JkkDrawer *drawer, gint64 topic, const char *expected)
{
  g_autoptr (JkkSheet) sheet = jkk_sheet_take (drawer, topic);

  g_assert_nonnull (sheet);
  g_autofree char *text = jkk_sheet_read (sheet);
  g_assert_cmpstr (text, ==, expected);
}
