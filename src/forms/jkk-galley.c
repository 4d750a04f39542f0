#include "jkk-galley.h"

#include <cairo-pdf.h>
#include <glib/gi18n-lib.h>
#include <pango/pangocairo.h>

#include "jkk-bahasa.h"
#include "jkk-error.h"
#include "jkk-form-mark.h"

#define PAGE_WIDTH 595.28
#define PAGE_HEIGHT 841.89
#define LEFT 62.0
#define TOP 54.0
#define BOTTOM (PAGE_HEIGHT - 64.0)
#define FOOT (PAGE_HEIGHT - 44.0)
#define MARK_BOTTOM 12.0
#define MAX_CELLS 4
#define FAMILY "Liberation Sans, Arimo, Arial, Sans"

typedef struct
{
  double size;
  PangoWeight weight;
  double leading;
  double red, green, blue;
} Look;

static const Look looks[] = {
  [JKK_STYLE_TEXT] = { 9.4, PANGO_WEIGHT_NORMAL, 1.3, 0.1, 0.1, 0.12 },
  [JKK_STYLE_STRONG] = { 9.6, PANGO_WEIGHT_BOLD, 1.3, 0.1, 0.1, 0.12 },
  [JKK_STYLE_LABEL] = { 8.2, PANGO_WEIGHT_NORMAL, 1.3, 0.36, 0.38, 0.42 },
  [JKK_STYLE_SMALL] = { 7.6, PANGO_WEIGHT_NORMAL, 1.3, 0.36, 0.38, 0.42 },
  [JKK_STYLE_HEADING] = { 11.0, PANGO_WEIGHT_BOLD, 1.3, 0.17, 0.25, 0.36 },
  [JKK_STYLE_TITLE] = { 15.0, PANGO_WEIGHT_BOLD, 1.25, 0.17, 0.25, 0.36 },
  [JKK_STYLE_TOTAL] = { 11.5, PANGO_WEIGHT_BOLD, 1.3, 0.1, 0.1, 0.12 },
};

typedef struct
{
  PangoLayout *layout;
  const Look *look;
  double x;
} Column;

typedef struct
{
  PangoLayoutLine *line;
  const Look *look;
  double x;
} Cell;

/* A line of the page: cells on one base line, white space, or a rule. */
typedef struct
{
  Cell cells[MAX_CELLS];
  guint n_cells;
  double height;
  double rule;
  gboolean keep; /* with the next one */
} Row;

struct _JkkGalley
{
  cairo_surface_t *measure;
  cairo_t *cr;
  GPtrArray *layouts; /* the lines in rows belong to them */
  GArray *columns;    /* Column: the block that is being made */
  GArray *rows;       /* Row */
  char *number;       /* what each page is marked with, or NULL */
  char *form;
  char *content_hash;
};

/**
 * jkk_galley_new:
 *
 * Returns: (transfer full): an empty galley.
 */
JkkGalley *
jkk_galley_new (void)
{
  JkkGalley *galley = g_new0 (JkkGalley, 1);

  /* Measures as the printed surface will: in points, without hinting. */
  galley->measure = cairo_pdf_surface_create (NULL, PAGE_WIDTH, PAGE_HEIGHT);
  galley->cr = cairo_create (galley->measure);
  galley->layouts = g_ptr_array_new_with_free_func (g_object_unref);
  galley->columns = g_array_new (FALSE, FALSE, sizeof (Column));
  galley->rows = g_array_new (FALSE, FALSE, sizeof (Row));
  return galley;
}

/**
 * jkk_galley_free:
 * @galley: (transfer full): a galley
 */
void
jkk_galley_free (JkkGalley *galley)
{
  g_free (galley->number);
  g_free (galley->form);
  g_free (galley->content_hash);
  g_array_unref (galley->rows);
  g_array_unref (galley->columns);
  g_ptr_array_unref (galley->layouts);
  cairo_destroy (galley->cr);
  cairo_surface_destroy (galley->measure);
  g_free (galley);
}

static PangoLayout *
make_layout (cairo_t *cr, const Look *look, const char *text)
{
  PangoLayout *layout = pango_cairo_create_layout (cr);
  PangoFontDescription *font = pango_font_description_from_string (FAMILY);
  PangoAttrList *attributes = pango_attr_list_new ();
  cairo_font_options_t *options = cairo_font_options_create ();
  g_autofree char *valid = g_utf8_make_valid (text, -1);

  /* An inch of the context has 72 points, and a letter stands where its width puts it, not at the next pixel. */
  pango_cairo_context_set_resolution (pango_layout_get_context (layout), 72);
  pango_context_set_round_glyph_positions (pango_layout_get_context (layout), FALSE);
  pango_font_description_set_weight (font, look->weight);
  pango_font_description_set_absolute_size (font, look->size * PANGO_SCALE);
  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum=1"));
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options (pango_layout_get_context (layout), options);
  cairo_font_options_destroy (options);
  pango_layout_context_changed (layout);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_attributes (layout, attributes);
  pango_layout_set_text (layout, valid, -1);
  pango_attr_list_unref (attributes);
  pango_font_description_free (font);
  return layout;
}

static void
add_column (JkkGalley *galley, JkkStyle style, double x, double width, PangoAlignment align, const char *text)
{
  PangoLayout *layout = make_layout (galley->cr, &looks[style], text);
  Column column = { layout, &looks[style], x };

  g_assert (galley->columns->len < MAX_CELLS);
  pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_alignment (layout, align);
  g_ptr_array_add (galley->layouts, layout);
  g_array_append_val (galley->columns, column);
}

/**
 * jkk_galley_add:
 * @galley: a galley
 * @style: how it looks
 * @x: where its column begins, from the left edge of the text
 * @width: of its column
 * @text: any text; broken into lines by words
 *
 * Adds a column to the block that is being made.
 */
void
jkk_galley_add (JkkGalley *galley, JkkStyle style, double x, double width, const char *text)
{
  add_column (galley, style, x, width, PANGO_ALIGN_LEFT, text);
}

/**
 * jkk_galley_add_right:
 * @galley: a galley
 * @style: how it looks
 * @x: where its column begins, from the left edge of the text
 * @width: of its column
 * @text: any text
 *
 * Adds a column whose lines end at its right edge, as amounts do.
 */
void
jkk_galley_add_right (JkkGalley *galley, JkkStyle style, double x, double width, const char *text)
{
  add_column (galley, style, x, width, PANGO_ALIGN_RIGHT, text);
}

/**
 * jkk_galley_add_centred:
 * @galley: a galley
 * @style: how it looks
 * @text: any text
 *
 * Adds a column over the whole width whose lines stand in the middle.
 */
void
jkk_galley_add_centred (JkkGalley *galley, JkkStyle style, const char *text)
{
  add_column (galley, style, 0, JKK_GALLEY_WIDTH, PANGO_ALIGN_CENTER, text);
}

/* Pango aligns lines inside the layout; here each line is placed alone. */
static double
line_offset (PangoLayout *layout, PangoLayoutLine *line)
{
  PangoRectangle extents;
  double rest;

  pango_layout_line_get_extents (line, NULL, &extents);
  rest = (double) (pango_layout_get_width (layout) - extents.width) / PANGO_SCALE;
  switch (pango_layout_get_alignment (layout))
    {
    case PANGO_ALIGN_LEFT:
      return 0;
    case PANGO_ALIGN_CENTER:
      return rest / 2;
    case PANGO_ALIGN_RIGHT:
      return rest;
    }
  g_assert_not_reached ();
}

static Row
make_row (JkkGalley *galley, int line)
{
  Row row = { .keep = FALSE };

  for (guint i = 0; i < galley->columns->len; i++)
    {
      const Column *column = &g_array_index (galley->columns, Column, i);

      if (line >= pango_layout_get_line_count (column->layout))
        continue;
      PangoLayoutLine *found = pango_layout_get_line_readonly (column->layout, line);
      row.cells[row.n_cells++] = (Cell){ found, column->look, column->x + line_offset (column->layout, found) };
      row.height = MAX (row.height, column->look->size * column->look->leading);
    }
  return row;
}

/**
 * jkk_galley_end_block:
 * @galley: a galley
 * @keep: whether the block must stand on one page with the beginning of the next one
 *
 * Ends the block that was made of columns.
 */
void
jkk_galley_end_block (JkkGalley *galley, gboolean keep)
{
  int lines = 0;

  for (guint i = 0; i < galley->columns->len; i++)
    lines = MAX (lines, pango_layout_get_line_count (g_array_index (galley->columns, Column, i).layout));
  for (int line = 0; line < lines; line++)
    {
      Row row = make_row (galley, line);

      /* Neither the first nor the last line of a block stands alone. */
      row.keep = keep || (line + 1 < lines && (line == 0 || line + 2 == lines));
      g_array_append_val (galley->rows, row);
    }
  g_array_set_size (galley->columns, 0);
}

/**
 * jkk_galley_release:
 * @galley: a galley
 *
 * Lets a page end behind the last block, even if it was to keep with the next one.
 */
void
jkk_galley_release (JkkGalley *galley)
{
  if (galley->rows->len > 0)
    g_array_index (galley->rows, Row, galley->rows->len - 1).keep = FALSE;
}

/**
 * jkk_galley_space:
 * @galley: a galley
 * @height: in points
 *
 * Adds white space, which vanishes at the head of a page. It keeps with what follows when what stands above it does.
 */
void
jkk_galley_space (JkkGalley *galley, double height)
{
  guint n = galley->rows->len;
  Row row = { .height = height, .keep = n > 0 && g_array_index (galley->rows, Row, n - 1).keep };

  g_array_append_val (galley->rows, row);
}

/**
 * jkk_galley_rule:
 * @galley: a galley
 * @weight: thickness in points
 *
 * Adds a rule over the whole width, which keeps with what follows.
 */
void
jkk_galley_rule (JkkGalley *galley, double weight)
{
  Row row = { .height = 5, .rule = weight, .keep = TRUE };

  g_array_append_val (galley->rows, row);
}

/**
 * jkk_galley_set_mark:
 * @galley: a galley
 * @number: the case number
 * @form: short name of the letter
 * @content_hash: fingerprint of what it says
 *
 * Gives each page a mark, see #JkkFormMark.
 */
void
jkk_galley_set_mark (JkkGalley *galley, const char *number, const char *form, const char *content_hash)
{
  jkk_set_str (&galley->number, number);
  jkk_set_str (&galley->form, form);
  jkk_set_str (&galley->content_hash, content_hash);
}

static gboolean
is_space (const Row *row)
{
  return row->n_cells == 0 && row->rule <= 0;
}

/* Height of the rows from here that must stand on one page, up to a whole page. */
static double
kept_height (JkkGalley *galley, guint from)
{
  double height = 0;

  for (guint i = from; i < galley->rows->len; i++)
    {
      const Row *row = &g_array_index (galley->rows, Row, i);

      height += row->height;
      if (!row->keep || height > BOTTOM - TOP)
        break;
    }
  return MIN (height, BOTTOM - TOP);
}

/* The number of the first row of each page, and the end. */
static GArray *
cut_pages (JkkGalley *galley)
{
  GArray *starts = g_array_new (FALSE, FALSE, sizeof (guint));
  double y = BOTTOM;

  for (guint i = 0; i < galley->rows->len; i++)
    {
      const Row *row = &g_array_index (galley->rows, Row, i);
      gboolean run_goes_on = i > 0 && g_array_index (galley->rows, Row, i - 1).keep;

      if (y + (run_goes_on ? row->height : kept_height (galley, i)) > BOTTOM)
        {
          if (is_space (row) && starts->len > 0)
            continue;
          g_array_append_val (starts, i);
          y = TOP;
        }
      y += row->height;
    }
  g_array_append_val (starts, galley->rows->len);
  return starts;
}

static void
draw_row (cairo_t *cr, const Row *row, double y)
{
  if (row->rule > 0)
    {
      cairo_set_source_rgb (cr, 0.35, 0.4, 0.48);
      cairo_set_line_width (cr, row->rule);
      cairo_move_to (cr, LEFT, y + row->height / 2);
      cairo_line_to (cr, LEFT + JKK_GALLEY_WIDTH, y + row->height / 2);
      cairo_stroke (cr);
    }
  for (guint i = 0; i < row->n_cells; i++)
    {
      const Cell *cell = &row->cells[i];

      cairo_set_source_rgb (cr, cell->look->red, cell->look->green, cell->look->blue);
      cairo_move_to (cr, LEFT + cell->x, y + row->height * 0.76);
      pango_cairo_show_layout_line (cr, cell->line);
    }
}

/* The square at the right end of the foot, and under the number of the page what it says. */
static void
draw_mark (JkkGalley *galley, cairo_t *cr, guint page, guint n_pages)
{
  const Look look = { .size = 5.4, .weight = PANGO_WEIGHT_NORMAL };
  g_autoptr (JkkFormMark) mark = jkk_form_mark_new (galley->number, galley->form, page, n_pages, galley->content_hash);
  g_autofree char *line = jkk_form_mark_to_line (mark);
  g_autoptr (PangoLayout) layout = make_layout (cr, &look, line);
  PangoRectangle extents;

  pango_layout_get_extents (layout, NULL, &extents);
  cairo_move_to (cr, LEFT + JKK_GALLEY_WIDTH - JKK_FORM_MARK_ROOM - (double) extents.width / PANGO_SCALE, FOOT + 17);
  pango_cairo_show_layout (cr, layout);
  jkk_form_mark_draw (mark, cr, LEFT + JKK_GALLEY_WIDTH, PAGE_HEIGHT - MARK_BOTTOM);
}

static void
draw_foot (JkkGalley *galley, cairo_t *cr, const char *foot, guint page, guint n_pages)
{
  double edge = LEFT + JKK_GALLEY_WIDTH - (galley->number != NULL ? JKK_FORM_MARK_ROOM : 0);
  const Look *look = &looks[JKK_STYLE_SMALL];
  g_autofree char *count = g_strdup_printf (jkk_bahasa (N_ ("Page %u of %u")), page, n_pages);
  g_autoptr (PangoLayout) left = make_layout (cr, look, foot), right = make_layout (cr, look, count);
  PangoRectangle extents;

  cairo_set_source_rgb (cr, 0.6, 0.62, 0.66);
  cairo_set_line_width (cr, 0.5);
  cairo_move_to (cr, LEFT, FOOT);
  cairo_line_to (cr, edge, FOOT);
  cairo_stroke (cr);
  cairo_set_source_rgb (cr, look->red, look->green, look->blue);
  pango_layout_get_extents (right, NULL, &extents);
  cairo_move_to (cr, edge - (double) extents.width / PANGO_SCALE, FOOT + 5);
  pango_cairo_show_layout (cr, right);
  pango_layout_set_width (left, (int) ((edge - LEFT - 90) * PANGO_SCALE));
  pango_layout_set_ellipsize (left, PANGO_ELLIPSIZE_END);
  cairo_move_to (cr, LEFT, FOOT + 5);
  pango_cairo_show_layout (cr, left);
  if (galley->number != NULL)
    draw_mark (galley, cr, page, n_pages);
}

static void
draw_pages (JkkGalley *galley, cairo_t *cr, const char *foot)
{
  g_autoptr (GArray) starts = cut_pages (galley);

  for (guint page = 0; page + 1 < starts->len; page++)
    {
      double y = TOP;

      for (guint i = g_array_index (starts, guint, page); i < g_array_index (starts, guint, page + 1); i++)
        {
          const Row *row = &g_array_index (galley->rows, Row, i);

          draw_row (cr, row, y);
          y += row->height;
        }
      draw_foot (galley, cr, foot, page + 1, starts->len - 1);
      cairo_show_page (cr);
    }
}

static cairo_status_t
write_cb (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

/**
 * jkk_galley_print:
 * @galley: a galley whose last block has been ended
 * @title: title of the document
 * @foot: what stands at the foot of each page beside its number
 * @made_at: when the content was made, seconds since 1970 UTC; the same content gives the same bytes
 * @error: return location
 *
 * Returns: (transfer full): a PDF; %NULL with %JKK_ERROR_STORAGE if cairo fails.
 */
GBytes *
jkk_galley_print (JkkGalley *galley, const char *title, const char *foot, gint64 made_at, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (write_cb, bytes, PAGE_WIDTH, PAGE_HEIGHT);
  cairo_t *cr = cairo_create (surface);
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (made_at);
  g_autofree char *date = g_date_time_format_iso8601 (time);

  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, title);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Santun");
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, date);
  draw_pages (galley, cr, foot);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  cairo_status_t status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (status != CAIRO_STATUS_SUCCESS)
    {
      g_set_error (error, JKK_ERROR, JKK_ERROR_STORAGE, _ ("The letter cannot be made: %s"),
                   cairo_status_to_string (status));
      return NULL;
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}
