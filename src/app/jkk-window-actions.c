#include <glib/gi18n-lib.h>

#include "jkk-audit-dialog.h"
#include "jkk-backups-dialog.h"
#include "jkk-earlier-dialog.h"
#include "jkk-import-dialog.h"
#include "jkk-password-dialog.h"
#include "jkk-say.h"
#include "jkk-window-private.h"

static void
back_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  jkk_window_leave_page (data);
}

static void
open_demo_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  jkk_window_open_demo (data);
}

static void
open_office_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  JkkWindow *self = data;

  jkk_window_open (self, self->own_address);
}

static void
new_office_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  jkk_window_begin_new_office (data);
}

static void
try_again_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  JkkWindow *self = data;

  if (g_strcmp0 (self->address, self->demo_address) == 0)
    jkk_window_open_demo (self);
  else
    jkk_window_open (self, self->address);
}

static void
cancel_opening_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  jkk_window_cancel_opening (data);
}

static void
sign_out_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  jkk_window_sign_out (data);
}

static void
lock_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  jkk_window_lock (data);
}

static void
continue_kept_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  jkk_desk_continue_kept (JKK_WINDOW (data)->desk);
}

static void
compare_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  jkk_desk_compare (JKK_WINDOW (data)->desk);
}

static void
open_locked_away_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  jkk_earlier_dialog_open (GTK_WINDOW (data), JKK_WINDOW (data)->office);
}

static void
change_password_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  JkkWindow *self = data;

  jkk_password_dialog_open (GTK_WINDOW (self), self->office, FALSE);
}

static void
new_case_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  jkk_desk_new_case (JKK_WINDOW (data)->desk);
}

static void
imported_cb (gint64 case_id, gpointer data)
{
  jkk_desk_open_case (JKK_WINDOW (data)->desk, case_id);
}

static void
import_file (JkkWindow *self, GFile *file)
{
  g_autofree char *path = g_file_get_path (file);

  if (path == NULL)
    jkk_say_toast (GTK_WIDGET (self), _ ("Only files on this computer can be read. Copy the file here first."));
  else if (self->office != NULL && jkk_office_get_person (self->office) != NULL)
    jkk_import_dialog_open (GTK_WINDOW (self), self->office, path, imported_cb, self);
}

static void
import_chosen_cb (JkkWindow *self, int response)
{
  g_autoptr (GtkNativeDialog) chooser = g_steal_pointer (&self->chooser);
  g_autoptr (GFile) file =
      response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser)) : NULL;

  if (file != NULL)
    import_file (self, file);
}

/* A message, a filled form or a scan that is let fall on the desk. */
static gboolean
dropped_cb (GtkDropTarget *target, const GValue *value, double x, double y, JkkWindow *self)
{
  GSList *files = gdk_file_list_get_files (g_value_get_boxed (value));
  gboolean may = g_action_group_get_action_enabled (G_ACTION_GROUP (self), "import");

  if (may && files != NULL)
    import_file (self, files->data);
  if (may && files != NULL && files->next != NULL)
    jkk_say_toast (GTK_WIDGET (self), _ ("Only the first file was opened. Let the others fall one by one."));
  g_slist_free (files);
  return may;
}

static void
import_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  JkkWindow *self = data;
  g_autoptr (GtkFileFilter) messages = gtk_file_filter_new ();
  g_autoptr (GtkFileFilter) all = gtk_file_filter_new ();

  if (self->chooser != NULL)
    return;
  static const char *const endings[] = { "xml", "pdf", "png", "jpg", "jpeg", "tif", "tiff" };

  gtk_file_filter_set_name (messages, _ ("Messages, forms and scans"));
  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    gtk_file_filter_add_suffix (messages, endings[i]);
  gtk_file_filter_set_name (all, _ ("All files"));
  gtk_file_filter_add_pattern (all, "*");
  self->chooser =
      GTK_NATIVE_DIALOG (gtk_file_chooser_native_new (_ ("Import a Message, Form or Scan"), GTK_WINDOW (self),
                                                      GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Import"), _ ("_Cancel")));
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (self->chooser), messages);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (self->chooser), all);
  gtk_native_dialog_set_modal (self->chooser, TRUE);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (import_chosen_cb), self, G_CONNECT_SWAPPED);
  gtk_native_dialog_show (self->chooser);
}

static void
search_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  jkk_desk_search (JKK_WINDOW (data)->desk);
}

static void
focus_list_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  jkk_desk_focus_list (JKK_WINDOW (data)->desk);
}

static void
reload_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  jkk_desk_reload (JKK_WINDOW (data)->desk);
}

static void
next_case_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  jkk_desk_walk (JKK_WINDOW (data)->desk, 1);
}

static void
previous_case_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  jkk_desk_walk (JKK_WINDOW (data)->desk, -1);
}

static void
toggle_queues_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  jkk_desk_toggle_sidebar (JKK_WINDOW (data)->desk);
}

static void
queue_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  guint32 queue = g_variant_get_uint32 (parameter);

  if (queue < JKK_N_QUEUES)
    jkk_desk_show_queue (JKK_WINDOW (data)->desk, (JkkQueue) queue);
}

static void
accounts_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  jkk_desk_show_accounts (JKK_WINDOW (data)->desk);
}

static void
open_case_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  jkk_desk_open_case (JKK_WINDOW (data)->desk, g_variant_get_int64 (parameter));
}

static void
inbox_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  jkk_desk_show_inbox (JKK_WINDOW (data)->desk);
}

static void
partners_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  jkk_desk_show_partners (JKK_WINDOW (data)->desk);
}

static void
desk_file_chosen_cb (GtkNativeDialog *native, int response, JkkWindow *self)
{
  g_autoptr (GtkNativeDialog) chooser = g_steal_pointer (&self->chooser);
  g_autoptr (GFile) file =
      response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser)) : NULL;
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *address = path != NULL ? jkk_office_join (path, &error) : NULL;

  if (address != NULL)
    jkk_window_open_own (self, address);
  else
    jkk_say (GTK_WIDGET (self), error);
}

/* With a desk file from the administrator the office that a node keeps becomes this person's own. */
static void
join_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  JkkWindow *self = data;
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  if (self->chooser != NULL)
    return;
  gtk_file_filter_set_name (filter, _ ("Desk files"));
  gtk_file_filter_add_suffix (filter, "santun-desk");
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (_ ("Choose Desk File"), GTK_WINDOW (self),
                                                               GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Connect"), NULL);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (chooser), filter);
  self->chooser = GTK_NATIVE_DIALOG (chooser);
  g_signal_connect_object (chooser, "response", G_CALLBACK (desk_file_chosen_cb), self, 0);
  gtk_native_dialog_show (self->chooser);
}

static void
law_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  jkk_desk_show_law (JKK_WINDOW (data)->desk, NULL);
}

static void
audit_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  jkk_audit_dialog_open (GTK_WINDOW (data), JKK_WINDOW (data)->office);
}

static void
backups_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  JkkWindow *self = data;
  const JkkAccount *person = self->office != NULL ? jkk_office_get_person (self->office) : NULL;

  jkk_backups_dialog_open (self, self->address, person != NULL ? person->login : NULL);
}

static void
show_law_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  jkk_desk_show_law (JKK_WINDOW (data)->desk, g_variant_get_string (parameter, NULL));
}

static const GActionEntry actions[] = {
  { "back", back_cb },
  { "open-demo", open_demo_cb },
  { "open-office", open_office_cb },
  { "new-office", new_office_cb },
  { "join", join_cb },
  { "try-again", try_again_cb },
  { "cancel-opening", cancel_opening_cb },
  { "lock", lock_cb },
  { "continue-kept", continue_kept_cb },
  { "compare", compare_cb },
  { "open-locked-away", open_locked_away_cb },
  { "sign-out", sign_out_cb },
  { "change-password", change_password_cb },
  { "new-case", new_case_cb },
  { "import", import_cb },
  { "search", search_cb },
  { "focus-list", focus_list_cb },
  { "reload", reload_cb },
  { "next-case", next_case_cb },
  { "previous-case", previous_case_cb },
  { "toggle-queues", toggle_queues_cb },
  { "queue", queue_cb, "u" },
  { "accounts", accounts_cb },
  { "inbox", inbox_cb },
  { "partners", partners_cb },
  { "law", law_cb },
  { "show-law", show_law_cb, "s" },
  { "open-case", open_case_cb, "x" },
  { "audit", audit_cb },
  { "backups", backups_cb },
};

static void
enable (JkkWindow *self, const char *name, gboolean enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

/**
 * jkk_window_add_actions:
 * @self: the window
 */
void
jkk_window_add_actions (JkkWindow *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  g_signal_connect (target, "drop", G_CALLBACK (dropped_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

/**
 * jkk_window_refresh_actions:
 * @self: the window
 *
 * Switches on what can be done here and now.
 */
void
jkk_window_refresh_actions (JkkWindow *self)
{
  const JkkAccount *person = self->office != NULL ? jkk_office_get_person (self->office) : NULL;
  gboolean at_desk =
      person != NULL && !jkk_window_is_locked (self) && g_strcmp0 (jkk_window_get_page (self), "desk") == 0;
  gboolean at_form = g_strcmp0 (jkk_window_get_page (self), "new-office") == 0;
  gboolean at_start = g_strcmp0 (jkk_window_get_page (self), "start") == 0 || jkk_window_is_locked (self);
  gboolean own_exists = jkk_window_own_exists (self);

  enable (self, "back", at_form || (at_desk && !jkk_desk_is_at_list (self->desk)));
  enable (self, "open-demo", !at_start && !jkk_window_is_open (self, self->demo_address));
  enable (self, "open-office", !at_start && own_exists && !jkk_window_is_open (self, self->own_address));
  enable (self, "new-office", !at_start && !at_form && !own_exists);
  enable (self, "join", !at_start && !at_form);
  enable (self, "try-again", self->address != NULL && self->office == NULL);
  enable (self, "cancel-opening", g_strcmp0 (jkk_window_get_page (self), "opening") == 0);
  enable (self, "new-case", at_desk && jkk_deed_allowed ("take-in", person, NULL, NULL));
  enable (self, "import", at_desk && (person->roles & jkk_deed_find ("take-over")->who) != 0);
  enable (self, "next-case", at_desk && jkk_desk_may_walk (self->desk, 1));
  enable (self, "previous-case", at_desk && jkk_desk_may_walk (self->desk, -1));
  enable (self, "audit", at_desk && jkk_audit_dialog_allowed (person));
  /* Also where the store is damaged and nobody can sign in: the backup itself knows its administrators. */
  gboolean in_trouble = g_strcmp0 (jkk_window_get_page (self), "trouble") == 0 ||
                        (self->office != NULL && person == NULL && jkk_office_is_damaged (self->office));
  enable (self, "backups",
          self->address != NULL && (in_trouble || (at_desk && (person->roles & JKK_ROLE_ADMINISTRATOR) != 0)));
  enable (self, "partners", at_desk && (person->roles & JKK_ROLE_ADMINISTRATOR) != 0);
  enable (self, "accounts", at_desk && (person->roles & JKK_ROLE_ADMINISTRATOR) != 0);
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    if (g_strv_contains ((const char *const[]){ "lock", "continue-kept", "compare", "open-locked-away", "sign-out",
                                                "change-password", "search", "focus-list", "reload", "toggle-queues",
                                                "queue", "open-case", "inbox", "law", "show-law", NULL },
                         actions[i].name))
      enable (self, actions[i].name, at_desk);
}
