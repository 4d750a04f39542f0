#include "jkk-paper.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "jkk-form.h"
#include "jkk-poppler.h"

/* No page is rendered larger than this many pixels a side: beyond it cairo has no surfaces. */
#define MAX_PIXELS 16384
/* From this size on, in bytes, memory comes in pages of this size where the system has them. */
#define LARGE_PAGE (2 * 1024 * 1024)
/* The first object of our own papers lies within so many bytes. */
#define HEAD 2048

struct _JkkPaper
{
  GBytes *bytes;
  PopplerDocument *document;
  /* Two threads inside one PopplerDocument crash. */
  GMutex mutex;
};

static void
paper_clear (gpointer data)
{
  JkkPaper *paper = data;

  g_clear_object (&paper->document);
  g_clear_pointer (&paper->bytes, g_bytes_unref);
  g_mutex_clear (&paper->mutex);
}

/* Poppler's words are for programmers; what a person can do differs only for a locked file. */
static void
set_open_error (GError **error, const GError *cause)
{
  if (g_error_matches (cause, POPPLER_ERROR, POPPLER_ERROR_ENCRYPTED))
    g_set_error (error, JKK_ERROR, JKK_ERROR_FORMAT,
                 _ ("The PDF is locked by a password. Ask the sender for an open copy."));
  else
    g_set_error (error, JKK_ERROR, JKK_ERROR_FORMAT,
                 _ ("The file is damaged or no PDF. Ask the sender for a new copy."));
}

/* Our own papers tell archives that their colours are sRGB (data/forms/pdf.py). That is what a screen and cairo mean by
 * colours anyway, but Poppler would work out the way from one to the other anew for each page that it draws. */
static GBytes *
pass_over_colours (GBytes *bytes)
{
  static const char words[] = "/OutputIntents [<< /Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (sRGB)";
  gsize length = 0;
  const char *data = g_bytes_get_data (bytes, &length);
  const char *found = data != NULL ? g_strstr_len (data, (gssize) MIN (length, HEAD), words) : NULL;

  if (found == NULL)
    return g_bytes_ref (bytes);
  char *copy = g_memdup2 (data, length);
  copy[found - data + 1] = '_';
  return g_bytes_new_take (copy, length);
}

/**
 * jkk_paper_new:
 * @bytes: a PDF
 * @error: return location
 *
 * Returns: (transfer full): the paper; %NULL with %JKK_ERROR_FORMAT if it cannot be read or has no page.
 */
JkkPaper *
jkk_paper_new (GBytes *bytes, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (PopplerDocument) document = NULL;

  g_return_val_if_fail (bytes != NULL, NULL);

  g_autoptr (GBytes) shown = pass_over_colours (bytes);
  document = poppler_document_new_from_bytes (shown, NULL, &local);
  if (document == NULL || poppler_document_get_n_pages (document) < 1)
    {
      set_open_error (error, local);
      return NULL;
    }
  JkkPaper *paper = g_atomic_rc_box_new0 (JkkPaper);
  paper->bytes = g_bytes_ref (bytes);
  paper->document = g_steal_pointer (&document);
  g_mutex_init (&paper->mutex);
  return paper;
}

/**
 * jkk_paper_ref:
 * @paper: a paper
 *
 * Returns: (transfer full): the same paper.
 */
JkkPaper *
jkk_paper_ref (JkkPaper *paper)
{
  return g_atomic_rc_box_acquire (paper);
}

/**
 * jkk_paper_unref:
 * @paper: (transfer full): a paper
 */
void
jkk_paper_unref (JkkPaper *paper)
{
  g_atomic_rc_box_release_full (paper, paper_clear);
}

/**
 * jkk_paper_get_bytes:
 * @paper: a paper
 *
 * Returns: (transfer none): the PDF, to save it.
 */
GBytes *
jkk_paper_get_bytes (JkkPaper *paper)
{
  return paper->bytes;
}

/**
 * jkk_paper_get_n_pages:
 * @paper: a paper
 *
 * Returns: how many pages it has; at least one.
 */
guint
jkk_paper_get_n_pages (JkkPaper *paper)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&paper->mutex);

  return (guint) poppler_document_get_n_pages (paper->document);
}

/* Holds the lock. A page that the file promises and cannot give stays empty. */
static PopplerPage *
open_page (JkkPaper *paper, guint page)
{
  g_return_val_if_fail (page < (guint) poppler_document_get_n_pages (paper->document), NULL);

  return poppler_document_get_page (paper->document, (int) page);
}

/**
 * jkk_paper_get_size:
 * @paper: a paper
 * @page: number of a page, from 0
 * @width: (out): its width in points
 * @height: (out): its height in points
 */
void
jkk_paper_get_size (JkkPaper *paper, guint page, double *width, double *height)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&paper->mutex);
  g_autoptr (PopplerPage) found = open_page (paper, page);

  *width = *height = 0;
  if (found != NULL)
    poppler_page_get_size (found, width, height);
}

static void
render_from (JkkPaper *paper, guint page, double scale, int x, int y, cairo_surface_t *surface)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&paper->mutex);
  g_autoptr (PopplerPage) found = open_page (paper, page);
  cairo_t *cr = cairo_create (surface);

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_translate (cr, -x, -y);
  cairo_scale (cr, scale, scale);
  if (found != NULL)
    poppler_page_render (found, cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
}

/**
 * jkk_paper_render_into:
 * @paper: a paper
 * @page: number of a page, from 0
 * @scale: pixels for each point
 * @surface: an image surface
 *
 * Draws the page on white from the surface's upper left corner. May be called from any thread.
 */
void
jkk_paper_render_into (JkkPaper *paper, guint page, double scale, cairo_surface_t *surface)
{
  render_from (paper, page, scale, 0, 0, surface);
}

/* A picture is written once and at once; to be given its memory in thousands of small pages takes as long as drawing
 * a good part of it. */
static cairo_surface_t *
make_surface (int width, int height)
{
  static const cairo_user_data_key_t key;
  int stride = cairo_format_stride_for_width (CAIRO_FORMAT_RGB24, width);
  gsize size = (gsize) stride * (gsize) height, rounded = (size + LARGE_PAGE - 1) / LARGE_PAGE * LARGE_PAGE;
  guchar *data = size >= LARGE_PAGE ? aligned_alloc (LARGE_PAGE, rounded) : NULL;

  if (data == NULL)
    return cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  madvise (data, rounded, MADV_HUGEPAGE);
  cairo_surface_t *surface = cairo_image_surface_create_for_data (data, CAIRO_FORMAT_RGB24, width, height, stride);
  if (cairo_surface_set_user_data (surface, &key, data, free) == CAIRO_STATUS_SUCCESS)
    return surface;
  cairo_surface_destroy (surface);
  free (data);
  return cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
}

/**
 * jkk_paper_render_part:
 * @paper: a paper
 * @page: number of a page, from 0
 * @scale: pixels for each point
 * @part: which part of the page, in these pixels
 * @error: return location
 *
 * May be called from any thread.
 *
 * Returns: (transfer full): an image of that part, as large as @part; %NULL with %JKK_ERROR_INVALID if it would be too
 * large.
 */
cairo_surface_t *
jkk_paper_render_part (JkkPaper *paper, guint page, double scale, const cairo_rectangle_int_t *part, GError **error)
{
  g_return_val_if_fail (paper != NULL && scale > 0 && part->width > 0 && part->height > 0, NULL);

  if (part->width > MAX_PIXELS || part->height > MAX_PIXELS)
    {
      g_set_error (error, JKK_ERROR, JKK_ERROR_INVALID,
                   _ ("The page is too large to be shown. Choose a smaller zoom."));
      return NULL;
    }
  cairo_surface_t *surface = make_surface (part->width, part->height);
  render_from (paper, page, scale, part->x, part->y, surface);
  return surface;
}

/**
 * jkk_paper_render:
 * @paper: a paper
 * @page: number of a page, from 0
 * @scale: pixels for each point
 * @error: return location
 *
 * May be called from any thread.
 *
 * Returns: (transfer full): an image of the page; %NULL with %JKK_ERROR_INVALID if it would be too large.
 */
cairo_surface_t *
jkk_paper_render (JkkPaper *paper, guint page, double scale, GError **error)
{
  double width = 0, height = 0;

  g_return_val_if_fail (paper != NULL && scale > 0, NULL);

  jkk_paper_get_size (paper, page, &width, &height);
  /* Beyond what an int can hold there is no picture anyway. */
  cairo_rectangle_int_t whole = { 0, 0, (int) CLAMP (ceil (width * scale), 1, MAX_PIXELS + 1),
                                  (int) CLAMP (ceil (height * scale), 1, MAX_PIXELS + 1) };
  return jkk_paper_render_part (paper, page, scale, &whole, error);
}

/**
 * jkk_paper_draw:
 * @paper: a paper
 * @page: number of a page, from 0
 * @cr: where to draw, a point being a unit
 *
 * Draws the page as a printer needs it: lines and letters, not pixels.
 */
void
jkk_paper_draw (JkkPaper *paper, guint page, cairo_t *cr)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&paper->mutex);
  g_autoptr (PopplerPage) found = open_page (paper, page);

  if (found != NULL)
    poppler_page_render_for_printing (found, cr);
}

static JkkPaperBox
box_of (const PopplerRectangle *area, double page_height)
{
  return (JkkPaperBox){ area->x1, page_height - area->y2, area->x2 - area->x1, area->y2 - area->y1 };
}

static char *
text_of (PopplerFormField *field)
{
  char *text = NULL;

  switch (poppler_form_field_get_field_type (field))
    {
    case POPPLER_FORM_FIELD_TEXT:
      text = poppler_form_field_text_get_text (field);
      break;
    case POPPLER_FORM_FIELD_BUTTON:
      text = g_strdup (poppler_form_field_button_get_state (field) ? "1" : "0");
      break;
    case POPPLER_FORM_FIELD_CHOICE:
      text = poppler_form_field_choice_get_text (field);
      break;
    case POPPLER_FORM_FIELD_SIGNATURE:
    case POPPLER_FORM_FIELD_UNKNOWN:
      break;
    }
  return text != NULL ? text : g_strdup ("");
}

static void
list_page_fields (JkkPaper *paper, guint page, const JkkForm *form, GPtrArray *fields)
{
  g_autoptr (PopplerPage) found = open_page (paper, page);
  double height = 0;

  if (found == NULL)
    return;
  poppler_page_get_size (found, NULL, &height);
  g_autoptr (JkkPopplerFieldMappings) mappings = poppler_page_get_form_field_mapping (found);
  for (GList *item = mappings; item != NULL; item = item->next)
    {
      PopplerFormFieldMapping *mapping = item->data;
      JkkPaperField *field = g_new0 (JkkPaperField, 1);

      field->page = page;
      field->name = poppler_form_field_get_name (mapping->field);
      field->text = text_of (mapping->field);
      field->is_box = poppler_form_field_get_field_type (mapping->field) == POPPLER_FORM_FIELD_BUTTON;
      field->box = box_of (&mapping->area, height);
      const JkkFormField *known = form != NULL && field->name != NULL ? jkk_form_find_field (form, field->name) : NULL;
      field->path = known != NULL ? g_strdup (known->path) : NULL;
      g_ptr_array_add (fields, field);
    }
}

/**
 * jkk_paper_get_text:
 * @paper: a paper
 * @page: number of a page, from 0
 *
 * Returns: (transfer full): its text, and after it a line for each field that is filled.
 */
char *
jkk_paper_get_text (JkkPaper *paper, guint page)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&paper->mutex);
  g_autoptr (PopplerPage) found = open_page (paper, page);
  g_autoptr (GPtrArray) fields = g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_paper_field_free);
  g_autofree char *printed = found != NULL ? poppler_page_get_text (found) : NULL;
  GString *text = g_string_new (printed);

  /* Poppler's text of a page leaves out its fields. */
  list_page_fields (paper, page, NULL, fields);
  for (guint i = 0; i < fields->len; i++)
    {
      const JkkPaperField *field = fields->pdata[i];

      if (*field->text != '\0' && !field->is_box)
        g_string_append_printf (text, "\n%s", field->text);
    }
  return g_string_free (text, FALSE);
}

static void
find_in_fields (JkkPaper *paper, guint page, const char *text, GArray *boxes)
{
  g_autoptr (GPtrArray) fields = g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_paper_field_free);
  g_autofree char *wanted = g_utf8_casefold (text, -1);

  list_page_fields (paper, page, NULL, fields);
  for (guint i = 0; i < fields->len; i++)
    {
      const JkkPaperField *field = fields->pdata[i];
      g_autofree char *folded = g_utf8_casefold (field->text, -1);

      if (!field->is_box && strstr (folded, wanted) != NULL)
        g_array_append_val (boxes, field->box);
    }
}

/**
 * jkk_paper_find:
 * @paper: a paper
 * @page: number of a page, from 0
 * @text: what to look for
 *
 * Returns: (transfer full) (element-type JkkPaperBox): where the page says it, upper and lower case alike; of a
 * fillable field, the whole field.
 */
GArray *
jkk_paper_find (JkkPaper *paper, guint page, const char *text)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&paper->mutex);
  g_autoptr (PopplerPage) found = open_page (paper, page);
  GArray *boxes = g_array_new (FALSE, FALSE, sizeof (JkkPaperBox));
  double height = 0;

  if (found == NULL || *text == '\0')
    return boxes;
  poppler_page_get_size (found, NULL, &height);
  GList *areas = poppler_page_find_text (found, text);
  for (GList *item = areas; item != NULL; item = item->next)
    {
      JkkPaperBox box = box_of (item->data, height);

      g_array_append_val (boxes, box);
    }
  g_list_free_full (areas, (GDestroyNotify) poppler_rectangle_free);
  find_in_fields (paper, page, text, boxes);
  return boxes;
}

/**
 * jkk_paper_list_fields:
 * @paper: a paper
 * @form: (nullable): short name of the form that it is; without it the fields have no path
 *
 * Returns: (transfer full) (element-type JkkPaperField): its fillable fields; none in a print copy.
 */
GPtrArray *
jkk_paper_list_fields (JkkPaper *paper, const char *form)
{
  const JkkForm *found = form != NULL ? jkk_form_get (form, NULL) : NULL;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&paper->mutex);
  GPtrArray *fields = g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_paper_field_free);

  for (guint page = 0; page < (guint) poppler_document_get_n_pages (paper->document); page++)
    list_page_fields (paper, page, found, fields);
  return fields;
}

/**
 * jkk_paper_field_free:
 * @field: (transfer full): a field
 */
void
jkk_paper_field_free (JkkPaperField *field)
{
  g_free (field->name);
  g_free (field->path);
  g_free (field->text);
  g_free (field);
}
