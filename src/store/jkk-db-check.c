#include "jkk-db-copy.h"

#include "jkk-db-private.h"

#include <string.h>

/* Whether a store is sound. */

/**
 * jkk_db_check:
 * @db: a connection
 * @thoroughly: also whether each index says what its table says, which takes minutes for millions of cases
 * @error: STORAGE: the store is damaged
 *
 * Returns: whether the store is sound
 */
gboolean
jkk_db_check (JkkDb *db, gboolean thoroughly, GError **error)
{
  gint64 n_faults, n_broken;

  if (!jkk_db_pragma (db,
                      thoroughly ? "SELECT count(*) FROM pragma_integrity_check WHERE integrity_check <> 'ok'"
                                 : "SELECT count(*) FROM pragma_quick_check WHERE quick_check <> 'ok'",
                      &n_faults, error) ||
      (thoroughly && !jkk_db_pragma (db, "SELECT count(*) FROM pragma_foreign_key_check", &n_broken, error)))
    return FALSE;
  if (n_faults == 0 && (!thoroughly || n_broken == 0))
    return TRUE;
  jkk_db_take_error (db, SQLITE_CORRUPT, error);
  return FALSE;
}

/* From another thread: a look at all pages asks nobody on its way whether it should go on. */
static void
interrupt_cb (GCancellable *cancellable, gpointer handle)
{
  sqlite3_interrupt (handle);
}

/**
 * jkk_db_find_damage:
 * @db: a connection to a file, outside a transaction
 * @cancellable: (nullable): to give up
 * @damage: (out) (transfer full) (nullable): what SQLite says of the first damaged page; %NULL: all are sound
 * @error: STORAGE: the pages could not be read; %G_IO_ERROR_CANCELLED
 *
 * Looks at all pages as they are at this moment, while others go on reading and writing.
 *
 * Returns: whether all were looked at, or one was found damaged
 */
gboolean
jkk_db_find_damage (JkkDb *db, GCancellable *cancellable, char **damage, GError **error)
{
  sqlite3_stmt *statement = NULL;
  gulong id =
      cancellable != NULL ? g_cancellable_connect (cancellable, G_CALLBACK (interrupt_cb), db->handle, NULL) : 0;
  int code = sqlite3_prepare_v2 (db->handle, "PRAGMA quick_check (1)", -1, &statement, NULL);

  *damage = NULL;
  if (code == SQLITE_OK && !g_cancellable_is_cancelled (cancellable))
    code = sqlite3_step (statement);
  const char *text = code == SQLITE_ROW ? (const char *) sqlite3_column_text (statement, 0) : NULL;
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    text = NULL;
  else if (text != NULL && strcmp (text, "ok") != 0)
    *damage = g_strdup (text);
  else if ((code & 0xff) == SQLITE_CORRUPT || (code & 0xff) == SQLITE_NOTADB)
    *damage = g_strdup (sqlite3_errmsg (db->handle));
  else if (code != SQLITE_ROW)
    jkk_db_take_error (db, code, error);
  sqlite3_finalize (statement);
  g_cancellable_disconnect (cancellable, id);
  return text != NULL || *damage != NULL;
}

/* ---- All of it, with a number ------------------------------------------------------------------------------------ */

typedef struct
{
  char *name;
  gint64 weight; /* rows, and entries of its indices */
} Table;

static void
table_clear (gpointer data)
{
  g_free (((Table *) data)->name);
}

/* The number that a statement of ours gives, with @name put into it as a text. */
static int
ask_about (sqlite3 *handle, const char *format, const char *name, gint64 *number)
{
  sqlite3_stmt *statement = NULL;
  char *sql = sqlite3_mprintf (format, name);
  int code = sqlite3_prepare_v2 (handle, sql, -1, &statement, NULL);

  if (code == SQLITE_OK && (code = sqlite3_step (statement)) == SQLITE_ROW)
    {
      *number = sqlite3_column_int64 (statement, 0);
      code = SQLITE_OK;
    }
  sqlite3_finalize (statement);
  sqlite3_free (sql);
  return code;
}

static int
weigh (sqlite3 *handle, Table *table)
{
  gint64 n_rows = 0, n_indices = 0;
  int code = ask_about (handle, "SELECT count(*) FROM %Q", table->name, &n_rows);

  if (code == SQLITE_OK)
    code = ask_about (handle, "SELECT count(*) FROM pragma_index_list (%Q)", table->name, &n_indices);
  table->weight = 1 + n_rows * (1 + n_indices);
  return code;
}

static int
list_tables (sqlite3 *handle, GArray *tables, gint64 *all)
{
  sqlite3_stmt *statement = NULL;
  int code =
      sqlite3_prepare_v2 (handle, "SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage > 0 ORDER BY name",
                          -1, &statement, NULL);

  while (code == SQLITE_OK && (code = sqlite3_step (statement)) == SQLITE_ROW)
    {
      Table table = { g_strdup ((const char *) sqlite3_column_text (statement, 0)), 0 };

      code = weigh (handle, &table);
      *all += table.weight;
      g_array_append_val (tables, table);
    }
  sqlite3_finalize (statement);
  return code == SQLITE_DONE ? SQLITE_OK : code;
}

static int
check_table (sqlite3 *handle, const char *name)
{
  gint64 n_faults = 0, n_broken = 0;
  int code = ask_about (handle, "SELECT count(*) FROM pragma_integrity_check (%Q) WHERE integrity_check <> 'ok'", name,
                        &n_faults);

  if (code == SQLITE_OK)
    code = ask_about (handle, "SELECT count(*) FROM pragma_foreign_key_check (%Q)", name, &n_broken);
  return code == SQLITE_OK && (n_faults > 0 || n_broken > 0) ? SQLITE_CORRUPT : code;
}

static int
check_tables (sqlite3 *handle, JkkBackupGauge *gauge)
{
  g_autoptr (GArray) tables = g_array_new (FALSE, FALSE, sizeof (Table));
  gint64 all = 0, done = 0;

  g_array_set_clear_func (tables, table_clear);
  int code = list_tables (handle, tables, &all);
  for (guint i = 0; i < tables->len && code == SQLITE_OK; i++)
    {
      const Table *table = &g_array_index (tables, Table, i);

      jkk_backup_gauge_set (gauge, JKK_BACKUP_CHECKING, done, all);
      code = check_table (handle, table->name);
      done += table->weight;
    }
  return code;
}

/**
 * jkk_db_check_all:
 * @db: a connection to a file, outside a transaction
 * @gauge: (nullable): shows how far it is
 * @cancellable: (nullable): to give up
 * @error: STORAGE: the store is damaged; %G_IO_ERROR_CANCELLED
 *
 * As jkk_db_check() thoroughly, one table after the other: first all pages, and those that are free; then each table
 * with its indices and what it refers to.
 *
 * Returns: whether the store is sound
 */
gboolean
jkk_db_check_all (JkkDb *db, JkkBackupGauge *gauge, GCancellable *cancellable, GError **error)
{
  g_autofree char *damage = NULL;

  jkk_backup_gauge_set (gauge, JKK_BACKUP_CHECKING, 0, 1);
  if (!jkk_db_find_damage (db, cancellable, &damage, error))
    return FALSE;
  gulong id =
      cancellable != NULL ? g_cancellable_connect (cancellable, G_CALLBACK (interrupt_cb), db->handle, NULL) : 0;
  int code = damage == NULL ? check_tables (db->handle, gauge) : SQLITE_CORRUPT;
  g_cancellable_disconnect (cancellable, id);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if (code != SQLITE_OK)
    jkk_db_take_error (db, code, error);
  return code == SQLITE_OK;
}
