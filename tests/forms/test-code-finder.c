#include "jkk-code-finder.h"

#include "foreign-fixture.h"

#define CODE "SANTUN1:JKK-2026-000123:KK2:1/2:0123456789abcdef"

static void
finds (int width, int height)
{
  cairo_surface_t *page = scanned_page (CODE, width, height);
  g_autoptr (GPtrArray) codes = jkk_code_finder_run (page);

  g_assert_cmpuint (codes->len, ==, 1);
  const JkkFoundCode *code = codes->pdata[0];
  g_assert_cmpstr (code->text, ==, CODE);
  g_assert_cmpint (ABS (code->x - width * 74 / 100), <, width / 20);
  g_assert_cmpint (ABS (code->width - width * 7 / 100), <, width / 40);
  cairo_surface_destroy (page);
}

static void
test_finds_codes_of_scans_and_of_large_photos (void)
{
  finds (1654, 2339);
  finds (4962, 7017);
}

/* As an office scans: turned, grey, with specks, at each usual fineness. */
static void
test_finds_codes_of_poor_scans (void)
{
  static const struct
  {
    int width;
    double degrees;
    int noise;
  } scans[] = { { 992, 0, 10 }, { 1240, 1, 20 }, { 1654, -4, 40 }, { 1654, 7, 30 }, { 2480, 3, 40 } };
  g_autoptr (GRand) random = g_rand_new_with_seed (20260312);

  for (guint i = 0; i < G_N_ELEMENTS (scans); i++)
    {
      int height = scans[i].width * 1414 / 1000;
      cairo_surface_t *flat = scanned_page (CODE, scans[i].width, height);
      cairo_surface_t *page = cairo_image_surface_create (CAIRO_FORMAT_RGB24, scans[i].width, height);
      cairo_t *cr = cairo_create (page);

      cairo_set_source_rgb (cr, 0.95, 0.95, 0.95);
      cairo_paint (cr);
      cairo_translate (cr, scans[i].width / 2.0, height / 2.0);
      cairo_rotate (cr, scans[i].degrees * G_PI / 180);
      cairo_translate (cr, -scans[i].width / 2.0, -height / 2.0);
      cairo_set_source_surface (cr, flat, 0, 0);
      cairo_paint (cr);
      cairo_destroy (cr);
      cairo_surface_flush (page);
      guint8 *pixels = cairo_image_surface_get_data (page);
      for (gsize j = 0; j < (gsize) cairo_image_surface_get_stride (page) * (gsize) height; j++)
        {
          int grey = 30 + pixels[j] * 200 / 255 + (int) g_rand_int_range (random, -scans[i].noise, scans[i].noise + 1);

          pixels[j] = (guint8) CLAMP (grey, 0, 255);
        }
      cairo_surface_mark_dirty (page);
      g_autoptr (GPtrArray) codes = jkk_code_finder_run (page);
      g_test_message ("%d pixels, %g degrees, noise %d", scans[i].width, scans[i].degrees, scans[i].noise);
      g_assert_cmpuint (codes->len, ==, 1);
      g_assert_cmpstr (((JkkFoundCode *) codes->pdata[0])->text, ==, CODE);
      cairo_surface_destroy (flat);
      cairo_surface_destroy (page);
    }
}

static void
test_an_empty_picture_has_none (void)
{
  cairo_surface_t *dot = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 1, 1);
  g_autoptr (GPtrArray) codes = jkk_code_finder_run (dot);

  g_assert_cmpuint (codes->len, ==, 0);
  cairo_surface_destroy (dot);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/code-finder/finds-codes-of-scans-and-of-large-photos",
                   test_finds_codes_of_scans_and_of_large_photos);
  g_test_add_func ("/code-finder/finds-codes-of-poor-scans", test_finds_codes_of_poor_scans);
  g_test_add_func ("/code-finder/an-empty-picture-has-none", test_an_empty_picture_has_none);
  return g_test_run ();
}
