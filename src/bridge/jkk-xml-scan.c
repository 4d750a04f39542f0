#define _GNU_SOURCE /* memmem */

#include "jkk-xml-scan.h"

#include "jkk-xml.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  const char *p;
  const char *end;
  int line;
  int column;
  guint depth;
  GArray *places; /* JkkXmlPlace of each start tag, in the order of the file */
  char *root_tag;
  JkkFault *fault;
} Scan;

static void
advance (Scan *scan, const char *to)
{
  const char *newline;

  while ((newline = memchr (scan->p, '\n', (gsize) (to - scan->p))) != NULL)
    {
      scan->line++;
      scan->column = 1;
      scan->p = newline + 1;
    }
  for (; scan->p < to; scan->p++)
    scan->column += ((guchar) *scan->p & 0xc0) != 0x80;
}

static gboolean
starts_with (const Scan *scan, const char *text)
{
  gsize length = strlen (text);

  return (gsize) (scan->end - scan->p) >= length && memcmp (scan->p, text, length) == 0;
}

static void
stop (Scan *scan, const char *code, const char *text, const char *repair)
{
  scan->fault = jkk_fault_new (scan->line, scan->column, NULL, code, text, repair);
}

/* Passes what begins here and ends with a fixed mark: comments, instructions, CDATA, closing tags. */
static void
pass (Scan *scan, const char *mark)
{
  const char *found = memmem (scan->p, (gsize) (scan->end - scan->p), mark, strlen (mark));
  const char *after = found != NULL ? found + strlen (mark) : scan->end;

  if (after - scan->p > JKK_XML_MAX_TEXT)
    stop (scan, "text-too-long", _ ("This text is far too long."),
          _ ("Shorten the text; send pictures and letters as files of their own."));
  else
    advance (scan, after);
}

/* The ">" of the tag that begins here, or NULL if the parser will not find one either. */
static const char *
find_tag_end (const Scan *scan, guint *n_attributes)
{
  char quote = '\0';

  *n_attributes = 0;
  for (const char *p = scan->p + 1; p < scan->end; p++)
    if (quote != '\0')
      quote = *p == quote ? '\0' : quote;
    else if (*p == '"' || *p == '\'')
      quote = *p;
    else if (*p == '=')
      (*n_attributes)++;
    else if (*p == '>')
      return p;
    else if (*p == '<')
      return NULL;
  return NULL;
}

static gboolean
check_tag (Scan *scan, const char *tag_end, guint n_attributes)
{
  const char *last = tag_end != NULL ? tag_end : scan->end;

  if (n_attributes > JKK_XML_MAX_ATTRIBUTES || last - scan->p > JKK_XML_MAX_TAG)
    stop (scan, "tag-too-long", _ ("This tag is far longer than any that belongs in such a file."),
          _ ("Check the program that wrote the file."));
  else if (scan->depth >= JKK_XML_MAX_DEPTH)
    stop (scan, "too-deep", _ ("The elements are nested deeper than in any file of this kind."),
          _ ("Check the program that wrote the file."));
  else if (scan->places->len >= JKK_XML_MAX_ELEMENTS)
    stop (scan, "too-many-elements", _ ("The file has more elements than any file of this kind."),
          _ ("Send one case in each file."));
  return scan->fault == NULL;
}

static void
scan_start_tag (Scan *scan)
{
  guint n_attributes;
  const char *tag_end = find_tag_end (scan, &n_attributes);
  JkkXmlPlace place = { scan->line, scan->column };

  if (!check_tag (scan, tag_end, n_attributes))
    return;
  g_array_append_val (scan->places, place);
  if (tag_end == NULL) /* the parser will still tell of the element before it says what is missing */
    {
      advance (scan, scan->end);
      return;
    }
  if (scan->root_tag == NULL)
    scan->root_tag = g_strndup (scan->p, (gsize) (tag_end - scan->p));
  if (tag_end[-1] != '/')
    scan->depth++;
  advance (scan, tag_end + 1);
}

static void
scan_markup (Scan *scan)
{
  if (starts_with (scan, "<!--"))
    pass (scan, "-->");
  else if (starts_with (scan, "<![CDATA["))
    pass (scan, "]]>");
  else if (starts_with (scan, "<?"))
    pass (scan, "?>");
  else if (starts_with (scan, "<!"))
    stop (scan, "doctype", _ ("The file has a document type declaration (<!DOCTYPE …>), which is never accepted."),
          _ ("Delete the declaration; the schema replaces it."));
  else if (starts_with (scan, "</"))
    {
      scan->depth -= scan->depth > 0 ? 1 : 0;
      pass (scan, ">");
    }
  else
    scan_start_tag (scan);
}

/**
 * jkk_xml_scan:
 * @text: XML in sound UTF-8
 * @length: its length in bytes
 * @root_tag: (out) (nullable): the first start tag without its end
 * @fault: (out): what must not reach the parser
 *
 * Walks over the tags once before the parser sees them, in a time that only the length decides. It refuses what makes
 * parsers slow or talkative: declarations of types and entities, endless tags (the parser's work grows with the square
 * of the number of attributes), depth, numbers. Broken XML is left to the parser, which says what is wrong.
 *
 * Returns: (transfer full) (element-type JkkXmlPlace): where each element begins, in the order of the file; %NULL with
 * a fault
 */
GArray *
jkk_xml_scan (const char *text, gsize length, char **root_tag, JkkFault **fault)
{
  Scan scan = { text, text + length, 1, 1, 0, g_array_new (FALSE, FALSE, sizeof (JkkXmlPlace)), NULL, NULL };

  while (scan.p < scan.end && scan.fault == NULL)
    {
      const char *next = memchr (scan.p, '<', (gsize) (scan.end - scan.p));

      advance (&scan, next != NULL ? next : scan.end);
      if (next != NULL)
        scan_markup (&scan);
    }
  *root_tag = scan.root_tag;
  *fault = scan.fault;
  if (scan.fault == NULL)
    return scan.places;
  g_array_unref (scan.places);
  return NULL;
}
