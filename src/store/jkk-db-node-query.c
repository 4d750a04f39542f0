#include "jkk-db-node-private.h"

#include <stdlib.h>

/* A bound value: it outlives the caller's. */
typedef struct
{
  char *text;
  gint64 number;
} Bound;

static void
bound_clear (gpointer data)
{
  g_free (((Bound *) data)->text);
}

static int
node_prepare (JkkQuery *query)
{
  JkkDbAnswer *answer = g_new0 (JkkDbAnswer, 1);

  answer->values = g_array_new (FALSE, TRUE, sizeof (Bound));
  g_array_set_clear_func (answer->values, bound_clear);
  answer->number = ++query->db->remote->queries;
  query->answer = answer;
  return SQLITE_OK;
}

static void
clear_row (JkkDbAnswer *answer)
{
  for (gint64 i = 0; answer->texts != NULL && i < answer->n_columns; i++)
    g_clear_pointer (&answer->texts[i], g_free);
}

static void
drop_frame (JkkDbAnswer *answer)
{
  clear_row (answer);
  g_clear_pointer (&answer->texts, g_free);
  g_clear_pointer (&answer->row, g_free);
  g_clear_pointer (&answer->frame, jkk_frame_free);
  answer->n_columns = 0;
  answer->n_rows = 0;
}

static void
node_reset (JkkQuery *query)
{
  JkkDbAnswer *answer = query->answer;

  /* The node keeps it ready for its rest only as long as it has one. */
  if (answer->more && answer->round == query->db->remote->round)
    {
      GByteArray *end = jkk_frame_start (JKK_FRAME_END);

      jkk_frame_add_number (end, answer->number);
      jkk_db_node_post (query->db, end);
    }
  answer->more = FALSE;
  drop_frame (answer);
}

static void
node_end (JkkQuery *query)
{
  node_reset (query);
  g_array_unref (query->answer->values);
  g_free (query->answer);
}

static Bound *
find_place (JkkQuery *query, int index)
{
  GArray *values = query->answer->values;

  if (values->len < (guint) index)
    g_array_set_size (values, (guint) index);
  Bound *bound = &g_array_index (values, Bound, index - 1);
  g_clear_pointer (&bound->text, g_free);
  bound->number = JKK_NONE;
  return bound;
}

static int
node_bind_text (JkkQuery *query, int index, const char *text)
{
  find_place (query, index)->text = g_strdup (text);
  return SQLITE_OK;
}

static int
node_bind_number (JkkQuery *query, int index, gint64 number)
{
  find_place (query, index)->number = number;
  return SQLITE_OK;
}

static void
add_values (GByteArray *run, JkkQuery *query)
{
  GArray *values = query->answer->values;

  jkk_frame_add_number (run, query->number);
  jkk_frame_add_number (run, values->len);
  for (guint i = 0; i < values->len; i++)
    {
      const Bound *bound = &g_array_index (values, Bound, i);

      if (bound->text != NULL)
        jkk_frame_add_text (run, bound->text);
      else
        jkk_frame_add_number (run, bound->number);
    }
}

static GByteArray *
make_run (JkkQuery *query)
{
  GByteArray *run = jkk_frame_start (JKK_FRAME_RUN);

  jkk_frame_add_number (run, query->answer->number);
  add_values (run, query);
  return run;
}

static GByteArray *
make_more (JkkQuery *query)
{
  GByteArray *more = jkk_frame_start (JKK_FRAME_MORE);

  jkk_frame_add_number (more, query->answer->number);
  return more;
}

static int
ask (JkkQuery *query, gboolean first)
{
  JkkDbRemote *remote = query->db->remote;
  JkkFrame **answer = &query->answer->frame;
  int code = remote->begun ? SQLITE_OK : jkk_db_node_ensure_line (query->db);

  if (code == SQLITE_OK)
    code = jkk_db_node_call (query->db, first ? make_run (query) : make_more (query), JKK_FRAME_ROWS, answer);
  if (code == JKK_DB_AWAY && first && jkk_db_node_begins_anew (query->db))
    code = jkk_db_node_call (query->db, make_run (query), JKK_FRAME_ROWS, answer);
  remote->has_read |= code == SQLITE_OK;
  return code;
}

/* The next rows from the node: the first, or those after what was read. */
static int
fetch (JkkQuery *query)
{
  JkkDbAnswer *answer = query->answer;
  JkkDbRemote *remote = query->db->remote;
  gboolean first = answer->frame == NULL;

  drop_frame (answer);
  if (g_cancellable_is_cancelled (query->db->cancellable))
    return SQLITE_INTERRUPT;
  /* Over another line nobody knows this query any more, nor the transaction it was part of. */
  if (jkk_db_node_is_over (query->db) || (!first && answer->round != remote->round))
    return JKK_DB_AWAY;

  int code = ask (query, first);
  answer->more = FALSE;
  if (code != SQLITE_OK)
    return code;

  answer->round = remote->round;
  answer->more = jkk_frame_take_number (answer->frame) == 1;
  answer->n_changed = jkk_frame_take_number (answer->frame);
  answer->n_columns = jkk_frame_take_number (answer->frame);
  answer->n_rows = jkk_frame_take_number (answer->frame);
  if (answer->frame->is_broken || answer->n_columns < 0 || answer->n_columns > 2000 || answer->n_rows < 0)
    return jkk_db_node_give_up (query->db);
  answer->row = g_new0 (JkkFrameValue, answer->n_columns + 1);
  answer->texts = g_new0 (char *, answer->n_columns + 1);
  return SQLITE_OK;
}

static int
node_step (JkkQuery *query)
{
  JkkDbAnswer *answer = query->answer;

  while (answer->n_rows == 0)
    {
      if (answer->frame != NULL && !answer->more)
        return SQLITE_DONE;
      int code = fetch (query);
      if (code != SQLITE_OK)
        return code;
    }

  clear_row (answer);
  for (gint64 i = 0; i < answer->n_columns; i++)
    answer->row[i] = jkk_frame_take (answer->frame);
  answer->n_rows--;
  return answer->frame->is_broken ? jkk_db_node_give_up (query->db) : SQLITE_ROW;
}

/* What fails there is told by the next answer. */
static int
node_post (JkkQuery *query)
{
  GByteArray *post;

  if (!query->db->remote->begun || jkk_db_node_is_over (query->db))
    return JKK_DB_AWAY;
  post = jkk_frame_start (JKK_FRAME_POST);
  add_values (post, query);
  return jkk_db_node_queue (query->db, post);
}

static gint64
node_n_changed (JkkQuery *query)
{
  return query->answer->n_changed;
}

static const char *
node_text (JkkQuery *query, int column)
{
  JkkDbAnswer *answer = query->answer;

  g_return_val_if_fail (column < answer->n_columns, NULL);

  const JkkFrameValue *value = &answer->row[column];
  if (value->text != NULL || value->number == JKK_NONE)
    return value->text;
  if (answer->texts[column] == NULL)
    answer->texts[column] = g_strdup_printf ("%" G_GINT64_FORMAT, value->number);
  return answer->texts[column];
}

static gint64
node_number (JkkQuery *query, int column)
{
  JkkDbAnswer *answer = query->answer;

  g_return_val_if_fail (column < answer->n_columns, JKK_NONE);

  const JkkFrameValue *value = &answer->row[column];
  return value->text != NULL ? g_ascii_strtoll (value->text, NULL, 10) : value->number;
}

const JkkQueryEngine jkk_db_node_query = {
  .prepare = node_prepare,
  .end = node_end,
  .bind_text = node_bind_text,
  .bind_number = node_bind_number,
  .step = node_step,
  .post = node_post,
  .reset = node_reset,
  .n_changed = node_n_changed,
  .text = node_text,
  .number = node_number,
};
