#pragma once

#include "jkk-node-office.h"

G_BEGIN_DECLS

/* What an administrator needs at the computer of a node, to keep copies of its store and to bring one back. */
typedef struct _JkkNodeKeeper JkkNodeKeeper;

JkkNodeKeeper *jkk_node_keeper_new (const char *folder, GError **error);
void jkk_node_keeper_free (JkkNodeKeeper *keeper);
const char *jkk_node_keeper_get_store (JkkNodeKeeper *keeper);
gboolean jkk_node_keeper_is_group (JkkNodeKeeper *keeper);
gboolean jkk_node_keeper_copy (JkkNodeKeeper *keeper, const char *path, GCancellable *cancellable, GError **error);
gboolean jkk_node_keeper_may_replace (JkkNodeKeeper *keeper, GError **error);
gboolean jkk_node_keeper_replace (JkkNodeKeeper *keeper, const char *store, char **kept, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkNodeKeeper, jkk_node_keeper_free)

G_END_DECLS
