#include <glib/gi18n-lib.h>
#include <string.h>

#include "jkk-case-page-private.h"
#include "jkk-decide-dialog.h"
#include "jkk-hindrance-list.h"
#include "jkk-reason-dialog.h"
#include "jkk-say.h"
#include "jkk-scholarship-dialog.h"
#include "jkk-send-dialog.h"

/* What the person does with the case: everything typed is saved first, then the deed is done, then the case is read
 * again. */

typedef struct
{
  char *deed;
  char *reason;
  gboolean refuse;
} Errand;

static void
errand_free (Errand *errand)
{
  g_free (errand->deed);
  g_free (errand->reason);
  g_free (errand);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Errand, errand_free)

static void
set_doing (JkkCasePage *self, gboolean doing)
{
  self->doing = doing;
  jkk_case_page_refresh (self);
}

/* What was begun as a new case goes on as the case that was taken in; what was not acceptable comes along. */
static void
taken_in (JkkCasePage *self, gint64 case_id)
{
  g_autoptr (JkkCase) blank = jkk_case_new ();

  if (jkk_draft_count_invalid (self->draft) > 0)
    {
      g_hash_table_replace (self->unfinished, g_memdup2 (&case_id, sizeof case_id), g_steal_pointer (&self->draft));
      self->draft = jkk_draft_new (blank);
    }
  else
    jkk_draft_rebase (self->draft, blank, blank);
  self->doing = FALSE;
  jkk_case_page_open (self, case_id, 0, 0);
}

/* What the head of the page shows at once needs no further word; that the case has gone to others does. */
static void
told_done (JkkCasePage *self, const JkkCase *jcase, gboolean passed_on)
{
  const JkkAccount *person = jkk_office_get_person (self->office);
  JkkCaseStatus status = jkk_case_get_status (jcase);

  if (person != NULL && g_strcmp0 (jcase->cover.verifier, person->login) == 0 &&
      (status == JKK_STATUS_VERIFYING || status == JKK_STATUS_HELD))
    return;
  /* Passed on, the case is still in the same state. */
  g_autofree char *text = passed_on ? g_strdup_printf (_ ("%s was passed on to %s."), jcase->cover.number,
                                                       self->file != NULL ? self->file->approvers : "—")
                                    : g_strdup_printf ("%s: %s", jcase->cover.number, jkk_case_status_label (status));

  jkk_say_toast (GTK_WIDGET (self), text);
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (JkkCasePage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JkkOutcome) outcome = jkk_office_do_finish (JKK_OFFICE (source), result, &error);

  if (self->draft == NULL || self->office == NULL)
    return;
  if (outcome == NULL)
    {
      self->passing_on = FALSE;
      set_doing (self, FALSE);
      jkk_say (GTK_WIDGET (self), error);
      jkk_case_page_read_again (self);
      return;
    }
  if (self->case_id == 0)
    {
      jkk_case_page_forget_begun (self);
      told_done (self, outcome->jcase, FALSE);
      taken_in (self, outcome->case_id);
      return;
    }
  if (outcome->case_id == self->case_id)
    jkk_draft_rebase (self->draft, outcome->jcase, outcome->jcase);
  gboolean passed_on = self->passing_on;
  self->doing = self->passing_on = FALSE;
  told_done (self, outcome->jcase, passed_on);
  jkk_case_page_read_again (self);
}

static void
saved_then_do_cb (JkkCasePage *self, gboolean saved, gpointer data)
{
  g_autoptr (Errand) errand = data;
  JkkRequest request = { .case_id = self->case_id, .reason = errand->reason, .refuse = errand->refuse };

  if (!saved || self->draft == NULL)
    {
      set_doing (self, FALSE);
      return;
    }
  request.revision = jkk_draft_get_original (self->draft)->revision;
  request.edited = self->case_id == 0 ? jkk_draft_get_current (self->draft) : NULL;
  jkk_office_do_async (self->office, errand->deed, &request, NULL, done_cb, g_object_ref (self));
}

/**
 * jkk_case_page_do:
 * @self: a page that shows a case
 * @deed: name of a deed
 * @reason: (nullable): why
 * @refuse: "propose": whether to propose a refusal
 *
 * Saves what is pending, then does the deed.
 */
void
jkk_case_page_do (JkkCasePage *self, const char *deed, const char *reason, gboolean refuse)
{
  Errand *errand;

  if (self->draft == NULL || self->doing)
    return;
  errand = g_new0 (Errand, 1);
  errand->deed = g_strdup (deed);
  errand->reason = g_strdup (reason);
  errand->refuse = refuse;
  set_doing (self, TRUE);
  jkk_case_page_save_then (self, saved_then_do_cb, errand);
}

/* ---- Asking ------------------------------------------------------------------------------------------------------ */

static GtkWindow *
window_of (JkkCasePage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

static void
hold_cb (const char *reason, gpointer user_data)
{
  jkk_case_page_do (user_data, "hold", reason, FALSE);
}

static void
passed_on_cb (const char *reason, gpointer user_data)
{
  JkkCasePage *self = user_data;

  self->passing_on = TRUE;
  jkk_case_page_do (self, "escalate", reason, FALSE);
}

/* Who may approve it is told before, not after. */
static void
ask_passing_on (JkkCasePage *self)
{
  g_autofree char *question = g_strdup_printf (
      _ ("It is above your limit and can be approved by: %s. What should they know?"), self->file->approvers);

  jkk_reason_dialog_open (window_of (self), _ ("Pass On"), question, passed_on_cb, g_object_ref (self), g_object_unref);
}

static void
decided_cb (const char *deed, gboolean refuse, const char *note, gpointer user_data)
{
  jkk_case_page_do (user_data, deed, note, refuse);
}

/* Whoever may not approve so much may still return or reject. */
static gboolean
is_within_limit (JkkCasePage *self)
{
  const JkkAccount *person = jkk_office_get_person (self->office);

  return person == NULL || self->file->decision == NULL || jkk_account_may_pay (person, self->file->decision->total);
}

static void
ask_decision (JkkCasePage *self, JkkDecideAsk ask)
{
  if (self->file == NULL)
    return;
  gboolean may_pay = ask == JKK_ASK_DECIDE ? is_within_limit (self) : self->hindrances->len == 0;
  jkk_decide_dialog_open (window_of (self), ask, may_pay, self->file, jkk_draft_get_current (self->draft), self->payout,
                          decided_cb, g_object_ref (self), g_object_unref);
}

static void
show_hindrances (JkkCasePage *self)
{
  if (self->hindrance_list == NULL)
    self->hindrance_list = jkk_hindrance_list_new (GTK_WIDGET (self->primary));
  jkk_hindrance_list_show (self->hindrance_list, self->hindrances);
}

static void
deed_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  JkkCasePage *self = JKK_CASE_PAGE (widget);
  const char *deed = name + strlen ("case.");

  if (self->draft == NULL || self->file == NULL)
    return;
  if (strcmp (deed, "hold") == 0)
    jkk_reason_dialog_open (window_of (self), _ ("Put on Hold"), _ ("What is the case waiting for?"), hold_cb,
                            g_object_ref (self), g_object_unref);
  else if (strcmp (deed, "escalate") == 0)
    ask_passing_on (self);
  else if (strcmp (deed, "propose-refusal") == 0)
    ask_decision (self, JKK_ASK_REFUSE);
  else if (strcmp (deed, "approve") == 0 || strcmp (deed, "return") == 0 || strcmp (deed, "reject") == 0)
    ask_decision (self, JKK_ASK_DECIDE);
  else if (strcmp (deed, "propose") == 0)
    ask_decision (self, JKK_ASK_PROPOSE);
  else
    jkk_case_page_do (self, deed, NULL, FALSE);
}

static void
print_decision (JkkCasePage *self)
{
  jkk_pane_set_raise (self->panes, JKK_PANE_RIGHT);
  gtk_stack_set_visible_child (self->right, self->form_pane);
  jkk_form_pane_set_code (JKK_FORM_PANE (self->form_pane), "penetapan");
  gtk_widget_activate_action (GTK_WIDGET (self), "case.print", NULL);
}

static void
primary_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  JkkCasePage *self = JKK_CASE_PAGE (widget);
  const JkkCaseState *state = self->state;

  if (self->draft == NULL || state->primary == NULL || self->doing)
    return;
  if (state->n_hindrances > 0)
    show_hindrances (self);
  else if (strcmp (state->primary, "propose") == 0)
    ask_decision (self, JKK_ASK_PROPOSE);
  else if (strcmp (state->primary, "escalate") == 0)
    ask_passing_on (self);
  else if (strcmp (state->primary, "approve") == 0)
    ask_decision (self, JKK_ASK_DECIDE);
  else if (strcmp (state->primary, "print") == 0)
    print_decision (self);
  else
    jkk_case_page_do (self, state->primary, NULL, FALSE);
}

static void
saved_cb (JkkCasePage *self, gboolean saved, gpointer data)
{
  if (saved && self->draft != NULL && jkk_draft_count_invalid (self->draft) > 0)
    jkk_say_toast (GTK_WIDGET (self), _ ("Saved, except for the values that are marked."));
}

static void
save_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  JkkCasePage *self = JKK_CASE_PAGE (widget);

  if (self->draft != NULL && self->case_id != 0)
    jkk_case_page_save_then (self, saved_cb, NULL);
}

static void
message_sent_cb (gpointer data)
{
  jkk_say_toast (GTK_WIDGET (data), _ ("The message is on its way to the partner’s folder."));
}

/* What the partner is told must be what is stored. */
static void
saved_then_send_cb (JkkCasePage *self, gboolean saved, gpointer data)
{
  if (saved && self->draft != NULL && self->case_id != 0)
    jkk_send_dialog_open (window_of (self), self->office, &(JkkSendStart){ .case_id = self->case_id }, message_sent_cb,
                          g_object_ref (self), g_object_unref);
}

static void
send_message_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  JkkCasePage *self = JKK_CASE_PAGE (widget);

  if (self->draft != NULL && self->file != NULL)
    jkk_case_page_save_then (self, saved_then_send_cb, NULL);
}

static void
scholarship_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  JkkCasePage *self = JKK_CASE_PAGE (widget);

  if (self->draft != NULL && self->file != NULL)
    jkk_scholarship_dialog_open (window_of (self), self->office, jkk_draft_get_original (self->draft));
}

/* Actions that are a deed: offered when the deed is allowed. */
static const struct
{
  const char *action;
  const char *deed;
} deed_actions[] = {
  { "case.take", "take" },         { "case.give-back", "give-back" }, { "case.hold", "hold" },
  { "case.resume", "resume" },     { "case.propose", "propose" },     { "case.propose-refusal", "propose" },
  { "case.escalate", "escalate" }, { "case.approve", "approve" },     { "case.return", "return" },
  { "case.reject", "reject" },
};

/**
 * jkk_case_page_install_deeds:
 * @widget_class: the page's class
 */
void
jkk_case_page_install_deeds (GtkWidgetClass *widget_class)
{
  for (guint i = 0; i < G_N_ELEMENTS (deed_actions); i++)
    gtk_widget_class_install_action (widget_class, deed_actions[i].action, NULL, deed_action_cb);
  gtk_widget_class_install_action (widget_class, "case.primary", NULL, primary_cb);
  gtk_widget_class_install_action (widget_class, "case.save", NULL, save_cb);
  gtk_widget_class_install_action (widget_class, "case.send-message", NULL, send_message_cb);
  gtk_widget_class_install_action (widget_class, "case.scholarship", NULL, scholarship_cb);
}

/**
 * jkk_case_page_refresh_deeds:
 * @self: a page that shows a case
 *
 * Offers what the person may do now.
 */
void
jkk_case_page_refresh_deeds (JkkCasePage *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  const JkkAccount *person = jkk_office_get_person (self->office);
  const JkkCase *stored = jkk_draft_get_original (self->draft);
  gboolean is_stored = self->file != NULL;

  for (guint i = 0; i < G_N_ELEMENTS (deed_actions); i++)
    gtk_widget_action_set_enabled (widget, deed_actions[i].action,
                                   is_stored && !self->doing &&
                                       jkk_deed_allowed (deed_actions[i].deed, person, stored, NULL));
  gtk_widget_action_set_enabled (widget, "case.escalate",
                                 is_stored && !self->doing && jkk_case_state_may_pass_on (person, self->file));
  gtk_widget_action_set_enabled (widget, "case.primary", self->state->primary != NULL && !self->doing);
  gtk_widget_action_set_enabled (widget, "case.scholarship",
                                 is_stored && self->payout != NULL &&
                                     jkk_payout_find_line (self->payout, "scholarship") != NULL);
  gtk_widget_action_set_enabled (widget, "case.save", is_stored && self->state->editable);
  gtk_widget_action_set_enabled (widget, "case.discard", !is_stored && jkk_draft_is_dirty (self->draft));
  gtk_widget_action_set_enabled (widget, "case.undo", self->state->editable && jkk_draft_can_undo (self->draft));
  gtk_widget_action_set_enabled (widget, "case.redo", self->state->editable && jkk_draft_can_redo (self->draft));
  gtk_widget_action_set_enabled (widget, "case.previous", self->state->may_previous);
  gtk_widget_action_set_enabled (widget, "case.next", self->state->may_next);
  gtk_widget_action_set_enabled (widget, "case.send-message",
                                 is_stored && !self->doing && jkk_deed_allowed ("send-message", person, NULL, NULL));
  gtk_widget_action_set_enabled (widget, "case.import",
                                 is_stored && !self->doing && jkk_deed_allowed ("take-over", person, stored, NULL));
  gtk_widget_action_set_enabled (widget, "case.export", is_stored && jkk_deed_allowed ("export", person, stored, NULL));
  gtk_widget_action_set_enabled (widget, "case.export-decision",
                                 is_stored && self->file->decision != NULL &&
                                     !jkk_case_status_is_open (jkk_case_get_status (stored)));
  gtk_widget_action_set_enabled (widget, "case.print", is_stored && jkk_deed_allowed ("print", person, stored, NULL));
  gtk_widget_action_set_enabled (widget, "case.save-paper",
                                 is_stored && jkk_deed_allowed ("print", person, stored, NULL));
}
