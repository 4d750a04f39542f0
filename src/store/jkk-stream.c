/* Debian's SQLite has both; its header shows them only to who asks. */
#define SQLITE_ENABLE_SESSION
#define SQLITE_ENABLE_PREUPDATE_HOOK

#include "jkk-stream-private.h"

#include "jkk-journal-private.h"

#include <sodium.h>
#include <string.h>

#define HASH_BYTES 32

/* A larger change is not told: a whole copy costs less. */
#define LARGEST_CHANGE (64 * 1024 * 1024)

/* How many old changes go when a new one comes: more than one, so that a limit is reached again. */
#define FORGET_AT_ONCE 4

/* The changes stand in a table of the store, in the transaction that makes them: whenever the program or the computer
 * stops, both are there or neither. A file beside the store would need a second write to the disk for each deed, and
 * somebody to find out, after each power cut, which of the two is ahead.
 *
 * Whether there is a stream stands in the store, too (a first row): so each program that writes into the file tells
 * what it changes, not the node alone. What another program has changed, one that knows nothing of this, is found by
 * the journal, which then is not as the last change has left it.
 */
struct _JkkStream
{
  sqlite3_session *session; /* of the transaction that writes; NULL: nothing is to be told */
  sqlite3_stmt *last, *journal, *insert, *first, *forget;
  JkkStreamChange *before; /* the last one, within a transaction */
  gint64 schema;
  gint64 most_changes;
  gint64 most_bytes;
  gboolean is_broken;
};

/**
 * jkk_stream_change_free:
 * @change: (transfer full): a change
 */
void
jkk_stream_change_free (JkkStreamChange *change)
{
  g_free (change->head);
  g_free (change->hash);
  g_clear_pointer (&change->changes, g_bytes_unref);
  g_free (change);
}

static void
hash_number (crypto_generichash_state *state, gint64 number)
{
  gint64 little = GINT64_TO_LE (number);

  crypto_generichash_update (state, (const guint8 *) &little, sizeof little);
}

static void
hash_bytes (crypto_generichash_state *state, gconstpointer data, gsize length)
{
  hash_number (state, (gint64) length);
  crypto_generichash_update (state, data, length);
}

/**
 * jkk_stream_hash:
 * @before: hash of the change before
 * @change: a change
 *
 * Returns: (transfer full): its hash, which stands for the whole stream up to it
 */
char *
jkk_stream_hash (const char *before, const JkkStreamChange *change)
{
  crypto_generichash_state state;
  guint8 bytes[HASH_BYTES];
  char text[2 * HASH_BYTES + 1];
  gsize length = 0;
  gconstpointer data = change->changes != NULL ? g_bytes_get_data (change->changes, &length) : NULL;

  crypto_generichash_init (&state, NULL, 0, HASH_BYTES);
  hash_bytes (&state, before, strlen (before));
  hash_number (&state, change->number);
  hash_number (&state, change->time);
  hash_number (&state, change->sequence);
  hash_bytes (&state, change->head, strlen (change->head));
  hash_number (&state, change->bytes);
  hash_bytes (&state, data, length);
  crypto_generichash_final (&state, bytes, HASH_BYTES);
  return g_strdup (sodium_bin2hex (text, sizeof text, bytes, HASH_BYTES));
}

/* Of no state that two stores could share: where a stream begins anew nobody takes it for the one before. */
static char *
make_beginning (void)
{
  guint8 bytes[HASH_BYTES];
  char text[2 * HASH_BYTES + 1];

  randombytes_buf (bytes, sizeof bytes);
  return g_strdup (sodium_bin2hex (text, sizeof text, bytes, sizeof bytes));
}

/* ---- Rows -------------------------------------------------------------------------------------------------------- */

/* Returns (transfer full): what stands in a row; its bytes only when they were asked for. */
JkkStreamChange *
jkk_stream_read_row (sqlite3_stmt *row)
{
  JkkStreamChange *change = g_new0 (JkkStreamChange, 1);

  change->number = sqlite3_column_int64 (row, 0);
  change->time = sqlite3_column_int64 (row, 1);
  change->sequence = sqlite3_column_int64 (row, 2);
  change->head = g_strdup ((const char *) sqlite3_column_text (row, 3));
  change->bytes = sqlite3_column_int64 (row, 4);
  change->hash = g_strdup ((const char *) sqlite3_column_text (row, 5));
  if (sqlite3_column_count (row) > 6 && sqlite3_column_type (row, 6) != SQLITE_NULL)
    change->changes = g_bytes_new (sqlite3_column_blob (row, 6), (gsize) sqlite3_column_bytes (row, 6));
  return change;
}

/* The values of a row that is put into the table. */
void
jkk_stream_bind_row (sqlite3_stmt *statement, const JkkStreamChange *change)
{
  gsize length = 0;
  gconstpointer data = change->changes != NULL ? g_bytes_get_data (change->changes, &length) : NULL;

  sqlite3_bind_int64 (statement, 1, change->number);
  sqlite3_bind_int64 (statement, 2, change->time);
  sqlite3_bind_int64 (statement, 3, change->sequence);
  sqlite3_bind_text (statement, 4, change->head, -1, SQLITE_TRANSIENT);
  sqlite3_bind_int64 (statement, 5, change->bytes);
  sqlite3_bind_text (statement, 6, change->hash, -1, SQLITE_TRANSIENT);
  if (data != NULL)
    sqlite3_bind_blob64 (statement, 7, data, length, SQLITE_TRANSIENT);
  else
    sqlite3_bind_null (statement, 7);
}

static int
prepare (JkkDb *db, sqlite3_stmt **statement, const char *sql)
{
  if (*statement != NULL)
    return SQLITE_OK;
  return sqlite3_prepare_v3 (db->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, statement, NULL);
}

/* One step, and what it answers; a row stays until it is reset. */
static int
step (sqlite3_stmt *statement)
{
  int code = sqlite3_step (statement);

  return code == SQLITE_ROW || code == SQLITE_DONE ? SQLITE_OK : code;
}

/* The last change without its bytes, or NULL when there is no stream. */
static int
read_last (JkkDb *db, JkkStreamChange **last)
{
  int code = prepare (db, &db->stream->last,
                      "SELECT number, time, sequence, head, bytes, hash FROM change_stream "
                      "ORDER BY number DESC LIMIT 1");

  *last = NULL;
  if (code != SQLITE_OK)
    return code;
  code = sqlite3_step (db->stream->last);
  if (code == SQLITE_ROW)
    *last = jkk_stream_read_row (db->stream->last);
  sqlite3_reset (db->stream->last);
  return code == SQLITE_ROW || code == SQLITE_DONE ? SQLITE_OK : code;
}

static int
read_journal (JkkDb *db, gint64 *sequence, char **head)
{
  int code = prepare (db, &db->stream->journal, "SELECT sequence, hash FROM journal ORDER BY sequence DESC LIMIT 1");

  if (code != SQLITE_OK)
    return code;
  code = step (db->stream->journal);
  gboolean any = sqlite3_data_count (db->stream->journal) > 0;
  *sequence = any ? sqlite3_column_int64 (db->stream->journal, 0) : 0;
  *head = g_strdup (any ? (const char *) sqlite3_column_text (db->stream->journal, 1) : JKK_JOURNAL_NO_HASH);
  sqlite3_reset (db->stream->journal);
  return code;
}

static int
read_schema (JkkDb *db, gint64 *schema)
{
  sqlite3_stmt *statement = NULL;
  int code = sqlite3_prepare_v2 (db->handle, "PRAGMA schema_version", -1, &statement, NULL);

  if (code == SQLITE_OK)
    code = step (statement);
  if (code == SQLITE_OK)
    *schema = sqlite3_column_int64 (statement, 0);
  sqlite3_finalize (statement);
  return code;
}

/* ---- Within a transaction ---------------------------------------------------------------------------------------- */

static int
wants_table (void *data, const char *table)
{
  return strcmp (table, "change_stream") != 0;
}

static int
open_session (JkkDb *db)
{
  int code = sqlite3session_create (db->handle, "main", &db->stream->session);

  if (code != SQLITE_OK)
    return code;
  sqlite3session_table_filter (db->stream->session, wants_table, NULL);
  return sqlite3session_attach (db->stream->session, NULL);
}

static int
ensure (JkkDb *db)
{
  gint64 there = 0;
  sqlite3_stmt *statement = NULL;
  int code;

  if (db->stream != NULL)
    return SQLITE_OK;
  /* Tests bring steps of their own, without this table. */
  code = sqlite3_prepare_v2 (db->handle, "SELECT count (*) FROM sqlite_schema WHERE name = 'change_stream'", -1,
                             &statement, NULL);
  if (code == SQLITE_OK)
    code = step (statement);
  if (code == SQLITE_OK)
    there = sqlite3_column_int64 (statement, 0);
  sqlite3_finalize (statement);
  if (code != SQLITE_OK || there == 0)
    return code;
  db->stream = g_new0 (JkkStream, 1);
  db->stream->most_changes = JKK_STREAM_MOST_CHANGES;
  db->stream->most_bytes = JKK_STREAM_MOST_BYTES;
  return SQLITE_OK;
}

/* The transaction has begun: from here on what it changes is noted, if there is a stream. */
int
jkk_stream_begin (JkkDb *db)
{
  g_autofree char *head = NULL;
  gint64 sequence = 0;
  int code = ensure (db);

  if (code != SQLITE_OK || db->stream == NULL)
    return code;
  db->stream->is_broken = FALSE;
  code = read_last (db, &db->stream->before);
  if (code != SQLITE_OK || db->stream->before == NULL)
    return code;
  code = read_journal (db, &sequence, &head);
  if (code == SQLITE_OK)
    code = read_schema (db, &db->stream->schema);
  /* Somebody has written past the stream. */
  if (code == SQLITE_OK && (sequence != db->stream->before->sequence || strcmp (head, db->stream->before->head) != 0))
    db->stream->is_broken = TRUE;
  return code == SQLITE_OK ? open_session (db) : code;
}

void
jkk_stream_rollback (JkkDb *db)
{
  if (db->stream == NULL)
    return;
  if (db->stream->session != NULL)
    sqlite3session_delete (db->stream->session);
  db->stream->session = NULL;
  g_clear_pointer (&db->stream->before, jkk_stream_change_free);
}

/* What is too old goes, a little with each change. */
int
jkk_stream_forget (
    sqlite3_stmt *first, sqlite3_stmt *remove, const JkkStreamChange *newest, gint64 most_changes, gint64 most_bytes)
{
  int code = SQLITE_OK;

  for (guint i = 0; code == SQLITE_OK && i < FORGET_AT_ONCE; i++)
    {
      code = step (first);
      gint64 number = sqlite3_column_int64 (first, 0);
      gint64 bytes = sqlite3_column_int64 (first, 1);
      gboolean is_old =
          number < newest->number && (newest->number - number >= most_changes || newest->bytes - bytes >= most_bytes);
      sqlite3_reset (first);
      if (code != SQLITE_OK || !is_old)
        break;
      sqlite3_bind_int64 (remove, 1, number);
      code = step (remove);
      sqlite3_reset (remove);
    }
  return code;
}

static int
forget (JkkDb *db, const JkkStreamChange *newest)
{
  JkkStream *stream = db->stream;
  int code = prepare (db, &stream->first, JKK_STREAM_FIRST);

  if (code == SQLITE_OK)
    code = prepare (db, &stream->forget, JKK_STREAM_REMOVE);
  return code == SQLITE_OK
             ? jkk_stream_forget (stream->first, stream->forget, newest, stream->most_changes, stream->most_bytes)
             : code;
}

static int
append (JkkDb *db, JkkStreamChange *change, const char *before)
{
  int code = prepare (db, &db->stream->insert, JKK_STREAM_INSERT);

  if (code == SQLITE_OK)
    code = read_journal (db, &change->sequence, &change->head);
  if (code != SQLITE_OK)
    return code;
  change->time = g_get_real_time () / G_USEC_PER_SEC;
  change->hash = jkk_stream_hash (before, change);
  jkk_stream_bind_row (db->stream->insert, change);
  code = step (db->stream->insert);
  sqlite3_reset (db->stream->insert);
  sqlite3_clear_bindings (db->stream->insert);
  return code == SQLITE_OK ? forget (db, change) : code;
}

static int
append_break (JkkDb *db, const JkkStreamChange *before)
{
  g_autoptr (JkkStreamChange) change = g_new0 (JkkStreamChange, 1);
  g_autofree char *beginning = make_beginning ();

  change->number = before != NULL ? before->number + 1 : 1;
  change->bytes = before != NULL ? before->bytes : 0;
  return append (db, change, beginning);
}

static int
take_changes (JkkDb *db, GBytes **changes)
{
  void *data = NULL;
  int length = 0;
  int code = sqlite3session_changeset (db->stream->session, &length, &data);

  *changes = NULL;
  if (code == SQLITE_OK && length > 0)
    *changes = g_bytes_new_with_free_func (data, (gsize) length, sqlite3_free, data);
  else
    sqlite3_free (data);
  return code;
}

static int
append_changes (JkkDb *db)
{
  const JkkStreamChange *before = db->stream->before;
  g_autoptr (JkkStreamChange) change = g_new0 (JkkStreamChange, 1);
  int code = take_changes (db, &change->changes);

  if (code != SQLITE_OK || change->changes == NULL)
    return code;
  change->number = before->number + 1;
  change->bytes = before->bytes + (gint64) g_bytes_get_size (change->changes);
  return append (db, change, before->hash);
}

/* Before the commit, in the same transaction. */
int
jkk_stream_commit (JkkDb *db)
{
  gint64 schema = 0;
  int code;

  if (db->stream == NULL || db->stream->session == NULL)
    return SQLITE_OK;
  code = read_schema (db, &schema);
  if (code != SQLITE_OK)
    return code;
  if (db->stream->is_broken || schema != db->stream->schema ||
      sqlite3session_memory_used (db->stream->session) > LARGEST_CHANGE)
    code = append_break (db, db->stream->before);
  else
    code = append_changes (db);
  jkk_stream_rollback (db);
  return code;
}

int
jkk_stream_break (JkkDb *db)
{
  g_autoptr (JkkStreamChange) last = NULL;
  int code = ensure (db);

  if (code == SQLITE_OK && db->stream != NULL)
    code = read_last (db, &last);
  if (code != SQLITE_OK || last == NULL)
    return code;
  /* The rest of this transaction need not be told. */
  jkk_stream_rollback (db);
  return append_break (db, last);
}

void
jkk_stream_close (JkkDb *db)
{
  JkkStream *stream = db->stream;

  if (stream == NULL)
    return;
  jkk_stream_rollback (db);
  sqlite3_finalize (stream->last);
  sqlite3_finalize (stream->journal);
  sqlite3_finalize (stream->insert);
  sqlite3_finalize (stream->first);
  sqlite3_finalize (stream->forget);
  g_clear_pointer (&db->stream, g_free);
}

void
jkk_stream_set_limits (JkkDb *db, gint64 most_changes, gint64 most_bytes)
{
  g_assert (ensure (db) == SQLITE_OK && db->stream != NULL);
  db->stream->most_changes = most_changes;
  db->stream->most_bytes = most_bytes;
}

/* ---- For who follows --------------------------------------------------------------------------------------------- */

static gboolean
take_error (JkkDb *db, int code, GError **error)
{
  if (code != SQLITE_OK)
    jkk_db_take_error (db, code, error);
  return code == SQLITE_OK;
}

/**
 * jkk_stream_start:
 * @db: a connection to a file, outside a transaction
 * @error: BUSY, STORAGE
 *
 * From now on each write tells what it changes, whoever makes it; if it does already nothing is changed.
 *
 * Returns: whether there is a stream
 */
gboolean
jkk_stream_start (JkkDb *db, GError **error)
{
  g_autoptr (JkkStreamChange) last = NULL;

  g_return_val_if_fail (db->handle != NULL, FALSE);

  if (!jkk_db_begin_write (db, error))
    return FALSE;
  int code = read_last (db, &last);
  if (code == SQLITE_OK && last == NULL)
    code = append_break (db, NULL);
  if (take_error (db, code, error) && jkk_db_commit (db, error))
    return TRUE;
  jkk_db_rollback (db);
  return FALSE;
}

/**
 * jkk_stream_last:
 * @db: a connection to a file
 * @error: STORAGE; NOT_FOUND: there is no stream
 *
 * Returns: (transfer full): the last change, without what it changed
 */
JkkStreamChange *
jkk_stream_last (JkkDb *db, GError **error)
{
  JkkStreamChange *last = NULL;
  int code = ensure (db);

  if (code == SQLITE_OK && db->stream != NULL)
    code = read_last (db, &last);
  if (take_error (db, code, error) && last == NULL)
    g_set_error_literal (error, JKK_ERROR, JKK_ERROR_NOT_FOUND, "no stream");
  return last;
}

/* Whether the stream goes on from where somebody stands. */
static int
knows (JkkDb *db, gint64 number, const char *hash, gboolean *known)
{
  sqlite3_stmt *statement = NULL;
  int code = sqlite3_prepare_v2 (db->handle, "SELECT 1 FROM change_stream WHERE number = ?1 AND hash = ?2", -1,
                                 &statement, NULL);

  if (code == SQLITE_OK)
    {
      sqlite3_bind_int64 (statement, 1, number);
      sqlite3_bind_text (statement, 2, hash, -1, SQLITE_TRANSIENT);
      code = step (statement);
      *known = sqlite3_data_count (statement) > 0;
    }
  sqlite3_finalize (statement);
  return code;
}

static int
read_after (JkkDb *db, gint64 number, gsize most_bytes, GPtrArray *changes, gboolean *known)
{
  sqlite3_stmt *statement = NULL;
  gsize n_bytes = 0;
  int code = sqlite3_prepare_v2 (db->handle,
                                 "SELECT " JKK_STREAM_COLUMNS " FROM change_stream WHERE number > ?1 ORDER BY number",
                                 -1, &statement, NULL);

  if (code == SQLITE_OK)
    sqlite3_bind_int64 (statement, 1, number);
  while (code == SQLITE_OK && *known && n_bytes < most_bytes)
    {
      code = sqlite3_step (statement);
      if (code != SQLITE_ROW)
        break;
      JkkStreamChange *change = jkk_stream_read_row (statement);
      g_ptr_array_add (changes, change);
      *known = change->changes != NULL;
      n_bytes += change->changes != NULL ? g_bytes_get_size (change->changes) : 0;
      code = SQLITE_OK;
    }
  sqlite3_finalize (statement);
  return code == SQLITE_DONE ? SQLITE_OK : code;
}

/**
 * jkk_stream_after:
 * @db: a connection to a file, outside a transaction
 * @number: up to where somebody has all changes
 * @hash: hash of that change
 * @most_bytes: about how much is read at once
 * @error: STORAGE; CONFLICT: a whole copy is needed: it was too long ago, or the store is another one
 *
 * Returns: (transfer full) (element-type JkkStreamChange): the next changes, none if there are none yet
 */
GPtrArray *
jkk_stream_after (JkkDb *db, gint64 number, const char *hash, gsize most_bytes, GError **error)
{
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_stream_change_free);
  gboolean known = FALSE;

  if (!jkk_db_begin_read (db, error))
    return NULL;
  int code = knows (db, number, hash, &known);
  if (code == SQLITE_OK)
    code = read_after (db, number, most_bytes, changes, &known);
  jkk_db_rollback (db);
  if (!take_error (db, code, error))
    return NULL;
  if (known)
    return g_steal_pointer (&changes);
  g_set_error_literal (error, JKK_ERROR, JKK_ERROR_CONFLICT, "a whole copy is needed");
  return NULL;
}
