#pragma once

#include "jkk-node-certificate.h"
#include "jkk-node-office.h"
#include "jkk-node-peer.h"

G_BEGIN_DECLS

int jkk_node_list_lock (const char *folder);
void jkk_node_list_unlock (int lock);
gboolean jkk_node_list_add (const char *folder, const JkkNodePlan *plan, const JkkNodePair *pair, GError **error);
char *jkk_node_list_places (const char *folder);
gint64 jkk_node_list_barred_at (const char *folder, guint64 number);
guint64 jkk_node_list_next_number (const char *folder);
gboolean jkk_node_list_bar (const char *folder, guint64 number, GError **error);
char *jkk_node_list_write (const char *folder);
gboolean jkk_node_list_merge (const char *folder, const char *list, GError **error);

gboolean jkk_node_list_exchange (const char *folder, JkkNodePeer *peer, GCancellable *cancellable);
guint jkk_node_list_spread (const char *folder);

G_END_DECLS
