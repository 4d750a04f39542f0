#include "jkk-password-dialog.h"

#include <glib/gi18n-lib.h>

#include "jkk-account-state.h"
#include "jkk-entry-fault.h"
#include "jkk-office-lock.h"
#include "jkk-peek.h"
#include "jkk-say.h"

struct _JkkPasswordDialog
{
  AdwWindow parent_instance;

  /* Template widgets */
  GtkWidget *cancel;
  GtkWidget *why;
  GtkWidget *old;
  GtkWidget *password;
  GtkWidget *repeated;
  JkkEntryFault *old_fault;
  JkkEntryFault *password_fault;
  JkkEntryFault *repeated_fault;

  /* Owned */
  JkkOffice *office;
  gboolean must_change; /* who closes the dialog is signed out again */
  gboolean submitted;
  gboolean working;
};

G_DEFINE_FINAL_TYPE (JkkPasswordDialog, jkk_password_dialog, ADW_TYPE_WINDOW)

static const char *
text_of (GtkWidget *entry)
{
  return gtk_editable_get_text (GTK_EDITABLE (entry));
}

/* Returns the first entry that must be mended, or %NULL. */
static GtkWidget *
check (JkkPasswordDialog *self)
{
  GtkWidget *first = NULL;

  jkk_entry_fault_check (
      self->old_fault, self->old,
      *text_of (self->old) == '\0' ? g_strdup (_ ("Type the password so far, to show that it is you.")) : NULL, &first);
  jkk_entry_fault_check (self->password_fault, self->password,
                         jkk_account_state_fault (JKK_ENTRY_PASSWORD, text_of (self->password)), &first);
  jkk_entry_fault_check (self->repeated_fault, self->repeated,
                         jkk_account_state_repeat_fault (text_of (self->password), text_of (self->repeated)), &first);
  return first;
}

static void
refresh (JkkPasswordDialog *self)
{
  if (self->submitted)
    check (self);
  gtk_widget_set_visible (self->why, self->must_change);
  gtk_button_set_label (GTK_BUTTON (self->cancel), self->must_change ? _ ("Sign _Out") : _ ("_Cancel"));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "password.save", !self->working);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (JkkPasswordDialog) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JkkOutcome) outcome = jkk_office_do_finish (JKK_OFFICE (source), result, &error);

  self->working = FALSE;
  refresh (self);
  if (outcome != NULL)
    {
      GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));

      jkk_office_password_changed (self->office, text_of (self->password));
      if (parent != NULL)
        jkk_say_toast (GTK_WIDGET (parent), _ ("The new password holds from now on."));
      self->must_change = FALSE;
      gtk_window_close (GTK_WINDOW (self));
    }
  else if (g_error_matches (error, JKK_ERROR, JKK_ERROR_REFUSED))
    {
      jkk_entry_fault_set (self->old_fault, self->old, error->message);
      gtk_widget_grab_focus (self->old);
    }
  else
    jkk_say (GTK_WIDGET (self), error);
}

static void
save_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  JkkPasswordDialog *self = JKK_PASSWORD_DIALOG (widget);
  const JkkRequest request = { .old_password = text_of (self->old), .password = text_of (self->password) };

  self->submitted = TRUE;
  GtkWidget *first = check (self);
  if (first != NULL)
    {
      gtk_widget_grab_focus (first);
      return;
    }
  self->working = TRUE;
  refresh (self);
  jkk_office_do_async (self->office, "change-password", &request, NULL, saved_cb, g_object_ref (self));
}

static void
on_changed_cb (JkkPasswordDialog *self)
{
  refresh (self);
}

static void
on_submit_cb (JkkPasswordDialog *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "password.save", NULL);
}

static gboolean
jkk_password_dialog_close_request (GtkWindow *window)
{
  JkkPasswordDialog *self = JKK_PASSWORD_DIALOG (window);

  if (self->working)
    return GDK_EVENT_STOP;
  if (self->must_change)
    jkk_office_sign_out (self->office);
  return GTK_WINDOW_CLASS (jkk_password_dialog_parent_class)->close_request (window);
}

static void
jkk_password_dialog_dispose (GObject *object)
{
  g_clear_object (&JKK_PASSWORD_DIALOG (object)->office);
  G_OBJECT_CLASS (jkk_password_dialog_parent_class)->dispose (object);
}

static void
jkk_password_dialog_class_init (JkkPasswordDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = jkk_password_dialog_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = jkk_password_dialog_close_request;

  g_type_ensure (JKK_TYPE_ENTRY_FAULT);
  gtk_widget_class_set_template_from_resource (widget_class, "/id/santun/Santun/jkk-password-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, JkkPasswordDialog, cancel);
  gtk_widget_class_bind_template_child (widget_class, JkkPasswordDialog, why);
  gtk_widget_class_bind_template_child (widget_class, JkkPasswordDialog, old);
  gtk_widget_class_bind_template_child (widget_class, JkkPasswordDialog, password);
  gtk_widget_class_bind_template_child (widget_class, JkkPasswordDialog, repeated);
  gtk_widget_class_bind_template_child (widget_class, JkkPasswordDialog, old_fault);
  gtk_widget_class_bind_template_child (widget_class, JkkPasswordDialog, password_fault);
  gtk_widget_class_bind_template_child (widget_class, JkkPasswordDialog, repeated_fault);
  gtk_widget_class_bind_template_callback (widget_class, on_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_submit_cb);
  gtk_widget_class_install_action (widget_class, "password.save", NULL, save_cb);
}

static void
jkk_password_dialog_init (JkkPasswordDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  jkk_peek_name (self->old);
  jkk_peek_name (self->password);
  jkk_peek_name (self->repeated);
}

/**
 * jkk_password_dialog_open:
 * @parent: the window that it belongs to
 * @office: the office; somebody has signed in
 * @must_change: whether the password was given by somebody else: who does not change it is signed out
 *
 * Returns: (transfer none): the dialog, already on the screen.
 */
JkkPasswordDialog *
jkk_password_dialog_open (GtkWindow *parent, JkkOffice *office, gboolean must_change)
{
  JkkPasswordDialog *self = g_object_new (JKK_TYPE_PASSWORD_DIALOG, "transient-for", parent, NULL);

  self->office = g_object_ref (office);
  self->must_change = must_change;
  refresh (self);
  gtk_window_present (GTK_WINDOW (self));
  return self;
}
