#include "jkk-earlier-dialog.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "jkk-office-lock.h"
#include "jkk-peek.h"
#include "jkk-say.h"

#define ENTRY "jkk-entry"
#define OFFICE "jkk-office"

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GtkWindow) parent = data;
  g_autoptr (GError) error = NULL;

  if (jkk_office_open_locked_away_finish (JKK_OFFICE (source), result, &error))
    jkk_say_offer (GTK_WIDGET (parent), _ ("What you typed earlier is at hand again."), _ ("_Continue"),
                   "win.continue-kept");
  else
    jkk_say_offer (GTK_WIDGET (parent), error->message, _ ("_Unlock…"), "win.open-locked-away");
}

static void
answered_cb (AdwMessageDialog *dialog, const char *response, GtkWindow *parent)
{
  JkkOffice *office = g_object_get_data (G_OBJECT (dialog), OFFICE);
  GtkEditable *entry = g_object_get_data (G_OBJECT (dialog), ENTRY);

  if (strcmp (response, "discard") == 0)
    jkk_office_discard_locked_away (office);
  else if (strcmp (response, "open") == 0)
    jkk_office_open_locked_away_async (office, gtk_editable_get_text (entry), opened_cb, g_object_ref (parent));
}

/**
 * jkk_earlier_dialog_open:
 * @parent: the window
 * @office: an office in which something is locked away
 *
 * Asks for the password of earlier, or whether what it locks is wanted no more.
 */
void
jkk_earlier_dialog_open (GtkWindow *parent, JkkOffice *office)
{
  GtkWidget *dialog = adw_message_dialog_new (
      parent, _ ("Your Earlier Password"),
      _ ("You typed something on this computer that was not stored, and were given a new password after that. Only the "
         "password that you had then opens it."));
  AdwMessageDialog *message = ADW_MESSAGE_DIALOG (dialog);
  GtkWidget *list = gtk_list_box_new (), *entry = adw_password_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (entry), _ ("Earlier password"));
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_list_box_append (GTK_LIST_BOX (list), entry);
  jkk_peek_name (entry);
  adw_message_dialog_set_extra_child (message, list);
  adw_message_dialog_add_responses (message, "later", _ ("_Later"), "discard", _ ("_Discard It"), "open", _ ("_Unlock"),
                                    NULL);
  adw_message_dialog_set_response_appearance (message, "discard", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_response_appearance (message, "open", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (message, "open");
  adw_message_dialog_set_close_response (message, "later");
  g_object_set_data (G_OBJECT (dialog), ENTRY, entry);
  g_object_set_data_full (G_OBJECT (dialog), OFFICE, g_object_ref (office), g_object_unref);
  g_signal_connect_object (dialog, "response", G_CALLBACK (answered_cb), parent, 0);
  gtk_window_present (GTK_WINDOW (dialog));
  gtk_widget_grab_focus (entry);
}
