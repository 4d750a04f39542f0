#include "jkk-decision.h"

/**
 * jkk_decision_new:
 *
 * Returns: (transfer full): an empty decision.
 */
JkkDecision *
jkk_decision_new (void)
{
  JkkDecision *decision = g_new0 (JkkDecision, 1);

  decision->total = JKK_NONE;
  return decision;
}

/**
 * jkk_decision_copy:
 * @decision: a decision
 *
 * Returns: (transfer full): a copy.
 */
JkkDecision *
jkk_decision_copy (const JkkDecision *decision)
{
  JkkDecision *copy = g_memdup2 (decision, sizeof *decision);

  copy->state = g_strdup (decision->state);
  copy->proposal = g_strdup (decision->proposal);
  copy->proposed_by = g_strdup (decision->proposed_by);
  copy->proposal_note = g_strdup (decision->proposal_note);
  copy->decided_by = g_strdup (decision->decided_by);
  copy->decision_note = g_strdup (decision->decision_note);
  copy->pack = g_strdup (decision->pack);
  copy->pack_version = g_strdup (decision->pack_version);
  copy->seal_text = g_strdup (decision->seal_text);
  copy->signed_by = g_strdup (decision->signed_by);
  copy->signed_name = g_strdup (decision->signed_name);
  copy->program_version = g_strdup (decision->program_version);
  copy->facts_xml = g_strdup (decision->facts_xml);
  copy->payout_xml = g_strdup (decision->payout_xml);
  copy->hash = g_strdup (decision->hash);
  return copy;
}

/**
 * jkk_decision_free:
 * @decision: (transfer full): a decision
 */
void
jkk_decision_free (JkkDecision *decision)
{
  g_free (decision->state);
  g_free (decision->proposal);
  g_free (decision->proposed_by);
  g_free (decision->proposal_note);
  g_free (decision->decided_by);
  g_free (decision->decision_note);
  g_free (decision->pack);
  g_free (decision->pack_version);
  g_free (decision->seal_text);
  g_free (decision->signed_by);
  g_free (decision->signed_name);
  g_free (decision->program_version);
  g_free (decision->facts_xml);
  g_free (decision->payout_xml);
  g_free (decision->hash);
  g_free (decision);
}

/**
 * jkk_history_entry_free:
 * @entry: (transfer full): an entry
 */
void
jkk_history_entry_free (JkkHistoryEntry *entry)
{
  g_free (entry->person);
  g_free (entry->person_name);
  g_free (entry->workstation);
  g_free (entry->deed);
  g_free (entry->reason);
  g_clear_pointer (&entry->changes, g_ptr_array_unref);
  g_free (entry);
}
