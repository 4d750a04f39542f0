#include "jkk-foreign.h"

#include <glib-object.h>
#include <math.h>
#include <string.h>

#include <poppler.h>

#include "jkk-code-finder.h"

/* Codes are looked for at these, in dots per inch: what scanners give, then what a small code needs. */
#define FIRST_DPI 200
#define SECOND_DPI 320
#define LARGEST_PAGE 14400.0

struct _JkkForeign
{
  JkkPaper *paper;
  JkkForeignImage *image;
};

static gboolean
is_pdf (GBytes *bytes)
{
  gsize length = 0;
  const char *data = g_bytes_get_data (bytes, &length);

  /* Some programs write a few words before the head; readers accept that within the first kilobyte. */
  for (gsize i = 0; i + 5 <= MIN (length, 1024); i++)
    if (memcmp (data + i, "%PDF-", 5) == 0)
      return TRUE;
  return FALSE;
}

/* A locked file is told apart from a broken one before it is opened for good. */
static JkkWireStatus
why_not (GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  PopplerDocument *document = poppler_document_new_from_bytes (bytes, NULL, &error);

  g_clear_object (&document);
  return g_error_matches (error, POPPLER_ERROR, POPPLER_ERROR_ENCRYPTED) ? JKK_WIRE_LOCKED : JKK_WIRE_DAMAGED;
}

/**
 * jkk_foreign_new:
 * @bytes: a file
 * @status: (out): what is wrong with it
 *
 * Returns: (transfer full) (nullable): the file, opened; %NULL with a @status other than %JKK_WIRE_OK.
 */
JkkForeign *
jkk_foreign_new (GBytes *bytes, JkkWireStatus *status)
{
  g_autoptr (JkkForeign) foreign = g_new0 (JkkForeign, 1);

  *status = JKK_WIRE_OK;
  if (is_pdf (bytes))
    {
      if ((foreign->paper = jkk_paper_new (bytes, NULL)) == NULL)
        *status = why_not (bytes);
      else if (jkk_paper_get_n_pages (foreign->paper) > JKK_WIRE_MAX_PAGES)
        *status = JKK_WIRE_MANY_PAGES;
    }
  else if (jkk_foreign_image_sniff (bytes) == NULL)
    *status = JKK_WIRE_NOT_UNDERSTOOD;
  else if ((foreign->image = jkk_foreign_image_new (bytes)) == NULL)
    *status = JKK_WIRE_DAMAGED;
  else if (foreign->image->n_pages > JKK_WIRE_MAX_PAGES)
    *status = JKK_WIRE_MANY_PAGES;
  return *status == JKK_WIRE_OK ? g_steal_pointer (&foreign) : NULL;
}

/**
 * jkk_foreign_free:
 * @foreign: (transfer full): a file
 */
void
jkk_foreign_free (JkkForeign *foreign)
{
  g_clear_pointer (&foreign->paper, jkk_paper_unref);
  g_clear_pointer (&foreign->image, jkk_foreign_image_free);
  g_free (foreign);
}

static guint
count_pages (JkkForeign *foreign)
{
  return foreign->paper != NULL ? jkk_paper_get_n_pages (foreign->paper) : foreign->image->n_pages;
}

/* Lengths on paper travel in thousandths of a point; both ends reckon with what was sent. */
static gint64
to_wire (double length)
{
  return (gint64) round (CLAMP (length, -LARGEST_PAGE, LARGEST_PAGE) * 1000);
}

static double
as_sent (double length)
{
  return (double) to_wire (length) / 1000.0;
}

/* A page that cannot be read has the size of a point; so do those whose numbers are nonsense. */
static void
page_size (JkkForeign *foreign, guint page, double *width, double *height)
{
  if (foreign->paper != NULL)
    jkk_paper_get_size (foreign->paper, page, width, height);
  else
    jkk_foreign_image_get_size (foreign->image, page, width, height);
  *width = *width >= 1 && *width <= LARGEST_PAGE ? as_sent (*width) : 1;
  *height = *height >= 1 && *height <= LARGEST_PAGE ? as_sent (*height) : 1;
}

static void
draw_image (JkkForeign *foreign, guint page, double scale, cairo_surface_t *surface)
{
  cairo_surface_t *pixels = jkk_foreign_image_get_pixels (foreign->image, page);
  cairo_t *cr = cairo_create (surface);

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  if (pixels != NULL)
    {
      double factor = scale * 72 / foreign->image->dpi;

      cairo_scale (cr, factor, factor);
      cairo_set_source_surface (cr, pixels, 0, 0);
      cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_GOOD);
      cairo_paint (cr);
    }
  cairo_destroy (cr);
  cairo_surface_flush (surface);
}

/**
 * jkk_foreign_render:
 * @foreign: a file
 * @page: number of a page, from 0
 * @scale: pixels for %JKK_WIRE_SCALE points
 * @surface: (out) (transfer full): the page on white
 *
 * Returns: %JKK_WIRE_OK with a picture, or why there is none.
 */
JkkWireStatus
jkk_foreign_render (JkkForeign *foreign, guint page, guint scale, cairo_surface_t **surface)
{
  double width, height;
  guint pixel_width, pixel_height;

  *surface = NULL;
  if (page >= count_pages (foreign))
    return JKK_WIRE_NOT_UNDERSTOOD;
  page_size (foreign, page, &width, &height);
  if (scale == 0 || !jkk_wire_pixel_size (width, height, scale, &pixel_width, &pixel_height))
    return JKK_WIRE_TOO_LARGE;
  *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) pixel_width, (int) pixel_height);
  if (cairo_surface_status (*surface) != CAIRO_STATUS_SUCCESS)
    {
      g_clear_pointer (surface, cairo_surface_destroy);
      return JKK_WIRE_TOO_LARGE;
    }
  if (foreign->paper != NULL)
    jkk_paper_render_into (foreign->paper, page, (double) scale / JKK_WIRE_SCALE, *surface);
  else
    draw_image (foreign, page, (double) scale / JKK_WIRE_SCALE, *surface);
  return JKK_WIRE_OK;
}

static void
put_length (GByteArray *out, double length)
{
  jkk_wire_put_number (out, to_wire (length));
}

static void
put_box (GByteArray *out, double x, double y, double width, double height)
{
  put_length (out, x);
  put_length (out, y);
  put_length (out, width);
  put_length (out, height);
}

static void
put_opened (JkkForeign *foreign, GByteArray *out)
{
  guint n_pages = count_pages (foreign);

  jkk_wire_put_text (out, foreign->paper != NULL ? "application/pdf" : foreign->image->media_type);
  jkk_wire_put_number (out, n_pages);
  for (guint i = 0; i < n_pages; i++)
    {
      double width, height;

      page_size (foreign, i, &width, &height);
      put_length (out, width);
      put_length (out, height);
    }
}

static void
put_text (JkkForeign *foreign, guint page, GByteArray *out)
{
  g_autofree char *text = foreign->paper != NULL ? jkk_paper_get_text (foreign->paper, page) : g_strdup ("");

  jkk_wire_put_text (out, text);
}

static void
put_fields (JkkForeign *foreign, GByteArray *out)
{
  g_autoptr (GPtrArray) fields = foreign->paper != NULL ? jkk_paper_list_fields (foreign->paper, NULL) : NULL;
  guint n = fields != NULL ? MIN (fields->len, JKK_WIRE_MAX_FIELDS) : 0;

  jkk_wire_put_number (out, n);
  /* An answer that grows beyond its bounds ends here; the reader sees a broken one and says so. */
  for (guint i = 0; i < n && out->len < JKK_WIRE_MAX_ANSWER; i++)
    {
      const JkkPaperField *field = fields->pdata[i];

      jkk_wire_put_number (out, field->page);
      jkk_wire_put_text (out, field->name);
      jkk_wire_put_text (out, field->text);
      jkk_wire_put_number (out, field->is_box ? 1 : 0);
      put_box (out, field->box.x, field->box.y, field->box.width, field->box.height);
    }
}

/* Codes of a page, and by how much its pixels are finer than points. */
static GPtrArray *
find_codes (JkkForeign *foreign, guint page, double *scale)
{
  static const guint dpis[] = { FIRST_DPI, SECOND_DPI };

  if (foreign->image != NULL)
    {
      cairo_surface_t *pixels = jkk_foreign_image_get_pixels (foreign->image, page);

      *scale = foreign->image->dpi / 72;
      return pixels != NULL ? jkk_code_finder_run (pixels) : NULL;
    }
  for (guint i = 0; i < G_N_ELEMENTS (dpis); i++)
    {
      cairo_surface_t *surface = NULL;

      *scale = dpis[i] / 72.0;
      if (jkk_foreign_render (foreign, page, (guint) (*scale * JKK_WIRE_SCALE), &surface) != JKK_WIRE_OK)
        return NULL;
      GPtrArray *codes = jkk_code_finder_run (surface);
      cairo_surface_destroy (surface);
      if (codes->len > 0)
        return codes;
      g_ptr_array_unref (codes);
    }
  return NULL;
}

static void
put_codes (JkkForeign *foreign, guint page, GByteArray *out)
{
  double scale = 1;
  g_autoptr (GPtrArray) codes = find_codes (foreign, page, &scale);
  guint n = codes != NULL ? MIN (codes->len, JKK_WIRE_MAX_CODES) : 0;

  jkk_wire_put_number (out, n);
  for (guint i = 0; i < n; i++)
    {
      const JkkFoundCode *code = codes->pdata[i];

      jkk_wire_put_text (out, code->text);
      put_box (out, code->x / scale, code->y / scale, code->width / scale, code->height / scale);
    }
}

/**
 * jkk_foreign_answer:
 * @foreign: a file
 * @request: what is asked; not %JKK_WIRE_RENDER, whose answer is a picture
 * @out: where the answer goes
 *
 * Returns: %JKK_WIRE_OK, or why there is no answer.
 */
JkkWireStatus
jkk_foreign_answer (JkkForeign *foreign, const JkkWireRequest *request, GByteArray *out)
{
  if (request->page >= count_pages (foreign))
    return JKK_WIRE_NOT_UNDERSTOOD;
  if (request->verb == JKK_WIRE_OPEN)
    put_opened (foreign, out);
  else if (request->verb == JKK_WIRE_TEXT)
    put_text (foreign, request->page, out);
  else if (request->verb == JKK_WIRE_FIELDS)
    put_fields (foreign, out);
  else if (request->verb == JKK_WIRE_CODES)
    put_codes (foreign, request->page, out);
  else
    return JKK_WIRE_NOT_UNDERSTOOD;
  return out->len <= JKK_WIRE_MAX_ANSWER ? JKK_WIRE_OK : JKK_WIRE_TOO_LARGE;
}
