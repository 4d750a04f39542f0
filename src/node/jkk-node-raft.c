#define _GNU_SOURCE /* RTLD_NEXT */

#include "jkk-node-raft.h"

#include <dlfcn.h>
#include <glib.h>

/* What is mended here of libraft 0.15, which dqlite 1.11 finds under this name before its own: a node that forgets who
 * leads while it writes an entry to its disk would answer nobody, at no address, and fall over that. It is a program's
 * own function that the loader takes first; a later dqlite, which has its raft within, asks for none. */
static int (*send_on) (struct raft_io *io,
                       struct raft_io_send *request,
                       const struct raft_message *message,
                       raft_io_send_cb done);

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

  *(void **) &init = dlsym (RTLD_NEXT, "raft_uv_init");
  g_return_val_if_fail (init != NULL, RAFT_INVALID);

  int code = init (io, loop, dir, transport);
  if (code == 0)
    {
      send_on = io->send;
      io->send = send_to_somebody;
    }
  return code;
}
