#include <glib/gi18n-lib.h>
#include <string.h>

#include "jkk-case-page-private.h"
#include "jkk-conflict-dialog.h"
#include "jkk-say.h"
#include "jkk-verification.h"

/* The case saves itself:
 *
 *   typing ──▶ UNSAVED ── 3 s of rest, Ctrl+S, leaving, a deed ──▶ SAVING ──▶ SAVED
 *                 ▲                                                  │  │
 *                 │◀──────────── typed meanwhile ────────────────────┘  ├── changed by others: merged, saved again;
 *                 │                                                     │   both changed one value: the person chooses
 *                 └──────────────── the next try ◀── NOT_SAVED ◀────────┘
 */

/* After so long what could not be saved is tried again, milliseconds. */
#define RETRY 5000

typedef struct
{
  JkkSavedFunc func;
  gpointer data;
} Waiter;

static void save_now (JkkCasePage *self);

static gboolean
rested_cb (gpointer user_data)
{
  JkkCasePage *self = user_data;

  self->save_id = 0;
  save_now (self);
  return G_SOURCE_REMOVE;
}

static void
wait_for_rest (JkkCasePage *self)
{
  gint64 now = g_get_monotonic_time ();

  if (self->typing_since == 0)
    self->typing_since = now;
  self->save_id = g_timeout_add (jkk_case_state_rest (now - self->typing_since), rested_cb, self);
}

/**
 * jkk_case_page_save_soon:
 * @self: a page that shows a case
 *
 * Something was typed: it is saved when the hand has rested.
 */
void
jkk_case_page_save_soon (JkkCasePage *self)
{
  g_clear_handle_id (&self->save_id, g_source_remove);
  jkk_case_page_keep_soon (self);
  /* A case that was not taken in is saved by taking it in; until then it is kept. */
  if (self->case_id == 0)
    return;
  if (!jkk_draft_is_dirty (self->draft))
    {
      if (self->sent == NULL)
        jkk_case_page_set_saving (self, JKK_SAVED);
      return;
    }
  if (self->sent == NULL)
    jkk_case_page_set_saving (self, self->failing ? JKK_NOT_SAVED : JKK_UNSAVED);
  wait_for_rest (self);
}

/* Whoever waited is told; each may start something that waits again. */
static void
tell_waiters (JkkCasePage *self, gboolean saved)
{
  g_autoptr (GPtrArray) waiters = g_steal_pointer (&self->waiters);

  self->waiters = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < waiters->len; i++)
    {
      Waiter *waiter = waiters->pdata[i];

      waiter->func (self, saved, waiter->data);
    }
}

/**
 * jkk_case_page_forget_saving:
 * @self: a page
 *
 * Nothing is pending any more: another case comes, or the page goes.
 */
void
jkk_case_page_forget_saving (JkkCasePage *self)
{
  g_clear_handle_id (&self->save_id, g_source_remove);
  g_clear_pointer (&self->sent, jkk_case_unref);
  self->failing = FALSE;
  self->typing_since = 0;
  self->rival = 0;
  jkk_case_page_set_saving (self, JKK_SAVED);
}

static void
finish (JkkCasePage *self, gboolean saved)
{
  self->failing = !saved;
  jkk_case_page_keep (self);
  jkk_case_page_set_saving (self, saved ? JKK_SAVED : JKK_NOT_SAVED);
  jkk_case_page_refresh (self);
  tell_waiters (self, saved);
}

/* ---- Two who changed the same case ------------------------------------------------------------------------------- */

static const JkkMergeRow *
find_conflict (GPtrArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    if (((JkkMergeRow *) rows->pdata[i])->conflict)
      return rows->pdata[i];
  return NULL;
}

/* At the foot of the window, so that nothing moves where somebody is typing; the comparison itself comes when the hand
 * rests, or at once by the button. */
static void
tell_rival (JkkCasePage *self, const JkkMergeRow *row, gint64 revision)
{
  g_autofree char *label = jkk_case_path_label (row->path);
  g_autofree char *text = NULL;

  if (self->rival == revision)
    return;
  self->rival = revision;
  /* Translators: name of a field */
  text = g_strdup_printf (_ ("“%s” was changed at another desk, too. Both versions are kept."), label);
  jkk_say_offer (GTK_WIDGET (self), text, _ ("Com_pare…"), "win.compare");
}

/* Both versions are told field by field; the choice goes on from what the store holds, and is saved. */
static void
chosen_cb (const JkkCase *chosen, const JkkCase *theirs, gpointer user_data)
{
  g_autoptr (JkkCasePage) self = user_data;

  self->asking = FALSE;
  if (self->draft == NULL || chosen == NULL || chosen->id != self->case_id)
    {
      if (self->draft != NULL)
        finish (self, FALSE);
      return;
    }
  jkk_draft_rebase (self->draft, theirs, chosen);
  save_now (self);
}

static void
ask (JkkCasePage *self, const JkkCase *stored)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (self->asking)
    return;
  self->asking = TRUE;
  jkk_conflict_dialog_open (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, jkk_draft_get_original (self->draft),
                            jkk_draft_get_current (self->draft), stored, chosen_cb, g_object_ref (self));
}

/**
 * jkk_case_page_merge:
 * @self: a page that shows a case
 * @stored: the case as the store holds it now
 *
 * Goes on from what is stored, with what was typed here. Where both changed one value that is told, and saving asks.
 */
void
jkk_case_page_merge (JkkCasePage *self, const JkkCase *stored)
{
  const JkkCase *base = jkk_draft_get_original (self->draft), *mine = jkk_draft_get_current (self->draft);
  g_autoptr (GPtrArray) rows = NULL;

  if (self->asking || (stored->revision == base->revision && jkk_case_equal (stored, base)))
    return;
  if (!jkk_draft_is_dirty (self->draft))
    {
      jkk_draft_rebase (self->draft, stored, stored);
      return;
    }
  g_autoptr (JkkCase) merged = jkk_verification_merge (base, mine, stored, TRUE, &rows);
  const JkkMergeRow *conflict = find_conflict (rows);
  if (conflict != NULL)
    tell_rival (self, conflict, stored->revision);
  else
    jkk_draft_rebase (self->draft, stored, merged);
}

static void
compared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (JkkCasePage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JkkCaseFile) file = jkk_office_load_finish (JKK_OFFICE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->draft == NULL)
    return;
  if (file == NULL)
    {
      if (!jkk_case_page_is_away (self, error))
        jkk_say (GTK_WIDGET (self), error);
      finish (self, FALSE);
      return;
    }
  gint64 base = jkk_draft_get_original (self->draft)->revision;
  jkk_case_page_merge (self, file->jcase);
  g_clear_pointer (&self->file, jkk_case_file_free);
  self->file = g_steal_pointer (&file);
  self->shown_history = self->shown_linked = self;
  if (jkk_draft_get_original (self->draft)->revision != base || !jkk_draft_is_dirty (self->draft))
    save_now (self);
  else
    ask (self, self->file->jcase);
}

/* ---- Saving ------------------------------------------------------------------------------------------------------ */

static void
take_stored (JkkCasePage *self, const JkkCase *stored)
{
  g_autoptr (JkkCase) sent = g_steal_pointer (&self->sent);
  const JkkCase *now = jkk_draft_get_current (self->draft);
  g_autoptr (JkkCase) current =
      jkk_case_equal (sent, stored) ? jkk_case_ref (now) : jkk_verification_merge (sent, now, stored, TRUE, NULL);

  jkk_draft_rebase (self->draft, stored, current);
}

static void
discard_answered_cb (AdwMessageDialog *dialog, const char *response, JkkCasePage *self)
{
  gboolean discard = strcmp (response, "discard") == 0;

  self->asking = FALSE;
  if (self->draft == NULL)
    return;
  if (discard)
    jkk_draft_rebase (self->draft, self->file->jcase, self->file->jcase);
  finish (self, discard);
}

/* Nobody is held on a page by something that cannot be saved; but it is not thrown away without a word either. */
static void
ask_to_discard (JkkCasePage *self, const GError *error)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *dialog = adw_message_dialog_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                                              _ ("Your changes could not be saved"), error->message);

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "stay", _ ("_Stay Here"), "discard",
                                    _ ("_Discard Changes"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "discard", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "stay");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "stay");
  g_signal_connect_object (dialog, "response", G_CALLBACK (discard_answered_cb), self, 0);
  self->asking = TRUE;
  gtk_window_present (GTK_WINDOW (dialog));
}

/**
 * jkk_case_page_is_away:
 * @self: a page
 * @error: why something could not be done
 *
 * Returns: whether that is because nobody keeps the store just now, or because it takes nothing any more.
 */
gboolean
jkk_case_page_is_away (JkkCasePage *self, const GError *error)
{
  return g_error_matches (error, JKK_ERROR, JKK_ERROR_AWAY) || jkk_office_is_away (self->office) ||
         jkk_office_is_damaged (self->office);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (JkkCasePage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JkkOutcome) outcome = jkk_office_do_finish (JKK_OFFICE (source), result, &error);

  if (self->draft == NULL || self->sent == NULL || (outcome != NULL && outcome->case_id != self->case_id))
    return;
  if (outcome != NULL)
    {
      take_stored (self, outcome->jcase);
      /* What was typed meanwhile is saved at once when somebody waits for it, else when the hand rests. */
      if (!jkk_draft_is_dirty (self->draft))
        finish (self, TRUE);
      else if (self->waiters->len > 0)
        save_now (self);
      else
        jkk_case_page_save_soon (self);
      return;
    }
  g_clear_pointer (&self->sent, jkk_case_unref);
  if (g_error_matches (error, JKK_ERROR, JKK_ERROR_CONFLICT))
    {
      jkk_office_load_async (self->office, self->case_id, self->cancellable, compared_cb, g_object_ref (self));
      return;
    }
  if (self->waiters->len > 0 && jkk_case_page_is_away (self, error) && self->is_kept)
    {
      /* Nothing is lost: who goes on to something else finds it again. */
      jkk_case_page_set_saving (self, JKK_NOT_SAVED);
      tell_waiters (self, TRUE);
    }
  else if (self->waiters->len > 0 && !g_error_matches (error, JKK_ERROR, JKK_ERROR_BUSY))
    ask_to_discard (self, error);
  else
    {
      /* It is tried again and again, but told once; that the store is away stands above the page. */
      if (!self->failing && !jkk_case_page_is_away (self, error))
        jkk_say (GTK_WIDGET (self), error);
      finish (self, FALSE);
      if (self->draft != NULL && self->save_id == 0)
        self->save_id = g_timeout_add (RETRY, rested_cb, self);
    }
}

static void
save_now (JkkCasePage *self)
{
  g_clear_handle_id (&self->save_id, g_source_remove);
  if (self->sent != NULL || self->asking)
    return;
  self->typing_since = 0;
  if (self->draft == NULL || self->case_id == 0 || !jkk_draft_is_dirty (self->draft))
    {
      if (self->draft != NULL && self->saving != JKK_SAVED)
        finish (self, TRUE);
      else
        tell_waiters (self, TRUE);
      return;
    }
  self->sent = jkk_case_ref (jkk_draft_get_current (self->draft));
  JkkRequest request = {
    .case_id = self->case_id,
    .revision = jkk_draft_get_original (self->draft)->revision,
    .edited = self->sent,
  };
  jkk_case_page_set_saving (self, JKK_SAVING);
  jkk_office_do_async (self->office, "save", &request, NULL, saved_cb, g_object_ref (self));
}

/**
 * jkk_case_page_save_then:
 * @self: a page
 * @func: called when everything is saved, or could not be
 * @data: for @func
 *
 * Saves what is pending now; @func may be called at once.
 */
void
jkk_case_page_save_then (JkkCasePage *self, JkkSavedFunc func, gpointer data)
{
  Waiter *waiter = g_new0 (Waiter, 1);

  waiter->func = func;
  waiter->data = data;
  g_ptr_array_add (self->waiters, waiter);
  save_now (self);
}

/* ---- Leaving ----------------------------------------------------------------------------------------------------- */

static void
left_cb (JkkCasePage *self, gboolean saved, gpointer data)
{
  g_autoptr (GTask) task = data;

  /* The page has said why not. */
  g_task_return_boolean (task, saved);
}

/**
 * jkk_case_page_leave_async:
 * @self: a page
 * @cancellable: (nullable): to give up
 * @callback: called when everything is saved, or could not be
 * @data: for @callback
 *
 * Saves what is pending, for whoever wants to leave the page.
 */
void
jkk_case_page_leave_async (JkkCasePage *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  g_return_if_fail (JKK_IS_CASE_PAGE (self));

  GTask *task = g_task_new (self, cancellable, callback, data);
  g_task_set_source_tag (task, jkk_case_page_leave_async);
  jkk_case_page_save_then (self, left_cb, task);
}

/**
 * jkk_case_page_leave_finish:
 * @self: a page
 * @result: what the callback was given
 * @error: return location
 *
 * Returns: whether the page may be left; %FALSE without an error when the page has said why not.
 */
gboolean
jkk_case_page_leave_finish (JkkCasePage *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
