#include "jkk-decide-dialog.h"

#include <glib/gi18n-lib.h>

#include "jkk-decide-state.h"
#include "jkk-history-pane.h"
#include "jkk-note.h"
#include "jkk-payout-pane.h"
#include "jkk-text.h"

#define JKK_TYPE_DECIDE_DIALOG (jkk_decide_dialog_get_type ())
G_DECLARE_FINAL_TYPE (JkkDecideDialog, jkk_decide_dialog, JKK, DECIDE_DIALOG, AdwWindow)

struct _JkkDecideDialog
{
  AdwWindow parent_instance;

  JkkDecideAsk ask;
  gboolean refusal; /* what is to be decided is a refusal */
  JkkDecided callback;
  gpointer user_data;
  GDestroyNotify destroy;

  /* Template */
  AdwWindowTitle *window_title;
  GtkLabel *proposal;
  GtkWidget *doubts_heading;
  GtkBox *doubts;
  GtkGrid *facts;
  GtkWidget *changes_heading;
  GtkBox *changes;
  AdwBin *sheet_bin;
  GtkWidget *kinds;
  GtkCheckButton *pay;
  GtkCheckButton *refuse;
  AdwBin *note_bin;
  GtkWidget *return_button;
  GtkWidget *reject_button;
  GtkButton *yes_button;

  GtkWidget *note;
};

G_DEFINE_FINAL_TYPE (JkkDecideDialog, jkk_decide_dialog, ADW_TYPE_WINDOW)

static void
decide (JkkDecideDialog *self, const char *deed, gboolean refuse)
{
  g_autofree char *note = jkk_note_get_text (JKK_NOTE (self->note));

  self->callback (deed, refuse, note, self->user_data);
  gtk_window_close (GTK_WINDOW (self));
}

static void
return_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  JkkDecideDialog *self = JKK_DECIDE_DIALOG (widget);

  if (jkk_note_require (JKK_NOTE (self->note), _ ("Please write what the verifier has to look at again.")))
    decide (self, "return", FALSE);
}

static void
reject_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  JkkDecideDialog *self = JKK_DECIDE_DIALOG (widget);

  if (jkk_note_require (JKK_NOTE (self->note), _ ("Please write why the claim is rejected.")))
    decide (self, "reject", FALSE);
}

/* Whoever agrees with a proposal to refuse rejects the claim. */
static void
yes_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  JkkDecideDialog *self = JKK_DECIDE_DIALOG (widget);
  gboolean refuse = gtk_check_button_get_active (self->refuse);

  if (self->ask == JKK_ASK_DECIDE && self->refusal)
    reject_cb (widget, name, parameter);
  else if (self->ask == JKK_ASK_DECIDE)
    decide (self, "approve", FALSE);
  else if (!refuse || jkk_note_require (JKK_NOTE (self->note), _ ("Please write why the claim is to be refused.")))
    decide (self, "propose", refuse);
}

static void
jkk_decide_dialog_finalize (GObject *object)
{
  JkkDecideDialog *self = JKK_DECIDE_DIALOG (object);

  if (self->destroy != NULL)
    self->destroy (self->user_data);
  G_OBJECT_CLASS (jkk_decide_dialog_parent_class)->finalize (object);
}

static void
jkk_decide_dialog_class_init (JkkDecideDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = jkk_decide_dialog_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, "/id/santun/Santun/jkk-decide-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, JkkDecideDialog, window_title);
  gtk_widget_class_bind_template_child (widget_class, JkkDecideDialog, proposal);
  gtk_widget_class_bind_template_child (widget_class, JkkDecideDialog, doubts_heading);
  gtk_widget_class_bind_template_child (widget_class, JkkDecideDialog, doubts);
  gtk_widget_class_bind_template_child (widget_class, JkkDecideDialog, facts);
  gtk_widget_class_bind_template_child (widget_class, JkkDecideDialog, changes_heading);
  gtk_widget_class_bind_template_child (widget_class, JkkDecideDialog, changes);
  gtk_widget_class_bind_template_child (widget_class, JkkDecideDialog, sheet_bin);
  gtk_widget_class_bind_template_child (widget_class, JkkDecideDialog, kinds);
  gtk_widget_class_bind_template_child (widget_class, JkkDecideDialog, pay);
  gtk_widget_class_bind_template_child (widget_class, JkkDecideDialog, refuse);
  gtk_widget_class_bind_template_child (widget_class, JkkDecideDialog, note_bin);
  gtk_widget_class_bind_template_child (widget_class, JkkDecideDialog, return_button);
  gtk_widget_class_bind_template_child (widget_class, JkkDecideDialog, reject_button);
  gtk_widget_class_bind_template_child (widget_class, JkkDecideDialog, yes_button);
  gtk_widget_class_install_action (widget_class, "decide.yes", NULL, yes_cb);
  gtk_widget_class_install_action (widget_class, "decide.return", NULL, return_cb);
  gtk_widget_class_install_action (widget_class, "decide.reject", NULL, reject_cb);
}

static void
jkk_decide_dialog_init (JkkDecideDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* ---- What to compare --------------------------------------------------------------------------------------------- */

static void
add_fact (JkkDecideDialog *self, const JkkDecideFact *fact, int row)
{
  GtkWidget *label = jkk_text_new (fact->label, "jkk-label"), *value = jkk_text_new (fact->value, "tabular");
  GtkWidget *place = gtk_label_new (fact->place);

  gtk_label_set_width_chars (GTK_LABEL (label), 18);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 22);
  gtk_label_set_yalign (GTK_LABEL (label), 0);
  gtk_label_set_selectable (GTK_LABEL (value), TRUE);
  gtk_widget_set_hexpand (value, TRUE);
  gtk_widget_set_valign (place, GTK_ALIGN_START);
  gtk_widget_add_css_class (place, "jkk-place");
  gtk_grid_attach (self->facts, label, 0, row, 1, 1);
  gtk_grid_attach (self->facts, value, 1, row, 1, 1);
  gtk_grid_attach (self->facts, place, 2, row, 1, 1);
}

static void
add_doubt (JkkDecideDialog *self, const JkkDecideDoubt *doubt)
{
  static const struct
  {
    const char *icon;
    const char *css_class;
  } looks[] = {
    [JKK_FINDING_NOTICE] = { "dialog-question-symbolic", "jkk-doubt" },
    [JKK_FINDING_WARNING] = { "dialog-warning-symbolic", "warning" },
    [JKK_FINDING_ERROR] = { "dialog-error-symbolic", "error" },
  };
  GtkWidget *text;
  GtkWidget *box = jkk_icon_text_new (looks[doubt->level].icon, looks[doubt->level].css_class, &text);

  gtk_label_set_text (GTK_LABEL (text), doubt->text);
  gtk_box_append (self->doubts, box);
}

static void
add_change (JkkDecideDialog *self, const JkkHistoryChange *change)
{
  GtkWidget *widget = jkk_history_change_widget (change);

  /* Here it tells; there is no field to go to. */
  gtk_actionable_set_action_name (GTK_ACTIONABLE (widget), NULL);
  gtk_widget_set_can_target (widget, FALSE);
  gtk_widget_set_focusable (widget, FALSE);
  gtk_box_append (self->changes, widget);
}

/* The store would refuse it; so nobody is led to it. */
static void
add_limit (JkkDecideDialog *self, const char *approvers)
{
  gboolean known = approvers != NULL && *approvers != '\0';
  g_autofree char *text =
      known ? g_strdup_printf (_ ("The payment is above your limit. It may be approved by %s."), approvers)
            : g_strdup (_ ("The payment is above your limit, and nobody here may approve it."));
  const JkkDecideDoubt doubt = { JKK_FINDING_WARNING, text };

  add_doubt (self, &doubt);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "decide.yes", FALSE);
}

static void
refresh (JkkDecideDialog *self, const JkkDecideState *state, gboolean may_pay, const char *approvers)
{
  gboolean judge = self->ask == JKK_ASK_DECIDE;
  gboolean above = judge && !state->refuse && !may_pay;

  self->refusal = state->refuse;
  adw_window_title_set_title (self->window_title, judge ? _ ("Decide") : _ ("Propose a Decision"));
  adw_window_title_set_subtitle (self->window_title, state->title);
  gtk_label_set_text (self->proposal, state->proposal != NULL ? state->proposal : "");
  gtk_widget_set_visible (GTK_WIDGET (self->proposal), state->proposal != NULL);
  for (guint i = 0; i < state->facts->len; i++)
    add_fact (self, state->facts->pdata[i], (int) i);
  if (above)
    add_limit (self, approvers);
  for (guint i = 0; i < state->doubts->len; i++)
    add_doubt (self, state->doubts->pdata[i]);
  for (guint i = 0; i < state->changes->len; i++)
    add_change (self, state->changes->pdata[i]);
  gtk_widget_set_visible (self->doubts_heading, above || state->doubts->len > 0);
  gtk_widget_set_visible (self->changes_heading, state->changes->len > 0);
  gtk_widget_set_visible (self->kinds, !judge);
  gtk_widget_set_sensitive (GTK_WIDGET (self->pay), may_pay);
  gtk_check_button_set_active (self->ask == JKK_ASK_REFUSE || !may_pay ? self->refuse : self->pay, TRUE);
  gtk_widget_set_visible (self->return_button, judge);
  gtk_widget_set_visible (self->reject_button, judge && !state->refuse);
  gtk_button_set_label (self->yes_button, !judge          ? _ ("_Propose")
                                          : state->refuse ? _ ("_Reject as Proposed")
                                                          : _ ("_Approve the Payment"));
  if (judge && state->refuse)
    jkk_note_set_text (JKK_NOTE (self->note), state->note);
}

/**
 * jkk_decide_dialog_open:
 * @parent: (nullable): the window
 * @ask: what is asked
 * @may_pay: whether nothing stands in the way of a payment; of a decision, whether the person may approve so much
 * @file: what the store holds of the case
 * @jcase: the case
 * @recalculated: (nullable): its payout sheet as calculated now
 * @callback: called when the person has decided
 * @user_data: for @callback
 * @destroy: (nullable): frees @user_data
 *
 * Shows what to compare, and asks for the decision.
 */
void
jkk_decide_dialog_open (GtkWindow *parent,
                        JkkDecideAsk ask,
                        gboolean may_pay,
                        const JkkCaseFile *file,
                        const JkkCase *jcase,
                        const JkkPayout *recalculated,
                        JkkDecided callback,
                        gpointer user_data,
                        GDestroyNotify destroy)
{
  JkkDecideDialog *self = g_object_new (JKK_TYPE_DECIDE_DIALOG, "transient-for", parent, NULL);
  g_autoptr (JkkDecideState) state = jkk_decide_state_new (file, jcase, recalculated, jkk_today ());
  GtkWidget *sheet = jkk_payout_pane_new ();

  self->ask = ask;
  self->callback = callback;
  self->user_data = user_data;
  self->destroy = destroy;
  self->note = jkk_note_new (ask == JKK_ASK_DECIDE ? _ ("Note or reason") : _ ("Note for the supervisor"));
  adw_bin_set_child (self->note_bin, self->note);
  adw_bin_set_child (self->sheet_bin, sheet);
  jkk_payout_pane_show (JKK_PAYOUT_PANE (sheet), recalculated, ask == JKK_ASK_DECIDE ? file->decided_payout : NULL,
                        NULL, NULL, TRUE);
  refresh (self, state, may_pay, file->approvers);
  gtk_window_present (GTK_WINDOW (self));
  gtk_widget_grab_focus (self->note);
}
