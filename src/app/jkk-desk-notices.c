#include <glib/gi18n-lib.h>

#include "jkk-desk-private.h"
#include "jkk-say.h"

/* What stands above everything because it concerns all work here. */

/* Calmly, and without a dialog: what is open can be read, what is typed is kept, and nobody has to do anything. */
void
jkk_desk_show_away (JkkDesk *self)
{
  gboolean away = jkk_office_is_away (self->office);
  g_autofree char *node = jkk_office_node_name (jkk_office_get_address (self->office));
  g_autofree char *text =
      node != NULL
          ? g_strdup_printf (_ ("The node %s does not answer. What is open can be read; what you type is kept on "
                                "this computer, locked by your password, and stored when the node is back."),
                             node)
          : g_strdup (_ ("The disk of the office does not answer. What is open can be read; what you type is "
                         "kept on this computer, locked by your password, and stored when the disk is back."));

  if (away)
    gtk_label_set_text (self->away_text, text);
  else if (gtk_revealer_get_reveal_child (self->away))
    jkk_say_toast (GTK_WIDGET (self), node != NULL ? _ ("The node answers again.") : _ ("The disk is back."));
  gtk_revealer_set_reveal_child (self->away, away);
}

/* It stays until somebody has done something: whoever goes on would work in vain. */
void
jkk_desk_show_damage (JkkDesk *self)
{
  const JkkAccount *person = jkk_desk_get_person (self);
  gboolean damaged = self->office != NULL && jkk_office_is_damaged (self->office);
  gboolean may_restore = person != NULL && (person->roles & JKK_ROLE_ADMINISTRATOR) != 0;

  gtk_label_set_text (self->damaged_text,
                      may_restore ? _ ("The file of this office is damaged. So that this does not get worse nothing is "
                                       "written into it any more; what is open can be read and printed. Have everybody "
                                       "stop working, then bring back the last backup.")
                                  : _ ("The file of this office is damaged. So that this does not get worse nothing is "
                                       "written into it any more; what is open can be read and printed, and what you "
                                       "type is kept on this computer. Stop working and tell an administrator, who "
                                       "brings back the last backup."));
  gtk_widget_set_visible (self->damaged_backups, may_restore);
  gtk_revealer_set_reveal_child (self->damaged, damaged);
}

/**
 * jkk_desk_compare:
 * @self: the desk
 *
 * What is typed in the open case is saved now; where another desk has changed the same, both versions are shown.
 */
void
jkk_desk_compare (JkkDesk *self)
{
  g_return_if_fail (JKK_IS_DESK (self));

  if (jkk_desk_is_at_case (self))
    gtk_widget_activate_action (GTK_WIDGET (self->page), "case.save", NULL);
}
