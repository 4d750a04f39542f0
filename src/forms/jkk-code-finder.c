#include "jkk-code-finder.h"

#include <zbar.h>

/* The code of a printed page is small, but a photo is larger than it needs to be. */
#define LONG_SIDE 3400

/**
 * jkk_found_code_free:
 * @code: (transfer full): a code
 */
void
jkk_found_code_free (JkkFoundCode *code)
{
  g_free (code->text);
  g_free (code);
}

static GPtrArray *
codes_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_found_code_free);
}

/* Brightness alone, each pixel the mean of @step by @step. */
static guint8 *
make_grey (cairo_surface_t *surface, int step, int *width, int *height)
{
  const guint8 *data = cairo_image_surface_get_data (surface);
  gsize stride = (gsize) cairo_image_surface_get_stride (surface);

  *width = cairo_image_surface_get_width (surface) / step;
  *height = cairo_image_surface_get_height (surface) / step;
  guint8 *grey = g_malloc ((gsize) *width * (gsize) *height);
  for (int y = 0; y < *height; y++)
    for (int x = 0; x < *width; x++)
      {
        guint sum = 0;

        for (int dy = 0; dy < step; dy++)
          {
            const guint32 *row = (const guint32 *) (gconstpointer) (data + (gsize) (y * step + dy) * stride);

            for (int dx = 0; dx < step; dx++)
              {
                guint32 pixel = row[x * step + dx];

                sum += ((pixel >> 16 & 0xff) * 77 + (pixel >> 8 & 0xff) * 150 + (pixel & 0xff) * 29) >> 8;
              }
          }
        grey[(gsize) y * (gsize) *width + (gsize) x] = (guint8) (sum / (guint) (step * step));
      }
  return grey;
}

static void
add_code (const zbar_symbol_t *symbol, int step, GPtrArray *codes)
{
  const char *data = zbar_symbol_get_data (symbol);
  gsize length = zbar_symbol_get_data_length (symbol);
  JkkFoundCode *code = g_new0 (JkkFoundCode, 1);
  int right = 0, bottom = 0;

  code->text = g_utf8_make_valid (data, (gssize) length);
  code->x = code->y = G_MAXINT;
  for (guint i = 0; i < zbar_symbol_get_loc_size (symbol); i++)
    {
      code->x = MIN (code->x, zbar_symbol_get_loc_x (symbol, i) * step);
      code->y = MIN (code->y, zbar_symbol_get_loc_y (symbol, i) * step);
      right = MAX (right, zbar_symbol_get_loc_x (symbol, i) * step);
      bottom = MAX (bottom, zbar_symbol_get_loc_y (symbol, i) * step);
    }
  code->width = MAX (0, right - code->x);
  code->height = MAX (0, bottom - code->y);
  g_ptr_array_add (codes, code);
}

static GPtrArray *
scan (cairo_surface_t *surface, int step)
{
  GPtrArray *codes = codes_new ();
  zbar_image_scanner_t *scanner = zbar_image_scanner_create ();
  zbar_image_t *image = zbar_image_create ();
  int width = 0, height = 0;
  g_autofree guint8 *grey = make_grey (surface, step, &width, &height);

  zbar_image_scanner_set_config (scanner, ZBAR_NONE, ZBAR_CFG_ENABLE, 0);
  zbar_image_scanner_set_config (scanner, ZBAR_QRCODE, ZBAR_CFG_ENABLE, 1);
  zbar_image_set_format (image, zbar_fourcc ('Y', '8', '0', '0'));
  zbar_image_set_size (image, (unsigned) width, (unsigned) height);
  zbar_image_set_data (image, grey, (gulong) width * (gulong) height, NULL);
  if (width > 0 && height > 0 && zbar_scan_image (scanner, image) > 0)
    for (const zbar_symbol_t *symbol = zbar_image_first_symbol (image); symbol != NULL;
         symbol = zbar_symbol_next (symbol))
      if (zbar_symbol_get_type (symbol) == ZBAR_QRCODE)
        add_code (symbol, step, codes);
  zbar_image_destroy (image);
  zbar_image_scanner_destroy (scanner);
  return codes;
}

/**
 * jkk_code_finder_run:
 * @surface: an image surface of 32 bits a pixel
 *
 * Looks for QR codes, first in a picture of the size that a scanner gives, then in one of half or double fineness: a
 * blurred photo is read better from less, a small code from all there is.
 *
 * Returns: (transfer full) (element-type JkkFoundCode): the codes; empty when there is none.
 */
GPtrArray *
jkk_code_finder_run (cairo_surface_t *surface)
{
  int side = MAX (cairo_image_surface_get_width (surface), cairo_image_surface_get_height (surface));
  int step = MAX (1, (side + LONG_SIDE / 2) / LONG_SIDE);
  const int steps[] = { step, step * 2, step > 1 ? 1 : 3 };

  cairo_surface_flush (surface);
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      GPtrArray *codes = scan (surface, steps[i]);

      if (codes->len > 0)
        return codes;
      g_ptr_array_unref (codes);
    }
  return codes_new ();
}
