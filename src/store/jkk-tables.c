#include "jkk-tables.h"

#include "jkk-db-private.h"
#include "jkk-statement.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What the steps make of an empty file is what a store is: whatever else stands there somebody has put in, and what
 * lacks was taken away. */

#define SCHEMA "SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL"

/* How a text is broken into lines says nothing. */
static char *
squeeze (const char *sql)
{
  GString *text = g_string_new (NULL);

  for (const char *at = sql; *at != '\0'; at++)
    if (!g_ascii_isspace (*at))
      g_string_append_c (text, *at);
    else if (text->len > 0 && text->str[text->len - 1] != ' ')
      g_string_append_c (text, ' ');
  return g_string_free (text, FALSE);
}

static void
add (GHashTable *schema, const char *type, const char *name, const char *sql)
{
  g_hash_table_insert (schema, g_strdup_printf ("%s %s", type, name), squeeze (sql));
}

static gboolean
run_steps (sqlite3 *handle, JkkMigrationSource source)
{
  int code = SQLITE_OK;

  for (int step = 1; code == SQLITE_OK && step <= jkk_migrations_newest (source); step++)
    {
      g_autofree char *name = g_strdup_printf ("%d", step);

      code = sqlite3_exec (handle, source (name, NULL), NULL, NULL, NULL);
    }
  return code == SQLITE_OK;
}

/* type and name → SQL; %NULL if there is not even memory for an empty store */
static GHashTable *
read_expected (JkkMigrationSource source)
{
  g_autoptr (GHashTable) schema = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  sqlite3_stmt *query = NULL;
  sqlite3 *handle = NULL;

  gboolean made = sqlite3_open (":memory:", &handle) == SQLITE_OK && run_steps (handle, source) &&
                  sqlite3_prepare_v2 (handle, SCHEMA, -1, &query, NULL) == SQLITE_OK;
  while (made && sqlite3_step (query) == SQLITE_ROW)
    add (schema, (const char *) sqlite3_column_text (query, 0), (const char *) sqlite3_column_text (query, 1),
         (const char *) sqlite3_column_text (query, 2));
  sqlite3_finalize (query);
  sqlite3_close (handle);
  return made ? g_steal_pointer (&schema) : NULL;
}

static gpointer
read_own (gpointer data)
{
  return read_expected (jkk_migrations_text);
}

static GHashTable *
find_expected (JkkMigrationSource source)
{
  static GOnce once = G_ONCE_INIT;
  GHashTable *own = source == jkk_migrations_text ? g_once (&once, read_own, NULL) : NULL;

  return source != jkk_migrations_text ? read_expected (source) : own != NULL ? g_hash_table_ref (own) : NULL;
}

static GHashTable *
read_found (JkkDb *db, GError **error)
{
  g_autoptr (GHashTable) schema = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (JkkQuery) query = jkk_db_query (db, JKK_SQL_SCHEMA);
  GError *failure = NULL;

  while (jkk_query_next (query, &failure))
    {
      const char *type = jkk_query_text (query, 0), *name = jkk_query_text (query, 1), *sql = jkk_query_text (query, 2);

      if (type != NULL && name != NULL && sql != NULL)
        add (schema, type, name, sql);
    }
  if (failure == NULL)
    return g_steal_pointer (&schema);
  g_propagate_error (error, failure);
  return NULL;
}

/* Another table or index does nothing by itself. */
static gboolean
acts (const char *key)
{
  return g_str_has_prefix (key, "trigger ") || g_str_has_prefix (key, "view ");
}

static const char *
name_of (const char *key)
{
  return strchr (key, ' ') + 1;
}

/**
 * jkk_tables_compare:
 * @db: a connection
 * @source: the steps by which the store was made
 * @func: is told each thing that is amiss
 * @data: handed to @func
 * @error: STORAGE
 *
 * Compares tables, indices and rules with those that the program makes. Who has the file in hand may take a rule away,
 * or put one in that changes an amount whenever the program writes.
 *
 * Returns: whether it could be compared
 */
gboolean
jkk_tables_compare (JkkDb *db, JkkMigrationSource source, JkkTablesFunc func, gpointer data, GError **error)
{
  g_autoptr (GHashTable) expected = find_expected (source);
  g_autoptr (GHashTable) found = read_found (db, error);
  GHashTableIter iter;
  gpointer key, sql;

  if (found == NULL)
    return FALSE;
  if (expected == NULL)
    {
      jkk_db_take_error (db, SQLITE_NOMEM, error);
      return FALSE;
    }
  g_hash_table_iter_init (&iter, found);
  while (g_hash_table_iter_next (&iter, &key, &sql))
    {
      const char *should = g_hash_table_lookup (expected, key);

      if (should != NULL ? !g_str_equal (should, sql) : acts (key))
        func (should != NULL ? JKK_TABLES_CHANGED : JKK_TABLES_FOREIGN, name_of (key), data);
    }
  g_hash_table_iter_init (&iter, expected);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    if (!g_hash_table_contains (found, key))
      func (JKK_TABLES_MISSING, name_of (key), data);
  return TRUE;
}

static void
keep_foreign (JkkTablesFault fault, const char *name, gpointer data)
{
  char **foreign = data;

  if (fault == JKK_TABLES_FOREIGN && *foreign == NULL)
    *foreign = g_strdup (name);
}

/**
 * jkk_tables_check_foreign:
 * @db: a connection to a file
 * @source: the steps by which the store was made
 * @error: FORMAT: the name of a rule that somebody has put in; STORAGE
 *
 * Returns: whether nothing in the store acts by itself but what the program has made
 */
gboolean
jkk_tables_check_foreign (JkkDb *db, JkkMigrationSource source, GError **error)
{
  g_autofree char *foreign = NULL;

  if (!jkk_tables_compare (db, source, keep_foreign, &foreign, error))
    return FALSE;
  if (foreign == NULL)
    return TRUE;
  g_set_error (error, JKK_ERROR, JKK_ERROR_FORMAT,
               _ ("Somebody has put a rule of his own, “%s”, into the store “%s”: it could change what the program "
                  "writes. Nothing was written. Keep the file as it is and restore a backup from before."),
               foreign, db->path);
  return FALSE;
}
