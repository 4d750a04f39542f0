#include "jkk-send-dialog.h"

#include <glib/gi18n-lib.h>

#include "jkk-field-row.h"
#include "jkk-letter-view.h"
#include "jkk-outgoing.h"
#include "jkk-say.h"
#include "jkk-send-state.h"
#include "jkk-text.h"

#define JKK_TYPE_SEND_DIALOG (jkk_send_dialog_get_type ())
G_DECLARE_FINAL_TYPE (JkkSendDialog, jkk_send_dialog, JKK, SEND_DIALOG, AdwWindow)

struct _JkkSendDialog
{
  AdwWindow parent_instance;

  /* Owned */
  JkkOffice *office;
  gint64 case_id;
  char *first_kind;
  char *first_partner;
  char *answers;
  JkkMessage *answered;
  JkkCaseFile *file;
  JkkPostSending *sending;
  JkkMessage *message; /* as it would be sent */
  GHashTable *typed;   /* path → text that is not acceptable */
  GHashTable *wrong;   /* path → why not */
  GPtrArray *rows;     /* (borrowed) JkkFieldRow */
  GCancellable *cancellable;
  JkkSent callback;
  gpointer user_data;
  GDestroyNotify destroy;
  gboolean working;

  /* Template */
  AdwWindowTitle *window_title;
  GtkStack *stack;
  GtkDropDown *kind;
  GtkDropDown *partner;
  GtkLabel *answers_label;
  GtkBox *fields;
  GtkWidget *missing;
  GtkLabel *missing_text;
  GtkBox *sent;
  GtkBox *preview;
};

G_DEFINE_FINAL_TYPE (JkkSendDialog, jkk_send_dialog, ADW_TYPE_WINDOW)

static const char *
chosen_kind (JkkSendDialog *self)
{
  return jkk_send_state_kinds ()[gtk_drop_down_get_selected (self->kind)];
}

static const JkkPartner *
chosen_partner (JkkSendDialog *self)
{
  guint at = gtk_drop_down_get_selected (self->partner);

  return at < self->sending->partners->len ? self->sending->partners->pdata[at] : NULL;
}

/* ---- What is shown ----------------------------------------------------------------------------------------------- */

static gboolean
is_needed (const JkkMessage *message, const char *path)
{
  const JkkMessageKind *kind = jkk_message_kind_find (message->kind);
  g_autofree char *value = jkk_message_get_text (message, path);

  return g_strv_contains (kind->needed, path) && (value == NULL || *value == '\0');
}

static void
refresh_row (JkkSendDialog *self, JkkFieldRow *row)
{
  const char *path = jkk_field_row_get_path (row);
  const char *typed = g_hash_table_lookup (self->typed, path);
  JkkFieldState *state = g_new0 (JkkFieldState, 1);

  state->text = typed != NULL ? g_strdup (typed) : jkk_send_state_text (self->message, jkk_field_row_get_field (row));
  state->error = g_strdup (g_hash_table_lookup (self->wrong, path));
  state->needed = is_needed (self->message, path);
  state->editable = TRUE;
  jkk_field_row_take_state (row, state);
}

static void
refresh_preview (JkkSendDialog *self)
{
  g_autoptr (GPtrArray) blocks = jkk_letter_state_blocks (self->message);
  g_autofree char *text = jkk_send_state_hindrance (self->message, chosen_partner (self));
  gboolean wrong = g_hash_table_size (self->wrong) > 0;

  jkk_box_clear (self->preview);
  jkk_letter_view_blocks (self->preview, blocks);
  gtk_label_set_text (self->missing_text, text != NULL ? text : "");
  gtk_widget_set_visible (self->missing, text != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "send.go", text == NULL && !wrong && !self->working);
}

static void
refresh_values (JkkSendDialog *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    refresh_row (self, self->rows->pdata[i]);
  refresh_preview (self);
}

static void
refresh_sent (JkkSendDialog *self)
{
  const JkkPartner *partner = chosen_partner (self);
  guint n = 0;

  jkk_box_clear (self->sent);
  for (guint i = 0; partner != NULL && i < self->sending->sent->len; i++)
    {
      const JkkPostOut *sent = self->sending->sent->pdata[i];
      g_autofree char *line = jkk_send_state_sent (sent);

      if (g_strcmp0 (sent->partner, partner->code) != 0)
        continue;
      gtk_box_append (self->sent, jkk_text_new (line, "jkk-source"));
      n++;
    }
  if (n == 0)
    gtk_box_append (self->sent, jkk_text_new (_ ("Nothing has been sent yet."), "jkk-source"));
}

/* The line of the ledger that the message settles, if any. */
static void
refresh_answers (JkkSendDialog *self)
{
  const JkkPartner *partner = chosen_partner (self);
  gboolean given = self->answers != NULL && partner != NULL && g_strcmp0 (partner->code, self->first_partner) == 0 &&
                   g_strcmp0 (self->message->kind, self->first_kind) == 0;
  const JkkOwed *owed = partner != NULL && !given ? jkk_send_state_owed (self->sending->owed, partner->code,
                                                                         self->message->kind, self->case_id)
                                                  : NULL;

  jkk_set_str (&self->message->answers, given ? self->answers : owed != NULL ? owed->guid : NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->answers_label), self->message->answers != NULL);
  gtk_label_set_text (self->answers_label,
                      _ ("It answers a message of this partner; nothing more is owed for it then."));
}

static void
make_rows (JkkSendDialog *self)
{
  const JkkMessageKind *kind = jkk_message_kind_find (self->message->kind);

  g_ptr_array_set_size (self->rows, 0);
  jkk_box_clear (self->fields);
  for (guint i = 0; i < kind->type->n_fields; i++)
    {
      const JkkField *field = &kind->type->fields[i];
      g_autofree char *path = g_strconcat (kind->type->name, ".", field->name, NULL);
      GtkWidget *row = jkk_field_row_new (field, path);

      g_ptr_array_add (self->rows, row);
      gtk_box_append (self->fields, row);
    }
}

static void
begin_message (JkkSendDialog *self)
{
  const JkkMessage *answered =
      self->answered != NULL && g_strcmp0 (chosen_kind (self), self->first_kind) == 0 ? self->answered : NULL;

  g_clear_pointer (&self->message, jkk_message_free);
  g_hash_table_remove_all (self->typed);
  g_hash_table_remove_all (self->wrong);
  self->message = jkk_outgoing_new (chosen_kind (self), self->file, answered, jkk_today ());
  make_rows (self);
  refresh_answers (self);
  refresh_values (self);
}

static void
kind_chosen_cb (JkkSendDialog *self)
{
  begin_message (self);
}

static void
partner_chosen_cb (JkkSendDialog *self)
{
  refresh_answers (self);
  refresh_sent (self);
  refresh_preview (self);
}

/* ---- Typing ------------------------------------------------------------------------------------------------------ */

static void
edit_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  JkkSendDialog *self = JKK_SEND_DIALOG (widget);
  g_autoptr (GError) error = NULL;
  const char *path, *text;

  g_variant_get (parameter, "(&s&s)", &path, &text);
  if (jkk_message_set_text (self->message, path, text, &error))
    {
      g_hash_table_remove (self->typed, path);
      g_hash_table_remove (self->wrong, path);
    }
  else
    {
      g_hash_table_replace (self->typed, g_strdup (path), g_strdup (text));
      g_hash_table_replace (self->wrong, g_strdup (path), g_strdup (error->message));
    }
  refresh_preview (self);
}

/* The hand has left the field: now it is shown as it was understood. */
static void
settle_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  refresh_values (JKK_SEND_DIALOG (widget));
}

static void
nothing_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
}

/* ---- Sending ----------------------------------------------------------------------------------------------------- */

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (JkkSendDialog) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JkkOutcome) outcome = jkk_office_do_finish (JKK_OFFICE (source), result, &error);

  self->working = FALSE;
  if (outcome == NULL)
    {
      refresh_preview (self);
      jkk_say (GTK_WIDGET (self->stack), error);
      return;
    }
  /* It lies in the outbox a moment later; where a round is under way, after that one. */
  jkk_postbox_round_async (JKK_OFFICE (source), NULL, NULL, NULL, NULL);
  if (self->callback != NULL)
    self->callback (self->user_data);
  gtk_window_close (GTK_WINDOW (self));
}

static void
go_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  JkkSendDialog *self = JKK_SEND_DIALOG (widget);
  const JkkPartner *partner = self->sending != NULL ? chosen_partner (self) : NULL;

  if (partner == NULL || self->message == NULL || self->working)
    return;
  JkkRequest request = { .outgoing = self->message, .partner = partner, .case_id = self->case_id };
  self->working = TRUE;
  refresh_preview (self);
  jkk_office_do_async (self->office, "send-message", &request, NULL, sent_cb, g_object_ref (self));
}

/* ---- Opening ----------------------------------------------------------------------------------------------------- */

static void
fill_choices (JkkSendDialog *self)
{
  g_autoptr (GtkStringList) kinds = gtk_string_list_new (NULL), partners = gtk_string_list_new (NULL);
  const char *const *names = jkk_send_state_kinds ();
  const JkkCase *jcase = self->file != NULL ? self->file->jcase : NULL;
  const char *kind = self->first_kind != NULL ? self->first_kind : jkk_send_state_kind_for (jcase);

  for (guint i = 0; names[i] != NULL; i++)
    gtk_string_list_append (kinds, jkk_letter_kind_label (names[i]));
  gtk_drop_down_set_model (self->kind, G_LIST_MODEL (kinds));
  for (guint i = 0; names[i] != NULL; i++)
    if (g_str_equal (names[i], kind))
      gtk_drop_down_set_selected (self->kind, i);
  if (self->first_partner == NULL)
    self->first_partner = g_strdup (jkk_send_state_partner_for (self->sending->partners, kind, jcase));
  for (guint i = 0; i < self->sending->partners->len; i++)
    gtk_string_list_append (partners, ((JkkPartner *) self->sending->partners->pdata[i])->name);
  gtk_drop_down_set_model (self->partner, G_LIST_MODEL (partners));
  gtk_drop_down_set_selected (self->partner, GTK_INVALID_LIST_POSITION);
  for (guint i = 0; i < self->sending->partners->len; i++)
    if (g_strcmp0 (((JkkPartner *) self->sending->partners->pdata[i])->code, self->first_partner) == 0)
      gtk_drop_down_set_selected (self->partner, i);
}

static void
begin (JkkSendDialog *self)
{
  if (self->sending->partners->len == 0)
    {
      gtk_stack_set_visible_child_name (self->stack, "nobody");
      return;
    }
  fill_choices (self);
  begin_message (self);
  refresh_sent (self);
  g_signal_connect_swapped (self->kind, "notify::selected", G_CALLBACK (kind_chosen_cb), self);
  g_signal_connect_swapped (self->partner, "notify::selected", G_CALLBACK (partner_chosen_cb), self);
  gtk_stack_set_visible_child_name (self->stack, "write");
  gtk_widget_grab_focus (GTK_WIDGET (chosen_partner (self) != NULL ? self->kind : self->partner));
}

static void
failed (JkkSendDialog *self, const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  jkk_say (GTK_WIDGET (self->stack), error);
}

static void
sending_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (JkkSendDialog) self = data;
  g_autoptr (GError) error = NULL;

  self->sending = jkk_postbox_sending_finish (JKK_OFFICE (source), result, &error);
  if (self->sending == NULL)
    failed (self, error);
  else
    begin (self);
}

static void
case_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (JkkSendDialog) self = data;
  g_autoptr (GError) error = NULL;

  self->file = jkk_office_load_finish (JKK_OFFICE (source), result, &error);
  if (self->file == NULL)
    {
      failed (self, error);
      return;
    }
  g_autofree char *about =
      g_strdup_printf ("%s · %s", self->file->jcase->cover.number,
                       self->file->jcase->participant.name != NULL ? self->file->jcase->participant.name : "—");
  adw_window_title_set_subtitle (self->window_title, about);
  jkk_postbox_sending_async (self->office, self->cancellable, sending_read_cb, g_object_ref (self));
}

static void
jkk_send_dialog_dispose (GObject *object)
{
  JkkSendDialog *self = JKK_SEND_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  if (self->destroy != NULL)
    g_steal_pointer (&self->destroy) (self->user_data);
  self->callback = NULL;
  G_OBJECT_CLASS (jkk_send_dialog_parent_class)->dispose (object);
}

static void
jkk_send_dialog_finalize (GObject *object)
{
  JkkSendDialog *self = JKK_SEND_DIALOG (object);

  g_free (self->first_kind);
  g_free (self->first_partner);
  g_free (self->answers);
  g_clear_pointer (&self->answered, jkk_message_free);
  g_clear_pointer (&self->file, jkk_case_file_free);
  g_clear_pointer (&self->sending, jkk_post_sending_free);
  g_clear_pointer (&self->message, jkk_message_free);
  g_hash_table_unref (self->typed);
  g_hash_table_unref (self->wrong);
  g_ptr_array_unref (self->rows);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->office);
  G_OBJECT_CLASS (jkk_send_dialog_parent_class)->finalize (object);
}

static void
jkk_send_dialog_class_init (JkkSendDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = jkk_send_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = jkk_send_dialog_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, "/id/santun/Santun/jkk-send-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, JkkSendDialog, window_title);
  gtk_widget_class_bind_template_child (widget_class, JkkSendDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, JkkSendDialog, kind);
  gtk_widget_class_bind_template_child (widget_class, JkkSendDialog, partner);
  gtk_widget_class_bind_template_child_full (widget_class, "answers", FALSE,
                                             G_STRUCT_OFFSET (JkkSendDialog, answers_label));
  gtk_widget_class_bind_template_child (widget_class, JkkSendDialog, fields);
  gtk_widget_class_bind_template_child (widget_class, JkkSendDialog, missing);
  gtk_widget_class_bind_template_child (widget_class, JkkSendDialog, missing_text);
  gtk_widget_class_bind_template_child (widget_class, JkkSendDialog, sent);
  gtk_widget_class_bind_template_child (widget_class, JkkSendDialog, preview);
  gtk_widget_class_install_action (widget_class, "send.go", NULL, go_cb);
  /* What the rows ask of the page around them; see jkk-field-row.h. */
  gtk_widget_class_install_action (widget_class, "case.edit", "(ss)", edit_cb);
  gtk_widget_class_install_action (widget_class, "case.settle", "s", settle_cb);
  gtk_widget_class_install_action (widget_class, "case.visit", "s", nothing_cb);
  gtk_widget_class_install_action (widget_class, "case.jump", "s", nothing_cb);
}

static void
jkk_send_dialog_init (JkkSendDialog *self)
{
  self->typed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->wrong = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->rows = g_ptr_array_new ();
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "send.go", FALSE);
}

/**
 * jkk_send_dialog_open:
 * @parent: (nullable): the window
 * @office: the office
 * @start: what is known already
 * @callback: (nullable): called when the message was sent
 * @user_data: for @callback
 * @destroy: (nullable): frees @user_data
 *
 * Writes a message to a partner: kind, addressee, what the office says, and beside it what the partner will read.
 */
void
jkk_send_dialog_open (GtkWindow *parent,
                      JkkOffice *office,
                      const JkkSendStart *start,
                      JkkSent callback,
                      gpointer user_data,
                      GDestroyNotify destroy)
{
  g_return_if_fail (JKK_IS_OFFICE (office) && start != NULL);

  JkkSendDialog *self = g_object_new (JKK_TYPE_SEND_DIALOG, "transient-for", parent, NULL);

  self->office = g_object_ref (office);
  self->case_id = start->case_id;
  self->first_kind = g_strdup (start->kind);
  self->first_partner = g_strdup (start->partner);
  self->answers = g_strdup (start->answers);
  self->answered = start->message != NULL ? jkk_message_copy (start->message) : NULL;
  self->callback = callback;
  self->user_data = user_data;
  self->destroy = destroy;
  gtk_window_present (GTK_WINDOW (self));
  if (self->case_id != 0)
    jkk_office_load_async (office, self->case_id, self->cancellable, case_read_cb, g_object_ref (self));
  else
    jkk_postbox_sending_async (office, self->cancellable, sending_read_cb, g_object_ref (self));
}
