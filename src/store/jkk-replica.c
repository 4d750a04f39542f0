/* Debian's SQLite has it; its header shows it only to who asks. */
#define SQLITE_ENABLE_SESSION
#define SQLITE_ENABLE_PREUPDATE_HOOK

#include "jkk-replica.h"

#include "jkk-journal-private.h"
#include "jkk-stream-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Of a document's name: SHA-256, hexadecimal. */
#define HASH_LETTERS 64

struct _JkkReplica
{
  char *path;
  sqlite3 *handle;
  sqlite3_stmt *insert, *journal, *first, *remove;
  JkkStreamChange *last;
};

static gboolean
fail (JkkReplica *replica, GError **error)
{
  g_set_error (
      error, JKK_ERROR, JKK_ERROR_STORAGE,
      _ ("The copy “%s” cannot be kept in step (%s). Check its disk; if it is damaged, remove it: a whole copy "
         "is then taken."),
      replica->path, replica->handle != NULL ? sqlite3_errmsg (replica->handle) : "");
  return FALSE;
}

/* It is not what the change was made to: only a whole copy helps. */
static gboolean
fail_chain (JkkReplica *replica, const JkkStreamChange *change, GError **error)
{
  g_set_error (error, JKK_ERROR, JKK_ERROR_CONFLICT, "change %" G_GINT64_FORMAT " does not fit “%s”", change->number,
               replica->path);
  return FALSE;
}

static gboolean
exec (JkkReplica *replica, const char *sql, GError **error)
{
  return sqlite3_exec (replica->handle, sql, NULL, NULL, NULL) == SQLITE_OK || fail (replica, error);
}

/* What a change says has been judged by the store that it comes from: neither triggers nor references may add to it,
 * and the tables of the index of texts are written as they are. */
static void
configure (sqlite3 *handle)
{
  static const int off[] = { SQLITE_DBCONFIG_ENABLE_FKEY, SQLITE_DBCONFIG_ENABLE_TRIGGER, SQLITE_DBCONFIG_DEFENSIVE,
                             SQLITE_DBCONFIG_TRUSTED_SCHEMA, SQLITE_DBCONFIG_ENABLE_VIEW };

  for (guint i = 0; i < G_N_ELEMENTS (off); i++)
    sqlite3_db_config (handle, off[i], 0, NULL);
  sqlite3_extended_result_codes (handle, 1);
  sqlite3_busy_timeout (handle, 10000);
}

static gboolean
prepare (JkkReplica *replica, sqlite3_stmt **statement, const char *sql, GError **error)
{
  return sqlite3_prepare_v3 (replica->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, statement, NULL) == SQLITE_OK ||
         fail (replica, error);
}

static gboolean
read_last (JkkReplica *replica, GError **error)
{
  sqlite3_stmt *statement = NULL;

  if (!prepare (replica, &statement,
                "SELECT number, time, sequence, head, bytes, hash FROM change_stream ORDER BY number DESC LIMIT 1",
                error))
    return FALSE;
  int code = sqlite3_step (statement);
  g_clear_pointer (&replica->last, jkk_stream_change_free);
  if (code == SQLITE_ROW)
    replica->last = jkk_stream_read_row (statement);
  sqlite3_finalize (statement);
  return code == SQLITE_ROW || fail (replica, error);
}

/**
 * jkk_replica_open:
 * @path: a copy of a store that has a stream
 * @error: STORAGE
 *
 * Returns: (transfer full): the copy; it belongs to the calling thread
 */
JkkReplica *
jkk_replica_open (const char *path, GError **error)
{
  g_autoptr (JkkReplica) replica = g_new0 (JkkReplica, 1);

  replica->path = g_strdup (path);
  if (sqlite3_open_v2 (path, &replica->handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK)
    {
      fail (replica, error);
      return NULL;
    }
  configure (replica->handle);
  if (!exec (replica, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA journal_size_limit = 67108864",
             error) ||
      !prepare (replica, &replica->insert, JKK_STREAM_INSERT, error) ||
      !prepare (replica, &replica->first, JKK_STREAM_FIRST, error) ||
      !prepare (replica, &replica->remove, JKK_STREAM_REMOVE, error) ||
      !prepare (replica, &replica->journal, "SELECT sequence, hash FROM journal ORDER BY sequence DESC LIMIT 1",
                error) ||
      !read_last (replica, error))
    return NULL;
  return g_steal_pointer (&replica);
}

/**
 * jkk_replica_close:
 * @replica: (transfer full): a copy
 */
void
jkk_replica_close (JkkReplica *replica)
{
  sqlite3_finalize (replica->insert);
  sqlite3_finalize (replica->journal);
  sqlite3_finalize (replica->first);
  sqlite3_finalize (replica->remove);
  sqlite3_close (replica->handle);
  g_clear_pointer (&replica->last, jkk_stream_change_free);
  g_free (replica->path);
  g_free (replica);
}

/**
 * jkk_replica_last:
 * @replica: a copy
 *
 * Returns: (transfer none): the last change that it holds, without its bytes
 */
const JkkStreamChange *
jkk_replica_last (JkkReplica *replica)
{
  return replica->last;
}

/* Whatever does not fit shows that the copy is none. */
static int
conflict (void *data, int kind, sqlite3_changeset_iter *at)
{
  return SQLITE_CHANGESET_ABORT;
}

static int
add (JkkReplica *replica, const JkkStreamChange *change)
{
  gsize length;
  gconstpointer data = g_bytes_get_data (change->changes, &length);
  int code = sqlite3changeset_apply_v2 (replica->handle, (int) length, (void *) data, NULL, conflict, NULL, NULL, NULL,
                                        SQLITE_CHANGESETAPPLY_NOSAVEPOINT);

  if (code != SQLITE_OK)
    return code;
  jkk_stream_bind_row (replica->insert, change);
  code = sqlite3_step (replica->insert);
  sqlite3_reset (replica->insert);
  sqlite3_clear_bindings (replica->insert);
  return code == SQLITE_DONE ? jkk_stream_forget (replica->first, replica->remove, change, JKK_STREAM_MOST_CHANGES,
                                                  JKK_STREAM_MOST_BYTES)
                             : code;
}

static gboolean
is_next (const JkkStreamChange *last, const JkkStreamChange *change)
{
  g_autofree char *hash = jkk_stream_hash (last->hash, change);

  return change->changes != NULL && change->number == last->number + 1 && strcmp (hash, change->hash) == 0;
}

/* The journal of the copy must now end as that of the store does. */
static gboolean
journal_ends_with (JkkReplica *replica, const JkkStreamChange *change)
{
  gboolean any = sqlite3_step (replica->journal) == SQLITE_ROW;
  gint64 sequence = any ? sqlite3_column_int64 (replica->journal, 0) : 0;
  const char *hash = any ? (const char *) sqlite3_column_text (replica->journal, 1) : JKK_JOURNAL_NO_HASH;
  gboolean same = sequence == change->sequence && g_strcmp0 (hash, change->head) == 0;

  sqlite3_reset (replica->journal);
  return same;
}

static gboolean
add_all (JkkReplica *replica, GPtrArray *changes, GError **error)
{
  const JkkStreamChange *last = replica->last;

  for (guint i = 0; i < changes->len; last = changes->pdata[i++])
    {
      const JkkStreamChange *change = changes->pdata[i];
      int code = is_next (last, change) ? add (replica, change) : SQLITE_ABORT;

      if (code == SQLITE_ABORT || (code & 0xff) == SQLITE_CONSTRAINT || code == SQLITE_CORRUPT || code == SQLITE_SCHEMA)
        return fail_chain (replica, change, error);
      if (code != SQLITE_OK)
        return fail (replica, error);
    }
  return journal_ends_with (replica, last) || fail_chain (replica, last, error);
}

/**
 * jkk_replica_apply:
 * @replica: a copy
 * @changes: (element-type JkkStreamChange): what comes next
 * @error: CONFLICT: they do not go on from here, or not from this content: a whole copy is needed; STORAGE
 *
 * Makes the changes here, too, all in one transaction, after their chain was checked; afterwards the journals end
 * alike.
 *
 * Returns: whether they lie safely on the disk
 */
gboolean
jkk_replica_apply (JkkReplica *replica, GPtrArray *changes, GError **error)
{
  if (changes->len == 0)
    return TRUE;
  if (!exec (replica, "BEGIN IMMEDIATE", error))
    return FALSE;
  if (add_all (replica, changes, error) && exec (replica, "COMMIT", error))
    {
      /* A centre has hundreds of copies open, and most have nothing to do. */
      sqlite3_db_release_memory (replica->handle);
      return read_last (replica, error);
    }
  if (!sqlite3_get_autocommit (replica->handle))
    sqlite3_exec (replica->handle, "ROLLBACK", NULL, NULL, NULL);
  return FALSE;
}

/* ---- What a change is about -------------------------------------------------------------------------------------- */

static gboolean
is_hash (const char *text)
{
  return text != NULL && strlen (text) == HASH_LETTERS && strspn (text, "0123456789abcdef") == HASH_LETTERS;
}

static void
note_documents (sqlite3_changeset_iter *at, int n_columns, GHashTable *hashes)
{
  for (int i = 0; i < n_columns; i++)
    {
      sqlite3_value *value = NULL;

      if (sqlite3changeset_new (at, i, &value) == SQLITE_OK && value != NULL &&
          sqlite3_value_type (value) == SQLITE_TEXT && is_hash ((const char *) sqlite3_value_text (value)))
        g_hash_table_add (hashes, g_strdup ((const char *) sqlite3_value_text (value)));
    }
}

static sqlite3_changeset_iter *
start (const JkkStreamChange *change)
{
  sqlite3_changeset_iter *at = NULL;
  gsize length = 0;
  gconstpointer data = change->changes != NULL ? g_bytes_get_data (change->changes, &length) : NULL;

  return data != NULL && sqlite3changeset_start (&at, (int) length, (void *) data) == SQLITE_OK ? at : NULL;
}

/**
 * jkk_replica_documents:
 * @changes: (element-type JkkStreamChange): changes
 *
 * Returns: (transfer full) (element-type utf8): a set of all that may be names of documents in what they say
 */
GHashTable *
jkk_replica_documents (GPtrArray *changes)
{
  GHashTable *hashes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < changes->len; i++)
    {
      sqlite3_changeset_iter *at = start (changes->pdata[i]);
      const char *table;
      int n_columns, operation;

      while (at != NULL && sqlite3changeset_next (at) == SQLITE_ROW)
        if (sqlite3changeset_op (at, &table, &n_columns, &operation, NULL) == SQLITE_OK && operation != SQLITE_DELETE)
          note_documents (at, n_columns, hashes);
      sqlite3changeset_finalize (at);
    }
  return hashes;
}

static gint64
read_key (sqlite3_changeset_iter *at, int operation)
{
  sqlite3_value *value = NULL;
  int code = operation == SQLITE_INSERT ? sqlite3changeset_new (at, 0, &value) : sqlite3changeset_old (at, 0, &value);

  return code == SQLITE_OK && value != NULL ? sqlite3_value_int64 (value) : 0;
}

/**
 * jkk_replica_each_row:
 * @change: a change
 * @func: (scope call): called for each row
 * @data: handed to @func
 *
 * Returns: whether the change could be read to its end
 */
gboolean
jkk_replica_each_row (const JkkStreamChange *change, JkkReplicaRowFunc func, gpointer data)
{
  sqlite3_changeset_iter *at = start (change);
  const char *table;
  int n_columns, operation;

  if (at == NULL)
    return FALSE;
  while (sqlite3changeset_next (at) == SQLITE_ROW)
    if (sqlite3changeset_op (at, &table, &n_columns, &operation, NULL) == SQLITE_OK)
      func (table, read_key (at, operation), data);
  return sqlite3changeset_finalize (at) == SQLITE_OK;
}
