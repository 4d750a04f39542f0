#include "jkk-file-out.h"

#include "store-fixture.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

static void
test_a_draft_is_private_and_takes_its_name_at_once (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = make_folder ();
  g_autofree char *draft = g_build_filename (folder, "draft", NULL);
  g_autofree char *path = g_build_filename (folder, "name", NULL);
  g_autofree char *text = NULL;
  GStatBuf info;

  g_assert_true (g_file_set_contents (path, "before", -1, NULL));
  int fd = jkk_file_out_open (draft, &error);
  g_assert_no_error (error);
  g_assert_true (jkk_file_out_write (fd, draft, "after", 5, &error));
  g_assert_cmpint (g_stat (draft, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
  g_assert_true (jkk_file_out_close (fd, draft, &error));
  g_assert_true (jkk_file_out_rename (draft, path, &error));
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "after");
  remove_folder (folder);
}

static int
write_too_much (gpointer data)
{
  const struct rlimit limit = { 1000, 1000 };
  g_autoptr (GError) error = NULL;
  char bytes[600] = { 0 };
  int fd = jkk_file_out_open (data, &error);

  signal (SIGXFSZ, SIG_IGN);
  if (fd < 0 || setrlimit (RLIMIT_FSIZE, &limit) != 0 || !jkk_file_out_write (fd, data, bytes, sizeof bytes, &error))
    return 1;
  if (jkk_file_out_write (fd, data, bytes, sizeof bytes, &error))
    return 2;
  return g_error_matches (error, JKK_ERROR, JKK_ERROR_STORAGE) && strstr (error->message, "full") != NULL ? 0 : 3;
}

static void
test_a_full_disk_is_told (void)
{
  g_autofree char *folder = make_folder ();
  g_autofree char *path = g_build_filename (folder, "file", NULL);

  g_assert_cmpint (run_child (write_too_much, path), ==, 0);
  remove_folder (folder);
}

static void
test_a_place_that_is_none_is_told (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (jkk_file_out_open ("/nowhere/at/all", &error), ==, -1);
  g_assert_error (error, JKK_ERROR, JKK_ERROR_STORAGE);
  g_clear_error (&error);
  g_assert_false (jkk_file_out_rename ("/nowhere/at/all", "/nowhere/else", &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_STORAGE);
}

static void
test_a_folder_goes_but_what_its_links_lead_to_stays (void)
{
  g_autofree char *folder = make_folder ();
  g_autofree char *inner = g_build_filename (folder, "inner", NULL);
  g_autofree char *deep = g_build_filename (inner, "deep", NULL);
  g_autofree char *outside = g_build_filename (folder, "outside", NULL);
  g_autofree char *file = g_build_filename (outside, "file", NULL);
  g_autofree char *way = g_build_filename (inner, "way", NULL);

  g_assert_cmpint (g_mkdir_with_parents (deep, 0700), ==, 0);
  g_assert_cmpint (g_mkdir (outside, 0700), ==, 0);
  g_assert_true (g_file_set_contents (file, "x", -1, NULL));
  g_assert_cmpint (symlink (outside, way), ==, 0);
  jkk_file_out_remove_folder (inner);
  g_assert_false (g_file_test (inner, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (file, G_FILE_TEST_EXISTS));
  remove_folder (folder);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name) g_test_add_func ("/store/file-out/" #name, test_##name)
  ADD (a_draft_is_private_and_takes_its_name_at_once);
  ADD (a_full_disk_is_told);
  ADD (a_place_that_is_none_is_told);
  ADD (a_folder_goes_but_what_its_links_lead_to_stays);

  return g_test_run ();
}
