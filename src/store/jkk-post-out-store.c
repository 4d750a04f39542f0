#include "jkk-post-store.h"

#include "jkk-statement.h"

#include <glib/gi18n-lib.h>

/**
 * jkk_post_store_read_out:
 * @query: a row with the columns of a message of the office, in the order of POST_OUT_COLUMNS
 *
 * Returns: (transfer full): the message
 */
JkkPostOut *
jkk_post_store_read_out (JkkQuery *query)
{
  JkkPostOut *post = jkk_post_out_new (jkk_query_text (query, 1), jkk_query_text (query, 5));

  post->id = jkk_query_number (query, 0);
  post->guid = jkk_query_dup_text (query, 2);
  post->edition = jkk_query_number (query, 3);
  post->sequence = jkk_query_number (query, 4);
  post->answers = jkk_query_dup_text (query, 6);
  post->case_id = MAX (jkk_query_number (query, 7), 0);
  post->file_name = jkk_query_dup_text (query, 8);
  post->sha256 = jkk_query_dup_text (query, 9);
  post->made_at = jkk_query_number (query, 10);
  post->made_by = jkk_query_dup_text (query, 11);
  post->delivered_at = jkk_query_number (query, 12);
  post->receipt_result = jkk_query_dup_text (query, 13);
  post->receipt_at = jkk_query_number (query, 14);
  post->batch_id = MAX (jkk_query_number (query, 15), 0);
  post->content = jkk_query_dup_text (query, 16);
  return post;
}

static GPtrArray *
read_all_out (JkkQuery *query, GError **error)
{

  return jkk_query_all (query, (JkkQueryReader) jkk_post_store_read_out, (GDestroyNotify) jkk_post_out_free, error);
}

/**
 * jkk_post_store_next_sequence:
 * @db: a connection in a writing transaction
 * @partner: code of a partner
 * @sequence: (out): the office's next running number to this partner
 * @error: STORAGE
 *
 * Returns: whether it could be found
 */
gboolean
jkk_post_store_next_sequence (JkkDb *db, const char *partner, gint64 *sequence, GError **error)
{
  g_autoptr (JkkQuery) query = jkk_db_query (db, JKK_SQL_POST_OUT_NEXT_SEQUENCE);

  jkk_query_bind_text (query, 1, partner);
  if (!jkk_query_next (query, error))
    return FALSE;
  *sequence = jkk_query_number (query, 0);
  return TRUE;
}

/**
 * jkk_post_store_send:
 * @db: a connection in a writing transaction
 * @post: a message of the office; its id has no meaning
 * @id: (out) (optional): the id that it now has
 * @error: CONFLICT: its GUID or running number was used before
 *
 * Returns: whether it is stored and waits to be laid into the outbox
 */
gboolean
jkk_post_store_send (JkkDb *db, const JkkPostOut *post, gint64 *id, GError **error)
{
  g_autoptr (JkkQuery) next = jkk_db_query (db, JKK_SQL_POST_OUT_NEXT_ID);
  g_autoptr (JkkQuery) query = jkk_db_query (db, JKK_SQL_POST_OUT_INSERT);

  if (!jkk_query_next (next, error))
    return FALSE;
  gint64 new_id = jkk_query_number (next, 0);
  jkk_query_bind_number (query, 1, new_id);
  jkk_query_bind_text (query, 2, post->partner);
  jkk_query_bind_text (query, 3, post->guid);
  jkk_query_bind_number (query, 4, post->edition);
  jkk_query_bind_number (query, 5, post->sequence);
  jkk_query_bind_text (query, 6, post->kind);
  jkk_query_bind_text (query, 7, post->answers);
  jkk_query_bind_number (query, 8, post->case_id > 0 ? post->case_id : JKK_NONE);
  jkk_query_bind_text (query, 9, post->file_name);
  jkk_query_bind_text (query, 10, post->sha256);
  jkk_query_bind_number (query, 11, post->made_at);
  jkk_query_bind_text (query, 12, post->made_by);
  jkk_query_bind_text (query, 13, post->content);
  jkk_query_bind_number (query, 14, post->batch_id > 0 ? post->batch_id : JKK_NONE);
  if (!jkk_query_run (query, NULL, error))
    return FALSE;
  if (id != NULL)
    *id = new_id;
  return TRUE;
}

/**
 * jkk_post_store_load_out:
 * @db: a connection
 * @guid: GUID of a message of the office
 * @error: NOT_FOUND
 *
 * Returns: (transfer full): it, with its content
 */
JkkPostOut *
jkk_post_store_load_out (JkkDb *db, const char *guid, GError **error)
{
  g_autoptr (JkkQuery) query = jkk_db_query (db, JKK_SQL_POST_OUT_LOAD);
  GError *failure = NULL;

  jkk_query_bind_text (query, 1, guid);
  if (jkk_query_next (query, &failure))
    return jkk_post_store_read_out (query);
  if (failure != NULL)
    g_propagate_error (error, failure);
  else
    g_set_error (error, JKK_ERROR, JKK_ERROR_NOT_FOUND, _ ("The office has sent no message with the number %s."), guid);
  return NULL;
}

/**
 * jkk_post_store_waiting:
 * @db: a connection
 * @partner: code of a partner
 * @error: STORAGE
 *
 * Returns: (transfer full) (element-type JkkPostOut): what is not in its outbox yet, the oldest first, with content;
 *   some hundreds at most, the rest when these are delivered
 */
GPtrArray *
jkk_post_store_waiting (JkkDb *db, const char *partner, GError **error)
{
  g_autoptr (JkkQuery) query = jkk_db_query (db, JKK_SQL_POST_OUT_WAITING);

  jkk_query_bind_text (query, 1, partner);
  return read_all_out (query, error);
}

/**
 * jkk_post_store_list_out:
 * @db: a connection
 * @case_id: only for this case; 0 = all
 * @before: only those with a lower id; JKK_NONE = from the newest on
 * @limit: how many at most
 * @error: STORAGE
 *
 * Returns: (transfer full) (element-type JkkPostOut): the newest first, without their content
 */
GPtrArray *
jkk_post_store_list_out (JkkDb *db, gint64 case_id, gint64 before, guint limit, GError **error)
{
  g_autoptr (JkkQuery) query = jkk_db_query (db, case_id > 0 ? JKK_SQL_POST_OUT_OF_CASE : JKK_SQL_POST_OUT_LIST);

  jkk_query_bind_number (query, 1, before == JKK_NONE ? G_MAXINT64 : before);
  jkk_query_bind_number (query, 2, limit);
  if (case_id > 0)
    jkk_query_bind_number (query, 3, case_id);
  return read_all_out (query, error);
}

/**
 * jkk_post_store_list_partner:
 * @db: a connection
 * @partner: code of a partner
 * @limit: how many at most
 * @error: STORAGE
 *
 * Returns: (transfer full) (element-type JkkPostOut): what the office sent it, receipts aside, the newest first,
 * without content
 */
GPtrArray *
jkk_post_store_list_partner (JkkDb *db, const char *partner, guint limit, GError **error)
{
  g_autoptr (JkkQuery) query = jkk_db_query (db, JKK_SQL_POST_OUT_OF_PARTNER);

  jkk_query_bind_text (query, 1, partner);
  jkk_query_bind_number (query, 2, limit);
  return read_all_out (query, error);
}

/**
 * jkk_post_store_last_receipt:
 * @db: a connection
 * @partner: code of a partner
 * @guid: GUID of a message of the partner
 * @sha256: fingerprint of its file
 * @error: STORAGE
 *
 * Returns: (transfer full) (nullable): GUID of the last receipt that this file was given; %NULL without an error if
 * there is none
 */
char *
jkk_post_store_last_receipt (JkkDb *db, const char *partner, const char *guid, const char *sha256, GError **error)
{
  g_autoptr (JkkQuery) query = jkk_db_query (db, JKK_SQL_POST_OUT_LAST_RECEIPT);

  jkk_query_bind_text (query, 1, guid);
  jkk_query_bind_text (query, 2, partner);
  jkk_query_bind_text (query, 3, sha256);
  return jkk_query_next (query, error) ? jkk_query_dup_text (query, 0) : NULL;
}

/**
 * jkk_post_store_paper_receipt:
 * @db: a connection
 * @partner: code of a partner
 * @sha256: fingerprint of a paper that it laid beside a message
 * @error: STORAGE
 *
 * Returns: (transfer full) (nullable): GUID of the last receipt that the paper was given; %NULL without an error if
 * there is none
 */
char *
jkk_post_store_paper_receipt (JkkDb *db, const char *partner, const char *sha256, GError **error)
{
  g_autoptr (JkkQuery) query = jkk_db_query (db, JKK_SQL_POST_OUT_PAPER_RECEIPT);

  jkk_query_bind_text (query, 1, partner);
  jkk_query_bind_text (query, 2, sha256);
  return jkk_query_next (query, error) ? jkk_query_dup_text (query, 0) : NULL;
}

/**
 * jkk_post_store_delivered:
 * @db: a connection in a writing transaction
 * @id: id of a message of the office
 * @time: now, seconds since 1970 UTC
 * @error: STORAGE
 *
 * Notes that the file lies in the outbox. Noting it again changes nothing.
 *
 * Returns: whether it is noted
 */
gboolean
jkk_post_store_delivered (JkkDb *db, gint64 id, gint64 time, GError **error)
{
  g_autoptr (JkkQuery) query = jkk_db_query (db, JKK_SQL_POST_OUT_DELIVERED);

  jkk_query_bind_number (query, 1, id);
  jkk_query_bind_number (query, 2, time);
  return jkk_query_run (query, NULL, error);
}

/**
 * jkk_post_store_send_again:
 * @db: a connection in a writing transaction
 * @guid: GUID of a message of the office
 * @error: STORAGE
 *
 * The very same file shall be laid into the outbox once more.
 *
 * Returns: whether it waits for that
 */
gboolean
jkk_post_store_send_again (JkkDb *db, const char *guid, GError **error)
{
  g_autoptr (JkkQuery) query = jkk_db_query (db, JKK_SQL_POST_OUT_AGAIN);

  jkk_query_bind_text (query, 1, guid);
  return jkk_query_run (query, NULL, error);
}

/**
 * jkk_post_store_receipted:
 * @db: a connection in a writing transaction
 * @guid: GUID of a message of the office
 * @result: a code of receipt_result
 * @time: now, seconds since 1970 UTC
 * @error: STORAGE
 *
 * Returns: whether the partner's receipt is noted; the last one counts
 */
gboolean
jkk_post_store_receipted (JkkDb *db, const char *guid, const char *result, gint64 time, GError **error)
{
  g_autoptr (JkkQuery) query = jkk_db_query (db, JKK_SQL_POST_OUT_RECEIPTED);

  jkk_query_bind_text (query, 1, guid);
  jkk_query_bind_text (query, 2, result);
  jkk_query_bind_number (query, 3, time);
  return jkk_query_run (query, NULL, error);
}

/**
 * jkk_post_store_owe:
 * @db: a connection in a writing transaction
 * @owed: what is owed; its id has no meaning
 * @error: STORAGE
 *
 * Enters an answer into the ledger. What is in it already stays as it was.
 *
 * Returns: whether it is entered
 */
gboolean
jkk_post_store_owe (JkkDb *db, const JkkOwed *owed, GError **error)
{
  g_autoptr (JkkQuery) query = jkk_db_query (db, JKK_SQL_OWED_ADD);

  jkk_query_bind_text (query, 1, owed->partner);
  jkk_query_bind_text (query, 2, owed->by_office ? "kantor" : "mitra");
  jkk_query_bind_text (query, 3, owed->kind);
  jkk_query_bind_text (query, 4, owed->guid);
  jkk_query_bind_number (query, 5, owed->case_id > 0 ? owed->case_id : JKK_NONE);
  jkk_query_bind_number (query, 6, owed->since);
  jkk_query_bind_number (query, 7, owed->due_day);
  return jkk_query_run (query, NULL, error);
}

/**
 * jkk_post_store_owed_settle:
 * @db: a connection in a writing transaction
 * @guid: the message for which something is owed
 * @kind: what came: name of a #JkkMessageKind
 * @by_guid: (nullable): the message that settles it
 * @time: now, seconds since 1970 UTC
 * @error: STORAGE
 *
 * Returns: whether it is done, also when nothing of the kind was owed
 */
gboolean
jkk_post_store_owed_settle (
    JkkDb *db, const char *guid, const char *kind, const char *by_guid, gint64 time, GError **error)
{
  g_autoptr (JkkQuery) query = jkk_db_query (db, JKK_SQL_OWED_SETTLE);

  jkk_query_bind_text (query, 1, guid);
  jkk_query_bind_text (query, 2, kind);
  jkk_query_bind_text (query, 3, by_guid);
  jkk_query_bind_number (query, 4, time);
  return jkk_query_run (query, NULL, error);
}

static JkkOwed *
read_owed (JkkQuery *query)
{
  JkkOwed *owed = g_new0 (JkkOwed, 1);

  owed->id = jkk_query_number (query, 0);
  owed->partner = jkk_query_dup_text (query, 1);
  owed->by_office = g_strcmp0 (jkk_query_text (query, 2), "kantor") == 0;
  owed->kind = jkk_query_dup_text (query, 3);
  owed->guid = jkk_query_dup_text (query, 4);
  owed->case_id = MAX (jkk_query_number (query, 5), 0);
  owed->since = jkk_query_number (query, 6);
  owed->due_day = jkk_query_number (query, 7);
  return owed;
}

/**
 * jkk_post_store_owed:
 * @db: a connection
 * @error: STORAGE
 *
 * Returns: (transfer full) (element-type JkkOwed): all that is owed now, the most urgent first
 */
GPtrArray *
jkk_post_store_owed (JkkDb *db, GError **error)
{
  g_autoptr (JkkQuery) query = jkk_db_query (db, JKK_SQL_OWED_OPEN);

  return jkk_query_all (query, (JkkQueryReader) read_owed, (GDestroyNotify) jkk_owed_free, error);
}

/**
 * jkk_post_store_papers_owed:
 * @db: a connection
 * @partner: code of a partner
 * @error: STORAGE
 *
 * Returns: (transfer full) (element-type gint64): ids of its messages that name a paper which has not come yet
 */
GArray *
jkk_post_store_papers_owed (JkkDb *db, const char *partner, GError **error)
{
  g_autoptr (JkkQuery) query = jkk_db_query (db, JKK_SQL_OWED_PAPERS);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  GError *failure = NULL;

  jkk_query_bind_text (query, 1, partner);
  while (jkk_query_next (query, &failure))
    {
      gint64 id = jkk_query_number (query, 0);

      g_array_append_val (ids, id);
    }
  if (failure == NULL)
    return g_steal_pointer (&ids);
  g_propagate_error (error, failure);
  return NULL;
}

/**
 * jkk_post_store_owed_load:
 * @db: a connection
 * @id: id of a line of the ledger
 * @error: NOT_FOUND
 *
 * Returns: (transfer full): the line, settled or not
 */
JkkOwed *
jkk_post_store_owed_load (JkkDb *db, gint64 id, GError **error)
{
  g_autoptr (JkkQuery) query = jkk_db_query (db, JKK_SQL_OWED_LOAD);
  GError *failure = NULL;

  jkk_query_bind_number (query, 1, id);
  if (jkk_query_next (query, &failure))
    return read_owed (query);
  if (failure != NULL)
    g_propagate_error (error, failure);
  else
    g_set_error (error, JKK_ERROR, JKK_ERROR_NOT_FOUND, _ ("There is no answer number %lld in the ledger."),
                 (long long) id);
  return NULL;
}

/**
 * jkk_post_store_paper_owed_again:
 * @db: a connection in a writing transaction
 * @guid: GUID of a message that names another paper than before
 * @since: now, seconds since 1970 UTC
 * @due_day: when it shall be there, or JKK_NONE
 * @error: STORAGE
 *
 * Its partner owes the paper again, though the one before has come.
 *
 * Returns: whether it is done
 */
gboolean
jkk_post_store_paper_owed_again (JkkDb *db, const char *guid, gint64 since, JkkDay due_day, GError **error)
{
  g_autoptr (JkkQuery) query = jkk_db_query (db, JKK_SQL_OWED_REOPEN);

  jkk_query_bind_text (query, 1, guid);
  jkk_query_bind_number (query, 2, since);
  jkk_query_bind_number (query, 3, due_day);
  return jkk_query_run (query, NULL, error);
}

/**
 * jkk_post_store_owed_settle_one:
 * @db: a connection in a writing transaction
 * @id: id of a line of the ledger
 * @time: now, seconds since 1970 UTC
 * @error: CONFLICT: it was settled before
 *
 * Returns: whether it is settled, without a message
 */
gboolean
jkk_post_store_owed_settle_one (JkkDb *db, gint64 id, gint64 time, GError **error)
{
  g_autoptr (JkkQuery) query = jkk_db_query (db, JKK_SQL_OWED_SETTLE_ONE);

  jkk_query_bind_number (query, 1, id);
  jkk_query_bind_number (query, 2, time);
  return jkk_query_change (query, _ ("The answer has come, or somebody has settled it in the meantime."), error);
}

/**
 * jkk_post_store_owed_forgive:
 * @db: a connection in a writing transaction
 * @guid: a message of a partner
 * @by_guid: (nullable): the message by which the office answers it once and for all
 * @time: now, seconds since 1970 UTC
 * @error: STORAGE
 *
 * The office owes nothing more for this message.
 *
 * Returns: whether it is done
 */
gboolean
jkk_post_store_owed_forgive (JkkDb *db, const char *guid, const char *by_guid, gint64 time, GError **error)
{
  g_autoptr (JkkQuery) query = jkk_db_query (db, JKK_SQL_OWED_FORGIVE);

  jkk_query_bind_text (query, 1, guid);
  jkk_query_bind_number (query, 2, time);
  jkk_query_bind_text (query, 3, by_guid);
  return jkk_query_run (query, NULL, error);
}
