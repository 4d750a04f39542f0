#include "jkk-post-store.h"

#include "jkk-statement.h"

#include <glib/gi18n-lib.h>

/* The columns in the order of POST_IN_COLUMNS. Lists leave the content out; there it is NULL. */
static JkkPostIn *
read_in (JkkQuery *query)
{
  JkkPostIn *post = jkk_post_in_new (jkk_query_text (query, 1), jkk_query_text (query, 10));

  post->id = jkk_query_number (query, 0);
  post->guid = jkk_query_dup_text (query, 2);
  post->edition = jkk_query_number (query, 3);
  post->sequence = jkk_query_number (query, 4);
  post->kind = jkk_query_dup_text (query, 5);
  post->version = jkk_query_number (query, 6);
  post->answers = jkk_query_dup_text (query, 7);
  post->case_number = jkk_query_dup_text (query, 8);
  post->participant_name = jkk_query_dup_text (query, 9);
  post->sha256 = jkk_query_dup_text (query, 11);
  post->size = jkk_query_number (query, 12);
  post->signer = jkk_query_dup_text (query, 13);
  if (!jkk_post_state_from_name (jkk_query_text (query, 14), &post->state))
    post->state = JKK_POST_REFUSED; /* the schema lets no other word through */
  post->faults = jkk_query_number (query, 15);
  post->case_id = MAX (jkk_query_number (query, 16), 0);
  post->received_at = jkk_query_number (query, 17);
  post->settled_at = jkk_query_number (query, 18);
  post->settled_by = jkk_query_dup_text (query, 19);
  post->receipt = jkk_query_dup_text (query, 20);
  post->batch_id = MAX (jkk_query_number (query, 21), 0);
  post->content = jkk_query_dup_text (query, 22);
  return post;
}

static GPtrArray *
read_all_in (JkkQuery *query, GError **error)
{

  return jkk_query_all (query, (JkkQueryReader) read_in, (GDestroyNotify) jkk_post_in_free, error);
}

static gboolean
next_id (JkkDb *db, guint statement, gint64 *id, GError **error)
{
  g_autoptr (JkkQuery) query = jkk_db_query (db, statement);

  if (!jkk_query_next (query, error))
    return FALSE;
  *id = jkk_query_number (query, 0);
  return TRUE;
}

/**
 * jkk_post_store_receive:
 * @db: a connection in a writing transaction
 * @post: a file that came in, with its state and the GUID of its receipt; its id has no meaning
 * @id: (out) (optional): the id that it now has
 * @error: CONFLICT: this sending was received before
 *
 * Returns: whether it is stored; what it says is kept unchanged from now on
 */
gboolean
jkk_post_store_receive (JkkDb *db, const JkkPostIn *post, gint64 *id, GError **error)
{
  gint64 new_id = 0;

  if (!next_id (db, JKK_SQL_POST_IN_NEXT_ID, &new_id, error))
    return FALSE;

  g_autoptr (JkkQuery) query = jkk_db_query (db, JKK_SQL_POST_IN_INSERT);
  jkk_query_bind_number (query, 1, new_id);
  jkk_query_bind_text (query, 2, post->partner);
  jkk_query_bind_text (query, 3, post->guid);
  jkk_query_bind_number (query, 4, post->edition);
  jkk_query_bind_number (query, 5, post->sequence);
  jkk_query_bind_text (query, 6, post->kind);
  jkk_query_bind_number (query, 7, post->version);
  jkk_query_bind_text (query, 8, post->answers);
  jkk_query_bind_text (query, 9, post->case_number);
  jkk_query_bind_text (query, 10, post->participant_name);
  jkk_query_bind_text (query, 11, post->file_name);
  jkk_query_bind_text (query, 12, post->sha256);
  jkk_query_bind_number (query, 13, post->size);
  jkk_query_bind_text (query, 14, post->signer);
  jkk_query_bind_text (query, 15, jkk_post_state_name (post->state));
  jkk_query_bind_number (query, 16, post->faults);
  jkk_query_bind_number (query, 17, post->case_id > 0 ? post->case_id : JKK_NONE);
  jkk_query_bind_number (query, 18, post->received_at);
  jkk_query_bind_text (query, 19, post->receipt);
  jkk_query_bind_text (query, 20, post->content);
  jkk_query_bind_number (query, 21, post->batch_id > 0 ? post->batch_id : JKK_NONE);
  if (!jkk_query_run (query, NULL, error))
    return FALSE;
  if (id != NULL)
    *id = new_id;
  return TRUE;
}

static JkkPostIn *
find_in (JkkQuery *query, GError **error)
{
  return jkk_query_next (query, error) ? read_in (query) : NULL;
}

/**
 * jkk_post_store_find_file:
 * @db: a connection
 * @partner: code of a partner
 * @sha256: fingerprint of a file
 * @error: STORAGE
 *
 * Returns: (transfer full) (nullable): the last time that this very file was read; %NULL without an error if it is new
 */
JkkPostIn *
jkk_post_store_find_file (JkkDb *db, const char *partner, const char *sha256, GError **error)
{
  g_autoptr (JkkQuery) query = jkk_db_query (db, JKK_SQL_POST_IN_BY_FILE);

  jkk_query_bind_text (query, 1, partner);
  jkk_query_bind_text (query, 2, sha256);
  return find_in (query, error);
}

/**
 * jkk_post_store_find_guid:
 * @db: a connection
 * @partner: code of a partner
 * @guid: GUID of a message
 * @error: STORAGE
 *
 * Returns: (transfer full) (nullable): its highest edition that was received without faults; %NULL without an error if
 *   there is none
 */
JkkPostIn *
jkk_post_store_find_guid (JkkDb *db, const char *partner, const char *guid, GError **error)
{
  g_autoptr (JkkQuery) query = jkk_db_query (db, JKK_SQL_POST_IN_BY_GUID);

  jkk_query_bind_text (query, 1, partner);
  jkk_query_bind_text (query, 2, guid);
  return find_in (query, error);
}

/**
 * jkk_post_store_load:
 * @db: a connection
 * @id: id of a file that came in
 * @error: NOT_FOUND
 *
 * Returns: (transfer full): it, with its content
 */
JkkPostIn *
jkk_post_store_load (JkkDb *db, gint64 id, GError **error)
{
  g_autoptr (JkkQuery) query = jkk_db_query (db, JKK_SQL_POST_IN_LOAD);
  GError *failure = NULL;

  jkk_query_bind_number (query, 1, id);
  JkkPostIn *post = find_in (query, &failure);
  if (failure != NULL)
    g_propagate_error (error, failure);
  else if (post == NULL)
    g_set_error (error, JKK_ERROR, JKK_ERROR_NOT_FOUND, _ ("There is no message number %lld in the inbox."),
                 (long long) id);
  return post;
}

/**
 * jkk_post_store_list:
 * @db: a connection
 * @states: set of states, bits by #JkkPostState
 * @before: only those with a lower id; JKK_NONE = from the newest on
 * @limit: how many at most
 * @error: STORAGE
 *
 * Returns: (transfer full) (element-type JkkPostIn): the newest first, without their content
 */
GPtrArray *
jkk_post_store_list (JkkDb *db, guint states, gint64 before, guint limit, GError **error)
{
  g_autoptr (JkkQuery) query = jkk_db_query (db, JKK_SQL_POST_IN_LIST);

  for (guint i = 0; i < JKK_N_POST_STATES; i++)
    jkk_query_bind_text (query, (int) i + 1, (states & (1u << i)) != 0 ? jkk_post_state_name (i) : "");
  jkk_query_bind_number (query, JKK_N_POST_STATES + 1, before == JKK_NONE ? G_MAXINT64 : before);
  jkk_query_bind_number (query, JKK_N_POST_STATES + 2, limit);
  return read_all_in (query, error);
}

/**
 * jkk_post_store_of_case:
 * @db: a connection
 * @case_id: id of a case
 * @error: STORAGE
 *
 * Returns: (transfer full) (element-type JkkPostIn): what came in for the case, the first one first, without content
 */
GPtrArray *
jkk_post_store_of_case (JkkDb *db, gint64 case_id, GError **error)
{
  g_autoptr (JkkQuery) query = jkk_db_query (db, JKK_SQL_POST_IN_OF_CASE);

  jkk_query_bind_number (query, 1, case_id);
  return read_all_in (query, error);
}

/**
 * jkk_post_store_count:
 * @db: a connection
 * @counts: (out caller-allocates) (array fixed-size=7): how many files are in each state
 * @error: STORAGE
 *
 * Returns: whether they could be counted
 */
gboolean
jkk_post_store_count (JkkDb *db, gint64 counts[JKK_N_POST_STATES], GError **error)
{
  g_autoptr (JkkQuery) query = jkk_db_query (db, JKK_SQL_POST_IN_COUNT);
  GError *failure = NULL;
  JkkPostState state;

  for (guint i = 0; i < JKK_N_POST_STATES; i++)
    counts[i] = 0;
  while (jkk_query_next (query, &failure))
    if (jkk_post_state_from_name (jkk_query_text (query, 0), &state))
      counts[state] = jkk_query_number (query, 1);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, failure);
  return FALSE;
}

/**
 * jkk_post_store_replace:
 * @db: a connection in a writing transaction
 * @partner: code of a partner
 * @guid: GUID of a message
 * @edition: the edition that came now
 * @error: STORAGE
 *
 * Lower editions that wait for a person are replaced by this one; they are kept.
 *
 * Returns: whether it is done
 */
gboolean
jkk_post_store_replace (JkkDb *db, const char *partner, const char *guid, gint64 edition, GError **error)
{
  g_autoptr (JkkQuery) query = jkk_db_query (db, JKK_SQL_POST_IN_REPLACE);

  jkk_query_bind_text (query, 1, partner);
  jkk_query_bind_text (query, 2, guid);
  jkk_query_bind_number (query, 3, edition);
  return jkk_query_run (query, NULL, error);
}

/**
 * jkk_post_store_settle:
 * @db: a connection in a writing transaction
 * @id: id of a file that came in
 * @state: JKK_POST_TAKEN with its case, or JKK_POST_DONE
 * @case_id: the case, or 0
 * @person: login of who settled it
 * @time: now, seconds since 1970 UTC
 * @error: CONFLICT: somebody settled it before
 *
 * Returns: whether it is settled
 */
gboolean
jkk_post_store_settle (
    JkkDb *db, gint64 id, JkkPostState state, gint64 case_id, const char *person, gint64 time, GError **error)
{
  g_autoptr (JkkQuery) query = jkk_db_query (db, JKK_SQL_POST_IN_SETTLE);

  jkk_query_bind_number (query, 1, id);
  jkk_query_bind_text (query, 2, jkk_post_state_name (state));
  jkk_query_bind_number (query, 3, case_id > 0 ? case_id : JKK_NONE);
  jkk_query_bind_number (query, 4, time);
  jkk_query_bind_text (query, 5, person);
  return jkk_query_change (
      query,
      _ ("Somebody has settled this message in the meantime, or a correction has replaced it. Look "
         "at the inbox again."),
      error);
}

/**
 * jkk_post_store_release:
 * @db: a connection in a writing transaction
 * @id: id of a file in quarantine
 * @person: login of who releases it
 * @time: now, seconds since 1970 UTC
 * @error: CONFLICT: it is not in quarantine, or no longer
 *
 * Takes a file out of quarantine. It is kept as it came; what a new reading finds is received as a file of its own.
 *
 * Returns: whether it is released
 */
gboolean
jkk_post_store_release (JkkDb *db, gint64 id, const char *person, gint64 time, GError **error)
{
  g_autoptr (JkkQuery) query = jkk_db_query (db, JKK_SQL_POST_IN_RELEASE);

  jkk_query_bind_number (query, 1, id);
  jkk_query_bind_number (query, 2, time);
  jkk_query_bind_text (query, 3, person);
  return jkk_query_change (query, _ ("This message is not in quarantine, or no longer. Look at the inbox again."),
                           error);
}

/**
 * jkk_post_store_propose:
 * @db: a connection in a writing transaction
 * @id: id of a file that waits for a person
 * @case_id: the case that it may belong to
 * @error: STORAGE
 *
 * Returns: whether the proposal is noted; what is settled stays as it is
 */
gboolean
jkk_post_store_propose (JkkDb *db, gint64 id, gint64 case_id, GError **error)
{
  g_autoptr (JkkQuery) query = jkk_db_query (db, JKK_SQL_POST_IN_PROPOSE);

  jkk_query_bind_number (query, 1, id);
  jkk_query_bind_number (query, 2, case_id);
  return jkk_query_run (query, NULL, error);
}

/**
 * jkk_post_store_faulty:
 * @db: a connection
 * @before: only those with a lower id; JKK_NONE = from the newest on
 * @limit: how many at most
 * @error: STORAGE
 *
 * Returns: (transfer full) (element-type JkkPostIn): refused and quarantined files that nobody has looked at yet, the
 *   newest first, without content
 */
GPtrArray *
jkk_post_store_faulty (JkkDb *db, gint64 before, guint limit, GError **error)
{
  g_autoptr (JkkQuery) query = jkk_db_query (db, JKK_SQL_POST_IN_FAULTY);

  jkk_query_bind_number (query, 1, before == JKK_NONE ? G_MAXINT64 : before);
  jkk_query_bind_number (query, 2, limit);
  return read_all_in (query, error);
}

/**
 * jkk_post_store_seen:
 * @db: a connection in a writing transaction
 * @id: id of a refused or quarantined file
 * @person: login of who looked at it
 * @time: now, seconds since 1970 UTC
 * @error: CONFLICT: somebody did so before
 *
 * Returns: whether it is noted that a person has dealt with it
 */
gboolean
jkk_post_store_seen (JkkDb *db, gint64 id, const char *person, gint64 time, GError **error)
{
  g_autoptr (JkkQuery) query = jkk_db_query (db, JKK_SQL_POST_IN_SEEN);

  jkk_query_bind_number (query, 1, id);
  jkk_query_bind_number (query, 2, time);
  jkk_query_bind_text (query, 3, person);
  return jkk_query_change (query, _ ("Somebody has settled this message in the meantime. Look at the inbox again."),
                           error);
}

/**
 * jkk_post_store_count_waiting:
 * @db: a connection
 * @today: the day, against which answers are overdue
 * @counts: (out caller-allocates): how much waits
 * @error: STORAGE
 *
 * Returns: whether it could be counted
 */
gboolean
jkk_post_store_count_waiting (JkkDb *db, JkkDay today, JkkPostCounts *counts, GError **error)
{
  g_autoptr (JkkQuery) posts = jkk_db_query (db, JKK_SQL_POST_IN_WAITING_COUNT);

  *counts = (JkkPostCounts){ 0 };
  if (!jkk_query_next (posts, error))
    return FALSE;
  counts->fresh = jkk_query_number (posts, 0);
  counts->proposals = jkk_query_number (posts, 1);
  counts->faulty = jkk_query_number (posts, 2);

  g_autoptr (JkkQuery) owed = jkk_db_query (db, JKK_SQL_OWED_COUNT);
  jkk_query_bind_number (owed, 1, today);
  if (!jkk_query_next (owed, error))
    return FALSE;
  counts->owed = jkk_query_number (owed, 0);
  counts->overdue = jkk_query_number (owed, 1);
  return TRUE;
}

static JkkPostGap *
read_gap (JkkQuery *query)
{
  JkkPostGap *gap = g_new0 (JkkPostGap, 1);

  gap->partner = jkk_query_dup_text (query, 0);
  gap->first = jkk_query_number (query, 1);
  gap->last = jkk_query_number (query, 2);
  return gap;
}

/**
 * jkk_post_store_gaps:
 * @db: a connection
 * @error: STORAGE
 *
 * Numbers count as arrived also when the message was refused: what is missing is the file.
 *
 * Returns: (transfer full) (element-type JkkPostGap): the numbers that partners have used and that never came
 */
GPtrArray *
jkk_post_store_gaps (JkkDb *db, GError **error)
{
  g_autoptr (JkkQuery) query = jkk_db_query (db, JKK_SQL_POST_GAPS);

  return jkk_query_all (query, (JkkQueryReader) read_gap, (GDestroyNotify) jkk_post_gap_free, error);
}
