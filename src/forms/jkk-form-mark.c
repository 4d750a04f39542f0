#include "jkk-form-mark.h"

#include <glib/gi18n-lib.h>
#include <qrencode.h>
#include <string.h>

#include "jkk-pdf-file.h"
#include "jkk-typeface.h"

#define WORD "SANTUN1"
/* What the word of a later edition begins with. */
#define FAMILY "SANTUN"
#define HASH_LENGTH 16
#define MAX_NUMBER 30
#define MAX_FORM 16
#define MAX_PAGES 9999
#define LINE_SIZE 5.4
#define LINE_GAP 6.0

enum
{
  PART_WORD,
  PART_NUMBER,
  PART_FORM,
  PART_PAGE,
  PART_HASH,
  N_PARTS,
};

/**
 * jkk_form_mark_new:
 * @number: the case number
 * @form: short name of the form or letter
 * @page: which page, from 1
 * @n_pages: how many there are
 * @content_hash: fingerprint of what is printed, at least 16 hexadecimal digits
 *
 * Returns: (transfer full): a mark.
 */
JkkFormMark *
jkk_form_mark_new (const char *number, const char *form, guint page, guint n_pages, const char *content_hash)
{
  g_return_val_if_fail (number != NULL && form != NULL && strlen (content_hash) >= HASH_LENGTH, NULL);

  JkkFormMark *mark = g_new0 (JkkFormMark, 1);
  mark->number = g_ascii_strup (number, -1);
  mark->form = g_ascii_strup (form, -1);
  mark->page = page;
  mark->n_pages = n_pages;
  mark->hash = g_ascii_strup (content_hash, HASH_LENGTH);
  return mark;
}

/**
 * jkk_form_mark_free:
 * @mark: (transfer full): a mark
 */
void
jkk_form_mark_free (JkkFormMark *mark)
{
  g_free (mark->number);
  g_free (mark->form);
  g_free (mark->hash);
  g_free (mark);
}

static gboolean
is_made_of (const char *text, const char *signs, gsize least, gsize most)
{
  gsize length = strlen (text);

  return length >= least && length <= most && strspn (text, signs) == length;
}

static gboolean
parse_pages (const char *text, JkkFormMark *mark)
{
  g_auto (GStrv) parts = g_strsplit (text, "/", 3);
  guint64 page, n_pages;

  if (g_strv_length (parts) != 2 || !g_ascii_string_to_unsigned (parts[0], 10, 1, MAX_PAGES, &page, NULL) ||
      !g_ascii_string_to_unsigned (parts[1], 10, page, MAX_PAGES, &n_pages, NULL))
    return FALSE;
  mark->page = (guint) page;
  mark->n_pages = (guint) n_pages;
  return TRUE;
}

/**
 * jkk_form_mark_parse:
 * @text: what a scanner read
 * @error: return location
 *
 * Returns: (transfer full): the mark; %NULL with %JKK_ERROR_FORMAT if the text is none of ours, %JKK_ERROR_TOO_NEW if a
 * later edition of the program printed it.
 */
JkkFormMark *
jkk_form_mark_parse (const char *text, GError **error)
{
  g_return_val_if_fail (text != NULL, NULL);

  g_auto (GStrv) parts = g_strsplit (text, ":", N_PARTS + 1);
  g_autoptr (JkkFormMark) mark = g_new0 (JkkFormMark, 1);

  if (parts[PART_WORD] != NULL && g_str_has_prefix (parts[PART_WORD], FAMILY) &&
      is_made_of (parts[PART_WORD] + strlen (FAMILY), G_CSET_DIGITS, 1, 4) && !g_str_equal (parts[PART_WORD], WORD))
    {
      g_set_error_literal (error, JKK_ERROR, JKK_ERROR_TOO_NEW,
                           _ ("This paper was printed by a newer Santun. Bring this one up to date to read its mark."));
      return NULL;
    }
  if (g_strv_length (parts) != N_PARTS || !g_str_equal (parts[PART_WORD], WORD) ||
      !is_made_of (parts[PART_NUMBER], G_CSET_A_2_Z G_CSET_DIGITS "-/.", 1, MAX_NUMBER) ||
      !is_made_of (parts[PART_FORM], G_CSET_A_2_Z G_CSET_DIGITS "-", 1, MAX_FORM) ||
      !parse_pages (parts[PART_PAGE], mark) ||
      !is_made_of (parts[PART_HASH], G_CSET_DIGITS "ABCDEF", HASH_LENGTH, HASH_LENGTH))
    {
      g_set_error_literal (error, JKK_ERROR, JKK_ERROR_FORMAT,
                           _ ("This code is not the mark of a paper of Santun. Choose the case of the paper by hand."));
      return NULL;
    }
  mark->number = g_strdup (parts[PART_NUMBER]);
  mark->form = g_strdup (parts[PART_FORM]);
  mark->hash = g_strdup (parts[PART_HASH]);
  return g_steal_pointer (&mark);
}

/**
 * jkk_form_mark_to_text:
 * @mark: a mark
 *
 * Returns: (transfer full): what the square says: "SANTUN1:CASE:FORM:PAGE/PAGES:HASH". It has only the capitals, digits
 * and signs that a small square can hold many of.
 */
char *
jkk_form_mark_to_text (const JkkFormMark *mark)
{
  return g_strdup_printf (WORD ":%s:%s:%u/%u:%s", mark->number, mark->form, mark->page, mark->n_pages, mark->hash);
}

/**
 * jkk_form_mark_to_line:
 * @mark: a mark
 *
 * Returns: (transfer full): the same for people.
 */
char *
jkk_form_mark_to_line (const JkkFormMark *mark)
{
  return g_strdup_printf ("%s · %s · %u/%u · %.4s %.4s %.4s %.4s", mark->number, mark->form, mark->page, mark->n_pages,
                          mark->hash, mark->hash + 4, mark->hash + 8, mark->hash + 12);
}

static QRcode *
encode (const JkkFormMark *mark)
{
  g_autofree char *text = jkk_form_mark_to_text (mark);
  QRcode *code = QRcode_encodeString (text, 0, QR_ECLEVEL_M, QR_MODE_8, 0);

  /* The text is short and plain: only a lack of memory is left as a reason. */
  if (code == NULL)
    g_error ("libqrencode cannot encode “%s”", text);
  return code;
}

typedef void (*RunFunc) (gpointer target, double x, double y, double width, double height);

/* Calls @func for each dark run of each row, from below as in PDF. */
static void
for_each_run (const JkkFormMark *mark, RunFunc func, gpointer target)
{
  QRcode *code = encode (mark);
  double module = JKK_FORM_MARK_SIDE / code->width;

  for (int row = 0; row < code->width; row++)
    for (int from = 0, to; from < code->width; from = to + 1)
      {
        for (to = from; to < code->width && (code->data[row * code->width + to] & 1) != 0; to++)
          ;
        if (to > from)
          func (target, from * module, (code->width - 1 - row) * module, (to - from) * module, module);
      }
  QRcode_free (code);
}

static void
append_run (gpointer target, double x, double y, double width, double height)
{
  jkk_pdf_append_number (target, x);
  jkk_pdf_append_number (target, y);
  jkk_pdf_append_number (target, width);
  jkk_pdf_append_number (target, height);
  g_string_append (target, "re\n");
}

/**
 * jkk_form_mark_append:
 * @mark: a mark
 * @ops: drawing operators of a page with our typefaces
 * @right: right edge of the square, in points
 * @bottom: its lower edge, in points from below
 *
 * Draws the square, and to its left what it says.
 */
void
jkk_form_mark_append (const JkkFormMark *mark, GString *ops, double right, double bottom)
{
  g_autofree char *line = jkk_form_mark_to_line (mark);
  double left = right - JKK_FORM_MARK_SIDE;
  double width = jkk_typeface_measure (JKK_TYPEFACE_REGULAR, line, LINE_SIZE);

  g_string_append (ops, "q 0 0 0 rg 1 0 0 1 ");
  jkk_pdf_append_number (ops, left);
  jkk_pdf_append_number (ops, bottom);
  g_string_append (ops, "cm\n");
  for_each_run (mark, append_run, ops);
  g_string_append (ops, "f Q\n0.34 0.36 0.4 rg\n");
  jkk_typeface_append (ops, JKK_TYPEFACE_REGULAR, line, LINE_SIZE, left - LINE_GAP - width, bottom + 2);
}

static void
draw_run (gpointer target, double x, double y, double width, double height)
{
  cairo_rectangle (target, x, -y - height, width, height);
}

/**
 * jkk_form_mark_draw:
 * @mark: a mark
 * @cr: where to; one unit is a point, counted from above
 * @right: right edge of the square
 * @bottom: its lower edge
 *
 * Draws the square alone.
 */
void
jkk_form_mark_draw (const JkkFormMark *mark, cairo_t *cr, double right, double bottom)
{
  cairo_save (cr);
  cairo_translate (cr, right - JKK_FORM_MARK_SIDE, bottom);
  cairo_set_source_rgb (cr, 0, 0, 0);
  for_each_run (mark, draw_run, cr);
  cairo_fill (cr);
  cairo_restore (cr);
}
