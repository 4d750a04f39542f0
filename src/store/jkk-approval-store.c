#include "jkk-approval-store.h"

#include "jkk-signed-text.h"
#include "jkk-statement.h"

static gboolean
next_id (JkkDb *db, gint64 *id, GError **error)
{
  g_autoptr (JkkQuery) query = jkk_db_query (db, JKK_SQL_APPROVAL_NEXT_ID);

  if (!jkk_query_next (query, error))
    return FALSE;
  *id = jkk_query_number (query, 0);
  return TRUE;
}

/**
 * jkk_approval_store_append:
 * @db: a connection in a writing transaction
 * @approval: a signature with its statement; its id has no meaning
 * @error: REFUSED: the proposer, no supervisor, or above the limit
 *
 * Returns: whether it is stored; from now on it is unchangeable, by the schema
 */
gboolean
jkk_approval_store_append (JkkDb *db, const JkkApproval *approval, GError **error)
{
  g_autoptr (JkkQuery) query = jkk_db_query (db, JKK_SQL_APPROVAL_APPEND);
  gint64 id;

  g_return_val_if_fail (approval->statement != NULL && approval->signature != NULL, FALSE);

  if (!next_id (db, &id, error))
    return FALSE;
  jkk_query_bind_number (query, 1, id);
  jkk_query_bind_number (query, 2, approval->decision_id);
  jkk_query_bind_number (query, 3, approval->case_id);
  jkk_query_bind_text (query, 4, approval->person);
  jkk_query_bind_number (query, 5, approval->warrant);
  jkk_query_bind_number (query, 6, approval->sequence);
  jkk_query_bind_number (query, 7, approval->time);
  jkk_query_bind_text (query, 8, approval->statement);
  jkk_query_bind_text (query, 9, approval->signature);
  return jkk_query_run (query, NULL, error);
}

static JkkApproval *
read_approval (JkkQuery *query)
{
  JkkApproval *approval = jkk_approval_new ();

  approval->id = jkk_query_number (query, 0);
  approval->decision_id = jkk_query_number (query, 1);
  approval->case_id = jkk_query_number (query, 2);
  approval->person = jkk_query_dup_text (query, 3);
  approval->warrant = jkk_query_number (query, 4);
  approval->sequence = jkk_query_number (query, 5);
  approval->time = jkk_query_number (query, 6);
  approval->statement = jkk_query_dup_text (query, 7);
  approval->signature = jkk_query_dup_text (query, 8);
  approval->office = jkk_signed_text_get (approval->statement, "office");
  approval->before = jkk_signed_text_get (approval->statement, "before");
  approval->n_law = jkk_signed_text_get_number (approval->statement, "law-entries");
  return approval;
}

static GPtrArray *
read_approvals (JkkQuery *query, GError **error)
{
  g_autoptr (GPtrArray) approvals = g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_approval_free);
  GError *failure = NULL;

  while (jkk_query_next (query, &failure))
    g_ptr_array_add (approvals, read_approval (query));
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return NULL;
    }
  return g_steal_pointer (&approvals);
}

/**
 * jkk_approval_store_of_decision:
 * @db: a connection
 * @decision_id: id of a decision
 * @error: STORAGE
 *
 * Returns: (transfer full) (element-type JkkApproval): its signatures, the latest first; not checked here
 */
GPtrArray *
jkk_approval_store_of_decision (JkkDb *db, gint64 decision_id, GError **error)
{
  g_autoptr (JkkQuery) query = jkk_db_query (db, JKK_SQL_APPROVAL_OF_DECISION);

  jkk_query_bind_number (query, 1, decision_id);
  return read_approvals (query, error);
}

/**
 * jkk_approval_store_decided:
 * @db: a connection
 * @error: STORAGE
 *
 * Returns: (transfer full) (element-type gint64): ids of all decisions that say yes or no, in order
 */
GArray *
jkk_approval_store_decided (JkkDb *db, GError **error)
{
  g_autoptr (JkkQuery) query = jkk_db_query (db, JKK_SQL_DECISION_DECIDED);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  GError *failure = NULL;

  while (jkk_query_next (query, &failure))
    {
      gint64 id = jkk_query_number (query, 0);

      g_array_append_val (ids, id);
    }
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return NULL;
    }
  return g_steal_pointer (&ids);
}

/**
 * jkk_approval_entry_free:
 * @entry: (transfer full): an entry
 */
void
jkk_approval_entry_free (JkkApprovalEntry *entry)
{
  g_free (entry->before);
  g_free (entry->person);
  g_free (entry->deed);
  g_free (entry->changes);
  g_free (entry);
}

/**
 * jkk_approval_store_entry:
 * @db: a connection
 * @sequence: number of an entry of the journal
 * @entry: (out) (transfer full) (nullable): what it says; %NULL if there is none
 * @error: STORAGE
 *
 * Returns: whether it could be read
 */
gboolean
jkk_approval_store_entry (JkkDb *db, gint64 sequence, JkkApprovalEntry **entry, GError **error)
{
  g_autoptr (JkkQuery) query = jkk_db_query (db, JKK_SQL_JOURNAL_RANGE);
  g_autofree char *before = NULL;
  GError *failure = NULL;

  *entry = NULL;
  jkk_query_bind_number (query, 1, sequence - 1);
  jkk_query_bind_number (query, 2, sequence);
  while (jkk_query_next (query, &failure))
    if (jkk_query_number (query, 0) == sequence)
      {
        gint64 case_id = jkk_query_number (query, 6);

        *entry = g_new0 (JkkApprovalEntry, 1);
        (*entry)->sequence = sequence;
        (*entry)->before = g_strdup (before);
        (*entry)->time = jkk_query_number (query, 1);
        (*entry)->person = jkk_query_dup_text (query, 2);
        (*entry)->deed = jkk_query_dup_text (query, 4);
        (*entry)->case_id = case_id != JKK_NONE ? case_id : 0;
        (*entry)->changes = jkk_query_dup_text (query, 8);
      }
    else
      {
        g_free (before);
        before = jkk_query_dup_text (query, 9);
      }
  if (failure != NULL)
    g_propagate_error (error, failure);
  return failure == NULL;
}

/**
 * jkk_approval_store_decided_at:
 * @db: a connection
 * @case_id: id of a case
 * @time: when it was decided
 * @sequence: (out): number of the entry of the journal that tells it; 0 if there is none
 * @error: STORAGE
 *
 * Returns: whether it could be told
 */
gboolean
jkk_approval_store_decided_at (JkkDb *db, gint64 case_id, gint64 time, gint64 *sequence, GError **error)
{
  g_autoptr (JkkQuery) query = jkk_db_query (db, JKK_SQL_JOURNAL_DECIDED_AT);
  GError *failure = NULL;

  jkk_query_bind_number (query, 1, case_id);
  jkk_query_bind_number (query, 2, time);
  *sequence = jkk_query_next (query, &failure) ? jkk_query_number (query, 0) : 0;
  if (failure != NULL)
    g_propagate_error (error, failure);
  return failure == NULL;
}
