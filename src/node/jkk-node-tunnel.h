#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

GIOStream *jkk_node_tunnel_wrap (int fd);
GIOStream *jkk_node_tunnel_connect (const char *name);
void jkk_node_tunnel_run (GIOStream *one, GIOStream *other, GCancellable *cancellable);

G_END_DECLS
