#include "jkk-db-private.h"

#include "jkk-damage.h"
#include "jkk-db-copy.h"
#include "jkk-filesystem.h"
#include "jkk-statement.h"
#include "jkk-stream-private.h"
#include "jkk-tables.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* A smaller file is checked as a whole when it is opened: that takes less time than a person notices. */
#define CHECK_WHOLE_BELOW (16 * 1024 * 1024)

/* A larger one in which damage was found is looked at again at most so often. */
#define CHECK_AGAIN_SECONDS 60

/* How many steps of a statement run between two looks at the cancellable. */
#define STEPS_BETWEEN_LOOKS 1000

/* The stock busy handler starves writers: who has waited longest sleeps longest. Here it sleeps shortest, so that it
 * comes before who has just come; chance keeps two from asking in step for ever. */
static int
busy_cb (gpointer data, int n_tries)
{
  JkkDb *db = data;
  gint64 patience = db->is_hurried ? MIN (JKK_DB_HURRY, db->patience) : db->patience;

  if (n_tries == 0)
    db->waiting_since = g_get_monotonic_time ();
  if (g_get_monotonic_time () - db->waiting_since >= patience || g_cancellable_is_cancelled (db->cancellable))
    return 0;

  g_usleep (g_random_int_range (200, 400 + 8000 / (1 + MIN (n_tries, 20))));
  return 1;
}

static int
progress_cb (gpointer data)
{
  JkkDb *db = data;

  if (db->tick != NULL)
    db->tick (db->tick_data);
  return g_cancellable_is_cancelled (db->cancellable);
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

/* Nobody asks SQLite how much memory it has taken; counting it locks and unlocks for each piece. */
static gpointer
set_up_once (gpointer data)
{
  sqlite3_config (SQLITE_CONFIG_MEMSTATUS, 0);
  return NULL;
}

static gboolean
open_handle (JkkDb *db, JkkDbFlags flags, GError **error)
{
  static GOnce once = G_ONCE_INIT;
  int mode = (flags & JKK_DB_READONLY) != 0 ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;

  g_once (&once, set_up_once, NULL);
  int code = sqlite3_open_v2 (db->path, &db->handle, mode | SQLITE_OPEN_NOMUTEX, NULL);

  if (code != SQLITE_OK)
    {
      jkk_db_take_error (db, code, error);
      return FALSE;
    }
  configure (db->handle);
  sqlite3_busy_handler (db->handle, busy_cb, db);
  return jkk_db_exec (db, "PRAGMA cell_size_check = ON; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -16384", error);
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
static gboolean
choose_journal (JkkDb *db, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (db->path);

  if (!jkk_filesystem_maps_safely (folder))
    return jkk_db_exec (db, "PRAGMA journal_mode = TRUNCATE", error);
  if (!jkk_db_exec (db, "PRAGMA journal_mode = WAL", error))
    return FALSE;
  db->log = g_strconcat (db->path, "-wal", NULL);
  return TRUE;
}

/* A page holds a message or two whole; only an empty store takes its size from here. The log grows to 32 MB before it
 * is written back, so that the indexes of many new rows are written once and not for each of them. */
#define WRITING "PRAGMA synchronous = FULL; PRAGMA journal_size_limit = 67108864; PRAGMA wal_autocheckpoint = 4000"

static gboolean
prepare_writing (JkkDb *db, JkkMigrationSource source, GError **error)
{
  if (sqlite3_db_readonly (db->handle, "main") == 1)
    {
      jkk_db_take_error (db, SQLITE_READONLY, error);
      return FALSE;
    }
  if (!jkk_db_exec (db, "PRAGMA page_size = 8192", error) || !choose_journal (db, error) ||
      !jkk_db_exec (db, WRITING, error))
    return FALSE;
  sqlite3_db_config (db->handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, NULL);
  return jkk_migrations_run (db, source, error);
}

/* What was found once may have been the cable or the memory: before the store is given up all pages are looked at
 * again, but not for each of thirty desks. */
static gboolean
check_again (JkkDb *db, GError **error)
{
  g_autoptr (JkkDamage) damage = jkk_damage_read (db->path);
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  g_autofree char *text = NULL;

  if (damage != NULL && ABS (now - damage->found_at) < CHECK_AGAIN_SECONDS)
    {
      jkk_db_take_error (db, JKK_DB_HURT, error);
      return FALSE;
    }
  if (!jkk_db_find_damage (db, NULL, &text, error))
    return FALSE;
  if (text == NULL)
    {
      jkk_damage_forget (db->path);
      return TRUE;
    }
  jkk_damage_note (db->path, text);
  jkk_db_take_error (db, JKK_DB_HURT, error);
  return FALSE;
}

/* SQLite notices a short file by itself, but not every damaged page. Before anything is written: what is damaged is not
 * made worse. */
static gboolean
check_pages (JkkDb *db, GError **error)
{
  GStatBuf info;

  if (jkk_damage_is_known (db->path))
    return db->readonly || check_again (db, error);
  return g_stat (db->path, &info) != 0 || info.st_size >= CHECK_WHOLE_BELOW || jkk_db_check (db, FALSE, error);
}

static void
file_close (JkkDb *db)
{
  g_clear_pointer (&db->presence, jkk_presence_free);
  for (guint i = 0; db->statements != NULL && i < jkk_statement_count (); i++)
    sqlite3_finalize (db->statements[i]);
  jkk_stream_close (db);
  /* Whoever mends a damaged file needs its log, too: it is not written back into it. */
  if (db->path != NULL && jkk_damage_is_known (db->path))
    sqlite3_db_config (db->handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
  if (sqlite3_close (db->handle) != SQLITE_OK)
    g_critical ("A statement was left running when the store was closed");
  g_free (db->statements);
  g_free (db->path);
  g_free (db->log);
}

static int
file_exec (JkkDb *db, const char *sql)
{
  return sqlite3_exec (db->handle, sql, NULL, NULL, NULL);
}

/* The one number of a pragma. */
static int
file_ask (JkkDb *db, const char *sql, gint64 *value)
{
  sqlite3_stmt *statement = NULL;
  int code = sqlite3_prepare_v2 (db->handle, sql, -1, &statement, NULL);

  if (code == SQLITE_OK)
    code = sqlite3_step (statement);
  if (code == SQLITE_ROW)
    *value = sqlite3_column_int64 (statement, 0);
  sqlite3_finalize (statement);
  return code == SQLITE_ROW ? SQLITE_OK : code;
}

static void
file_rollback (JkkDb *db)
{
  jkk_stream_rollback (db);
  /* SQLite may have taken it back by itself after a grave error. */
  if (!sqlite3_get_autocommit (db->handle))
    file_exec (db, "ROLLBACK");
}

/* Whoever goes on writing into a file that was put aside, or into its log, loses all of it. */
static int
file_check_place (JkkDb *db)
{
  int moved = 0;

  sqlite3_file_control (db->handle, "main", SQLITE_FCNTL_HAS_MOVED, &moved);
  if (db->log != NULL && !g_file_test (db->log, G_FILE_TEST_EXISTS))
    moved = 1;
  return moved ? JKK_DB_MOVED : SQLITE_OK;
}

static int
file_begin (JkkDb *db, gboolean writes)
{
  gint64 version = 0;
  int code = file_exec (db, writes ? "BEGIN IMMEDIATE" : "BEGIN");

  if (code != SQLITE_OK || !writes)
    return code;
  code = file_check_place (db);
  /* What is damaged is not made worse. */
  if (code == SQLITE_OK && jkk_damage_is_known (db->path))
    code = JKK_DB_HURT;
  if (code == SQLITE_OK)
    code = file_ask (db, "PRAGMA user_version", &version);
  if (code == SQLITE_OK && version != db->version)
    code = JKK_DB_OUTDATED;
  if (code == SQLITE_OK)
    code = jkk_stream_begin (db);
  if (code != SQLITE_OK)
    file_rollback (db);
  return code;
}

static int
file_commit (JkkDb *db)
{
  int code = jkk_stream_commit (db);

  return code == SQLITE_OK ? file_exec (db, "COMMIT") : code;
}

static int
file_data_version (JkkDb *db, gint64 *version)
{
  db->is_damaged = jkk_damage_is_known (db->path);
  return file_ask (db, "PRAGMA data_version", version);
}

static void
file_heed (JkkDb *db)
{
  sqlite3_progress_handler (db->handle, db->cancellable != NULL || db->tick != NULL ? STEPS_BETWEEN_LOOKS : 0,
                            progress_cb, db);
}

/* Each row is read on the way, so that damage ends it instead of being carried along. */
static int
file_copy (JkkDb *db, const char *path)
{
  char *sql = sqlite3_mprintf ("VACUUM INTO %Q", path);
  int code = file_exec (db, sql);

  sqlite3_free (sql);
  return code;
}

static const JkkDbEngine file_engine = {
  .close = file_close,
  .exec = file_exec,
  .ask = file_ask,
  .copy = file_copy,
  .begin = file_begin,
  .commit = file_commit,
  .rollback = file_rollback,
  .data_version = file_data_version,
  .presence = jkk_db_meet_beside,
  .heed = file_heed,
  .explain = jkk_db_file_explain,
  .query = &jkk_db_file_query,
};

/* What jkk_db_open() does with a file, by the steps of @source. */
gboolean
jkk_db_file_open (JkkDb *db, JkkDbFlags flags, JkkMigrationSource source, GError **error)
{
  gint64 version;

  db->engine = &file_engine;
  db->patience = JKK_DB_PATIENCE;
  g_autofree char *path = g_canonicalize_filename (db->address, NULL);
  /* A link may lead to another disk: what counts is where the file really lies. */
  char *real = realpath (path, NULL);
  db->path = real != NULL ? real : g_steal_pointer (&path);

  return prepare_place (db, flags, error) && open_handle (db, flags, error) &&
         check_identity (db, source, &version, error) && check_pages (db, error) &&
         /* Before anything is written, which a rule of somebody else's could change. */
         (version != db->version || jkk_tables_check_foreign (db, source, error)) &&
         (db->readonly ? check_readonly (db, version, error) : prepare_writing (db, source, error)) &&
         (version == db->version || jkk_tables_check_foreign (db, source, error)) &&
         jkk_db_pragma (db, "PRAGMA data_version", &db->data_version, error);
}
