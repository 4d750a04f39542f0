#include "jkk-sign-in-page.h"

#include <glib/gi18n-lib.h>

#include "jkk-demo.h"
#include "jkk-entry-fault.h"
#include "jkk-peek.h"
#include "jkk-say.h"

struct _JkkSignInPage
{
  AdwBin parent_instance;

  /* Template widgets */
  GtkLabel *office_name;
  GtkLabel *office_city;
  AdwEntryRow *login;
  AdwPasswordEntryRow *password;
  JkkEntryFault *fault;
  GtkWidget *submit;
  GtkSpinner *spinner;
  GtkWidget *demo;
  AdwPreferencesGroup *accounts;
  GtkWidget *new_office;
  GtkWidget *open_office;

  /* Owned */
  JkkOffice *office;
  GPtrArray *account_rows; /* borrowed widgets */
  char *problem;
  gboolean working;
};

G_DEFINE_FINAL_TYPE (JkkSignInPage, jkk_sign_in_page, ADW_TYPE_BIN)

static const char *
text_of (gpointer entry)
{
  return gtk_editable_get_text (GTK_EDITABLE (entry));
}

static void
refresh (JkkSignInPage *self)
{
  gboolean complete = *text_of (self->login) != '\0' && *text_of (self->password) != '\0';

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "sign-in.submit", complete && !self->working);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "sign-in.as", !self->working);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), self->working);
  gtk_spinner_set_spinning (self->spinner, self->working);
  jkk_entry_fault_set (self->fault, GTK_WIDGET (self->password), self->problem);
}

static void
signed_in_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (JkkSignInPage) self = data;
  g_autoptr (GError) error = NULL;
  gboolean signed_in = jkk_office_sign_in_finish (JKK_OFFICE (source), result, &error);

  if (JKK_OFFICE (source) != self->office)
    return;

  self->working = FALSE;
  gtk_editable_set_text (GTK_EDITABLE (self->password), "");
  if (signed_in)
    gtk_editable_set_text (GTK_EDITABLE (self->login), "");
  else if (error->domain == JKK_ERROR && error->code != JKK_ERROR_STORAGE)
    jkk_set_str (&self->problem, error->message);
  else
    jkk_say (GTK_WIDGET (self), error);
  refresh (self);
  if (!signed_in)
    gtk_widget_grab_focus (GTK_WIDGET (self->password));
}

static void
sign_in (JkkSignInPage *self, const char *login, const char *password)
{
  if (self->working || self->office == NULL)
    return;

  self->working = TRUE;
  jkk_set_str (&self->problem, NULL);
  refresh (self);
  jkk_office_sign_in_async (self->office, login, password, NULL, signed_in_cb, g_object_ref (self));
}

static void
submit_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  JkkSignInPage *self = JKK_SIGN_IN_PAGE (widget);

  sign_in (self, text_of (self->login), text_of (self->password));
}

/* The passwords of the demonstration are no secret: they stand on this page. */
static void
as_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  JkkSignInPage *self = JKK_SIGN_IN_PAGE (widget);
  const char *login = g_variant_get_string (parameter, NULL);
  guint n_accounts;
  const JkkDemoAccount *accounts = jkk_demo_accounts (&n_accounts);

  if (self->office == NULL || !jkk_office_is_demo (self->office))
    return;
  for (guint i = 0; i < n_accounts; i++)
    if (g_str_equal (accounts[i].login, login))
      sign_in (self, accounts[i].login, accounts[i].password);
}

static void
on_entry_changed_cb (JkkSignInPage *self)
{
  if (self->working)
    return;
  if (*text_of (self->password) != '\0')
    jkk_set_str (&self->problem, NULL);
  refresh (self);
}

static void
on_login_entry_activated_cb (JkkSignInPage *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->password));
}

static void
on_password_entry_activated_cb (JkkSignInPage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "sign-in.submit", NULL);
}

static GtkWidget *
account_row (const JkkDemoAccount *account)
{
  g_autofree char *text =
      g_strdup_printf ("%s · %s / %s", jkk_role_label ((JkkRole) account->roles), account->login, account->password);
  g_autofree char *subtitle = g_markup_escape_text (text, -1);
  GtkWidget *row =
      g_object_new (ADW_TYPE_ACTION_ROW, "title", account->name, "subtitle", subtitle, "activatable", TRUE,
                    "action-name", "sign-in.as", "action-target", g_variant_new_string (account->login), NULL);
  GtkWidget *icon = gtk_image_new_from_icon_name ("go-next-symbolic");

  g_object_set (icon, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), icon);
  return row;
}

static void
fill_accounts (JkkSignInPage *self)
{
  guint n_accounts;
  const JkkDemoAccount *accounts = jkk_demo_accounts (&n_accounts);

  for (guint i = 0; i < self->account_rows->len; i++)
    adw_preferences_group_remove (self->accounts, g_ptr_array_index (self->account_rows, i));
  g_ptr_array_set_size (self->account_rows, 0);
  for (guint i = 0; i < n_accounts; i++)
    {
      GtkWidget *row = account_row (&accounts[i]);

      adw_preferences_group_add (self->accounts, row);
      g_ptr_array_add (self->account_rows, row);
    }
}

static void
jkk_sign_in_page_dispose (GObject *object)
{
  JkkSignInPage *self = JKK_SIGN_IN_PAGE (object);

  g_clear_object (&self->office);
  g_clear_pointer (&self->account_rows, g_ptr_array_unref);
  g_clear_pointer (&self->problem, g_free);
  G_OBJECT_CLASS (jkk_sign_in_page_parent_class)->dispose (object);
}

static void
jkk_sign_in_page_class_init (JkkSignInPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = jkk_sign_in_page_dispose;

  g_type_ensure (JKK_TYPE_ENTRY_FAULT);
  gtk_widget_class_set_template_from_resource (widget_class, "/id/santun/Santun/jkk-sign-in-page.ui");
  gtk_widget_class_bind_template_child (widget_class, JkkSignInPage, office_name);
  gtk_widget_class_bind_template_child (widget_class, JkkSignInPage, office_city);
  gtk_widget_class_bind_template_child (widget_class, JkkSignInPage, login);
  gtk_widget_class_bind_template_child (widget_class, JkkSignInPage, password);
  gtk_widget_class_bind_template_child (widget_class, JkkSignInPage, fault);
  gtk_widget_class_bind_template_child (widget_class, JkkSignInPage, submit);
  gtk_widget_class_bind_template_child (widget_class, JkkSignInPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, JkkSignInPage, demo);
  gtk_widget_class_bind_template_child (widget_class, JkkSignInPage, accounts);
  gtk_widget_class_bind_template_child (widget_class, JkkSignInPage, new_office);
  gtk_widget_class_bind_template_child (widget_class, JkkSignInPage, open_office);
  gtk_widget_class_bind_template_callback (widget_class, on_entry_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_login_entry_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_password_entry_activated_cb);
  gtk_widget_class_install_action (widget_class, "sign-in.submit", NULL, submit_cb);
  gtk_widget_class_install_action (widget_class, "sign-in.as", "s", as_cb);
}

static void
jkk_sign_in_page_init (JkkSignInPage *self)
{
  self->account_rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  jkk_peek_name (GTK_WIDGET (self->password));
  refresh (self);
}

/**
 * jkk_sign_in_page_set_office:
 * @self: the page
 * @office: (nullable): the office to sign in to
 * @own_exists: whether the demonstration may be left for a real office, or one can be made
 */
void
jkk_sign_in_page_set_office (JkkSignInPage *self, JkkOffice *office, gboolean own_exists)
{
  gboolean is_demo = office != NULL && jkk_office_is_demo (office);

  g_return_if_fail (JKK_IS_SIGN_IN_PAGE (self));

  g_set_object (&self->office, office);
  self->working = FALSE;
  jkk_set_str (&self->problem, NULL);
  gtk_editable_set_text (GTK_EDITABLE (self->login), "");
  gtk_editable_set_text (GTK_EDITABLE (self->password), "");
  gtk_label_set_text (self->office_name, office != NULL ? jkk_office_get_name (office) : "");
  gtk_label_set_text (self->office_city, office != NULL ? jkk_office_get_city (office) : "");
  gtk_widget_set_visible (self->demo, is_demo);
  gtk_widget_set_visible (self->new_office, !own_exists);
  gtk_widget_set_visible (self->open_office, own_exists);
  if (is_demo)
    fill_accounts (self);
  refresh (self);
}

/**
 * jkk_sign_in_page_set_login:
 * @self: the page
 * @login: who will probably sign in
 */
void
jkk_sign_in_page_set_login (JkkSignInPage *self, const char *login)
{
  g_return_if_fail (JKK_IS_SIGN_IN_PAGE (self));

  gtk_editable_set_text (GTK_EDITABLE (self->login), login);
}

/**
 * jkk_sign_in_page_focus:
 * @self: the page
 *
 * Gives the keyboard to what is to be filled in first, in the demonstration to the first account.
 */
void
jkk_sign_in_page_focus (JkkSignInPage *self)
{
  g_return_if_fail (JKK_IS_SIGN_IN_PAGE (self));

  if (gtk_widget_get_visible (self->demo) && self->account_rows->len > 0)
    gtk_widget_grab_focus (g_ptr_array_index (self->account_rows, 0));
  else
    gtk_widget_grab_focus (GTK_WIDGET (*text_of (self->login) == '\0' ? (gpointer) self->login : self->password));
}
