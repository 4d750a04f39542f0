#include "jkk-dqlite-private.h"

/* Each message begins with the names of the columns, which are known. */
static void
begin_message (JkkDqliteRows *rows, JkkDqliteReader *reader)
{
  guint64 n_columns = jkk_dqlite_take_word (reader);

  if (n_columns > 2000 || (rows->row != NULL && n_columns != rows->n_columns))
    reader->is_broken = TRUE;
  for (guint64 i = 0; i < n_columns && !reader->is_broken; i++)
    jkk_dqlite_take_text (reader);
  rows->n_columns = reader->is_broken ? 0 : (guint) n_columns;
  if (rows->row == NULL)
    rows->row = g_new0 (JkkDqliteValue, rows->n_columns + 1);
}

static void
take_value (JkkDqliteReader *reader, JkkDqliteValue *value, guint8 kind)
{
  *value = (JkkDqliteValue){ .kind = kind };
  switch (kind)
    {
    case JKK_DQLITE_TEXT:
      value->text = jkk_dqlite_take_text (reader);
      break;
    case JKK_DQLITE_BYTES:
      value->length = jkk_dqlite_take_word (reader);
      value->data = jkk_dqlite_take_bytes (reader, MIN (value->length, G_MAXUINT32));
      jkk_dqlite_take_bytes (reader, (JKK_DQLITE_WORD - value->length % JKK_DQLITE_WORD) % JKK_DQLITE_WORD);
      break;
    case JKK_DQLITE_INTEGER:
    case JKK_DQLITE_REAL:
    case JKK_DQLITE_EMPTY:
      value->number = (gint64) jkk_dqlite_take_word (reader);
      break;
    default:
      reader->is_broken = TRUE;
    }
}

static void
take_row (JkkDqliteRows *rows, JkkDqliteReader *reader)
{
  gsize n_head = ((rows->n_columns + 1) / 2 + JKK_DQLITE_WORD - 1) / JKK_DQLITE_WORD * JKK_DQLITE_WORD;
  const guint8 *kinds = jkk_dqlite_take_bytes (reader, n_head);

  for (guint i = 0; i < rows->n_columns && !reader->is_broken; i++)
    take_value (reader, &rows->row[i], i % 2 == 0 ? kinds[i / 2] & 0x0f : kinds[i / 2] >> 4);
}

/**
 * jkk_dqlite_rows_next:
 * @rows: what a query was answered
 * @is_broken: (out): whether it is not what an engine answers
 *
 * Returns: whether there is another row, which is now in its @row
 */
gboolean
jkk_dqlite_rows_next (JkkDqliteRows *rows, gboolean *is_broken)
{
  while (!*is_broken && rows->message < rows->messages->len)
    {
      JkkDqliteReader reader = { g_ptr_array_index (rows->messages, rows->message), rows->at, FALSE };
      if (rows->at == 0)
        begin_message (rows, &reader);
      JkkDqliteReader ahead = reader;
      guint64 mark = jkk_dqlite_take_word (&ahead);
      gboolean ends = mark == JKK_DQLITE_END_OF_ROWS || mark == JKK_DQLITE_END_OF_MESSAGE;

      if (!ends)
        take_row (rows, &reader);
      *is_broken = reader.is_broken || ahead.is_broken;
      rows->at = ends ? 0 : reader.at;
      rows->message += ends ? 1 : 0;
      if (!ends)
        return !*is_broken;
    }
  return FALSE;
}

/**
 * jkk_dqlite_rows_free:
 * @rows: (transfer full): what a query was answered; its texts end with it
 */
void
jkk_dqlite_rows_free (JkkDqliteRows *rows)
{
  g_ptr_array_unref (rows->messages);
  g_free (rows->row);
  g_free (rows);
}
