#include <glib/gi18n-lib.h>
#include <string.h>

#include "jkk-case-picker.h"
#include "jkk-inbox-page-private.h"
#include "jkk-letter-view.h"
#include "jkk-print.h"
#include "jkk-reason-dialog.h"
#include "jkk-say.h"
#include "jkk-send-dialog.h"

static GtkWindow *
window_of (JkkInboxPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

static void
tell_done (JkkInboxPage *self, const JkkOutcome *outcome)
{
  g_autofree char *text = NULL;

  if (outcome->jcase == NULL)
    return;
  text = g_strdup_printf (_ ("The message lies with case %s now."), outcome->jcase->cover.number);
  jkk_say_toast (GTK_WIDGET (self), text);
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (JkkInboxPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JkkOutcome) outcome = jkk_office_do_finish (JKK_OFFICE (source), result, &error);

  self->doing = FALSE;
  if (JKK_OFFICE (source) != self->office)
    return;
  if (outcome == NULL)
    jkk_say (GTK_WIDGET (self), error);
  else
    tell_done (self, outcome);
  /* A receipt may wait for the outbox. */
  if (outcome != NULL && outcome->jcase == NULL)
    jkk_post_watch_look (self->watch);
  jkk_inbox_page_read_again (self);
}

static void
do_deed (JkkInboxPage *self, const char *deed, const JkkRequest *request)
{
  self->doing = TRUE;
  jkk_inbox_page_refresh_deeds (self);
  jkk_office_do_async (self->office, deed, request, NULL, done_cb, g_object_ref (self));
}

/* A request about the message that is shown. */
static JkkRequest
request_of (JkkInboxPage *self)
{
  const JkkPostLetter *letter = self->letter;
  JkkRequest request = { .message = letter->message };

  if (letter->entry != NULL)
    {
      request.post_id = letter->entry->id;
      request.message_sha256 = letter->entry->sha256;
    }
  return request;
}

/* ---- Into a case ------------------------------------------------------------------------------------------------- */

static void
take_over (JkkInboxPage *self, char **paths)
{
  JkkRequest request = request_of (self);

  request.case_id = self->letter->jcase->id;
  request.revision = self->letter->jcase->revision;
  request.paths = (const char *const *) paths;
  do_deed (self, "take-over", &request);
}

static void
keep_with_case (JkkInboxPage *self)
{
  JkkRequest request = request_of (self);

  request.case_id = self->letter->jcase->id;
  do_deed (self, "file-post", &request);
}

static void
settle_owed_cb (const char *reason, gpointer data)
{
  JkkInboxPage *self = data;
  JkkRequest request = { .owed_id = self->owed_id, .reason = reason };

  if (self->letter != NULL && !self->doing)
    do_deed (self, "settle-owed", &request);
}

/* Read anew with the keys of today; a wrong signature stays outside. */
static void
released_cb (const char *reason, gpointer data)
{
  JkkInboxPage *self = data;
  g_autoptr (GError) error = NULL;

  if (self->letter == NULL || self->doing)
    return;
  g_autoptr (JkkPostIn) entry = jkk_postbox_release (self->office, self->id, reason, &error);
  if (entry == NULL)
    jkk_say (GTK_WIDGET (self), error);
  jkk_post_watch_look (self->watch);
  jkk_inbox_page_read_again (self);
}

static void
primary_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  JkkInboxPage *self = JKK_INBOX_PAGE (widget);

  if (self->letter == NULL || self->doing)
    return;
  g_auto (GStrv) paths = self->differences != NULL ? jkk_import_state_paths (self->differences) : NULL;
  gboolean any = paths != NULL && paths[0] != NULL;
  gboolean paper = self->letter->message != NULL && self->letter->message->file != NULL;
  if (self->deeds->take_over && (any || paper))
    take_over (self, paths);
  else if (self->deeds->file)
    keep_with_case (self);
  else if (self->deeds->release)
    jkk_reason_dialog_open (window_of (self), _ ("Release"),
                            _ ("Why is it read anew? It comes in only if its signature is good by now."), released_cb,
                            g_object_ref (self), g_object_unref);
  else if (self->deeds->settle_owed)
    jkk_reason_dialog_open (window_of (self), _ ("Settle"), _ ("Why is no message needed any more?"), settle_owed_cb,
                            g_object_ref (self), g_object_unref);
}

static void
new_case_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  JkkInboxPage *self = JKK_INBOX_PAGE (widget);

  if (self->letter == NULL || self->doing)
    return;
  g_autoptr (JkkCase) jcase = jkk_exchange_new_case (self->letter->message);
  JkkRequest request = request_of (self);
  request.edited = jcase;
  do_deed (self, "take-in", &request);
}

static void
case_picked_cb (gint64 case_id, gpointer data)
{
  JkkInboxPage *self = data;

  if (self->letter == NULL)
    return;
  self->case_id = case_id;
  g_hash_table_remove_all (self->unchosen);
  jkk_inbox_page_read_letter (self, FALSE);
}

static void
other_case_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  JkkInboxPage *self = JKK_INBOX_PAGE (widget);
  const JkkPostIn *entry = self->letter != NULL ? self->letter->entry : NULL;

  if (entry != NULL)
    jkk_case_picker_open (window_of (self), self->office, entry->participant_name, case_picked_cb, g_object_ref (self),
                          g_object_unref);
}

static void
open_case_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  JkkInboxPage *self = JKK_INBOX_PAGE (widget);

  if (self->letter != NULL && self->letter->jcase != NULL)
    gtk_widget_activate_action (widget, "win.open-case", "x", self->letter->jcase->id);
}

/* ---- Refused, laid aside, answered ------------------------------------------------------------------------------- */

static void
refused_cb (const char *reason, gpointer data)
{
  JkkInboxPage *self = data;
  JkkRequest request = { .post_id = self->id, .reason = reason };

  if (self->letter != NULL && !self->doing)
    do_deed (self, "refuse-post", &request);
}

static void
laid_aside_cb (const char *reason, gpointer data)
{
  JkkInboxPage *self = data;
  JkkRequest request = { .post_id = self->letter != NULL && self->letter->entry != NULL ? self->letter->entry->id : 0,
                         .reason = reason };

  if (request.post_id != 0 && !self->doing)
    do_deed (self, "settle-post", &request);
}

static void
refuse_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  JkkInboxPage *self = JKK_INBOX_PAGE (widget);

  jkk_reason_dialog_open (window_of (self), _ ("Refuse"),
                          _ ("Why is it refused? The sender gets these words in a receipt."), refused_cb,
                          g_object_ref (self), g_object_unref);
}

static void
aside_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  JkkInboxPage *self = JKK_INBOX_PAGE (widget);
  gboolean faulty = self->letter != NULL && self->letter->entry != NULL && self->letter->entry->state != JKK_POST_NEW;

  jkk_reason_dialog_open (window_of (self), faulty ? _ ("Dealt With") : _ ("Lay Aside"),
                          faulty ? _ ("What was done about it?")
                                 : _ ("Why is it laid aside? The sender is not told; the message is kept."),
                          laid_aside_cb, g_object_ref (self), g_object_unref);
}

static void
sent_cb (gpointer data)
{
  JkkInboxPage *self = data;

  jkk_post_watch_look (self->watch);
}

static void
answer_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  JkkInboxPage *self = JKK_INBOX_PAGE (widget);
  const JkkPostLetter *letter = self->letter;

  if (letter == NULL || letter->entry == NULL || self->deeds->answer == NULL)
    return;
  jkk_send_dialog_open (window_of (self), self->office,
                        &(JkkSendStart){ .case_id = letter->jcase != NULL ? letter->jcase->id : 0,
                                         .kind = self->deeds->answer,
                                         .partner = letter->entry->partner,
                                         .answers = letter->entry->guid,
                                         .message = letter->message },
                        sent_cb, g_object_ref (self), g_object_unref);
}

static void
printed_cb (JkkPrintResult result, const char *message, const gboolean *pages, gpointer data)
{
  g_autoptr (JkkInboxPage) self = data;

  if (result == JKK_PRINT_FAILED)
    jkk_say_toast (GTK_WIDGET (self), message);
}

static void
print_receipt_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  JkkInboxPage *self = JKK_INBOX_PAGE (widget);
  const JkkMessage *receipt = self->letter != NULL ? self->letter->receipt : NULL;
  g_autoptr (GError) error = NULL;

  if (receipt == NULL)
    return;
  g_autoptr (JkkPrintout) paper = jkk_postbox_receipt_paper (self->office, receipt, &error);
  g_autoptr (JkkPrintRun) run = paper != NULL ? jkk_print_run_new_paper (paper, &error) : NULL;
  if (run == NULL)
    {
      jkk_say (widget, error);
      return;
    }
  g_autoptr (GtkPrintOperation) operation =
      jkk_print (window_of (self), run, _ ("Receipt of a message"), NULL, printed_cb, g_object_ref (self));
}

static void
choose_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  jkk_letter_view_choose (JKK_INBOX_PAGE (widget)->differences_box, g_str_equal (name, "inbox.all"));
}

/**
 * jkk_inbox_page_install_deeds:
 * @widget_class: the page's class
 */
void
jkk_inbox_page_install_deeds (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "inbox.primary", NULL, primary_cb);
  gtk_widget_class_install_action (widget_class, "inbox.new-case", NULL, new_case_cb);
  gtk_widget_class_install_action (widget_class, "inbox.other-case", NULL, other_case_cb);
  gtk_widget_class_install_action (widget_class, "inbox.open-case", NULL, open_case_cb);
  gtk_widget_class_install_action (widget_class, "inbox.refuse", NULL, refuse_cb);
  gtk_widget_class_install_action (widget_class, "inbox.aside", NULL, aside_cb);
  gtk_widget_class_install_action (widget_class, "inbox.answer", NULL, answer_cb);
  gtk_widget_class_install_action (widget_class, "inbox.print-receipt", NULL, print_receipt_cb);
  gtk_widget_class_install_action (widget_class, "inbox.all", NULL, choose_cb);
  gtk_widget_class_install_action (widget_class, "inbox.none", NULL, choose_cb);
}
