#include "jkk-print-text.h"

#include <glib/gstdio.h>
#include <string.h>

#include "jkk-test-window.h"

/* Pages of a PDF as cairo writes it, told by a program that everybody has. */
static guint
count_pages (const char *path)
{
  g_autofree char *out = NULL;
  g_autoptr (GError) error = NULL;
  const char *const command[] = { "pdfinfo", path, NULL };

  g_spawn_sync (NULL, (char **) command, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &out, NULL, NULL, &error);
  g_assert_no_error (error);
  const char *line = strstr (out, "Pages:");
  g_assert_nonnull (line);
  return (guint) g_ascii_strtoull (line + strlen ("Pages:"), NULL, 10);
}

static char *
text_of (const char *path)
{
  char *out = NULL;
  const char *const command[] = { "pdftotext", "-layout", path, "-", NULL };

  g_spawn_sync (NULL, (char **) command, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &out, NULL, NULL, NULL);
  return out;
}

static void
test_nothing_is_lost_between_pages (void)
{
  g_autofree char *folder = g_dir_make_tmp ("santun-print-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "text.pdf", NULL);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  for (guint i = 1; i <= 150; i++)
    g_string_append_printf (text, "Baris %03u.\n", i);
  g_assert_true (jkk_print_text_to_file ("Uji", text->str, path, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count_pages (path), >=, 3);
  g_autofree char *read = text_of (path);
  for (guint i = 1; i <= 150; i++)
    {
      g_autofree char *line = g_strdup_printf ("Baris %03u.", i);

      g_assert_nonnull (strstr (read, line));
    }
  g_remove (path);
  g_rmdir (folder);
}

static void
test_a_place_that_cannot_be_written_is_told (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (jkk_print_text_to_file ("Uji", "Satu", "/nowhere/at/all/text.pdf", &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_STORAGE);
}

int
main (int argc, char **argv)
{
  jkk_test_init (&argc, &argv);
  g_test_add_func ("/print-text/pages", test_nothing_is_lost_between_pages);
  g_test_add_func ("/print-text/no-place", test_a_place_that_cannot_be_written_is_told);
  return g_test_run ();
}
