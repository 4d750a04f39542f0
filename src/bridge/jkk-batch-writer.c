#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "jkk-batch.h"

struct _JkkBatchWriter
{
  FILE *stream;
  char *path;
};

static gboolean
set_write_error (JkkBatchWriter *writer, int number, GError **error)
{
  g_autofree char *name = g_filename_display_basename (writer->path);

  g_set_error (error, JKK_ERROR, JKK_ERROR_STORAGE, _ ("“%s” was not saved: %s"), name, g_strerror (number));
  return FALSE;
}

static void
write_element (FILE *stream, const char *name, const char *text)
{
  g_autofree char *escaped = text != NULL ? g_markup_escape_text (text, -1) : NULL;

  if (escaped != NULL)
    fprintf (stream, "    <%s>%s</%s>\n", name, escaped, name);
}

/**
 * jkk_batch_writer_new:
 * @path: where to
 * @head: guid, sender, recipient, answers and number of messages of the batch
 * @sent_at: time of sending, as in the schema
 * @error: %JKK_ERROR_STORAGE
 *
 * Returns: (transfer full): a batch that is being written
 */
JkkBatchWriter *
jkk_batch_writer_new (const char *path, const JkkPostBatch *head, const char *sent_at, GError **error)
{
  g_autoptr (JkkBatchWriter) writer = g_new0 (JkkBatchWriter, 1);
  int fd = g_open (path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0660);

  writer->path = g_strdup (path);
  writer->stream = fd >= 0 ? fdopen (fd, "w") : NULL;
  if (writer->stream == NULL)
    {
      set_write_error (writer, errno, error);
      return NULL;
    }
  fputs (
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<kiriman xmlns=\"urn:santun:kiriman:1\" versi=\"1\">\n  <header>\n",
      writer->stream);
  write_element (writer->stream, "id", head->guid);
  write_element (writer->stream, "sender", head->sender);
  write_element (writer->stream, "recipient", head->recipient);
  write_element (writer->stream, "sent_at", sent_at);
  fprintf (writer->stream, "    <count>%" G_GINT64_FORMAT "</count>\n", head->messages);
  write_element (writer->stream, "event", head->event);
  write_element (writer->stream, "answers", head->answers);
  fputs ("  </header>\n", writer->stream);
  return g_steal_pointer (&writer);
}

/**
 * jkk_batch_writer_add:
 * @writer: a batch that is being written
 * @message: a whole message, as a file of its own
 * @error: %JKK_ERROR_STORAGE
 *
 * Returns: whether it could be written
 */
gboolean
jkk_batch_writer_add (JkkBatchWriter *writer, const char *message, GError **error)
{
  const char *end = g_str_has_prefix (message, "<?xml") ? strstr (message, "?>") : NULL;
  const char *body = end != NULL ? end + strlen ("?>") : message;

  body += strspn (body, " \t\r\n");
  if (fputs (body, writer->stream) != EOF && (g_str_has_suffix (body, "\n") || fputc ('\n', writer->stream) != EOF))
    return TRUE;
  return set_write_error (writer, errno, error);
}

/**
 * jkk_batch_writer_finish:
 * @writer: a batch that is being written
 * @error: %JKK_ERROR_STORAGE
 *
 * Returns: whether the whole file is on the disk
 */
gboolean
jkk_batch_writer_finish (JkkBatchWriter *writer, GError **error)
{
  FILE *stream = g_steal_pointer (&writer->stream);
  gboolean good = fputs ("</kiriman>\n", stream) != EOF && fflush (stream) == 0 && fsync (fileno (stream)) == 0;
  int number = errno;

  if (fclose (stream) == 0 && good)
    return TRUE;
  return set_write_error (writer, good ? errno : number, error);
}

/**
 * jkk_batch_writer_free:
 * @writer: (transfer full): a batch; what was not finished stays where it is, half written
 */
void
jkk_batch_writer_free (JkkBatchWriter *writer)
{
  g_clear_pointer (&writer->stream, fclose);
  g_free (writer->path);
  g_free (writer);
}
