#include "jkk-frame.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <string.h>

/*  length (4) │ kind (1) │ values …            all numbers with the lowest byte first
 *
 *  empty: 0   number: 1 + 8 bytes   text: 2 + length (4) + UTF-8 + NUL   bytes: 3 + length (4) + bytes
 */
#define HEAD 5

enum
{
  TYPE_EMPTY,
  TYPE_NUMBER,
  TYPE_TEXT,
  TYPE_BYTES,
};

/* A silent other end, a cut cable, is noticed after this time, however long a statement may take. */
#define SILENCE_MS 10000

static void
put_32 (guint8 *place, guint32 number)
{
  guint32 little = GUINT32_TO_LE (number);

  memcpy (place, &little, sizeof little);
}

static guint32
get_32 (const guint8 *place)
{
  guint32 little;

  memcpy (&little, place, sizeof little);
  return GUINT32_FROM_LE (little);
}

/**
 * jkk_frame_tune_line:
 * @line: a connection on either side
 *
 * No frame waits to fill a packet, and an end that vanished is noticed.
 */
void
jkk_frame_tune_line (GSocket *line)
{
  g_socket_set_timeout (line, 0);
  g_socket_set_keepalive (line, TRUE);
  g_socket_set_option (line, IPPROTO_TCP, TCP_NODELAY, 1, NULL);
  g_socket_set_option (line, IPPROTO_TCP, TCP_KEEPIDLE, 3, NULL);
  g_socket_set_option (line, IPPROTO_TCP, TCP_KEEPINTVL, 2, NULL);
  g_socket_set_option (line, IPPROTO_TCP, TCP_KEEPCNT, 3, NULL);
  g_socket_set_option (line, IPPROTO_TCP, TCP_USER_TIMEOUT, SILENCE_MS, NULL);
}

/**
 * jkk_frame_start:
 * @kind: what the frame says
 *
 * Returns: (transfer full): a frame without values
 */
GByteArray *
jkk_frame_start (JkkFrameKind kind)
{
  GByteArray *frame = g_byte_array_sized_new (256);
  guint8 head[HEAD] = { 0, 0, 0, 0, kind };

  return g_byte_array_append (frame, head, HEAD);
}

/**
 * jkk_frame_add_number:
 * @frame: a frame
 * @number: JKK_NONE = empty
 */
void
jkk_frame_add_number (GByteArray *frame, gint64 number)
{
  guint8 value[9] = { number != JKK_NONE ? TYPE_NUMBER : TYPE_EMPTY };
  gint64 little = GINT64_TO_LE (number);

  memcpy (value + 1, &little, sizeof little);
  g_byte_array_append (frame, value, number != JKK_NONE ? sizeof value : 1);
}

static void
add_sized (GByteArray *frame, guint8 type, const void *data, gsize length)
{
  guint8 head[5] = { type };

  g_assert (length < JKK_FRAME_LONGEST);
  put_32 (head + 1, (guint32) length);
  g_byte_array_append (frame, head, sizeof head);
  g_byte_array_append (frame, data, (guint) length);
}

/**
 * jkk_frame_add_text:
 * @frame: a frame
 * @text: (nullable): UTF-8; %NULL = empty
 */
void
jkk_frame_add_text (GByteArray *frame, const char *text)
{
  static const guint8 end = 0;

  if (text == NULL)
    {
      jkk_frame_add_number (frame, JKK_NONE);
      return;
    }
  add_sized (frame, TYPE_TEXT, text, strlen (text));
  /* So that the other end can use it where it lies. */
  g_byte_array_append (frame, &end, 1);
}

/**
 * jkk_frame_add_bytes:
 * @frame: a frame
 * @bytes: a document
 */
void
jkk_frame_add_bytes (GByteArray *frame, GBytes *bytes)
{
  gsize length;
  const void *data = g_bytes_get_data (bytes, &length);

  add_sized (frame, TYPE_BYTES, data, length);
}

/**
 * jkk_frame_queue:
 * @queue: what is sent later, by jkk_frame_send() of one more frame
 * @frame: (transfer full): a frame
 *
 * Puts a frame behind others, so that all go in one piece.
 */
void
jkk_frame_queue (GByteArray *queue, GByteArray *frame)
{
  put_32 (frame->data, frame->len - 4);
  g_byte_array_append (queue, frame->data, frame->len);
  g_byte_array_unref (frame);
}

/**
 * jkk_frame_send:
 * @stream: where to
 * @frame: (transfer full): a frame
 * @cancellable: (nullable): ends it early
 * @error: what the stream says
 *
 * Returns: whether the whole frame was handed over
 */
gboolean
jkk_frame_send (GOutputStream *stream, GByteArray *frame, GCancellable *cancellable, GError **error)
{
  g_autoptr (GByteArray) owned = frame;

  put_32 (owned->data, owned->len - 4);
  return g_output_stream_write_all (stream, owned->data, owned->len, NULL, cancellable, error);
}

/* Reads all of it. At the very end of the stream that is an error as well: a frame was expected. */
static gboolean
read_all (GInputStream *stream, guint8 *place, gsize length, GCancellable *cancellable, GError **error)
{
  gsize n_read = 0;

  if (!g_input_stream_read_all (stream, place, length, &n_read, cancellable, error))
    return FALSE;
  if (n_read == length)
    return TRUE;

  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED, "the other end has closed the connection");
  return FALSE;
}

/**
 * jkk_frame_receive:
 * @stream: where from
 * @longest: a longer frame is refused, in bytes
 * @cancellable: (nullable): ends it early
 * @error: what the stream says; %G_IO_ERROR_INVALID_DATA: not a frame, or too long
 *
 * Waits for the next frame.
 *
 * Returns: (transfer full): the frame
 */
JkkFrame *
jkk_frame_receive (GInputStream *stream, gsize longest, GCancellable *cancellable, GError **error)
{
  guint8 head[HEAD];

  if (!read_all (stream, head, HEAD, cancellable, error))
    return NULL;
  gsize length = get_32 (head);
  if (length < 1 || length - 1 > longest || head[4] < JKK_FRAME_HELLO || head[4] > JKK_FRAME_LAST)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "this is not a frame");
      return NULL;
    }

  g_autoptr (JkkFrame) frame = g_new0 (JkkFrame, 1);
  frame->kind = head[4];
  frame->length = length - 1;
  frame->bytes = g_try_malloc (frame->length + 1);
  if (frame->bytes == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE, "there is not enough memory for a frame");
      return NULL;
    }
  if (!read_all (stream, frame->bytes, frame->length, cancellable, error))
    return NULL;
  return g_steal_pointer (&frame);
}

/**
 * jkk_frame_free:
 * @frame: (transfer full): a frame; its values end with it
 */
void
jkk_frame_free (JkkFrame *frame)
{
  g_free (frame->bytes);
  g_free (frame);
}

/* The next bytes, or %NULL when they are not there: the other end does not keep to the protocol. */
static const guint8 *
take_raw (JkkFrame *frame, gsize length)
{
  if (frame->is_broken || frame->length - frame->at < length)
    {
      frame->is_broken = TRUE;
      return NULL;
    }
  frame->at += length;
  return frame->bytes + frame->at - length;
}

static int
take_type (JkkFrame *frame)
{
  const guint8 *type = take_raw (frame, 1);

  return type != NULL ? *type : -1;
}

static const guint8 *
take_sized (JkkFrame *frame, gsize n_after, gsize *length)
{
  const guint8 *head = take_raw (frame, 4);

  *length = head != NULL ? get_32 (head) : 0;
  return head != NULL ? take_raw (frame, *length + n_after) : NULL;
}

static const char *
take_text (JkkFrame *frame)
{
  gsize length;
  const char *text = (const char *) take_sized (frame, 1, &length);

  if (text != NULL && text[length] == '\0' && g_utf8_validate_len (text, length, NULL))
    return text;
  frame->is_broken = TRUE;
  return NULL;
}

static gint64
take_number (JkkFrame *frame)
{
  const guint8 *place = take_raw (frame, 8);
  gint64 little;

  if (place == NULL)
    return JKK_NONE;
  memcpy (&little, place, sizeof little);
  return GINT64_FROM_LE (little);
}

/**
 * jkk_frame_take:
 * @frame: a frame
 *
 * Returns: its next value; its text lies in the frame
 */
JkkFrameValue
jkk_frame_take (JkkFrame *frame)
{
  JkkFrameValue value = { .number = JKK_NONE };

  switch (take_type (frame))
    {
    case TYPE_EMPTY:
      break;
    case TYPE_NUMBER:
      value.number = take_number (frame);
      break;
    case TYPE_TEXT:
      value.text = take_text (frame);
      break;
    default:
      frame->is_broken = TRUE;
    }
  return value;
}

/**
 * jkk_frame_take_number:
 * @frame: a frame
 *
 * Returns: its next value, which must be a number or empty; JKK_NONE = empty
 */
gint64
jkk_frame_take_number (JkkFrame *frame)
{
  JkkFrameValue value = jkk_frame_take (frame);

  frame->is_broken |= value.text != NULL;
  return value.number;
}

/**
 * jkk_frame_take_text:
 * @frame: a frame
 *
 * Returns: (transfer none) (nullable): its next value, which must be a text or empty; it lies in the frame
 */
const char *
jkk_frame_take_text (JkkFrame *frame)
{
  JkkFrameValue value = jkk_frame_take (frame);

  frame->is_broken |= value.number != JKK_NONE;
  return value.text;
}

/**
 * jkk_frame_take_bytes:
 * @frame: a frame
 *
 * Returns: (transfer full) (nullable): its next value, which must be bytes; a copy
 */
GBytes *
jkk_frame_take_bytes (JkkFrame *frame)
{
  gsize length = 0;
  const guint8 *data = take_type (frame) == TYPE_BYTES ? take_sized (frame, 0, &length) : NULL;

  if (data != NULL)
    return g_bytes_new (data, length);
  frame->is_broken = TRUE;
  return NULL;
}
