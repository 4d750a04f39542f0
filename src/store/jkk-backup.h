#pragma once

#include "jkk-account-store.h"
#include "jkk-backup-info.h"

G_BEGIN_DECLS

/**
 * JkkBackupOrder:
 * @folder: where backups are kept; made when it is not there
 * @passphrase: (nullable): locks them; %NULL = whoever has the files can read them
 * @cost: how dear it is to try a passphrase
 * @now: seconds since 1970 UTC
 * @gauge: (nullable): shows how far it is
 *
 * What a backup is made by. Borrowed for the call.
 */
typedef struct
{
  const char *folder;
  const char *passphrase;
  JkkPasswordCost cost;
  gint64 now;
  JkkBackupGauge *gauge;
} JkkBackupOrder;

/* An open backup: its list of contents has been read. */
typedef struct _JkkBackup JkkBackup;

/* Writes a store as it is at this moment into a file of its own, and sees to it that its documents lie beside it. */
typedef gboolean (*JkkBackupCopier) (const char *copy, gpointer data, GCancellable *cancellable, GError **error);

JkkBackupInfo *jkk_backup_make_by (const char *store,
                                   JkkBackupCopier copier,
                                   gpointer data,
                                   const JkkBackupOrder *order,
                                   GCancellable *cancellable,
                                   GError **error);
JkkBackupInfo *jkk_backup_make (JkkDb *db, const JkkBackupOrder *order, GCancellable *cancellable, GError **error);
JkkBackup *jkk_backup_open (const char *path, const char *passphrase, GError **error);
void jkk_backup_free (JkkBackup *backup);
void jkk_backup_set_gauge (JkkBackup *backup, JkkBackupGauge *gauge);
gint64 jkk_backup_get_sequence (const JkkBackup *backup);
const char *jkk_backup_get_hash (const JkkBackup *backup);
guint jkk_backup_get_n_documents (const JkkBackup *backup);
gboolean jkk_backup_unpack (JkkBackup *backup, const char *path, GCancellable *cancellable, GError **error);
gboolean jkk_backup_fetch_documents (
    JkkBackup *backup, JkkDb *into, const char *present, GCancellable *cancellable, GError **error);
gboolean jkk_backup_prune (const char *folder, const char *passphrase, guint *n_removed, GError **error);
JkkBackupLoss *jkk_backup_compare (const JkkBackup *backup, JkkDb *present, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkBackup, jkk_backup_free)

G_END_DECLS
