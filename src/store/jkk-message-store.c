#include "jkk-message-store.h"

#include "jkk-statement.h"

#include <glib/gi18n-lib.h>

/**
 * jkk_taken_message_free:
 * @taken: (transfer full): a message
 */
void
jkk_taken_message_free (JkkTakenMessage *taken)
{
  g_free (taken->id);
  g_free (taken->kind);
  g_free (taken->sender);
  g_free (taken->sha256);
  g_free (taken->person);
  g_free (taken);
}

static JkkTakenMessage *
read_message (JkkQuery *query)
{
  JkkTakenMessage *taken = g_new0 (JkkTakenMessage, 1);

  taken->id = jkk_query_dup_text (query, 0);
  taken->edition = jkk_query_number (query, 1);
  taken->kind = jkk_query_dup_text (query, 2);
  taken->sender = jkk_query_dup_text (query, 3);
  taken->sequence = jkk_query_number (query, 4);
  taken->sha256 = jkk_query_dup_text (query, 5);
  taken->case_id = jkk_query_number (query, 6);
  taken->taken_at = jkk_query_number (query, 7);
  taken->person = jkk_query_dup_text (query, 8);
  return taken;
}

/**
 * jkk_message_store_find:
 * @db: a connection
 * @id: GUID of a message
 * @edition: which sending under that GUID
 * @sha256: hash of its bytes
 * @error: CONFLICT: a message with this GUID and edition but another content was taken over before
 *
 * Has this message been taken over before?
 *
 * Returns: (transfer full) (nullable): what was taken over then; %NULL without an @error when it is new
 */
JkkTakenMessage *
jkk_message_store_find (JkkDb *db, const char *id, gint64 edition, const char *sha256, GError **error)
{
  g_autoptr (JkkQuery) query = jkk_db_query (db, JKK_SQL_MESSAGE_FIND);

  jkk_query_bind_text (query, 1, id);
  jkk_query_bind_number (query, 2, edition);
  if (!jkk_query_next (query, error))
    return NULL;

  g_autoptr (JkkTakenMessage) taken = read_message (query);
  if (g_strcmp0 (taken->sha256, sha256) == 0)
    return g_steal_pointer (&taken);

  g_set_error (
      error, JKK_ERROR, JKK_ERROR_CONFLICT,
      _ ("A message with the number %s was taken over before, but it said something else. Ask the sender to send "
         "the correction under a new number, or with the next edition."),
      id);
  return NULL;
}

/**
 * jkk_message_store_take:
 * @db: a connection in a writing transaction
 * @message: a message that has its GUID
 * @sha256: hash of its bytes
 * @case_id: the case that it was taken into
 * @person: login of who took it
 * @time: now, seconds since 1970 UTC
 * @error: CONFLICT: taken over before
 *
 * Notes that a message was taken over, in the same transaction as its content.
 *
 * Returns: whether it is stored
 */
gboolean
jkk_message_store_take (JkkDb *db,
                        const JkkMessage *message,
                        const char *sha256,
                        gint64 case_id,
                        const char *person,
                        gint64 time,
                        GError **error)
{
  g_autoptr (JkkQuery) query = jkk_db_query (db, JKK_SQL_MESSAGE_INSERT);

  g_return_val_if_fail (message->id != NULL && sha256 != NULL && person != NULL, FALSE);

  jkk_query_bind_text (query, 1, message->id);
  jkk_query_bind_number (query, 2, message->edition);
  jkk_query_bind_text (query, 3, message->kind);
  jkk_query_bind_text (query, 4, message->sender);
  jkk_query_bind_number (query, 5, message->sequence);
  jkk_query_bind_text (query, 6, sha256);
  jkk_query_bind_number (query, 7, case_id);
  jkk_query_bind_number (query, 8, time);
  jkk_query_bind_text (query, 9, person);
  return jkk_query_run (query, NULL, error);
}

/**
 * jkk_message_store_of_case:
 * @db: a connection
 * @case_id: id of a case
 * @error: STORAGE
 *
 * Returns: (transfer full) (element-type JkkTakenMessage): the messages taken into the case, the first one first
 */
GPtrArray *
jkk_message_store_of_case (JkkDb *db, gint64 case_id, GError **error)
{
  g_autoptr (JkkQuery) query = jkk_db_query (db, JKK_SQL_MESSAGE_OF_CASE);
  g_autoptr (GPtrArray) messages = g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_taken_message_free);
  GError *failure = NULL;

  jkk_query_bind_number (query, 1, case_id);
  while (jkk_query_next (query, &failure))
    g_ptr_array_add (messages, read_message (query));
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return NULL;
    }
  return g_steal_pointer (&messages);
}
