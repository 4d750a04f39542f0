#pragma once

#include "jkk-backup-info.h"

G_BEGIN_DECLS

char *jkk_backup_name (gint64 made_at, gint64 sequence);
gboolean jkk_backup_parse_name (const char *name, gint64 *made_at, gint64 *sequence);
GPtrArray *jkk_backup_list (const char *folder, GError **error);
GPtrArray *jkk_backup_surplus (GPtrArray *backups);

G_END_DECLS
