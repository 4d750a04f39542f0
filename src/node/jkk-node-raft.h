#pragma once

#include <raft.h>

struct uv_loop_s;
struct raft_uv_transport;

/* As raft/uv.h has them, which wants the headers of libuv as well. */
RAFT_API int
raft_uv_init (struct raft_io *io, struct uv_loop_s *loop, const char *dir, struct raft_uv_transport *transport);
RAFT_API void raft_uv_close (struct raft_io *io);
