#include "jkk-lock-page.h"

#include "jkk-entry-fault.h"
#include "jkk-office-lock.h"
#include "jkk-peek.h"

struct _JkkLockPage
{
  AdwBin parent_instance;

  /* Template widgets */
  GtkLabel *person;
  AdwPasswordEntryRow *password;
  JkkEntryFault *fault;
  GtkWidget *submit;
  GtkSpinner *spinner;

  /* Owned */
  JkkOffice *office;
  char *problem;
  gboolean working;
};

G_DEFINE_FINAL_TYPE (JkkLockPage, jkk_lock_page, ADW_TYPE_BIN)

enum
{
  LEFT,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
refresh (JkkLockPage *self)
{
  gboolean typed = *gtk_editable_get_text (GTK_EDITABLE (self->password)) != '\0';

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "lock.open", typed && !self->working);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "lock.leave", !self->working);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), self->working);
  gtk_spinner_set_spinning (self->spinner, self->working);
  jkk_entry_fault_set (self->fault, GTK_WIDGET (self->password), self->problem);
}

/* When it is right the office says that it is no longer locked, and the window shows what it was at. */
static void
opened_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (JkkLockPage) self = data;
  g_autoptr (GError) error = NULL;
  gboolean opened = jkk_office_unlock_finish (JKK_OFFICE (source), result, &error);

  if (JKK_OFFICE (source) != self->office)
    return;
  self->working = FALSE;
  gtk_editable_set_text (GTK_EDITABLE (self->password), "");
  if (!opened)
    jkk_set_str (&self->problem, error->message);
  refresh (self);
  if (!opened)
    gtk_widget_grab_focus (GTK_WIDGET (self->password));
}

static void
open_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  JkkLockPage *self = JKK_LOCK_PAGE (widget);

  if (self->working || self->office == NULL)
    return;
  self->working = TRUE;
  jkk_set_str (&self->problem, NULL);
  refresh (self);
  jkk_office_unlock_async (self->office, gtk_editable_get_text (GTK_EDITABLE (self->password)), opened_cb,
                           g_object_ref (self));
}

static void
leave_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_signal_emit (widget, signals[LEFT], 0);
}

static void
on_entry_changed_cb (JkkLockPage *self)
{
  if (self->working)
    return;
  if (*gtk_editable_get_text (GTK_EDITABLE (self->password)) != '\0')
    jkk_set_str (&self->problem, NULL);
  refresh (self);
}

static void
on_entry_activated_cb (JkkLockPage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "lock.open", NULL);
}

static void
jkk_lock_page_dispose (GObject *object)
{
  JkkLockPage *self = JKK_LOCK_PAGE (object);

  g_clear_object (&self->office);
  g_clear_pointer (&self->problem, g_free);
  G_OBJECT_CLASS (jkk_lock_page_parent_class)->dispose (object);
}

static void
jkk_lock_page_class_init (JkkLockPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = jkk_lock_page_dispose;
  signals[LEFT] = g_signal_new ("left", JKK_TYPE_LOCK_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (JKK_TYPE_ENTRY_FAULT);
  gtk_widget_class_set_template_from_resource (widget_class, "/id/santun/Santun/jkk-lock-page.ui");
  gtk_widget_class_bind_template_child (widget_class, JkkLockPage, person);
  gtk_widget_class_bind_template_child (widget_class, JkkLockPage, password);
  gtk_widget_class_bind_template_child (widget_class, JkkLockPage, fault);
  gtk_widget_class_bind_template_child (widget_class, JkkLockPage, submit);
  gtk_widget_class_bind_template_child (widget_class, JkkLockPage, spinner);
  gtk_widget_class_bind_template_callback (widget_class, on_entry_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_entry_activated_cb);
  gtk_widget_class_install_action (widget_class, "lock.open", NULL, open_cb);
  gtk_widget_class_install_action (widget_class, "lock.leave", NULL, leave_cb);
}

static void
jkk_lock_page_init (JkkLockPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  jkk_peek_name (GTK_WIDGET (self->password));
  refresh (self);
}

/**
 * jkk_lock_page_show:
 * @self: the page
 * @office: (nullable): a locked office; %NULL when it is locked no longer
 */
void
jkk_lock_page_show (JkkLockPage *self, JkkOffice *office)
{
  const JkkAccount *person = office != NULL ? jkk_office_get_person (office) : NULL;

  g_return_if_fail (JKK_IS_LOCK_PAGE (self));

  g_set_object (&self->office, office);
  self->working = FALSE;
  jkk_set_str (&self->problem, NULL);
  gtk_editable_set_text (GTK_EDITABLE (self->password), "");
  gtk_label_set_text (self->person, person != NULL ? person->name : "");
  refresh (self);
  if (office != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (self->password));
}
