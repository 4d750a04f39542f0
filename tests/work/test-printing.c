#include "jkk-work-fixture.h"

#include <string.h>

static void
test_every_paper_can_be_made_of_a_case (Fixture *fixture, gconstpointer data)
{
  guint n_kinds;
  const JkkPaperKind *kinds = jkk_printing_kinds (&n_kinds);
  g_autoptr (JkkCase) jcase = complete_case ();
  g_autoptr (JkkPayout) payout = jkk_verification_calculate (jcase, jkk_today (), NULL);

  g_assert_cmpuint (n_kinds, >=, 2);
  for (guint i = 0; i < n_kinds; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (JkkPrintout) printout =
          jkk_printing_make (fixture->office, kinds[i].code, jcase, payout, NULL, FALSE, &error);
      double width, height;

      g_assert_no_error (error);
      g_assert_cmpuint (jkk_printout_get_n_pages (printout), >, 0);
      jkk_printout_get_size (printout, 0, &width, &height);
      g_assert_cmpint ((int) (width + 0.5), ==, 595);
      g_assert_cmpint ((int) (height + 0.5), ==, 842);
      g_assert_cmpuint (strlen (jkk_printout_get_sha256 (printout)), ==, 64);
      cairo_surface_t *surface = jkk_printout_render (printout, 0, 1.0, &error);
      g_assert_no_error (error);
      g_assert_cmpint (cairo_image_surface_get_width (surface), >=, 595);
      cairo_surface_destroy (surface);
    }
}

static void
test_fields_of_a_fillable_form_name_values_of_the_case (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JkkCase) jcase = complete_case ();
  g_autoptr (JkkPrintout) printout = jkk_printing_make (fixture->office, "KK2", jcase, NULL, NULL, TRUE, &error);
  GPtrArray *fields = jkk_printout_get_fields (printout);
  gboolean found = FALSE;

  g_assert_no_error (error);
  for (guint i = 0; i < fields->len; i++)
    found = found || g_str_equal (((JkkPrintoutField *) fields->pdata[i])->path, "participant.name");
  g_assert_true (found);
}

static void
test_a_letter_needs_a_sheet_and_an_unknown_paper_is_refused (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JkkCase) jcase = complete_case ();

  g_assert_null (jkk_printing_make (fixture->office, "penetapan", jcase, NULL, NULL, FALSE, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_REFUSED);
  g_clear_error (&error);
  g_assert_null (jkk_printing_make (fixture->office, "KK99", jcase, NULL, NULL, FALSE, &error));
  g_assert_nonnull (error);
}

static void
test_a_paper_is_saved_whole_or_not_at_all (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JkkCase) jcase = complete_case ();
  g_autoptr (JkkPrintout) printout = jkk_printing_make (fixture->office, "KK2", jcase, NULL, NULL, FALSE, &error);
  g_autofree char *path = g_build_filename (fixture->folder, "kk2.pdf", NULL);
  g_autofree char *nowhere = g_build_filename (fixture->folder, "tidak", "ada", "kk2.pdf", NULL);
  g_autofree char *bytes = NULL;
  gsize length = 0;

  g_assert_true (jkk_printout_save (printout, path, &error));
  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  g_assert_true (g_str_has_prefix (bytes, "%PDF-"));
  g_assert_false (jkk_printout_save (printout, nowhere, &error));
  g_assert_nonnull (error);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  fixture_test_add ("/printing/every-paper", test_every_paper_can_be_made_of_a_case);
  fixture_test_add ("/printing/fields", test_fields_of_a_fillable_form_name_values_of_the_case);
  fixture_test_add ("/printing/refused", test_a_letter_needs_a_sheet_and_an_unknown_paper_is_refused);
  fixture_test_add ("/printing/saved", test_a_paper_is_saved_whole_or_not_at_all);
  return g_test_run ();
}
