#include "jkk-hindrance-list.h"

#include <glib/gi18n-lib.h>

#include "jkk-text.h"

#define COLUMN_KEY "jkk-column"
#define TEXT_CHARS 38

static void
chosen_cb (GtkPopover *popover)
{
  gtk_popover_popdown (popover);
}

/**
 * jkk_hindrance_list_new:
 * @parent: the button that it points at
 *
 * Returns: (transfer none): the list; unparent it to be rid of it.
 */
GtkWidget *
jkk_hindrance_list_new (GtkWidget *parent)
{
  GtkWidget *popover = gtk_popover_new (), *scroller = gtk_scrolled_window_new ();
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_widget_set_size_request (scroller, 380, -1);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 420);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), column);
  gtk_popover_set_child (GTK_POPOVER (popover), scroller);
  gtk_popover_set_position (GTK_POPOVER (popover), GTK_POS_BOTTOM);
  g_object_set_data (G_OBJECT (popover), COLUMN_KEY, column);
  gtk_accessible_update_property (GTK_ACCESSIBLE (popover), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("What stands in the way of a proposal"), -1);
  gtk_widget_set_parent (popover, parent);
  return popover;
}

static GtkWidget *
entry_new (GtkWidget *list, const JkkFinding *hindrance)
{
  GtkWidget *button = gtk_button_new (), *content = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autofree char *label = jkk_case_path_label (hindrance->path);
  GtkWidget *place = gtk_label_new (jkk_case_path_place (hindrance->path));

  GtkWidget *text = jkk_text_new (hindrance->text, NULL);

  /* The list asks for its height before it knows its width: so the text is broken beforehand. */
  gtk_label_set_width_chars (GTK_LABEL (text), TEXT_CHARS);
  gtk_label_set_max_width_chars (GTK_LABEL (text), TEXT_CHARS);
  gtk_box_append (GTK_BOX (words), jkk_text_new (label, "heading"));
  gtk_box_append (GTK_BOX (words), text);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_valign (place, GTK_ALIGN_START);
  gtk_widget_add_css_class (place, "jkk-place");
  gtk_box_append (GTK_BOX (content), words);
  gtk_box_append (GTK_BOX (content), place);
  gtk_button_set_child (GTK_BUTTON (button), content);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "jkk-hindrance");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, hindrance->text, -1);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", hindrance->path);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "case.jump");
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (chosen_cb), list);
  return button;
}

/**
 * jkk_hindrance_list_show:
 * @list: a list
 * @hindrances: (element-type JkkFinding): what stands in the way
 *
 * Pops the list up.
 */
void
jkk_hindrance_list_show (GtkWidget *list, GPtrArray *hindrances)
{
  GtkBox *column = g_object_get_data (G_OBJECT (list), COLUMN_KEY);

  jkk_box_clear (column);
  for (guint i = 0; i < hindrances->len; i++)
    gtk_box_append (column, entry_new (list, hindrances->pdata[i]));
  gtk_popover_popup (GTK_POPOVER (list));
}
