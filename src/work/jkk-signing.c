#include "jkk-signing-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "jkk-approval-store.h"
#include "jkk-case-store.h"
#include "jkk-case-xml.h"
#include "jkk-decision-store.h"
#include "jkk-document-store.h"
#include "jkk-journal.h"
#include "jkk-law-store.h"
#include "jkk-signed-text.h"

/* How many changed values a sentence names. */
#define MOST_NAMES 3

static gint64
last_law_id (GPtrArray *entries)
{
  gint64 last = 0;

  for (guint i = 0; i < entries->len; i++)
    last = MAX (last, ((JkkLawEntry *) entries->pdata[i])->id);
  return last;
}

/* ---- Signing */

static gboolean
check_signer (const JkkWarrants *warrants, const JkkDeedContext *context, const JkkWarrant **warrant, GError **error)
{
  const JkkSigner *signer = context->request->signer;
  const char *sentence = NULL;

  *warrant = jkk_warrants_in_force (warrants, context->person->login, 0);
  if (*warrant == NULL || (*warrant)->public_key == NULL)
    sentence = _ ("You have no key for signing yet. Ask the administrator for a new first password; with your own "
                  "password you then get a key.");
  else if (!(*warrant)->own)
    sentence = _ ("Your password was given by somebody else. Choose your own first; with it you can sign.");
  else if (signer == NULL || g_strcmp0 (jkk_signer_get_login (signer), context->person->login) != 0 ||
           g_strcmp0 (jkk_signer_get_public_key (signer), (*warrant)->public_key) != 0)
    sentence = _ ("Your key for signing is not open. Sign out and in again, then repeat it.");
  if (sentence == NULL)
    return jkk_warrants_check_standing (warrants, *warrant, 0, error);
  g_set_error_literal (error, JKK_ERROR, JKK_ERROR_REFUSED, sentence);
  return FALSE;
}

static gboolean
check_right (const JkkWarrants *warrants, const JkkDecision *decision, const JkkApproval *approval, char **why);

/* Roles and limits of the accounts can be edited; nothing is decided that would be void at once. */
static gboolean
check_holds (const JkkWarrants *warrants, const JkkDecision *decision, const JkkApproval *approval, GError **error)
{
  g_autofree char *why = NULL;

  if (check_right (warrants, decision, approval, &why))
    return TRUE;
  g_set_error (error, JKK_ERROR, JKK_ERROR_REFUSED,
               _ ("Your signature would not count: %s Ask the administrator to check your account."), why);
  return FALSE;
}

/**
 * jkk_signing_sign:
 * @context: the deed's context; the key of who does it is open
 * @decision: the decision as it is stored now
 * @jcase: the case
 * @error: REFUSED: no key, no supervisor, the proposer, above the limit
 *
 * Signs a decision. The entry of the journal that follows holds the signature.
 *
 * Returns: whether it is signed
 */
gboolean
jkk_signing_sign (const JkkDeedContext *context, const JkkDecision *decision, const JkkCase *jcase, GError **error)
{
  g_autoptr (JkkWarrants) warrants = jkk_warrants_read (context->db, error);
  g_autoptr (GPtrArray) law = warrants != NULL ? jkk_law_store_all (context->db, error) : NULL;
  g_autoptr (JkkApproval) approval = jkk_approval_new ();
  const JkkWarrant *warrant;
  gint64 last;

  if (law == NULL || !check_signer (warrants, context, &warrant, error) ||
      !jkk_journal_head (context->db, &last, &approval->before, error))
    return FALSE;
  approval->decision_id = decision->id;
  approval->case_id = decision->case_id;
  approval->person = g_strdup (context->person->login);
  approval->warrant = warrant->id;
  approval->sequence = last + 1;
  approval->time = context->now;
  approval->office = g_strdup (jkk_warrants_get_office (warrants));
  approval->n_law = last_law_id (law);
  approval->law = jkk_approval_law_text (law, approval->n_law);
  approval->statement = jkk_approval_to_text (approval, decision, jcase);
  approval->signature = jkk_signer_sign (context->request->signer, approval->statement);
  if (!check_holds (warrants, decision, approval, error))
    return FALSE;
  jkk_warrants_add_change (context->changes, JKK_WARRANTS_APPROVAL_PATH, approval->signature);
  return jkk_approval_store_append (context->db, approval, error);
}

/* ---- Does it still hold? */

static void
set_seal (JkkDecision *decision, JkkDecisionSeal seal, char *text)
{
  decision->seal = seal;
  g_free (decision->seal_text);
  decision->seal_text = text;
}

/* Sets the seal to void; always %TRUE: that is an answer, too. */
static gboolean set_void (JkkDecision *decision, const char *format, ...) G_GNUC_PRINTF (2, 3);

static gboolean
set_void (JkkDecision *decision, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  g_autofree char *why = g_strdup_vprintf (format, args);
  va_end (args);
  set_seal (decision, JKK_DECISION_SEAL_VOID, g_strdup_printf (_ ("The approval is void: %s"), why));
  return TRUE;
}

/* No signature: either there were none when it was decided, or somebody took it away. */
static gboolean
judge_unsigned (JkkDb *db, const JkkWarrants *warrants, JkkDecision *decision, GError **error)
{
  const JkkWarrant *root = jkk_warrants_find (warrants, 1);
  g_autoptr (GError) taken = NULL;
  gint64 sequence;

  if (!jkk_warrants_check_founded (warrants, &taken))
    return set_void (decision, "%s", taken->message);
  if (!jkk_approval_store_decided_at (db, decision->case_id, decision->decided_at, &sequence, error))
    return FALSE;
  if (sequence != 0 && (root == NULL || sequence < root->sequence))
    set_seal (decision, JKK_DECISION_SEAL_NONE,
              g_strdup (_ ("Not signed: it was decided before there were signatures. A supervisor has to sign it "
                           "before it goes out.")));
  else if (sequence == 0)
    set_void (decision, "%s", _ ("the journal knows of no such decision."));
  else
    set_void (decision, "%s", _ ("its signature is missing."));
  return TRUE;
}

/* Only a supervisor with a warrant that was in force, and for that amount. */
static gboolean
check_right (const JkkWarrants *warrants, const JkkDecision *decision, const JkkApproval *approval, char **why)
{
  const JkkWarrant *warrant = jkk_warrants_find (warrants, approval->warrant);
  g_autoptr (GError) error = NULL;

  if (warrant == NULL || warrant != jkk_warrants_in_force (warrants, approval->person, approval->sequence))
    *why = g_strdup (_ ("whoever signed had no warrant in force."));
  else if (!jkk_warrants_check_standing (warrants, warrant, approval->sequence, &error))
    *why = g_strdup (error->message);
  else if (!warrant->own || (warrant->roles & JKK_ROLE_SUPERVISOR) == 0)
    *why = g_strdup (_ ("whoever signed was no supervisor."));
  else if (g_strcmp0 (decision->state, "approved") == 0 && warrant->money_limit != JKK_NONE &&
           decision->total > warrant->money_limit)
    *why = g_strdup (_ ("the amount is above what the supervisor may approve."));
  else if (g_strcmp0 (approval->person, decision->proposed_by) == 0)
    *why = g_strdup (_ ("whoever signed had proposed it, too."));
  else if (!jkk_signature_is_good (warrant->public_key, approval->statement, approval->signature))
    *why = g_strdup (_ ("the signature is false."));
  else
    return TRUE;
  return FALSE;
}

/* The statement against what the store says now. */
static gboolean
check_statement (
    JkkDb *db, JkkApproval *approval, const JkkDecision *decision, const JkkCase *jcase, char **why, GError **error)
{
  g_autoptr (GPtrArray) law = jkk_law_store_all (db, error);

  if (law == NULL)
    return FALSE;
  approval->law = jkk_approval_law_text (law, approval->n_law);
  g_autofree char *now = jkk_approval_to_text (approval, decision, jcase);
  g_autofree char *what = jkk_approval_changed_text (approval->statement, now);
  if (what != NULL)
    /* Translators: a list such as "the amount, the papers". */
    *why = g_strdup_printf (_ ("changed since it was signed: %s."), what);
  else if (g_strcmp0 (decision->decided_by, jcase->cover.approver) != 0)
    *why = g_strdup (_ ("changed since it was signed: who decided."));
  return TRUE;
}

static gboolean
is_paid_later (const JkkCase *then, const char *path)
{
  guint row = 0;

  if (!g_str_has_prefix (path, "installments["))
    return FALSE;
  row = (guint) g_ascii_strtoull (path + strlen ("installments["), NULL, 10);
  return row > then->installments->len;
}

/* What deeds after a decision may still write. */
static gboolean
may_differ (const JkkCase *then, const char *path)
{
  return g_str_equal (path, "cover.status") || g_str_equal (path, "cover.approver") || is_paid_later (then, path);
}

static char *
changed_values (const JkkCase *then, const JkkCase *now)
{
  g_autoptr (GPtrArray) changes = jkk_case_diff (then, now);
  GString *text = g_string_new (NULL);
  guint n = 0;

  for (guint i = 0; i < changes->len; i++)
    {
      const char *path = ((JkkChange *) changes->pdata[i])->path;
      g_autofree char *label = jkk_case_path_label (path);

      if (may_differ (then, path))
        continue;
      if (++n <= MOST_NAMES)
        g_string_append_printf (text, "%s%s", n > 1 ? ", " : "", label);
    }
  if (n > MOST_NAMES)
    g_string_append (text, " …");
  return g_string_free (text, n == 0);
}

/* The case as it is in the tables now against the frozen one that was signed. */
static gboolean
check_facts (const JkkDecision *decision, const JkkCase *jcase, char **why)
{
  g_autoptr (JkkCase) then =
      jkk_case_from_xml (decision->facts_xml, strlen (decision->facts_xml), JKK_CASE_XML_SYSTEM, NULL, NULL);
  g_autofree char *what = then != NULL ? changed_values (then, jcase) : NULL;

  if (then == NULL)
    *why = g_strdup (_ ("the facts that were signed cannot be read."));
  else if (what != NULL)
    *why = g_strdup_printf (_ ("changed since it was signed: %s."), what);
  return *why == NULL;
}

/* A decided case stays closed: one that was opened again behind the program would be paid twice. */
static void
check_status (const JkkDecision *decision, const JkkCase *jcase, char **why)
{
  JkkCaseStatus status = jkk_case_get_status (jcase);
  gboolean pays = g_strcmp0 (decision->state, "approved") == 0 && g_strcmp0 (decision->proposal, "pay") == 0;

  if (status != (pays ? JKK_STATUS_APPROVED : JKK_STATUS_REJECTED))
    *why = g_strdup (_ ("changed since it was signed: the status of the case."));
}

static gboolean
is_told_by (const JkkApprovalEntry *entry, const JkkApproval *approval)
{
  static const char *const deeds[] = { "approve", "reject", "countersign", NULL };
  g_autofree char *line = g_strconcat (JKK_WARRANTS_APPROVAL_PATH "\t-\t=", approval->signature, "\n", NULL);

  return entry != NULL && g_strv_contains (deeds, entry->deed) && entry->case_id == approval->case_id &&
         entry->time == approval->time && g_strcmp0 (entry->person, approval->person) == 0 &&
         strstr (entry->changes, line) != NULL && g_strcmp0 (entry->before, approval->before) == 0;
}

static gboolean
check_journal (JkkDb *db, const JkkApproval *approval, char **why, GError **error)
{
  g_autoptr (JkkApprovalEntry) entry = NULL;

  if (!jkk_approval_store_entry (db, approval->sequence, &entry, error))
    return FALSE;
  if (!is_told_by (entry, approval))
    *why = g_strdup (_ ("the journal does not tell of it, or has been changed before it."));
  return TRUE;
}

static void
check_papers (JkkDb *db, const JkkCase *jcase, char **why)
{
  for (guint i = 0; i < jcase->documents->len && *why == NULL; i++)
    {
      const JkkDocument *document = jcase->documents->pdata[i];
      g_autoptr (GBytes) bytes = document->sha256 != NULL ? jkk_document_store_get (db, document->sha256, NULL) : NULL;

      if (document->sha256 != NULL && bytes == NULL)
        *why = g_strdup_printf (_ ("the file of the paper “%s” is missing or damaged."),
                                document->title != NULL ? document->title : document->kind);
    }
}

static gboolean
judge_signed (JkkDb *db,
              const JkkWarrants *warrants,
              JkkApproval *approval,
              JkkDecision *decision,
              const JkkCase *jcase,
              gboolean papers,
              GError **error)
{
  const JkkWarrant *warrant = jkk_warrants_find (warrants, approval->warrant);
  g_autofree char *why = NULL;

  decision->signed_at = approval->time;
  jkk_set_str (&decision->signed_by, approval->person);
  jkk_set_str (&decision->signed_name, warrant != NULL ? warrant->name : NULL);
  if (check_right (warrants, decision, approval, &why) && !check_statement (db, approval, decision, jcase, &why, error))
    return FALSE;
  if (why == NULL && check_facts (decision, jcase, &why) && !check_journal (db, approval, &why, error))
    return FALSE;
  if (why == NULL)
    check_status (decision, jcase, &why);
  if (why == NULL && papers)
    check_papers (db, jcase, &why);
  if (why != NULL)
    return set_void (decision, "%s", why);
  set_seal (decision, JKK_DECISION_SEAL_GOOD, NULL);
  return TRUE;
}

/**
 * jkk_signing_check:
 * @db: a connection
 * @warrants: (nullable): the warrants of the office, if they were read already
 * @decision: a decision; its seal is set
 * @jcase: its case as it is stored now
 * @papers: whether the files of the papers are read, too
 * @error: STORAGE
 *
 * Finds out whether the signature under a decision still holds: who signed had the right to; decision, facts, payout
 * sheet, law and papers are those that were signed; the journal tells of it and is the same up to there.
 *
 * Returns: whether it could be found out; jkk_signing_require() says no in words
 */
gboolean
jkk_signing_check (JkkDb *db,
                   const JkkWarrants *warrants,
                   JkkDecision *decision,
                   const JkkCase *jcase,
                   gboolean papers,
                   GError **error)
{
  g_autoptr (JkkWarrants) read = NULL;
  g_autoptr (GPtrArray) approvals = NULL;

  if (decision->decided_by == NULL || g_strcmp0 (decision->state, "returned") == 0)
    {
      set_seal (decision, JKK_DECISION_SEAL_OPEN, NULL);
      return TRUE;
    }
  if (warrants == NULL && (warrants = read = jkk_warrants_read (db, error)) == NULL)
    return FALSE;
  if ((approvals = jkk_approval_store_of_decision (db, decision->id, error)) == NULL)
    return FALSE;
  if (approvals->len == 0)
    return judge_unsigned (db, warrants, decision, error);
  return judge_signed (db, warrants, approvals->pdata[0], decision, jcase, papers, error);
}

/**
 * jkk_signing_may_sign:
 * @decision: a decision
 * @jcase: its case as it is stored now
 * @error: REFUSED: it no longer is what was decided
 *
 * Returns: whether the case is what was frozen when it was decided, so that somebody may sign it now
 */
gboolean
jkk_signing_may_sign (const JkkDecision *decision, const JkkCase *jcase, GError **error)
{
  g_autofree char *why = NULL;

  if (g_strcmp0 (decision->decided_by, jcase->cover.approver) != 0)
    why = g_strdup (_ ("changed since it was signed: who decided."));
  if (why == NULL && check_facts (decision, jcase, &why))
    return TRUE;
  g_set_error (
      error, JKK_ERROR, JKK_ERROR_REFUSED,
      _ ("It cannot be signed, because it is not what was decided: %s Compare with the last copy, and with the "
         "papers."),
      why);
  return FALSE;
}

/**
 * jkk_signing_require:
 * @decision: (nullable): a decision whose seal was looked at
 * @error: REFUSED: why it does not hold, and what to do
 *
 * Asked before anything that has legal effect leaves the office.
 *
 * Returns: whether it is signed and holds
 */
gboolean
jkk_signing_require (const JkkDecision *decision, GError **error)
{
  if (decision != NULL && decision->seal == JKK_DECISION_SEAL_GOOD)
    return TRUE;
  g_set_error (error, JKK_ERROR, JKK_ERROR_REFUSED, _ ("Nothing of this decision goes out. %s"),
               decision == NULL || decision->seal_text == NULL ? _ ("Its signature has not been checked.")
                                                               : decision->seal_text);
  return FALSE;
}

/**
 * jkk_signing_require_case:
 * @db: a connection
 * @case_id: id of a case
 * @only_if_decided: whether a case that is not decided is good, too
 * @error: REFUSED: why its decision does not hold; NOT_FOUND
 *
 * As jkk_signing_require() for the latest decision of a case as the store has it now, with the files of its papers.
 *
 * Returns: whether it is signed and holds
 */
gboolean
jkk_signing_require_case (JkkDb *db, gint64 case_id, gboolean only_if_decided, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (JkkCase) jcase = jkk_case_store_load (db, case_id, error);
  g_autoptr (JkkDecision) decision = jcase != NULL ? jkk_decision_store_current (db, case_id, &problem) : NULL;

  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  else if (jcase != NULL && only_if_decided && jkk_case_status_is_open (jkk_case_get_status (jcase)) &&
           (decision == NULL || decision->decided_by == NULL || g_strcmp0 (decision->state, "returned") == 0))
    return TRUE;
  else if (jcase != NULL && (decision == NULL || jkk_signing_check (db, NULL, decision, jcase, TRUE, error)))
    return jkk_signing_require (decision, error);
  return FALSE;
}
