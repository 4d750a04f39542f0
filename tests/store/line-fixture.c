#include "line-fixture.h"

#include <sys/socket.h>

static GSocketConnection *
connection_of (int fd)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSocket) socket = g_socket_new_from_fd (fd, &error);

  g_assert_no_error (error);
  return g_socket_connection_factory_create_connection (socket);
}

/* @serve answers at the other end, in a thread of its own, with @line->node. */
void
line_open (Line *line, GThreadFunc serve, gpointer data)
{
  int ends[2];

  g_assert_cmpint (socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends), ==, 0);
  line->here = connection_of (ends[0]);
  line->node = connection_of (ends[1]);
  line->thread = g_thread_new ("visitor", serve, data);
}

void
line_hang_up (Line *line)
{
  g_io_stream_close (G_IO_STREAM (line->here), NULL, NULL);
  g_thread_join (line->thread);
  g_clear_object (&line->here);
  g_clear_object (&line->node);
}

void
line_say (Line *line, GByteArray *frame)
{
  jkk_frame_send (g_io_stream_get_output_stream (G_IO_STREAM (line->here)), frame, NULL, NULL);
}

JkkFrame *
line_hear (Line *line)
{
  return jkk_frame_receive (g_io_stream_get_input_stream (G_IO_STREAM (line->here)), JKK_FRAME_LONGEST, NULL, NULL);
}

JkkFrame *
line_ask (Line *line, GByteArray *frame)
{
  line_say (line, frame);
  return line_hear (line);
}
