#include "jkk-audit-dialog.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "jkk-audit-state.h"
#include "jkk-auditing.h"
#include "jkk-exchange.h"
#include "jkk-print-text.h"
#include "jkk-say.h"

/* How often the bar moves on, ms. */
#define TICK 100

struct _JkkAuditDialog
{
  AdwWindow parent_instance;

  /* Template */
  GtkWidget *again;
  GtkWidget *export;
  GtkWidget *print;
  GtkStack *stack;
  GtkWidget *head;
  GtkLabel *fault;
  GtkWidget *start;
  GtkLabel *progress_text;
  GtkProgressBar *progress;
  GtkWidget *stop;
  GtkImage *icon;
  GtkLabel *heading;
  GtkLabel *advice;
  GtkLabel *summary;
  GtkListBox *rows;

  /* Owned */
  JkkOffice *office;
  JkkAuditReport *report;
  JkkAuditState *state;
  JkkAuditGauge *gauge;      /* while it runs */
  GCancellable *cancellable; /* while it runs */
  guint tick_id;
  GtkFileChooserNative *chooser;
};

G_DEFINE_FINAL_TYPE (JkkAuditDialog, jkk_audit_dialog, ADW_TYPE_WINDOW)

/**
 * jkk_audit_dialog_allowed:
 * @person: (nullable): who sits at the desk
 *
 * Returns: whether the check is offered: it reads every case.
 */
gboolean
jkk_audit_dialog_allowed (const JkkAccount *person)
{
  return person != NULL && (person->roles & (JKK_ROLE_AUDITOR | JKK_ROLE_SUPERVISOR | JKK_ROLE_ADMINISTRATOR)) != 0;
}

/* ---- The result -------------------------------------------------------------------------------------------------- */

static GtkWidget *
row_new (const JkkAuditRow *found)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *title = g_markup_escape_text (found->title, -1), *text = g_markup_escape_text (found->text, -1);
  GtkWidget *icon =
      gtk_image_new_from_icon_name (found->is_fault ? "dialog-warning-symbolic" : "dialog-information-symbolic");

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), text);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  gtk_widget_add_css_class (icon, found->is_fault ? "error" : "dim-label");
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  if (found->case_id != 0)
    {
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
      gtk_widget_set_tooltip_text (row, _ ("Open the case"));
    }
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), found->case_id != 0);
  return row;
}

static void
show_result (JkkAuditDialog *self)
{
  const JkkAuditState *state = self->state;
  GtkWidget *row;

  gtk_image_set_from_icon_name (self->icon, state->is_sound ? "emblem-ok-symbolic" : "dialog-warning-symbolic");
  gtk_label_set_text (self->heading, state->heading);
  gtk_label_set_text (self->summary, state->summary);
  gtk_label_set_text (self->advice, state->advice != NULL ? state->advice : "");
  gtk_widget_set_visible (GTK_WIDGET (self->advice), state->advice != NULL);
  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->rows))) != NULL)
    gtk_list_box_remove (self->rows, row);
  for (guint i = 0; i < state->rows->len; i++)
    gtk_list_box_append (self->rows, row_new (state->rows->pdata[i]));
  gtk_widget_set_visible (GTK_WIDGET (self->rows), state->rows->len > 0);
}

static void
on_row_activated_cb (JkkAuditDialog *self, GtkListBoxRow *row)
{
  const JkkAuditRow *found = self->state->rows->pdata[gtk_list_box_row_get_index (row)];
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));

  if (parent == NULL || found->case_id == 0)
    return;
  gtk_widget_activate_action (GTK_WIDGET (parent), "win.open-case", "x", found->case_id);
  gtk_window_present (parent);
}

static void
show_page (JkkAuditDialog *self, const char *page)
{
  gboolean done = g_str_equal (page, "result");

  gtk_stack_set_visible_child_name (self->stack, page);
  gtk_widget_set_visible (self->again, done);
  gtk_widget_set_visible (self->export, done);
  gtk_widget_set_visible (self->print, done);
  gtk_widget_grab_focus (done ? self->export : g_str_equal (page, "working") ? self->stop : self->start);
}

/* ---- Running ----------------------------------------------------------------------------------------------------- */

static gboolean
tick_cb (gpointer data)
{
  JkkAuditDialog *self = data;
  g_autofree char *text = jkk_audit_state_progress (self->gauge);

  gtk_label_set_text (self->progress_text, text);
  gtk_progress_bar_set_fraction (self->progress, jkk_audit_state_fraction (self->gauge));
  return G_SOURCE_CONTINUE;
}

static void
stop_ticking (JkkAuditDialog *self)
{
  g_clear_handle_id (&self->tick_id, g_source_remove);
  g_clear_pointer (&self->gauge, g_atomic_rc_box_release);
}

static void
show_fault (JkkAuditDialog *self, const char *text)
{
  gtk_label_set_text (self->fault, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->fault), text != NULL);
}

static void
take_report (JkkAuditDialog *self, JkkAuditReport *report)
{
  g_clear_pointer (&self->state, jkk_audit_state_free);
  g_clear_pointer (&self->report, jkk_audit_report_free);
  self->report = report;
  self->state = jkk_audit_state_new (report);
  show_result (self);
  show_page (self, "result");
}

static void
ran_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (JkkAuditDialog) self = data;
  g_autoptr (GError) error = NULL;
  JkkAuditReport *report = jkk_auditing_run_finish (JKK_OFFICE (source), result, &error);

  stop_ticking (self);
  g_clear_object (&self->cancellable);
  if (self->office == NULL)
    {
      g_clear_pointer (&report, jkk_audit_report_free);
      return;
    }
  show_fault (self,
              error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ? error->message : NULL);
  if (report != NULL)
    take_report (self, report);
  else
    show_page (self, "start");
}

static void
start_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  JkkAuditDialog *self = JKK_AUDIT_DIALOG (widget);
  g_autofree char *head = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->head))));

  if (self->cancellable != NULL)
    return;
  self->cancellable = g_cancellable_new ();
  self->gauge = g_atomic_rc_box_new0 (JkkAuditGauge);
  self->tick_id = g_timeout_add (TICK, tick_cb, self);
  tick_cb (self);
  show_fault (self, NULL);
  show_page (self, "working");
  jkk_auditing_run_async (self->office, *head != '\0' ? head : NULL, self->gauge, self->cancellable, ran_cb,
                          g_object_ref (self));
}

static void
again_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  show_page (JKK_AUDIT_DIALOG (widget), "start");
}

static void
stop_or_close_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  JkkAuditDialog *self = JKK_AUDIT_DIALOG (widget);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  else
    gtk_window_close (GTK_WINDOW (self));
}

/* ---- As a text --------------------------------------------------------------------------------------------------- */

/**
 * jkk_audit_dialog_save:
 * @self: a dialog that shows a result
 * @path: a file
 *
 * Writes the result into a text file.
 *
 * Returns: whether it was written; if not, the person has been told.
 */
gboolean
jkk_audit_dialog_save (JkkAuditDialog *self, const char *path)
{
  g_autoptr (GError) error = NULL;

  g_return_val_if_fail (JKK_IS_AUDIT_DIALOG (self) && self->report != NULL, FALSE);

  g_autofree char *text = jkk_auditing_to_text (self->report, jkk_office_get_name (self->office));
  if (!jkk_exchange_save (path, text, strlen (text), &error))
    {
      jkk_say (GTK_WIDGET (self), error);
      return FALSE;
    }
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *said = g_strdup_printf (_ ("Saved as “%s”."), name);
  jkk_say_toast (GTK_WIDGET (self->stack), said);
  return TRUE;
}

static void
chosen_cb (JkkAuditDialog *self, int response)
{
  g_autoptr (GFile) file =
      response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->chooser)) : NULL;
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  g_clear_object (&self->chooser);
  if (path != NULL)
    jkk_audit_dialog_save (self, path);
}

static void
export_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  JkkAuditDialog *self = JKK_AUDIT_DIALOG (widget);
  g_autofree char *day = jkk_day_to_iso (jkk_today ());
  /* Translators: name of a file; a day. */
  g_autofree char *file_name = g_strdup_printf (_ ("check-of-the-record-%s.txt"), day);

  if (self->report == NULL || self->chooser != NULL)
    return;
  self->chooser =
      gtk_file_chooser_native_new (_ ("Save as Text"), GTK_WINDOW (self), GTK_FILE_CHOOSER_ACTION_SAVE, NULL, NULL);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser), file_name);
  g_signal_connect_swapped (self->chooser, "response", G_CALLBACK (chosen_cb), self);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
print_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  JkkAuditDialog *self = JKK_AUDIT_DIALOG (widget);

  if (self->report == NULL)
    return;
  g_autofree char *text = jkk_auditing_to_text (self->report, jkk_office_get_name (self->office));
  jkk_print_text (GTK_WINDOW (self), gtk_window_get_title (GTK_WINDOW (self)), text);
}

/* ---- The window -------------------------------------------------------------------------------------------------- */

static void
jkk_audit_dialog_dispose (GObject *object)
{
  JkkAuditDialog *self = JKK_AUDIT_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->tick_id, g_source_remove);
  g_clear_object (&self->office);
  g_clear_object (&self->chooser);
  G_OBJECT_CLASS (jkk_audit_dialog_parent_class)->dispose (object);
}

static void
jkk_audit_dialog_finalize (GObject *object)
{
  JkkAuditDialog *self = JKK_AUDIT_DIALOG (object);

  stop_ticking (self);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->state, jkk_audit_state_free);
  g_clear_pointer (&self->report, jkk_audit_report_free);
  G_OBJECT_CLASS (jkk_audit_dialog_parent_class)->finalize (object);
}

static void
jkk_audit_dialog_class_init (JkkAuditDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = jkk_audit_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = jkk_audit_dialog_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, "/id/santun/Santun/jkk-audit-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, JkkAuditDialog, again);
  gtk_widget_class_bind_template_child (widget_class, JkkAuditDialog, export);
  gtk_widget_class_bind_template_child (widget_class, JkkAuditDialog, print);
  gtk_widget_class_bind_template_child (widget_class, JkkAuditDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, JkkAuditDialog, head);
  gtk_widget_class_bind_template_child (widget_class, JkkAuditDialog, fault);
  gtk_widget_class_bind_template_child (widget_class, JkkAuditDialog, start);
  gtk_widget_class_bind_template_child (widget_class, JkkAuditDialog, progress_text);
  gtk_widget_class_bind_template_child (widget_class, JkkAuditDialog, progress);
  gtk_widget_class_bind_template_child (widget_class, JkkAuditDialog, stop);
  gtk_widget_class_bind_template_child (widget_class, JkkAuditDialog, icon);
  gtk_widget_class_bind_template_child (widget_class, JkkAuditDialog, heading);
  gtk_widget_class_bind_template_child (widget_class, JkkAuditDialog, advice);
  gtk_widget_class_bind_template_child (widget_class, JkkAuditDialog, summary);
  gtk_widget_class_bind_template_child (widget_class, JkkAuditDialog, rows);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated_cb);
  gtk_widget_class_install_action (widget_class, "audit.start", NULL, start_cb);
  gtk_widget_class_install_action (widget_class, "audit.again", NULL, again_cb);
  gtk_widget_class_install_action (widget_class, "audit.export", NULL, export_cb);
  gtk_widget_class_install_action (widget_class, "audit.print", NULL, print_cb);
  gtk_widget_class_install_action (widget_class, "audit.stop-or-close", NULL, stop_or_close_cb);
}

static void
jkk_audit_dialog_init (JkkAuditDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_window_set_default_widget (GTK_WINDOW (self), self->start);
}

/**
 * jkk_audit_dialog_open:
 * @parent: the window
 * @office: the office
 *
 * Opens the check beside the desk.
 *
 * Returns: (transfer none): the dialog.
 */
JkkAuditDialog *
jkk_audit_dialog_open (GtkWindow *parent, JkkOffice *office)
{
  JkkAuditDialog *self = g_object_new (JKK_TYPE_AUDIT_DIALOG, "transient-for", parent, NULL);

  self->office = g_object_ref (office);
  /* Whoever sits down next has not asked for it. */
  g_signal_connect_object (office, "notify::person", G_CALLBACK (gtk_window_close), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (self));
  gtk_widget_grab_focus (self->start);
  return self;
}
