#pragma once

#include "jkk-backup-info.h"
#include "jkk-db.h"

G_BEGIN_DECLS

/* Whole copies of a store, whether it is sound, and putting one in the place of another. */
gboolean jkk_db_copy (JkkDb *db, const char *path, GError **error);
gboolean jkk_db_check (JkkDb *db, gboolean thoroughly, GError **error);
gboolean jkk_db_find_damage (JkkDb *db, GCancellable *cancellable, char **damage, GError **error);
gboolean jkk_db_check_all (JkkDb *db, JkkBackupGauge *gauge, GCancellable *cancellable, GError **error);
gboolean jkk_db_replace (const char *address, const char *replacement, gint64 now, char **kept, GError **error);

G_END_DECLS
