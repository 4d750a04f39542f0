/* Lines with letters that the faces inside the forms lack, as those of names in Arabic, Javanese or Chinese: set by
 * Pango in the typefaces of this computer, which joins and turns them as their script wants, and drawn as outlines. */
#include "jkk-outline.h"

#include <pango/pangocairo.h>
#include <string.h>

#include "jkk-pdf-file.h"

#define FAMILY "Liberation Sans, Arimo, Arial, Sans"
/* Outlines are taken at this size, in points, so that their corners are whole numbers. */
#define UNITS 1000
/* So many lines are remembered with their widths: a form tries a long text in one size after the other. */
#define MOST_REMEMBERED 2048
/* Decimals of the scale from these units to a text of few points. */
#define SCALE_FORMAT "%.6f"

static GMutex mutex; /* of all that follows */
static cairo_t *board;
static GHashTable *widths; /* face and line, to width */
static GHashTable *shown;  /* character, to whether there is a typeface for it */

/* ---- Setting a line, with the lock held -------------------------------------------------------------------------- */

static cairo_t *
get_board (void)
{
  if (board == NULL)
    {
      /* Of letters far outside a surface cairo gives no outlines; this one has no end. */
      cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_ALPHA, NULL);

      board = cairo_create (surface);
      cairo_surface_destroy (surface);
      widths = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      shown = g_hash_table_new (NULL, NULL);
    }
  return board;
}

/* A font map of our own: the default one is another in each thread. */
static PangoContext *
get_context (void)
{
  static PangoContext *context;

  if (context != NULL)
    return context;
  PangoFontMap *map = pango_cairo_font_map_new ();
  cairo_font_options_t *options = cairo_font_options_create ();
  context = pango_font_map_create_context (map);
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options (context, options);
  pango_cairo_context_set_resolution (context, 72);
  pango_context_set_round_glyph_positions (context, FALSE);
  cairo_font_options_destroy (options);
  g_object_unref (map);
  return context;
}

static PangoLayout *
set_line (JkkTypeface face, const char *line)
{
  PangoLayout *layout = pango_layout_new (get_context ());
  PangoFontDescription *font = pango_font_description_from_string (FAMILY);

  pango_font_description_set_weight (font, face == JKK_TYPEFACE_BOLD ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_font_description_set_absolute_size (font, UNITS * PANGO_SCALE);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_text (layout, line, -1);
  pango_font_description_free (font);
  return layout;
}

/* The path of the line from the left end of its base line, in a thousandth of its size. */
static void
trace (PangoLayout *layout)
{
  cairo_new_path (get_board ());
  cairo_move_to (board, 0, 0);
  pango_cairo_layout_line_path (board, pango_layout_get_line_readonly (layout, 0));
}

static double
width_of (PangoLayout *layout)
{
  PangoRectangle logical;

  pango_layout_line_get_extents (pango_layout_get_line_readonly (layout, 0), NULL, &logical);
  return (double) logical.width / PANGO_SCALE;
}

static double
unit_width (JkkTypeface face, const char *line)
{
  g_autofree char *key = g_strdup_printf ("%u%s", face, line);
  gpointer known = NULL;

  get_board ();
  if (g_hash_table_lookup_extended (widths, key, NULL, &known))
    return GPOINTER_TO_INT (known);
  g_autoptr (PangoLayout) layout = set_line (face, line);
  int width = (int) (width_of (layout) + 0.5);
  if (g_hash_table_size (widths) >= MOST_REMEMBERED)
    g_hash_table_remove_all (widths);
  g_hash_table_insert (widths, g_steal_pointer (&key), GINT_TO_POINTER (width));
  return width;
}

/* ---- For the faces ----------------------------------------------------------------------------------------------- */

static gboolean
has_outline (gunichar c)
{
  char letter[8] = { 0 };
  double left = 0, top = 0, right = 0, bottom = 0;

  g_unichar_to_utf8 (c, letter);
  g_autoptr (PangoLayout) layout = set_line (JKK_TYPEFACE_REGULAR, letter);
  if (pango_layout_get_unknown_glyphs_count (layout) > 0)
    return FALSE;
  if (g_unichar_isspace (c) || g_unichar_type (c) == G_UNICODE_FORMAT)
    return TRUE;
  /* What is a coloured picture has no outline. */
  trace (layout);
  cairo_path_extents (board, &left, &top, &right, &bottom);
  cairo_new_path (board);
  return right > left || bottom > top;
}

/**
 * jkk_outline_can_show:
 * @c: a character
 *
 * May be called from any thread, as all that follows.
 *
 * Returns: whether some typeface of this computer has an outline for it.
 */
gboolean
jkk_outline_can_show (gunichar c)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);
  gpointer known = NULL;

  get_board ();
  if (!g_hash_table_lookup_extended (shown, GUINT_TO_POINTER (c), NULL, &known))
    {
      known = GINT_TO_POINTER (has_outline (c));
      g_hash_table_insert (shown, GUINT_TO_POINTER (c), known);
    }
  return GPOINTER_TO_INT (known);
}

/**
 * jkk_outline_measure:
 * @face: a face
 * @line: one line
 * @size: font size in points
 *
 * Returns: its width in points.
 */
double
jkk_outline_measure (JkkTypeface face, const char *line, double size)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);

  return unit_width (face, line) * size / UNITS;
}

static int
compare_letters (gconstpointer a, gconstpointer b)
{
  const JkkOutlineLetter *left = a, *right = b;

  return left->x < right->x ? -1 : left->x > right->x;
}

/**
 * jkk_outline_letters:
 * @face: a face
 * @line: one line
 * @size: font size in points
 *
 * Returns: (transfer full) (element-type JkkOutlineLetter): its letters from left to right, as they are seen, which is
 * not the order in which they are read in every script.
 */
GArray *
jkk_outline_letters (JkkTypeface face, const char *line, double size)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);
  g_autoptr (PangoLayout) layout = set_line (face, line);
  GArray *letters = g_array_new (FALSE, FALSE, sizeof (JkkOutlineLetter));
  int n = 0;
  const PangoLogAttr *places = pango_layout_get_log_attrs_readonly (layout, &n);
  const char *at = line;

  for (int i = 0; i + 1 < n; i++, at = g_utf8_next_char (at))
    {
      gsize length = (gsize) (g_utf8_next_char (at) - at);
      PangoRectangle box;

      if (!places[i].is_cursor_position && letters->len > 0)
        {
          g_array_index (letters, JkkOutlineLetter, letters->len - 1).length += length;
          continue;
        }
      pango_layout_index_to_pos (layout, (int) (at - line), &box);
      JkkOutlineLetter letter = { (gsize) (at - line), length,
                                  MIN (box.x, box.x + box.width) * size / UNITS / PANGO_SCALE,
                                  ABS (box.width) * size / UNITS / PANGO_SCALE };
      g_array_append_val (letters, letter);
    }
  g_array_sort (letters, compare_letters);
  return letters;
}

static void
append_points (GString *ops, const cairo_path_data_t *points, int n, const char *operator)
{
  for (int i = 0; i < n; i++)
    {
      jkk_pdf_append_number (ops, points[i].point.x);
      jkk_pdf_append_number (ops, -points[i].point.y);
    }
  g_string_append (ops, operator);
}

static void
append_path (GString *ops, const cairo_path_t *path)
{
  for (int i = 0; i < path->num_data; i += path->data[i].header.length)
    {
      const cairo_path_data_t *points = &path->data[i + 1];

      switch (path->data[i].header.type)
        {
        case CAIRO_PATH_MOVE_TO:
          /* The last one, where another line could go on, draws nothing. */
          if (i + path->data[i].header.length < path->num_data)
            append_points (ops, points, 1, "m\n");
          break;
        case CAIRO_PATH_LINE_TO:
          append_points (ops, points, 1, "l\n");
          break;
        case CAIRO_PATH_CURVE_TO:
          append_points (ops, points, 3, "c\n");
          break;
        case CAIRO_PATH_CLOSE_PATH:
          g_string_append (ops, "h\n");
          break;
        }
    }
}

/**
 * jkk_outline_append:
 * @ops: drawing operators of a page
 * @face: a face
 * @line: one line
 * @size: font size in points
 * @x: where it begins, in points from the left
 * @y: its base line, in points from below
 *
 * Appends the operators that fill the outlines of the line.
 */
void
jkk_outline_append (GString *ops, JkkTypeface face, const char *line, double size, double x, double y)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);
  g_autoptr (PangoLayout) layout = set_line (face, line);
  char scale[G_ASCII_DTOSTR_BUF_SIZE];

  trace (layout);
  cairo_path_t *path = cairo_copy_path (board);
  cairo_new_path (board);
  g_ascii_formatd (scale, sizeof scale, SCALE_FORMAT, size / UNITS);
  g_string_append_printf (ops, "q %s 0 0 %s ", scale, scale);
  jkk_pdf_append_number (ops, x);
  jkk_pdf_append_number (ops, y);
  g_string_append (ops, "cm\n");
  append_path (ops, path);
  g_string_append (ops, "f Q\n");
  cairo_path_destroy (path);
}
