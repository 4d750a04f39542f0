#include "jkk-db-group-private.h"

#include "jkk-statement.h"

static void
clear_value (gpointer data)
{
  g_free ((char *) ((JkkDqliteValue *) data)->text);
}

static int
group_prepare (JkkQuery *query)
{
  JkkDbMember *member = query->db->member;
  guint32 *known = &member->prepared[query->number];
  int code = SQLITE_OK;

  query->finding = g_new0 (JkkDbFinding, 1);
  query->finding->values = g_array_new (FALSE, TRUE, sizeof (JkkDqliteValue));
  g_array_set_clear_func (query->finding->values, clear_value);
  if (*known == 0)
    {
      guint32 number = 0;

      code = jkk_dqlite_prepare (member->line, jkk_statement_text (query->number), &number);
      *known = code == SQLITE_OK ? number + 1 : 0;
    }
  return jkk_db_group_code (code);
}

static void
clear_row (JkkDbFinding *finding)
{
  for (guint i = 0; finding->texts != NULL && i < finding->rows->n_columns; i++)
    g_clear_pointer (&finding->texts[i], g_free);
}

static void
group_reset (JkkQuery *query)
{
  JkkDbFinding *finding = query->finding;

  clear_row (finding);
  g_clear_pointer (&finding->texts, g_free);
  g_clear_pointer (&finding->rows, jkk_dqlite_rows_free);
  finding->is_over = FALSE;
}

static void
group_end (JkkQuery *query)
{
  group_reset (query);
  g_array_unref (query->finding->values);
  g_free (query->finding);
}

static JkkDqliteValue *
find_place (JkkQuery *query, int index)
{
  GArray *values = query->finding->values;
  guint before = values->len;

  if (before < (guint) index)
    g_array_set_size (values, (guint) index);
  for (guint i = before; i < values->len; i++)
    g_array_index (values, JkkDqliteValue, i).kind = JKK_DQLITE_EMPTY;
  JkkDqliteValue *value = &g_array_index (values, JkkDqliteValue, index - 1);
  clear_value (value);
  *value = (JkkDqliteValue){ .kind = JKK_DQLITE_EMPTY };
  return value;
}

static int
check_index (int index)
{
  return index > 0 && index <= G_MAXUINT8 ? SQLITE_OK : SQLITE_RANGE;
}

static int
group_bind_text (JkkQuery *query, int index, const char *text)
{
  int code = check_index (index);

  if (code == SQLITE_OK)
    {
      JkkDqliteValue *value = find_place (query, index);

      value->kind = text != NULL ? JKK_DQLITE_TEXT : JKK_DQLITE_EMPTY;
      value->text = g_strdup (text);
    }
  return code;
}

static int
group_bind_number (JkkQuery *query, int index, gint64 number)
{
  int code = check_index (index);

  if (code == SQLITE_OK)
    {
      JkkDqliteValue *value = find_place (query, index);

      value->kind = number != JKK_NONE ? JKK_DQLITE_INTEGER : JKK_DQLITE_EMPTY;
      value->number = number;
    }
  return code;
}

/* The engine checks what a statement may do by what it was asked as: one that writes is never run as a query. */
static int
run (JkkQuery *query)
{
  JkkDbFinding *finding = query->finding;
  JkkDqlite *line = query->db->member->line;
  guint32 number = query->db->member->prepared[query->number] - 1;
  const JkkDqliteValue *values = (const JkkDqliteValue *) finding->values->data;
  guint n_values = finding->values->len;

  finding->n_changed = 0;
  if (!jkk_statement_writes (query->number))
    return jkk_db_group_code (jkk_dqlite_query (line, number, values, n_values, &finding->rows));
  return jkk_db_group_code (jkk_dqlite_exec (line, number, values, n_values, &finding->n_changed));
}

/* As with a file: nothing above expects texts that are none. */
static gboolean
row_is_readable (const JkkDqliteRows *rows)
{
  gboolean readable = TRUE;

  for (guint i = 0; readable && i < rows->n_columns; i++)
    readable = rows->row[i].kind != JKK_DQLITE_TEXT || g_utf8_validate (rows->row[i].text, -1, NULL);
  return readable;
}

static int
group_step (JkkQuery *query)
{
  JkkDbFinding *finding = query->finding;
  gboolean is_broken = FALSE;

  if (!query->db->in_write && jkk_statement_writes (query->number))
    return JKK_DB_OUTSIDE;
  if (finding->rows == NULL)
    {
      int code = finding->is_over ? SQLITE_DONE : run (query);

      if (code != SQLITE_OK)
        return code;
      finding->is_over = TRUE;
      if (finding->rows == NULL)
        return SQLITE_DONE;
    }

  clear_row (finding);
  if (!jkk_dqlite_rows_next (finding->rows, &is_broken))
    return is_broken ? JKK_DB_AWAY : SQLITE_DONE;
  if (finding->texts == NULL)
    finding->texts = g_new0 (char *, finding->rows->n_columns + 1);
  return row_is_readable (finding->rows) ? SQLITE_ROW : SQLITE_CORRUPT;
}

static gint64
group_n_changed (JkkQuery *query)
{
  return query->finding->n_changed;
}

static int
group_n_columns (JkkQuery *query)
{
  return query->finding->rows != NULL ? (int) query->finding->rows->n_columns : 0;
}

static gboolean
group_is_text (JkkQuery *query, int column)
{
  JkkDqliteKind kind = query->finding->rows->row[column].kind;

  return kind != JKK_DQLITE_INTEGER && kind != JKK_DQLITE_EMPTY;
}

static const char *
group_text (JkkQuery *query, int column)
{
  JkkDbFinding *finding = query->finding;

  g_return_val_if_fail ((guint) column < finding->rows->n_columns, NULL);

  const JkkDqliteValue *value = &finding->rows->row[column];
  if (value->kind != JKK_DQLITE_INTEGER)
    return value->text;
  if (finding->texts[column] == NULL)
    finding->texts[column] = g_strdup_printf ("%" G_GINT64_FORMAT, value->number);
  return finding->texts[column];
}

static gint64
group_number (JkkQuery *query, int column)
{
  g_return_val_if_fail ((guint) column < query->finding->rows->n_columns, JKK_NONE);

  const JkkDqliteValue *value = &query->finding->rows->row[column];
  if (value->kind == JKK_DQLITE_TEXT)
    return g_ascii_strtoll (value->text, NULL, 10);
  return value->kind == JKK_DQLITE_INTEGER ? value->number : JKK_NONE;
}

const JkkQueryEngine jkk_db_group_query = {
  .prepare = group_prepare,
  .end = group_end,
  .bind_text = group_bind_text,
  .bind_number = group_bind_number,
  .step = group_step,
  .reset = group_reset,
  .n_changed = group_n_changed,
  .n_columns = group_n_columns,
  .is_text = group_is_text,
  .text = group_text,
  .number = group_number,
};
