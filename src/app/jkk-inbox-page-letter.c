#include <glib/gi18n-lib.h>

#include "jkk-inbox-page-private.h"
#include "jkk-letter-view.h"
#include "jkk-say.h"
#include "jkk-text.h"

/* ---- What can be done -------------------------------------------------------------------------------------------- */

static guint
count_chosen (JkkInboxPage *self)
{
  guint n = 0;

  for (guint i = 0; self->differences != NULL && i < self->differences->len; i++)
    n += ((JkkImportRow *) self->differences->pdata[i])->chosen ? 1 : 0;
  return n;
}

static gboolean
brings_paper (JkkInboxPage *self)
{
  return self->letter->message != NULL && self->letter->message->file != NULL;
}

static char *
primary_label (JkkInboxPage *self)
{
  guint n = count_chosen (self);

  if (self->deeds->take_over && (n > 0 || brings_paper (self)))
    return n > 0 ? g_strdup_printf (ngettext ("_Take over %u value", "_Take over %u values", n), n)
                 : g_strdup (_ ("_Take Over the Paper"));
  if (self->deeds->file)
    return g_strdup (_ ("_Keep with Case"));
  if (self->deeds->release)
    return g_strdup (_ ("Release from _Quarantine…"));
  if (self->deeds->settle_owed)
    return g_strdup (_ ("_Settle with a Reason…"));
  return NULL;
}

static void
show_button (JkkInboxPage *self, GtkWidget *button, const char *action, gboolean may)
{
  gtk_widget_set_visible (button, may);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), action, may && !self->doing);
}

/**
 * jkk_inbox_page_refresh_deeds:
 * @self: a page that shows a message
 *
 * Offers what the person may do now.
 */
void
jkk_inbox_page_refresh_deeds (JkkInboxPage *self)
{
  const JkkLetterDeeds *deeds = self->deeds;
  g_autofree char *primary = primary_label (self);
  gboolean faulty = self->letter->entry != NULL && self->letter->entry->state != JKK_POST_NEW;

  if (primary != NULL)
    gtk_button_set_label (self->primary, primary);
  show_button (self, GTK_WIDGET (self->primary), "inbox.primary", primary != NULL);
  show_button (self, self->new_case, "inbox.new-case", deeds->new_case);
  show_button (self, self->other_case, "inbox.other-case", deeds->other_case);
  show_button (self, self->answer, "inbox.answer", deeds->answer != NULL);
  show_button (self, self->open_case, "inbox.open-case", self->letter->jcase != NULL);
  show_button (self, self->refuse, "inbox.refuse", deeds->refuse);
  show_button (self, GTK_WIDGET (self->aside), "inbox.aside", deeds->aside);
  gtk_button_set_label (self->aside, faulty ? _ ("_Dealt With…") : _ ("_Lay Aside…"));
}

/* ---- What it says ------------------------------------------------------------------------------------------------ */

static void
show_message (JkkInboxPage *self)
{
  g_autoptr (GPtrArray) blocks = self->letter->message != NULL ? jkk_letter_state_blocks (self->letter->message) : NULL;
  g_autoptr (GPtrArray) file = jkk_letter_state_file (self->letter, self->desk->partners);

  jkk_box_clear (self->letter_box);
  if (blocks != NULL)
    jkk_letter_view_blocks (self->letter_box, blocks);
  jkk_letter_view_blocks (self->letter_box, file);
}

static void
show_receipt (JkkInboxPage *self)
{
  g_autofree char *receipt = jkk_letter_state_receipt (self->letter);
  gboolean refused = self->letter->entry != NULL && self->letter->receipt != NULL &&
                     g_strcmp0 (((JkkReceipt *) self->letter->receipt->own)->result, "ditolak") == 0;

  jkk_box_clear (self->faults);
  show_button (self, self->print_receipt, "inbox.print-receipt", self->letter->receipt != NULL);
  if (receipt != NULL)
    gtk_box_append (self->faults, jkk_text_new (receipt, "jkk-letter-heading"));
  if (self->letter->receipt != NULL)
    jkk_letter_view_faults (self->faults, self->letter->receipt->faults, refused);
}

static void
case_toggled_cb (GtkCheckButton *button, JkkInboxPage *self)
{
  const gint64 *case_id = g_object_get_data (G_OBJECT (button), "jkk-case-id");

  if (self->refreshing || !gtk_check_button_get_active (button))
    return;
  self->case_id = *case_id;
  g_hash_table_remove_all (self->unchosen);
  jkk_inbox_page_read_letter (self, FALSE);
}

static void
show_matches (JkkInboxPage *self)
{
  const JkkPostLetter *letter = self->letter;
  gboolean waits = letter->entry != NULL && letter->entry->state == JKK_POST_NEW && letter->message != NULL;

  jkk_box_clear (self->matches);
  if (!waits)
    return;
  gtk_box_append (self->matches,
                  jkk_text_new (letter->matches->len > 0 ? _ ("It may belong to") : _ ("No case fits this message."),
                                "jkk-letter-heading"));
  self->refreshing = TRUE;
  jkk_letter_view_matches (self->matches, letter->matches, letter->jcase != NULL ? letter->jcase->id : 0,
                           G_CALLBACK (case_toggled_cb), self);
  self->refreshing = FALSE;
}

static void
difference_toggled_cb (GtkCheckButton *button, JkkInboxPage *self)
{
  JkkImportRow *row = g_object_get_data (G_OBJECT (button), "jkk-row");

  row->chosen = gtk_check_button_get_active (button);
  if (row->chosen)
    g_hash_table_remove (self->unchosen, row->path);
  else
    g_hash_table_add (self->unchosen, g_strdup (row->path));
  jkk_inbox_page_refresh_deeds (self);
}

static void
show_differences (JkkInboxPage *self)
{
  const JkkPostLetter *letter = self->letter;
  gboolean compares =
      letter->jcase != NULL && letter->message != NULL && letter->entry != NULL && letter->entry->state == JKK_POST_NEW;
  g_autofree char *title = NULL;

  jkk_box_clear (self->differences_box);
  g_clear_pointer (&self->differences, g_ptr_array_unref);
  if (compares)
    self->differences = jkk_import_state_rows (letter->jcase, letter->message);
  for (guint i = 0; compares && i < self->differences->len; i++)
    {
      JkkImportRow *row = self->differences->pdata[i];

      row->chosen = self->deeds->take_over && !g_hash_table_contains (self->unchosen, row->path);
    }
  if (compares)
    title = self->differences->len > 0
                ? g_strdup_printf (_ ("Differences to case %s"), letter->jcase->cover.number)
                : g_strdup_printf (_ ("Case %s says all of this already."), letter->jcase->cover.number);
  gtk_label_set_text (self->difference_title, title != NULL ? title : "");
  gtk_widget_set_visible (self->difference_head, compares);
  gtk_widget_set_visible (self->all, compares && self->differences->len > 1 && self->deeds->take_over);
  gtk_widget_set_visible (self->none, compares && self->differences->len > 1 && self->deeds->take_over);
  gtk_label_set_text (self->why_not_text, self->deeds->why_not != NULL ? self->deeds->why_not : "");
  gtk_widget_set_visible (self->why_not, self->deeds->why_not != NULL);
  if (compares)
    jkk_letter_view_differences (self->differences_box, self->differences, G_CALLBACK (difference_toggled_cb), self);
  gtk_widget_set_sensitive (GTK_WIDGET (self->differences_box), self->deeds->take_over);
}

static void
scroll_to_top (GtkScrolledWindow *scroller)
{
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (scroller), 0);
}

/**
 * jkk_inbox_page_show_letter:
 * @self: the page
 * @fresh: whether it is another message than the one shown before
 *
 * Pours the message into the widgets.
 */
void
jkk_inbox_page_show_letter (JkkInboxPage *self, gboolean fresh)
{
  g_autofree char *title = jkk_letter_state_title (self->letter);
  g_autofree char *subtitle = jkk_letter_state_subtitle (self->letter, self->desk->partners);

  g_clear_pointer (&self->deeds, jkk_letter_deeds_free);
  self->deeds =
      jkk_letter_state_deeds (self->letter, jkk_inbox_page_get_owed (self), jkk_office_get_person (self->office));
  gtk_label_set_text (self->title, title);
  gtk_label_set_text (self->subtitle, subtitle);
  if (fresh)
    show_message (self);
  show_receipt (self);
  show_matches (self);
  show_differences (self);
  jkk_inbox_page_refresh_deeds (self);
  gtk_stack_set_visible_child_name (self->letter_stack, "letter");
  if (!fresh)
    return;
  scroll_to_top (self->letter_scroller);
  scroll_to_top (self->work_scroller);
}

/* ---- Reading ----------------------------------------------------------------------------------------------------- */

typedef struct
{
  JkkInboxPage *page;
  gboolean fresh;
} Reading;

static void
letter_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree Reading *reading = data;
  g_autoptr (JkkInboxPage) self = reading->page;
  g_autoptr (GError) error = NULL;
  g_autoptr (JkkPostLetter) letter = jkk_postbox_letter_finish (JKK_OFFICE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || JKK_OFFICE (source) != self->office ||
      self->desk == NULL)
    return;
  if (letter == NULL)
    {
      gtk_stack_set_visible_child_name (self->letter_stack, "nothing");
      jkk_say (GTK_WIDGET (self), error);
      return;
    }
  gboolean fresh = reading->fresh || self->letter == NULL;
  g_clear_pointer (&self->letter, jkk_post_letter_free);
  self->letter = g_steal_pointer (&letter);
  jkk_inbox_page_show_letter (self, fresh);
}

/**
 * jkk_inbox_page_read_letter:
 * @self: the page
 * @fresh: whether it is another message than the one shown before
 *
 * Reads the message of the chosen line, and the case that it is compared with.
 */
void
jkk_inbox_page_read_letter (JkkInboxPage *self, gboolean fresh)
{
  Reading *reading = g_new0 (Reading, 1);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  if (fresh)
    {
      /* Nothing may be done with the one before any more. */
      g_hash_table_remove_all (self->unchosen);
      g_clear_pointer (&self->letter, jkk_post_letter_free);
      gtk_stack_set_visible_child_name (self->letter_stack, "nothing");
    }
  reading->page = g_object_ref (self);
  reading->fresh = fresh;
  jkk_postbox_letter_async (self->office, self->id, self->owed_id, self->case_id, self->cancellable, letter_read_cb,
                            reading);
}
