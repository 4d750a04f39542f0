#pragma once

#include <glib/gstdio.h>

/**
 * make_folder:
 *
 * Returns: (transfer full): a new folder of this test's own, named after its program; remove_folder() takes it away
 */
static inline char *
make_folder (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *program = g_path_get_basename (g_get_prgname () != NULL ? g_get_prgname () : "test");
  g_autofree char *name = g_strdup_printf ("santun-%s-XXXXXX", program);
  char *folder = g_dir_make_tmp (name, &error);

  g_assert_no_error (error);
  return folder;
}

static inline void
empty_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
        empty_folder (path);
      g_remove (path);
    }
}

/**
 * remove_folder:
 * @folder: a folder of a test; nothing happens if it is not there
 *
 * Takes it away with all that lies in it. A thread or program that has just been told to end may still write into it
 * for a moment.
 */
static inline void
remove_folder (const char *folder)
{
  for (guint i = 0; i < 500 && g_file_test (folder, G_FILE_TEST_EXISTS); i++)
    {
      if (i > 0)
        g_usleep (10000);
      empty_folder (folder);
      g_rmdir (folder);
    }
  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));
}
