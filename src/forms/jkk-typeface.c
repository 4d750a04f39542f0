#include "jkk-typeface.h"

#include <stdlib.h>
#include <string.h>

#include "jkk-forms-data.h"
#include "jkk-pdf-file.h"

/* One more than the last character that a face can have; what lies beyond is replaced. */
#define LAST 0x2600
#define LACKING G_MAXUINT16
/* Stands for a character that the faces lack, so that nobody takes the text for complete. */
#define REPLACEMENT 0x25A1
#define MARKS "@./-_"

static const char *const names[] = { "regular.metrics", "bold.metrics" };
static const char *const resources[] = { "Sans", "Bold" };

typedef struct
{
  guint16 widths[LAST]; /* thousandths of the size */
} Metrics;

static Metrics *
read_metrics (const char *name)
{
  const char *line = jkk_forms_data (name, NULL);
  Metrics *metrics = g_new (Metrics, 1);

  g_assert (line != NULL);
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
    g_once_init_leave (&faces[face], read_metrics (names[face]));
  return faces[face];
}

static guint
width_of (const Metrics *metrics, gunichar c)
{
  return c < LAST && metrics->widths[c] != LACKING ? metrics->widths[c] : metrics->widths[REPLACEMENT];
}

static void
append_printable (GString *out, gunichar c)
{
  if (c == '\n')
    g_string_append_c (out, '\n');
  else if (c == '\t')
    g_string_append_c (out, ' ');
  else if (g_unichar_iscntrl (c) || g_unichar_type (c) == G_UNICODE_FORMAT)
    return;
  else if (c < LAST && metrics_of (JKK_TYPEFACE_REGULAR)->widths[c] != LACKING)
    g_string_append_unichar (out, c);
  else
    g_string_append_unichar (out, REPLACEMENT);
}

/**
 * jkk_typeface_printable:
 * @text: any text
 *
 * Returns: (transfer full): the text as the faces can show it: composed (NFC), without control characters, and with a
 * hollow square for each character that they lack. Lines stay.
 */
char *
jkk_typeface_printable (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *composed = g_utf8_normalize (valid, -1, G_NORMALIZE_NFC);
  GString *out = g_string_new (NULL);

  for (const char *at = composed; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      append_printable (out, c == '\r' && at[1] != '\n' ? '\n' : c);
    }
  return g_string_free (out, FALSE);
}

static double
measure_length (const Metrics *metrics, const char *text, gsize length, double size)
{
  guint64 sum = 0;

  for (const char *at = text; at < text + length; at = g_utf8_next_char (at))
    sum += width_of (metrics, g_utf8_get_char (at));
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

/**
 * jkk_typeface_append:
 * @ops: drawing operators of a page, inside a text object or not
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
  g_string_append_printf (ops, "BT /%s ", resources[face]);
  jkk_pdf_append_number (ops, size);
  g_string_append (ops, "Tf ");
  jkk_pdf_append_number (ops, x);
  jkk_pdf_append_number (ops, y);
  g_string_append (ops, "Td <");
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    jkk_pdf_append_unit (ops, (gunichar2) g_utf8_get_char (at));
  g_string_append (ops, "> Tj ET\n");
}
