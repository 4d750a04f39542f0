#include "jkk-accounts-page.h"

#include <glib/gi18n-lib.h>

#include "jkk-account-dialog.h"
#include "jkk-account-state.h"
#include "jkk-office-lock.h"
#include "jkk-say.h"

struct _JkkAccountsPage
{
  AdwBin parent_instance;

  /* Template widgets */
  AdwPreferencesGroup *group;
  AdwComboRow *lock_row;

  /* Owned */
  JkkOffice *office;
  GPtrArray *accounts; /* JkkAccount */
  GPtrArray *rows;     /* borrowed widgets, in the order of the accounts */
  GArray *minutes;     /* guint, in the order of the choices */
  gboolean filling;
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

/* ---- When desks lock themselves ---------------------------------------------------------------------------------- */

static const guint usual_minutes[] = { 2, 5, 10, 15, 30, 60, 0 };

static char *
minutes_text (guint minutes)
{
  return minutes == 0 ? g_strdup (_ ("Never"))
                      : g_strdup_printf (ngettext ("After %u minute", "After %u minutes", minutes), minutes);
}

static void
refresh_minutes (JkkAccountsPage *self)
{
  guint set = self->office != NULL ? jkk_office_get_lock_minutes (self->office) : 0, selected = G_MAXUINT;
  g_autoptr (GtkStringList) texts = gtk_string_list_new (NULL);

  g_array_set_size (self->minutes, 0);
  for (guint i = 0; i < G_N_ELEMENTS (usual_minutes); i++)
    {
      /* One that somebody has set on the command line stands in its place. */
      if (selected == G_MAXUINT && set != 0 && (usual_minutes[i] == 0 || usual_minutes[i] > set))
        g_array_append_val (self->minutes, set);
      else if (usual_minutes[i] != set)
        {
          g_array_append_val (self->minutes, usual_minutes[i]);
          continue;
        }
      selected = self->minutes->len - (usual_minutes[i] == set ? 0 : 1);
      g_array_append_val (self->minutes, usual_minutes[i]);
    }
  for (guint i = 0; i < self->minutes->len; i++)
    {
      g_autofree char *text = minutes_text (g_array_index (self->minutes, guint, i));

      gtk_string_list_append (texts, text);
    }
  self->filling = TRUE;
  adw_combo_row_set_model (self->lock_row, G_LIST_MODEL (texts));
  adw_combo_row_set_selected (self->lock_row, selected);
  self->filling = FALSE;
}

static void
set_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (JkkAccountsPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JkkOutcome) outcome = jkk_office_do_finish (JKK_OFFICE (source), result, &error);

  if (JKK_OFFICE (source) != self->office || outcome != NULL)
    return;
  jkk_say (GTK_WIDGET (self), error);
  refresh_minutes (self);
}

static void
on_lock_selected_cb (JkkAccountsPage *self)
{
  guint selected = adw_combo_row_get_selected (self->lock_row);

  if (self->filling || self->office == NULL || selected >= self->minutes->len)
    return;
  const JkkRequest request = { .minutes = g_array_index (self->minutes, guint, selected) };
  if (request.minutes != jkk_office_get_lock_minutes (self->office))
    jkk_office_do_async (self->office, "set-idle-lock", &request, NULL, set_cb, g_object_ref (self));
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

  if (self->office != NULL)
    g_signal_handlers_disconnect_by_data (self->office, self);
  g_clear_object (&self->office);
  g_clear_pointer (&self->minutes, g_array_unref);
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
  gtk_widget_class_bind_template_child (widget_class, JkkAccountsPage, lock_row);
  gtk_widget_class_bind_template_callback (widget_class, on_lock_selected_cb);
  gtk_widget_class_install_action (widget_class, "accounts.add", NULL, add_cb);
  gtk_widget_class_install_action (widget_class, "accounts.change", "s", change_cb);
}

static void
jkk_accounts_page_init (JkkAccountsPage *self)
{
  self->rows = g_ptr_array_new ();
  self->minutes = g_array_new (FALSE, FALSE, sizeof (guint));
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

  if (self->office != NULL)
    g_signal_handlers_disconnect_by_data (self->office, self);
  g_set_object (&self->office, office);
  if (office == NULL)
    jkk_accounts_page_set_accounts (self, NULL);
  else
    g_signal_connect_swapped (office, "notify::lock-minutes", G_CALLBACK (refresh_minutes), self);
  refresh_minutes (self);
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
