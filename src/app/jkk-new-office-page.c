#include "jkk-new-office-page.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "jkk-account-state.h"
#include "jkk-entry-fault.h"
#include "jkk-peek.h"
#include "jkk-say.h"

struct _JkkNewOfficePage
{
  AdwBin parent_instance;

  /* Template widgets */
  GtkWidget *office;
  GtkWidget *city;
  GtkWidget *person;
  GtkWidget *login;
  GtkWidget *password;
  GtkWidget *repeated;
  JkkEntryFault *office_fault;
  JkkEntryFault *city_fault;
  JkkEntryFault *person_fault;
  JkkEntryFault *login_fault;
  JkkEntryFault *password_fault;
  JkkEntryFault *repeated_fault;
  GtkWidget *submit;
  GtkSpinner *spinner;

  /* Owned */
  char *address;
  gboolean submitted; /* faults are shown only after the first try */
  gboolean working;
};

G_DEFINE_FINAL_TYPE (JkkNewOfficePage, jkk_new_office_page, ADW_TYPE_BIN)

enum
{
  CREATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static char *
text_of (GtkWidget *entry)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry))));
}

/* Returns the first entry that must be mended, or %NULL. */
static GtkWidget *
check (JkkNewOfficePage *self)
{
  const char *password = gtk_editable_get_text (GTK_EDITABLE (self->password));
  const char *repeated = gtk_editable_get_text (GTK_EDITABLE (self->repeated));
  g_autofree char *office = text_of (self->office);
  g_autofree char *city = text_of (self->city);
  g_autofree char *person = text_of (self->person);
  g_autofree char *login = text_of (self->login);
  GtkWidget *first = NULL;

  jkk_entry_fault_check (self->office_fault, self->office, jkk_account_state_fault (JKK_ENTRY_OFFICE, office), &first);
  jkk_entry_fault_check (self->city_fault, self->city, jkk_account_state_fault (JKK_ENTRY_CITY, city), &first);
  jkk_entry_fault_check (self->person_fault, self->person, jkk_account_state_fault (JKK_ENTRY_PERSON, person), &first);
  jkk_entry_fault_check (self->login_fault, self->login, jkk_account_state_fault (JKK_ENTRY_LOGIN, login), &first);
  jkk_entry_fault_check (self->password_fault, self->password, jkk_account_state_fault (JKK_ENTRY_PASSWORD, password),
                         &first);
  jkk_entry_fault_check (self->repeated_fault, self->repeated, jkk_account_state_repeat_fault (password, repeated),
                         &first);
  return first;
}

static void
refresh (JkkNewOfficePage *self)
{
  if (self->submitted)
    check (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "new-office.create", !self->working);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), self->working);
  gtk_spinner_set_spinning (self->spinner, self->working);
}

/* What the thread needs; the password does not outlive it. */
typedef struct
{
  char *address;
  char *name;
  char *city;
  char *login;
  char *person;
  char *password;
} Order;

static void
order_free (gpointer data)
{
  Order *order = data;

  explicit_bzero (order->password, strlen (order->password));
  g_free (order->address);
  g_free (order->name);
  g_free (order->city);
  g_free (order->login);
  g_free (order->person);
  g_free (order->password);
  g_free (order);
}

static void
create_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Order *order = data;
  const JkkOfficeSetup setup = { .name = order->name,
                                 .city = order->city,
                                 .login = order->login,
                                 .person = order->person,
                                 .password = order->password };
  GError *error = NULL;

  if (jkk_office_create (order->address, &setup, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
created_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  JkkNewOfficePage *self = JKK_NEW_OFFICE_PAGE (source);
  const Order *order = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;

  self->working = FALSE;
  if (g_task_propagate_boolean (G_TASK (result), &error))
    {
      jkk_new_office_page_start (self, self->address);
      g_signal_emit (self, signals[CREATED], 0, order->address, order->login);
    }
  else
    jkk_say (GTK_WIDGET (self), error);
  refresh (self);
}

static void
create_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  JkkNewOfficePage *self = JKK_NEW_OFFICE_PAGE (widget);

  self->submitted = TRUE;
  GtkWidget *first = check (self);
  if (first != NULL)
    {
      gtk_widget_grab_focus (first);
      return;
    }

  Order *order = g_new0 (Order, 1);
  order->address = g_strdup (self->address);
  order->name = text_of (self->office);
  order->city = text_of (self->city);
  order->login = text_of (self->login);
  order->person = text_of (self->person);
  order->password = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->password)));

  g_autoptr (GTask) task = g_task_new (self, NULL, created_cb, NULL);
  g_task_set_source_tag (task, create_cb);
  g_task_set_task_data (task, order, order_free);
  self->working = TRUE;
  refresh (self);
  g_task_run_in_thread (task, create_in_thread);
}

static void
on_changed_cb (JkkNewOfficePage *self)
{
  refresh (self);
}

static void
on_submit_cb (JkkNewOfficePage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "new-office.create", NULL);
}

static void
jkk_new_office_page_finalize (GObject *object)
{
  g_free (JKK_NEW_OFFICE_PAGE (object)->address);
  G_OBJECT_CLASS (jkk_new_office_page_parent_class)->finalize (object);
}

static void
jkk_new_office_page_class_init (JkkNewOfficePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = jkk_new_office_page_finalize;

  signals[CREATED] = g_signal_new ("created", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);

  g_type_ensure (JKK_TYPE_ENTRY_FAULT);
  gtk_widget_class_set_template_from_resource (widget_class, "/id/santun/Santun/jkk-new-office-page.ui");
  gtk_widget_class_bind_template_child (widget_class, JkkNewOfficePage, office);
  gtk_widget_class_bind_template_child (widget_class, JkkNewOfficePage, city);
  gtk_widget_class_bind_template_child (widget_class, JkkNewOfficePage, person);
  gtk_widget_class_bind_template_child (widget_class, JkkNewOfficePage, login);
  gtk_widget_class_bind_template_child (widget_class, JkkNewOfficePage, password);
  gtk_widget_class_bind_template_child (widget_class, JkkNewOfficePage, repeated);
  gtk_widget_class_bind_template_child (widget_class, JkkNewOfficePage, office_fault);
  gtk_widget_class_bind_template_child (widget_class, JkkNewOfficePage, city_fault);
  gtk_widget_class_bind_template_child (widget_class, JkkNewOfficePage, person_fault);
  gtk_widget_class_bind_template_child (widget_class, JkkNewOfficePage, login_fault);
  gtk_widget_class_bind_template_child (widget_class, JkkNewOfficePage, password_fault);
  gtk_widget_class_bind_template_child (widget_class, JkkNewOfficePage, repeated_fault);
  gtk_widget_class_bind_template_child (widget_class, JkkNewOfficePage, submit);
  gtk_widget_class_bind_template_child (widget_class, JkkNewOfficePage, spinner);
  gtk_widget_class_bind_template_callback (widget_class, on_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_submit_cb);
  gtk_widget_class_install_action (widget_class, "new-office.create", NULL, create_cb);
}

static void
jkk_new_office_page_init (JkkNewOfficePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  jkk_peek_name (self->password);
  jkk_peek_name (self->repeated);
}

/**
 * jkk_new_office_page_start:
 * @self: the page
 * @address: where the office is to lie
 *
 * Empties all entries and begins at the first.
 */
void
jkk_new_office_page_start (JkkNewOfficePage *self, const char *address)
{
  g_return_if_fail (JKK_IS_NEW_OFFICE_PAGE (self));

  GtkWidget *entries[] = { self->office, self->city, self->person, self->login, self->password, self->repeated };
  JkkEntryFault *faults[] = { self->office_fault, self->city_fault,     self->person_fault,
                              self->login_fault,  self->password_fault, self->repeated_fault };

  jkk_set_str (&self->address, address);
  self->submitted = FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    {
      gtk_editable_set_text (GTK_EDITABLE (entries[i]), "");
      jkk_entry_fault_set (faults[i], entries[i], NULL);
    }
  refresh (self);
  gtk_widget_grab_focus (self->office);
}
