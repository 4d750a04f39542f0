#include "jkk-db-private.h"

#include "jkk-statement.h"

static int
file_prepare (JkkQuery *query)
{
  JkkDb *db = query->db;

  if (db->statements == NULL)
    db->statements = g_new0 (sqlite3_stmt *, jkk_statement_count ());
  query->place = &db->statements[query->number];
  query->statement = g_steal_pointer (query->place);
  if (query->statement != NULL)
    return SQLITE_OK;
  return sqlite3_prepare_v3 (db->handle, jkk_statement_text (query->number), -1, SQLITE_PREPARE_PERSISTENT,
                             &query->statement, NULL);
}

static void
file_end (JkkQuery *query)
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
}

static int
file_bind_text (JkkQuery *query, int index, const char *text)
{
  return sqlite3_bind_text (query->statement, index, text, -1, SQLITE_TRANSIENT);
}

static int
file_bind_number (JkkQuery *query, int index, gint64 number)
{
  return number != JKK_NONE ? sqlite3_bind_int64 (query->statement, index, number)
                            : sqlite3_bind_null (query->statement, index);
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
file_step (JkkQuery *query)
{
  /* A statement that writes belongs into a transaction that may: also when another desk asks for it. */
  if (!query->db->in_write && !sqlite3_stmt_readonly (query->statement))
    return JKK_DB_OUTSIDE;

  int code = sqlite3_step (query->statement);
  return code == SQLITE_ROW && !row_is_readable (query->statement) ? SQLITE_CORRUPT : code;
}

static void
file_reset (JkkQuery *query)
{
  sqlite3_reset (query->statement);
}

static gint64
file_n_changed (JkkQuery *query)
{
  return sqlite3_changes64 (query->db->handle);
}

static int
file_n_columns (JkkQuery *query)
{
  return sqlite3_column_count (query->statement);
}

static gboolean
file_is_text (JkkQuery *query, int column)
{
  int type = sqlite3_column_type (query->statement, column);

  return type != SQLITE_INTEGER && type != SQLITE_NULL;
}

static const char *
file_text (JkkQuery *query, int column)
{
  return (const char *) sqlite3_column_text (query->statement, column);
}

static gint64
file_number (JkkQuery *query, int column)
{
  return sqlite3_column_type (query->statement, column) != SQLITE_NULL ? sqlite3_column_int64 (query->statement, column)
                                                                       : JKK_NONE;
}

const JkkQueryEngine jkk_db_file_query = {
  .prepare = file_prepare,
  .end = file_end,
  .bind_text = file_bind_text,
  .bind_number = file_bind_number,
  .step = file_step,
  .reset = file_reset,
  .n_changed = file_n_changed,
  .n_columns = file_n_columns,
  .is_text = file_is_text,
  .text = file_text,
  .number = file_number,
};
