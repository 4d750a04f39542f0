#include "jkk-past-dialog.h"

#include <glib/gi18n-lib.h>

#include "jkk-history-pane.h"
#include "jkk-looks.h"
#include "jkk-past-state.h"
#include "jkk-payout-pane.h"
#include "jkk-record-pane.h"
#include "jkk-text.h"

struct _JkkPastDialog
{
  AdwWindow parent_instance;

  /* Template */
  AdwWindowTitle *title;
  GtkWidget *day;
  GtkLabel *moment;
  GtkLabel *remarks;
  GtkLabel *problem;
  GtkStack *pages;
  GtkLabel *difference;
  GtkWidget *hint;
  GtkBox *changes;
  AdwBin *kk1, *kk2, *kk3, *payout;
  GtkBox *papers;

  /* Owned */
  JkkOffice *office;
  GCancellable *cancellable;
  JkkPast *past;
  JkkPastState *state;
  JkkDraft *draft;
  gint64 case_id;

  /* In the pages */
  GtkWidget *records[JKK_N_PAPERS];
  GtkWidget *sheet;
};

G_DEFINE_FINAL_TYPE (JkkPastDialog, jkk_past_dialog, ADW_TYPE_WINDOW)

static const char *const record_pages[JKK_N_PAPERS] = { "kk1", "kk2", "kk3" };

/* ---- Showing it -------------------------------------------------------------------------------------------------- */

static JkkRecordView
view_of (JkkPastDialog *self, gboolean fresh)
{
  return (JkkRecordView){ .draft = self->draft, .findings = self->state->findings, .fresh = fresh };
}

static void
refresh_changes (JkkPastDialog *self)
{
  gtk_label_set_text (self->difference, self->state->difference);
  gtk_widget_set_visible (self->hint, self->state->changes->len > 0);
  jkk_box_clear (self->changes);
  for (guint i = 0; i < self->state->changes->len; i++)
    gtk_box_append (self->changes, jkk_history_change_widget (self->state->changes->pdata[i]));
}

static void
refresh_papers (JkkPastDialog *self)
{
  jkk_box_clear (self->papers);
  if (self->state->decision != NULL)
    {
      gtk_box_append (self->papers, jkk_text_new (_ ("Decision"), "heading"));
      gtk_box_append (self->papers, jkk_text_new (self->state->decision, NULL));
    }
  gtk_box_append (self->papers, jkk_text_new (_ ("Papers"), "heading"));
  for (guint i = 0; i < self->state->papers->len; i++)
    gtk_box_append (self->papers, jkk_text_new (self->state->papers->pdata[i], NULL));
  if (self->state->papers->len == 0)
    gtk_box_append (self->papers, jkk_text_new (_ ("No paper was in the case."), "dim-label"));
}

static void
refresh_sheet (JkkPastDialog *self)
{
  const JkkPast *past = self->past;

  jkk_payout_pane_show (JKK_PAYOUT_PANE (self->sheet), past->payout, past->payout_is_kept ? past->payout : NULL, NULL,
                        past->payout_problem, TRUE);
}

static void
refresh_actions (JkkPastDialog *self)
{
  gboolean idle = self->cancellable == NULL;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "past.earlier",
                                 idle && self->past != NULL && self->past->earlier != 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "past.later", idle && self->past != NULL && self->past->later != 0);
}

static void
refresh (JkkPastDialog *self)
{
  JkkRecordView view = view_of (self, TRUE);

  adw_window_title_set_subtitle (self->title, self->state->heading);
  gtk_label_set_text (self->moment, self->state->moment);
  gtk_label_set_text (self->remarks, self->state->remarks != NULL ? self->state->remarks : "");
  gtk_widget_set_visible (GTK_WIDGET (self->remarks), self->state->remarks != NULL);
  for (guint i = 0; i < JKK_N_PAPERS; i++)
    jkk_record_pane_refresh (JKK_RECORD_PANE (self->records[i]), &view);
  refresh_changes (self);
  refresh_papers (self);
  refresh_sheet (self);
}

static void
take_past (JkkPastDialog *self, JkkPast *past)
{
  g_clear_pointer (&self->draft, jkk_draft_free);
  g_clear_pointer (&self->state, jkk_past_state_free);
  g_clear_pointer (&self->past, jkk_past_free);
  self->past = past;
  self->state = jkk_past_state_new (past);
  self->draft = jkk_draft_new (past->file->jcase);
  jkk_looks_note (self->office, self->case_id);
  refresh (self);
}

static void
show_problem (JkkPastDialog *self, const char *text)
{
  gtk_label_set_text (self->problem, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), text != NULL);
}

/* ---- Reading ----------------------------------------------------------------------------------------------------- */

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (JkkPastDialog) self = data;
  g_autoptr (GError) error = NULL;
  JkkPast *past = jkk_past_load_finish (JKK_OFFICE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->cancellable);
  show_problem (self, error != NULL ? error->message : NULL);
  if (past != NULL)
    take_past (self, past);
  else if (self->past == NULL)
    gtk_label_set_text (self->moment, _ ("This cannot be shown."));
  gtk_widget_set_visible (GTK_WIDGET (self->pages), self->past != NULL);
  refresh_actions (self);
}

static void
read_moment (JkkPastDialog *self, const JkkMoment *moment)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  refresh_actions (self);
  jkk_past_load_async (self->office, self->case_id, moment, self->cancellable, read_cb, g_object_ref (self));
}

static void
on_day_cb (JkkPastDialog *self)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->day))));
  g_autoptr (GError) error = NULL;
  JkkMoment moment;

  if (jkk_moment_parse (text, &moment, &error))
    read_moment (self, &moment);
  else
    show_problem (self, error->message);
}

static void
step_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  JkkPastDialog *self = JKK_PAST_DIALOG (widget);
  gboolean earlier = g_str_equal (name, "past.earlier");
  const JkkMoment moment = { .day = JKK_NONE, .entry = earlier ? self->past->earlier : self->past->later };

  read_moment (self, &moment);
}

static void
jump_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  JkkPastDialog *self = JKK_PAST_DIALOG (widget);
  g_autofree char *path =
      self->past != NULL ? jkk_record_plan_resolve (self->past->file->jcase, g_variant_get_string (parameter, NULL))
                         : NULL;
  JkkPaper paper;
  guint section;

  if (path == NULL || !jkk_record_plan_find (path, &paper, &section))
    return;
  JkkRecordView view = view_of (self, FALSE);
  gtk_stack_set_visible_child_name (self->pages, record_pages[paper]);
  JkkFieldRow *row = jkk_record_pane_reveal (JKK_RECORD_PANE (self->records[paper]), &view, path);
  if (row != NULL)
    jkk_field_row_point_out (row);
}

/* Sections fold and unfold here as in the case itself. */
static void
refresh_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  JkkPastDialog *self = JKK_PAST_DIALOG (widget);

  if (self->draft == NULL)
    return;
  JkkRecordView view = view_of (self, FALSE);
  for (guint i = 0; i < JKK_N_PAPERS; i++)
    jkk_record_pane_refresh (JKK_RECORD_PANE (self->records[i]), &view);
}

/* ---- The window -------------------------------------------------------------------------------------------------- */

static void
jkk_past_dialog_dispose (GObject *object)
{
  JkkPastDialog *self = JKK_PAST_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (jkk_past_dialog_parent_class)->dispose (object);
}

static void
jkk_past_dialog_finalize (GObject *object)
{
  JkkPastDialog *self = JKK_PAST_DIALOG (object);

  g_clear_pointer (&self->draft, jkk_draft_free);
  g_clear_pointer (&self->state, jkk_past_state_free);
  g_clear_pointer (&self->past, jkk_past_free);
  g_clear_object (&self->office);
  G_OBJECT_CLASS (jkk_past_dialog_parent_class)->finalize (object);
}

static void
jkk_past_dialog_class_init (JkkPastDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = jkk_past_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = jkk_past_dialog_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, "/id/santun/Santun/jkk-past-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, JkkPastDialog, title);
  gtk_widget_class_bind_template_child (widget_class, JkkPastDialog, day);
  gtk_widget_class_bind_template_child (widget_class, JkkPastDialog, moment);
  gtk_widget_class_bind_template_child (widget_class, JkkPastDialog, remarks);
  gtk_widget_class_bind_template_child (widget_class, JkkPastDialog, problem);
  gtk_widget_class_bind_template_child (widget_class, JkkPastDialog, pages);
  gtk_widget_class_bind_template_child (widget_class, JkkPastDialog, difference);
  gtk_widget_class_bind_template_child (widget_class, JkkPastDialog, hint);
  gtk_widget_class_bind_template_child (widget_class, JkkPastDialog, changes);
  gtk_widget_class_bind_template_child (widget_class, JkkPastDialog, kk1);
  gtk_widget_class_bind_template_child (widget_class, JkkPastDialog, kk2);
  gtk_widget_class_bind_template_child (widget_class, JkkPastDialog, kk3);
  gtk_widget_class_bind_template_child (widget_class, JkkPastDialog, payout);
  gtk_widget_class_bind_template_child (widget_class, JkkPastDialog, papers);
  gtk_widget_class_bind_template_callback (widget_class, on_day_cb);
  gtk_widget_class_install_action (widget_class, "past.earlier", NULL, step_cb);
  gtk_widget_class_install_action (widget_class, "past.later", NULL, step_cb);
  gtk_widget_class_install_action (widget_class, "case.jump", "s", jump_cb);
  gtk_widget_class_install_action (widget_class, "case.refresh", NULL, refresh_cb);
}

static void
jkk_past_dialog_init (JkkPastDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  AdwBin *const bins[JKK_N_PAPERS] = { self->kk1, self->kk2, self->kk3 };

  for (guint i = 0; i < JKK_N_PAPERS; i++)
    {
      self->records[i] = jkk_record_pane_new ((JkkPaper) i);
      adw_bin_set_child (bins[i], self->records[i]);
    }
  self->sheet = jkk_payout_pane_new ();
  adw_bin_set_child (self->payout, self->sheet);
  gtk_widget_set_visible (GTK_WIDGET (self->pages), FALSE);
}

/**
 * jkk_past_dialog_open:
 * @parent: the window
 * @office: the office
 * @case_id: a case
 * @moment: when
 * @ask_day: whether the person is to choose a day next
 *
 * Shows the case as it stood beside the desk, which stays usable.
 *
 * Returns: (transfer none): the window.
 */
JkkPastDialog *
jkk_past_dialog_open (GtkWindow *parent, JkkOffice *office, gint64 case_id, const JkkMoment *moment, gboolean ask_day)
{
  JkkPastDialog *self = g_object_new (JKK_TYPE_PAST_DIALOG, "transient-for", parent, NULL);

  self->office = g_object_ref (office);
  self->case_id = case_id;
  /* Whoever sits down next has not asked for it. */
  g_signal_connect_object (office, "notify::person", G_CALLBACK (gtk_window_close), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (self));
  if (ask_day)
    gtk_widget_grab_focus (self->day);
  read_moment (self, moment);
  return self;
}
