#include "jkk-law-store.h"

#include "jkk-statement.h"

/**
 * jkk_law_store_append:
 * @db: a connection in a writing transaction
 * @entry: what was confirmed or corrected, by whom and when; its id has no meaning
 * @id: (out) (optional): the id that it now has
 * @error: INVALID: something is missing, or the person has no account
 *
 * Returns: whether it is stored; from now on it is unchangeable, by the schema
 */
gboolean
jkk_law_store_append (JkkDb *db, const JkkLawEntry *entry, gint64 *id, GError **error)
{
  g_autoptr (JkkQuery) next = jkk_db_query (db, JKK_SQL_LAW_NEXT_ID);
  g_autoptr (JkkQuery) query = jkk_db_query (db, JKK_SQL_LAW_APPEND);

  g_return_val_if_fail (entry->pack != NULL && entry->parameter != NULL && entry->from != JKK_NONE, FALSE);
  g_return_val_if_fail (entry->source != NULL && entry->person != NULL, FALSE);

  if (!jkk_query_next (next, error))
    return FALSE;
  gint64 new_id = jkk_query_number (next, 0);
  jkk_query_bind_number (query, 1, new_id);
  jkk_query_bind_text (query, 2, entry->pack);
  jkk_query_bind_text (query, 3, entry->parameter);
  jkk_query_bind_number (query, 4, entry->from);
  jkk_query_bind_text (query, 5, entry->value);
  jkk_query_bind_text (query, 6, entry->source);
  jkk_query_bind_text (query, 7, entry->person);
  jkk_query_bind_number (query, 8, entry->time);
  if (!jkk_query_run (query, NULL, error))
    return FALSE;
  if (id != NULL)
    *id = new_id;
  return TRUE;
}

static JkkLawEntry *
read_entry (JkkQuery *query)
{
  JkkLawEntry *entry =
      jkk_law_entry_new (jkk_query_text (query, 1), jkk_query_text (query, 2), jkk_query_number (query, 3),
                         jkk_query_text (query, 4), jkk_query_text (query, 5));

  entry->id = jkk_query_number (query, 0);
  entry->person = jkk_query_dup_text (query, 6);
  entry->time = jkk_query_number (query, 7);
  entry->person_name = jkk_query_dup_text (query, 8);
  return entry;
}

/**
 * jkk_law_store_all:
 * @db: a connection
 * @error: STORAGE
 *
 * Returns: (transfer full) (element-type JkkLawEntry): all entries, the latest first
 */
GPtrArray *
jkk_law_store_all (JkkDb *db, GError **error)
{
  g_autoptr (JkkQuery) query = jkk_db_query (db, JKK_SQL_LAW_ALL);
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_law_entry_free);
  GError *failure = NULL;

  while (jkk_query_next (query, &failure))
    g_ptr_array_add (entries, read_entry (query));
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return NULL;
    }
  return g_steal_pointer (&entries);
}
