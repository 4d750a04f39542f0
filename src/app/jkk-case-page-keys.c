#include "jkk-case-page-private.h"

/* The keys of the case page. */

static const struct
{
  const char *trigger;
  const char *action;
  const char *argument; /* a GVariant as text, or NULL */
} keys[] = {
  { "F6", "case.cycle", "1" },
  { "<Shift>F6", "case.cycle", "-1" },
  { "<Alt>1", "case.go-pane", "0" },
  { "<Alt>2", "case.go-pane", "1" },
  { "<Alt>3", "case.go-pane", "2" },
  { "<Alt>4", "case.go-pane", "3" },
  { "<Control>z", "case.undo", NULL },
  { "<Control><Shift>z", "case.redo", NULL },
  { "<Control>k", "case.assess", "0" },
  { "<Control>s", "case.save", NULL },
  { "<Control><Shift>s", "case.save-paper", NULL },
  { "<Control>p", "case.print", NULL },
  { "<Control>plus|<Control>equal|<Control>KP_Add", "case.zoom", "1" },
  { "<Control>minus|<Control>KP_Subtract", "case.zoom", "-1" },
  { "<Control>0|<Control>KP_0", "case.zoom", "0" },
  { "<Control><Shift>f", "case.find-on-paper", NULL },
  { "<Control>Return", "case.primary", NULL },
  { "<Control>d", "case.show-documents", NULL },
  { "<Control><Shift>a", "case.attach", "''" },
  { "<Control>b", "case.judge-current", "1" },
  { "<Control><Shift>b", "case.judge-current", "-1" },
  { "<Alt>Page_Down|<Alt>KP_Page_Down", "case.turn-page", "1" },
  { "<Alt>Page_Up|<Alt>KP_Page_Up", "case.turn-page", "-1" },
  { "<Control>bracketright", "case.rotate", "1" },
  { "<Control>bracketleft", "case.rotate", "-1" },
  { "<Alt><Shift>Page_Down|<Alt><Shift>KP_Page_Down", "case.step-document", "1" },
  { "<Alt><Shift>Page_Up|<Alt><Shift>KP_Page_Up", "case.step-document", "-1" },
};

/**
 * jkk_case_page_add_keys:
 * @self: a page
 *
 * Lets the page hear its keys. They are caught on their way down: the widgets below have other ideas of F6 and Ctrl+Z.
 */
void
jkk_case_page_add_keys (JkkCasePage *self)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      GtkShortcut *shortcut =
          gtk_shortcut_new (gtk_shortcut_trigger_parse_string (keys[i].trigger), gtk_named_action_new (keys[i].action));

      if (keys[i].argument != NULL)
        gtk_shortcut_set_arguments (shortcut, g_variant_new_parsed (keys[i].argument));
      gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller), shortcut);
    }
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}
