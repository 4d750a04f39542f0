#include "jkk-print-bundle.h"

#include <string.h>

#include "jkk-work-fixture.h"

static guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static JkkPrintBundle *
bundle_of_two (Fixture *fixture, const char *path)
{
  g_autoptr (GError) error = NULL;
  JkkPrintBundle *bundle = jkk_print_bundle_new (path, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (JkkCase) jcase = complete_case ();
      g_autoptr (JkkPrintout) printout =
          jkk_printing_make (fixture->office, i == 0 ? "KK1" : "KK2", jcase, NULL, NULL, FALSE, NULL);

      g_assert_true (jkk_print_bundle_add (bundle, printout, &error));
    }
  return bundle;
}

static void
test_papers_follow_one_another (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "all.pdf", NULL), *bytes = NULL;
  g_autoptr (JkkPrintBundle) bundle = bundle_of_two (fixture, path);
  g_autoptr (GError) error = NULL;
  gsize length = 0;

  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_true (jkk_print_bundle_finish (bundle, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  g_assert_true (g_str_has_prefix (bytes, "%PDF"));
  g_assert_nonnull (g_strstr_len (bytes + length - 16, 16, "%%EOF"));
}

static void
test_half_a_bundle_leaves_nothing (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "all.pdf", NULL);
  guint before = count_files (fixture->folder);
  JkkPrintBundle *bundle = bundle_of_two (fixture, path);

  g_assert_cmpuint (count_files (fixture->folder), ==, before + 1);
  jkk_print_bundle_free (bundle);
  g_assert_cmpuint (count_files (fixture->folder), ==, before);
}

static void
test_no_place_is_told (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (jkk_print_bundle_new ("/nonexistent/all.pdf", &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_STORAGE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  fixture_test_add ("/print-bundle/papers-follow-one-another", test_papers_follow_one_another);
  fixture_test_add ("/print-bundle/half-a-bundle-leaves-nothing", test_half_a_bundle_leaves_nothing);
  fixture_test_add ("/print-bundle/no-place-is-told", test_no_place_is_told);
  return g_test_run ();
}
