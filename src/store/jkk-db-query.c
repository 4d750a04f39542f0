#include "jkk-db-private.h"

#include "jkk-statement.h"

struct _JkkQuery
{
  JkkDb *db;
  sqlite3_stmt **place; /* where the connection keeps it while it is not in use */
  sqlite3_stmt *statement;
  int failure; /* the first one, told by the next _run() or _next() */
};

/* Runs SQL of this layer's machinery (transactions, pragmas, migrations); results are of no interest. */
gboolean
jkk_db_exec (JkkDb *db, const char *sql, GError **error)
{
  g_assert (db->thread == g_thread_self ());

  int code = sqlite3_exec (db->handle, sql, NULL, NULL, NULL);
  if (code != SQLITE_OK)
    jkk_db_take_error (db, code, error);
  return code == SQLITE_OK;
}

/* The one number that a pragma or a query of the machinery yields. */
gboolean
jkk_db_pragma (JkkDb *db, const char *sql, gint64 *value, GError **error)
{
  sqlite3_stmt *statement = NULL;

  g_assert (db->thread == g_thread_self ());

  int code = sqlite3_prepare_v2 (db->handle, sql, -1, &statement, NULL);
  if (code == SQLITE_OK)
    code = sqlite3_step (statement);
  if (code == SQLITE_ROW)
    *value = sqlite3_column_int64 (statement, 0);
  else
    jkk_db_take_error (db, code, error);
  sqlite3_finalize (statement);
  return code == SQLITE_ROW;
}

/**
 * jkk_db_query:
 * @db: a connection
 * @statement: a registered statement (#JkkStatement, jkk_statement_of_part() …)
 *
 * Makes a registered statement ready; it is prepared once per connection. The same one may be in use several times.
 *
 * Returns: (transfer full): the query, to be ended with jkk_query_end()
 */
JkkQuery *
jkk_db_query (JkkDb *db, guint statement)
{
  JkkQuery *query = g_new0 (JkkQuery, 1);

  g_assert (db->thread == g_thread_self ());
  g_assert (statement < jkk_statement_count ());

  if (db->statements == NULL)
    db->statements = g_new0 (sqlite3_stmt *, jkk_statement_count ());
  query->db = db;
  query->place = &db->statements[statement];
  query->statement = g_steal_pointer (query->place);
  if (query->statement == NULL)
    query->failure = sqlite3_prepare_v3 (db->handle, jkk_statement_text (statement), -1, SQLITE_PREPARE_PERSISTENT,
                                         &query->statement, NULL);
  return query;
}

/**
 * jkk_query_end:
 * @query: (transfer full): a query; its texts end with it
 */
void
jkk_query_end (JkkQuery *query)
{
  if (query->statement != NULL)
    {
      sqlite3_reset (query->statement);
      sqlite3_clear_bindings (query->statement);
    }
  if (*query->place == NULL)
    *query->place = query->statement;
  else
    sqlite3_finalize (query->statement);
  g_free (query);
}

static void
note_failure (JkkQuery *query, int code)
{
  if (query->failure == SQLITE_OK)
    query->failure = code;
}

/**
 * jkk_query_bind_text:
 * @query: a query that is not running
 * @index: which value, from 1
 * @text: (nullable): copied; %NULL = empty
 */
void
jkk_query_bind_text (JkkQuery *query, int index, const char *text)
{
  if (query->failure == SQLITE_OK)
    note_failure (query, sqlite3_bind_text (query->statement, index, text, -1, SQLITE_TRANSIENT));
}

/**
 * jkk_query_bind_number:
 * @query: a query that is not running
 * @index: which value, from 1
 * @number: JKK_NONE = empty
 */
void
jkk_query_bind_number (JkkQuery *query, int index, gint64 number)
{
  if (query->failure == SQLITE_OK)
    note_failure (query, number != JKK_NONE ? sqlite3_bind_int64 (query->statement, index, number)
                                            : sqlite3_bind_null (query->statement, index));
}

/* What a page says may have been damaged on the disk; nothing above expects texts that are none. */
static gboolean
row_is_readable (sqlite3_stmt *statement)
{
  gboolean readable = TRUE;

  for (int i = 0; readable && i < sqlite3_column_count (statement); i++)
    if (sqlite3_column_type (statement, i) == SQLITE_TEXT)
      readable = g_utf8_validate_len ((const char *) sqlite3_column_text (statement, i),
                                      sqlite3_column_bytes (statement, i), NULL);
  return readable;
}

static int
step (JkkQuery *query)
{
  int code = sqlite3_step (query->statement);

  return code == SQLITE_ROW && !row_is_readable (query->statement) ? SQLITE_CORRUPT : code;
}

/**
 * jkk_query_next:
 * @query: a query
 * @error: see jkk_db_open(); also CONFLICT, REFUSED and INVALID from the schema's own rules
 *
 * Goes to the next row of the result.
 *
 * Returns: whether there is one; at the end %FALSE without @error
 */
gboolean
jkk_query_next (JkkQuery *query, GError **error)
{
  g_assert (query->db->thread == g_thread_self ());

  if (query->failure == SQLITE_OK)
    {
      g_assert (query->db->in_write || sqlite3_stmt_readonly (query->statement));

      int code = step (query);
      if (code == SQLITE_ROW)
        return TRUE;
      if (code != SQLITE_DONE)
        note_failure (query, code);
    }
  if (query->failure != SQLITE_OK)
    jkk_db_take_error (query->db, query->failure, error);
  /* Nothing is held beyond the last row; the next call would begin anew. */
  sqlite3_reset (query->statement);
  return FALSE;
}

/**
 * jkk_query_take_damage:
 * @query: a query on a row
 * @error: STORAGE
 *
 * Tells that a row says what cannot have been written: the file is damaged, or somebody has written into it by hand.
 */
void
jkk_query_take_damage (JkkQuery *query, GError **error)
{
  jkk_db_take_error (query->db, SQLITE_CORRUPT, error);
}

/**
 * jkk_query_run:
 * @query: a query that yields no rows
 * @n_changed: (out) (optional): how many rows it wrote
 * @error: as jkk_query_next()
 *
 * Runs a query to its end; it may then be bound and run again.
 *
 * Returns: whether it succeeded
 */
gboolean
jkk_query_run (JkkQuery *query, gint64 *n_changed, GError **error)
{
  GError *failure = NULL;
  gboolean row = jkk_query_next (query, &failure);

  g_assert (!row);
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  if (n_changed != NULL)
    *n_changed = sqlite3_changes64 (query->db->handle);
  return TRUE;
}

/**
 * jkk_query_text:
 * @query: a query on a row
 * @column: which column, from 0
 *
 * Returns: (nullable): the text, valid until the query moves on; %NULL = empty
 */
const char *
jkk_query_text (JkkQuery *query, int column)
{
  return (const char *) sqlite3_column_text (query->statement, column);
}

/**
 * jkk_query_dup_text:
 * @query: a query on a row
 * @column: which column, from 0
 *
 * Returns: (transfer full) (nullable): the text; %NULL = empty
 */
char *
jkk_query_dup_text (JkkQuery *query, int column)
{
  return g_strdup (jkk_query_text (query, column));
}

/**
 * jkk_query_number:
 * @query: a query on a row
 * @column: which column, from 0
 *
 * Returns: the number; JKK_NONE = empty
 */
gint64
jkk_query_number (JkkQuery *query, int column)
{
  return sqlite3_column_type (query->statement, column) != SQLITE_NULL ? sqlite3_column_int64 (query->statement, column)
                                                                       : JKK_NONE;
}
