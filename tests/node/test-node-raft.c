/* What is mended of the library by which a group agrees. */
#include "jkk-node-raft.h"

#include <glib.h>

static void
sent_cb (struct raft_io_send *request, int status)
{
  g_assert_not_reached ();
}

/* The library's own function asks how long the address is. */
static void
test_an_answer_to_nobody_is_not_sent (void)
{
  struct raft_io io = { 0 };
  struct raft_io_send request = { 0 };
  int transport;
  struct raft_message message = { .type = RAFT_IO_APPEND_ENTRIES_RESULT };
  int loop;

  g_assert_cmpint (raft_uv_init (&io, (struct uv_loop_s *) &loop, "/nowhere", (struct raft_uv_transport *) &transport),
                   ==, 0);
  g_assert_cmpint (io.send (&io, &request, &message, sent_cb), ==, RAFT_NOCONNECTION);
  raft_uv_close (&io);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/node/raft/an_answer_to_nobody_is_not_sent", test_an_answer_to_nobody_is_not_sent);
  return g_test_run ();
}
