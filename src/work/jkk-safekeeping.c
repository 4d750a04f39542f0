#include "jkk-safekeeping.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "jkk-backup-keep.h"
#include "jkk-db-copy.h"
#include "jkk-deed-private.h"
#include "jkk-file-out.h"
#include "jkk-journal.h"
#include "jkk-safekeeping-private.h"

/* A backup that is asked for “if due” is made once a day; a little less, so that the hour does not wander. */
#define DUE_SECONDS (20 * 60 * 60)

/**
 * jkk_safekeeping_folder:
 * @address: a store
 *
 * Returns: (transfer full): where its backups are kept unless somebody says otherwise: SANTUN_BACKUP_FOLDER, else a
 * folder beside it.
 */
char *
jkk_safekeeping_folder (const char *address)
{
  const char *given = g_getenv ("SANTUN_BACKUP_FOLDER");
  g_autofree char *base = g_path_get_basename (address);
  g_autofree char *folder = g_path_get_dirname (address);
  g_autofree char *name = g_strconcat (base, ".backups", NULL);

  return given != NULL && *given != '\0' ? g_strdup (given) : g_build_filename (folder, name, NULL);
}

static char *
folder_of (const JkkSafekeeping *keeping)
{
  return keeping->folder != NULL ? g_strdup (keeping->folder) : jkk_safekeeping_folder (keeping->address);
}

/**
 * jkk_safekeeping_check_place:
 * @keeping: whose backups
 * @error: REFUSED: a node keeps it
 *
 * Returns: whether they can be made and restored here
 */
gboolean
jkk_safekeeping_check_place (const JkkSafekeeping *keeping, GError **error)
{
  if (!jkk_safekeeping_is_elsewhere (keeping->address))
    return TRUE;
  g_set_error (error, JKK_ERROR, JKK_ERROR_REFUSED,
               _ ("“%s” is kept by a node. Its backups are made and restored on the computer of that node: santunctl "
                  "backup run --node=FOLDER"),
               keeping->address);
  return FALSE;
}

static JkkDb *
open_to_read (const JkkSafekeeping *keeping, GError **error)
{
  return jkk_safekeeping_check_place (keeping, error) ? jkk_db_open (keeping->address, JKK_DB_READONLY, error) : NULL;
}

static gboolean
has_copier (const JkkSafekeeping *keeping)
{
  return keeping->keeper != NULL && keeping->keeper->copy != NULL;
}

/**
 * jkk_safekeeping_open_copy:
 * @keeping: what a keeper keeps that copies it
 * @path: where the copy is put
 * @cancellable: (nullable): to give up
 * @error: as the keeper's copy; as jkk_db_open()
 *
 * Returns: (transfer full): the store as it is at this moment, to be looked at
 */
JkkDb *
jkk_safekeeping_open_copy (const JkkSafekeeping *keeping, const char *path, GCancellable *cancellable, GError **error)
{
  return keeping->keeper->copy (path, keeping->keeper->data, cancellable, error)
             ? jkk_db_open (path, JKK_DB_READONLY, error)
             : NULL;
}

/* Whether something was done since @last; also when that cannot be told. */
static gboolean
has_changed (const JkkSafekeeping *keeping, const JkkBackupInfo *last)
{
  g_autofree char *scratch = has_copier (keeping) ? jkk_safekeeping_scratch (keeping->address, NULL) : NULL;
  g_autofree char *copy = scratch != NULL ? jkk_safekeeping_scratch_store (scratch) : NULL;
  JkkDb *db = copy != NULL           ? jkk_safekeeping_open_copy (keeping, copy, NULL, NULL)
              : has_copier (keeping) ? NULL
                                     : open_to_read (keeping, NULL);
  gint64 sequence;
  gboolean changed = db == NULL || !jkk_journal_head (db, &sequence, NULL, NULL) || sequence != last->sequence;

  g_clear_pointer (&db, jkk_db_close);
  if (scratch != NULL)
    jkk_file_out_remove_folder (scratch);
  return changed;
}

/**
 * jkk_safekeeping_is_due:
 * @keeping: whose backups
 * @now: seconds since 1970 UTC
 *
 * Returns: whether the last backup was made a day ago, or on a day to come by a clock that was wrong, and something was
 * done since.
 */
gboolean
jkk_safekeeping_is_due (const JkkSafekeeping *keeping, gint64 now)
{
  g_autofree char *folder = folder_of (keeping);
  g_autoptr (GPtrArray) backups = jkk_backup_list (folder, NULL);
  const JkkBackupInfo *last = backups != NULL && backups->len > 0 ? backups->pdata[0] : NULL;

  if (last == NULL)
    return TRUE;
  if (last->made_at <= now && now - last->made_at < DUE_SECONDS)
    return FALSE;
  return has_changed (keeping, last);
}

/**
 * jkk_safekeeping_scratch:
 * @address: a store
 * @error: STORAGE
 *
 * Returns: (transfer full): a private folder on the disk of the store, to be removed by jkk_file_out_remove_folder().
 */
char *
jkk_safekeeping_scratch (const char *address, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (address);
  g_autofree char *scratch = g_build_filename (folder, ".santun-scratch-XXXXXX", NULL);

  if (g_mkdtemp (scratch) != NULL)
    return g_steal_pointer (&scratch);
  g_set_error (error, JKK_ERROR, JKK_ERROR_STORAGE,
               _ ("The folder “%s” could not be created: %s. Choose a place where you may write."), scratch,
               g_strerror (errno));
  return NULL;
}

/**
 * jkk_safekeeping_scratch_store:
 * @scratch: a folder
 *
 * Returns: (transfer full): where the store lies in it.
 */
char *
jkk_safekeeping_scratch_store (const char *scratch)
{
  return g_build_filename (scratch, "store.db", NULL);
}

/* The journal must end where the list of contents says. What is wrong inside it was wrong in the office already: that
 * is counted and told, but a backup that is true to the office is kept, whatever the office is like. */
static gboolean
check_journal (JkkDb *db, const JkkBackup *backup, gint64 *n_journal_faults, JkkBackupGauge *gauge, GError **error)
{
  g_autofree char *hash = NULL;
  gint64 sequence;

  if (!jkk_journal_head (db, &sequence, &hash, error))
    return FALSE;
  if (sequence != jkk_backup_get_sequence (backup) || g_strcmp0 (hash, jkk_backup_get_hash (backup)) != 0)
    {
      g_set_error_literal (error, JKK_ERROR, JKK_ERROR_FORMAT,
                           _ ("The store in the backup is not the one that was backed up. Take another backup."));
      return FALSE;
    }
  jkk_backup_gauge_set (gauge, JKK_BACKUP_JOURNAL, 0, 0);
  g_autoptr (JkkAuditReport) report = jkk_journal_audit (db, 0, NULL, gauge != NULL ? &gauge->journal : NULL, error);
  if (report != NULL)
    *n_journal_faults = report->faults->len + report->n_more;
  return report != NULL;
}

/**
 * jkk_safekeeping_unpack:
 * @backup: a backup
 * @scratch: a folder of jkk_safekeeping_scratch()
 * @n_journal_faults: (out): how many entries of its journal are not as they were written
 * @gauge: (nullable): shows how far it is
 * @cancellable: (nullable): to give up
 * @error: FORMAT: damaged; STORAGE
 *
 * Unpacks a backup as for use and checks all of it: every page, every index, every reference, the whole journal.
 *
 * Returns: (transfer full): the store that was in it.
 */
JkkDb *
jkk_safekeeping_unpack (JkkBackup *backup,
                        const char *scratch,
                        gint64 *n_journal_faults,
                        JkkBackupGauge *gauge,
                        GCancellable *cancellable,
                        GError **error)
{
  g_assert (n_journal_faults != NULL);

  g_autofree char *path = jkk_safekeeping_scratch_store (scratch);
  g_autoptr (JkkDb) db = NULL;

  /* It may be of an older version; here it can be brought up to date. */
  jkk_backup_set_gauge (backup, gauge);
  if (!jkk_backup_unpack (backup, path, cancellable, error) || (db = jkk_db_open (path, JKK_DB_DEFAULT, error)) == NULL)
    return NULL;
  jkk_db_set_cancellable (db, cancellable);
  gboolean sound =
      jkk_db_check_all (db, gauge, cancellable, error) && check_journal (db, backup, n_journal_faults, gauge, error);
  jkk_db_set_cancellable (db, NULL);
  return sound ? g_steal_pointer (&db) : NULL;
}

/**
 * jkk_safekeeping_verify:
 * @keeping: whose backup
 * @path: the file
 * @n_journal_faults: (out): how many entries of its journal are not as they were written
 * @cancellable: (nullable): to give up
 * @error: FORMAT: damaged; REFUSED: passphrase; NOT_FOUND, STORAGE
 *
 * Restores a backup into a scratch copy and checks all of it, documents included; the copy is removed again.
 *
 * Returns: whether the office could be restored from it.
 */
gboolean
jkk_safekeeping_verify (const JkkSafekeeping *keeping,
                        const char *path,
                        gint64 *n_journal_faults,
                        GCancellable *cancellable,
                        GError **error)
{
  g_autoptr (JkkBackup) backup =
      jkk_safekeeping_check_place (keeping, error) ? jkk_backup_open (path, keeping->passphrase, error) : NULL;
  g_autofree char *scratch = backup != NULL ? jkk_safekeeping_scratch (keeping->address, error) : NULL;

  if (scratch == NULL)
    return FALSE;
  JkkDb *db = jkk_safekeeping_unpack (backup, scratch, n_journal_faults, keeping->gauge, cancellable, error);
  gboolean sound = db != NULL && jkk_backup_fetch_documents (backup, NULL, NULL, cancellable, error);
  g_clear_pointer (&db, jkk_db_close);
  jkk_file_out_remove_folder (scratch);
  return sound;
}

/* What could not be restored from must not look as if it could. */
static void
put_aside (const char *path)
{
  g_autofree char *aside = g_strconcat (path, ".damaged", NULL);

  g_rename (path, aside);
}

static JkkBackupInfo *
make (const JkkSafekeeping *keeping, const JkkBackupOrder *order, GCancellable *cancellable, GError **error)
{
  const JkkSafekeepingKeeper *keeper = keeping->keeper;

  if (has_copier (keeping))
    return jkk_backup_make_by (keeping->address, keeper->copy, keeper->data, order, cancellable, error);
  g_autoptr (JkkDb) db = open_to_read (keeping, error);
  return db != NULL ? jkk_backup_make (db, order, cancellable, error) : NULL;
}

/**
 * jkk_safekeeping_run:
 * @keeping: whose backup, and where to
 * @n_removed: (out): how many older ones are no longer kept
 * @cancellable: (nullable): to give up; nothing is left then
 * @error: as jkk_backup_make() and jkk_safekeeping_verify()
 *
 * Makes a backup while others work, restores it into a scratch copy to see that it is sound, and only then gives up
 * older ones.
 *
 * Returns: (transfer full): the backup.
 */
JkkBackupInfo *
jkk_safekeeping_run (const JkkSafekeeping *keeping, guint *n_removed, GCancellable *cancellable, GError **error)
{
  g_autofree char *folder = folder_of (keeping);
  JkkBackupOrder order = { .folder = folder,
                           .passphrase = keeping->passphrase,
                           .cost = jkk_deed_password_cost (),
                           .now = g_get_real_time () / G_USEC_PER_SEC,
                           .gauge = keeping->gauge };
  g_autoptr (JkkBackupInfo) info = make (keeping, &order, cancellable, error);

  if (info == NULL)
    return NULL;
  if (!jkk_safekeeping_verify (keeping, info->path, &info->n_journal_faults, cancellable, error))
    {
      /* What somebody did not wait for is not damaged: it was simply not made. */
      if (g_cancellable_is_cancelled (cancellable))
        g_unlink (info->path);
      else
        put_aside (info->path);
      return NULL;
    }
  return jkk_backup_prune (folder, keeping->passphrase, n_removed, error) ? g_steal_pointer (&info) : NULL;
}

/**
 * jkk_safekeeping_list:
 * @keeping: whose backups
 * @error: NOT_FOUND: none was made there; STORAGE
 *
 * Returns: (transfer full) (element-type JkkBackupInfo): the backups, the newest first.
 */
GPtrArray *
jkk_safekeeping_list (const JkkSafekeeping *keeping, GError **error)
{
  g_autofree char *folder = folder_of (keeping);

  return jkk_safekeeping_check_place (keeping, error) ? jkk_backup_list (folder, error) : NULL;
}

/* ---- For the window */

/**
 * jkk_safekeeping_is_elsewhere:
 * @address: a store
 *
 * Returns: whether a node keeps it, so that its backups are made and restored on the computer of that node.
 */
gboolean
jkk_safekeeping_is_elsewhere (const char *address)
{
  return strstr (address, "://") != NULL;
}

typedef struct
{
  char *address;
  char *folder;
  char *passphrase;
  JkkBackupGauge *gauge;
} Errand;

static void
errand_free (gpointer data)
{
  Errand *errand = data;

  g_free (errand->address);
  g_free (errand->folder);
  g_free (errand->passphrase);
  g_clear_pointer (&errand->gauge, g_atomic_rc_box_release);
  g_free (errand);
}

static GTask *
errand_new (const JkkSafekeeping *keeping,
            GCancellable *cancellable,
            gpointer tag,
            GAsyncReadyCallback callback,
            gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  Errand *errand = g_new0 (Errand, 1);

  errand->address = g_strdup (keeping->address);
  errand->folder = g_strdup (keeping->folder);
  errand->passphrase = g_strdup (keeping->passphrase);
  errand->gauge = keeping->gauge != NULL ? g_atomic_rc_box_acquire (keeping->gauge) : NULL;
  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, errand, errand_free);
  return task;
}

static JkkSafekeeping
keeping_of (const Errand *errand)
{
  return (JkkSafekeeping){
    .address = errand->address, .folder = errand->folder, .passphrase = errand->passphrase, .gauge = errand->gauge
  };
}

static void
list_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const JkkSafekeeping keeping = keeping_of (data);
  GError *error = NULL;
  GPtrArray *backups = jkk_safekeeping_list (&keeping, &error);

  if (backups != NULL)
    g_task_return_pointer (task, backups, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

/**
 * jkk_safekeeping_list_async:
 * @keeping: whose backups
 * @callback: told when they are listed; the folder may lie on a slow disk
 * @user_data: for @callback
 *
 * See jkk_safekeeping_list().
 */
void
jkk_safekeeping_list_async (const JkkSafekeeping *keeping, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = errand_new (keeping, NULL, jkk_safekeeping_list_async, callback, user_data);

  g_task_run_in_thread (task, list_in_thread);
}

/**
 * jkk_safekeeping_list_finish:
 * @result: what the callback was given
 * @error: as jkk_safekeeping_list()
 *
 * Returns: (transfer full) (element-type JkkBackupInfo): see jkk_safekeeping_list().
 */
GPtrArray *
jkk_safekeeping_list_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
run_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const JkkSafekeeping keeping = keeping_of (data);
  GError *error = NULL;
  guint n_removed;
  JkkBackupInfo *info = jkk_safekeeping_run (&keeping, &n_removed, cancellable, &error);

  if (info != NULL)
    g_task_return_pointer (task, info, (GDestroyNotify) jkk_backup_info_free);
  else
    g_task_return_error (task, error);
}

/**
 * jkk_safekeeping_run_async:
 * @keeping: whose backup, and where to
 * @cancellable: (nullable): to give up
 * @callback: told when it is made
 * @user_data: for @callback
 *
 * See jkk_safekeeping_run(). Meanwhile everybody goes on working.
 */
void
jkk_safekeeping_run_async (const JkkSafekeeping *keeping,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (GTask) task = errand_new (keeping, cancellable, jkk_safekeeping_run_async, callback, user_data);

  g_task_run_in_thread (task, run_in_thread);
}

/**
 * jkk_safekeeping_run_finish:
 * @result: what the callback was given
 * @error: as jkk_safekeeping_run()
 *
 * Returns: (transfer full): see jkk_safekeeping_run().
 */
JkkBackupInfo *
jkk_safekeeping_run_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
