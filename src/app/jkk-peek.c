#include "jkk-peek.h"

#include <glib/gi18n-lib.h>

/* The row has a second one, which is never seen here: for applying what was typed. */
static GtkWidget *
find_button (GtkWidget *widget)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *button = GTK_IS_BUTTON (child) && gtk_widget_get_visible (child) ? child : find_button (child);

      if (button != NULL)
        return button;
    }
  return NULL;
}

/**
 * jkk_peek_name:
 * @password_row: an #AdwPasswordEntryRow
 *
 * The button that shows the password has only an icon and a tooltip; a screen reader needs a word.
 */
void
jkk_peek_name (GtkWidget *password_row)
{
  g_return_if_fail (ADW_IS_PASSWORD_ENTRY_ROW (password_row));

  GtkWidget *button = find_button (password_row);
  if (button != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Show or hide password"),
                                    -1);
}
