#define _GNU_SOURCE /* RTLD_NEXT */

#include "jkk-node-raft.h"

#include <dlfcn.h>
#include <glib.h>

/* What dqlite 1.11 has no word for and libraft 0.15 does wrong is set right as dqlite sets its log up: it finds our
 * function first, since a program's own names come first. A later dqlite has its raft within, and asks for none. */

/* The log lies in files of 8 MB, and at the end of each libraft waits for the kernel to take a queue of writes down, on
 * the leader and on the others: some 70 ms in which nobody's save is kept. */
#define SEGMENT_BYTES (64u * 1024 * 1024)

static int (*send_on) (struct raft_io *io,
                       struct raft_io_send *request,
                       const struct raft_message *message,
                       raft_io_send_cb done);

/* A node that forgets who leads while it writes an entry to its disk would answer nobody, at no address, and fall over
 * that. */
static int
send_to_somebody (struct raft_io *io,
                  struct raft_io_send *request,
                  const struct raft_message *message,
                  raft_io_send_cb done)
{
  return message->server_address != NULL ? send_on (io, request, message, done) : RAFT_NOCONNECTION;
}

int
raft_uv_init (struct raft_io *io, struct uv_loop_s *loop, const char *dir, struct raft_uv_transport *transport)
{
  int (*init) (struct raft_io *, struct uv_loop_s *, const char *, struct raft_uv_transport *) = NULL;
  void (*set_segment_size) (struct raft_io *, gsize) = NULL;

  *(void **) &init = dlsym (RTLD_NEXT, "raft_uv_init");
  *(void **) &set_segment_size = dlsym (RTLD_NEXT, "raft_uv_set_segment_size");
  g_return_val_if_fail (init != NULL, RAFT_INVALID);

  int code = init (io, loop, dir, transport);
  if (code != 0)
    return code;
  if (set_segment_size != NULL)
    set_segment_size (io, SEGMENT_BYTES);
  send_on = io->send;
  io->send = send_to_somebody;
  return code;
}
