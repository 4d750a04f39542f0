/* RTLD_NEXT */
#define _GNU_SOURCE

#include <dlfcn.h>
#include <glib.h>

/* The engine's log lies in files of 8 MB, and at the end of each libraft 0.15 waits for the kernel to take a queue of
 * writes down, on the leader and on the others: some 70 ms in which nobody's save is kept. dqlite 1.11 has no word by
 * which larger files could be asked for, so they are asked for as it sets its log up. */
#define SEGMENT_BYTES (64u * 1024 * 1024)

/* As libraft declares them; nothing is known here of what they point to. */
int raft_uv_init (void *io, void *loop, const char *folder, void *transport);

/* What dqlite calls, since the program's own names come first. */
__attribute__ ((visibility ("default"))) int
raft_uv_init (void *io, void *loop, const char *folder, void *transport)
{
  int (*init) (void *, void *, const char *, void *);
  void (*set_segment_size) (void *, gsize);

  *(void **) &init = dlsym (RTLD_NEXT, "raft_uv_init");
  *(void **) &set_segment_size = dlsym (RTLD_NEXT, "raft_uv_set_segment_size");
  int code = init (io, loop, folder, transport);
  if (code == 0 && set_segment_size != NULL)
    set_segment_size (io, SEGMENT_BYTES);
  return code;
}
