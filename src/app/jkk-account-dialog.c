#include "jkk-account-dialog.h"

#include <glib/gi18n-lib.h>

#include "jkk-account-state.h"
#include "jkk-entry-fault.h"
#include "jkk-peek.h"
#include "jkk-say.h"

struct _JkkAccountDialog
{
  AdwWindow parent_instance;

  /* Template widgets */
  GtkWidget *save;
  GtkWidget *name;
  GtkWidget *login;
  GtkWidget *roles;
  GtkSwitch *verifier;
  GtkSwitch *supervisor;
  GtkSwitch *administrator;
  GtkSwitch *auditor;
  GtkWidget *limits;
  GtkWidget *limit;
  GtkWidget *password;
  GtkSwitch *closed;
  GtkWidget *closing;
  JkkEntryFault *name_fault;
  JkkEntryFault *login_fault;
  JkkEntryFault *roles_fault;
  JkkEntryFault *limit_fault;
  JkkEntryFault *password_fault;

  /* Owned */
  JkkOffice *office;
  JkkAccount *original; /* %NULL: a new account */
  GPtrArray *accounts;
  gboolean submitted;
  gboolean working;
};

G_DEFINE_FINAL_TYPE (JkkAccountDialog, jkk_account_dialog, ADW_TYPE_WINDOW)

static void save_password (JkkAccountDialog *self);

static char *
text_of (GtkWidget *entry)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry))));
}

static const char *
password_of (JkkAccountDialog *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->password));
}

static guint
roles_of (JkkAccountDialog *self)
{
  return (gtk_switch_get_active (self->verifier) ? JKK_ROLE_VERIFIER : 0) |
         (gtk_switch_get_active (self->supervisor) ? JKK_ROLE_SUPERVISOR : 0) |
         (gtk_switch_get_active (self->administrator) ? JKK_ROLE_ADMINISTRATOR : 0) |
         (gtk_switch_get_active (self->auditor) ? JKK_ROLE_AUDITOR : 0);
}

/* Only who approves has a limit. */
static JkkMoney
limit_of (JkkAccountDialog *self, GError **error)
{
  g_autofree char *text = text_of (self->limit);

  if (*text == '\0' || !gtk_switch_get_active (self->supervisor))
    return JKK_NONE;
  return jkk_money_parse (text, error);
}

/* The account as it stands in the entries. */
static JkkAccount *
edited_account (JkkAccountDialog *self)
{
  g_autofree char *login = text_of (self->login);
  g_autofree char *name = text_of (self->name);
  JkkAccount *account =
      self->original != NULL ? jkk_account_copy (self->original) : jkk_account_new (login, name, roles_of (self));

  jkk_set_str (&account->name, name);
  account->roles = roles_of (self);
  account->disabled = gtk_switch_get_active (self->closed);
  account->money_limit = limit_of (self, NULL);
  return account;
}

static char *
login_fault (JkkAccountDialog *self)
{
  g_autofree char *login = text_of (self->login);

  if (self->original != NULL)
    return NULL;
  char *taken = jkk_account_state_taken_fault (self->accounts, login);
  return taken != NULL ? taken : jkk_account_state_fault (JKK_ENTRY_LOGIN, login);
}

static char *
password_fault (JkkAccountDialog *self)
{
  if (self->original != NULL && *password_of (self) == '\0')
    return NULL;
  return jkk_account_state_fault (JKK_ENTRY_PASSWORD, password_of (self));
}

static char *
limit_fault (JkkAccountDialog *self)
{
  g_autoptr (GError) error = NULL;

  limit_of (self, &error);
  return error != NULL ? g_strdup (error->message) : NULL;
}

/* Returns the first entry that must be mended, or %NULL. */
static GtkWidget *
check (JkkAccountDialog *self)
{
  g_autofree char *name = text_of (self->name);
  GtkWidget *first = NULL;

  jkk_entry_fault_check (self->name_fault, self->name, jkk_account_state_fault (JKK_ENTRY_PERSON, name), &first);
  jkk_entry_fault_check (self->login_fault, self->login, login_fault (self), &first);
  jkk_entry_fault_check (self->roles_fault, GTK_WIDGET (self->verifier),
                         jkk_account_state_roles_fault (roles_of (self)), &first);
  jkk_entry_fault_check (self->limit_fault, self->limit, limit_fault (self), &first);
  jkk_entry_fault_check (self->password_fault, self->password, password_fault (self), &first);
  return first;
}

static void
refresh (JkkAccountDialog *self)
{
  if (self->submitted)
    check (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "account.save", !self->working);
}

static void
failed (JkkAccountDialog *self, const GError *error)
{
  self->working = FALSE;
  refresh (self);
  if (error->domain == JKK_ERROR && error->code == JKK_ERROR_REFUSED)
    jkk_entry_fault_set (self->roles_fault, self->roles, error->message);
  else
    jkk_say (GTK_WIDGET (self), error);
}

static void
password_saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (JkkAccountDialog) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JkkOutcome) outcome = jkk_office_do_finish (JKK_OFFICE (source), result, &error);

  if (outcome == NULL)
    failed (self, error);
  else
    gtk_window_destroy (GTK_WINDOW (self));
}

static void
account_saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (JkkAccountDialog) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JkkOutcome) outcome = jkk_office_do_finish (JKK_OFFICE (source), result, &error);

  if (outcome == NULL)
    failed (self, error);
  else
    save_password (self);
}

/* After an account was changed, and only if a new password was typed. */
static void
save_password (JkkAccountDialog *self)
{
  g_autoptr (JkkAccount) account = edited_account (self);
  const JkkRequest request = { .account = account, .password = password_of (self) };

  if (self->original == NULL || *password_of (self) == '\0')
    gtk_window_destroy (GTK_WINDOW (self));
  else
    jkk_office_do_async (self->office, "set-password", &request, NULL, password_saved_cb, g_object_ref (self));
}

static gboolean
is_changed (const JkkAccount *before, const JkkAccount *after)
{
  return g_strcmp0 (before->name, after->name) != 0 || before->roles != after->roles ||
         before->disabled != after->disabled || before->money_limit != after->money_limit;
}

static void
save_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  JkkAccountDialog *self = JKK_ACCOUNT_DIALOG (widget);
  g_autoptr (JkkAccount) account = edited_account (self);
  const JkkRequest request = { .account = account, .password = password_of (self) };

  self->submitted = TRUE;
  GtkWidget *first = check (self);
  if (first != NULL)
    {
      gtk_widget_grab_focus (first);
      return;
    }

  self->working = TRUE;
  refresh (self);
  if (self->original == NULL)
    jkk_office_do_async (self->office, "add-account", &request, NULL, account_saved_cb, g_object_ref (self));
  else if (is_changed (self->original, account))
    jkk_office_do_async (self->office, "change-account", &request, NULL, account_saved_cb, g_object_ref (self));
  else
    save_password (self);
}

static void
on_changed_cb (JkkAccountDialog *self)
{
  refresh (self);
}

static gboolean
has_other_role (JkkAccountDialog *self)
{
  return (roles_of (self) & ~(guint) JKK_ROLE_AUDITOR) != 0;
}

/* Of an auditor and the other roles the one that was chosen last counts. */
static void
on_role_cb (JkkAccountDialog *self)
{
  if (has_other_role (self))
    gtk_switch_set_active (self->auditor, FALSE);
  gtk_widget_set_visible (self->limits, gtk_switch_get_active (self->supervisor));
  refresh (self);
}

static void
on_auditor_cb (JkkAccountDialog *self)
{
  GtkSwitch *others[] = { self->verifier, self->supervisor, self->administrator };

  for (guint i = 0; gtk_switch_get_active (self->auditor) && i < G_N_ELEMENTS (others); i++)
    gtk_switch_set_active (others[i], FALSE);
  refresh (self);
}

static void
on_submit_cb (JkkAccountDialog *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "account.save", NULL);
}

static void
jkk_account_dialog_dispose (GObject *object)
{
  JkkAccountDialog *self = JKK_ACCOUNT_DIALOG (object);

  g_clear_object (&self->office);
  g_clear_pointer (&self->original, jkk_account_free);
  g_clear_pointer (&self->accounts, g_ptr_array_unref);
  G_OBJECT_CLASS (jkk_account_dialog_parent_class)->dispose (object);
}

static void
jkk_account_dialog_class_init (JkkAccountDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = jkk_account_dialog_dispose;

  g_type_ensure (JKK_TYPE_ENTRY_FAULT);
  gtk_widget_class_set_template_from_resource (widget_class, "/id/santun/Santun/jkk-account-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, JkkAccountDialog, save);
  gtk_widget_class_bind_template_child (widget_class, JkkAccountDialog, name);
  gtk_widget_class_bind_template_child (widget_class, JkkAccountDialog, login);
  gtk_widget_class_bind_template_child (widget_class, JkkAccountDialog, roles);
  gtk_widget_class_bind_template_child (widget_class, JkkAccountDialog, verifier);
  gtk_widget_class_bind_template_child (widget_class, JkkAccountDialog, supervisor);
  gtk_widget_class_bind_template_child (widget_class, JkkAccountDialog, administrator);
  gtk_widget_class_bind_template_child (widget_class, JkkAccountDialog, auditor);
  gtk_widget_class_bind_template_child (widget_class, JkkAccountDialog, limits);
  gtk_widget_class_bind_template_child (widget_class, JkkAccountDialog, limit);
  gtk_widget_class_bind_template_child (widget_class, JkkAccountDialog, limit_fault);
  gtk_widget_class_bind_template_child (widget_class, JkkAccountDialog, password);
  gtk_widget_class_bind_template_child (widget_class, JkkAccountDialog, closed);
  gtk_widget_class_bind_template_child (widget_class, JkkAccountDialog, closing);
  gtk_widget_class_bind_template_child (widget_class, JkkAccountDialog, name_fault);
  gtk_widget_class_bind_template_child (widget_class, JkkAccountDialog, login_fault);
  gtk_widget_class_bind_template_child (widget_class, JkkAccountDialog, roles_fault);
  gtk_widget_class_bind_template_child (widget_class, JkkAccountDialog, password_fault);
  gtk_widget_class_bind_template_callback (widget_class, on_auditor_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_role_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_submit_cb);
  gtk_widget_class_install_action (widget_class, "account.save", NULL, save_cb);
}

static void
jkk_account_dialog_init (JkkAccountDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  jkk_peek_name (self->password);
}

static void
fill (JkkAccountDialog *self)
{
  const JkkAccount *account = self->original;

  gtk_window_set_title (GTK_WINDOW (self), account != NULL ? _ ("Account") : _ ("New Account"));
  gtk_button_set_label (GTK_BUTTON (self->save), account != NULL ? _ ("_Save") : _ ("_Add"));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->password),
                                 account != NULL ? _ ("New password, if there is to be one") : _ ("First password"));
  gtk_widget_set_visible (self->closing, account != NULL);
  gtk_widget_set_visible (self->limits, FALSE);
  if (account == NULL)
    {
      gtk_switch_set_active (self->verifier, TRUE);
      return;
    }
  gtk_editable_set_text (GTK_EDITABLE (self->name), account->name);
  gtk_editable_set_text (GTK_EDITABLE (self->login), account->login);
  gtk_editable_set_editable (GTK_EDITABLE (self->login), FALSE);
  gtk_switch_set_active (self->verifier, (account->roles & JKK_ROLE_VERIFIER) != 0);
  gtk_switch_set_active (self->supervisor, (account->roles & JKK_ROLE_SUPERVISOR) != 0);
  gtk_switch_set_active (self->administrator, (account->roles & JKK_ROLE_ADMINISTRATOR) != 0);
  gtk_switch_set_active (self->auditor, (account->roles & JKK_ROLE_AUDITOR) != 0);
  gtk_switch_set_active (self->closed, account->disabled);
  if (account->money_limit != JKK_NONE)
    {
      g_autofree char *limit = jkk_money_to_text (account->money_limit);

      gtk_editable_set_text (GTK_EDITABLE (self->limit), limit);
    }
}

/**
 * jkk_account_dialog_open:
 * @parent: the window that it belongs to
 * @office: the office
 * @account: (nullable): which account to change, or %NULL to add one
 * @accounts: (nullable) (element-type JkkAccount): those that there are, so that no login is given twice
 *
 * Returns: (transfer none): the dialog, already on the screen.
 */
JkkAccountDialog *
jkk_account_dialog_open (GtkWindow *parent, JkkOffice *office, const JkkAccount *account, GPtrArray *accounts)
{
  JkkAccountDialog *self = g_object_new (JKK_TYPE_ACCOUNT_DIALOG, "transient-for", parent, NULL);

  self->office = g_object_ref (office);
  self->original = account != NULL ? jkk_account_copy (account) : NULL;
  self->accounts = accounts != NULL ? g_ptr_array_ref (accounts) : NULL;
  fill (self);
  gtk_window_present (GTK_WINDOW (self));
  return self;
}
