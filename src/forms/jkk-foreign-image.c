/* GdkPixbuf reads PNG and JPEG; TIFF is read by its own library, since a scanner puts several pages into one file and
 * GdkPixbuf sees only the first. */
#include "jkk-foreign-image.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <math.h>
#include <string.h>
#include <tiffio.h>

#include "jkk-paper-wire.h"

/* An image that says nothing of its resolution is taken for an office scan. */
#define USUAL_DPI 150.0
/* Larger images are made smaller while they are read, and refused where that would still take too much memory. */
#define MAX_KEPT (40.0 * 1024 * 1024)
#define MAX_SIDE 60000
#define MAX_READ (240.0 * 1024 * 1024)

static gboolean
starts_with (GBytes *bytes, const char *magic, gsize length)
{
  gsize size = 0;
  const char *data = g_bytes_get_data (bytes, &size);

  return size >= length && memcmp (data, magic, length) == 0;
}

/**
 * jkk_foreign_image_sniff:
 * @bytes: a file
 *
 * Returns: (nullable): its media type by its first bytes; %NULL if it is no image that can be read.
 */
const char *
jkk_foreign_image_sniff (GBytes *bytes)
{
  if (starts_with (bytes, "\x89PNG\r\n\x1a\n", 8))
    return "image/png";
  if (starts_with (bytes, "\xff\xd8\xff", 3))
    return "image/jpeg";
  if (starts_with (bytes, "II*\0", 4) || starts_with (bytes, "MM\0*", 4))
    return "image/tiff";
  return NULL;
}

/* ---- TIFF: the library reads from memory through these ----------------------------------------------------------- */

typedef struct
{
  const guint8 *data;
  gsize size;
  gsize at;
} Stream;

static tmsize_t
stream_read_cb (thandle_t handle, void *buffer, tmsize_t length)
{
  Stream *stream = handle;
  gsize n = length > 0 && stream->at < stream->size ? MIN ((gsize) length, stream->size - stream->at) : 0;

  if (n > 0)
    memcpy (buffer, stream->data + stream->at, n);
  stream->at += n;
  return (tmsize_t) n;
}

static tmsize_t
stream_write_cb (thandle_t handle, void *buffer, tmsize_t length)
{
  return -1;
}

static toff_t
stream_seek_cb (thandle_t handle, toff_t offset, int whence)
{
  Stream *stream = handle;

  if (whence == SEEK_CUR)
    offset += stream->at;
  else if (whence == SEEK_END)
    offset += stream->size;
  if (offset > G_MAXSSIZE)
    return (toff_t) -1;
  stream->at = offset;
  return offset;
}

static int
stream_close_cb (thandle_t handle)
{
  return 0;
}

static toff_t
stream_size_cb (thandle_t handle)
{
  return ((Stream *) handle)->size;
}

static void
silent_cb (const char *module, const char *format, va_list arguments)
{
}

static TIFF *
open_tiff (GBytes *bytes, Stream *stream)
{
  TIFFSetErrorHandler (silent_cb);
  TIFFSetWarningHandler (silent_cb);
  stream->data = g_bytes_get_data (bytes, &stream->size);
  stream->at = 0;
  return TIFFClientOpen ("scan", "rm", stream, stream_read_cb, stream_write_cb, stream_seek_cb, stream_close_cb,
                         stream_size_cb, NULL, NULL);
}

static guint
count_tiff (GBytes *bytes)
{
  Stream stream = { 0 };
  TIFF *tiff = open_tiff (bytes, &stream);
  guint n = 0;

  if (tiff == NULL)
    return 0;
  do
    n++;
  while (n <= JKK_WIRE_MAX_PAGES && TIFFReadDirectory (tiff) == 1);
  TIFFClose (tiff);
  return n;
}

static double
tiff_dpi (TIFF *tiff)
{
  float resolution = 0;
  guint16 unit = RESUNIT_INCH;

  TIFFGetFieldDefaulted (tiff, TIFFTAG_RESOLUTIONUNIT, &unit);
  if (TIFFGetField (tiff, TIFFTAG_XRESOLUTION, &resolution) != 1 || unit == RESUNIT_NONE)
    return 0;
  return unit == RESUNIT_CENTIMETER ? (double) resolution * 2.54 : (double) resolution;
}

/* The library gives red in the lowest byte of a word, cairo wants it in the third. */
static void
swap_red_and_blue (cairo_surface_t *surface)
{
  int width = cairo_image_surface_get_width (surface), height = cairo_image_surface_get_height (surface);
  int stride = cairo_image_surface_get_stride (surface);
  guint8 *data = cairo_image_surface_get_data (surface);

  for (int y = 0; y < height; y++)
    {
      guint32 *row = (guint32 *) (gpointer) (data + (gsize) y * (gsize) stride);

      for (int x = 0; x < width; x++)
        row[x] = (row[x] & 0xff00ff00u) | (row[x] & 0xffu) << 16 | (row[x] >> 16 & 0xffu);
    }
  cairo_surface_mark_dirty (surface);
}

static cairo_surface_t *
read_tiff (GBytes *bytes, guint page, double *dpi)
{
  Stream stream = { 0 };
  TIFF *tiff = open_tiff (bytes, &stream);
  guint32 width = 0, height = 0;
  cairo_surface_t *surface = NULL;

  if (tiff == NULL)
    return NULL;
  if (TIFFSetDirectory (tiff, (tdir_t) page) == 1 && TIFFGetField (tiff, TIFFTAG_IMAGEWIDTH, &width) == 1 &&
      TIFFGetField (tiff, TIFFTAG_IMAGELENGTH, &height) == 1 && width > 0 && height > 0 && width <= MAX_SIDE / 2 &&
      height <= MAX_SIDE / 2 && (double) width * height <= 2 * MAX_KEPT)
    {
      *dpi = tiff_dpi (tiff);
      surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) width, (int) height);
      /* Rows of four bytes a pixel have no gap in either library. */
      if (cairo_surface_status (surface) != CAIRO_STATUS_SUCCESS ||
          cairo_image_surface_get_stride (surface) != (int) width * 4 ||
          TIFFReadRGBAImageOriented (tiff, width, height, (guint32 *) (gpointer) cairo_image_surface_get_data (surface),
                                     ORIENTATION_TOPLEFT, 0) != 1)
        g_clear_pointer (&surface, cairo_surface_destroy);
    }
  TIFFClose (tiff);
  if (surface != NULL)
    swap_red_and_blue (surface);
  return surface;
}

/* ---- PNG and JPEG ------------------------------------------------------------------------------------------------ */

/* @user_data is the factor by which the image gets smaller; 0 when it is too large at any. */
static void
size_prepared_cb (GdkPixbufLoader *loader, int width, int height, gpointer user_data)
{
  double *factor = user_data, pixels = (double) width * height;

  if (width <= 0 || height <= 0 || width > MAX_SIDE || height > MAX_SIDE || pixels > MAX_READ)
    {
      *factor = 0;
      gdk_pixbuf_loader_set_size (loader, 1, 1);
      return;
    }
  *factor = pixels > MAX_KEPT ? sqrt (MAX_KEPT / pixels) : 1;
  if (*factor < 1)
    gdk_pixbuf_loader_set_size (loader, MAX (1, (int) (width * *factor)), MAX (1, (int) (height * *factor)));
}

static GdkPixbuf *
read_pixbuf (GBytes *bytes, double *factor)
{
  g_autoptr (GdkPixbufLoader) loader = gdk_pixbuf_loader_new ();
  gsize length = 0, step = 65536;
  const guint8 *data = g_bytes_get_data (bytes, &length);
  gboolean good = TRUE;

  g_signal_connect (loader, "size-prepared", G_CALLBACK (size_prepared_cb), factor);
  *factor = 1;
  for (gsize at = 0; good && *factor > 0 && at < length; at += step)
    good = gdk_pixbuf_loader_write (loader, data + at, MIN (step, length - at), NULL);
  /* A photo that was cut off on its way still shows its upper part. */
  gdk_pixbuf_loader_close (loader, NULL);
  GdkPixbuf *pixbuf = *factor > 0 ? gdk_pixbuf_loader_get_pixbuf (loader) : NULL;
  return pixbuf != NULL ? gdk_pixbuf_apply_embedded_orientation (pixbuf) : NULL;
}

static double
pixbuf_dpi (GdkPixbuf *pixbuf)
{
  const char *text = gdk_pixbuf_get_option (pixbuf, "x-dpi");

  return text != NULL ? g_ascii_strtod (text, NULL) : 0;
}

/* On white, as the paper under a picture with holes. */
static void
copy_row (const guint8 *from, guint32 *to, int width, int n_channels)
{
  for (int x = 0; x < width; x++, from += n_channels)
    {
      guint alpha = n_channels == 4 ? from[3] : 255, white = 255 * (255 - alpha);

      to[x] = 0xff000000u | (from[0] * alpha + white) / 255 << 16 | (from[1] * alpha + white) / 255 << 8 |
              (from[2] * alpha + white) / 255;
    }
}

static cairo_surface_t *
surface_of_pixbuf (GdkPixbuf *pixbuf)
{
  int width = gdk_pixbuf_get_width (pixbuf), height = gdk_pixbuf_get_height (pixbuf);
  gsize from_stride = (gsize) gdk_pixbuf_get_rowstride (pixbuf);
  const guint8 *from = gdk_pixbuf_read_pixels (pixbuf);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);

  if (cairo_surface_status (surface) != CAIRO_STATUS_SUCCESS)
    {
      cairo_surface_destroy (surface);
      return NULL;
    }
  gsize to_stride = (gsize) cairo_image_surface_get_stride (surface);
  guint8 *to = cairo_image_surface_get_data (surface);
  for (int y = 0; y < height; y++)
    copy_row (from + (gsize) y * from_stride, (guint32 *) (gpointer) (to + (gsize) y * to_stride), width,
              gdk_pixbuf_get_n_channels (pixbuf));
  cairo_surface_mark_dirty (surface);
  return surface;
}

static cairo_surface_t *
read_picture (GBytes *bytes, double *dpi)
{
  double factor = 1;
  g_autoptr (GdkPixbuf) pixbuf = read_pixbuf (bytes, &factor);

  if (pixbuf == NULL)
    return NULL;
  *dpi = pixbuf_dpi (pixbuf);
  /* An image that was made smaller keeps its size on paper. */
  *dpi = (*dpi > 0 ? *dpi : USUAL_DPI) * factor;
  return surface_of_pixbuf (pixbuf);
}

/* ---- The image --------------------------------------------------------------------------------------------------- */

/**
 * jkk_foreign_image_new:
 * @bytes: a PNG, JPEG or TIFF
 *
 * Returns: (transfer full) (nullable): the image; %NULL if it cannot be read.
 */
JkkForeignImage *
jkk_foreign_image_new (GBytes *bytes)
{
  const char *media_type = jkk_foreign_image_sniff (bytes);

  if (media_type == NULL)
    return NULL;
  g_autoptr (JkkForeignImage) image = g_new0 (JkkForeignImage, 1);
  image->bytes = g_bytes_ref (bytes);
  image->media_type = media_type;
  image->n_pages = g_str_equal (media_type, "image/tiff") ? count_tiff (bytes) : 1;
  /* A file that shows nothing on its first page is no image. */
  if (image->n_pages == 0 || jkk_foreign_image_get_pixels (image, 0) == NULL)
    return NULL;
  return g_steal_pointer (&image);
}

/**
 * jkk_foreign_image_free:
 * @image: (transfer full): an image
 */
void
jkk_foreign_image_free (JkkForeignImage *image)
{
  g_clear_pointer (&image->surface, cairo_surface_destroy);
  g_bytes_unref (image->bytes);
  g_free (image);
}

/**
 * jkk_foreign_image_get_pixels:
 * @image: an image
 * @page: number of a page, from 0
 *
 * Returns: (transfer none) (nullable): the page as it was scanned, until the next call for another page.
 */
cairo_surface_t *
jkk_foreign_image_get_pixels (JkkForeignImage *image, guint page)
{
  if (image->surface != NULL && image->surface_page == page)
    return image->surface;
  g_clear_pointer (&image->surface, cairo_surface_destroy);
  image->dpi = 0;
  image->surface_page = page;
  image->surface = g_str_equal (image->media_type, "image/tiff") ? read_tiff (image->bytes, page, &image->dpi)
                                                                 : read_picture (image->bytes, &image->dpi);
  if (!(image->dpi >= 20 && image->dpi <= 4800))
    image->dpi = USUAL_DPI;
  return image->surface;
}

/**
 * jkk_foreign_image_get_size:
 * @image: an image
 * @page: number of a page, from 0
 * @width: (out): in points
 * @height: (out): in points
 *
 * Returns: whether the page can be read.
 */
gboolean
jkk_foreign_image_get_size (JkkForeignImage *image, guint page, double *width, double *height)
{
  cairo_surface_t *surface = jkk_foreign_image_get_pixels (image, page);

  *width = *height = 0;
  if (surface == NULL)
    return FALSE;
  *width = cairo_image_surface_get_width (surface) * 72.0 / image->dpi;
  *height = cairo_image_surface_get_height (surface) * 72.0 / image->dpi;
  return TRUE;
}
