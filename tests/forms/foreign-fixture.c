#include "foreign-fixture.h"

#include <cairo-pdf.h>
#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gstdio.h>
#include <qrencode.h>
#include <tiffio.h>
#include <unistd.h>

static void
draw_code (cairo_t *cr, const char *text, double x, double y, double side)
{
  QRcode *code = QRcode_encodeString8bit (text, 0, QR_ECLEVEL_M);
  g_assert_nonnull (code);
  double cell = side / code->width;

  cairo_set_source_rgb (cr, 0, 0, 0);
  for (int i = 0; i < code->width * code->width; i++)
    if ((code->data[i] & 1) != 0)
      cairo_rectangle (cr, x + i % code->width * cell, y + i / code->width * cell, cell, cell);
  cairo_fill (cr);
  QRcode_free (code);
}

/* A page of any fineness, slightly grey and turned, with a code of 14 mm in its lower corner. */
cairo_surface_t *
scanned_page (const char *code, int width, int height)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  cairo_t *cr = cairo_create (surface);

  cairo_set_source_rgb (cr, 0.93, 0.92, 0.9);
  cairo_paint (cr);
  cairo_rotate (cr, 0.02);
  cairo_set_source_rgb (cr, 0.1, 0.1, 0.1);
  for (int line = 0; line < 20; line++)
    cairo_rectangle (cr, width * 0.1, height * (0.1 + 0.03 * line), width * (0.5 + 0.01 * line), height * 0.008);
  cairo_fill (cr);
  if (code != NULL)
    draw_code (cr, code, width * 0.75, height * 0.8, width * 0.068);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

static cairo_status_t
append_cb (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

GBytes *
as_png (cairo_surface_t *surface)
{
  GByteArray *out = g_byte_array_new ();

  g_assert_cmpint (cairo_surface_write_to_png_stream (surface, append_cb, out), ==, CAIRO_STATUS_SUCCESS);
  return g_byte_array_free_to_bytes (out);
}

GBytes *
as_jpeg (cairo_surface_t *surface)
{
  g_autoptr (GBytes) png = as_png (surface);
  g_autoptr (GdkPixbufLoader) loader = gdk_pixbuf_loader_new ();
  char *data = NULL;
  gsize length = 0;

  g_assert_true (gdk_pixbuf_loader_write_bytes (loader, png, NULL));
  g_assert_true (gdk_pixbuf_loader_close (loader, NULL));
  g_assert_true (gdk_pixbuf_save_to_buffer (gdk_pixbuf_loader_get_pixbuf (loader), &data, &length, "jpeg", NULL,
                                            "quality", "70", NULL));
  return g_bytes_new_take (data, length);
}

static GBytes *
read_and_remove (const char *path)
{
  char *data = NULL;
  gsize length = 0;

  g_assert_true (g_file_get_contents (path, &data, &length, NULL));
  g_assert_cmpint (g_unlink (path), ==, 0);
  return g_bytes_new_take (data, length);
}

static void
write_tiff_page (TIFF *tiff, cairo_surface_t *surface)
{
  guint width = (guint) cairo_image_surface_get_width (surface);
  guint height = (guint) cairo_image_surface_get_height (surface);
  g_autofree guint8 *row = g_malloc (width);

  TIFFSetField (tiff, TIFFTAG_IMAGEWIDTH, width);
  TIFFSetField (tiff, TIFFTAG_IMAGELENGTH, height);
  TIFFSetField (tiff, TIFFTAG_BITSPERSAMPLE, 8);
  TIFFSetField (tiff, TIFFTAG_SAMPLESPERPIXEL, 1);
  TIFFSetField (tiff, TIFFTAG_PHOTOMETRIC, PHOTOMETRIC_MINISBLACK);
  TIFFSetField (tiff, TIFFTAG_COMPRESSION, COMPRESSION_LZW);
  TIFFSetField (tiff, TIFFTAG_RESOLUTIONUNIT, RESUNIT_INCH);
  TIFFSetField (tiff, TIFFTAG_XRESOLUTION, 200.0);
  TIFFSetField (tiff, TIFFTAG_YRESOLUTION, 200.0);
  TIFFSetField (tiff, TIFFTAG_ROWSPERSTRIP, height);
  for (guint y = 0; y < height; y++)
    {
      const guint8 *from =
          cairo_image_surface_get_data (surface) + y * (guint) cairo_image_surface_get_stride (surface);

      for (guint x = 0; x < width; x++)
        row[x] = from[4 * x];
      g_assert_cmpint (TIFFWriteScanline (tiff, row, y, 0), ==, 1);
    }
  g_assert_cmpint (TIFFWriteDirectory (tiff), ==, 1);
}

GBytes *
as_tiff (cairo_surface_t *surface, guint n_pages)
{
  g_autofree char *path = NULL;
  int fd = g_file_open_tmp ("scan-XXXXXX.tiff", &path, NULL);
  g_assert_cmpint (fd, >=, 0);
  close (fd);
  TIFF *tiff = TIFFOpen (path, "w");

  for (guint i = 0; i < n_pages; i++)
    write_tiff_page (tiff, surface);
  TIFFClose (tiff);
  return read_and_remove (path);
}

GBytes *
as_pdf (cairo_surface_t *surface, guint n_pages)
{
  GByteArray *out = g_byte_array_new ();
  cairo_surface_t *pdf = cairo_pdf_surface_create_for_stream (append_cb, out, 595, 842);
  cairo_t *cr = cairo_create (pdf);

  for (guint i = 0; i < n_pages; i++)
    {
      cairo_save (cr);
      cairo_scale (cr, 595.0 / cairo_image_surface_get_width (surface),
                   842.0 / cairo_image_surface_get_height (surface));
      cairo_set_source_surface (cr, surface, 0, 0);
      cairo_paint (cr);
      cairo_restore (cr);
      cairo_show_page (cr);
    }
  cairo_destroy (cr);
  cairo_surface_finish (pdf);
  cairo_surface_destroy (pdf);
  return g_byte_array_free_to_bytes (out);
}

/* What qpdf makes of a PDF; NULL where it makes nothing. */
GBytes *
through_qpdf (GBytes *pdf, const char *const *arguments)
{
  g_autofree char *from = NULL, *to = NULL;
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  gsize length = 0;
  const char *data = g_bytes_get_data (pdf, &length);
  int status = 0;

  close (g_file_open_tmp ("from-XXXXXX.pdf", &from, NULL));
  to = g_strconcat (from, ".new", NULL);
  g_assert_true (g_file_set_contents (from, data, (gssize) length, NULL));
  g_ptr_array_add (words, (gpointer) "qpdf");
  for (guint i = 0; arguments[i] != NULL; i++)
    g_ptr_array_add (words, (gpointer) arguments[i]);
  g_ptr_array_add (words, from);
  g_ptr_array_add (words, to);
  g_ptr_array_add (words, NULL);
  g_assert_true (g_spawn_sync (NULL, (char **) words->pdata, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL,
                               NULL, NULL, NULL, NULL, &status, NULL));
  g_assert_cmpint (g_unlink (from), ==, 0);
  return g_file_test (to, G_FILE_TEST_EXISTS) ? read_and_remove (to) : NULL;
}

GBytes *
cut (GBytes *bytes, gsize length)
{
  return g_bytes_new_from_bytes (bytes, 0, MIN (length, g_bytes_get_size (bytes)));
}
