#include "jkk-case-page-private.h"
#include "jkk-looks.h"
#include "jkk-past-dialog.h"
#include "jkk-say.h"

/* The history of the case, and the case as it stood by one of its entries or by a day. */

/* Both lists are in the order of the journal, the newest first. */
static GPtrArray *
with_looks (GPtrArray *history, GPtrArray *looks)
{
  GPtrArray *all = g_ptr_array_new ();
  guint h = 0, l = 0;

  while (h < history->len || l < looks->len)
    {
      JkkHistoryEntry *done = h < history->len ? history->pdata[h] : NULL;
      JkkHistoryEntry *look = l < looks->len ? looks->pdata[l] : NULL;

      /* What an older version wrote as a look may have changed something: then it is in both. */
      if (done != NULL && look != NULL && done->sequence == look->sequence)
        l++;
      else if (done == NULL || (look != NULL && look->sequence > done->sequence))
        {
          g_ptr_array_add (all, look);
          l++;
          continue;
        }
      g_ptr_array_add (all, done);
      h++;
    }
  return all;
}

/**
 * jkk_case_page_show_history:
 * @self: a page that shows a case
 *
 * Pours the history into its pane.
 */
void
jkk_case_page_show_history (JkkCasePage *self)
{
  JkkHistoryPane *pane = JKK_HISTORY_PANE (self->history_pane);
  GPtrArray *history = self->file != NULL ? self->file->history : NULL;
  gboolean may = jkk_looks_allowed (jkk_office_get_person (self->office));
  g_autoptr (GPtrArray) all =
      history != NULL && may && self->show_looks && self->looks != NULL ? with_looks (history, self->looks) : NULL;

  jkk_history_pane_set_looks (pane, may && history != NULL, self->show_looks);
  jkk_history_pane_show (pane, all != NULL ? all : history);
}

/* ---- Who looked -------------------------------------------------------------------------------------------------- */

static void
looks_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (JkkCasePage) self = data;
  g_autoptr (GError) error = NULL;
  GPtrArray *looks = jkk_looks_load_finish (JKK_OFFICE (source), result, &error);

  if (looks != NULL && self->file != NULL && self->show_looks)
    {
      g_clear_pointer (&self->looks, g_ptr_array_unref);
      self->looks = g_steal_pointer (&looks);
      jkk_case_page_show_history (self);
    }
  g_clear_pointer (&looks, g_ptr_array_unref);
  if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) && self->office != NULL)
    jkk_say (GTK_WIDGET (self), error);
}

/**
 * jkk_case_page_read_looks:
 * @self: a page
 *
 * Asks who looked at the case that is shown, where the person wants to know and may.
 */
void
jkk_case_page_read_looks (JkkCasePage *self)
{
  g_clear_pointer (&self->looks, g_ptr_array_unref);
  if (self->show_looks && self->file != NULL && jkk_looks_allowed (jkk_office_get_person (self->office)))
    jkk_looks_load_async (self->office, self->case_id, self->cancellable, looks_read_cb, g_object_ref (self));
}

static void
show_looks_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  JkkCasePage *self = JKK_CASE_PAGE (widget);

  self->show_looks = g_variant_get_boolean (parameter);
  jkk_case_page_read_looks (self);
  jkk_case_page_show_history (self);
}

/* ---- As it stood ------------------------------------------------------------------------------------------------- */

static void
show_past_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  JkkCasePage *self = JKK_CASE_PAGE (widget);
  JkkMoment moment = { .day = JKK_NONE, .entry = g_variant_get_int64 (parameter) };
  gboolean ask_day = moment.entry == 0;
  GtkRoot *root = gtk_widget_get_root (widget);

  if (self->file == NULL || self->file->history->len == 0)
    return;
  if (ask_day)
    moment.entry = ((JkkHistoryEntry *) self->file->history->pdata[0])->sequence;
  jkk_past_dialog_open (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, self->office, self->case_id, &moment, ask_day);
}

/**
 * jkk_case_page_install_past:
 * @widget_class: the class of the page
 */
void
jkk_case_page_install_past (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "case.show-looks", "b", show_looks_cb);
  gtk_widget_class_install_action (widget_class, "case.show-past", "x", show_past_cb);
}
