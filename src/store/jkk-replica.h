#pragma once

#include "jkk-stream.h"

G_BEGIN_DECLS

/* A copy of a store that is kept in step with it by the changes that the store streams. Nobody else writes into it. */
typedef struct _JkkReplica JkkReplica;

/* Called for each row that a change has made or altered: its first column when that is a number, else 0. */
typedef void (*JkkReplicaRowFunc) (const char *table, gint64 key, gpointer data);

JkkReplica *jkk_replica_open (const char *path, GError **error);
void jkk_replica_close (JkkReplica *replica);
const JkkStreamChange *jkk_replica_last (JkkReplica *replica);
gboolean jkk_replica_apply (JkkReplica *replica, GPtrArray *changes, GError **error);
GHashTable *jkk_replica_documents (GPtrArray *changes);
gboolean jkk_replica_each_row (const JkkStreamChange *change, JkkReplicaRowFunc func, gpointer data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkReplica, jkk_replica_close)

G_END_DECLS
