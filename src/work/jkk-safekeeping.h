#pragma once

#include <gio/gio.h>

#include "jkk-backup-info.h"

G_BEGIN_DECLS

/**
 * JkkSafekeepingKeeper:
 * @may_replace: whether the store may be replaced now; if not, why
 * @copy: (nullable): copies the store as #JkkBackupCopier does; %NULL = it is a file
 * @replace: (nullable): puts a whole store in the place of the one that is kept, and tells where that one lies now;
 *   %NULL = jkk_db_replace()
 * @data: for all of them
 *
 * Who keeps a store besides its file: the node of this computer, alone or as one of a group.
 */
typedef struct
{
  gboolean (*may_replace) (gpointer data, GError **error);
  gboolean (*copy) (const char *copy, gpointer data, GCancellable *cancellable, GError **error);
  gboolean (*replace) (gpointer data, const char *store, char **kept, GError **error);
  gpointer data;
} JkkSafekeepingKeeper;

/**
 * JkkSafekeeping:
 * @address: the store; of a group, where a file of it would lie
 * @folder: (nullable): where backups are kept; %NULL = jkk_safekeeping_folder()
 * @passphrase: (nullable): locks and opens them
 * @keeper: (nullable): who keeps it
 * @gauge: (nullable): shows how far it is
 *
 * Whose backups, and where. Borrowed for the call.
 */
typedef struct
{
  const char *address;
  const char *folder;
  const char *passphrase;
  const JkkSafekeepingKeeper *keeper;
  JkkBackupGauge *gauge;
} JkkSafekeeping;

char *jkk_safekeeping_folder (const char *address);
gboolean jkk_safekeeping_is_due (const JkkSafekeeping *keeping, gint64 now);
JkkBackupInfo *
jkk_safekeeping_run (const JkkSafekeeping *keeping, guint *n_removed, GCancellable *cancellable, GError **error);
GPtrArray *jkk_safekeeping_list (const JkkSafekeeping *keeping, GError **error);
gboolean jkk_safekeeping_verify (const JkkSafekeeping *keeping,
                                 const char *path,
                                 gint64 *n_journal_faults,
                                 GCancellable *cancellable,
                                 GError **error);

/* For the window. */
gboolean jkk_safekeeping_is_elsewhere (const char *address);
void jkk_safekeeping_list_async (const JkkSafekeeping *keeping, GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *jkk_safekeeping_list_finish (GAsyncResult *result, GError **error);
void jkk_safekeeping_run_async (const JkkSafekeeping *keeping,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
JkkBackupInfo *jkk_safekeeping_run_finish (GAsyncResult *result, GError **error);

G_END_DECLS
