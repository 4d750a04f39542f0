#include "jkk-test-a11y.h"

#include <adwaita.h>

/* What a person does something with. A text field is a GtkText, whatever stands around it. */
static gboolean
is_control (GtkWidget *widget)
{
  return GTK_IS_BUTTON (widget) || GTK_IS_MENU_BUTTON (widget) || GTK_IS_CHECK_BUTTON (widget) ||
         GTK_IS_SWITCH (widget) || GTK_IS_TEXT (widget) || GTK_IS_TEXT_VIEW (widget) || GTK_IS_DROP_DOWN (widget) ||
         GTK_IS_SPIN_BUTTON (widget) || GTK_IS_SCALE (widget) || GTK_IS_LIST_BOX (widget) ||
         GTK_IS_LIST_VIEW (widget) || GTK_IS_COLUMN_VIEW (widget) || GTK_IS_PROGRESS_BAR (widget) ||
         GTK_IS_SPINNER (widget) || GTK_IS_EXPANDER (widget);
}

/* The roles whose name may be what they contain. */
static gboolean
is_named_by_content (GtkWidget *widget)
{
  return GTK_IS_BUTTON (widget) || GTK_IS_MENU_BUTTON (widget) || GTK_IS_CHECK_BUTTON (widget) ||
         GTK_IS_EXPANDER (widget);
}

static gboolean
has_text (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget) && *gtk_label_get_text (GTK_LABEL (widget)) != '\0')
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (!GTK_IS_POPOVER (child) && has_text (child))
      return TRUE;
  return FALSE;
}

/* A button with an icon says that the icon is its label; but an icon has no words. */
static gboolean
is_named (GtkWidget *widget)
{
  GtkAccessible *accessible = GTK_ACCESSIBLE (widget);

  if (gtk_test_accessible_has_property (accessible, GTK_ACCESSIBLE_PROPERTY_LABEL))
    return TRUE;
  if (is_named_by_content (widget))
    return has_text (widget);
  return gtk_test_accessible_has_relation (accessible, GTK_ACCESSIBLE_RELATION_LABELLED_BY);
}

/* Inside these stand widgets that belong to the toolkit: the control around them carries the name. */
static gboolean
is_part_of_a_control (GtkWidget *widget)
{
  for (GtkWidget *above = gtk_widget_get_parent (widget); above != NULL; above = gtk_widget_get_parent (above))
    {
      if (GTK_IS_WINDOW_CONTROLS (above) || GTK_IS_SCROLLBAR (above))
        return TRUE;
      if ((GTK_IS_MENU_BUTTON (above) || GTK_IS_DROP_DOWN (above) || GTK_IS_SPIN_BUTTON (above)) && is_named (above))
        return TRUE;
      if (ADW_IS_PREFERENCES_GROUP (above) && GTK_IS_LIST_BOX (widget))
        return TRUE;
      if (ADW_IS_COMBO_ROW (above) && GTK_IS_LIST_VIEW (widget))
        return TRUE;
      if (GTK_IS_COLUMN_VIEW (above) && (GTK_IS_LIST_VIEW (widget) || GTK_IS_BUTTON (widget)))
        return TRUE;
      /* Its role is none: the entry around it is what a screen reader meets. */
      if (GTK_IS_TEXT (widget) && GTK_IS_EDITABLE (above))
        return is_named (above);
    }
  return FALSE;
}

static char *
path_of (GtkWidget *widget)
{
  GString *path = g_string_new (NULL);

  for (; widget != NULL; widget = gtk_widget_get_parent (widget))
    {
      const char *id = gtk_buildable_get_buildable_id (GTK_BUILDABLE (widget));

      g_string_prepend (path, ")");
      g_string_prepend (path, id != NULL ? id : "");
      g_string_prepend (path, " (");
      g_string_prepend (path, G_OBJECT_TYPE_NAME (widget));
      g_string_prepend (path, " > ");
    }
  return g_string_free (path, FALSE);
}

guint
jkk_test_a11y_look (GtkWidget *root, GPtrArray *unnamed)
{
  guint n_controls = 0;

  /* What another page of a stack hides is not filled in; it is looked at when it is shown. */
  if (!gtk_widget_get_visible (root) || !gtk_widget_get_child_visible (root))
    return 0;
  if (is_control (root) && !is_part_of_a_control (root))
    {
      n_controls++;
      if (!is_named (root))
        g_ptr_array_add (unnamed, path_of (root));
    }
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    n_controls += jkk_test_a11y_look (child, unnamed);
  return n_controls;
}

guint
jkk_test_a11y_check (GtkWidget *root)
{
  g_autoptr (GPtrArray) unnamed = g_ptr_array_new_with_free_func (g_free);
  guint n_controls = jkk_test_a11y_look (root, unnamed);

  for (guint i = 0; i < unnamed->len; i++)
    g_test_message ("has no accessible name: %s", (const char *) g_ptr_array_index (unnamed, i));
  g_assert_cmpuint (unnamed->len, ==, 0);
  return n_controls;
}
