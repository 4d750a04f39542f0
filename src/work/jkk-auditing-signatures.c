#include <glib/gi18n-lib.h>
#include <string.h>

#include "jkk-account-store.h"
#include "jkk-approval-store.h"
#include "jkk-auditing-private.h"
#include "jkk-case-store.h"
#include "jkk-decision-store.h"
#include "jkk-signing-private.h"

static JkkAuditFault *
add_fault (GPtrArray *faults, JkkAuditKind kind, gint64 sequence, const char *person, const char *text)
{
  JkkAuditFault *fault = jkk_audit_fault_new (kind, sequence);

  fault->person = g_strdup (person);
  fault->text = g_strdup (text);
  g_ptr_array_add (faults, fault);
  return fault;
}

/* ---- Who may sign */

static gboolean
is_told (const JkkApprovalEntry *entry, const JkkWarrant *warrant)
{
  g_autofree char *line =
      g_strdup_printf (JKK_WARRANTS_WARRANT_PATH "%" G_GINT64_FORMAT "\t-\t=%s\n", warrant->id, warrant->signature);

  return entry != NULL && entry->time == warrant->time && strstr (entry->changes, line) != NULL &&
         (warrant->sequence == 1 || g_strcmp0 (entry->before, warrant->before) == 0);
}

static gboolean
check_warrant (
    JkkDb *db, const JkkWarrants *warrants, const JkkWarrant *warrant, JkkAuditReport *report, GError **error)
{
  g_autoptr (JkkApprovalEntry) entry = NULL;
  g_autoptr (GError) fault = NULL;

  if (!jkk_approval_store_entry (db, warrant->sequence, &entry, error))
    return FALSE;
  report->n_warrants++;
  if (!jkk_warrants_check (warrants, warrant, &fault))
    add_fault (report->faults, JKK_AUDIT_WARRANT, warrant->sequence, warrant->login, fault->message);
  else if (!is_told (entry, warrant))
    add_fault (report->faults, JKK_AUDIT_WARRANT, warrant->sequence, warrant->login,
               _ ("The journal does not tell of this warrant, or has been changed before it."));
  return TRUE;
}

/* Accounts are rows that can be edited; what an administrator has signed cannot. */
static void
check_account (const JkkWarrants *warrants, const JkkAccount *account, JkkAuditReport *report)
{
  const JkkWarrant *root = jkk_warrants_find (warrants, 1);
  const JkkWarrant *warrant = jkk_warrants_in_force (warrants, account->login, 0);

  if (warrant == NULL && account->created_at < root->time)
    add_fault (
        report->remarks, JKK_AUDIT_ACCOUNT, 0, account->login,
        _ ("The account is from before there were signatures: nobody has signed what it may do. Give a new first "
           "password."));
  else if (warrant == NULL)
    add_fault (report->faults, JKK_AUDIT_ACCOUNT, 0, account->login,
               _ ("No administrator has introduced this account."));
  else if (!jkk_warrant_is_of (warrant, account))
    add_fault (report->faults, JKK_AUDIT_ACCOUNT, warrant->sequence, account->login,
               _ ("Name, roles, limit or state of the account are not what an administrator signed."));
}

/**
 * jkk_auditing_warrants:
 * @db: a connection
 * @report: gets what is found
 * @error: STORAGE
 *
 * Checks who may sign what, and whether the accounts say the same.
 *
 * Returns: whether it could be read
 */
gboolean
jkk_auditing_warrants (JkkDb *db, JkkAuditReport *report, GError **error)
{
  g_autoptr (JkkWarrants) warrants = jkk_warrants_read (db, error);
  g_autoptr (GPtrArray) accounts = warrants != NULL ? jkk_account_list (db, error) : NULL;

  if (accounts == NULL)
    return FALSE;
  GPtrArray *list = jkk_warrants_get_list (warrants);
  report->office = g_strdup (jkk_warrants_get_office (warrants));
  for (guint i = 0; i < list->len; i++)
    if (!check_warrant (db, warrants, list->pdata[i], report, error))
      return FALSE;
  for (guint i = 0; i < accounts->len && jkk_warrants_find (warrants, 1) != NULL; i++)
    check_account (warrants, accounts->pdata[i], report);
  return TRUE;
}

/* ---- What was signed */

static void
note_seal (JkkAuditReport *report, const JkkDecision *decision, const JkkCase *jcase)
{
  if (decision->seal == JKK_DECISION_SEAL_GOOD)
    report->n_signed++;
  else if (decision->seal == JKK_DECISION_SEAL_NONE)
    report->n_unsigned++;
  else
    {
      JkkAuditFault *fault =
          add_fault (report->faults, JKK_AUDIT_APPROVAL, 0, decision->decided_by, decision->seal_text);

      fault->time = decision->decided_at;
      fault->deed = g_strdup (g_strcmp0 (decision->state, "approved") == 0 ? "approve" : "reject");
      fault->case_id = jcase->id;
      fault->case_number = g_strdup (jcase->cover.number);
    }
}

/**
 * jkk_auditing_decisions:
 * @db: a connection
 * @report: gets what is found
 * @gauge: (nullable): shows how far it is
 * @cancellable: (nullable): to give up
 * @error: STORAGE
 *
 * Checks the signature under each decision, and that all it stands for is the same still.
 *
 * Returns: whether it could be read
 */
gboolean
jkk_auditing_decisions (
    JkkDb *db, JkkAuditReport *report, JkkAuditGauge *gauge, GCancellable *cancellable, GError **error)
{
  g_autoptr (JkkWarrants) warrants = jkk_warrants_read (db, error);
  g_autoptr (GArray) ids = warrants != NULL ? jkk_approval_store_decided (db, error) : NULL;

  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      jkk_audit_gauge_set (gauge, 1, i, ids->len);
      g_autoptr (JkkDecision) decision = jkk_decision_store_load (db, g_array_index (ids, gint64, i), error);
      g_autoptr (JkkCase) jcase = decision != NULL ? jkk_case_store_load (db, decision->case_id, error) : NULL;
      if (jcase == NULL || !jkk_signing_check (db, warrants, decision, jcase, TRUE, error))
        return FALSE;
      note_seal (report, decision, jcase);
    }
  return ids != NULL;
}
