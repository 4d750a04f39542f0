#include "jkk-code-finder.h"

#include <zbar.h>

/* The code of a printed page is small, but a photo is larger than it needs to be. */
#define LONG_SIDE 3400
/* Below this a page was scanned at less than 150 to the inch. */
#define COARSE_SIDE 1800

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

/* Twice as fine, each new pixel between its neighbours: a reader whose eyes are coarser than the code sees it so, and
 * specks are smoothed. */
static guint8 *
enlarge (const guint8 *grey, int width, int height)
{
  guint8 *large = g_malloc0 ((gsize) width * (gsize) height * 4);
  gsize row = (gsize) width;

  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      {
        const guint8 *at = grey + (gsize) y * row + (gsize) x;
        guint right = x + 1 < width ? at[1] : at[0], below = y + 1 < height ? at[row] : at[0];
        guint across = x + 1 < width && y + 1 < height ? at[row + 1] : below;
        guint8 *to = large + (gsize) y * 4 * row + (gsize) x * 2;

        to[0] = at[0];
        to[1] = (guint8) ((at[0] + right) / 2);
        to[2 * row] = (guint8) ((at[0] + below) / 2);
        to[2 * row + 1] = (guint8) ((at[0] + right + below + across) / 4);
      }
  return large;
}

static void
add_code (const zbar_symbol_t *symbol, int step, int finer, GPtrArray *codes)
{
  const char *data = zbar_symbol_get_data (symbol);
  gsize length = zbar_symbol_get_data_length (symbol);
  JkkFoundCode *code = g_new0 (JkkFoundCode, 1);
  int right = 0, bottom = 0;

  code->text = g_utf8_make_valid (data, (gssize) length);
  code->x = code->y = G_MAXINT;
  for (guint i = 0; i < zbar_symbol_get_loc_size (symbol); i++)
    {
      code->x = MIN (code->x, zbar_symbol_get_loc_x (symbol, i) * step / finer);
      code->y = MIN (code->y, zbar_symbol_get_loc_y (symbol, i) * step / finer);
      right = MAX (right, zbar_symbol_get_loc_x (symbol, i) * step / finer);
      bottom = MAX (bottom, zbar_symbol_get_loc_y (symbol, i) * step / finer);
    }
  code->width = MAX (0, right - code->x);
  code->height = MAX (0, bottom - code->y);
  g_ptr_array_add (codes, code);
}

static void
scan_grey (const guint8 *grey, int width, int height, int step, int finer, GPtrArray *codes)
{
  zbar_image_scanner_t *scanner = zbar_image_scanner_create ();
  zbar_image_t *image = zbar_image_create ();

  zbar_image_scanner_set_config (scanner, ZBAR_NONE, ZBAR_CFG_ENABLE, 0);
  zbar_image_scanner_set_config (scanner, ZBAR_QRCODE, ZBAR_CFG_ENABLE, 1);
  zbar_image_set_format (image, zbar_fourcc ('Y', '8', '0', '0'));
  zbar_image_set_size (image, (unsigned) width, (unsigned) height);
  zbar_image_set_data (image, grey, (gulong) width * (gulong) height, NULL);
  if (width > 0 && height > 0 && zbar_scan_image (scanner, image) > 0)
    for (const zbar_symbol_t *symbol = zbar_image_first_symbol (image); symbol != NULL;
         symbol = zbar_symbol_next (symbol))
      if (zbar_symbol_get_type (symbol) == ZBAR_QRCODE)
        add_code (symbol, step, finer, codes);
  zbar_image_destroy (image);
  zbar_image_scanner_destroy (scanner);
}

static void
scan (cairo_surface_t *surface, int step, int finer, GPtrArray *codes)
{
  int width = 0, height = 0;
  guint8 *grey = make_grey (surface, step, &width, &height);
  int times = 1;

  for (; times < finer; times *= 2)
    {
      guint8 *large = enlarge (grey, width * times, height * times);

      g_free (grey);
      grey = large;
    }
  scan_grey (grey, width * times, height * times, step, times, codes);
  g_free (grey);
}

/**
 * jkk_code_finder_run:
 * @surface: an image surface of 32 bits a pixel
 *
 * Looks for QR codes, first in a picture of the size that a scanner gives, then in coarser and finer ones: a blurred
 * photo is read better from less, a small or speckled code from more.
 *
 * Returns: (transfer full) (element-type JkkFoundCode): the codes; empty when there is none.
 */
GPtrArray *
jkk_code_finder_run (cairo_surface_t *surface)
{
  int side = MAX (cairo_image_surface_get_width (surface), cairo_image_surface_get_height (surface));
  int step = MAX (1, (side + LONG_SIDE / 2) / LONG_SIDE);
  const struct
  {
    int step;
    int finer;
  } looks[] = { { step, 1 }, { step, 2 }, { step * 2, 1 }, { step * 2, 2 }, { step > 1 ? 1 : 3, 1 }, { step, 4 } };
  GPtrArray *codes = codes_new ();

  cairo_surface_flush (surface);
  for (guint i = 0; codes->len == 0 && i < G_N_ELEMENTS (looks); i++)
    /* What is coarse is made finer; a large picture is fine already. */
    if (looks[i].finer <= 2 || side <= COARSE_SIDE)
      scan (surface, looks[i].step, looks[i].finer, codes);
  return codes;
}
