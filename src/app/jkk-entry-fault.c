#include "jkk-entry-fault.h"

struct _JkkEntryFault
{
  AdwPreferencesRow parent_instance;

  /* Template widgets */
  GtkLabel *label;
};

G_DEFINE_FINAL_TYPE (JkkEntryFault, jkk_entry_fault, ADW_TYPE_PREFERENCES_ROW)

static void
jkk_entry_fault_class_init (JkkEntryFaultClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class, "/id/santun/Santun/jkk-entry-fault.ui");
  gtk_widget_class_bind_template_child (widget_class, JkkEntryFault, label);
}

static void
jkk_entry_fault_init (JkkEntryFault *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * jkk_entry_fault_set:
 * @self: the line
 * @entry: the entry above it
 * @text: (nullable): what is wrong with it, or %NULL when all is well
 *
 * Shows or hides the line, and marks the entry for eyes and for screen readers.
 */
void
jkk_entry_fault_set (JkkEntryFault *self, GtkWidget *entry, const char *text)
{
  g_return_if_fail (JKK_IS_ENTRY_FAULT (self));
  g_return_if_fail (GTK_IS_WIDGET (entry));

  gtk_label_set_text (self->label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self), text != NULL);
  if (text != NULL)
    {
      gtk_widget_add_css_class (entry, "error");
      gtk_accessible_update_state (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE,
                                   -1);
      gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
    }
  else
    {
      gtk_widget_remove_css_class (entry, "error");
      gtk_accessible_reset_state (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_STATE_INVALID);
      gtk_accessible_reset_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
    }
}

/**
 * jkk_entry_fault_check:
 * @self: the line
 * @entry: the entry above it
 * @fault: (transfer full) (nullable): what is wrong with it, or %NULL when all is well
 * @first: (inout): the first faulty entry of a dialog, or %NULL as long as there is none
 *
 * jkk_entry_fault_set() for the entries of a dialog one after the other; the keyboard goes to the first faulty one.
 */
void
jkk_entry_fault_check (JkkEntryFault *self, GtkWidget *entry, char *fault, GtkWidget **first)
{
  g_return_if_fail (first != NULL);

  g_autofree char *owned = fault;

  jkk_entry_fault_set (self, entry, owned);
  if (owned != NULL && *first == NULL)
    *first = entry;
}

/**
 * jkk_entry_fault_get_text:
 * @self: the line
 *
 * Returns: (transfer none) (nullable): what it says, or %NULL when all is well.
 */
const char *
jkk_entry_fault_get_text (JkkEntryFault *self)
{
  g_return_val_if_fail (JKK_IS_ENTRY_FAULT (self), NULL);

  return gtk_widget_get_visible (GTK_WIDGET (self)) ? gtk_label_get_text (self->label) : NULL;
}
