#include "jkk-db-private.h"

#include "jkk-statement.h"

/* Runs SQL of this layer's machinery (transactions, pragmas, migrations); results are of no interest. */
gboolean
jkk_db_exec (JkkDb *db, const char *sql, GError **error)
{
  g_assert (db->thread == g_thread_self ());

  int code = db->engine->exec (db, sql);
  if (code != SQLITE_OK)
    jkk_db_take_error (db, code, error);
  return code == SQLITE_OK;
}

/* The one number that a pragma or a query of the machinery yields. */
gboolean
jkk_db_pragma (JkkDb *db, const char *sql, gint64 *value, GError **error)
{
  g_assert (db->thread == g_thread_self ());

  int code = db->engine->ask (db, sql, value);
  if (code != SQLITE_OK)
    jkk_db_take_error (db, code, error);
  return code == SQLITE_OK;
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

  query->db = db;
  query->number = statement;
  query->failure = db->engine->query->prepare (query);
  return query;
}

/**
 * jkk_query_end:
 * @query: (transfer full): a query; its texts end with it
 */
void
jkk_query_end (JkkQuery *query)
{
  query->db->engine->query->end (query);
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
    note_failure (query, query->db->engine->query->bind_text (query, index, text));
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
    note_failure (query, query->db->engine->query->bind_number (query, index, number));
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
      g_assert (query->db->in_write || !jkk_statement_writes (query->number));

      int code = query->db->engine->query->step (query);
      if (code == SQLITE_ROW)
        return TRUE;
      if (code != SQLITE_DONE)
        note_failure (query, code);
    }
  if (query->failure != SQLITE_OK)
    jkk_db_take_error (query->db, query->failure, error);
  /* Nothing is held beyond the last row; the next call would begin anew. */
  query->db->engine->query->reset (query);
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
    *n_changed = query->db->engine->query->n_changed (query);
  return TRUE;
}

/**
 * jkk_query_post:
 * @query: a query that writes and yields no rows, in a writing transaction
 * @error: as jkk_query_next(); also of what was posted before it
 *
 * Runs a query of which nothing is to be learned but that it was done. Over a line to a node nobody waits for that: the
 * next query that is asked, at the latest the commit, tells what became of it. It may then be bound and posted again.
 *
 * Returns: whether nothing is known against it
 */
gboolean
jkk_query_post (JkkQuery *query, GError **error)
{
  const JkkQueryEngine *engine = query->db->engine->query;

  g_assert (query->db->thread == g_thread_self ());
  g_assert (query->db->in_write && jkk_statement_writes (query->number));

  if (engine->post == NULL)
    return jkk_query_run (query, NULL, error);
  if (query->failure == SQLITE_OK)
    query->failure = engine->post (query);
  if (query->failure == SQLITE_OK)
    return TRUE;
  jkk_db_take_error (query->db, query->failure, error);
  return FALSE;
}

/**
 * jkk_query_change:
 * @query: a query that changes a row, if that still is as it was seen
 * @conflict: translated sentence for when it is not
 * @error: CONFLICT, or as jkk_query_next()
 *
 * Returns: whether a row was changed
 */
gboolean
jkk_query_change (JkkQuery *query, const char *conflict, GError **error)
{
  gint64 n_changed = 0;

  if (!jkk_query_run (query, &n_changed, error))
    return FALSE;
  if (n_changed == 0)
    g_set_error_literal (error, JKK_ERROR, JKK_ERROR_CONFLICT, conflict);
  return n_changed > 0;
}

/**
 * jkk_query_all:
 * @query: a query, bound
 * @read: makes a thing of each row
 * @free_row: frees such a thing
 * @error: as jkk_query_next()
 *
 * Returns: (transfer full): what all its rows say, in their order
 */
GPtrArray *
jkk_query_all (JkkQuery *query, JkkQueryReader read, GDestroyNotify free_row, GError **error)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (free_row);
  GError *failure = NULL;

  while (jkk_query_next (query, &failure))
    g_ptr_array_add (all, read (query));
  if (failure == NULL)
    return g_steal_pointer (&all);
  g_propagate_error (error, failure);
  return NULL;
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
  return query->db->engine->query->text (query, column);
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
  return query->db->engine->query->number (query, column);
}
