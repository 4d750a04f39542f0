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

static void
let_rows_take_focus (GtkListBox *list, GtkWidget *but, gboolean can)
{
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (list)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    if (row != but)
      gtk_widget_set_can_focus (row, can);
}

static gboolean
tabbed_cb (GtkEventController *keys, guint key, guint code, GdkModifierType state, gpointer data)
{
  GtkWidget *list = gtk_event_controller_get_widget (keys), *row = gtk_widget_get_focus_child (list);
  gboolean back = key == GDK_KEY_ISO_Left_Tab || (state & GDK_SHIFT_MASK) != 0;

  if ((key != GDK_KEY_Tab && key != GDK_KEY_KP_Tab && key != GDK_KEY_ISO_Left_Tab) || row == NULL ||
      (state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;
  let_rows_take_focus (GTK_LIST_BOX (list), row, FALSE);
  gtk_widget_child_focus (GTK_WIDGET (gtk_widget_get_root (list)), back ? GTK_DIR_TAB_BACKWARD : GTK_DIR_TAB_FORWARD);
  let_rows_take_focus (GTK_LIST_BOX (list), row, TRUE);
  return GDK_EVENT_STOP;
}

/**
 * jkk_focus_leave_list:
 * @list: a list of which one row is chosen
 *
 * Lets Tab go on from the chosen row to what stands beside the list; by itself it would walk through all rows, of which
 * there may be hundreds. The arrow keys walk them.
 */
void
jkk_focus_leave_list (GtkListBox *list)
{
  g_return_if_fail (GTK_IS_LIST_BOX (list));

  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (tabbed_cb), NULL);
  gtk_widget_add_controller (GTK_WIDGET (list), keys);
}
