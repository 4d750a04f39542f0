#include <string.h>

#include "jkk-printing.h"
#include "jkk-work-fixture.h"

static char *
write_file (Fixture *fixture, const char *name, const char *text)
{
  char *path = g_build_filename (fixture->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return path;
}

/* A form of our own, saved to be filled in, is a PDF from elsewhere as well. */
static char *
save_blank (Fixture *fixture, const char *name)
{
  g_autoptr (JkkCase) empty = jkk_case_new ();
  g_autoptr (JkkPrintout) printout = jkk_printing_make (NULL, "KK1", empty, NULL, NULL, TRUE, NULL);
  char *path = g_build_filename (fixture->folder, name, NULL);

  g_assert_true (jkk_printout_save (printout, path, NULL));
  return path;
}

static void
test_an_own_form_is_among_the_papers (Fixture *fixture, gconstpointer data)
{
  g_autofree char *pdf = save_blank (fixture, "DINAS.pdf");
  g_autofree char *map =
      write_file (fixture, "DINAS.map", "number Surat Dinas\ntext participant.name participant.name Nama\n");
  g_autoptr (GError) error = NULL;
  g_autoptr (JkkCase) jcase = complete_case ();
  gboolean found = FALSE;
  guint n = 0;

  jkk_printing_use_own_forms (fixture->folder);
  const JkkPaperKind *kinds = jkk_printing_kinds (&n);
  for (guint i = 0; i < n; i++)
    found = found || (strcmp (kinds[i].code, "DINAS") == 0 && strcmp (kinds[i].title, "Surat Dinas") == 0);
  g_assert_true (found);
  g_autoptr (JkkPrintout) printout = jkk_printing_make (fixture->office, "DINAS", jcase, NULL, NULL, FALSE, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (jkk_printout_get_n_pages (printout), >=, 1);
  g_assert_cmpuint (strlen (jkk_printout_get_content_hash (printout)), ==, 64);
  jkk_printing_use_own_forms (NULL);
}

static void
test_an_own_form_is_checked (Fixture *fixture, gconstpointer data)
{
  g_autofree char *pdf = save_blank (fixture, "X.pdf");
  g_autofree char *map = write_file (fixture, "X.map", "text nobody participant.name\n");
  g_autoptr (GPtrArray) faults = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) surplus = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;

  g_assert_true (jkk_printing_check_form (pdf, map, faults, surplus, &error));
  g_assert_cmpuint (faults->len, ==, 1);
  g_assert_nonnull (strstr (faults->pdata[0], "Line 1"));
  g_assert_cmpuint (surplus->len, >, 20);
  g_assert_false (jkk_printing_check_form ("/nonexistent.pdf", map, faults, surplus, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_NOT_FOUND);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  fixture_test_add ("/own-forms/an-own-form-is-among-the-papers", test_an_own_form_is_among_the_papers);
  fixture_test_add ("/own-forms/an-own-form-is-checked", test_an_own_form_is_checked);
  return g_test_run ();
}
