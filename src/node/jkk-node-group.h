#pragma once

#include "jkk-db-session.h"
#include "jkk-node-office.h"
#include "jkk-node-peer.h"

G_BEGIN_DECLS

/* This node's part in its group: the engine, the lines between the engines, and what the nodes tell each other. */
typedef struct _JkkNodeGroup JkkNodeGroup;

JkkNodeGroup *jkk_node_group_start (
    const char *folder, const JkkNodePlan *plan, GTlsCertificate *key, GTlsDatabase *office, GError **error);
void jkk_node_group_stop (JkkNodeGroup *group);
const JkkSessionGroup *jkk_node_group_get_session (JkkNodeGroup *group);
gboolean jkk_node_group_is_out (JkkNodeGroup *group);
char *jkk_node_group_engine (const char *folder, guint64 number);
gboolean jkk_node_group_begin (const char *folder, const JkkNodePlan *plan, const char *store, GError **error);
gboolean jkk_node_group_set_up (const char *folder, const JkkNodePlan *plan, GError **error);

/* jkk-node-visit.c */
char *jkk_node_group_receive (JkkNodeGroup *group, GSocket *line, GIOStream *stream, GCancellable *cancellable);
void jkk_node_group_turn_away (GIOStream *stream, GCancellable *cancellable);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkNodeGroup, jkk_node_group_stop)

G_END_DECLS
