#include "jkk-homecoming.h"

#include <string.h>

#include "jkk-work-fixture.h"

static char *
print_flat (Fixture *fixture, const char *form, const JkkCase *jcase)
{
  g_autoptr (GError) error = NULL;
  char *path = g_strdup_printf ("%s/%s-flat.pdf", fixture->folder, form);
  g_autoptr (JkkPrintout) printout = jkk_printing_make (fixture->office, form, jcase, NULL, NULL, FALSE, &error);

  g_assert_no_error (error);
  g_assert_true (jkk_printout_save (printout, path, &error));
  return path;
}

/* As a scanner would bring it: pixels at 150 to the inch. */
static char *
scan_of (Fixture *fixture, const JkkCase *jcase)
{
  g_autoptr (JkkPrintout) printout = jkk_printing_make (fixture->office, "KK1", jcase, NULL, NULL, FALSE, NULL);
  char *path = g_build_filename (fixture->folder, "scan.png", NULL);
  cairo_surface_t *surface = jkk_printout_render (printout, 0, 150.0 / 72, NULL);

  g_assert_cmpint (cairo_surface_write_to_png (surface, path), ==, CAIRO_STATUS_SUCCESS);
  cairo_surface_destroy (surface);
  return path;
}

static JkkHomecoming *
come_home (Fixture *fixture, const char *path)
{
  g_autoptr (GError) error = NULL;
  JkkHomecoming *home = jkk_homecoming_read (fixture->office, path, NULL, &error);

  g_assert_no_error (error);
  return home;
}

static void
test_a_scan_is_the_same_as_printed (Fixture *fixture, gconstpointer data)
{
  gint64 id = take_in (fixture);
  g_autoptr (JkkCase) jcase = load (fixture, id);
  g_autofree char *path = scan_of (fixture, jcase);
  g_autoptr (JkkHomecoming) home = come_home (fixture, path);

  g_assert_cmpstr (home->media_type, ==, "image/png");
  g_assert_cmpint (home->case_id, ==, id);
  g_assert_cmpuint (home->pages->len, ==, 1);
  const JkkHomePage *page = home->pages->pdata[0];
  g_assert_cmpint (page->verdict, ==, JKK_HOME_SAME);
  g_assert_cmpstr (page->number, ==, jcase->cover.number);
  g_assert_cmpstr (page->form, ==, "KK1");
  g_assert_cmpuint (page->form_page, ==, 1);
  g_assert_null (home->incoming);
}

static void
test_a_later_change_is_told (Fixture *fixture, gconstpointer data)
{
  gint64 id = take_in (fixture);
  g_autoptr (JkkCase) jcase = load (fixture, id);
  g_autofree char *path = print_flat (fixture, "KK1", jcase);
  g_autoptr (GError) error = NULL;

  g_autoptr (JkkCase) taken = deed (fixture, "take", id, NULL);
  g_assert_nonnull (taken);
  for (int i = 0; i < 2; i++)
    {
      g_autoptr (JkkCase) now = load (fixture, id);
      g_autoptr (JkkCase) edited = i == 0 ? with (jkk_case_copy (now), "accident.accident_time", "23.15")
                                          : with (jkk_case_append (now, "heirs", NULL), "heirs[1].name", "Budi");
      JkkRequest request = { .case_id = id, .revision = now->revision, .edited = edited };
      g_autoptr (JkkOutcome) outcome = jkk_office_do (fixture->office, "save", &request, &error);

      g_assert_no_error (error);
    }
  g_autoptr (JkkHomecoming) home = come_home (fixture, path);
  g_assert_cmpuint (home->pages->len, ==, 2);
  const JkkHomePage *page = home->pages->pdata[1];
  g_assert_cmpint (page->verdict, ==, JKK_HOME_CHANGED);
  /* The form does not show heirs. */
  g_assert_cmpuint (page->changes->len, ==, 1);
  const JkkChange *change = page->changes->pdata[0];
  g_assert_cmpstr (change->path, ==, "accident.accident_time");
  g_assert_cmpstr (change->after, ==, "23:15");
}

static void
test_other_states_and_cases_are_unknown (Fixture *fixture, gconstpointer data)
{
  gint64 id = take_in (fixture);
  g_autoptr (JkkCase) jcase = load (fixture, id);
  g_autoptr (JkkCase) forged = with (jkk_case_copy (jcase), "participant.name", "Nama Lain");
  g_autofree char *path = print_flat (fixture, "KK1", forged);
  g_autoptr (JkkHomecoming) home = come_home (fixture, path);

  g_assert_cmpint (((JkkHomePage *) home->pages->pdata[0])->verdict, ==, JKK_HOME_UNKNOWN);
  g_assert_cmpint (home->case_id, ==, id);
  g_autoptr (JkkCase) elsewhere = jkk_case_copy (jcase);
  jkk_set_str (&elsewhere->cover.number, "JKK-1999-000001");
  g_autofree char *other = print_flat (fixture, "KK2", elsewhere);
  g_autoptr (JkkHomecoming) stranger = come_home (fixture, other);
  g_assert_cmpint (((JkkHomePage *) stranger->pages->pdata[0])->verdict, ==, JKK_HOME_NO_CASE);
  g_assert_cmpint (stranger->case_id, ==, 0);
}

/* A letter that asks something: only the journal knows the words of the person who asked. */
static void
test_letters_come_home (Fixture *fixture, gconstpointer data)
{
  static const char *const letters[] = { "kelengkapan", "penjelasan", "pertanyaan" };
  gint64 id = take_in (fixture);
  g_autoptr (JkkCase) jcase = load (fixture, id);
  g_autoptr (JkkPayout) payout = jkk_verification_calculate (jcase, jkk_today (), NULL);

  for (guint i = 0; i < G_N_ELEMENTS (letters); i++)
    {
      g_autoptr (GError) error = NULL;
      JkkLetterWish wish = { "employer", i == 2 ? "Mengapa tanggalnya berbeda?" : NULL };
      g_autoptr (JkkPrintout) printout =
          jkk_printing_write (fixture->office, letters[i], jcase, payout, NULL, &wish, &error);
      g_autofree char *path = g_strdup_printf ("%s/%s.pdf", fixture->folder, letters[i]);
      g_assert_no_error (error);
      g_assert_true (jkk_printout_save (printout, path, &error));
      g_autoptr (JkkHomecoming) home = come_home (fixture, path);
      g_assert_cmpuint (home->pages->len, >=, 1);
      const JkkHomePage *page = home->pages->pdata[0];
      g_assert_cmpint (page->verdict, ==, i == 2 ? JKK_HOME_UNKNOWN : JKK_HOME_SAME);
      if (i < 2)
        continue;
      JkkRequest request = { .case_id = id,
                             .form = letters[i],
                             .fingerprint = jkk_printout_get_sha256 (printout),
                             .content_hash = jkk_printout_get_content_hash (printout) };
      g_autoptr (JkkOutcome) noted = jkk_office_do (fixture->office, "print", &request, &error);
      g_assert_no_error (error);
      g_autoptr (JkkHomecoming) again = come_home (fixture, path);
      g_assert_cmpint (((JkkHomePage *) again->pages->pdata[0])->verdict, ==, JKK_HOME_SAME);
    }
}

static void
test_a_letter_tells_a_later_change (Fixture *fixture, gconstpointer data)
{
  gint64 id = take_in (fixture);
  g_autoptr (JkkCase) jcase = load (fixture, id);
  g_autoptr (JkkPayout) payout = jkk_verification_calculate (jcase, jkk_today (), NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (JkkPrintout) printout =
      jkk_printing_make (fixture->office, "penjelasan", jcase, payout, NULL, FALSE, &error);
  g_autofree char *path = g_build_filename (fixture->folder, "letter.pdf", NULL);

  g_assert_true (jkk_printout_save (printout, path, &error));
  g_autoptr (JkkCase) taken = deed (fixture, "take", id, NULL);
  g_autoptr (JkkCase) now = load (fixture, id);
  g_autoptr (JkkCase) edited = with (jkk_case_copy (now), "participant.name", "Nama Yang Lain");
  JkkRequest request = { .case_id = id, .revision = now->revision, .edited = edited };
  g_autoptr (JkkOutcome) outcome = jkk_office_do (fixture->office, "save", &request, &error);
  g_assert_no_error (error);
  g_autoptr (JkkHomecoming) home = come_home (fixture, path);
  const JkkHomePage *page = home->pages->pdata[0];
  g_assert_cmpint (page->verdict, ==, JKK_HOME_CHANGED);
  gboolean found = FALSE;
  for (guint i = 0; i < page->changes->len; i++)
    found = found || strcmp (((JkkChange *) page->changes->pdata[i])->path, "participant.name") == 0;
  g_assert_true (found);
}

static void
test_a_plain_picture_is_only_a_document (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "photo.png", NULL);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 60, 40);

  g_assert_cmpint (cairo_surface_write_to_png (surface, path), ==, CAIRO_STATUS_SUCCESS);
  cairo_surface_destroy (surface);
  g_autoptr (JkkHomecoming) home = come_home (fixture, path);
  g_assert_cmpuint (home->pages->len, ==, 0);
  g_assert_cmpuint (home->n_pages, ==, 1);
  g_assert_cmpint (home->case_id, ==, 0);
}

static void
test_papers_are_known_by_name (void)
{
  g_assert_true (jkk_homecoming_is_paper ("/x/Scan 1.PDF"));
  g_assert_true (jkk_homecoming_is_paper ("foto.jpeg"));
  g_assert_false (jkk_homecoming_is_paper ("pesan.xml"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  fixture_test_add ("/homecoming/a-scan-is-the-same-as-printed", test_a_scan_is_the_same_as_printed);
  fixture_test_add ("/homecoming/a-later-change-is-told", test_a_later_change_is_told);
  fixture_test_add ("/homecoming/other-states-and-cases-are-unknown", test_other_states_and_cases_are_unknown);
  fixture_test_add ("/homecoming/letters-come-home", test_letters_come_home);
  fixture_test_add ("/homecoming/a-letter-tells-a-later-change", test_a_letter_tells_a_later_change);
  fixture_test_add ("/homecoming/a-plain-picture-is-only-a-document", test_a_plain_picture_is_only_a_document);
  g_test_add_func ("/homecoming/papers-are-known-by-name", test_papers_are_known_by_name);
  return g_test_run ();
}
