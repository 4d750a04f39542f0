#include "jkk-document-entry.h"

#include <glib/gi18n-lib.h>

#include "jkk-text.h"

#define ROW_KEY "jkk-document-row"
#define MENU_KEY "jkk-document-menu"
#define STATE_CHARS 18

typedef struct
{
  const JkkDocumentRow *row;
  JkkDocumentRights rights;
} Offer;

/* A case may have many documents; a menu is made when it is asked for. */
static void
make_menu (GtkMenuButton *button, gpointer user_data)
{
  const Offer *offer = user_data;
  g_autoptr (GMenuModel) menu = jkk_document_menu_new (offer->row, offer->rights, FALSE);

  gtk_menu_button_set_popover (button, gtk_popover_menu_new_from_model (menu));
}

static GtkWidget *
menu_button_new (const JkkDocumentRow *row, JkkDocumentRights rights)
{
  GtkWidget *button = gtk_menu_button_new ();
  Offer *offer = g_new0 (Offer, 1);
  g_autofree char *name = g_strdup_printf (_ ("What can be done with %s"), row->title);

  *offer = (Offer){ row, rights };
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-more-symbolic");
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (button), make_menu, offer, g_free);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, _ ("What can be done with it (Shift+F10)"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return button;
}

static GtkWidget *
state_new (const JkkDocumentRow *row)
{
  GtkWidget *state = jkk_text_new (row->state, NULL);
  int length = (int) g_utf8_strlen (row->state, -1);

  /* A short state stands whole beside the title, which is broken instead; a longer one takes two lines. */
  gtk_label_set_width_chars (GTK_LABEL (state), MIN (length, STATE_CHARS));
  gtk_label_set_max_width_chars (GTK_LABEL (state), STATE_CHARS);
  gtk_label_set_wrap_mode (GTK_LABEL (state), PANGO_WRAP_WORD);
  gtk_label_set_justify (GTK_LABEL (state), GTK_JUSTIFY_RIGHT);
  gtk_label_set_xalign (GTK_LABEL (state), 1);
  gtk_widget_add_css_class (state, row->css_class);
  gtk_widget_add_css_class (state, "jkk-paper-state");
  return state;
}

static GtkWidget *
words_new (const JkkDocumentRow *row)
{
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *title = jkk_text_new (row->title, NULL);

  gtk_widget_set_hexpand (title, TRUE);
  gtk_box_append (GTK_BOX (head), title);
  gtk_box_append (GTK_BOX (head), state_new (row));
  gtk_box_append (GTK_BOX (words), head);
  if (row->file != NULL)
    gtk_box_append (GTK_BOX (words), jkk_text_new (row->file, "jkk-source"));
  if (row->who != NULL)
    gtk_box_append (GTK_BOX (words), jkk_text_new (row->who, "jkk-source"));
  if (row->damage != NULL)
    gtk_box_append (GTK_BOX (words), jkk_text_new (row->damage, "error"));
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  return words;
}

/**
 * jkk_document_entry_new:
 * @row: what it shows; it must outlive the entry
 * @rights: what the person may do
 *
 * Returns: (transfer floating): a row of the list.
 */
GtkWidget *
jkk_document_entry_new (const JkkDocumentRow *row, JkkDocumentRights rights)
{
  GtkWidget *entry = gtk_list_box_row_new (), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *icon = gtk_image_new_from_icon_name (row->icon);
  gboolean any = row->number > 0 ? rights.judge || rights.edit || row->sha256 != NULL : rights.judge || rights.edit;

  gtk_widget_add_css_class (icon, row->css_class);
  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), words_new (row));
  if (any)
    {
      GtkWidget *button = menu_button_new (row, rights);

      gtk_box_append (GTK_BOX (box), button);
      g_object_set_data (G_OBJECT (entry), MENU_KEY, button);
    }
  gtk_widget_add_css_class (entry, "jkk-document");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (entry), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (entry),
                                    row->sha256 != NULL || (row->number == 0 && rights.judge));
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, row->name, -1);
  g_object_set_data (G_OBJECT (entry), ROW_KEY, (gpointer) row);
  return entry;
}

/**
 * jkk_document_entry_get_row:
 * @entry: an entry
 *
 * Returns: (transfer none): what it shows.
 */
const JkkDocumentRow *
jkk_document_entry_get_row (GtkListBoxRow *entry)
{
  return g_object_get_data (G_OBJECT (entry), ROW_KEY);
}

/**
 * jkk_document_entry_pop_up:
 * @entry: an entry
 *
 * Opens the menu of what can be done, if there is something.
 */
void
jkk_document_entry_pop_up (GtkListBoxRow *entry)
{
  GtkMenuButton *button = g_object_get_data (G_OBJECT (entry), MENU_KEY);

  if (button != NULL)
    gtk_menu_button_popup (button);
}
