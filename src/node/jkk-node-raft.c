#define _GNU_SOURCE /* RTLD_NEXT */

#include "jkk-node-raft.h"

#include <dlfcn.h>
#include <errno.h>
#include <glib.h>
#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <unistd.h>

/* What dqlite 1.11 has no word for and libraft 0.15 does wrong is set right as dqlite sets its log up: it finds our
 * function first, since a program's own names come first. A later dqlite has its raft within, and asks for none. */

/* The log lies in files of 8 MB, and at the end of each libraft waits for the kernel to take a queue of writes down, on
 * the leader and on the others: some 70 ms in which nobody's save is kept. */
#define SEGMENT_BYTES (32u * 1024 * 1024)

/* What the library does itself; it is the same for all engines of a program. */
static struct raft_io own;

/* Who is told when an entry has been written. */
static GMutex mutex;
static GHashTable *waiting; /* of raft_io_append -> its callback; under the mutex */

/* ---- Answers ----------------------------------------------------------------------------------------------------- */

/* A node that forgets who leads while it writes an entry to its disk would answer nobody, at no address, and fall over
 * that. */
static int
send_to_somebody (struct raft_io *io,
                  struct raft_io_send *request,
                  const struct raft_message *message,
                  raft_io_send_cb done)
{
  return message->server_address != NULL ? own.send (io, request, message, done) : RAFT_NOCONNECTION;
}

/* ---- A disk that refuses ----------------------------------------------------------------------------------------- */

/* The library would go on without its disk: leading, though it has taken back what the others keep, or following,
 * though it never catches up. A node that ends at once loses nothing, and the others take over. */
static void
end_if_refused (int code)
{
  if (code == 0 || code == RAFT_CANCELED || code == RAFT_SHUTDOWN)
    return;
  g_message (_ ("The disk does not take what this node has to keep (%s): it is full, may only be read, or is broken. "
                "The node ends; the others of the group work on. Free some space or mend the disk, then start it "
                "again."),
             code == RAFT_NOSPACE ? g_strerror (ENOSPC) : raft_strerror (code));
  _exit (EXIT_FAILURE);
}

static void
appended_cb (struct raft_io_append *request, int code)
{
  raft_io_append_cb done = NULL;

  end_if_refused (code);
  g_mutex_lock (&mutex);
  *(void **) &done = g_hash_table_lookup (waiting, request);
  g_hash_table_remove (waiting, request);
  g_mutex_unlock (&mutex);
  done (request, code);
}

static int
append (struct raft_io *io,
        struct raft_io_append *request,
        const struct raft_entry entries[],
        unsigned n,
        raft_io_append_cb done)
{
  void *place = NULL;

  *(raft_io_append_cb *) &place = done;
  g_mutex_lock (&mutex);
  g_hash_table_insert (waiting, request, place);
  g_mutex_unlock (&mutex);
  int code = own.append (io, request, entries, n, appended_cb);
  end_if_refused (code);
  return code;
}

static int
set_term (struct raft_io *io, raft_term term)
{
  int code = own.set_term (io, term);

  end_if_refused (code);
  return code;
}

static int
set_vote (struct raft_io *io, raft_id server)
{
  int code = own.set_vote (io, server);

  end_if_refused (code);
  return code;
}

/* ---- As dqlite calls it ------------------------------------------------------------------------------------------ */

static void
set_right (struct raft_io *io)
{
  g_mutex_lock (&mutex);
  if (waiting == NULL)
    waiting = g_hash_table_new (NULL, NULL);
  own = *io;
  g_mutex_unlock (&mutex);
  io->send = send_to_somebody;
  io->append = append;
  io->set_term = set_term;
  io->set_vote = set_vote;
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
  set_right (io);
  return code;
}
