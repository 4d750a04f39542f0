#include "jkk-db-session-private.h"

#include "jkk-statement.h"

/* How much is answered at once; the rest follows when it is asked for. */
#define ROWS_AT_ONCE 500
#define BYTES_AT_ONCE (128 * 1024)

/* No desk of ours has more queries open at a time. */
#define MOST_QUERIES 64

static void
add_row (GByteArray *frame, JkkQuery *query, int n_columns)
{
  const JkkQueryEngine *engine = query->db->engine->query;

  for (int i = 0; i < n_columns; i++)
    if (engine->is_text (query, i))
      jkk_frame_add_text (frame, engine->text (query, i));
    else
      jkk_frame_add_number (frame, engine->number (query, i));
}

/* The next rows of a query; when it has no more, nobody needs it any longer. */
static gboolean
reply_rows (JkkServing *serving, gint64 number, JkkQuery *query)
{
  g_autoptr (GByteArray) rows = g_byte_array_new ();
  int n_columns = 0;
  gint64 n_rows = 0;
  int code = SQLITE_ROW;

  while (n_rows < ROWS_AT_ONCE && rows->len < BYTES_AT_ONCE &&
         (code = serving->db->engine->query->step (query)) == SQLITE_ROW)
    {
      n_columns = serving->db->engine->query->n_columns (query);
      add_row (rows, query, n_columns);
      n_rows++;
    }
  if (code != SQLITE_ROW && code != SQLITE_DONE)
    {
      gboolean sent = jkk_serving_fail (serving, code);

      g_hash_table_remove (serving->queries, &number);
      return sent;
    }

  GByteArray *frame = jkk_frame_start (JKK_FRAME_ROWS);
  jkk_frame_add_number (frame, code == SQLITE_ROW);
  jkk_frame_add_number (frame, serving->db->engine->query->n_changed (query));
  jkk_frame_add_number (frame, n_columns);
  jkk_frame_add_number (frame, n_rows);
  g_byte_array_append (frame, rows->data, rows->len);
  if (code == SQLITE_DONE)
    g_hash_table_remove (serving->queries, &number);
  return jkk_serving_reply (serving, frame);
}

/* A statement of ours has fewer values. */
#define MOST_VALUES 256

static GArray *
take_values (JkkFrame *frame)
{
  GArray *values = g_array_new (FALSE, TRUE, sizeof (JkkFrameValue));
  gint64 n_values = jkk_frame_take_number (frame);

  frame->is_broken |= n_values < 0 || n_values > MOST_VALUES;
  for (gint64 i = 0; i < n_values && !frame->is_broken; i++)
    {
      JkkFrameValue value = jkk_frame_take (frame);

      g_array_append_val (values, value);
    }
  frame->is_broken |= frame->at != frame->length;
  return values;
}

static void
bind_all (JkkQuery *query, GArray *values)
{
  for (guint i = 0; i < values->len && query->failure == SQLITE_OK; i++)
    {
      const JkkFrameValue *value = &g_array_index (values, JkkFrameValue, i);

      if (value->text != NULL)
        jkk_query_bind_text (query, (int) i + 1, value->text);
      else
        jkk_query_bind_number (query, (int) i + 1, value->number);
    }
}

/* An entry that was told before is known by its id: the schema says so in its own words. A node that has just ceased to
 * lead its group cannot read what was before, and says nothing against who asks. */
static int
judge_entry (JkkServing *serving, const JkkFrameValue *values, guint n_values)
{
  g_autoptr (GError) error = NULL;

  if (jkk_session_guard_continues_chain (serving->db, values, n_values, &error))
    return SQLITE_OK;
  return g_error_matches (error, JKK_ERROR, JKK_ERROR_AWAY) ? JKK_DB_AWAY : JKK_DB_NOT_ALLOWED;
}

/* Whether who is at the other end may have this run; else the code to refuse it with. */
static int
judge (JkkServing *serving, guint statement, GArray *values)
{
  const JkkFrameValue *first = (const JkkFrameValue *) (gconstpointer) values->data;

  if (!jkk_serving_is_guarded (serving))
    return SQLITE_OK;
  switch (jkk_session_guard_ask (&serving->guard, statement, first, values->len))
    {
    case JKK_GUARD_NOBODY:
      return JKK_DB_NOBODY;
    case JKK_GUARD_MUST_CHANGE:
      return JKK_DB_MUST_CHANGE;
    case JKK_GUARD_REFUSED:
      g_message ("desk %s: statement %u refused to %s", serving->session->name, statement,
                 serving->guard.person != NULL ? serving->guard.person->login : "nobody");
      return JKK_DB_NOT_ALLOWED;
    case JKK_GUARD_ALLOWED:
    default:
      if (!serving->db->in_write)
        return SQLITE_OK;
      int code = statement == JKK_SQL_JOURNAL_APPEND ? judge_entry (serving, first, values->len) : SQLITE_OK;
      if (code == SQLITE_OK)
        jkk_session_telling_note (&serving->telling, serving->db, statement, first, values->len);
      return code;
    }
}

/* Only what is registered is run, and by its number: no desk can send SQL. */
gboolean
jkk_serving_run (JkkServing *serving, JkkFrame *frame)
{
  gint64 number = jkk_frame_take_number (frame);
  gint64 statement = jkk_frame_take_number (frame);

  if (frame->is_broken || statement < 0 || statement >= jkk_statement_count () ||
      g_hash_table_contains (serving->queries, &number) || g_hash_table_size (serving->queries) >= MOST_QUERIES)
    return jkk_serving_strange (serving);

  g_autoptr (GArray) values = take_values (frame);
  if (frame->is_broken)
    return jkk_serving_strange (serving);
  int code = judge (serving, (guint) statement, values);
  if (code == SQLITE_OK && !serving->in_transaction && !jkk_serving_is_sure (serving))
    code = JKK_DB_AWAY;
  if (code != SQLITE_OK)
    return jkk_serving_fail (serving, code);

  JkkQuery *query = jkk_db_query (serving->db, (guint) statement);
  g_hash_table_insert (serving->queries, g_memdup2 (&number, sizeof number), query);
  bind_all (query, values);
  if (query->failure == SQLITE_OK)
    return reply_rows (serving, number, query);

  gboolean sent = jkk_serving_fail (serving, query->failure);
  g_hash_table_remove (serving->queries, &number);
  return sent;
}

/* One step of what nobody waits for. */
static int
run_posted (JkkServing *serving, guint statement, GArray *values)
{
  int code = judge (serving, statement, values);

  if (code != SQLITE_OK)
    return code;
  g_autoptr (JkkQuery) query = jkk_db_query (serving->db, statement);
  bind_all (query, values);
  code = query->failure != SQLITE_OK ? query->failure : serving->db->engine->query->step (query);
  return code == SQLITE_DONE ? SQLITE_OK : code;
}

/* It writes, and the desk goes on: what comes after a failure is not run any more, since the next answer, the one to
 * the commit at the latest, is that failure. */
gboolean
jkk_serving_post (JkkServing *serving, JkkFrame *frame)
{
  gint64 statement = jkk_frame_take_number (frame);
  g_autoptr (GArray) values = take_values (frame);

  if (frame->is_broken || statement < 0 || statement >= jkk_statement_count () || !serving->in_transaction ||
      !jkk_statement_writes ((guint) statement))
    return jkk_serving_strange (serving);
  if (serving->posted.code != SQLITE_OK)
    return TRUE;
  int code = run_posted (serving, (guint) statement, values);
  if (code == JKK_DB_AWAY)
    return FALSE;
  if (code != SQLITE_OK && code < JKK_DB_OUTDATED)
    serving->db->engine->explain (serving->db, code, &serving->posted);
  serving->posted.code = code;
  return TRUE;
}

/* The rest of what was asked for. */
gboolean
jkk_serving_more (JkkServing *serving, JkkFrame *frame)
{
  gint64 number = jkk_frame_take_number (frame);
  JkkQuery *query = g_hash_table_lookup (serving->queries, &number);

  return query != NULL ? reply_rows (serving, number, query) : jkk_serving_strange (serving);
}

gboolean
jkk_serving_end (JkkServing *serving, JkkFrame *frame)
{
  gint64 number = jkk_frame_take_number (frame);

  g_hash_table_remove (serving->queries, &number);
  return TRUE;
}
