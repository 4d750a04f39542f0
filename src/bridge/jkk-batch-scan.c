#define _GNU_SOURCE /* memmem */

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "jkk-batch-private.h"
#include "jkk-file.h"
#include "jkk-xml.h"

#define CHUNK (256 * 1024)

/* A window on the file. What is kept begins at @kept; what lies before is given up when room is needed, and all offsets
 * move with it. Without a piece that is kept, that is everything before @at. */
struct _JkkBatchScan
{
  int fd;
  char *bytes;
  gsize room;
  gsize at;      /* the next byte to look at */
  gsize filled;  /* the byte after the last one read */
  gsize kept;    /* or G_MAXSIZE */
  gsize counted; /* up to where lines are counted */
  int line;      /* which one that is */
  int error;
  gboolean at_end;
  gint64 size;
  JkkSha256 *sha256; /* borrowed */
};

/**
 * jkk_batch_scan_new:
 * @fd: (transfer full): an open file
 *
 * Returns: (transfer full): a scan from its beginning
 */
JkkBatchScan *
jkk_batch_scan_new (int fd)
{
  JkkBatchScan *scan = g_new0 (JkkBatchScan, 1);

  scan->fd = fd;
  scan->room = 2 * CHUNK;
  scan->bytes = g_malloc (scan->room);
  scan->kept = G_MAXSIZE;
  scan->line = 1;
  return scan;
}

/**
 * jkk_batch_scan_free:
 * @scan: (transfer full): a scan
 */
void
jkk_batch_scan_free (JkkBatchScan *scan)
{
  close (scan->fd);
  g_free (scan->bytes);
  g_free (scan);
}

/**
 * jkk_batch_scan_rewind:
 * @scan: a scan
 * @sha256: (nullable): fed with every byte from now on; it must live as long as the reading
 *
 * Returns: whether it begins again
 */
gboolean
jkk_batch_scan_rewind (JkkBatchScan *scan, JkkSha256 *sha256)
{
  scan->at = scan->filled = scan->counted = 0;
  scan->kept = G_MAXSIZE;
  scan->line = 1;
  scan->at_end = FALSE;
  scan->size = 0;
  scan->sha256 = sha256;
  scan->error = lseek (scan->fd, 0, SEEK_SET) == 0 ? 0 : errno;
  return scan->error == 0;
}

static int
count_lines (const JkkBatchScan *scan, gsize from, gsize to)
{
  const char *p = scan->bytes + from, *end = scan->bytes + to;
  int n = 0;

  for (; (p = memchr (p, '\n', (gsize) (end - p))) != NULL; p++)
    n++;
  return n;
}

static void
make_room (JkkBatchScan *scan)
{
  gsize from = MIN (scan->kept, scan->at);

  if (scan->room - scan->filled >= CHUNK)
    return;
  if (scan->counted < from)
    {
      scan->line += count_lines (scan, scan->counted, from);
      scan->counted = from;
    }
  scan->counted -= from;
  memmove (scan->bytes, scan->bytes + from, scan->filled - from);
  scan->at -= from;
  scan->filled -= from;
  if (scan->kept != G_MAXSIZE)
    scan->kept -= from;
  if (scan->room - scan->filled < CHUNK)
    scan->bytes = g_realloc (scan->bytes, scan->room *= 2);
}

/* Reads on. A piece that is far too large is no longer read to its end. */
static gboolean
fill (JkkBatchScan *scan)
{
  ssize_t n;

  if (scan->at_end || scan->filled - MIN (scan->kept, scan->at) > JKK_FILE_MAX)
    return FALSE;
  make_room (scan);
  do
    n = read (scan->fd, scan->bytes + scan->filled, scan->room - scan->filled);
  while (n < 0 && errno == EINTR);
  scan->error = n < 0 ? errno : 0;
  scan->at_end = n <= 0;
  if (n <= 0)
    return FALSE;
  if (scan->sha256 != NULL)
    jkk_sha256_add (scan->sha256, scan->bytes + scan->filled, (gsize) n);
  scan->filled += (gsize) n;
  scan->size += n;
  return TRUE;
}

/* Offsets below count from @at, which moves when the window does. */
static gboolean
has (JkkBatchScan *scan, gsize n)
{
  while (scan->filled - scan->at < n)
    if (!fill (scan))
      return FALSE;
  return TRUE;
}

static gboolean
starts_with (JkkBatchScan *scan, const char *text)
{
  gsize n = strlen (text);

  return has (scan, n) && memcmp (scan->bytes + scan->at, text, n) == 0;
}

/* Finds the byte after the next @mark, which is looked for after the first @skip bytes; 0 if it never comes. */
static gsize
find_mark (JkkBatchScan *scan, gsize skip, const char *mark)
{
  gsize n = strlen (mark);

  for (gsize from = skip; has (scan, from + n);)
    {
      const char *start = scan->bytes + scan->at + from;
      const char *found = memmem (start, scan->filled - scan->at - from, mark, n);

      if (found != NULL)
        return (gsize) (found - scan->bytes) - scan->at + n;
      from = scan->filled - scan->at - n + 1;
    }
  return 0;
}

/* Finds the byte after the ">" of the tag that begins here; 1 if it is no tag, 0 if it never comes. */
static gsize
find_tag_end (JkkBatchScan *scan)
{
  char quote = '\0';

  for (gsize i = 1, known = scan->filled - scan->at; i < JKK_XML_MAX_TAG; i++)
    {
      if (i >= known && !has (scan, i + 1))
        return 0;
      known = scan->filled - scan->at;
      char c = scan->bytes[scan->at + i];

      if (quote != '\0')
        quote = c == quote ? '\0' : quote;
      else if (c == '"' || c == '\'')
        quote = c;
      else if (c == '>')
        return i + 1;
      else if (c == '<')
        return 1;
    }
  return 0;
}

static gboolean
is_blank (const char *text, gsize n)
{
  for (gsize i = 0; i < n; i++)
    if (text[i] != ' ' && text[i] != '\n' && text[i] != '\r' && text[i] != '\t')
      return FALSE;
  return TRUE;
}

/* Goes to the next "<"; returns whether anything but blanks was passed. */
static gboolean
pass_text (JkkBatchScan *scan)
{
  gboolean text = FALSE;

  while (has (scan, 1))
    {
      const char *start = scan->bytes + scan->at;
      gsize n = scan->filled - scan->at;
      const char *found = memchr (start, '<', n);

      if (found != NULL)
        n = (gsize) (found - start);
      /* The mark of UTF-8 is no text. */
      gboolean mark =
          scan->size == (gint64) scan->filled && scan->at == 0 && n >= 3 && memcmp (start, "\xef\xbb\xbf", 3) == 0;
      text = text || !is_blank (start + (mark ? 3 : 0), n - (mark ? 3 : 0));
      scan->at += n;
      if (found != NULL)
        break;
    }
  return text;
}

static JkkMarkupKind
measure_declaration (JkkBatchScan *scan, gsize *n)
{
  if (starts_with (scan, "<!--"))
    *n = find_mark (scan, 4, "-->");
  else if (starts_with (scan, "<![CDATA["))
    *n = find_mark (scan, 9, "]]>");
  else
    {
      *n = 1;
      return JKK_MARKUP_BROKEN;
    }
  return *n > 0 ? JKK_MARKUP_OTHER : JKK_MARKUP_BROKEN;
}

/* What begins here and how long it is; 0 if its end never comes, after which nothing more can be told. A document type
 * and a "<" that begins no tag are broken by themselves: inside a message, that is for the message to answer. */
static JkkMarkupKind
measure (JkkBatchScan *scan, gsize *n)
{
  if (!has (scan, 1))
    return JKK_MARKUP_NONE;
  switch (has (scan, 2) ? scan->bytes[scan->at + 1] : '\0')
    {
    case '!':
      return measure_declaration (scan, n);
    case '?':
      *n = find_mark (scan, 2, "?>");
      return *n > 0 ? JKK_MARKUP_OTHER : JKK_MARKUP_BROKEN;
    case '/':
      *n = find_mark (scan, 2, ">");
      return *n > 0 ? JKK_MARKUP_END : JKK_MARKUP_BROKEN;
    default:
      *n = find_tag_end (scan);
      if (*n <= 1)
        return JKK_MARKUP_BROKEN;
      return scan->bytes[scan->at + *n - 2] == '/' ? JKK_MARKUP_EMPTY : JKK_MARKUP_START;
    }
}

/**
 * jkk_batch_scan_next:
 * @scan: a scan
 * @markup: (out caller-allocates): the next piece of markup
 *
 * Returns: whether one can go on; else it is JKK_MARKUP_NONE or JKK_MARKUP_BROKEN
 */
gboolean
jkk_batch_scan_next (JkkBatchScan *scan, JkkMarkup *markup)
{
  gsize n = 0;

  markup->text_before = pass_text (scan);
  markup->kind = measure (scan, &n);
  markup->begin = scan->at;
  markup->end = scan->at + n;
  scan->at += n;
  return n > 0;
}

/**
 * jkk_batch_scan_line:
 * @scan: a scan
 * @markup: what was just found
 *
 * Counted when it is asked for: most markup stands inside of messages, where nobody asks.
 *
 * Returns: the line in which it begins
 */
int
jkk_batch_scan_line (JkkBatchScan *scan, const JkkMarkup *markup)
{
  if (markup->begin < scan->counted)
    return scan->line - count_lines (scan, markup->begin, scan->counted);
  scan->line += count_lines (scan, scan->counted, markup->begin);
  scan->counted = markup->begin;
  return scan->line;
}

/**
 * jkk_batch_scan_keep:
 * @scan: a scan
 * @markup: what was just found
 *
 * From here on everything is kept, until it is let go; @markup->begin is then the beginning of the piece.
 */
void
jkk_batch_scan_keep (JkkBatchScan *scan, JkkMarkup *markup)
{
  scan->kept = markup->begin;
}

/**
 * jkk_batch_scan_back:
 * @scan: a scan
 * @markup: what was just found
 *
 * It will be found once more.
 */
void
jkk_batch_scan_back (JkkBatchScan *scan, const JkkMarkup *markup)
{
  scan->at = markup->begin;
}

/**
 * jkk_batch_scan_let_go:
 * @scan: a scan
 */
void
jkk_batch_scan_let_go (JkkBatchScan *scan)
{
  scan->kept = G_MAXSIZE;
}

/**
 * jkk_batch_scan_text:
 * @scan: a scan
 * @offset: a place in the window; G_MAXSIZE = the beginning of what is kept
 *
 * Returns: (transfer none): the bytes there, until the next piece of markup is asked for
 */
const char *
jkk_batch_scan_text (JkkBatchScan *scan, gsize offset)
{
  return scan->bytes + (offset == G_MAXSIZE ? scan->kept : offset);
}

/**
 * jkk_batch_scan_place:
 * @scan: a scan
 * @offset: a place in the window; G_MAXSIZE = the beginning of what is kept
 *
 * Returns: where that is in the file
 */
gint64
jkk_batch_scan_place (JkkBatchScan *scan, gsize offset)
{
  return scan->size - (gint64) scan->filled + (gint64) (offset == G_MAXSIZE ? scan->kept : offset);
}

/**
 * jkk_batch_scan_error:
 * @scan: a scan
 *
 * Returns: the number of the system's error that ended the reading, or 0
 */
int
jkk_batch_scan_error (JkkBatchScan *scan)
{
  return scan->error;
}

/**
 * jkk_batch_scan_size:
 * @scan: a scan
 *
 * Returns: how many bytes were read so far
 */
gint64
jkk_batch_scan_size (JkkBatchScan *scan)
{
  return scan->size;
}

/**
 * jkk_batch_scan_drain:
 * @scan: a scan
 *
 * Reads to the end of the file, whatever it is, so that the fingerprint is that of the whole file.
 */
void
jkk_batch_scan_drain (JkkBatchScan *scan)
{
  scan->kept = G_MAXSIZE;
  do
    scan->at = scan->filled;
  while (fill (scan));
}
