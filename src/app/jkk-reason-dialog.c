#include "jkk-reason-dialog.h"

#include <glib/gi18n-lib.h>

#include "jkk-note.h"

#define JKK_TYPE_REASON_DIALOG (jkk_reason_dialog_get_type ())
G_DECLARE_FINAL_TYPE (JkkReasonDialog, jkk_reason_dialog, JKK, REASON_DIALOG, AdwWindow)

struct _JkkReasonDialog
{
  AdwWindow parent_instance;

  JkkReasonGiven callback;
  gpointer user_data;
  GDestroyNotify destroy;

  /* Template */
  GtkButton *give;
  AdwBin *note_bin;

  GtkWidget *note;
};

G_DEFINE_FINAL_TYPE (JkkReasonDialog, jkk_reason_dialog, ADW_TYPE_WINDOW)

static void
give_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  JkkReasonDialog *self = JKK_REASON_DIALOG (widget);

  if (!jkk_note_require (JKK_NOTE (self->note), _ ("Please write why; it is kept in the history.")))
    return;
  g_autofree char *reason = jkk_note_get_text (JKK_NOTE (self->note));
  self->callback (reason, self->user_data);
  gtk_window_close (GTK_WINDOW (self));
}

static void
jkk_reason_dialog_finalize (GObject *object)
{
  JkkReasonDialog *self = JKK_REASON_DIALOG (object);

  if (self->destroy != NULL)
    self->destroy (self->user_data);
  G_OBJECT_CLASS (jkk_reason_dialog_parent_class)->finalize (object);
}

static void
jkk_reason_dialog_class_init (JkkReasonDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = jkk_reason_dialog_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, "/id/santun/Santun/jkk-reason-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, JkkReasonDialog, give);
  gtk_widget_class_bind_template_child (widget_class, JkkReasonDialog, note_bin);
  gtk_widget_class_install_action (widget_class, "reason.give", NULL, give_cb);
}

static void
jkk_reason_dialog_init (JkkReasonDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * jkk_reason_dialog_open:
 * @parent: (nullable): the window
 * @title: what will be done, as its button says it
 * @question: what is asked
 * @callback: called when a reason was given
 * @user_data: for @callback
 * @destroy: (nullable): frees @user_data
 *
 * Asks why.
 */
void
jkk_reason_dialog_open (GtkWindow *parent,
                        const char *title,
                        const char *question,
                        JkkReasonGiven callback,
                        gpointer user_data,
                        GDestroyNotify destroy)
{
  JkkReasonDialog *self = g_object_new (JKK_TYPE_REASON_DIALOG, "transient-for", parent, "title", title, NULL);

  self->callback = callback;
  self->user_data = user_data;
  self->destroy = destroy;
  gtk_button_set_label (self->give, title);
  self->note = jkk_note_new (question);
  adw_bin_set_child (self->note_bin, self->note);
  gtk_window_present (GTK_WINDOW (self));
  gtk_widget_grab_focus (self->note);
}
