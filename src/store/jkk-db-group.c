#include "jkk-db-group-private.h"

#include "jkk-db-copy.h"
#include "jkk-statement.h"

#include <glib/gstdio.h>

/* Writers wait in the node's own queue; what is left of a line that broke goes in a moment. */
#define PAUSE (5 * G_TIME_SPAN_MILLISECOND)

/* A line that is lost, or an engine that leads no more: the one that leads now knows what was kept. */
int
jkk_db_group_code (int code)
{
  return code == JKK_DQLITE_LOST ? JKK_DB_AWAY : code;
}

static int
group_exec (JkkDb *db, const char *sql)
{
  return jkk_db_group_code (jkk_dqlite_exec_sql (db->member->line, sql, NULL, 0));
}

static int
group_ask (JkkDb *db, const char *sql, gint64 *value)
{
  return jkk_db_group_code (jkk_dqlite_query_number (db->member->line, sql, value));
}

static void
group_rollback (JkkDb *db)
{
  /* It fails when the engine has done so by itself: nothing is left to take back then. */
  group_exec (db, "ROLLBACK");
}

static int
group_begin (JkkDb *db, gboolean writes)
{
  gint64 until = g_get_monotonic_time () + db->patience, version = 0;
  int code = group_exec (db, writes ? "BEGIN IMMEDIATE" : "BEGIN");

  while ((code & 0xff) == SQLITE_BUSY && g_get_monotonic_time () < until)
    {
      g_usleep (PAUSE);
      code = group_exec (db, writes ? "BEGIN IMMEDIATE" : "BEGIN");
    }
  if (code != SQLITE_OK || !writes)
    return code;
  code = group_ask (db, "PRAGMA user_version", &version);
  if (code == SQLITE_OK && version != db->version)
    code = JKK_DB_OUTDATED;
  if (code != SQLITE_OK)
    group_rollback (db);
  return code;
}

/* What the others have of it when this engine fails, it does not know; only what SQLite itself refuses is certain. */
static int
group_commit (JkkDb *db)
{
  int code = group_exec (db, "COMMIT");

  return code == SQLITE_OK || (code & 0xff) == SQLITE_CONSTRAINT || (code & 0xff) == SQLITE_BUSY ? code : JKK_DB_AWAY;
}

static int
group_data_version (JkkDb *db, gint64 *version)
{
  return group_ask (db, "PRAGMA data_version", version);
}

static void
group_heed (JkkDb *db)
{
}

static void
group_explain (JkkDb *db, int code, JkkDbFailure *failure)
{
  const char *message = jkk_dqlite_message (db->member->line);

  failure->code = code;
  failure->detail = g_strdup (message != NULL ? message : sqlite3_errstr (code));
  failure->is_full = (code & 0xff) == SQLITE_FULL;
}

static void
group_close (JkkDb *db)
{
  jkk_dqlite_close (db->member->line);
  g_free (db->member->prepared);
  g_free (db->member);
  g_clear_pointer (&db->presence, jkk_presence_free);
  g_free (db->path);
}

/* The engine gives the file out as it is in its memory, with its log. */
static int
open_dump (JkkDqlite *line, const char *path, sqlite3 **handle)
{
  int code = jkk_db_group_code (jkk_dqlite_dump (line, JKK_DB_GROUP_STORE, path));

  *handle = NULL;
  return code == SQLITE_OK ? sqlite3_open_v2 (path, handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL) : code;
}

static void
remove_dump (const char *path, sqlite3 *handle)
{
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  g_autofree char *index = g_strconcat (path, "-shm", NULL);

  sqlite3_close (handle);
  g_unlink (path);
  g_unlink (log);
  g_unlink (index);
}

/* The copy is made row by row, as from a file. */
static int
copy_dump (JkkDqlite *line, const char *path)
{
  g_autofree char *raw = g_strconcat (path, ".raw", NULL);
  char *sql = sqlite3_mprintf ("VACUUM INTO %Q", path);
  sqlite3 *handle;
  int code = open_dump (line, raw, &handle);

  if (code == SQLITE_OK)
    code = sqlite3_exec (handle, sql, NULL, NULL, NULL);
  sqlite3_free (sql);
  remove_dump (raw, handle);
  return code;
}

static int
group_copy (JkkDb *db, const char *path)
{
  return copy_dump (db->member->line, path);
}

static const JkkDbEngine group_engine = {
  .close = group_close,
  .exec = group_exec,
  .ask = group_ask,
  .copy = group_copy,
  .begin = group_begin,
  .commit = group_commit,
  .rollback = group_rollback,
  .data_version = group_data_version,
  .presence = jkk_db_meet_beside,
  .heed = group_heed,
  .explain = group_explain,
  .query = &jkk_db_group_query,
};

static gboolean
open_store (JkkDb *db, GError **error)
{
  gint64 application = 0, n_tables = 0;
  int code = jkk_db_group_code (jkk_dqlite_open (db->member->line, JKK_DB_GROUP_STORE));

  db->version = jkk_migrations_newest (jkk_migrations_text);
  if (code == SQLITE_OK)
    code = group_ask (db, "PRAGMA application_id", &application);
  if (code == SQLITE_OK)
    code = group_ask (db, "SELECT count(*) FROM sqlite_schema", &n_tables);
  /* Nobody but a node of this office has written there. */
  if (code == SQLITE_OK && application != JKK_DB_APPLICATION_ID && n_tables > 0)
    code = SQLITE_NOTADB;
  if (code != SQLITE_OK)
    jkk_db_take_error (db, code, error);
  return code == SQLITE_OK;
}

static gboolean
check_version (JkkDb *db, GError **error)
{
  gint64 version = 0;

  if (!jkk_db_pragma (db, "PRAGMA user_version", &version, error))
    return FALSE;
  if (version <= db->version)
    return TRUE;
  jkk_db_take_error (db, JKK_DB_OUTDATED, error);
  return FALSE;
}

/**
 * jkk_db_open_group:
 * @line: where the engine of this node listens
 * @path: where a file would lie: beside it lie the documents, and copies before it is brought up to date
 * @error: AWAY: the engine does not lead its group; TOO_NEW, STORAGE
 *
 * Opens the store that a group keeps, on the node that leads it, and brings it up to date.
 *
 * Returns: (transfer full): the connection
 */
JkkDb *
jkk_db_open_group (const char *line, const char *path, GError **error)
{
  g_autoptr (JkkDb) db = g_new0 (JkkDb, 1);

  db->address = g_strdup (path);
  db->path = g_strdup (path);
  db->thread = g_thread_self ();
  db->engine = &group_engine;
  db->patience = JKK_DB_PATIENCE;
  db->member = g_new0 (JkkDbMember, 1);
  db->member->line = jkk_dqlite_connect (line);
  db->member->prepared = g_new0 (guint32, jkk_statement_count ());
  if (open_store (db, error) && check_version (db, error) && jkk_migrations_run (db, jkk_migrations_text, error) &&
      jkk_db_pragma (db, "PRAGMA data_version", &db->data_version, error))
    return g_steal_pointer (&db);
  return NULL;
}

/**
 * jkk_db_group_copy:
 * @line: a line to the engine of a node, whether it leads or not
 * @path: where; what is there is written over
 * @error: AWAY: the engine does not answer; STORAGE
 *
 * As jkk_db_copy(), from an engine that is asked for no more than this.
 *
 * Returns: whether the copy lies whole and safely on the disk
 */
gboolean
jkk_db_group_copy (JkkDqlite *line, const char *path, GError **error)
{
  JkkDbMember member = { .line = line };
  JkkDb db = { .engine = &group_engine, .address = (char *) path, .path = (char *) path, .member = &member };

  return jkk_db_copy (&db, path, error);
}

/**
 * jkk_db_group_leader:
 * @line: where the engine of this node listens
 * @id: (out): who leads, 0 = nobody just now
 * @address: (out) (transfer full): its address, or ""
 *
 * Returns: whether the engine answers
 */
gboolean
jkk_db_group_leader (const char *line, guint64 *id, char **address)
{
  g_autoptr (JkkDqlite) own = jkk_dqlite_connect (line);

  return jkk_dqlite_leader (own, id, address) == SQLITE_OK;
}

/**
 * jkk_db_group_prepare:
 *
 * To be called before the engine runs. dqlite 1.11 writes beyond a piece of memory when SQLite does not count what it
 * has taken, which our own connections to files have it not do: in a program with an engine, that comes before them.
 *
 * Returns: whether the engine may run in this program
 */
gboolean
jkk_db_group_prepare (void)
{
  sqlite3_config (SQLITE_CONFIG_MEMSTATUS, 1);
  void *piece = sqlite3_malloc (64);
  gboolean is_counted = sqlite3_memory_used () > 0;

  sqlite3_free (piece);
  jkk_dqlite_files_prepare ();
  return is_counted;
}

/**
 * jkk_db_group_count_entries:
 * @line: where the engine of this node listens, whether it leads or not
 * @scratch: path of a file that is made and removed
 *
 * How far a node has come shows in its own copy of the journal.
 *
 * Returns: the number of its last entry; JKK_NONE: it has none of the store
 */
gint64
jkk_db_group_count_entries (const char *line, const char *scratch)
{
  g_autoptr (JkkDqlite) own = jkk_dqlite_connect (line);
  gint64 n_entries = JKK_NONE;
  sqlite3_stmt *statement = NULL;
  sqlite3 *handle;

  if (open_dump (own, scratch, &handle) == SQLITE_OK &&
      sqlite3_prepare_v2 (handle, "SELECT coalesce (max (sequence), 0) FROM journal", -1, &statement, NULL) ==
          SQLITE_OK &&
      sqlite3_step (statement) == SQLITE_ROW)
    n_entries = sqlite3_column_int64 (statement, 0);
  sqlite3_finalize (statement);
  remove_dump (scratch, handle);
  return n_entries;
}
