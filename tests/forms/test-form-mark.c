#include "jkk-form-mark.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>
#include <unistd.h>

#include "jkk-pdf-form.h"
#include "sample-case.h"
#include "sample-paper.h"

/* Of so many parts of a page the lowest is looked at. */
#define PARTS 4
#define PRINTER_DPI 300
/* From here on the mark is read as it is. */
#define FINE_DPI 150
#define HASH "0123456789abcdef0123456789abcdef"

static void
test_the_text_of_a_mark_reads_back (void)
{
  g_autoptr (JkkFormMark) mark = jkk_form_mark_new ("JKK-2026-000123", "penetapan", 2, 12, HASH);
  g_autofree char *text = jkk_form_mark_to_text (mark), *line = jkk_form_mark_to_line (mark);
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (text, ==, "SANTUN1:JKK-2026-000123:PENETAPAN:2/12:0123456789ABCDEF");
  g_assert_cmpstr (line, ==, "JKK-2026-000123 · PENETAPAN · 2/12 · 0123 4567 89AB CDEF");
  g_autoptr (JkkFormMark) read = jkk_form_mark_parse (text, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (read->number, ==, "JKK-2026-000123");
  g_assert_cmpstr (read->form, ==, "PENETAPAN");
  g_assert_cmpuint (read->page, ==, 2);
  g_assert_cmpuint (read->n_pages, ==, 12);
  g_assert_cmpstr (read->hash, ==, "0123456789ABCDEF");
}

static void
test_what_is_no_mark_is_refused (void)
{
  static const char *const texts[] = {
    "",
    ":",
    ":::::",
    "SANTUN1",
    "https://example.org/",
    "SANTUN1:JKK-2026-000123:KK2:1/2",
    "SANTUN1:JKK-2026-000123:KK2:1/2:0123456789ABCDEF:",
    "SANTUN1:JKK-2026-000123:KK2:3/2:0123456789ABCDEF",
    "SANTUN1:JKK-2026-000123:KK2:0/2:0123456789ABCDEF",
    "SANTUN1:JKK-2026-000123:KK2:1/99999999999999999999:0123456789ABCDEF",
    "SANTUN1:JKK-2026-000123:KK2:-1/2:0123456789ABCDEF",
    "SANTUN1:JKK-2026-000123:KK2:1/2:0123456789ABCDE",
    "SANTUN1:JKK-2026-000123:KK2:1/2:0123456789abcdef",
    "SANTUN1:JKK 2026'; --:KK2:1/2:0123456789ABCDEF",
    "SANTUN1::KK2:1/2:0123456789ABCDEF",
    "SANTUN1:JKK-2026-000123:\xff\xfe:1/2:0123456789ABCDEF",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (JkkFormMark) mark = jkk_form_mark_parse (texts[i], &error);

      g_assert_null (mark);
      g_assert_error (error, JKK_ERROR, JKK_ERROR_FORMAT);
    }
}

static void
test_a_mark_of_a_later_edition_says_so (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (jkk_form_mark_parse ("SANTUN2:JKK-2026-000123:X", &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_TOO_NEW);
}

/* The lowest part of the page, which has the mark: a reader that looks through all of it takes four times as long. */
static cairo_surface_t *
print_foot (JkkPaper *paper, guint page, double dpi)
{
  double width, height;

  jkk_paper_get_size (paper, page, &width, &height);
  int wide = (int) (width * dpi / 72), high = (int) (height * dpi / 72);
  cairo_rectangle_int_t foot = { 0, high - high / PARTS, wide, high / PARTS };
  cairo_surface_t *surface = jkk_paper_render_part (paper, page, dpi / 72, &foot, NULL);

  g_assert_nonnull (surface);
  return surface;
}

/* A scan of it: printed as finely as a printer does, then seen by the few eyes of a scanner; turned by some
 * degrees, grey instead of black on white, with specks. */
static cairo_surface_t *
scan (JkkPaper *paper, guint page, double dpi, double degrees, guint noise)
{
  cairo_surface_t *printed = print_foot (paper, page, PRINTER_DPI);
  int pixels_wide = (int) (cairo_image_surface_get_width (printed) * dpi / PRINTER_DPI);
  int pixels_high = (int) (cairo_image_surface_get_height (printed) * dpi / PRINTER_DPI);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, pixels_wide, pixels_high);
  cairo_t *cr = cairo_create (surface);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_translate (cr, pixels_wide / 2.0, pixels_high / 2.0);
  cairo_rotate (cr, degrees * G_PI / 180);
  cairo_translate (cr, -pixels_wide / 2.0, -pixels_high / 2.0);
  cairo_scale (cr, dpi / PRINTER_DPI, dpi / PRINTER_DPI);
  cairo_set_source_surface (cr, printed, 0, 0);
  cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_BEST);
  cairo_paint (cr);
  cairo_destroy (cr);
  cairo_surface_destroy (printed);
  cairo_surface_flush (surface);

  g_autoptr (GRand) random = g_rand_new_with_seed (20260312);
  guchar *pixels = cairo_image_surface_get_data (surface);
  int stride = cairo_image_surface_get_stride (surface);
  for (int y = 0; noise > 0 && y < pixels_high; y++)
    for (int x = 0; x < pixels_wide; x++)
      for (int channel = 0; channel < 3; channel++)
        {
          guchar *value = &pixels[y * stride + x * 4 + channel];
          int grey = 30 + *value * 200 / 255 + g_rand_int_range (random, -(gint32) noise, (gint32) noise + 1);

          *value = (guchar) CLAMP (grey, 0, 255);
        }
  cairo_surface_mark_dirty (surface);
  return surface;
}

/* A reader looks again at a picture that is coarser than its eyes: four times larger. */
static cairo_surface_t *
enlarge (cairo_surface_t *surface)
{
  int width = cairo_image_surface_get_width (surface) * 4, height = cairo_image_surface_get_height (surface) * 4;
  cairo_surface_t *large = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  cairo_t *cr = cairo_create (large);

  cairo_scale (cr, 4, 4);
  cairo_set_source_surface (cr, surface, 0, 0);
  cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_BILINEAR);
  cairo_paint (cr);
  cairo_destroy (cr);
  return large;
}

/* What zbarimg reads in the picture; empty if nothing. */
static char *
read_scan (cairo_surface_t *surface, const char *program)
{
  g_autofree char *path = NULL, *found = NULL;
  g_autoptr (GError) error = NULL;
  int descriptor = g_file_open_tmp ("santun-XXXXXX.png", &path, &error);

  g_assert_no_error (error);
  close (descriptor);
  g_assert_cmpint (cairo_surface_write_to_png (surface, path), ==, CAIRO_STATUS_SUCCESS);
  char *argv[] = { (char *) program, (char *) "--quiet", (char *) "--raw", path, NULL };
  g_spawn_sync (NULL, argv, NULL, G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, &found, NULL, NULL, &error);
  g_assert_no_error (error);
  g_unlink (path);
  return g_strdup (g_strstrip (found));
}

static void
assert_scan_says (JkkPaper *paper, guint page, double dpi, double degrees, guint noise, const char *expected)
{
  g_autofree char *zbarimg = g_find_program_in_path ("zbarimg");

  if (zbarimg == NULL)
    {
      g_test_skip ("zbarimg is not installed");
      return;
    }
  cairo_surface_t *surface = noise == 0 ? print_foot (paper, page, dpi) : scan (paper, page, dpi, degrees, noise);
  g_autofree char *found = read_scan (surface, zbarimg);
  if (*found == '\0' && *expected != '\0' && dpi < FINE_DPI)
    {
      cairo_surface_t *large = enlarge (surface);

      g_free (found);
      found = read_scan (large, zbarimg);
      cairo_surface_destroy (large);
    }
  cairo_surface_destroy (surface);
  if (g_strcmp0 (found, expected) != 0)
    g_test_message ("page %u at %g dpi, %g degrees, noise %u", page, dpi, degrees, noise);
  g_assert_cmpstr (found, ==, expected);
}

static void
test_every_page_of_every_form_reads_back (void)
{
  const char *const *codes = jkk_form_codes ();
  g_autoptr (JkkCase) jcase = sample_case_full ();
  JkkFormFacts facts = { jcase, NULL, NULL };

  for (guint i = 0; codes[i] != NULL; i++)
    {
      g_autofree char *hash = NULL;
      g_autoptr (GBytes) bytes = jkk_form_fill_marked (codes[i], &facts, JKK_FORM_FLAT, &hash, NULL);
      g_autoptr (JkkPaper) paper = open_paper (bytes);
      guint n_pages = jkk_paper_get_n_pages (paper);

      for (guint page = 0; page < n_pages; page++)
        {
          g_autoptr (JkkFormMark) mark = jkk_form_mark_new (jcase->cover.number, codes[i], page + 1, n_pages, hash);
          g_autofree char *expected = jkk_form_mark_to_text (mark), *line = jkk_form_mark_to_line (mark);
          g_autofree char *text = jkk_paper_get_text (paper, page);

          assert_scan_says (paper, page, 150, 0, 0, expected);
          assert_says (text, line);
        }
    }
}

static void
test_a_poor_scan_reads_back (void)
{
  static const struct
  {
    double dpi;
    double degrees;
    guint noise;
  } scans[] = { { 100, 0, 12 },   { 100, 1.5, 12 },  { 120, -2, 20 }, { 150, 3, 30 },
                { 150, 180, 20 }, { 200, -1.5, 20 }, { 200, 0, 20 } };
  g_autoptr (JkkCase) jcase = sample_case ();
  JkkFormFacts facts = { jcase, NULL, NULL };
  g_autofree char *hash = NULL;
  g_autoptr (GBytes) bytes = jkk_form_fill_marked ("KK2", &facts, JKK_FORM_FLAT, &hash, NULL);
  g_autoptr (JkkPaper) paper = open_paper (bytes);
  g_autoptr (JkkFormMark) mark = jkk_form_mark_new (jcase->cover.number, "KK2", 1, jkk_paper_get_n_pages (paper), hash);
  g_autofree char *expected = jkk_form_mark_to_text (mark);

  for (guint i = 0; i < G_N_ELEMENTS (scans); i++)
    assert_scan_says (paper, 0, scans[i].dpi, scans[i].degrees, scans[i].noise, expected);
}

static void
test_the_hash_follows_the_facts_alone (void)
{
  g_autoptr (JkkCase) jcase = sample_case ();
  g_autoptr (JkkCase) renamed = jkk_case_set (jcase, "participant.name", "Nama Lain", NULL);
  g_autoptr (JkkCase) unseen = jkk_case_set (jcase, "medical.anamnesis", "Tidak dicetak pada KK 2", NULL);
  const JkkCase *cases[] = { jcase, renamed, unseen };
  g_autofree char *fillable = NULL, *other_form = NULL;
  JkkFormFacts first = { jcase, NULL, NULL };
  char *hashes[3];

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      JkkFormFacts facts = { cases[i], NULL, NULL };

      g_bytes_unref (jkk_form_fill_marked ("KK2", &facts, JKK_FORM_FLAT, &hashes[i], NULL));
    }
  g_bytes_unref (jkk_form_fill_marked ("KK2", &first, JKK_FORM_FILLABLE, &fillable, NULL));
  g_bytes_unref (jkk_form_fill_marked ("KK1", &first, JKK_FORM_FLAT, &other_form, NULL));
  g_assert_cmpstr (hashes[0], !=, hashes[1]);
  g_assert_cmpstr (hashes[0], ==, hashes[2]);
  g_assert_cmpstr (hashes[0], ==, fillable);
  g_assert_cmpstr (hashes[0], !=, other_form);
  for (guint i = 0; i < G_N_ELEMENTS (hashes); i++)
    g_free (hashes[i]);
}

static void
test_a_blank_form_bears_none (void)
{
  g_autoptr (JkkCase) empty = jkk_case_new ();
  g_autoptr (GBytes) bytes = jkk_form_fill ("KK1", empty, NULL, NULL, JKK_FORM_FILLABLE, NULL);
  g_autoptr (JkkPaper) paper = open_paper (bytes);

  assert_scan_says (paper, 0, 150, 0, 0, "");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/form-mark/text-reads-back", test_the_text_of_a_mark_reads_back);
  g_test_add_func ("/form-mark/no-mark-refused", test_what_is_no_mark_is_refused);
  g_test_add_func ("/form-mark/later-edition", test_a_mark_of_a_later_edition_says_so);
  g_test_add_func ("/form-mark/every-page", test_every_page_of_every_form_reads_back);
  g_test_add_func ("/form-mark/poor-scan", test_a_poor_scan_reads_back);
  g_test_add_func ("/form-mark/hash", test_the_hash_follows_the_facts_alone);
  g_test_add_func ("/form-mark/blank", test_a_blank_form_bears_none);
  return g_test_run ();
}
