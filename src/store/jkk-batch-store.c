#include "jkk-batch-store.h"

#include <glib/gi18n-lib.h>

#include "jkk-post-store.h"
#include "jkk-statement.h"

/* The columns in the order of BATCH_COLUMNS. */
static JkkPostBatch *
read_batch (JkkQuery *query)
{
  JkkPostBatch *batch = jkk_post_batch_new (jkk_query_text (query, 1), jkk_query_text (query, 4));

  batch->id = jkk_query_number (query, 0);
  batch->guid = jkk_query_dup_text (query, 2);
  batch->event = jkk_query_dup_text (query, 3);
  batch->sha256 = jkk_query_dup_text (query, 5);
  batch->size = jkk_query_number (query, 6);
  batch->messages = jkk_query_number (query, 7);
  batch->done = jkk_query_number (query, 8);
  batch->accepted = jkk_query_number (query, 9);
  batch->refused = jkk_query_number (query, 10);
  batch->again = jkk_query_number (query, 11);
  batch->received_at = jkk_query_number (query, 12);
  batch->finished_at = jkk_query_number (query, 13);
  batch->answer = jkk_query_dup_text (query, 14);
  return batch;
}

static gboolean
next_number (JkkDb *db, guint statement, gint64 *number, GError **error)
{
  g_autoptr (JkkQuery) query = jkk_db_query (db, statement);

  if (!jkk_query_next (query, error))
    return FALSE;
  *number = jkk_query_number (query, 0);
  return TRUE;
}

/**
 * jkk_batch_store_begin:
 * @db: a connection in a writing transaction
 * @batch: a batch that was checked, with the GUID of its answer; its id has no meaning
 * @id: (out): the id that it now has
 * @error: CONFLICT: the partner has used its GUID before
 *
 * Returns: whether the batch is begun; nothing of it is done yet
 */
gboolean
jkk_batch_store_begin (JkkDb *db, const JkkPostBatch *batch, gint64 *id, GError **error)
{
  if (!next_number (db, JKK_SQL_BATCH_NEXT_ID, id, error))
    return FALSE;

  g_autoptr (JkkQuery) query = jkk_db_query (db, JKK_SQL_BATCH_INSERT);
  jkk_query_bind_number (query, 1, *id);
  jkk_query_bind_text (query, 2, batch->partner);
  jkk_query_bind_text (query, 3, batch->guid);
  jkk_query_bind_text (query, 4, batch->event);
  jkk_query_bind_text (query, 5, batch->file_name);
  jkk_query_bind_text (query, 6, batch->sha256);
  jkk_query_bind_number (query, 7, batch->size);
  jkk_query_bind_number (query, 8, batch->messages);
  jkk_query_bind_number (query, 9, batch->received_at);
  jkk_query_bind_text (query, 10, batch->answer);
  return jkk_query_run (query, NULL, error);
}

/**
 * jkk_batch_store_find:
 * @db: a connection
 * @partner: code of a partner
 * @guid: GUID of a batch
 * @error: STORAGE
 *
 * Returns: (transfer full) (nullable): the batch; %NULL without an error if it is new
 */
JkkPostBatch *
jkk_batch_store_find (JkkDb *db, const char *partner, const char *guid, GError **error)
{
  g_autoptr (JkkQuery) query = jkk_db_query (db, JKK_SQL_BATCH_FIND);

  jkk_query_bind_text (query, 1, partner);
  jkk_query_bind_text (query, 2, guid);
  return jkk_query_next (query, error) ? read_batch (query) : NULL;
}

/**
 * jkk_batch_store_load:
 * @db: a connection
 * @id: id of a batch
 * @error: NOT_FOUND
 *
 * Returns: (transfer full): the batch
 */
JkkPostBatch *
jkk_batch_store_load (JkkDb *db, gint64 id, GError **error)
{
  g_autoptr (JkkQuery) query = jkk_db_query (db, JKK_SQL_BATCH_LOAD);
  GError *failure = NULL;

  jkk_query_bind_number (query, 1, id);
  if (jkk_query_next (query, &failure))
    return read_batch (query);
  if (failure != NULL)
    g_propagate_error (error, failure);
  else
    g_set_error (error, JKK_ERROR, JKK_ERROR_NOT_FOUND, _ ("There is no batch number %lld."), (long long) id);
  return NULL;
}

/**
 * jkk_batch_store_advance:
 * @db: a connection in a writing transaction
 * @batch: the batch, with what was done of it so far
 * @accepted: how many messages more were taken in
 * @refused: how many more were refused
 * @again: how many more had come before
 * @time: now, seconds since 1970 UTC
 * @error: CONFLICT: another program has gone on with it meanwhile
 *
 * Returns: whether it is noted; kept or taken back together with the messages
 */
gboolean
jkk_batch_store_advance (
    JkkDb *db, const JkkPostBatch *batch, gint64 accepted, gint64 refused, gint64 again, gint64 time, GError **error)
{
  g_autoptr (JkkQuery) query = jkk_db_query (db, JKK_SQL_BATCH_ADVANCE);

  jkk_query_bind_number (query, 1, batch->id);
  jkk_query_bind_number (query, 2, batch->done);
  jkk_query_bind_number (query, 3, accepted);
  jkk_query_bind_number (query, 4, refused);
  jkk_query_bind_number (query, 5, again);
  jkk_query_bind_number (query, 6, time);
  return jkk_query_change (query, _ ("Another program has gone on with this batch. Nothing is lost or done twice."),
                           error);
}

/**
 * jkk_batch_store_waiting:
 * @db: a connection
 * @partner: code of a partner
 * @error: STORAGE
 *
 * Returns: (transfer full) (nullable): the first batch that is finished and whose receipts are not in the outbox yet;
 *   %NULL without an error if there is none
 */
JkkPostBatch *
jkk_batch_store_waiting (JkkDb *db, const char *partner, GError **error)
{
  g_autoptr (JkkQuery) query = jkk_db_query (db, JKK_SQL_BATCH_WAITING);

  jkk_query_bind_text (query, 1, partner);
  return jkk_query_next (query, error) ? read_batch (query) : NULL;
}

/**
 * jkk_batch_store_receipts:
 * @db: a connection
 * @id: id of a batch
 * @after: only receipts with a higher id
 * @error: STORAGE
 *
 * Returns: (transfer full) (element-type JkkPostOut): some of its receipts in their order, with content; empty after
 * the last one
 */
GPtrArray *
jkk_batch_store_receipts (JkkDb *db, gint64 id, gint64 after, GError **error)
{
  g_autoptr (JkkQuery) query = jkk_db_query (db, JKK_SQL_BATCH_RECEIPTS);

  jkk_query_bind_number (query, 1, id);
  jkk_query_bind_number (query, 2, after);
  return jkk_query_all (query, (JkkQueryReader) jkk_post_store_read_out, (GDestroyNotify) jkk_post_out_free, error);
}

/**
 * jkk_batch_store_count_receipts:
 * @db: a connection
 * @id: id of a batch
 * @error: STORAGE
 *
 * Returns: how many receipts go out together; fewer than its messages, where some had come before. -1 with an error
 */
gint64
jkk_batch_store_count_receipts (JkkDb *db, gint64 id, GError **error)
{
  g_autoptr (JkkQuery) query = jkk_db_query (db, JKK_SQL_BATCH_COUNT_RECEIPTS);

  jkk_query_bind_number (query, 1, id);
  return jkk_query_next (query, error) ? jkk_query_number (query, 0) : -1;
}

/**
 * jkk_batch_store_delivered:
 * @db: a connection in a writing transaction
 * @id: id of a batch
 * @receipts: whether its receipts went out with it; else they wait, each by itself
 * @time: now, seconds since 1970 UTC
 * @error: STORAGE
 *
 * Returns: whether it is noted that its answer lies in the outbox
 */
gboolean
jkk_batch_store_delivered (JkkDb *db, gint64 id, gboolean receipts, gint64 time, GError **error)
{
  static const guint statements[] = { JKK_SQL_BATCH_DELIVERED, JKK_SQL_BATCH_RECEIPTS_DELIVERED };

  for (guint i = 0; i < (receipts ? 2 : 1); i++)
    {
      g_autoptr (JkkQuery) query = jkk_db_query (db, statements[i]);

      jkk_query_bind_number (query, 1, id);
      jkk_query_bind_number (query, 2, time);
      if (!jkk_query_run (query, NULL, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * jkk_batch_store_send_again:
 * @db: a connection in a writing transaction
 * @id: id of a batch
 * @error: STORAGE
 *
 * Returns: whether its receipts wait to be laid into the outbox once more
 */
gboolean
jkk_batch_store_send_again (JkkDb *db, gint64 id, GError **error)
{
  g_autoptr (JkkQuery) query = jkk_db_query (db, JKK_SQL_BATCH_AGAIN);

  jkk_query_bind_number (query, 1, id);
  return jkk_query_run (query, NULL, error);
}

/**
 * jkk_batch_store_event:
 * @db: a connection
 * @post_id: id of a message of the inbox
 * @event: (out) (nullable): the event that its batch is about; %NULL if it came in none, or in one of many events
 * @error: STORAGE
 *
 * Returns: whether it could be told
 */
gboolean
jkk_batch_store_event (JkkDb *db, gint64 post_id, char **event, GError **error)
{
  g_autoptr (JkkQuery) query = jkk_db_query (db, JKK_SQL_BATCH_EVENT);
  GError *failure = NULL;

  *event = NULL;
  jkk_query_bind_number (query, 1, post_id);
  if (jkk_query_next (query, &failure))
    *event = jkk_query_dup_text (query, 0);
  if (failure != NULL)
    g_propagate_error (error, failure);
  return failure == NULL;
}
