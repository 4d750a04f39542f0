#include "jkk-xml-decode.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A declaration stands in the first bytes or nowhere. */
#define DECLARATION_MAX 256

/* So many bytes before and behind a broken one are shown. */
#define QUOTED 24

/* A spelling of the declaration and the converter's name for it. Few on purpose: what a partner's program really
 * writes, and nothing in which a "<" could hide from the checks. */
typedef struct
{
  const char *declared;
  const char *charset;
} Charset;

static const Charset charsets[] = {
  { "UTF-8", "UTF-8" },
  { "UTF8", "UTF-8" },
  { "US-ASCII", "UTF-8" },
  { "ASCII", "UTF-8" },
  { "ISO-8859-1", "ISO-8859-1" },
  { "LATIN1", "ISO-8859-1" },
  { "ISO-8859-15", "ISO-8859-15" },
  { "WINDOWS-1252", "WINDOWS-1252" },
  { "CP1252", "WINDOWS-1252" },
  { "UTF-16", "UTF-16LE" },
  { "UTF-16LE", "UTF-16LE" },
  { "UTF-16BE", "UTF-16BE" },
};

/* What the first bytes say: the marks of Unicode, or "<" in two bytes. */
typedef struct
{
  const char *bytes;
  gsize length;
  gsize skip;
  const char *charset; /* NULL = not supported */
} Mark;

static const Mark marks[] = {
  { "\xff\xfe\0\0", 4, 4, NULL },   { "\0\0\xfe\xff", 4, 4, NULL },   { "\xef\xbb\xbf", 3, 3, "UTF-8" },
  { "\xff\xfe", 2, 2, "UTF-16LE" }, { "\xfe\xff", 2, 2, "UTF-16BE" }, { "<\0\0\0", 4, 0, NULL },
  { "\0\0\0<", 4, 0, NULL },        { "<\0", 2, 0, "UTF-16LE" },      { "\0<", 2, 0, "UTF-16BE" },
};

/**
 * jkk_xml_locate:
 * @text: UTF-8
 * @offset: a place in it, in bytes
 * @line: (out): its line, from 1
 * @column: (out): its column in characters, from 1
 */
void
jkk_xml_locate (const char *text, gsize offset, int *line, int *column)
{
  *line = 1;
  *column = 1;
  for (gsize i = 0; i < offset; i++)
    if (text[i] == '\n')
      {
        (*line)++;
        *column = 1;
      }
    else if (((guchar) text[i] & 0xc0) != 0x80)
      (*column)++;
}

static JkkFault *
fault_encoding_unknown (const char *name)
{
  g_autofree char *valid = g_utf8_make_valid (name, -1);
  g_autofree char *text = g_strdup_printf (_ ("The character encoding “%s” cannot be read."), valid);

  return jkk_fault_new (1, 1, NULL, "encoding-unknown", text, _ ("Save the file as UTF-8 and send it again."));
}

/* What stands around a place, with a mark for what cannot be read; no further than the line goes. */
static char *
quote_around (const char *bytes, gsize length, gsize at)
{
  gsize from = at, to = at;

  while (from > 0 && at - from < QUOTED && bytes[from - 1] != '\n')
    from--;
  while (to < length && to - at < QUOTED && bytes[to] != '\n')
    to++;
  /* Whole characters only. */
  while (from < at && ((guchar) bytes[from] & 0xc0) == 0x80)
    from++;
  while (to > at && to < length && ((guchar) bytes[to] & 0xc0) == 0x80)
    to--;
  g_autofree char *valid = g_utf8_make_valid (bytes + from, (gssize) (to - from));
  GString *shown = g_string_new (NULL);
  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    g_string_append_unichar (shown, g_unichar_isprint (g_utf8_get_char (p)) ? g_utf8_get_char (p) : ' ');
  g_strstrip (shown->str);
  return g_string_free (shown, FALSE);
}

/* @quote: (nullable): what stands there */
static JkkFault *
fault_encoding_wrong (const char *charset, int line, int column, const char *quote)
{
  g_autofree char *text =
      quote != NULL ? g_strdup_printf (_ ("A letter cannot be read here: “%s”."), quote)
                    : g_strdup_printf (_ ("The file is not written in the encoding %s that it claims."), charset);

  return jkk_fault_new (line, column, NULL, "encoding-wrong", text,
                        _ ("Type the word again and save the file as UTF-8; or state in its first line the encoding "
                           "that it really has."));
}

static JkkFault *
fault_character (gunichar c, int line, int column)
{
  g_autofree char *text = g_strdup_printf (_ ("The invisible character U+%04X is not allowed in XML."), c);

  return jkk_fault_new (line, column, NULL, "character-forbidden", text, _ ("Delete the character."));
}

/* The encoding named in <?xml … encoding="…"?>, or NULL. */
static char *
find_declared (const char *bytes, gsize length)
{
  g_autofree char *head = g_strndup (bytes, MIN (length, DECLARATION_MAX));

  if (!g_str_has_prefix (head, "<?xml"))
    return NULL;
  char *end = strstr (head, "?>");
  if (end != NULL)
    *end = '\0';
  char *at = strstr (head, "encoding");
  if (at == NULL)
    return NULL;
  at += strlen ("encoding");
  at += strspn (at, " \t\r\n");
  if (*at++ != '=')
    return NULL;
  at += strspn (at, " \t\r\n");
  if (*at != '"' && *at != '\'')
    return NULL;
  return g_strndup (at + 1, strcspn (at + 1, "\"'"));
}

/* Finds the encoding and the first byte of the text; NULL with a fault if it is none of ours. */
static const char *
find_charset (const char *bytes, gsize length, gsize *skip, JkkFault **fault)
{
  *skip = 0;
  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    if (length >= marks[i].length && memcmp (bytes, marks[i].bytes, marks[i].length) == 0)
      {
        *skip = marks[i].skip;
        if (marks[i].charset == NULL)
          *fault = fault_encoding_unknown ("UTF-32");
        return marks[i].charset;
      }

  g_autofree char *declared = find_declared (bytes, length);
  if (declared == NULL)
    return "UTF-8";
  for (guint i = 0; i < G_N_ELEMENTS (charsets); i++)
    if (g_ascii_strcasecmp (declared, charsets[i].declared) == 0)
      {
        if (!g_str_has_prefix (charsets[i].charset, "UTF-16"))
          return charsets[i].charset;
        /* "<?xml" was found in single bytes, so this cannot be true. */
        *fault = fault_encoding_wrong (declared, 1, 1, NULL);
        return NULL;
      }
  *fault = fault_encoding_unknown (declared);
  return NULL;
}

/* Where the bytes before the broken one end, counted in the characters that could be read. */
static JkkFault *
locate_broken (const char *bytes, gsize good, const char *charset)
{
  int line, column;
  g_autofree char *before = g_convert (bytes, (gssize) good, "UTF-8", charset, NULL, NULL, NULL);

  if (before == NULL)
    return fault_encoding_wrong (charset, 1, 1, NULL);
  jkk_xml_locate (before, strlen (before), &line, &column);
  return fault_encoding_wrong (charset, line, column, NULL);
}

static char *
convert (const char *bytes, gsize length, const char *charset, gsize *decoded_length, JkkFault **fault)
{
  gsize read = 0;

  if (g_str_equal (charset, "UTF-8"))
    {
      *decoded_length = length;
      return g_strndup (bytes, length);
    }
  g_autoptr (GError) error = NULL;
  char *text = g_convert (bytes, (gssize) length, "UTF-8", charset, &read, decoded_length, &error);
  if (text != NULL && read < length) /* half a character at the end */
    g_clear_pointer (&text, g_free);
  if (text == NULL)
    *fault = locate_broken (bytes, read, charset);
  return text;
}

/* The next byte that has to be looked at: all others are printable ASCII. Eight at a time, as most of a file is. */
static const char *
skip_plain (const char *p, const char *end)
{
  const guint64 high = 0x8080808080808080, ones = 0x0101010101010101;
  guint64 word;

  for (; end - p >= (gssize) sizeof word; p += sizeof word)
    {
      memcpy (&word, p, sizeof word);
      /* A byte below 0x20 borrows from its highest bit. */
      if (((word | (word - 0x20 * ones)) & high) != 0)
        break;
    }
  return p;
}

/* Whether the text is sound UTF-8 and holds only characters that XML knows. */
static JkkFault *
check_characters (const char *text, gsize length)
{
  int line, column;
  const char *p = text, *end = text + length;

  while ((p = skip_plain (p, end)) < end)
    {
      gunichar c = (guchar) *p < 0x80 ? (guchar) *p : g_utf8_get_char_validated (p, end - p);

      if (c >= (gunichar) -2 || (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0xfffe || c == 0xffff)
        {
          jkk_xml_locate (text, (gsize) (p - text), &line, &column);
          g_autofree char *quote = quote_around (text, length, (gsize) (p - text));
          return c >= (gunichar) -2 ? fault_encoding_wrong ("UTF-8", line, column, quote)
                                    : fault_character (c, line, column);
        }
      p += c < 0x80 ? 1 : g_utf8_skip[(guchar) *p];
    }
  return NULL;
}

/**
 * jkk_xml_decode:
 * @bytes: a file as it came
 * @length: its length
 * @decoded_length: (out): length of the answer
 * @fault: (out): what hinders
 *
 * Reads the encoding from the file's mark or declaration: UTF-8, UTF-16, ISO-8859-1 and a few near them. Everything
 * after this sees sound UTF-8 without a mark, so that no check can be passed by under another encoding.
 *
 * Returns: (transfer full): the text, or %NULL with a fault that has line and column.
 */
char *
jkk_xml_decode (const char *bytes, gsize length, gsize *decoded_length, JkkFault **fault)
{
  gsize skip;
  const char *charset = find_charset (bytes, length, &skip, fault);

  if (charset == NULL)
    return NULL;
  g_autofree char *text = convert (bytes + skip, length - skip, charset, decoded_length, fault);
  if (text == NULL)
    return NULL;
  *fault = check_characters (text, *decoded_length);
  return *fault == NULL ? g_steal_pointer (&text) : NULL;
}

/**
 * jkk_xml_to_utf8:
 * @bytes: a file in any encoding that can be read
 * @length: its length
 *
 * Returns: (transfer full) (nullable): the same characters in UTF-8, with a declaration that says so; %NULL if it
 * cannot be read
 */
char *
jkk_xml_to_utf8 (const char *bytes, gsize length)
{
  g_autoptr (JkkFault) fault = NULL;
  gsize decoded_length = 0;
  g_autofree char *text = jkk_xml_decode (bytes, length, &decoded_length, &fault);
  g_autofree char *declared = text != NULL ? find_declared (text, decoded_length) : NULL;

  if (declared == NULL || g_ascii_strcasecmp (declared, "UTF-8") == 0)
    return g_steal_pointer (&text);
  const char *end = strstr (text, "?>");
  return end != NULL ? g_strconcat ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>", end + 2, NULL)
                     : g_steal_pointer (&text);
}
