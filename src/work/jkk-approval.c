#include <glib/gi18n-lib.h>
#include <string.h>

#include "jkk-calculation.h"
#include "jkk-case-xml.h"
#include "jkk-decision-store.h"
#include "jkk-deed-private.h"
#include "jkk-elsewhere.h"
#include "jkk-payout-xml.h"
#include "jkk-signing-private.h"
#include "jkk-told-private.h"
#include "jkk-warrants-private.h"

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
  if (!jkk_told_check_undecided (context->db, context->stored->id, error) ||
      !jkk_told_check_case (context->db, context->stored, error))
    return NULL;
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

  g_autoptr (JkkDecision) decided = jkk_decision_store_load (context->db, decision->id, error);
  if (decided == NULL ||
      (verdict != JKK_VERDICT_RETURNED && !jkk_signing_sign (context, decided, context->stored, error)))
    return NULL;
  JkkCase *jcase = jkk_deed_moved (context->stored, to);
  jkk_set_str (&jcase->cover.approver, context->person->login);
  return jcase;
}

/* Who may decide a larger amount; the empty text if nobody may. */
char *
jkk_approval_names_above (JkkDb *db, const JkkDecision *decision, const char *login)
{
  g_autoptr (GPtrArray) accounts = jkk_account_list (db, NULL);
  GString *names = g_string_new (NULL);

  for (guint i = 0; accounts != NULL && i < accounts->len; i++)
    {
      const JkkAccount *account = accounts->pdata[i];

      if (!account->disabled && (account->roles & JKK_ROLE_SUPERVISOR) != 0 &&
          jkk_account_may_pay (account, decision->total) && g_strcmp0 (account->login, login) != 0 &&
          g_strcmp0 (account->login, decision->proposed_by) != 0)
        g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", account->name);
    }
  return g_string_free (names, FALSE);
}

static gboolean
check_limit (const JkkDeedContext *context, const JkkDecision *decision, GError **error)
{
  if (jkk_account_may_pay (context->person, decision->total))
    return TRUE;
  g_autofree char *total = jkk_money_to_rupiah (decision->total);
  g_autofree char *limit = jkk_money_to_rupiah (context->person->money_limit);
  g_autofree char *names = jkk_approval_names_above (context->db, decision, context->person->login);
  if (*names != '\0')
    g_set_error (error, JKK_ERROR, JKK_ERROR_REFUSED,
                 _ ("%s is above what you may approve (%s). Pass it on; it can be approved by: %s."), total, limit,
                 names);
  else
    g_set_error (error, JKK_ERROR, JKK_ERROR_REFUSED,
                 _ ("%s is above what you may approve (%s), and no other supervisor may approve so much. Ask the "
                    "administrator."),
                 total, limit);
  return FALSE;
}

static gboolean
lines_equal (const JkkReason *a, const JkkReason *b)
{
  return g_strcmp0 (a->rule, b->rule) == 0 && g_strcmp0 (a->benefit, b->benefit) == 0 && a->amount == b->amount &&
         g_strcmp0 (a->payee, b->payee) == 0;
}

static gboolean
sheets_pay_the_same (const JkkPayout *a, const JkkPayout *b)
{
  gboolean same = a->total == b->total && a->lines->len == b->lines->len;

  for (guint i = 0; same && i < a->lines->len; i++)
    same = lines_equal (a->lines->pdata[i], b->lines->pdata[i]);
  return same;
}

static JkkDay
day_of (gint64 time)
{
  g_autoptr (GDateTime) local = g_date_time_new_from_unix_local (time);

  return jkk_day_new (g_date_time_get_year (local), g_date_time_get_month (local),
                      g_date_time_get_day_of_month (local));
}

/* By the rules as they are now, on the day of the proposal or today. */
static gboolean
is_what_rules_give (const JkkDeedContext *context, const JkkDecision *decision, const JkkPayout *frozen)
{
  const JkkDay days[] = { context->today, day_of (decision->proposed_at) };

  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      g_autoptr (JkkPayout) now = jkk_calculate_with (context->packs, context->stored, days[i], NULL);

      if (now != NULL && now->total == decision->total && sheets_pay_the_same (now, frozen))
        return TRUE;
    }
  return FALSE;
}

/* Whoever approves signs the frozen sheet, and must not be given another one than the rules make of the facts: not by
 * a row that was edited, nor by a desk that proposed what it liked. The law as the office has it may also have been
 * corrected since. */
static gboolean
check_sheet (const JkkDeedContext *context, const JkkDecision *decision, GError **error)
{
  const JkkPack *pack = decision->pack != NULL ? jkk_pack_set_find (context->packs, decision->pack) : NULL;
  g_autoptr (JkkPayout) frozen = jkk_payout_from_xml (decision->payout_xml, strlen (decision->payout_xml), error);

  if (frozen == NULL || !jkk_told_check_law (context->db, error))
    return FALSE;
  if (is_what_rules_give (context, decision, frozen))
    return TRUE;
  if (pack != NULL && g_strcmp0 (jkk_pack_version (pack), decision->pack_version) != 0)
    g_set_error_literal (error, JKK_ERROR, JKK_ERROR_REFUSED,
                         _ ("Since the proposal the office has corrected a figure of the law, and the case would now "
                            "pay something else. Return it, so that it is proposed anew."));
  else
    g_set_error_literal (error, JKK_ERROR, JKK_ERROR_REFUSED,
                         _ ("The sheet that was proposed is not what the rules make of the facts. Return it, so that "
                            "it is proposed anew, and tell the administrator."));
  return FALSE;
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
 * Another person approves what was proposed (four eyes), up to the own limit, and signs it.
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
  if (!check_limit (context, decision, error) || !check_elsewhere (context, error) ||
      !check_sheet (context, decision, error))
    return NULL;
  return decide (context, decision, JKK_VERDICT_APPROVED, JKK_STATUS_APPROVED, error);
}

/* Roles are what the signed warrants say, not what stands in the list of accounts. */
static gboolean
check_warrant (const JkkDeedContext *context, GError **error)
{
  g_autoptr (JkkWarrants) warrants = jkk_warrants_read (context->db, error);
  const JkkWarrant *warrant;

  if (warrants == NULL || jkk_warrants_get_office (warrants) == NULL)
    return warrants != NULL;
  warrant = jkk_warrants_in_force (warrants, context->person->login, 0);
  if (warrant != NULL && (warrant->roles & JKK_ROLE_SUPERVISOR) != 0)
    return TRUE;
  g_set_error_literal (error, JKK_ERROR, JKK_ERROR_REFUSED,
                       _ ("You have no warrant to decide, so there is nothing that you could pass on. Ask the "
                          "administrator."));
  return FALSE;
}

/* Only what is above the own limit and within somebody else's. */
static gboolean
check_passing_on (const JkkDeedContext *context, const JkkDecision *decision, GError **error)
{
  if (g_strcmp0 (decision->proposal, "pay") != 0 || jkk_account_may_pay (context->person, decision->total))
    {
      g_set_error_literal (error, JKK_ERROR, JKK_ERROR_REFUSED,
                           _ ("You may decide this yourself: only what is above your limit is passed on."));
      return FALSE;
    }
  g_autofree char *names = jkk_approval_names_above (context->db, decision, context->person->login);
  return *names != '\0' || check_limit (context, decision, error);
}

/**
 * jkk_deed_escalate:
 * @context: the deed's context
 * @error: return location
 *
 * A supervisor above whose limit a proposal lies passes it on, with a reason, to those who may approve so much. Nothing
 * of the proposal changes, and who proposed it is none of them.
 *
 * Returns: (transfer full): the case, unchanged.
 */
JkkCase *
jkk_deed_escalate (const JkkDeedContext *context, GError **error)
{
  g_autoptr (JkkDecision) decision = load_proposal (context, error);

  if (decision == NULL || !check_warrant (context, error) || !check_passing_on (context, decision, error) ||
      !jkk_escalation_add (context->db, decision->id, context->person->login, context->now, context->request->reason,
                           error))
    return NULL;
  return jkk_case_ref (context->stored);
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
 * The claim is rejected with a reason, by another person than the proposer, who signs it.
 *
 * Returns: (transfer full): the case as it shall be stored.
 */
JkkCase *
jkk_deed_reject (const JkkDeedContext *context, GError **error)
{
  g_autoptr (JkkDecision) decision = load_proposal (context, error);

  return decision != NULL ? decide (context, decision, JKK_VERDICT_REJECTED, JKK_STATUS_REJECTED, error) : NULL;
}

/**
 * jkk_deed_countersign:
 * @context: the deed's context
 * @error: return location
 *
 * A supervisor who did not propose it signs what was decided before, when there were no signatures or when its
 * signature no longer holds. What was decided stays as it was decided; the case must still be what was frozen then.
 *
 * Returns: (transfer full): the case, unchanged.
 */
JkkCase *
jkk_deed_countersign (const JkkDeedContext *context, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (JkkDecision) decision = jkk_decision_store_current (context->db, context->stored->id, &problem);

  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  if (decision == NULL || !jkk_signing_check (context->db, NULL, decision, context->stored, TRUE, error))
    return NULL;
  if (decision->seal != JKK_DECISION_SEAL_NONE && decision->seal != JKK_DECISION_SEAL_VOID)
    {
      g_set_error_literal (error, JKK_ERROR, JKK_ERROR_REFUSED, _ ("The decision is signed, and its signature holds."));
      return NULL;
    }
  if ((g_strcmp0 (decision->state, "approved") == 0 && !check_limit (context, decision, error)) ||
      !jkk_signing_may_sign (decision, context->stored, error) ||
      !jkk_signing_sign (context, decision, context->stored, error))
    return NULL;
  return jkk_case_ref (context->stored);
}
