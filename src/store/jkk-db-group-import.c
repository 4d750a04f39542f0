#include "jkk-db-group-private.h"

#include <string.h>

/* So much goes to the engine in one transaction: each is kept in its memory until all have it. */
#define ROWS_AT_ONCE 2000

/* A file that becomes the store of a group, table by table. */
typedef struct
{
  sqlite3 *file;
  JkkDqlite *line;
  guint n_rows; /* since the last commit */
} Import;

static int
exec (Import *import, const char *sql)
{
  return jkk_db_group_code (jkk_dqlite_exec_sql (import->line, sql, NULL, 0));
}

/* What a page says, as the engine takes it; a NUL within a text does not pass over its wire. */
static int
read_value (sqlite3_stmt *row, int column, JkkDqliteValue *value)
{
  gsize length = (gsize) sqlite3_column_bytes (row, column);

  value->kind = (JkkDqliteKind) sqlite3_column_type (row, column);
  switch (sqlite3_column_type (row, column))
    {
    case SQLITE_INTEGER:
      value->number = sqlite3_column_int64 (row, column);
      break;
    case SQLITE_TEXT:
      value->text = (const char *) sqlite3_column_text (row, column);
      return strlen (value->text) == length ? SQLITE_OK : SQLITE_CORRUPT;
    case SQLITE_BLOB:
      value->data = sqlite3_column_blob (row, column);
      value->length = length;
      break;
    case SQLITE_NULL:
      break;
    default:
      return SQLITE_MISMATCH;
    }
  return SQLITE_OK;
}

static int
take_row (Import *import, sqlite3_stmt *row, guint32 insert)
{
  guint n_columns = (guint) sqlite3_column_count (row);
  g_autofree JkkDqliteValue *values = g_new0 (JkkDqliteValue, n_columns);
  int code = SQLITE_OK;

  for (guint i = 0; i < n_columns && code == SQLITE_OK; i++)
    code = read_value (row, (int) i, &values[i]);
  if (code == SQLITE_OK)
    code = jkk_db_group_code (jkk_dqlite_exec (import->line, insert, values, n_columns, NULL));
  if (code == SQLITE_OK && ++import->n_rows % ROWS_AT_ONCE == 0)
    code = exec (import, "COMMIT; BEGIN IMMEDIATE");
  return code;
}

static char *
make_insert (const char *name, guint n_columns)
{
  g_autoptr (GString) sql = g_string_new (NULL);

  g_string_printf (sql, "INSERT INTO \"%s\" VALUES (?1", name);
  for (guint i = 2; i <= n_columns; i++)
    g_string_append_printf (sql, ", ?%u", i);
  g_string_append_c (sql, ')');
  return g_string_free (g_steal_pointer (&sql), FALSE);
}

static int
take_rows (Import *import, const char *name)
{
  g_autofree char *sql = g_strdup_printf ("SELECT * FROM \"%s\"", name);
  sqlite3_stmt *row = NULL;
  guint32 insert = 0;
  int code = sqlite3_prepare_v2 (import->file, sql, -1, &row, NULL);

  if (code == SQLITE_OK && sqlite3_column_count (row) > G_MAXUINT8)
    code = SQLITE_TOOBIG;
  if (code == SQLITE_OK)
    {
      g_autofree char *text = make_insert (name, (guint) sqlite3_column_count (row));

      code = jkk_db_group_code (jkk_dqlite_prepare (import->line, text, &insert));
    }
  while (code == SQLITE_OK && (code = sqlite3_step (row)) == SQLITE_ROW)
    code = take_row (import, row, insert);
  sqlite3_finalize (row);
  return code == SQLITE_DONE ? SQLITE_OK : code;
}

typedef int (*Taker) (Import *import, const char *name, const char *sql, const char *kind);

static int
for_each (Import *import, const char *query, Taker take)
{
  sqlite3_stmt *row = NULL;
  int code = sqlite3_prepare_v2 (import->file, query, -1, &row, NULL);

  while (code == SQLITE_OK && (code = sqlite3_step (row)) == SQLITE_ROW)
    code = take (import, (const char *) sqlite3_column_text (row, 0), (const char *) sqlite3_column_text (row, 1),
                 (const char *) sqlite3_column_text (row, 2));
  sqlite3_finalize (row);
  return code == SQLITE_DONE ? SQLITE_OK : code;
}

/* The tables behind an index of words come with it, and hold a line or two of an empty one. */
static int
take_table (Import *import, const char *name, const char *sql, const char *kind)
{
  g_autofree char *empty = g_strdup_printf ("DELETE FROM \"%s\"", name);

  return exec (import, g_str_equal (kind, "shadow") ? empty : sql);
}

static int
take_content (Import *import, const char *name, const char *sql, const char *kind)
{
  return g_str_equal (kind, "virtual") ? SQLITE_OK : take_rows (import, name);
}

static int
take_rest (Import *import, const char *name, const char *sql, const char *kind)
{
  return exec (import, sql);
}

/* A virtual table before the tables behind it; triggers last, so that none of them runs. */
#define TABLES                                                                                                         \
  "SELECT s.name, s.sql, l.type FROM sqlite_schema s JOIN pragma_table_list l ON l.schema = 'main' AND l.name = "      \
  "s.name WHERE s.type = 'table' AND s.name NOT LIKE 'sqlite~_%' ESCAPE '~' ORDER BY l.type = 'shadow', s.rowid"

#define REST                                                                                                           \
  "SELECT name, sql, type FROM sqlite_schema WHERE type <> 'table' AND sql IS NOT NULL ORDER BY type = 'trigger', "    \
  "rowid"

static int
take_all (Import *import, int version)
{
  g_autofree char *end =
      g_strdup_printf ("PRAGMA user_version = %d; PRAGMA application_id = %d; COMMIT", version, JKK_DB_APPLICATION_ID);
  /* The engine falls over a transaction in a store that has not a single page yet. */
  int code = exec (import, "CREATE TABLE first (page INTEGER); DROP TABLE first");

  if (code == SQLITE_OK)
    code = exec (import, "PRAGMA foreign_keys = OFF; BEGIN IMMEDIATE");
  if (code == SQLITE_OK)
    code = for_each (import, TABLES, take_table);
  if (code == SQLITE_OK)
    code = for_each (import, TABLES, take_content);
  if (code == SQLITE_OK)
    code = for_each (import, REST, take_rest);
  return code == SQLITE_OK ? exec (import, end) : code;
}

/**
 * jkk_db_group_import:
 * @line: where the engine of a new group listens, which keeps nothing yet
 * @path: path of a store's file, which stays as it is
 * @error: as jkk_db_open(); STORAGE
 *
 * Makes what a file holds the store of a group.
 *
 * Returns: whether all of it was taken in
 */
gboolean
jkk_db_group_import (const char *line, const char *path, GError **error)
{
  g_autoptr (JkkDb) db = jkk_db_open (path, JKK_DB_DEFAULT, error);
  g_autoptr (JkkDqlite) target = jkk_dqlite_connect (line);
  int code;

  if (db == NULL || !jkk_db_begin_read (db, error))
    return FALSE;
  Import import = { .file = db->handle, .line = target };
  code = jkk_db_group_code (jkk_dqlite_open (target, JKK_DB_GROUP_STORE));
  if (code == SQLITE_OK)
    code = take_all (&import, db->version);
  if (code != SQLITE_OK)
    jkk_db_take_error (db, code, error);
  jkk_db_rollback (db);
  return code == SQLITE_OK;
}
