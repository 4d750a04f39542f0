#include "jkk-record-store.h"

#include "jkk-statement.h"

static void
bind_record (JkkQuery *query, int first, const JkkRecordType *type, gconstpointer record)
{
  for (guint i = 0; i < type->n_fields; i++)
    if (jkk_field_is_text (&type->fields[i]))
      jkk_query_bind_text (query, first + i, jkk_field_get_string (&type->fields[i], record));
    else
      jkk_query_bind_number (query, first + i, jkk_field_get_number (&type->fields[i], record));
}

static void
read_record (JkkQuery *query, const JkkRecordType *type, gpointer record)
{
  for (guint i = 0; i < type->n_fields; i++)
    if (jkk_field_is_text (&type->fields[i]))
      jkk_field_put_string (&type->fields[i], record, jkk_query_text (query, i));
    else
      jkk_field_put_number (&type->fields[i], record, jkk_query_number (query, i));
}

static const JkkCasePart *
get_part (guint part)
{
  guint n_parts;
  const JkkCasePart *parts = jkk_case_parts (&n_parts);

  g_assert (part < n_parts);
  return &parts[part];
}

/**
 * jkk_record_store_insert_row:
 * @db: a connection in a writing transaction
 * @part: which of jkk_case_parts()
 * @case_id: the case
 * @ord: place in the list, from 1; of a single record it has no meaning
 * @record: the record
 * @error: see jkk_query_next()
 *
 * Writes a record as a new row of its table.
 *
 * Returns: whether it was written
 */
gboolean
jkk_record_store_insert_row (JkkDb *db, guint part, gint64 case_id, gint64 ord, gconstpointer record, GError **error)
{
  const JkkCasePart *table = get_part (part);
  g_autoptr (JkkQuery) query = jkk_db_query (db, jkk_statement_of_part (part, JKK_PART_INSERT));

  jkk_query_bind_number (query, 1, case_id);
  if (table->is_list)
    jkk_query_bind_number (query, 2, ord);
  bind_record (query, table->is_list ? 3 : 2, table->type, record);
  return jkk_query_post (query, error);
}

/**
 * jkk_record_store_update_row:
 * @db: a connection in a writing transaction
 * @part: which of jkk_case_parts(), not a list
 * @case_id: the case
 * @record: the record
 * @error: see jkk_query_next()
 *
 * Writes a record over the one of the case.
 *
 * Returns: whether it was written
 */
gboolean
jkk_record_store_update_row (JkkDb *db, guint part, gint64 case_id, gconstpointer record, GError **error)
{
  const JkkCasePart *table = get_part (part);
  g_autoptr (JkkQuery) query = jkk_db_query (db, jkk_statement_of_part (part, JKK_PART_UPDATE));

  g_assert (!table->is_list);

  jkk_query_bind_number (query, 1, case_id);
  bind_record (query, 2, table->type, record);
  return jkk_query_post (query, error);
}

/**
 * jkk_record_store_delete_rows:
 * @db: a connection in a writing transaction
 * @part: which of jkk_case_parts(), a list
 * @case_id: the case
 * @error: see jkk_query_next()
 *
 * Empties a list of the case.
 *
 * Returns: whether it is empty now
 */
gboolean
jkk_record_store_delete_rows (JkkDb *db, guint part, gint64 case_id, GError **error)
{
  g_autoptr (JkkQuery) query = jkk_db_query (db, jkk_statement_of_part (part, JKK_PART_DELETE));

  g_assert (get_part (part)->is_list);

  jkk_query_bind_number (query, 1, case_id);
  return jkk_query_post (query, error);
}

/**
 * jkk_record_store_load_row:
 * @db: a connection
 * @part: which of jkk_case_parts(), not a list
 * @case_id: the case
 * @record: (inout): an initialised record, which is filled
 * @error: see jkk_query_next()
 *
 * Returns: whether it was found; if not and without an @error, the case has no such row
 */
gboolean
jkk_record_store_load_row (JkkDb *db, guint part, gint64 case_id, gpointer record, GError **error)
{
  g_autoptr (JkkQuery) query = jkk_db_query (db, jkk_statement_of_part (part, JKK_PART_SELECT));

  jkk_query_bind_number (query, 1, case_id);
  if (!jkk_query_next (query, error))
    return FALSE;

  read_record (query, get_part (part)->type, record);
  return TRUE;
}

/**
 * jkk_record_store_load_list:
 * @db: a connection
 * @part: which of jkk_case_parts(), a list
 * @case_id: the case
 * @list: where the records are added, in their order
 * @error: see jkk_query_next()
 *
 * Returns: whether the list was read, be it empty
 */
gboolean
jkk_record_store_load_list (JkkDb *db, guint part, gint64 case_id, GPtrArray *list, GError **error)
{
  g_autoptr (JkkQuery) query = jkk_db_query (db, jkk_statement_of_part (part, JKK_PART_SELECT));
  const JkkRecordType *type = get_part (part)->type;
  GError *failure = NULL;

  jkk_query_bind_number (query, 1, case_id);
  while (jkk_query_next (query, &failure))
    {
      gpointer record = jkk_record_new (type);

      read_record (query, type, record);
      g_ptr_array_add (list, record);
    }
  if (failure != NULL)
    g_propagate_error (error, failure);
  return failure == NULL;
}
