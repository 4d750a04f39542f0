#include <glib/gi18n-lib.h>

#include "jkk-case-xml.h"
#include "jkk-decision-store.h"
#include "jkk-deed-private.h"
#include "jkk-elsewhere.h"

/* The proposal that waits, if the case still is what was proposed. */
static JkkDecision *
load_proposal (const JkkDeedContext *context, GError **error)
{
  g_autoptr (JkkDecision) decision = jkk_decision_store_current (context->db, context->stored->id, error);

  if (decision == NULL)
    return NULL;
  if (g_strcmp0 (decision->state, "proposed") != 0)
    {
      g_set_error_literal (error, JKK_ERROR, JKK_ERROR_REFUSED, _ ("No proposal waits for a decision."));
      return NULL;
    }
  if (g_strcmp0 (decision->proposed_by, context->person->login) == 0)
    {
      g_set_error_literal (error, JKK_ERROR, JKK_ERROR_REFUSED,
                           _ ("You proposed this case yourself. Another person has to decide it (four eyes)."));
      return NULL;
    }
  g_autofree char *facts = jkk_case_to_xml (context->stored, NULL);
  if (g_strcmp0 (facts, decision->facts_xml) != 0)
    {
      g_set_error_literal (
          error, JKK_ERROR, JKK_ERROR_REFUSED,
          _ ("The case no longer is what was proposed. Return it, so that it is checked and proposed anew."));
      return NULL;
    }
  return g_steal_pointer (&decision);
}

static JkkCase *
decide (
    const JkkDeedContext *context, const JkkDecision *decision, JkkVerdict verdict, JkkCaseStatus to, GError **error)
{
  if (!jkk_decision_store_decide (context->db, decision->id, verdict, context->person->login, context->now,
                                  context->request->reason, error))
    return NULL;

  JkkCase *jcase = jkk_deed_moved (context->stored, to);
  jkk_set_str (&jcase->cover.approver, context->person->login);
  return jcase;
}

/* A change of the other case's status alone changes no day. */
static gboolean
runs_differ (const GPtrArray *changes)
{
  for (guint i = 0; i < changes->len; i++)
    {
      const JkkChange *change = changes->pdata[i];

      if (!g_str_has_suffix (change->path, ".status") && !g_str_has_suffix (change->path, ".stmb_paid"))
        return TRUE;
    }
  return FALSE;
}

/* Another case of the same person may have been decided in the meantime, and count days that were proposed here. */
static gboolean
check_elsewhere (const JkkDeedContext *context, GError **error)
{
  g_autoptr (JkkCase) now = jkk_elsewhere_fill (context->db, context->packs, context->stored, context->today, error);

  if (now == NULL)
    return FALSE;
  g_autoptr (GPtrArray) changes = jkk_case_diff (context->stored, now);
  if (!runs_differ (changes))
    return TRUE;
  g_set_error_literal (error, JKK_ERROR, JKK_ERROR_REFUSED,
                       _ ("Since the proposal, days of STMB have come to be counted otherwise in another case of the "
                          "same person. Return it, so that it is checked and proposed anew."));
  return FALSE;
}

/**
 * jkk_deed_approve:
 * @context: the deed's context
 * @error: return location
 *
 * Another person approves what was proposed (four eyes).
 *
 * Returns: (transfer full): the case as it shall be stored.
 */
JkkCase *
jkk_deed_approve (const JkkDeedContext *context, GError **error)
{
  g_autoptr (JkkDecision) decision = load_proposal (context, error);

  if (decision == NULL)
    return NULL;
  if (g_strcmp0 (decision->proposal, "refuse") == 0)
    {
      g_set_error_literal (error, JKK_ERROR, JKK_ERROR_REFUSED,
                           _ ("The proposal is to refuse the claim. Reject the claim, or return the proposal."));
      return NULL;
    }
  if (!check_elsewhere (context, error))
    return NULL;
  return decide (context, decision, JKK_VERDICT_APPROVED, JKK_STATUS_APPROVED, error);
}

/**
 * jkk_deed_return:
 * @context: the deed's context
 * @error: return location
 *
 * The proposal goes back to its verifier with a reason.
 *
 * Returns: (transfer full): the case as it shall be stored.
 */
JkkCase *
jkk_deed_return (const JkkDeedContext *context, GError **error)
{
  g_autoptr (JkkDecision) decision = jkk_decision_store_current (context->db, context->stored->id, error);

  if (decision == NULL)
    return NULL;
  JkkCase *jcase = decide (context, decision, JKK_VERDICT_RETURNED, JKK_STATUS_VERIFYING, error);
  if (jcase != NULL)
    {
      jkk_set_str (&jcase->cover.proposer, NULL);
      jkk_set_str (&jcase->cover.approver, NULL);
    }
  return jcase;
}

/**
 * jkk_deed_reject:
 * @context: the deed's context
 * @error: return location
 *
 * The claim is rejected with a reason, by another person than the proposer.
 *
 * Returns: (transfer full): the case as it shall be stored.
 */
JkkCase *
jkk_deed_reject (const JkkDeedContext *context, GError **error)
{
  g_autoptr (JkkDecision) decision = load_proposal (context, error);

  return decision != NULL ? decide (context, decision, JKK_VERDICT_REJECTED, JKK_STATUS_REJECTED, error) : NULL;
}
