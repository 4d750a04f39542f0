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
  g_assert_cmpint (ABS (code->width - width * 14 / 100), <, width / 20);
  cairo_surface_destroy (page);
}

static void
test_finds_codes_of_scans_and_of_large_photos (void)
{
  finds (1654, 2339);
  finds (4962, 7017);
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
  g_test_add_func ("/code-finder/an-empty-picture-has-none", test_an_empty_picture_has_none);
  return g_test_run ();
}
