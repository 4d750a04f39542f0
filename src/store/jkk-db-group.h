#pragma once

#include "jkk-db.h"
#include "jkk-dqlite.h"

G_BEGIN_DECLS

/* What a group keeps the store under; it keeps no other. */
#define JKK_DB_GROUP_STORE "santun"

JkkDb *jkk_db_open_group (const char *line, const char *path, GError **error);
gboolean jkk_db_group_prepare (void);
gint64 jkk_db_group_count_entries (const char *line, const char *scratch);
gboolean jkk_db_group_copy (JkkDqlite *line, const char *path, GError **error);
gboolean jkk_db_group_leader (const char *line, guint64 *id, char **address);
gboolean jkk_db_group_import (const char *line, const char *path, GError **error);

G_END_DECLS
