#include "jkk-follow-line.h"

#include "jkk-desk-key.h"
#include "jkk-follow.h"

#include <glib/gi18n-lib.h>

#define CONNECT_SECONDS 5

static GSocketConnection *
dial (GSocketConnectable *node, GCancellable *cancellable, GError **error)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();

  g_socket_client_set_enable_proxy (client, FALSE);
  g_socket_client_set_timeout (client, CONNECT_SECONDS);
  return g_socket_client_connect (client, node, cancellable, error);
}

static GIOStream *
encipher (GSocketConnection *line,
          GSocketConnectable *node,
          const char *key,
          const char *office,
          GCancellable *cancellable,
          GError **error)
{
  g_autoptr (GTlsCertificate) certificate = g_tls_certificate_new_from_file (key, error);
  g_autoptr (GTlsDatabase) trust = certificate != NULL ? g_tls_file_database_new (office, error) : NULL;
  g_autoptr (GIOStream) stream = trust != NULL ? g_tls_client_connection_new (G_IO_STREAM (line), node, error) : NULL;

  if (stream == NULL)
    return NULL;
  g_tls_connection_set_certificate (G_TLS_CONNECTION (stream), certificate);
  g_tls_connection_set_database (G_TLS_CONNECTION (stream), trust);
  g_tls_connection_set_require_close_notify (G_TLS_CONNECTION (stream), FALSE);
  return g_tls_connection_handshake (G_TLS_CONNECTION (stream), cancellable, error) ? g_steal_pointer (&stream) : NULL;
}

static gboolean
say_hello (JkkFollowLine *line, GError **error)
{
  GByteArray *hello = jkk_frame_start (JKK_FRAME_HELLO);

  jkk_frame_add_number (hello, JKK_FRAME_PROTOCOL);
  jkk_frame_add_text (hello, NULL);
  jkk_frame_add_text (hello, JKK_VERSION);
  jkk_frame_add_number (hello, 0);
  g_autoptr (JkkFrame) answer = jkk_follow_line_ask (line, hello, JKK_FRAME_OK, error);
  if (answer == NULL)
    return FALSE;
  jkk_frame_take_text (answer);
  line->epoch = jkk_frame_take_number (answer);
  return TRUE;
}

/**
 * jkk_follow_line_open:
 * @address: of a node
 * @key: path of the certificate and key of who follows
 * @office: path of the certificate of the office
 * @cancellable: (nullable): ends it early, and all that is asked over the line; borrowed by the line
 * @error: AWAY, and what jkk_follow_line_ask() says
 *
 * Returns: (transfer full): a line over which the node has answered
 */
JkkFollowLine *
jkk_follow_line_open (
    const char *address, const char *key, const char *office, GCancellable *cancellable, GError **error)
{
  g_autoptr (JkkFollowLine) line = g_new0 (JkkFollowLine, 1);
  g_autoptr (GSocketConnectable) node = jkk_desk_key_parse_address (address, error);
  g_autoptr (GError) reason = NULL;

  if (node == NULL)
    return NULL;
  line->cancellable = cancellable;
  line->line = dial (node, cancellable, &reason);
  line->stream = line->line != NULL ? encipher (line->line, node, key, office, cancellable, &reason) : NULL;
  if (line->stream == NULL)
    {
      g_set_error (error, JKK_ERROR, JKK_ERROR_AWAY, _ ("The node “%s” cannot be reached: %s."), address,
                   reason->message);
      return NULL;
    }
  jkk_frame_tune_line (g_socket_connection_get_socket (line->line));
  return say_hello (line, error) ? g_steal_pointer (&line) : NULL;
}

/**
 * jkk_follow_line_close:
 * @line: (transfer full): a line
 */
void
jkk_follow_line_close (JkkFollowLine *line)
{
  if (line->line != NULL)
    g_io_stream_close (G_IO_STREAM (line->line), NULL, NULL);
  g_clear_object (&line->stream);
  g_clear_object (&line->line);
  g_free (line);
}

static void
take_failure (JkkFrame *frame, GError **error)
{
  int code = (int) jkk_frame_take_number (frame);

  jkk_frame_take_number (frame);
  const char *detail = jkk_frame_take_text (frame);
  g_set_error (error, JKK_ERROR, JKK_ERROR_REFUSED, _ ("The node does not give what was asked (%d%s%s)."), code,
               detail != NULL ? ": " : "", detail != NULL ? detail : "");
}

/**
 * jkk_follow_line_ask:
 * @line: a line
 * @question: (transfer full): a frame
 * @expected: what is answered
 * @error: AWAY: the line is broken; REFUSED: the node's reason
 *
 * Returns: (transfer full): the answer
 */
JkkFrame *
jkk_follow_line_ask (JkkFollowLine *line, GByteArray *question, JkkFrameKind expected, GError **error)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (JkkFrame) answer = NULL;

  if (jkk_frame_send (g_io_stream_get_output_stream (line->stream), question, line->cancellable, &reason))
    answer =
        jkk_frame_receive (g_io_stream_get_input_stream (line->stream), JKK_FRAME_LONGEST, line->cancellable, &reason);
  if (answer == NULL)
    g_set_error (error, JKK_ERROR, JKK_ERROR_AWAY, _ ("The line to the node is broken: %s."), reason->message);
  else if (answer->kind == JKK_FRAME_FAIL)
    take_failure (answer, error);
  else if (answer->kind != expected)
    g_set_error_literal (error, JKK_ERROR, JKK_ERROR_REFUSED, _ ("What answers does not speak as a node does."));
  else
    return g_steal_pointer (&answer);
  return NULL;
}

/**
 * jkk_follow_line_retire:
 * @line: a line of a stand-by
 * @epoch: in which it will serve
 * @last: (out): number of the last change that the node will ever make
 * @error: as jkk_follow_line_ask()
 *
 * Returns: whether the node serves nobody any more
 */
gboolean
jkk_follow_line_retire (JkkFollowLine *line, gint64 epoch, gint64 *last, GError **error)
{
  GByteArray *question = jkk_frame_start (JKK_FRAME_RETIRE);

  jkk_frame_add_number (question, epoch);
  g_autoptr (JkkFrame) answer = jkk_follow_line_ask (line, question, JKK_FRAME_OK, error);
  if (answer == NULL)
    return FALSE;
  *last = jkk_frame_take_number (answer);
  return TRUE;
}

/**
 * jkk_follow_tell_retire:
 * @plan: how the node is reached whose place was taken
 * @epoch: in which another one serves
 * @error: AWAY: it does not answer; REFUSED
 *
 * Returns: whether it knows now, and serves no more
 */
gboolean
jkk_follow_tell_retire (const JkkFollowPlan *plan, gint64 epoch, GError **error)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (JkkFollowLine) line = jkk_follow_line_open (plan->address, plan->key, plan->office, cancellable, error);
  gint64 last;

  return line != NULL && jkk_follow_line_retire (line, epoch, &last, error);
}
