#pragma once

#include "jkk-dqlite.h"
#include "jkk-node-peer.h"

G_BEGIN_DECLS

/* A line to the engine of a running node, with that node's own key or another one of its group. */
typedef struct _JkkNodeReach JkkNodeReach;

JkkNodeReach *jkk_node_reach_new (const char *address, GTlsCertificate *key, GTlsDatabase *office);
void jkk_node_reach_free (JkkNodeReach *reach);
JkkDqlite *jkk_node_reach_get_line (JkkNodeReach *reach);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkNodeReach, jkk_node_reach_free)

G_END_DECLS
