#include <glib/gi18n-lib.h>

#include "jkk-case-page-private.h"
#include "jkk-looks.h"
#include "jkk-say.h"

/* Opening a case, and reading it again when the office has changed. */

/* Keeps what could not be saved for the time when the case is shown again. */
void
jkk_case_page_keep_unfinished (JkkCasePage *self)
{
  if (self->draft == NULL)
    return;

  gboolean is_new = self->case_id == 0;
  gboolean unfinished = jkk_draft_count_invalid (self->draft) > 0 || (is_new && jkk_draft_is_dirty (self->draft));
  gint64 *id = g_memdup2 (&self->case_id, sizeof self->case_id);
  if (unfinished)
    g_hash_table_replace (self->unfinished, id, g_steal_pointer (&self->draft));
  else
    {
      g_hash_table_remove (self->unfinished, id);
      g_free (id);
    }
}

/* Nothing of the case that was shown is of use any more. */
static void
forget_case (JkkCasePage *self, gboolean mine)
{
  jkk_case_page_put_away (self, mine);
  jkk_case_page_keep_unfinished (self);
  g_clear_pointer (&self->draft, jkk_draft_free);
  g_clear_pointer (&self->file, jkk_case_file_free);
  g_clear_pointer (&self->looks, g_ptr_array_unref);
  self->shown_history = self->shown_linked = self; /* of nothing */
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  self->reading = self->read_again = FALSE;
  jkk_case_page_forget_saving (self);
  gtk_label_set_text (self->nothing, "");
  self->serial++;
}

/**
 * jkk_case_page_change_person:
 * @self: a page
 *
 * Somebody else sits at the desk now, or nobody: what the one before was at is none of their business.
 */
void
jkk_case_page_change_person (JkkCasePage *self)
{
  forget_case (self, FALSE);
  self->show_looks = FALSE;
  g_hash_table_remove_all (self->unfinished);
  self->case_id = 0;
  self->doing = FALSE;
  jkk_case_page_refresh (self);
}

static void
take_draft_back (JkkCasePage *self)
{
  const JkkDraft *unfinished = g_hash_table_lookup (self->unfinished, &self->case_id);

  if (unfinished != NULL)
    jkk_draft_retype (self->draft, unfinished);
}

static void
show_trouble (JkkCasePage *self, const GError *error)
{
  gtk_label_set_text (self->nothing, error->message);
  gtk_stack_set_visible_child_name (self->stack, "nothing");
}

static void
take_file (JkkCasePage *self, JkkCaseFile *file)
{
  gboolean first = self->draft == NULL;

  g_clear_pointer (&self->file, jkk_case_file_free);
  self->file = file;
  self->shown_history = self->shown_linked = self;
  jkk_case_page_read_looks (self);
  if (first)
    {
      self->draft = jkk_draft_new (file->jcase);
      take_draft_back (self);
    }
  else if (self->sent == NULL)
    jkk_case_page_merge (self, file->jcase);
  jkk_case_page_refresh (self);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (JkkCasePage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JkkCaseFile) file = jkk_office_load_finish (JKK_OFFICE (source), result, &error);
  gboolean first = self->draft == NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->office == NULL ||
      (file != NULL && file->jcase->id != self->case_id))
    return;
  self->reading = FALSE;
  if (file != NULL)
    take_file (self, g_steal_pointer (&file));
  else if (first)
    show_trouble (self, error);
  else if (!jkk_case_page_is_away (self, error))
    jkk_say (GTK_WIDGET (self), error);
  if (first && self->draft != NULL)
    {
      jkk_looks_note (self->office, self->case_id);
      jkk_office_be_at (self->office, self->case_id);
      gtk_widget_grab_focus (GTK_WIDGET (self));
      jkk_case_page_offer_kept (self);
    }
  if (self->read_again)
    jkk_case_page_read_again (self);
}

static void
read_file (JkkCasePage *self)
{
  self->reading = TRUE;
  self->read_again = FALSE;
  jkk_office_load_async (self->office, self->case_id, self->cancellable, read_cb, g_object_ref (self));
}

/**
 * jkk_case_page_read_again:
 * @self: a page
 *
 * Something has changed in the office: the case is read again, and what is being typed stays.
 */
void
jkk_case_page_read_again (JkkCasePage *self)
{
  if (self->case_id == 0 || self->office == NULL || jkk_office_get_person (self->office) == NULL)
    return;
  if (self->reading)
    self->read_again = TRUE;
  else
    read_file (self);
}

typedef struct
{
  gint64 case_id;
  guint position, n_cases;
} Wanted;

static void
open_now (JkkCasePage *self, const Wanted *wanted)
{
  forget_case (self, TRUE);
  self->case_id = wanted->case_id;
  self->position = wanted->position;
  self->n_cases = wanted->n_cases;
  read_file (self);
}

static void
saved_then_open_cb (JkkCasePage *self, gboolean saved, gpointer data)
{
  g_autofree Wanted *wanted = data;

  if (saved)
    open_now (self, wanted);
}

/**
 * jkk_case_page_open:
 * @self: a page
 * @case_id: a case
 * @position: where it stands in the list, from 1; 0 = nowhere
 * @n_cases: how long the list is
 *
 * Saves what is pending of the case shown so far, then shows this one. If it cannot be saved, the page stays.
 */
void
jkk_case_page_open (JkkCasePage *self, gint64 case_id, guint position, guint n_cases)
{
  g_return_if_fail (JKK_IS_CASE_PAGE (self));

  Wanted wanted = { case_id, position, n_cases };
  jkk_case_page_save_then (self, saved_then_open_cb, g_memdup2 (&wanted, sizeof wanted));
}

static JkkCase *
blank_case (void)
{
  g_autoptr (JkkCase) empty = jkk_case_new ();
  g_autofree char *today = jkk_day_to_iso (jkk_today ());
  JkkCase *dated = jkk_case_set (empty, "cover.received_day", today, NULL);

  g_assert (dated != NULL);
  return dated;
}

static void
new_now (JkkCasePage *self)
{
  gpointer unfinished = NULL, id = NULL;

  forget_case (self, TRUE);
  self->case_id = 0;
  self->position = self->n_cases = 0;
  if (g_hash_table_steal_extended (self->unfinished, &self->case_id, &id, &unfinished))
    {
      self->draft = unfinished;
      self->kept = jkk_kept_take (self->office, 0);
      g_free (id);
    }
  else
    {
      g_autoptr (JkkCase) blank = blank_case ();

      self->draft = jkk_case_page_find_begun (self, blank);
      if (self->draft != NULL)
        jkk_say_toast (GTK_WIDGET (self), _ ("This is the case that you began and did not take in yet."));
      else
        self->draft = jkk_draft_new (blank);
    }
  jkk_case_page_refresh (self);
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
saved_then_new_cb (JkkCasePage *self, gboolean saved, gpointer data)
{
  if (saved)
    new_now (self);
}

/**
 * jkk_case_page_new_case:
 * @self: a page
 *
 * Shows an empty case, or the one that was begun and not taken in.
 */
void
jkk_case_page_new_case (JkkCasePage *self)
{
  g_return_if_fail (JKK_IS_CASE_PAGE (self));

  jkk_case_page_save_then (self, saved_then_new_cb, NULL);
}

/**
 * jkk_case_page_count_unfinished:
 * @self: a page
 *
 * Returns: how many typed texts of all cases could not be saved because they are not acceptable; a case that was begun
 * and not taken in is one as long as it could not be kept.
 */
guint
jkk_case_page_count_unfinished (JkkCasePage *self)
{
  GHashTableIter iter;
  gpointer id, draft;
  guint n = 0;

  g_return_val_if_fail (JKK_IS_CASE_PAGE (self), 0);

  gboolean is_kept = jkk_case_page_keep_now (self);
  g_hash_table_iter_init (&iter, self->unfinished);
  while (g_hash_table_iter_next (&iter, &id, &draft))
    if (self->draft == NULL || *(gint64 *) id != self->case_id)
      n += *(gint64 *) id == 0 ? !self->new_is_kept : jkk_draft_count_invalid (draft);
  if (self->draft != NULL)
    n += self->case_id == 0 ? jkk_draft_is_dirty (self->draft) && !is_kept : jkk_draft_count_invalid (self->draft);
  return n;
}
