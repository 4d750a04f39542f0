#include "jkk-typeface.h"

#include <stdlib.h>
#include <string.h>

#include "jkk-forms-data.h"
#include "jkk-outline.h"
#include "jkk-pdf-file.h"

/* One more than the last character that a face can have; what lies beyond is replaced. */
#define LAST 0x2600
#define LACKING G_MAXUINT16
/* Stands for a character that the faces lack, so that nobody takes the text for complete. */
#define REPLACEMENT 0x25A1
#define REPLACEMENT_TEXT "\u25A1"
/* What stands where something was no text at all. */
#define BROKEN 0xFFFD
#define MARKS "@./-_"

static const char *const names[] = { "regular.metrics", "bold.metrics" };
static const char *const resources[] = { "Sans", "Bold" };

typedef struct
{
  JkkTypeface face;
  guint16 widths[LAST]; /* thousandths of the size */
} Metrics;

static Metrics *
read_metrics (JkkTypeface face)
{
  const char *line = jkk_forms_data (names[face], NULL);
  Metrics *metrics = g_new (Metrics, 1);

  g_assert (line != NULL);
  metrics->face = face;
  memset (metrics->widths, 0xff, sizeof metrics->widths);
  while (*line != '\0')
    {
      char *end = NULL;
      gulong code = strtoul (line, &end, 16);

      if (code < LAST)
        metrics->widths[code] = (guint16) strtoul (end, &end, 10);
      line = end + strspn (end, "\n");
    }
  return metrics;
}

static const Metrics *
metrics_of (JkkTypeface face)
{
  static Metrics *faces[G_N_ELEMENTS (names)];

  if (g_once_init_enter (&faces[face]))
    g_once_init_leave (&faces[face], read_metrics (face));
  return faces[face];
}

static gboolean
has (const Metrics *metrics, gunichar c)
{
  return c < LAST && metrics->widths[c] != LACKING;
}

/* Whether the face has every letter; else the line is set by other typefaces, as a whole, for a script may want its
 * letters joined and in another order. */
static gboolean
has_all (const Metrics *metrics, const char *text, gsize length)
{
  for (const char *at = text; at < text + length; at = g_utf8_next_char (at))
    if ((guchar) *at >= 0x80 && !has (metrics, g_utf8_get_char (at)))
      return FALSE;
  return TRUE;
}

/* Between letters of other scripts these say whether they join. */
static gboolean
is_joiner (gunichar c)
{
  return c == 0x200C || c == 0x200D;
}

static void
append_printable (GString *out, gunichar c, gunichar before)
{
  const Metrics *metrics = metrics_of (JKK_TYPEFACE_REGULAR);

  if (c == '\n')
    g_string_append_c (out, '\n');
  else if (c == '\t')
    g_string_append_c (out, ' ');
  else if (is_joiner (c) && !has (metrics, before))
    g_string_append_unichar (out, c);
  else if (g_unichar_iscntrl (c) || g_unichar_type (c) == G_UNICODE_FORMAT)
    return;
  else if (c != BROKEN && (has (metrics, c) || jkk_outline_can_show (c)))
    g_string_append_unichar (out, c);
  else
    g_string_append_unichar (out, REPLACEMENT);
}

/**
 * jkk_typeface_printable:
 * @text: any text
 *
 * Returns: (transfer full): the text as it can be shown: composed (NFC), without control characters, and with a hollow
 * square for each character that neither the faces have nor any typeface of this computer. Lines stay.
 */
char *
jkk_typeface_printable (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *composed = g_utf8_normalize (valid, -1, G_NORMALIZE_NFC);
  GString *out = g_string_new (NULL);
  gunichar before = ' ';

  for (const char *at = composed; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      append_printable (out, c == '\r' && at[1] != '\n' ? '\n' : c, before);
      before = c;
    }
  return g_string_free (out, FALSE);
}

/**
 * jkk_typeface_has:
 * @text: a text
 *
 * Returns: whether the faces have all of its letters, so that it is set alike on each computer.
 */
gboolean
jkk_typeface_has (const char *text)
{
  return has_all (metrics_of (JKK_TYPEFACE_REGULAR), text, strlen (text));
}

/**
 * jkk_typeface_lacks:
 * @text: a text
 *
 * Returns: whether some of its letters are shown as hollow squares, since no typeface here has them.
 */
gboolean
jkk_typeface_lacks (const char *text)
{
  g_autofree char *printable = jkk_typeface_printable (text);

  return strstr (printable, REPLACEMENT_TEXT) != NULL && strstr (text, REPLACEMENT_TEXT) == NULL;
}

static double
measure_length (const Metrics *metrics, const char *text, gsize length, double size)
{
  guint64 sum = 0;

  if (!has_all (metrics, text, length))
    {
      g_autofree char *line = g_strndup (text, length);

      return jkk_outline_measure (metrics->face, line, size);
    }
  for (const char *at = text; at < text + length; at = g_utf8_next_char (at))
    sum += metrics->widths[g_utf8_get_char (at)];
  return (double) sum * size / 1000;
}

/**
 * jkk_typeface_measure:
 * @face: a face
 * @text: one printable line
 * @size: font size in points
 *
 * Returns: its width in points.
 */
double
jkk_typeface_measure (JkkTypeface face, const char *text, double size)
{
  return measure_length (metrics_of (face), text, strlen (text), size);
}

/* How many bytes of a word fit into the width; at least one character, or a narrow field would never end. */
static gsize
fitting_length (const Metrics *metrics, const char *word, gsize length, double size, double width)
{
  const char *at = g_utf8_next_char (word);

  while (at < word + length)
    {
      const char *next = g_utf8_next_char (at);

      if (measure_length (metrics, word, (gsize) (next - word), size) > width)
        break;
      at = next;
    }
  return (gsize) (at - word);
}

/* The same, behind a mark at which addresses may be parted, unless that leaves the line half empty. */
static gsize
parting_length (const Metrics *metrics, const char *word, gsize length, double size, double width)
{
  gsize most = fitting_length (metrics, word, length, size, width);

  for (gsize at = most; most < length && at > most / 2; at--)
    if (strchr (MARKS, word[at - 1]) != NULL)
      return at;
  return most;
}

static void
take_line (GPtrArray *lines, GString *line)
{
  g_ptr_array_add (lines, g_strdup (line->str));
  g_string_truncate (line, 0);
}

static void
wrap_word (GPtrArray *lines, GString *line, const Metrics *metrics, const char *word, double size, double width)
{
  gsize length = strlen (word);
  double space = line->len > 0 ? measure_length (metrics, " ", 1, size) : 0;

  if (line->len > 0 &&
      measure_length (metrics, line->str, line->len, size) + space + measure_length (metrics, word, length, size) >
          width)
    take_line (lines, line);
  if (line->len > 0)
    g_string_append_c (line, ' ');
  while (line->len == 0 && measure_length (metrics, word, length, size) > width)
    {
      gsize part = parting_length (metrics, word, length, size, width);

      if (part == length)
        break;
      g_string_append_len (line, word, (gssize) part);
      take_line (lines, line);
      word += part;
      length -= part;
    }
  g_string_append (line, word);
}

/**
 * jkk_typeface_wrap:
 * @face: a face
 * @text: a printable text
 * @size: font size in points
 * @width: of a line, in points
 *
 * Returns: (transfer full) (element-type utf8): its lines, broken at spaces, and inside a word only where it is wider
 * than a line.
 */
GPtrArray *
jkk_typeface_wrap (JkkTypeface face, const char *text, double size, double width)
{
  const Metrics *metrics = metrics_of (face);
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv) paragraphs = g_strsplit (text, "\n", -1);
  g_autoptr (GString) line = g_string_new (NULL);

  for (guint p = 0; paragraphs[p] != NULL; p++)
    {
      g_auto (GStrv) words = g_strsplit (paragraphs[p], " ", -1);

      for (guint w = 0; words[w] != NULL; w++)
        if (*words[w] != '\0')
          wrap_word (lines, line, metrics, words[w], size, width);
      take_line (lines, line);
    }
  return lines;
}

static void
append_font (GString *ops, JkkTypeface face, double size)
{
  g_string_append_printf (ops, "/%s ", resources[face]);
  jkk_pdf_append_number (ops, size);
  g_string_append (ops, "Tf ");
}

static void
append_shown (GString *ops, const char *text)
{
  g_string_append_c (ops, '<');
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    jkk_pdf_append_unit (ops, (gunichar2) g_utf8_get_char (at));
  g_string_append (ops, "> Tj ");
}

/* Outlines say nothing to who searches or copies: unseen squares say it, each in the place of a letter. */
static void
append_outlines (GString *ops, JkkTypeface face, const char *text, double size, double x, double y)
{
  double square = measure_length (metrics_of (face), REPLACEMENT_TEXT, strlen (REPLACEMENT_TEXT), size);
  g_autoptr (GArray) letters = jkk_outline_letters (face, text, size);

  g_string_append (ops, "q BT 3 Tr ");
  append_font (ops, face, size);
  for (guint i = 0; i < letters->len; i++)
    {
      const JkkOutlineLetter *letter = &g_array_index (letters, JkkOutlineLetter, i);
      g_autofree char *said = g_strndup (text + letter->start, letter->length);

      g_string_append (ops, "/Span << /ActualText ");
      jkk_pdf_append_text (ops, said);
      g_string_append (ops, " >> BDC ");
      jkk_pdf_append_number (ops, MAX (letter->width / square * 100, 1));
      g_string_append (ops, "Tz 1 0 0 1 ");
      jkk_pdf_append_number (ops, x + letter->x);
      jkk_pdf_append_number (ops, y);
      g_string_append (ops, "Tm ");
      append_shown (ops, REPLACEMENT_TEXT);
      g_string_append (ops, "EMC\n");
    }
  g_string_append (ops, "ET Q\n");
  jkk_outline_append (ops, face, text, size, x, y);
}

/**
 * jkk_typeface_append:
 * @ops: drawing operators of a page, not inside a text object
 * @face: a face
 * @text: one printable line
 * @size: font size in points
 * @x: where it begins, in points from the left
 * @y: its base line, in points from below
 *
 * Appends the operators that show the line.
 */
void
jkk_typeface_append (GString *ops, JkkTypeface face, const char *text, double size, double x, double y)
{
  if (!has_all (metrics_of (face), text, strlen (text)))
    {
      append_outlines (ops, face, text, size, x, y);
      return;
    }
  g_string_append (ops, "BT ");
  append_font (ops, face, size);
  jkk_pdf_append_number (ops, x);
  jkk_pdf_append_number (ops, y);
  g_string_append (ops, "Td ");
  append_shown (ops, text);
  g_string_append (ops, "ET\n");
}
