#include "jkk-db-private.h"

#include "jkk-filesystem.h"
#include "jkk-statement.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* A smaller file is checked as a whole when it is opened: that takes less time than a person notices. */
#define CHECK_WHOLE_BELOW (16 * 1024 * 1024)

/* How many steps of a statement run between two looks at the cancellable. */
#define STEPS_BETWEEN_LOOKS 1000

/* The stock busy handler starves writers: who has waited longest sleeps longest. Short random sleeps are fair. */
static int
busy_cb (gpointer data, int n_tries)
{
  JkkDb *db = data;

  if (n_tries == 0)
    db->waiting_since = g_get_monotonic_time ();
  if (g_get_monotonic_time () - db->waiting_since >= db->patience || g_cancellable_is_cancelled (db->cancellable))
    return 0;

  g_usleep (g_random_int_range (200, 500 + 1000 * MIN (n_tries, 20)));
  return 1;
}

static int
progress_cb (gpointer data)
{
  JkkDb *db = data;

  return g_cancellable_is_cancelled (db->cancellable);
}

static gboolean
check_address (const char *address, GError **error)
{
  if (*address != '\0' && strstr (address, "://") == NULL)
    return TRUE;

  g_set_error (error, JKK_ERROR, JKK_ERROR_INVALID,
               _ ("“%s” is not the address of a store. Give the path of a file on this computer."), address);
  return FALSE;
}

static gboolean
create_folder (const char *folder, GError **error)
{
  if (g_mkdir_with_parents (folder, 0700) == 0)
    return TRUE;

  g_set_error (error, JKK_ERROR, JKK_ERROR_STORAGE,
               _ ("The folder “%s” could not be created: %s. Choose a place where you may write."), folder,
               g_strerror (errno));
  return FALSE;
}

/* Made before SQLite does, so that nobody else may read it at any moment; the files beside it take its mode. */
static gboolean
create_file (const char *path, GError **error)
{
  int fd = g_open (path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600);

  if (fd >= 0)
    return g_close (fd, error);
  if (errno == EEXIST)
    return TRUE;

  g_set_error (error, JKK_ERROR, JKK_ERROR_STORAGE,
               _ ("The store “%s” could not be created: %s. Choose a folder where you may write."), path,
               g_strerror (errno));
  return FALSE;
}

static gboolean
check_file (const char *path, GError **error)
{
  GStatBuf info;
  int failure = g_stat (path, &info) == 0 ? 0 : errno;

  if (failure == 0 && S_ISREG (info.st_mode) && info.st_size > 0)
    return TRUE;

  if (failure == ENOENT || failure == ENOTDIR || (failure == 0 && S_ISREG (info.st_mode)))
    g_set_error (error, JKK_ERROR, JKK_ERROR_NOT_FOUND,
                 _ ("There is no store at “%s”. Check the path, or create a new office there."), path);
  else
    g_set_error (error, JKK_ERROR, JKK_ERROR_STORAGE,
                 _ ("“%s” cannot be opened as a store: %s. Choose a file that you may read and write."), path,
                 failure != 0 ? g_strerror (failure) : _ ("it is not a file"));
  return FALSE;
}

static gboolean
prepare_place (JkkDb *db, JkkDbFlags flags, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (db->path);
  gboolean create = (flags & JKK_DB_CREATE) != 0 && !g_file_test (db->path, G_FILE_TEST_EXISTS);

  if (create && !create_folder (folder, error))
    return FALSE;
  /* Before the first lock is asked for: on a network folder that alone may hang. */
  if (!jkk_filesystem_check (folder, error))
    return FALSE;
  if (create)
    return create_file (db->path, error);
  return (flags & JKK_DB_CREATE) != 0 || check_file (db->path, error);
}

static void
configure (sqlite3 *handle)
{
  static const int on[] = { SQLITE_DBCONFIG_DEFENSIVE, SQLITE_DBCONFIG_ENABLE_FKEY, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE };
  static const int off[] = { SQLITE_DBCONFIG_TRUSTED_SCHEMA, SQLITE_DBCONFIG_DQS_DML, SQLITE_DBCONFIG_DQS_DDL,
                             SQLITE_DBCONFIG_ENABLE_VIEW };

  for (guint i = 0; i < G_N_ELEMENTS (on); i++)
    sqlite3_db_config (handle, on[i], 1, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (off); i++)
    sqlite3_db_config (handle, off[i], 0, NULL);
  sqlite3_extended_result_codes (handle, 1);
}

static gboolean
open_handle (JkkDb *db, JkkDbFlags flags, GError **error)
{
  int mode = (flags & JKK_DB_READONLY) != 0 ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
  int code = sqlite3_open_v2 (db->path, &db->handle, mode | SQLITE_OPEN_NOMUTEX, NULL);

  if (code != SQLITE_OK)
    {
      jkk_db_take_error (db, code, error);
      return FALSE;
    }
  configure (db->handle);
  sqlite3_busy_handler (db->handle, busy_cb, db);
  return jkk_db_exec (db, "PRAGMA cell_size_check = ON; PRAGMA temp_store = MEMORY", error);
}

/* Whose file it is, and of which version: asked before anything is written, so that a stranger's file stays as it is.
 */
static gboolean
check_identity (JkkDb *db, JkkMigrationSource source, gint64 *version, GError **error)
{
  gint64 application, n_tables;
  int newest = jkk_migrations_newest (source);

  if (!jkk_db_pragma (db, "PRAGMA application_id", &application, error) ||
      !jkk_db_pragma (db, "PRAGMA user_version", version, error) ||
      !jkk_db_pragma (db, "SELECT count(*) FROM sqlite_schema", &n_tables, error))
    return FALSE;

  if (application != JKK_DB_APPLICATION_ID && (application != 0 || n_tables > 0))
    {
      g_set_error (error, JKK_ERROR, JKK_ERROR_FORMAT,
                   _ ("“%s” belongs to another program and is left as it is. Choose a store of Santun."), db->path);
      return FALSE;
    }
  if (*version > newest)
    {
      g_set_error (error, JKK_ERROR, JKK_ERROR_TOO_NEW,
                   _ ("The store “%s” was written by a newer version of Santun and is left as it is. Install the newer "
                      "version on this computer too."),
                   db->path);
      return FALSE;
    }
  db->version = newest;
  return TRUE;
}

static gboolean
check_readonly (JkkDb *db, gint64 version, GError **error)
{
  if (version == db->version)
    return TRUE;

  g_set_error (error, JKK_ERROR, JKK_ERROR_REFUSED,
               _ ("The store “%s” is of an older version. Open it once where it may be written: it is then brought up "
                  "to date, and a copy is kept."),
               db->path);
  return FALSE;
}

/* The write-ahead log lets others read while one writes; a rollback journal is as safe, only slower. */
static const char *
choose_journal (JkkDb *db)
{
  g_autofree char *folder = g_path_get_dirname (db->path);

  return jkk_filesystem_maps_safely (folder) ? "PRAGMA journal_mode = WAL" : "PRAGMA journal_mode = TRUNCATE";
}

static gboolean
prepare_writing (JkkDb *db, JkkMigrationSource source, GError **error)
{
  if (sqlite3_db_readonly (db->handle, "main") == 1)
    {
      jkk_db_take_error (db, SQLITE_READONLY, error);
      return FALSE;
    }
  if (!jkk_db_exec (db, choose_journal (db), error) ||
      !jkk_db_exec (db, "PRAGMA synchronous = FULL; PRAGMA journal_size_limit = 67108864", error))
    return FALSE;
  sqlite3_db_config (db->handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, NULL);
  return jkk_migrations_run (db, source, error);
}

/* SQLite notices a short file by itself, but not every damaged page. */
static gboolean
check_pages (JkkDb *db, GError **error)
{
  GStatBuf info;
  gint64 n_faults;

  if (g_stat (db->path, &info) != 0 || info.st_size >= CHECK_WHOLE_BELOW)
    return TRUE;
  if (!jkk_db_pragma (db, "SELECT count(*) FROM pragma_quick_check WHERE quick_check <> 'ok'", &n_faults, error))
    return FALSE;
  if (n_faults > 0)
    jkk_db_take_error (db, SQLITE_CORRUPT, error);
  return n_faults == 0;
}

/* What jkk_db_open() does, with the steps of @source: tests bring their own. */
JkkDb *
jkk_db_open_with (const char *address, JkkDbFlags flags, JkkMigrationSource source, GError **error)
{
  g_autoptr (JkkDb) db = g_new0 (JkkDb, 1);
  gint64 version;

  db->address = g_strdup (address);
  db->thread = g_thread_self ();
  db->patience = JKK_DB_PATIENCE;
  db->readonly = (flags & JKK_DB_READONLY) != 0;
  if (!check_address (address, error))
    return NULL;

  g_autofree char *path = g_canonicalize_filename (address, NULL);
  /* A link may lead to another disk: what counts is where the file really lies. */
  char *real = realpath (path, NULL);
  db->path = real != NULL ? real : g_steal_pointer (&path);

  if (!prepare_place (db, flags, error) || !open_handle (db, flags, error) ||
      !check_identity (db, source, &version, error))
    return NULL;
  if (!(db->readonly ? check_readonly (db, version, error) : prepare_writing (db, source, error)) ||
      !check_pages (db, error) || !jkk_db_pragma (db, "PRAGMA data_version", &db->data_version, error))
    return NULL;
  return g_steal_pointer (&db);
}

/**
 * jkk_db_open:
 * @address: path of the store's file
 * @flags: see #JkkDbFlags
 * @error: INVALID: not an address; NOT_FOUND: no store there; FORMAT: another program's file; TOO_NEW: of a newer
 *   version, left untouched; REFUSED: on a network folder, or to be migrated but opened for reading only; STORAGE:
 *   damaged, or the place cannot be written; BUSY: another program holds it
 *
 * Opens a store and brings it up to date; a copy of the older one stays beside it. The connection belongs to the
 * calling thread.
 *
 * Returns: (transfer full): the connection, or %NULL
 */
JkkDb *
jkk_db_open (const char *address, JkkDbFlags flags, GError **error)
{
  g_return_val_if_fail (address != NULL, NULL);

  return jkk_db_open_with (address, flags, jkk_migrations_text, error);
}

/**
 * jkk_db_close:
 * @db: (transfer full): a connection; a transaction that is still open is taken back
 */
void
jkk_db_close (JkkDb *db)
{
  g_assert (db->thread == g_thread_self ());

  for (guint i = 0; db->statements != NULL && i < jkk_statement_count (); i++)
    sqlite3_finalize (db->statements[i]);
  if (sqlite3_close (db->handle) != SQLITE_OK)
    g_critical ("A statement was left running when the store was closed");
  g_free (db->statements);
  g_free (db->address);
  g_free (db->path);
  g_free (db);
}

/**
 * jkk_db_get_address:
 * @db: a connection
 *
 * Returns: the address as it was given
 */
const char *
jkk_db_get_address (JkkDb *db)
{
  return db->address;
}

/**
 * jkk_db_get_document_folder:
 * @db: a connection
 *
 * Returns: (transfer full): the folder of the content-addressed files, beside the store
 */
char *
jkk_db_get_document_folder (JkkDb *db)
{
  g_autofree char *folder = g_path_get_dirname (db->path);

  return g_build_filename (folder, "documents", NULL);
}

/**
 * jkk_db_is_readonly:
 * @db: a connection
 *
 * Returns: whether it may only read
 */
gboolean
jkk_db_is_readonly (JkkDb *db)
{
  return db->readonly;
}

/* For tests: how long to wait for another writer. */
void
jkk_db_set_patience (JkkDb *db, GTimeSpan patience)
{
  db->patience = patience;
}

/**
 * jkk_db_set_cancellable:
 * @db: a connection
 * @cancellable: (nullable): borrowed; while it is set, cancelling it ends a running statement with
 * %G_IO_ERROR_CANCELLED
 */
void
jkk_db_set_cancellable (JkkDb *db, GCancellable *cancellable)
{
  db->cancellable = cancellable;
  sqlite3_progress_handler (db->handle, cancellable != NULL ? STEPS_BETWEEN_LOOKS : 0, progress_cb, db);
}

/**
 * jkk_db_begin_read:
 * @db: a connection
 * @error: see jkk_db_begin_write()
 *
 * Begins a transaction in which all queries see the same state of the store.
 *
 * Returns: whether it began
 */
gboolean
jkk_db_begin_read (JkkDb *db, GError **error)
{
  return jkk_db_exec (db, "BEGIN", error);
}

/**
 * jkk_db_begin_write:
 * @db: a connection
 * @error: BUSY: another program is writing; TOO_NEW: a newer program has changed the store since it was opened;
 *   REFUSED: opened for reading only; STORAGE
 *
 * Begins a transaction that may write; it waits for other writers for some seconds.
 *
 * Returns: whether it began
 */
gboolean
jkk_db_begin_write (JkkDb *db, GError **error)
{
  gint64 version;

  if (db->readonly)
    {
      g_set_error (error, JKK_ERROR, JKK_ERROR_REFUSED,
                   _ ("The store “%s” was opened for reading only. Open it for writing and try again."), db->path);
      return FALSE;
    }
  if (!jkk_db_exec (db, "BEGIN IMMEDIATE", error))
    return FALSE;

  db->in_write = TRUE;
  if (jkk_db_pragma (db, "PRAGMA user_version", &version, error) && version == db->version)
    return TRUE;

  if (error != NULL && *error == NULL)
    g_set_error (error, JKK_ERROR, JKK_ERROR_TOO_NEW,
                 _ ("The store “%s” has been brought to a newer version in the meantime. Close Santun and install the "
                    "newer version on this computer too."),
                 db->path);
  jkk_db_rollback (db);
  return FALSE;
}

/**
 * jkk_db_commit:
 * @db: a connection in a transaction
 * @error: STORAGE, above all a full disk: nothing of the transaction is then kept
 *
 * Returns: whether everything now lies safely on the disk
 */
gboolean
jkk_db_commit (JkkDb *db, GError **error)
{
  gboolean kept = jkk_db_exec (db, "COMMIT", error);

  if (!kept)
    jkk_db_rollback (db);
  db->in_write = FALSE;
  return kept;
}

/**
 * jkk_db_rollback:
 * @db: a connection
 *
 * Takes everything of the transaction back. SQLite may have done so by itself after a grave error.
 */
void
jkk_db_rollback (JkkDb *db)
{
  jkk_db_set_cancellable (db, NULL);
  if (!sqlite3_get_autocommit (db->handle))
    sqlite3_exec (db->handle, "ROLLBACK", NULL, NULL, NULL);
  db->in_write = FALSE;
}

/**
 * jkk_db_changed_elsewhere:
 * @db: a connection outside a transaction
 *
 * Returns: whether another connection or program has changed the store since the last call
 */
gboolean
jkk_db_changed_elsewhere (JkkDb *db)
{
  gint64 version;

  if (!jkk_db_pragma (db, "PRAGMA data_version", &version, NULL) || version == db->data_version)
    return FALSE;

  db->data_version = version;
  return TRUE;
}
