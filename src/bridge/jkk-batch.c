#define _GNU_SOURCE /* memmem */

#include "jkk-batch.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "jkk-batch-private.h"
#include "jkk-file.h"
#include "jkk-xml.h"

#define ROOT "kiriman"
#define MESSAGE "pesan"
#define HEADER "header"

static const JkkXmlKind kind_batch = { ROOT, "urn:santun:kiriman:1", "santun-batch-1.xsd" };

/* A message is cut out from its <pesan> to the next </pesan>, whatever stands between: one that is broken is refused by
 * itself, and the next one is found again. What stands around the messages has to be sound. */
struct _JkkBatch
{
  int fd; /* owned by the scan */
  JkkBatchScan *scan;
  char *root_tag;
  int root_line;
  GPtrArray *namespaces; /* declarations of the root, such as xmlns:p="urn:santun:pesan:2" */
  char *head;            /* text of the header */
  int head_line;
  GArray *pieces; /* where each message lies */
  guint next;
  struct stat checked; /* the file as it was then */
};

typedef struct
{
  gint64 place;
  guint32 length;
  int line;
} Piece;

/* The local name of the tag that begins at @tag. */
static gboolean
is_named (const char *tag, gsize n, const char *name)
{
  gsize from = n > 1 && tag[1] == '/' ? 2 : 1, to = from;

  for (; to < n && tag[to] != '>' && tag[to] != '/' && !g_ascii_isspace (tag[to]); to++)
    if (tag[to] == ':')
      from = to + 1;
  return to - from == strlen (name) && memcmp (tag + from, name, to - from) == 0;
}

static gboolean
markup_is (JkkBatch *batch, const JkkMarkup *markup, const char *name)
{
  return is_named (jkk_batch_scan_text (batch->scan, markup->begin), markup->end - markup->begin, name);
}

/* The declarations of namespaces in a tag, each as it is written. */
static GPtrArray *
find_namespaces (const char *tag)
{
  g_autoptr (GRegex) regex = g_regex_new ("\\sxmlns(:[^\\s=]+)?\\s*=\\s*(\"[^\"]*\"|'[^']*')", G_REGEX_RAW, 0, NULL);
  g_autoptr (GMatchInfo) info = NULL;
  GPtrArray *found = g_ptr_array_new_with_free_func (g_free);

  for (g_regex_match (regex, tag, 0, &info); g_match_info_matches (info); g_match_info_next (info, NULL))
    g_ptr_array_add (found, g_match_info_fetch (info, 0));
  return found;
}

/* Whether a tag has the attribute that @declaration declares. */
static gboolean
declares (const char *tag, gsize n, const char *declaration)
{
  gsize length = strcspn (declaration + 1, " \t\r\n=") + 1; /* with the blank before it */
  const char *end = tag + n;

  for (const char *p = tag; (p = memmem (p, (gsize) (end - p), declaration + 1, length - 1)) != NULL; p++)
    {
      const char *after = p + length - 1;

      while (after < end && g_ascii_isspace (*after))
        after++;
      if (p > tag && g_ascii_isspace (p[-1]) && after < end && *after == '=')
        return TRUE;
    }
  return FALSE;
}

static gboolean
set_read_error (JkkBatch *batch, GError **error)
{
  int number = jkk_batch_scan_error (batch->scan);

  if (number == 0)
    return TRUE;
  g_set_error (error, JKK_ERROR, JKK_ERROR_STORAGE, _ ("The file cannot be read to its end: %s."), g_strerror (number));
  return FALSE;
}

static gboolean
set_changed (GError **error)
{
  g_set_error_literal (error, JKK_ERROR, JKK_ERROR_BUSY,
                       _ ("The file has changed while it was being read. It is taken again in the next round."));
  return FALSE;
}

/* Reads on to the root; whether it is that of a batch. */
static gboolean
find_root (JkkBatch *batch)
{
  JkkMarkup markup;

  while (jkk_batch_scan_next (batch->scan, &markup))
    if (markup.kind != JKK_MARKUP_OTHER)
      break;
    else if (markup.text_before)
      return FALSE;
  if (markup.kind != JKK_MARKUP_START || markup.text_before || !markup_is (batch, &markup, ROOT))
    return FALSE;
  g_free (batch->root_tag);
  batch->root_tag = g_strndup (jkk_batch_scan_text (batch->scan, markup.begin), (gsize) (markup.end - markup.begin));
  batch->root_line = jkk_batch_scan_line (batch->scan, &markup);
  return TRUE;
}

/**
 * jkk_batch_open:
 * @path: a file
 * @error: %JKK_ERROR_STORAGE
 *
 * Returns: (transfer full) (nullable): the batch; %NULL without an error if the file is something else, which its
 * reader will say
 */
JkkBatch *
jkk_batch_open (const char *path, GError **error)
{
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW);
  struct stat info;

  if (fd < 0)
    return NULL;
  if (fstat (fd, &info) != 0 || !S_ISREG (info.st_mode))
    {
      close (fd);
      return NULL;
    }
  g_autoptr (JkkBatch) batch = g_new0 (JkkBatch, 1);
  batch->fd = fd;
  batch->pieces = g_array_new (FALSE, FALSE, sizeof (Piece));
  batch->scan = jkk_batch_scan_new (fd);
  if (!find_root (batch))
    {
      set_read_error (batch, error);
      return NULL;
    }
  batch->namespaces = find_namespaces (batch->root_tag);
  return g_steal_pointer (&batch);
}

/**
 * jkk_batch_close:
 * @batch: (transfer full): a batch
 */
void
jkk_batch_close (JkkBatch *batch)
{
  jkk_batch_scan_free (batch->scan);
  g_clear_pointer (&batch->namespaces, g_ptr_array_unref);
  g_array_unref (batch->pieces);
  g_free (batch->root_tag);
  g_free (batch->head);
  g_free (batch);
}

/* --- One message --- */

/* How long the piece is that begins with @markup, which is then what was found last; FALSE if the file ends before.
 * Where the end of a piece is missing, it ends before the next one of its name. */
static gboolean
find_end (JkkBatch *batch, JkkMarkup *markup, const char *name, gsize *length)
{
  gsize end = 0;

  while (end == 0)
    {
      if (!jkk_batch_scan_next (batch->scan, markup))
        return FALSE;
      if (markup->kind == JKK_MARKUP_END && markup_is (batch, markup, name))
        end = markup->end;
      else if ((markup->kind == JKK_MARKUP_START || markup->kind == JKK_MARKUP_EMPTY) &&
               markup_is (batch, markup, name))
        {
          end = markup->begin;
          jkk_batch_scan_back (batch->scan, markup);
        }
    }
  *length = (gsize) (jkk_batch_scan_text (batch->scan, end) - jkk_batch_scan_text (batch->scan, G_MAXSIZE));
  return TRUE;
}

/* The piece with the declarations of the root that it does not have itself: it can stand alone now. */
static char *
stand_alone (JkkBatch *batch, const char *text, gsize *length)
{
  gsize tag_length = (gsize) ((const char *) memchr (text, '>', *length) - text), name_end = 0;
  GString *whole = g_string_sized_new (*length + 256);

  while (name_end < tag_length && strchr (" \t\r\n/", text[name_end]) == NULL)
    name_end++;
  g_string_append_len (whole, text, (gssize) name_end);
  for (guint i = 0; i < batch->namespaces->len; i++)
    if (!declares (text, tag_length, batch->namespaces->pdata[i]))
      g_string_append (whole, batch->namespaces->pdata[i]);
  g_string_append_len (whole, text + name_end, (gssize) (*length - name_end));
  *length = whole->len;
  return g_string_free (whole, FALSE);
}

static JkkFault *
envelope_fault (int line, const char *code, const char *text, const char *repair)
{
  return jkk_fault_new (line, 0, "/" ROOT, code, text, repair);
}

static JkkFault *
fault_broken (JkkBatch *batch, const JkkMarkup *markup)
{
  if (markup->kind == JKK_MARKUP_NONE)
    return envelope_fault (jkk_batch_scan_line (batch->scan, markup), "truncated",
                           _ ("The file ends before the batch does."),
                           _ ("It was probably cut off on its way; send the whole file again."));
  return envelope_fault (jkk_batch_scan_line (batch->scan, markup), "batch-broken",
                         _ ("What begins here has no end, or is larger than a message may be, so that the messages "
                            "cannot be told from one another."),
                         _ ("Check the file with its schema, santun-batch-1.xsd."));
}

static JkkFault *
fault_between (JkkBatch *batch, const JkkMarkup *markup)
{
  return envelope_fault (jkk_batch_scan_line (batch->scan, markup), "batch-unexpected",
                         _ ("Here stands something that is neither a header nor a message."),
                         _ ("Between <header> and </kiriman> write messages only: <pesan> … </pesan>."));
}

/* Reads on to the next message and passes it; @length is 0 at the end of the batch. */
static gboolean
find_message (JkkBatch *batch, int *line, gsize *length, JkkFault **fault)
{
  JkkMarkup markup = { .kind = JKK_MARKUP_OTHER };

  *length = 0;
  jkk_batch_scan_let_go (batch->scan);
  while (jkk_batch_scan_next (batch->scan, &markup) && markup.kind == JKK_MARKUP_OTHER && !markup.text_before)
    ;
  gboolean message =
      (markup.kind == JKK_MARKUP_START || markup.kind == JKK_MARKUP_EMPTY) && markup_is (batch, &markup, MESSAGE);
  gboolean over = markup.kind == JKK_MARKUP_END && markup_is (batch, &markup, ROOT);
  if (markup.text_before || (!message && !over))
    {
      *fault = markup.kind == JKK_MARKUP_NONE ? fault_broken (batch, &markup) : fault_between (batch, &markup);
      return FALSE;
    }
  if (over)
    return TRUE;
  *line = jkk_batch_scan_line (batch->scan, &markup);
  jkk_batch_scan_keep (batch->scan, &markup);
  if (markup.kind == JKK_MARKUP_EMPTY)
    *length = markup.end - markup.begin;
  else if (!find_end (batch, &markup, MESSAGE, length) || *length > JKK_FILE_MAX)
    {
      *fault = envelope_fault (*line, "message-unended",
                               _ ("The message that begins here has no end, or is larger than 8 MB."),
                               _ ("Close it with </pesan>; send large papers as files of their own."));
      return FALSE;
    }
  return TRUE;
}

/* --- The envelope --- */

static gboolean
find_header (JkkBatch *batch, JkkFault **fault)
{
  JkkMarkup markup = { .kind = JKK_MARKUP_OTHER };
  gsize length = 0;

  while (jkk_batch_scan_next (batch->scan, &markup) && markup.kind == JKK_MARKUP_OTHER && !markup.text_before)
    ;
  if (markup.kind != JKK_MARKUP_START || markup.text_before || !markup_is (batch, &markup, HEADER))
    {
      *fault = envelope_fault (jkk_batch_scan_line (batch->scan, &markup), "batch-header-missing",
                               _ ("The batch does not begin with its header."),
                               _ ("After <kiriman …> write <header> with id, sender and sent_at."));
      return FALSE;
    }
  batch->head_line = jkk_batch_scan_line (batch->scan, &markup);
  jkk_batch_scan_keep (batch->scan, &markup);
  if (!find_end (batch, &markup, HEADER, &length))
    {
      *fault = fault_broken (batch, &markup);
      return FALSE;
    }
  g_free (batch->head);
  batch->head = g_strndup (jkk_batch_scan_text (batch->scan, G_MAXSIZE), length);
  jkk_batch_scan_let_go (batch->scan);
  return TRUE;
}

/* The envelope without its messages, at the lines where it stands in the file. */
static char *
envelope_text (const JkkBatch *batch)
{
  GString *text = g_string_new (NULL);
  gsize name_length = strcspn (batch->root_tag + 1, " \t\r\n/>");
  int line = 1;

  for (; line < batch->root_line; line++)
    g_string_append_c (text, '\n');
  g_string_append (text, batch->root_tag);
  for (const char *p = batch->root_tag; (p = strchr (p, '\n')) != NULL; p++)
    line++;
  for (; line < batch->head_line; line++)
    g_string_append_c (text, '\n');
  g_string_append_printf (text, "%s</%.*s>", batch->head, (int) name_length, batch->root_tag + 1);
  return g_string_free (text, FALSE);
}

static void
read_head (const JkkXmlNode *root, JkkPostBatch *head)
{
  const JkkXmlNode *node = jkk_xml_node_find (root, HEADER);
  g_autofree char *count = jkk_xml_node_trimmed (node, "count");
  guint64 stated = 0;

  head->guid = jkk_xml_node_trimmed (node, "id");
  head->sender = jkk_xml_node_trimmed (node, "sender");
  head->recipient = jkk_xml_node_trimmed (node, "recipient");
  head->event = jkk_xml_node_trimmed (node, "event");
  head->stated =
      count != NULL && g_ascii_string_to_unsigned (count, 10, 1, 999999, &stated, NULL) ? (gint64) stated : JKK_NONE;
}

static gboolean
check_head (JkkBatch *batch, JkkPostBatch *head, GPtrArray *faults)
{
  static const JkkXmlKind *const kinds[] = { &kind_batch, NULL };
  g_autofree char *text = envelope_text (batch);
  g_autoptr (JkkXmlFile) file = jkk_xml_file_read (text, strlen (text), kinds);
  g_autoptr (GPtrArray) found = NULL;
  const JkkXmlNode *root = jkk_xml_file_root (file);

  if (root != NULL && jkk_xml_node_find (root, HEADER) != NULL)
    read_head (root, head);
  if (jkk_xml_file_finish (file, &found, NULL))
    return TRUE;
  for (guint i = 0; i < found->len; i++)
    g_ptr_array_add (faults, jkk_fault_copy (found->pdata[i]));
  return FALSE;
}

static JkkFault *
count_messages (JkkBatch *batch, JkkPostBatch *head)
{
  JkkFault *fault = NULL;
  JkkMarkup markup;
  gsize length;
  int line;

  g_array_set_size (batch->pieces, 0);
  while (find_message (batch, &line, &length, &fault) && length > 0)
    {
      Piece piece = { jkk_batch_scan_place (batch->scan, G_MAXSIZE), (guint32) length, line };

      g_array_append_val (batch->pieces, piece);
      if (++head->messages > JKK_BATCH_MAX_MESSAGES)
        return envelope_fault (line, "batch-too-many", _ ("The batch has more than 100,000 messages."),
                               _ ("Send it as several batches."));
    }
  if (fault != NULL)
    return fault;
  while (jkk_batch_scan_next (batch->scan, &markup) && markup.kind == JKK_MARKUP_OTHER && !markup.text_before)
    ;
  if (markup.kind != JKK_MARKUP_NONE || markup.text_before)
    return fault_between (batch, &markup);
  if (head->messages == 0)
    return envelope_fault (0, "batch-empty", _ ("There is no message in the batch."), NULL);
  if (head->stated == JKK_NONE || head->stated == head->messages)
    return NULL;
  g_autofree char *text = g_strdup_printf (_ ("The header states %lld messages, but there are %lld."),
                                           (long long) head->stated, (long long) head->messages);
  return envelope_fault (0, "count-differs", text, _ ("Compare the messages with your list and send it again."));
}

static JkkFault *
check_encoding (JkkBatch *batch)
{
  JkkMarkup markup;

  if (!jkk_batch_scan_next (batch->scan, &markup) || markup.kind != JKK_MARKUP_OTHER)
    return NULL;
  g_autofree char *tag =
      g_ascii_strdown (jkk_batch_scan_text (batch->scan, markup.begin), (gssize) (markup.end - markup.begin));
  const char *encoding = g_str_has_prefix (tag, "<?xml") ? strstr (tag, "encoding") : NULL;
  if (encoding == NULL || strstr (encoding, "utf-8") != NULL || strstr (encoding, "ascii") != NULL)
    return NULL;
  return envelope_fault (1, "encoding-unknown", _ ("A batch is written in UTF-8."),
                         _ ("Save the file as UTF-8 and send it again."));
}

/**
 * jkk_batch_check:
 * @batch: a batch
 * @head: its partner and file name; gets what its header says, its size, its fingerprint and how many messages it has
 * @faults: (element-type JkkFault): gets what is wrong with the envelope
 * @error: %JKK_ERROR_STORAGE
 *
 * Reads the whole file once, without looking into the messages, so that nothing of a batch is taken in that is cut off
 * or is no batch at all. After it, jkk_batch_next() begins with the first message; where each of them lies is all that
 * is remembered.
 *
 * Returns: whether it could be read; it is faultless if @faults is still empty
 */
gboolean
jkk_batch_check (JkkBatch *batch, JkkPostBatch *head, GPtrArray *faults, GError **error)
{
  g_autoptr (JkkSha256) sha256 = jkk_sha256_new ();
  JkkFault *fault = NULL;

  jkk_batch_scan_rewind (batch->scan, NULL);
  fault = check_encoding (batch);
  if (jkk_batch_scan_rewind (batch->scan, sha256) && fault == NULL && find_root (batch) && find_header (batch, &fault))
    {
      check_head (batch, head, faults);
      fault = count_messages (batch, head);
    }
  if (fault != NULL)
    g_ptr_array_add (faults, fault);
  /* Of a file that is no batch to its end, the fingerprint is that of the whole file, too. */
  jkk_batch_scan_drain (batch->scan);
  if (!set_read_error (batch, error))
    return FALSE;
  head->size = jkk_batch_scan_size (batch->scan);
  head->sha256 = jkk_sha256_finish (sha256);
  batch->next = 0;
  return fstat (batch->fd, &batch->checked) == 0 || set_changed (error);
}

/**
 * jkk_batch_skip:
 * @batch: a batch that was checked
 * @n: how many messages
 *
 * Passes messages that were answered before.
 */
void
jkk_batch_skip (JkkBatch *batch, gint64 n)
{
  g_return_if_fail (n >= 0);

  batch->next += (guint) MIN (n, (gint64) (batch->pieces->len - batch->next));
}

static gboolean
is_as_checked (JkkBatch *batch)
{
  const struct stat *then = &batch->checked;
  struct stat now;

  return fstat (batch->fd, &now) == 0 && now.st_size == then->st_size && now.st_mtim.tv_sec == then->st_mtim.tv_sec &&
         now.st_mtim.tv_nsec == then->st_mtim.tv_nsec;
}

static gboolean
read_piece (JkkBatch *batch, const Piece *piece, char *text)
{
  gsize done = 0;

  while (done < piece->length)
    {
      ssize_t n = pread (batch->fd, text + done, piece->length - done, (off_t) (piece->place + (gint64) done));

      if (n == 0 || (n < 0 && errno != EINTR))
        return FALSE;
      done += (gsize) MAX (n, 0);
    }
  return *text == '<' && memchr (text, '>', piece->length) != NULL;
}

/**
 * jkk_batch_next:
 * @batch: a batch that was checked
 * @length: (out): length of the message
 * @line: (out): where it begins in the file
 * @error: %JKK_ERROR_BUSY: the file is not what was checked, somebody writes to it
 *
 * Returns: (transfer full) (nullable): the next message as a file of its own; %NULL without an error after the last one
 */
char *
jkk_batch_next (JkkBatch *batch, gsize *length, int *line, GError **error)
{
  if (batch->next >= batch->pieces->len)
    return NULL;
  const Piece *piece = &g_array_index (batch->pieces, Piece, batch->next);
  g_autofree char *text = g_malloc (piece->length);

  if (!read_piece (batch, piece, text) || !is_as_checked (batch))
    {
      set_changed (error);
      return NULL;
    }
  batch->next++;
  *line = piece->line;
  *length = piece->length;
  return stand_alone (batch, text, length);
}
