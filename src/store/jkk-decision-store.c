#include "jkk-decision-store.h"

#include "jkk-statement.h"

#include <glib/gi18n-lib.h>

/**
 * jkk_verdict_state:
 * @verdict: what was decided
 *
 * Returns: (transfer none): the state that the decision then has
 */
const char *
jkk_verdict_state (JkkVerdict verdict)
{
  static const char *const states[] = {
    [JKK_VERDICT_APPROVED] = "approved",
    [JKK_VERDICT_RETURNED] = "returned",
    [JKK_VERDICT_REJECTED] = "rejected",
  };

  g_return_val_if_fail ((guint) verdict < G_N_ELEMENTS (states), NULL);

  return states[verdict];
}

static gint64
next_id (JkkDb *db, GError **error)
{
  g_autoptr (JkkQuery) query = jkk_db_query (db, JKK_SQL_DECISION_NEXT_ID);

  return jkk_query_next (query, error) ? jkk_query_number (query, 0) : JKK_NONE;
}

/**
 * jkk_decision_store_propose:
 * @db: a connection in a writing transaction
 * @proposal: what is proposed, by whom and when, with facts, payout sheet and hash; its id and state have no meaning
 * @id: (out): the id that it now has
 * @error: CONFLICT: another proposal of the case waits for an answer; INVALID: something is missing, or the proposer
 * has no account
 *
 * Stores a proposal. What it says is frozen from now on, by the schema.
 *
 * Returns: whether it is stored
 */
gboolean
jkk_decision_store_propose (JkkDb *db, const JkkDecision *proposal, gint64 *id, GError **error)
{
  g_autoptr (JkkQuery) query = jkk_db_query (db, JKK_SQL_DECISION_INSERT);
  gint64 new_id = next_id (db, error);

  if (new_id == JKK_NONE)
    return FALSE;

  jkk_query_bind_number (query, 1, new_id);
  jkk_query_bind_number (query, 2, proposal->case_id);
  jkk_query_bind_number (query, 3, proposal->case_revision);
  jkk_query_bind_text (query, 4, proposal->proposal);
  jkk_query_bind_text (query, 5, proposal->proposed_by);
  jkk_query_bind_number (query, 6, proposal->proposed_at);
  jkk_query_bind_text (query, 7, proposal->proposal_note);
  jkk_query_bind_number (query, 8, proposal->total);
  jkk_query_bind_text (query, 9, proposal->pack);
  jkk_query_bind_text (query, 10, proposal->pack_version);
  jkk_query_bind_text (query, 11, proposal->program_version);
  jkk_query_bind_text (query, 12, proposal->facts_xml);
  jkk_query_bind_text (query, 13, proposal->payout_xml);
  jkk_query_bind_text (query, 14, proposal->hash);
  if (!jkk_query_run (query, NULL, error))
    return FALSE;

  *id = new_id;
  return TRUE;
}

static gboolean
set_not_found (gint64 id, GError **error)
{
  g_autofree char *name = g_strdup_printf ("%" G_GINT64_FORMAT, id);

  g_set_error (error, JKK_ERROR, JKK_ERROR_NOT_FOUND,
               _ ("There is no proposal “%s” in this store. Open the case again."), name);
  return FALSE;
}

/**
 * jkk_decision_store_decide:
 * @db: a connection in a writing transaction
 * @id: a proposal
 * @verdict: what is decided
 * @person: login of who decides; for approving and rejecting not the proposer
 * @time: now, seconds since 1970 UTC
 * @note: (nullable): the reason
 * @error: REFUSED: the same person, or decided already; NOT_FOUND; INVALID: no such account
 *
 * Decides a proposal, once and for all.
 *
 * Returns: whether it is stored
 */
gboolean
jkk_decision_store_decide (
    JkkDb *db, gint64 id, JkkVerdict verdict, const char *person, gint64 time, const char *note, GError **error)
{
  g_autoptr (JkkQuery) query = jkk_db_query (db, JKK_SQL_DECISION_DECIDE);
  gint64 n_changed;

  jkk_query_bind_number (query, 1, id);
  jkk_query_bind_text (query, 2, jkk_verdict_state (verdict));
  jkk_query_bind_text (query, 3, person);
  jkk_query_bind_number (query, 4, time);
  jkk_query_bind_text (query, 5, note);
  return jkk_query_run (query, &n_changed, error) && (n_changed == 1 || set_not_found (id, error));
}

static gint64
number_or_zero (JkkQuery *query, int column)
{
  gint64 number = jkk_query_number (query, column);

  return number != JKK_NONE ? number : 0;
}

static JkkDecision *
read_decision (JkkQuery *query)
{
  JkkDecision *decision = jkk_decision_new ();

  decision->id = jkk_query_number (query, 0);
  decision->case_id = jkk_query_number (query, 1);
  decision->case_revision = jkk_query_number (query, 2);
  decision->state = jkk_query_dup_text (query, 3);
  decision->proposal = jkk_query_dup_text (query, 4);
  decision->proposed_by = jkk_query_dup_text (query, 5);
  decision->proposed_at = jkk_query_number (query, 6);
  decision->proposal_note = jkk_query_dup_text (query, 7);
  decision->decided_by = jkk_query_dup_text (query, 8);
  decision->decided_at = number_or_zero (query, 9);
  decision->decision_note = jkk_query_dup_text (query, 10);
  decision->total = jkk_query_number (query, 11);
  decision->pack = jkk_query_dup_text (query, 12);
  decision->pack_version = jkk_query_dup_text (query, 13);
  decision->program_version = jkk_query_dup_text (query, 14);
  decision->facts_xml = jkk_query_dup_text (query, 15);
  decision->payout_xml = jkk_query_dup_text (query, 16);
  decision->hash = jkk_query_dup_text (query, 17);
  return decision;
}

/**
 * jkk_decision_store_load:
 * @db: a connection
 * @id: id of a decision
 * @error: NOT_FOUND
 *
 * Returns: (transfer full): the decision
 */
JkkDecision *
jkk_decision_store_load (JkkDb *db, gint64 id, GError **error)
{
  g_autoptr (JkkQuery) query = jkk_db_query (db, JKK_SQL_DECISION_LOAD);
  GError *failure = NULL;

  jkk_query_bind_number (query, 1, id);
  if (jkk_query_next (query, &failure))
    return read_decision (query);

  if (failure != NULL)
    g_propagate_error (error, failure);
  else
    set_not_found (id, error);
  return NULL;
}

/**
 * jkk_decision_store_current:
 * @db: a connection
 * @case_id: id of a case
 * @error: STORAGE
 *
 * Returns: (transfer full) (nullable): the latest decision of the case; %NULL without an @error when nothing was ever
 *   proposed
 */
JkkDecision *
jkk_decision_store_current (JkkDb *db, gint64 case_id, GError **error)
{
  g_autoptr (JkkQuery) query = jkk_db_query (db, JKK_SQL_DECISION_CURRENT);

  jkk_query_bind_number (query, 1, case_id);
  return jkk_query_next (query, error) ? read_decision (query) : NULL;
}

/**
 * jkk_decision_store_all:
 * @db: a connection
 * @case_id: id of a case
 * @error: STORAGE
 *
 * Returns: (transfer full) (element-type JkkDecision): all decisions of the case, the first one first
 */
GPtrArray *
jkk_decision_store_all (JkkDb *db, gint64 case_id, GError **error)
{
  g_autoptr (JkkQuery) query = jkk_db_query (db, JKK_SQL_DECISION_OF_CASE);
  g_autoptr (GPtrArray) decisions = g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_decision_free);
  GError *failure = NULL;

  jkk_query_bind_number (query, 1, case_id);
  while (jkk_query_next (query, &failure))
    g_ptr_array_add (decisions, read_decision (query));
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return NULL;
    }
  return g_steal_pointer (&decisions);
}

/**
 * jkk_escalation_add:
 * @db: a connection in a writing transaction
 * @decision_id: a proposal that waits
 * @person: who passes it on
 * @time: seconds since 1970 UTC
 * @note: why
 * @error: REFUSED: the proposer, no supervisor, or nothing that waits
 *
 * Returns: whether it is passed on
 */
gboolean
jkk_escalation_add (JkkDb *db, gint64 decision_id, const char *person, gint64 time, const char *note, GError **error)
{
  g_autoptr (JkkQuery) query = jkk_db_query (db, JKK_SQL_ESCALATION_ADD);

  jkk_query_bind_number (query, 1, decision_id);
  jkk_query_bind_text (query, 2, person);
  jkk_query_bind_number (query, 3, time);
  jkk_query_bind_text (query, 4, note);
  return jkk_query_run (query, NULL, error);
}

/**
 * jkk_escalation_last:
 * @db: a connection
 * @decision_id: a decision
 * @person: (out) (transfer full) (nullable): who passed it on last; %NULL if nobody did
 * @time: (out): when
 * @note: (out) (transfer full) (nullable): why
 * @error: STORAGE
 *
 * Returns: whether it could be read
 */
gboolean
jkk_escalation_last (JkkDb *db, gint64 decision_id, char **person, gint64 *time, char **note, GError **error)
{
  g_autoptr (JkkQuery) query = jkk_db_query (db, JKK_SQL_ESCALATION_LAST);
  GError *failure = NULL;

  *person = *note = NULL;
  *time = 0;
  jkk_query_bind_number (query, 1, decision_id);
  if (jkk_query_next (query, &failure))
    {
      *person = jkk_query_dup_text (query, 0);
      *time = jkk_query_number (query, 1);
      *note = jkk_query_dup_text (query, 2);
    }
  if (failure != NULL)
    g_propagate_error (error, failure);
  return failure == NULL;
}
