#include "jkk-focus.h"

static gboolean
leads_back (GtkDirectionType direction)
{
  return direction == GTK_DIR_TAB_BACKWARD || direction == GTK_DIR_UP || direction == GTK_DIR_LEFT;
}

/* From the child that has the keyboard, or else from the first one, to the next that takes it. */
static gboolean
walk_children (GtkWidget *widget, GtkDirectionType direction)
{
  gboolean back = leads_back (direction);
  GtkWidget *child = gtk_widget_get_focus_child (widget);

  if (child == NULL)
    child = back ? gtk_widget_get_last_child (widget) : gtk_widget_get_first_child (widget);
  for (; child != NULL; child = back ? gtk_widget_get_prev_sibling (child) : gtk_widget_get_next_sibling (child))
    if (gtk_widget_child_focus (child, direction))
      return TRUE;
  return FALSE;
}

/**
 * jkk_focus_set_entrance:
 * @widget_class: of a widget that only holds others
 * @enter: gives the keyboard to the one of them at which a person begins; %FALSE if there is none
 *
 * Lets gtk_widget_grab_focus () lead to a child. By itself GTK asks a widget for that also when Shift+Tab wants to
 * leave it, and the person would be led back to where they were, for ever; here Tab and Shift+Tab only walk the
 * children.
 */
void
jkk_focus_set_entrance (GtkWidgetClass *widget_class, gboolean (*enter) (GtkWidget *widget))
{
  g_return_if_fail (GTK_IS_WIDGET_CLASS (widget_class) && enter != NULL);

  widget_class->grab_focus = enter;
  widget_class->focus = walk_children;
}
