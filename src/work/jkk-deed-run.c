#include <glib/gi18n-lib.h>
#include <string.h>

#include "jkk-case-past.h"
#include "jkk-case-store.h"
#include "jkk-decision-store.h"
#include "jkk-deed-private.h"
#include "jkk-elsewhere.h"
#include "jkk-journal.h"
#include "jkk-law-private.h"

static JkkCase *
unchanged (const JkkDeedContext *context, GError **error)
{
  return jkk_case_ref (context->stored);
}

static const struct
{
  const char *name;
  JkkDeedFunc func;
  gboolean needs_case;
  /* (nullable) what can be done only when the case has its id */
  gboolean (*stored) (const JkkDeedContext *context, const JkkCase *jcase, gint64 case_id, GError **error);
} functions[] = {
  { "take-in", jkk_deed_take_in, FALSE, jkk_deed_taken_in },
  { "take", jkk_deed_take, TRUE },
  { "give-back", jkk_deed_give_back, TRUE },
  { "save", jkk_deed_save, TRUE },
  { "take-over", jkk_deed_take_over, TRUE },
  { "hold", jkk_deed_hold, TRUE },
  { "resume", jkk_deed_resume, TRUE },
  { "propose", jkk_deed_propose, TRUE },
  { "approve", jkk_deed_approve, TRUE },
  { "escalate", jkk_deed_escalate, TRUE },
  { "return", jkk_deed_return, TRUE },
  { "reject", jkk_deed_reject, TRUE },
  { "countersign", jkk_deed_countersign, TRUE },
  { "print", unchanged, TRUE },
  { "export", unchanged, TRUE },
  { "add-account", jkk_deed_add_account, FALSE },
  { "change-account", jkk_deed_change_account, FALSE },
  { "set-password", jkk_deed_set_password, FALSE },
  { "change-password", jkk_deed_change_password, FALSE },
  { "confirm-value", jkk_deed_confirm_value, FALSE },
  { "receive", jkk_deed_receive, FALSE },
  { "release-post", jkk_deed_release_post, FALSE },
  { "receive-paper", jkk_deed_receive_paper, FALSE },
  { "file-paper", jkk_deed_receive_paper, TRUE },
  { "receive-batch", jkk_deed_receive_batch, FALSE },
  { "settle-post", jkk_deed_settle_post, FALSE },
  { "refuse-post", jkk_deed_refuse_post, FALSE },
  { "file-post", jkk_deed_file_post, TRUE },
  { "settle-owed", jkk_deed_settle_owed, FALSE },
  { "send-message", jkk_deed_send_message, FALSE },
  { "register-partner", jkk_deed_register_partner, FALSE },
  { "register-key", jkk_deed_register_key, FALSE },
  { "revoke-key", jkk_deed_revoke_key, FALSE },
  { "make-key", jkk_deed_make_key, FALSE },
  { "end-key", jkk_deed_end_key, FALSE },
  { "attach", jkk_deed_attach, TRUE },
  { "judge-paper", jkk_deed_judge_paper, TRUE },
  { "withdraw-paper", jkk_deed_withdraw_paper, TRUE },
  { "pay-installment", jkk_deed_pay_installment, TRUE },
  { "set-idle-lock", jkk_deed_set_idle_lock, FALSE },
  { "restore-backup", jkk_deed_restore_backup, FALSE },
};

/**
 * jkk_deed_moved:
 * @jcase: a case
 * @status: where it goes
 *
 * Returns: (transfer full): a copy that nobody else holds, in the new state.
 */
JkkCase *
jkk_deed_moved (const JkkCase *jcase, JkkCaseStatus status)
{
  JkkCase *copy = jkk_case_copy (jcase);

  jkk_set_str (&copy->cover.status, jkk_case_status_name (status));
  return copy;
}

static gboolean
load_stored (JkkDb *db, const JkkRequest *request, JkkCase **stored, GError **error)
{
  *stored = jkk_case_store_load (db, request->case_id, error);
  if (*stored == NULL)
    return FALSE;
  if (request->revision == 0 || request->revision == (*stored)->revision)
    return TRUE;
  g_set_error_literal (error, JKK_ERROR, JKK_ERROR_CONFLICT,
                       _ ("Somebody else has changed this case in the meantime. Compare both versions and choose."));
  return FALSE;
}

/* What lists show: what the law gives today, and of a decided case what was decided. */
static gboolean
find_total (const JkkDeedContext *context, const JkkCase *after, JkkMoney *total, GError **error)
{
  *total = jkk_law_total (context->packs, after, context->today);
  if (context->stored == NULL || jkk_case_status_is_open (jkk_case_get_status (context->stored)))
    return TRUE;
  g_autoptr (JkkDecision) decision = jkk_decision_store_current (context->db, context->stored->id, error);
  if (decision != NULL)
    *total = decision->total;
  return decision != NULL;
}

/* Stores what the deed made of the case; @id tells where. */
static gboolean
keep (const JkkDeedContext *context, const JkkCase *after, gint64 *id, GError **error)
{
  JkkMoney total = 0;

  if (!find_total (context, after, &total, error))
    return FALSE;
  if (context->stored == NULL)
    return jkk_case_store_insert (context->db, after, total, context->now, id, error);
  *id = context->stored->id;
  if (jkk_case_equal (context->stored, after))
    return TRUE;
  return jkk_case_store_update (context->db, after, context->stored->revision, total, context->now, error);
}

static char *
journal_reason (const JkkRequest *request)
{
  if (request->form != NULL)
    return g_strconcat (request->form, request->fingerprint != NULL ? " · SHA-256 " : "",
                        request->fingerprint != NULL ? request->fingerprint : "",
                        request->content_hash != NULL ? JKK_DEED_CONTENT : "", request->content_hash, NULL);
  if (request->account != NULL)
    return g_strdup (request->account->login);
  if (request->batch != NULL)
    return g_strdup_printf ("%s · %s · SHA-256 %s · %lld–%lld/%lld", request->batch->partner, request->batch->file_name,
                            request->batch->sha256, (long long) request->batch->done + 1,
                            (long long) request->batch->done + (request->posts != NULL ? request->posts->len : 0),
                            (long long) request->batch->messages);
  if (request->post != NULL)
    return g_strdup_printf ("%s%s%s · %s · SHA-256 %s", request->reason != NULL ? request->reason : "",
                            request->reason != NULL ? " · " : "", request->post->partner, request->post->file_name,
                            request->post->sha256);
  if (request->message != NULL && request->message->id != NULL)
    return g_strdup_printf ("%s · %s", request->message->sender != NULL ? request->message->sender : "—",
                            request->message->id);
  return g_strdup (request->reason);
}

/* Values that came in a message or on a form keep the place where they were read there. */
static void
name_places (GPtrArray *changes, const JkkMessage *message)
{
  for (guint i = 0; i < changes->len; i++)
    {
      JkkChange *change = changes->pdata[i];
      g_autofree char *value = jkk_message_get_text (message, change->path);

      if (value != NULL && g_strcmp0 (value, change->after) == 0)
        change->source = jkk_message_path_place (message, change->path);
    }
}

/* What a deed tells beside the change of its case. */
static void
add_told (GPtrArray *changes, GPtrArray *told)
{
  while (told->len > 0)
    g_ptr_array_add (changes, g_ptr_array_steal_index (told, 0));
}

static gboolean
write_journal (const JkkDeedContext *context, const char *name, const JkkCase *after, gint64 case_id, GError **error)
{
  g_autoptr (JkkCase) nothing = context->stored == NULL ? jkk_case_new () : NULL;
  g_autoptr (GPtrArray) changes = NULL;
  g_autofree char *reason = journal_reason (context->request);
  g_autofree char *made_id = context->request->deed_id == NULL ? g_uuid_string_random () : NULL;

  if (after != NULL)
    changes = jkk_case_diff (context->stored != NULL ? context->stored : nothing, after);
  if (changes != NULL)
    jkk_case_past_note_lengths (context->stored != NULL ? context->stored : nothing, after, changes);
  if (changes != NULL && context->request->message != NULL)
    name_places (changes, context->request->message);
  if (changes != NULL)
    add_told (changes, context->changes);
  JkkJournalEntry entry = {
    .time = context->now,
    .person = context->person->login,
    .workstation = jkk_db_get_workstation (context->db),
    .deed = name,
    .deed_id = made_id != NULL ? made_id : context->request->deed_id,
    .case_id = case_id,
    .reason = reason,
    .changes = changes != NULL ? changes : context->changes,
  };
  return jkk_journal_append (context->db, &entry, NULL, error);
}

static JkkOutcome *
outcome_new (JkkDb *db, gint64 case_id, gint64 made, gboolean repeated, GError **error)
{
  g_autoptr (JkkOutcome) outcome = g_new0 (JkkOutcome, 1);

  outcome->case_id = case_id;
  outcome->made = made;
  outcome->repeated = repeated;
  if ((outcome->law = jkk_law_read (db, error)) == NULL ||
      (case_id != 0 && (outcome->jcase = jkk_case_store_load (db, case_id, error)) == NULL))
    return NULL;
  return g_steal_pointer (&outcome);
}

static gboolean
check_reason (const char *name, const JkkRequest *request, GError **error)
{
  g_autofree char *reason = g_strstrip (g_strdup (request->reason != NULL ? request->reason : ""));

  if (!jkk_deed_find (name)->needs_reason || *reason != '\0')
    return TRUE;
  g_set_error_literal (error, JKK_ERROR, JKK_ERROR_INVALID, _ ("Please give a reason; it is kept in the history."));
  return FALSE;
}

/* While a case is open, the days that lie in other cases of the same person follow the store. */
static gboolean
look_elsewhere (const JkkDeedContext *context, JkkCase **jcase, GError **error)
{
  if (!jkk_elsewhere_is_open (*jcase))
    return TRUE;

  JkkCase *filled = jkk_elsewhere_fill (context->db, context->packs, *jcase, context->today, error);
  if (filled == NULL)
    return FALSE;
  jkk_case_unref (*jcase);
  *jcase = filled;
  return TRUE;
}

/* A password that an administrator has given is known to two persons. */
static gboolean
check_own_password (const char *name, const JkkAccount *person, GError **error)
{
  if (person == NULL || !person->must_change || strcmp (name, "change-password") == 0)
    return TRUE;
  g_set_error_literal (error, JKK_ERROR, JKK_ERROR_REFUSED,
                       _ ("Your password was given by somebody else. Choose your own first."));
  return FALSE;
}

static JkkOutcome *
run (JkkDeedContext *context, const char *name, guint function, GError **error)
{
  g_autoptr (JkkCase) stored = NULL;
  g_autoptr (JkkCase) after = NULL;
  g_autoptr (GError) problem = NULL;
  gint64 case_id = 0;

  if (functions[function].needs_case && !load_stored (context->db, context->request, &stored, error))
    return NULL;
  context->stored = stored;
  if (!check_own_password (name, context->person, error) || !jkk_deed_allowed (name, context->person, stored, error) ||
      !check_reason (name, context->request, error))
    return NULL;

  after = functions[function].func (context, &problem);
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }
  if (after != NULL && !look_elsewhere (context, &after, error))
    return NULL;
  if ((after != NULL && !keep (context, after, &case_id, error)) ||
      (functions[function].stored != NULL && !functions[function].stored (context, after, case_id, error)) ||
      !write_journal (context, name, after, case_id, error))
    return NULL;
  JkkOutcome *outcome = outcome_new (context->db, case_id, *context->made, FALSE, error);
  if (outcome != NULL)
    outcome->again = *context->again;
  if (outcome != NULL)
    outcome->signer = g_steal_pointer (context->signer);
  return outcome;
}

/**
 * jkk_deed_run:
 * @db: the connection, inside a transaction
 * @name: name of the deed
 * @login: (nullable): who has signed in
 * @request: what is asked
 * @today: the day
 * @now: seconds since 1970 UTC
 * @error: return location
 *
 * Does a deed: asks again whether it is allowed, by what the store knows now; changes the case; writes one entry of the
 * journal. A deed whose id the journal knows already is not done again.
 *
 * Returns: (transfer full): its outcome, or %NULL; the transaction must then be taken back.
 */
JkkOutcome *
jkk_deed_run (
    JkkDb *db, const char *name, const char *login, const JkkRequest *request, JkkDay today, gint64 now, GError **error)
{
  g_autoptr (JkkAccount) person = NULL;
  gboolean known = FALSE;

  g_return_val_if_fail (request != NULL && jkk_deed_find (name) != NULL, NULL);

  if (login != NULL && (person = jkk_account_load (db, login, error)) == NULL)
    return NULL;
  if (person != NULL && person->disabled)
    g_clear_pointer (&person, jkk_account_free);
  if (request->deed_id != NULL && !jkk_journal_knows (db, request->deed_id, &known, error))
    return NULL;
  if (known)
    return outcome_new (db, request->case_id, 0, TRUE, error);

  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_change_free);
  const JkkPackSet *packs = jkk_law_read (db, error);
  if (packs == NULL)
    return NULL;
  g_auto (JkkPostSender) sender = { 0 };
  gint64 made = 0;
  gboolean again = FALSE;
  g_autoptr (JkkSigner) signer = NULL;
  JkkDeedContext context = { .db = db,
                             .person = person,
                             .request = request,
                             .packs = packs,
                             .changes = changes,
                             .made = &made,
                             .again = &again,
                             .sender = &sender,
                             .signer = &signer,
                             .today = today,
                             .now = now };
  for (guint i = 0; i < G_N_ELEMENTS (functions); i++)
    if (strcmp (functions[i].name, name) == 0)
      return run (&context, name, i, error);
  g_assert_not_reached ();
}
