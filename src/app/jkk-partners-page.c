#include "jkk-partners-page.h"

#include <glib/gi18n-lib.h>

#include "jkk-own-keys.h"
#include "jkk-partner-dialog.h"
#include "jkk-partner-state.h"
#include "jkk-partner.h"

struct _JkkPartnersPage
{
  AdwBin parent_instance;

  /* Template widgets */
  AdwPreferencesGroup *group;
  GtkWidget *warning_box;
  GtkLabel *warning;
  JkkOwnKeys *own_keys;

  /* Owned */
  JkkOffice *office;
  GPtrArray *partners; /* JkkPartner */
  GPtrArray *rows;     /* borrowed widgets, in the order of the partners */
};

G_DEFINE_FINAL_TYPE (JkkPartnersPage, jkk_partners_page, ADW_TYPE_BIN)

static GtkWidget *
row_new (JkkPartnersPage *self)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *icon = g_object_new (GTK_TYPE_IMAGE, "icon-name", "document-edit-symbolic", "accessible-role",
                                  GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  adw_action_row_add_suffix (ADW_ACTION_ROW (row), icon);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  adw_preferences_group_add (self->group, row);
  g_ptr_array_add (self->rows, row);
  return row;
}

static void
refresh_row (GtkWidget *row, const JkkPartner *partner)
{
  g_autofree char *text = jkk_partner_state_subtitle (partner);
  g_autofree char *subtitle = g_markup_escape_text (text, -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), partner->name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  /* The target first: an action that wants one complains about a row without. */
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", partner->code);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "partners.change");
  if (partner->active)
    gtk_widget_remove_css_class (row, "dim-label");
  else
    gtk_widget_add_css_class (row, "dim-label");
}

static void
refresh (JkkPartnersPage *self)
{
  guint n = self->partners != NULL ? self->partners->len : 0;

  while (self->rows->len > n)
    adw_preferences_group_remove (self->group, g_ptr_array_steal_index (self->rows, self->rows->len - 1));
  for (guint i = 0; i < n; i++)
    refresh_row (i < self->rows->len ? g_ptr_array_index (self->rows, i) : row_new (self), self->partners->pdata[i]);
}

static void
open_dialog (JkkPartnersPage *self, const JkkPartner *partner)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (self->office != NULL && GTK_IS_WINDOW (root))
    jkk_partner_dialog_open (GTK_WINDOW (root), self->office, partner);
}

static void
add_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  open_dialog (JKK_PARTNERS_PAGE (widget), NULL);
}

static void
change_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  JkkPartnersPage *self = JKK_PARTNERS_PAGE (widget);
  const char *code = g_variant_get_string (parameter, NULL);

  for (guint i = 0; self->partners != NULL && i < self->partners->len; i++)
    {
      const JkkPartner *partner = self->partners->pdata[i];

      if (g_str_equal (partner->code, code))
        {
          open_dialog (self, partner);
          return;
        }
    }
}

static void
jkk_partners_page_dispose (GObject *object)
{
  JkkPartnersPage *self = JKK_PARTNERS_PAGE (object);

  g_clear_object (&self->office);
  g_clear_pointer (&self->partners, g_ptr_array_unref);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  G_OBJECT_CLASS (jkk_partners_page_parent_class)->dispose (object);
}

static void
jkk_partners_page_class_init (JkkPartnersPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = jkk_partners_page_dispose;
  g_type_ensure (JKK_TYPE_OWN_KEYS);
  gtk_widget_class_set_template_from_resource (widget_class, "/id/santun/Santun/jkk-partners-page.ui");
  gtk_widget_class_bind_template_child (widget_class, JkkPartnersPage, group);
  gtk_widget_class_bind_template_child (widget_class, JkkPartnersPage, warning_box);
  gtk_widget_class_bind_template_child (widget_class, JkkPartnersPage, warning);
  gtk_widget_class_bind_template_child (widget_class, JkkPartnersPage, own_keys);
  gtk_widget_class_install_action (widget_class, "partners.add", NULL, add_cb);
  gtk_widget_class_install_action (widget_class, "partners.change", "s", change_cb);
}

static void
jkk_partners_page_init (JkkPartnersPage *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * jkk_partners_page_set_office:
 * @self: the page
 * @office: (nullable): whose partners, or %NULL to forget all
 */
void
jkk_partners_page_set_office (JkkPartnersPage *self, JkkOffice *office)
{
  g_return_if_fail (JKK_IS_PARTNERS_PAGE (self));

  g_set_object (&self->office, office);
  jkk_own_keys_set_office (self->own_keys, office);
  if (office == NULL)
    {
      jkk_partners_page_set_partners (self, NULL);
      jkk_partners_page_set_keys (self, NULL, NULL);
    }
}

/**
 * jkk_partners_page_set_keys:
 * @self: the page
 * @own_keys: (nullable) (element-type JkkPartnerKey): the keys of the office as they are now
 * @warnings: (nullable) (element-type utf8): sentences about keys that end soon or have run out
 */
void
jkk_partners_page_set_keys (JkkPartnersPage *self, GPtrArray *own_keys, GPtrArray *warnings)
{
  g_return_if_fail (JKK_IS_PARTNERS_PAGE (self));

  g_autofree char *text = jkk_partner_state_warnings (warnings);
  jkk_own_keys_set_keys (self->own_keys, own_keys);
  gtk_label_set_text (self->warning, text != NULL ? text : "");
  gtk_widget_set_visible (self->warning_box, text != NULL);
}

/**
 * jkk_partners_page_set_partners:
 * @self: the page
 * @partners: (nullable) (element-type JkkPartner): the partners as they are now
 */
void
jkk_partners_page_set_partners (JkkPartnersPage *self, GPtrArray *partners)
{
  g_return_if_fail (JKK_IS_PARTNERS_PAGE (self));

  g_clear_pointer (&self->partners, g_ptr_array_unref);
  self->partners = partners != NULL ? g_ptr_array_ref (partners) : NULL;
  refresh (self);
}

/**
 * jkk_partners_page_focus:
 * @self: the page
 *
 * Gives the keyboard to the first partner, or to the button that registers one.
 */
void
jkk_partners_page_focus (JkkPartnersPage *self)
{
  g_return_if_fail (JKK_IS_PARTNERS_PAGE (self));

  if (self->rows->len > 0)
    gtk_widget_grab_focus (g_ptr_array_index (self->rows, 0));
  else
    gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}
