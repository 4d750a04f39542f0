#include "jkk-linked-list.h"

#include <glib/gi18n-lib.h>

#define TEXT_CHARS 50
#define HEIGHT 420

/**
 * jkk_linked_list_label:
 * @file: a case
 *
 * Returns: (transfer full) (nullable): how many other cases belong to its event; %NULL if none do
 */
char *
jkk_linked_list_label (const JkkCaseFile *file)
{
  if (file->n_linked == 0)
    return NULL;
  /* Translators: other cases of the same event, on a button. */
  return g_strdup_printf (ngettext ("%u linked case", "%u linked cases", file->n_linked), file->n_linked);
}

/**
 * jkk_linked_list_line:
 * @row: a case
 *
 * Returns: (transfer full): what tells it from the other cases of the event
 */
char *
jkk_linked_list_line (const JkkCaseRow *row)
{
  g_autofree char *day = row->accident_day != JKK_NONE ? jkk_day_to_text (row->accident_day) : NULL;
  const char *const pieces[] = { row->number, jkk_case_status_label (row->status), day, row->employer_name };
  GString *line = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (pieces); i++)
    if (pieces[i] != NULL)
      g_string_append_printf (line, "%s%s", line->len > 0 ? " · " : "", pieces[i]);
  return g_string_free (line, FALSE);
}

static GtkWidget *
text_new (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (label), TEXT_CHARS); /* the scrolled window asks for no more than it must */
  gtk_label_set_max_width_chars (GTK_LABEL (label), TEXT_CHARS);
  gtk_widget_set_tooltip_text (label, text);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static GtkWidget *
entry_new (GtkPopover *popover, const JkkCaseRow *row)
{
  GtkWidget *button = gtk_button_new (), *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  const char *name = row->participant_name != NULL ? row->participant_name : "—";
  g_autofree char *line = jkk_linked_list_line (row), *told = g_strdup_printf ("%s, %s", name, line);

  gtk_box_append (GTK_BOX (words), text_new (name, "heading"));
  gtk_box_append (GTK_BOX (words), text_new (line, NULL));
  gtk_button_set_child (GTK_BUTTON (button), words);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "jkk-hindrance");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, told, -1);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "x", row->id);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.open-case");
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (gtk_popover_popdown), popover);
  return button;
}

static GtkWidget *
column_new (GtkPopover *popover, const JkkCaseFile *file)
{
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  gtk_box_append (GTK_BOX (column), text_new (file->jcase->accident.event, "dim-label"));
  for (guint i = 0; i < file->linked->len; i++)
    gtk_box_append (GTK_BOX (column), entry_new (popover, file->linked->pdata[i]));
  if (file->n_linked == file->linked->len)
    return column;
  guint more = file->n_linked - file->linked->len;
  g_autofree char *rest = g_strdup_printf (
      ngettext ("and %u more, which the list of cases has", "and %u more, which the list of cases has", more), more);
  gtk_box_append (GTK_BOX (column), text_new (rest, "dim-label"));
  return column;
}

static GtkWidget *
popover_new (const JkkCaseFile *file)
{
  GtkWidget *popover = gtk_popover_new (), *scroller = gtk_scrolled_window_new ();

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), column_new (GTK_POPOVER (popover), file));
  gtk_popover_set_child (GTK_POPOVER (popover), scroller);
  gtk_accessible_update_property (GTK_ACCESSIBLE (popover), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Cases of the same event"), -1);
  return popover;
}

/**
 * jkk_linked_list_fill:
 * @button: the button of the list
 * @file: (nullable): the case that is shown, or %NULL for a new one
 *
 * Shows how many other cases belong to the event, and lists them when the button is pressed.
 */
void
jkk_linked_list_fill (GtkMenuButton *button, const JkkCaseFile *file)
{
  g_autofree char *label = file != NULL ? jkk_linked_list_label (file) : NULL;

  gtk_widget_set_visible (GTK_WIDGET (button), label != NULL);
  if (label == NULL)
    {
      gtk_menu_button_set_popover (button, NULL);
      return;
    }
  gtk_menu_button_set_label (button, label);
  gtk_menu_button_set_popover (button, popover_new (file));
}
