#include "jkk-node-tunnel.h"

#include <gio/gunixsocketaddress.h>

#define AT_ONCE (32 * 1024)

/* One direction; when it ends, the other has to as well. */
typedef struct
{
  GIOStream *from;
  GIOStream *to;
} Pipe;

/* Whoever reads from it or writes to it finds its end. That is not done by cancelling: GnuTLS behind GIO loses the
 * error of who is cancelled while another thread writes. */
static void
shut (GIOStream *stream)
{
  g_autoptr (GIOStream) line = NULL;

  if (G_IS_TLS_CONNECTION (stream))
    g_object_get (stream, "base-io-stream", &line, NULL);
  else
    line = g_object_ref (stream);
  g_socket_shutdown (g_socket_connection_get_socket (G_SOCKET_CONNECTION (line)), TRUE, TRUE, NULL);
}

static gpointer
pump (gpointer data)
{
  Pipe *way = data;
  g_autofree guint8 *bytes = g_malloc (AT_ONCE);
  gssize n_read;

  do
    n_read = g_input_stream_read (g_io_stream_get_input_stream (way->from), bytes, AT_ONCE, NULL, NULL);
  while (n_read > 0 &&
         g_output_stream_write_all (g_io_stream_get_output_stream (way->to), bytes, (gsize) n_read, NULL, NULL, NULL));
  shut (way->from);
  shut (way->to);
  return NULL;
}

/**
 * jkk_node_tunnel_wrap:
 * @fd: (transfer full): a connected socket
 *
 * Returns: (transfer full) (nullable): it as a stream
 */
GIOStream *
jkk_node_tunnel_wrap (int fd)
{
  g_autoptr (GSocket) socket = g_socket_new_from_fd (fd, NULL);

  return socket != NULL ? G_IO_STREAM (g_socket_connection_factory_create_connection (socket)) : NULL;
}

/**
 * jkk_node_tunnel_connect:
 * @name: under which the engine of this node listens, after “@”
 *
 * Returns: (transfer full) (nullable): a line to it
 */
GIOStream *
jkk_node_tunnel_connect (const char *name)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketAddress) place = g_unix_socket_address_new_with_type (name + 1, -1, G_UNIX_SOCKET_ADDRESS_ABSTRACT);

  return (GIOStream *) g_socket_client_connect (client, G_SOCKET_CONNECTABLE (place), NULL, NULL);
}

static void
end_cb (GCancellable *cancellable, gpointer data)
{
  const Pipe *way = data;

  shut (way->from);
  shut (way->to);
}

/**
 * jkk_node_tunnel_run:
 * @one: a stream
 * @other: another
 * @cancellable: ends it
 *
 * Hands on what either says, until one of them ends.
 */
void
jkk_node_tunnel_run (GIOStream *one, GIOStream *other, GCancellable *cancellable)
{
  Pipe there = { one, other };
  Pipe back = { other, one };
  gulong end = g_cancellable_connect (cancellable, G_CALLBACK (end_cb), &there, NULL);
  GThread *thread = g_thread_new ("tunnel", pump, &there);

  pump (&back);
  g_thread_join (thread);
  g_cancellable_disconnect (cancellable, end);
  g_io_stream_close (one, NULL, NULL);
  g_io_stream_close (other, NULL, NULL);
}
