#include "jkk-accounts-page.h"

#include <glib/gi18n-lib.h>

#include "jkk-account-dialog.h"
#include "jkk-account-state.h"

struct _JkkAccountsPage
{
  AdwBin parent_instance;

  /* Template widgets */
  AdwPreferencesGroup *group;

  /* Owned */
  JkkOffice *office;
  GPtrArray *accounts; /* JkkAccount */
  GPtrArray *rows;     /* borrowed widgets, in the order of the accounts */
};

G_DEFINE_FINAL_TYPE (JkkAccountsPage, jkk_accounts_page, ADW_TYPE_BIN)

static const JkkAccount *
find_account (JkkAccountsPage *self, const char *login)
{
  for (guint i = 0; self->accounts != NULL && i < self->accounts->len; i++)
    {
      const JkkAccount *account = g_ptr_array_index (self->accounts, i);

      if (g_str_equal (account->login, login))
        return account;
    }
  return NULL;
}

static GtkWidget *
row_new (JkkAccountsPage *self)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *icon = g_object_new (GTK_TYPE_IMAGE, "icon-name", "document-edit-symbolic", "accessible-role",
                                  GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  adw_action_row_add_prefix (ADW_ACTION_ROW (row), adw_avatar_new (36, NULL, TRUE));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), icon);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  adw_preferences_group_add (self->group, row);
  g_ptr_array_add (self->rows, row);
  return row;
}

/* The avatar is the only one in the row. */
static AdwAvatar *
avatar_of (GtkWidget *widget)
{
  if (ADW_IS_AVATAR (widget))
    return ADW_AVATAR (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      AdwAvatar *avatar = avatar_of (child);

      if (avatar != NULL)
        return avatar;
    }
  return NULL;
}

static void
refresh_row (GtkWidget *row, const JkkAccount *account)
{
  g_autofree char *text = jkk_account_state_subtitle (account, g_get_real_time () / G_USEC_PER_SEC);
  g_autofree char *subtitle = g_markup_escape_text (text, -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), account->name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  /* The target first: an action that wants one complains about a button without. */
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", account->login);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "accounts.change");
  adw_avatar_set_text (avatar_of (row), account->name);
  if (account->disabled)
    gtk_widget_add_css_class (row, "dim-label");
  else
    gtk_widget_remove_css_class (row, "dim-label");
}

static void
refresh (JkkAccountsPage *self)
{
  guint n_accounts = self->accounts != NULL ? self->accounts->len : 0;

  while (self->rows->len > n_accounts)
    adw_preferences_group_remove (self->group, g_ptr_array_steal_index (self->rows, self->rows->len - 1));
  for (guint i = 0; i < n_accounts; i++)
    refresh_row (i < self->rows->len ? g_ptr_array_index (self->rows, i) : row_new (self),
                 g_ptr_array_index (self->accounts, i));
}

static void
open_dialog (JkkAccountsPage *self, const JkkAccount *account)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (self->office != NULL && GTK_IS_WINDOW (root))
    jkk_account_dialog_open (GTK_WINDOW (root), self->office, account, self->accounts);
}

static void
add_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  open_dialog (JKK_ACCOUNTS_PAGE (widget), NULL);
}

static void
change_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  JkkAccountsPage *self = JKK_ACCOUNTS_PAGE (widget);
  const JkkAccount *account = find_account (self, g_variant_get_string (parameter, NULL));

  if (account != NULL)
    open_dialog (self, account);
}

static void
jkk_accounts_page_dispose (GObject *object)
{
  JkkAccountsPage *self = JKK_ACCOUNTS_PAGE (object);

  g_clear_object (&self->office);
  g_clear_pointer (&self->accounts, g_ptr_array_unref);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  G_OBJECT_CLASS (jkk_accounts_page_parent_class)->dispose (object);
}

static void
jkk_accounts_page_class_init (JkkAccountsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = jkk_accounts_page_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/id/santun/Santun/jkk-accounts-page.ui");
  gtk_widget_class_bind_template_child (widget_class, JkkAccountsPage, group);
  gtk_widget_class_install_action (widget_class, "accounts.add", NULL, add_cb);
  gtk_widget_class_install_action (widget_class, "accounts.change", "s", change_cb);
}

static void
jkk_accounts_page_init (JkkAccountsPage *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * jkk_accounts_page_set_office:
 * @self: the page
 * @office: (nullable): whose accounts, or %NULL to forget all
 */
void
jkk_accounts_page_set_office (JkkAccountsPage *self, JkkOffice *office)
{
  g_return_if_fail (JKK_IS_ACCOUNTS_PAGE (self));

  g_set_object (&self->office, office);
  if (office == NULL)
    jkk_accounts_page_set_accounts (self, NULL);
}

/**
 * jkk_accounts_page_set_accounts:
 * @self: the page
 * @accounts: (nullable) (element-type JkkAccount): the accounts as they are now
 */
void
jkk_accounts_page_set_accounts (JkkAccountsPage *self, GPtrArray *accounts)
{
  g_return_if_fail (JKK_IS_ACCOUNTS_PAGE (self));

  g_clear_pointer (&self->accounts, g_ptr_array_unref);
  self->accounts = accounts != NULL ? g_ptr_array_ref (accounts) : NULL;
  refresh (self);
}

/**
 * jkk_accounts_page_focus:
 * @self: the page
 *
 * Gives the keyboard to the first account.
 */
void
jkk_accounts_page_focus (JkkAccountsPage *self)
{
  g_return_if_fail (JKK_IS_ACCOUNTS_PAGE (self));

  if (self->rows->len > 0)
    gtk_widget_grab_focus (g_ptr_array_index (self->rows, 0));
}
