#pragma once

#include "jkk-error.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* The service that owns a store's file and answers the desks of a branch. */
typedef struct _JkkNode JkkNode;

JkkNode *jkk_node_start (const char *folder, GError **error);
void jkk_node_stop (JkkNode *node);
guint16 jkk_node_get_port (JkkNode *node);
gboolean jkk_node_is_retired (JkkNode *node);
guint jkk_node_count_visitors (JkkNode *node);
void jkk_node_look (JkkNode *node);
void jkk_node_set_quiet_seconds (JkkNode *node, guint seconds);
void jkk_node_set_trusts_desks (JkkNode *node, gboolean trusts);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkNode, jkk_node_stop)

G_END_DECLS
