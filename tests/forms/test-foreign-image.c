#include "jkk-foreign-image.h"

#include "foreign-fixture.h"

static void
reads (GBytes *bytes, const char *media_type, guint n_pages, double width)
{
  g_autoptr (JkkForeignImage) image = jkk_foreign_image_new (bytes);
  double w = 0, h = 0;

  g_assert_nonnull (image);
  g_assert_cmpstr (image->media_type, ==, media_type);
  g_assert_cmpuint (image->n_pages, ==, n_pages);
  g_assert_true (jkk_foreign_image_get_size (image, n_pages - 1, &w, &h));
  g_assert_cmpfloat_with_epsilon (w, width, 0.5);
  cairo_surface_t *pixels = jkk_foreign_image_get_pixels (image, 0);
  g_assert_cmpint (cairo_image_surface_get_width (pixels), ==, 300);
  g_assert_cmpint (cairo_image_surface_get_height (pixels), ==, 400);
  /* The paper's colour in the corner: red a little more than blue, wherever they are kept. */
  const guint8 *pixel = cairo_image_surface_get_data (pixels) + 20;
  g_assert_cmpuint (pixel[2], >, 225);
  g_assert_cmpuint (pixel[0], >, 220);
}

static void
test_reads_each_kind (void)
{
  cairo_surface_t *page = scanned_page (NULL, 300, 400);
  g_autoptr (GBytes) png = as_png (page), jpeg = as_jpeg (page), tiff = as_tiff (page, 4);

  reads (png, "image/png", 1, 300 * 72.0 / 150);
  reads (jpeg, "image/jpeg", 1, 300 * 72.0 / 150);
  /* The scanner's file says 200 to the inch. */
  reads (tiff, "image/tiff", 4, 300 * 72.0 / 200);
  cairo_surface_destroy (page);
}

static void
test_colours_are_kept (void)
{
  cairo_surface_t *page = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 4, 4);
  cairo_t *cr = cairo_create (page);

  cairo_set_source_rgba (cr, 1, 0, 0, 0.5);
  cairo_paint (cr);
  cairo_destroy (cr);
  cairo_surface_flush (page);
  g_autoptr (GBytes) png = as_png (page);
  g_autoptr (JkkForeignImage) image = jkk_foreign_image_new (png);
  const guint8 *pixel = cairo_image_surface_get_data (jkk_foreign_image_get_pixels (image, 0));
  g_assert_cmpuint (pixel[2], ==, 255);
  g_assert_cmpuint (pixel[1], <, 135);
  g_assert_cmpuint (pixel[1], >, 120);
  cairo_surface_destroy (page);
}

static void
test_each_piece_of_a_file_is_good_or_refused (void)
{
  cairo_surface_t *page = scanned_page (NULL, 300, 400);
  GBytes *files[] = { as_png (page), as_jpeg (page), as_tiff (page, 2) };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      for (gsize length = 0; length < g_bytes_get_size (files[i]); length += 1 + g_bytes_get_size (files[i]) / 50)
        {
          g_autoptr (GBytes) piece = cut (files[i], length);
          JkkForeignImage *image = jkk_foreign_image_new (piece);

          g_assert_true (length > 64 || image == NULL);
          g_clear_pointer (&image, jkk_foreign_image_free);
        }
      g_bytes_unref (files[i]);
    }
  cairo_surface_destroy (page);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/foreign-image/reads-each-kind", test_reads_each_kind);
  g_test_add_func ("/foreign-image/colours-are-kept", test_colours_are_kept);
  g_test_add_func ("/foreign-image/each-piece-of-a-file-is-good-or-refused",
                   test_each_piece_of_a_file_is_good_or_refused);
  return g_test_run ();
}
