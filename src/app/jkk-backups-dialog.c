#include "jkk-backups-dialog.h"

#include <glib/gi18n-lib.h>

#include "jkk-backups-state.h"
#include "jkk-say.h"

/* How often the bar moves, ms. */
#define TICK 120

struct _JkkBackupsDialog
{
  AdwWindow parent_instance;

  /* Template */
  GtkWidget *run;
  GtkStack *stack;
  GtkLabel *told;
  GtkLabel *fault;
  GtkLabel *notice;
  GtkWidget *passphrase_group;
  GtkWidget *passphrase;
  GtkListBox *rows;
  GtkLabel *working_text;
  GtkProgressBar *progress;
  GtkLabel *stage;
  GtkWidget *stop;
  GtkLabel *chosen;
  GtkLabel *loss;
  GtkWidget *login;
  GtkWidget *password;
  GtkLabel *confirm_fault;
  GtkWidget *back;
  AdwStatusPage *elsewhere;

  /* Owned */
  char *address;
  GPtrArray *backups; /* JkkBackupInfo; NULL before they are listed or when there are none */
  JkkBackupsState *state;
  JkkRestoration *restoration; /* the one that waits for a word */
  GCancellable *cancellable;   /* of what can be given up */
  JkkBackupGauge *gauge;       /* (nullable): how far it is */
  JkkBackupStage first;        /* with what it began */
  guint tick_id;

  /* Borrowed */
  JkkWindow *window;
};

G_DEFINE_FINAL_TYPE (JkkBackupsDialog, jkk_backups_dialog, ADW_TYPE_WINDOW)

static void read_list (JkkBackupsDialog *self);

static gint64
now_seconds (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

static void
show_text (GtkLabel *label, const char *text)
{
  gtk_label_set_text (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL);
}

/* A cancellation is what the person wanted. */
static const char *
said (const GError *error)
{
  return error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ? error->message : NULL;
}

static void
show_page (JkkBackupsDialog *self, const char *page)
{
  gboolean list = g_str_equal (page, "list");

  gtk_stack_set_visible_child_name (self->stack, page);
  gtk_widget_set_visible (self->run, list);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "backups.run", list);
  gtk_widget_grab_focus (list                            ? self->run
                         : g_str_equal (page, "confirm") ? self->back
                         : g_str_equal (page, "working") ? self->stop
                                                         : GTK_WIDGET (self->stack));
}

/* ---- What takes a while ------------------------------------------------------------------------------------------ */

static void
refresh_progress (JkkBackupsDialog *self)
{
  g_autofree char *stage = self->gauge != NULL ? jkk_backups_state_progress (self->gauge) : NULL;

  if (self->gauge == NULL)
    gtk_progress_bar_pulse (self->progress);
  else
    gtk_progress_bar_set_fraction (self->progress, jkk_backups_state_fraction (self->gauge, self->first));
  show_text (self->stage, stage);
}

static gboolean
tick_cb (gpointer data)
{
  refresh_progress (data);
  return G_SOURCE_CONTINUE;
}

/* What can be measured can be given up; the rest is short. */
static void
begin_work (JkkBackupsDialog *self, const char *text, gboolean measured, JkkBackupStage first)
{
  gtk_label_set_text (self->working_text, text);
  gtk_widget_set_visible (self->stop, measured);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->gauge, g_atomic_rc_box_release);
  if (measured)
    {
      self->cancellable = g_cancellable_new ();
      self->gauge = g_atomic_rc_box_new0 (JkkBackupGauge);
      self->first = first;
      jkk_backup_gauge_set (self->gauge, first, 0, 0);
    }
  refresh_progress (self);
  if (self->tick_id == 0)
    self->tick_id = g_timeout_add (TICK, tick_cb, self);
  show_page (self, "working");
}

static void
end_work (JkkBackupsDialog *self, const char *page)
{
  g_clear_handle_id (&self->tick_id, g_source_remove);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->gauge, g_atomic_rc_box_release);
  show_page (self, page);
}

static gboolean
is_gone (JkkBackupsDialog *self)
{
  return self->window == NULL;
}

static const char *
passphrase_of (JkkBackupsDialog *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->passphrase));

  return *text != '\0' ? text : NULL;
}

static JkkSafekeeping
keeping_of (JkkBackupsDialog *self)
{
  return (JkkSafekeeping){ .address = self->address, .passphrase = passphrase_of (self), .gauge = self->gauge };
}

/* ---- The list ---------------------------------------------------------------------------------------------------- */

static GtkWidget *
row_new (const JkkBackupRow *backup)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *title = g_markup_escape_text (backup->title, -1);
  g_autofree char *subtitle = g_markup_escape_text (backup->subtitle, -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_widget_set_tooltip_text (row, _ ("See what would be lost by restoring it"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  return row;
}

static void
refresh_list (JkkBackupsDialog *self)
{
  GtkWidget *row;

  g_clear_pointer (&self->state, jkk_backups_state_free);
  self->state = jkk_backups_state_new (self->backups, now_seconds ());
  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->rows))) != NULL)
    gtk_list_box_remove (self->rows, row);
  for (guint i = 0; i < self->state->rows->len; i++)
    gtk_list_box_append (self->rows, row_new (self->state->rows->pdata[i]));
  gtk_widget_set_visible (GTK_WIDGET (self->rows), self->state->rows->len > 0);
  gtk_widget_set_visible (self->passphrase_group, self->state->any_locked);
  show_text (self->notice, self->state->notice);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (JkkBackupsDialog) self = data;
  g_autoptr (GError) error = NULL;
  GPtrArray *backups = jkk_safekeeping_list_finish (result, &error);

  if (is_gone (self))
    {
      g_clear_pointer (&backups, g_ptr_array_unref);
      return;
    }
  g_clear_pointer (&self->backups, g_ptr_array_unref);
  self->backups = backups;
  if (error != NULL && !g_error_matches (error, JKK_ERROR, JKK_ERROR_NOT_FOUND))
    show_text (self->fault, error->message);
  refresh_list (self);
}

static void
read_list (JkkBackupsDialog *self)
{
  const JkkSafekeeping keeping = keeping_of (self);

  jkk_safekeeping_list_async (&keeping, listed_cb, g_object_ref (self));
}

/* ---- Making one -------------------------------------------------------------------------------------------------- */

static void
made_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (JkkBackupsDialog) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JkkBackupInfo) info = jkk_safekeeping_run_finish (result, &error);
  g_autofree char *text = info != NULL ? jkk_backups_state_made (info) : NULL;

  if (is_gone (self))
    return;
  end_work (self, "list");
  show_text (self->told, text);
  show_text (self->fault, said (error));
  read_list (self);
}

static void
run_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  JkkBackupsDialog *self = JKK_BACKUPS_DIALOG (widget);

  begin_work (self, _ ("Making a backup, and restoring it into a scratch copy to see that it is sound…"), TRUE,
              JKK_BACKUP_COPYING);
  show_text (self->told, NULL);
  show_text (self->fault, NULL);
  const JkkSafekeeping keeping = keeping_of (self);
  jkk_safekeeping_run_async (&keeping, self->cancellable, made_cb, g_object_ref (self));
}

/* ---- Restoring one ----------------------------------------------------------------------------------------------- */

static void
drop_restoration (JkkBackupsDialog *self)
{
  g_clear_pointer (&self->restoration, jkk_restoration_free);
}

static void
unpacked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (JkkBackupsDialog) self = data;
  g_autoptr (GError) error = NULL;
  JkkRestoration *restoration = jkk_restoration_new_finish (result, &error);

  if (is_gone (self))
    {
      g_clear_pointer (&restoration, jkk_restoration_free);
      return;
    }
  end_work (self, restoration != NULL ? "confirm" : "list");
  show_text (self->fault, said (error));
  if (restoration == NULL)
    return;
  drop_restoration (self);
  self->restoration = restoration;
  g_autofree char *loss = jkk_restoration_tell (restoration);
  gtk_label_set_text (self->loss, loss);
  show_text (self->confirm_fault, NULL);
  gtk_editable_set_text (GTK_EDITABLE (self->password), "");
}

/**
 * jkk_backups_dialog_choose:
 * @self: a dialog
 * @index: which backup, from 0 for the newest
 *
 * Unpacks and checks a backup, then asks whether it shall take the place of the office.
 */
void
jkk_backups_dialog_choose (JkkBackupsDialog *self, guint index)
{
  g_return_if_fail (JKK_IS_BACKUPS_DIALOG (self));

  if (self->backups == NULL || index >= self->backups->len)
    return;
  const JkkBackupInfo *info = self->backups->pdata[index];
  gtk_label_set_text (self->chosen, ((JkkBackupRow *) self->state->rows->pdata[index])->title);
  show_text (self->told, NULL);
  show_text (self->fault, NULL);
  begin_work (self, _ ("Unpacking the backup beside the office and checking all of it…"), TRUE, JKK_BACKUP_UNPACKING);
  const JkkSafekeeping keeping = keeping_of (self);
  jkk_restoration_new_async (&keeping, info->path, self->cancellable, unpacked_cb, g_object_ref (self));
}

static void
on_row_activated_cb (JkkBackupsDialog *self, GtkListBoxRow *row)
{
  jkk_backups_dialog_choose (self, (guint) gtk_list_box_row_get_index (row));
}

static void
back_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  JkkBackupsDialog *self = JKK_BACKUPS_DIALOG (widget);

  drop_restoration (self);
  show_page (self, "list");
}

static void
restored_cb (JkkWindow *window, const char *kept, const GError *error, gpointer data)
{
  g_autoptr (JkkBackupsDialog) self = data;
  g_autofree char *text = kept != NULL ? jkk_backups_state_kept (kept) : NULL;

  if (text != NULL)
    jkk_say_toast (GTK_WIDGET (window), text);
  if (is_gone (self))
    return;
  drop_restoration (self);
  end_work (self, "list");
  show_text (self->fault, said (error));
  if (text != NULL)
    gtk_window_close (GTK_WINDOW (self));
  else
    read_list (self);
}

static void
signed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (JkkBackupsDialog) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *given = jkk_restoration_go_on_finish (result, &error);

  if (is_gone (self))
    return;
  if (given == NULL)
    {
      end_work (self, "confirm");
      show_text (self->confirm_fault, error->message);
      gtk_widget_grab_focus (self->password);
      return;
    }
  gtk_label_set_text (self->working_text, _ ("Putting the backup in the place of the office…"));
  jkk_window_restore (self->window, self->restoration, restored_cb, g_object_ref (self));
}

static void
restore_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  JkkBackupsDialog *self = JKK_BACKUPS_DIALOG (widget);
  g_autofree char *login = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->login))));

  if (self->restoration == NULL)
    return;
  begin_work (self, _ ("Asking whether this administrator may…"), FALSE, JKK_BACKUP_COPYING);
  jkk_restoration_go_on_async (self->restoration, login, gtk_editable_get_text (GTK_EDITABLE (self->password)),
                               signed_cb, g_object_ref (self));
}

/* ---- The window -------------------------------------------------------------------------------------------------- */

static gboolean
is_working (JkkBackupsDialog *self)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "working") == 0;
}

static void
stop_or_close_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  JkkBackupsDialog *self = JKK_BACKUPS_DIALOG (widget);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  else if (g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "confirm") == 0)
    back_cb (widget, NULL, NULL);
  else if (!is_working (self))
    gtk_window_close (GTK_WINDOW (self));
}

/* A store that is being replaced is not left alone. */
static gboolean
jkk_backups_dialog_close_request (GtkWindow *window)
{
  JkkBackupsDialog *self = JKK_BACKUPS_DIALOG (window);

  if (is_working (self) && self->cancellable == NULL)
    return GDK_EVENT_STOP;
  g_cancellable_cancel (self->cancellable);
  return GTK_WINDOW_CLASS (jkk_backups_dialog_parent_class)->close_request (window);
}

static void
jkk_backups_dialog_dispose (GObject *object)
{
  JkkBackupsDialog *self = JKK_BACKUPS_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->tick_id, g_source_remove);
  self->window = NULL;
  G_OBJECT_CLASS (jkk_backups_dialog_parent_class)->dispose (object);
}

static void
jkk_backups_dialog_finalize (GObject *object)
{
  JkkBackupsDialog *self = JKK_BACKUPS_DIALOG (object);

  drop_restoration (self);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->gauge, g_atomic_rc_box_release);
  g_clear_pointer (&self->backups, g_ptr_array_unref);
  g_clear_pointer (&self->state, jkk_backups_state_free);
  g_free (self->address);
  G_OBJECT_CLASS (jkk_backups_dialog_parent_class)->finalize (object);
}

static void
jkk_backups_dialog_class_init (JkkBackupsDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = jkk_backups_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = jkk_backups_dialog_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = jkk_backups_dialog_close_request;
  gtk_widget_class_set_template_from_resource (widget_class, "/id/santun/Santun/jkk-backups-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, JkkBackupsDialog, run);
  gtk_widget_class_bind_template_child (widget_class, JkkBackupsDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, JkkBackupsDialog, told);
  gtk_widget_class_bind_template_child (widget_class, JkkBackupsDialog, fault);
  gtk_widget_class_bind_template_child (widget_class, JkkBackupsDialog, notice);
  gtk_widget_class_bind_template_child (widget_class, JkkBackupsDialog, passphrase_group);
  gtk_widget_class_bind_template_child (widget_class, JkkBackupsDialog, passphrase);
  gtk_widget_class_bind_template_child (widget_class, JkkBackupsDialog, rows);
  gtk_widget_class_bind_template_child (widget_class, JkkBackupsDialog, working_text);
  gtk_widget_class_bind_template_child (widget_class, JkkBackupsDialog, progress);
  gtk_widget_class_bind_template_child (widget_class, JkkBackupsDialog, stage);
  gtk_widget_class_bind_template_child (widget_class, JkkBackupsDialog, stop);
  gtk_widget_class_bind_template_child (widget_class, JkkBackupsDialog, chosen);
  gtk_widget_class_bind_template_child (widget_class, JkkBackupsDialog, loss);
  gtk_widget_class_bind_template_child (widget_class, JkkBackupsDialog, login);
  gtk_widget_class_bind_template_child (widget_class, JkkBackupsDialog, password);
  gtk_widget_class_bind_template_child (widget_class, JkkBackupsDialog, confirm_fault);
  gtk_widget_class_bind_template_child (widget_class, JkkBackupsDialog, back);
  gtk_widget_class_bind_template_child (widget_class, JkkBackupsDialog, elsewhere);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated_cb);
  gtk_widget_class_install_action (widget_class, "backups.run", NULL, run_cb);
  gtk_widget_class_install_action (widget_class, "backups.back", NULL, back_cb);
  gtk_widget_class_install_action (widget_class, "backups.restore", NULL, restore_cb);
  gtk_widget_class_install_action (widget_class, "backups.stop-or-close", NULL, stop_or_close_cb);
}

static void
jkk_backups_dialog_init (JkkBackupsDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
show_elsewhere (JkkBackupsDialog *self)
{
  g_autofree char *address = g_markup_escape_text (self->address, -1);
  /* Translators: address of a node. */
  g_autofree char *text = g_strdup_printf (
      _ ("This office is kept at “%s”. Its backups are made, and restored, on the computer of a node, by whoever looks "
         "after it: santunctl backup run --node FOLDER while everybody works, each day by santun-node-backup.timer. "
         "Ask when the last one was made."),
      address);

  adw_status_page_set_description (self->elsewhere, text);
  show_page (self, "elsewhere");
}

/**
 * jkk_backups_dialog_open:
 * @window: the window
 * @address: the store
 * @login: (nullable): who sits at the desk
 *
 * Returns: (transfer none): the dialog.
 */
JkkBackupsDialog *
jkk_backups_dialog_open (JkkWindow *window, const char *address, const char *login)
{
  JkkBackupsDialog *self = g_object_new (JKK_TYPE_BACKUPS_DIALOG, "transient-for", window, NULL);

  self->window = window;
  self->address = g_strdup (address);
  gtk_editable_set_text (GTK_EDITABLE (self->login), login != NULL ? login : "");
  gtk_window_present (GTK_WINDOW (self));
  if (jkk_safekeeping_is_elsewhere (address))
    show_elsewhere (self);
  else
    {
      show_page (self, "list");
      refresh_list (self);
      show_text (self->notice, NULL);
      read_list (self);
    }
  return self;
}

/* ---- The reminder ------------------------------------------------------------------------------------------------ */

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (JkkWindow) window = data;
  g_autoptr (GPtrArray) backups = jkk_safekeeping_list_finish (result, NULL);
  g_autoptr (JkkBackupsState) state = jkk_backups_state_new (backups, now_seconds ());

  if (state->notice != NULL && g_action_group_get_action_enabled (G_ACTION_GROUP (window), "backups"))
    jkk_say_offer (GTK_WIDGET (window), state->notice, _ ("_Backups…"), "win.backups");
}

/**
 * jkk_backups_remind:
 * @window: the window
 * @office: the office in which somebody has just signed in
 *
 * Calmly offers an administrator of a real office to make a backup when the newest one is a week old, or there is none.
 */
void
jkk_backups_remind (JkkWindow *window, JkkOffice *office)
{
  const JkkAccount *person = jkk_office_get_person (office);
  const JkkSafekeeping keeping = { .address = jkk_office_get_address (office) };

  if (person == NULL || (person->roles & JKK_ROLE_ADMINISTRATOR) == 0 || jkk_office_is_demo (office) ||
      jkk_safekeeping_is_elsewhere (keeping.address))
    return;
  jkk_safekeeping_list_async (&keeping, looked_cb, g_object_ref (window));
}
