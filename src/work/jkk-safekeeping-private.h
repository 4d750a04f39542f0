#pragma once

#include "jkk-backup.h"
#include "jkk-safekeeping.h"

G_BEGIN_DECLS

/* A private folder beside a store, in which a backup is unpacked and looked at. */
char *jkk_safekeeping_scratch (const char *address, GError **error);
JkkDb *jkk_safekeeping_unpack (JkkBackup *backup,
                               const char *scratch,
                               gint64 *n_journal_faults,
                               JkkBackupGauge *gauge,
                               GCancellable *cancellable,
                               GError **error);
gboolean jkk_safekeeping_check_place (const JkkSafekeeping *keeping, GError **error);
JkkDb *
jkk_safekeeping_open_copy (const JkkSafekeeping *keeping, const char *path, GCancellable *cancellable, GError **error);
char *jkk_safekeeping_scratch_store (const char *scratch);

G_END_DECLS
