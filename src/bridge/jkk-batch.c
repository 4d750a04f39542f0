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
  JkkBatchScan *scan;
  char *root_tag;
  int root_line;
  GPtrArray *namespaces; /* declarations of the root, such as xmlns:p="urn:santun:pesan:2" */
  char *head;            /* text of the header */
  int head_line;
  gboolean ended; /* the root is closed */
  gboolean inside;
};

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

static gboolean
declares (const GPtrArray *declarations, const char *declaration)
{
  gsize n = strcspn (declaration + 1, " \t\r\n=") + 1;

  for (guint i = 0; i < declarations->len; i++)
    if (strncmp ((const char *) declarations->pdata[i] + 1, declaration + 1, n - 1) == 0 &&
        strcspn ((const char *) declarations->pdata[i] + 1, " \t\r\n=") == n - 1)
      return TRUE;
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
  batch->root_line = markup.line;
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

/* A copy of the piece, with the declarations of the root that it does not have itself: it can stand alone now. */
static char *
cut_out (JkkBatch *batch, gsize *length)
{
  const char *text = jkk_batch_scan_text (batch->scan, G_MAXSIZE);
  const char *tag_end = memchr (text, '>', *length);
  g_autofree char *tag = g_strndup (text, (gsize) (tag_end - text));
  gsize name_end = strcspn (tag, " \t\r\n/>");
  g_autoptr (GPtrArray) own = strstr (tag, "xmlns") != NULL ? find_namespaces (tag) : g_ptr_array_new ();
  GString *cut = g_string_sized_new (*length + 256);

  g_string_append_len (cut, text, (gssize) name_end);
  for (guint i = 0; i < batch->namespaces->len; i++)
    if (!declares (own, batch->namespaces->pdata[i]))
      g_string_append (cut, batch->namespaces->pdata[i]);
  g_string_append_len (cut, text + name_end, (gssize) (*length - name_end));
  *length = cut->len;
  return g_string_free (cut, FALSE);
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
    return envelope_fault (markup->line, "truncated", _ ("The file ends before the batch does."),
                           _ ("It was probably cut off on its way; send the whole file again."));
  return envelope_fault (markup->line, "batch-broken",
                         _ ("What begins here has no end, or is larger than a message may be, so that the messages "
                            "cannot be told from one another."),
                         _ ("Check the file with its schema, santun-batch-1.xsd."));
}

static JkkFault *
fault_between (const JkkMarkup *markup)
{
  return envelope_fault (markup->line, "batch-unexpected",
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
      *fault = markup.kind == JKK_MARKUP_NONE ? fault_broken (batch, &markup) : fault_between (&markup);
      return FALSE;
    }
  if (over)
    return TRUE;
  *line = markup.line;
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
      *fault = envelope_fault (markup.line, "batch-header-missing", _ ("The batch does not begin with its header."),
                               _ ("After <kiriman …> write <header> with id, sender and sent_at."));
      return FALSE;
    }
  batch->head_line = markup.line;
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

  while (find_message (batch, &line, &length, &fault) && length > 0)
    if (++head->messages > JKK_BATCH_MAX_MESSAGES)
      return envelope_fault (line, "batch-too-many", _ ("The batch has more than 100,000 messages."),
                             _ ("Send it as several batches."));
  if (fault != NULL)
    return fault;
  while (jkk_batch_scan_next (batch->scan, &markup) && markup.kind == JKK_MARKUP_OTHER && !markup.text_before)
    ;
  if (markup.kind != JKK_MARKUP_NONE || markup.text_before)
    return fault_between (&markup);
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
 * or is no batch at all. After it, jkk_batch_next() begins with the first message.
 *
 * Returns: whether it could be read; it is faultless if @faults is still empty
 */
gboolean
jkk_batch_check (JkkBatch *batch, JkkPostBatch *head, GPtrArray *faults, GError **error)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  JkkFault *fault = NULL;

  jkk_batch_scan_rewind (batch->scan, NULL);
  if ((fault = check_encoding (batch)) == NULL && jkk_batch_scan_rewind (batch->scan, checksum) && find_root (batch) &&
      find_header (batch, &fault))
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
  head->sha256 = g_strdup (g_checksum_get_string (checksum));
  batch->inside = FALSE;
  return TRUE;
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
  g_autoptr (JkkFault) fault = NULL;

  if (!batch->inside)
    batch->inside = jkk_batch_scan_rewind (batch->scan, NULL) && find_root (batch) && find_header (batch, &fault);
  if (batch->inside && find_message (batch, line, length, &fault))
    return *length > 0 ? cut_out (batch, length) : NULL;
  if (set_read_error (batch, error))
    g_set_error_literal (error, JKK_ERROR, JKK_ERROR_BUSY,
                         _ ("The file has changed while it was being read. It is taken again in the next round."));
  return NULL;
}
