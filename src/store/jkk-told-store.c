#include "jkk-told-store.h"

#include "jkk-db-private.h"
#include "jkk-journal.h"
#include "jkk-statement.h"

/* The one number of a query; 0 if it yields none. */
static gboolean
take_number (JkkQuery *query, gint64 *number, GError **error)
{
  GError *failure = NULL;

  *number = jkk_query_next (query, &failure) ? jkk_query_number (query, 0) : 0;
  if (failure != NULL)
    g_propagate_error (error, failure);
  return failure == NULL;
}

/**
 * jkk_told_store_decided:
 * @db: a connection
 * @case_id: id of a case
 * @sequence: (out): number of the entry of the journal by which it was approved or rejected; 0: none
 * @error: STORAGE
 *
 * Returns: whether it could be told
 */
gboolean
jkk_told_store_decided (JkkDb *db, gint64 case_id, gint64 *sequence, GError **error)
{
  g_autoptr (JkkQuery) query = jkk_db_query (db, JKK_SQL_JOURNAL_DECIDED);

  jkk_query_bind_number (query, 1, case_id);
  return take_number (query, sequence, error);
}

/**
 * jkk_told_store_warrant_after:
 * @db: a connection
 * @after: number of an entry of the journal
 * @sequence: (out): number of the first entry behind it that tells of a warrant; 0: none
 * @error: STORAGE
 *
 * The journal is only ever added to, so that a connection looks once at what is behind the last warrant.
 *
 * Returns: whether it could be told
 */
gboolean
jkk_told_store_warrant_after (JkkDb *db, gint64 after, gint64 *sequence, GError **error)
{
  gint64 from = after >= db->no_warrant_from ? MAX (after, db->no_warrant_until) : after, last;
  g_autoptr (JkkQuery) query = jkk_db_query (db, JKK_SQL_JOURNAL_TELLS_WARRANT);

  if (!jkk_journal_head (db, &last, NULL, error))
    return FALSE;
  jkk_query_bind_number (query, 1, from);
  if (!take_number (query, sequence, error))
    return FALSE;
  /* Within a transaction that is taken back, entries may go again. */
  if (*sequence == 0 && !db->in_write)
    {
      db->no_warrant_from = after;
      db->no_warrant_until = last;
    }
  return TRUE;
}

static gpointer
read_unheld (JkkQuery *query)
{
  JkkAuditFault *fault = jkk_audit_fault_new (JKK_AUDIT_UNHELD, jkk_query_number (query, 0));

  fault->time = jkk_query_number (query, 1);
  fault->person = jkk_query_dup_text (query, 2);
  fault->deed = jkk_query_dup_text (query, 3);
  fault->case_id = jkk_query_number (query, 4);
  return fault;
}

/**
 * jkk_told_store_unheld:
 * @db: a connection
 * @error: STORAGE
 *
 * Returns: (transfer full) (element-type JkkAuditFault): entries of the journal that tell of a warrant or of a
 * signature which is not there any more; without a sentence
 */
GPtrArray *
jkk_told_store_unheld (JkkDb *db, GError **error)
{
  g_autoptr (JkkQuery) query = jkk_db_query (db, JKK_SQL_JOURNAL_UNHELD);

  return jkk_query_all (query, read_unheld, (GDestroyNotify) jkk_audit_fault_free, error);
}

static GArray *
read_ids (JkkDb *db, JkkStatement statement, GError **error)
{
  g_autoptr (JkkQuery) query = jkk_db_query (db, statement);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  GError *failure = NULL;

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
 * jkk_told_store_cases:
 * @db: a connection
 * @error: STORAGE
 *
 * Returns: (transfer full) (element-type gint64): ids of all cases, in order
 */
GArray *
jkk_told_store_cases (JkkDb *db, GError **error)
{
  return read_ids (db, JKK_SQL_CASE_IDS, error);
}

/**
 * jkk_told_store_undecided:
 * @db: a connection
 * @error: STORAGE
 *
 * Returns: (transfer full) (element-type gint64): ids of cases that are closed though nobody has decided them
 */
GArray *
jkk_told_store_undecided (JkkDb *db, GError **error)
{
  return read_ids (db, JKK_SQL_DECISION_LACKING, error);
}
