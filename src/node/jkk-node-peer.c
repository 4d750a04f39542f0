#include "jkk-node-peer.h"

#include "jkk-desk-key.h"

/* Who does not answer so long is asked again a second later anyway. */
#define CONNECT_SECONDS 2

struct _JkkNodePeer
{
  char *address;
  GTlsCertificate *key;
  GTlsDatabase *office;
  GSocketConnection *line; /* NULL: there is none just now */
  GIOStream *stream;       /* the same, enciphered */
};

/**
 * jkk_node_peer_new:
 * @address: “host:port”
 * @key: who this node is
 * @office: whom it trusts
 *
 * Returns: (transfer full): the other node, to which no line has been made yet
 */
JkkNodePeer *
jkk_node_peer_new (const char *address, GTlsCertificate *key, GTlsDatabase *office)
{
  JkkNodePeer *peer = g_new0 (JkkNodePeer, 1);

  peer->address = g_strdup (address);
  peer->key = g_object_ref (key);
  peer->office = g_object_ref (office);
  return peer;
}

static void
hang_up (JkkNodePeer *peer)
{
  if (peer->line != NULL)
    g_io_stream_close (G_IO_STREAM (peer->line), NULL, NULL);
  g_clear_object (&peer->stream);
  g_clear_object (&peer->line);
}

/**
 * jkk_node_peer_free:
 * @peer: (transfer full): the other node; a line to it is closed
 */
void
jkk_node_peer_free (JkkNodePeer *peer)
{
  hang_up (peer);
  g_free (peer->address);
  g_object_unref (peer->key);
  g_object_unref (peer->office);
  g_free (peer);
}

/**
 * jkk_node_peer_get_address:
 * @peer: the other node
 *
 * Returns: where it is
 */
const char *
jkk_node_peer_get_address (JkkNodePeer *peer)
{
  return peer->address;
}

static GIOStream *
encipher (JkkNodePeer *peer, GSocketConnectable *place, GCancellable *cancellable)
{
  g_autoptr (GIOStream) stream = g_tls_client_connection_new (G_IO_STREAM (peer->line), place, NULL);

  if (stream == NULL)
    return NULL;
  g_tls_connection_set_certificate (G_TLS_CONNECTION (stream), peer->key);
  g_tls_connection_set_database (G_TLS_CONNECTION (stream), peer->office);
  g_tls_connection_set_require_close_notify (G_TLS_CONNECTION (stream), FALSE);
  return g_tls_connection_handshake (G_TLS_CONNECTION (stream), cancellable, NULL) ? g_steal_pointer (&stream) : NULL;
}

static gboolean
ensure_line (JkkNodePeer *peer, GCancellable *cancellable)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketConnectable) place = jkk_desk_key_parse_host (peer->address);

  if (peer->stream != NULL)
    return TRUE;
  if (place == NULL)
    return FALSE;
  g_socket_client_set_enable_proxy (client, FALSE);
  g_socket_client_set_timeout (client, CONNECT_SECONDS);
  peer->line = g_socket_client_connect (client, place, cancellable, NULL);
  if (peer->line != NULL)
    peer->stream = encipher (peer, place, cancellable);
  if (peer->stream != NULL)
    jkk_frame_tune_line (g_socket_connection_get_socket (peer->line));
  else
    hang_up (peer);
  return peer->stream != NULL;
}

/**
 * jkk_node_peer_ask:
 * @peer: the other node
 * @question: (transfer full): what is asked
 * @seconds: how long it may take to answer
 * @cancellable: ends it early
 *
 * Returns: (transfer full) (nullable): the answer, also a FAIL; %NULL: it does not answer, or not to this node
 */
JkkFrame *
jkk_node_peer_ask (JkkNodePeer *peer, GByteArray *question, guint seconds, GCancellable *cancellable)
{
  g_autoptr (GByteArray) owned = question;
  JkkFrame *answer = NULL;

  if (!ensure_line (peer, cancellable))
    return NULL;
  g_socket_set_timeout (g_socket_connection_get_socket (peer->line), seconds);
  if (jkk_frame_send (g_io_stream_get_output_stream (peer->stream), g_byte_array_ref (owned), cancellable, NULL))
    answer = jkk_frame_receive (g_io_stream_get_input_stream (peer->stream), JKK_FRAME_LONGEST, cancellable, NULL);
  if (answer == NULL)
    hang_up (peer);
  return answer;
}

/**
 * jkk_node_peer_tunnel:
 * @peer: the other node
 * @cancellable: ends it early
 *
 * Returns: (transfer full) (nullable): a line to its engine, which lives as long as @peer
 */
GIOStream *
jkk_node_peer_tunnel (JkkNodePeer *peer, GCancellable *cancellable)
{
  if (!ensure_line (peer, cancellable) || !jkk_frame_send (g_io_stream_get_output_stream (peer->stream),
                                                           jkk_frame_start (JKK_FRAME_TUNNEL), cancellable, NULL))
    return NULL;
  return g_object_ref (peer->stream);
}

/**
 * jkk_node_peer_hand_on:
 * @peer: the other node
 * @question: (transfer full): for whom the line shall be
 * @seconds: how long it may take to answer
 * @cancellable: ends it early
 *
 * Returns: (transfer full) (nullable): a line to it, which lives as long as @peer; %NULL: it did not agree
 */
GIOStream *
jkk_node_peer_hand_on (JkkNodePeer *peer, GByteArray *question, guint seconds, GCancellable *cancellable)
{
  g_autoptr (JkkFrame) answer = jkk_node_peer_ask (peer, question, seconds, cancellable);

  if (answer == NULL || answer->kind != JKK_FRAME_OK)
    return NULL;
  g_socket_set_timeout (g_socket_connection_get_socket (peer->line), 0);
  return g_object_ref (peer->stream);
}
