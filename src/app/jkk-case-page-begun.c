#include <glib/gi18n-lib.h>

#include "jkk-begun.h"
#include "jkk-case-page-private.h"
#include "jkk-conflict-dialog.h"
#include "jkk-verification.h"

/* What is typed is in no store for a while: a new case until it is taken in, a stored one until the hand rests, and as
 * long as the store is away. Until then it lies sealed on this computer, and comes back after a power cut. */

/* So soon after a key it is written, milliseconds; within a second it lies on the disk. */
#define KEEP_SOON 600

static gboolean
is_at_work (JkkCasePage *self)
{
  return self->office != NULL && jkk_office_get_person (self->office) != NULL && !jkk_office_is_locked (self->office);
}

/**
 * jkk_case_page_keep:
 * @self: a page
 *
 * Writes down what is typed and not stored, or lets go of what is stored now.
 */
void
jkk_case_page_keep (JkkCasePage *self)
{
  g_clear_handle_id (&self->keep_id, g_source_remove);
  if (self->draft == NULL || !is_at_work (self))
    return;
  g_autofree char *text = jkk_begun_to_text (self->draft);
  if (text == NULL)
    {
      if (self->kept != NULL)
        jkk_kept_clear (self->kept);
      self->is_kept = TRUE;
      return;
    }
  if (self->kept == NULL)
    self->kept = jkk_kept_take (self->office, self->case_id);
  self->is_kept = self->kept != NULL && jkk_kept_write (self->kept, text);
}

static gboolean
keep_cb (gpointer data)
{
  JkkCasePage *self = data;

  self->keep_id = 0;
  jkk_case_page_keep (self);
  return G_SOURCE_REMOVE;
}

/**
 * jkk_case_page_keep_soon:
 * @self: a page that shows a case
 *
 * Something was typed. Who types on does not put it off.
 */
void
jkk_case_page_keep_soon (JkkCasePage *self)
{
  self->is_kept = FALSE;
  if (self->keep_id == 0)
    self->keep_id = g_timeout_add (KEEP_SOON, keep_cb, self);
}

/**
 * jkk_case_page_keep_now:
 * @self: a page
 *
 * Waits until what is typed lies on the disk.
 *
 * Returns: whether nothing of it would be lost with the program
 */
gboolean
jkk_case_page_keep_now (JkkCasePage *self)
{
  jkk_case_page_keep (self);
  if (self->kept != NULL && !jkk_kept_flush (self->kept, NULL))
    self->is_kept = FALSE;
  return self->draft == NULL || self->is_kept;
}

/**
 * jkk_case_page_put_away:
 * @self: a page
 * @mine: whether who typed it still sits here
 *
 * The case is shown no longer: another desk may take what is kept of it.
 */
void
jkk_case_page_put_away (JkkCasePage *self, gboolean mine)
{
  if (mine && self->case_id == 0)
    self->new_is_kept = jkk_case_page_keep_now (self);
  else if (mine)
    jkk_case_page_keep (self);
  g_clear_handle_id (&self->keep_id, g_source_remove);
  g_clear_pointer (&self->kept, jkk_kept_free);
  g_clear_pointer (&self->put_off, jkk_kept_free);
}

/* What a program of earlier left is sealed now. */
static void
take_unsealed (JkkCasePage *self)
{
  const JkkAccount *person = jkk_office_get_person (self->office);
  g_autofree char *text = jkk_begun_take_unsealed (jkk_office_get_address (self->office), person->login);
  g_autoptr (JkkKept) kept = text != NULL ? jkk_kept_take (self->office, 0) : NULL;

  if (kept != NULL)
    jkk_kept_write (kept, text);
}

/**
 * jkk_case_page_find_begun:
 * @self: a page
 * @blank: a case in which nothing was typed
 *
 * Returns: (transfer full) (nullable): the case that this person began and did not take in.
 */
JkkDraft *
jkk_case_page_find_begun (JkkCasePage *self, const JkkCase *blank)
{
  if (!is_at_work (self))
    return NULL;
  take_unsealed (self);
  self->kept = jkk_kept_take (self->office, 0);
  g_autofree char *text = self->kept != NULL ? jkk_kept_read (self->kept) : NULL;
  JkkDraft *draft = jkk_begun_from_text (text, blank);
  self->is_kept = draft != NULL;
  return draft;
}

/**
 * jkk_case_page_forget_begun:
 * @self: a page
 *
 * The case was taken in.
 */
void
jkk_case_page_forget_begun (JkkCasePage *self)
{
  g_clear_handle_id (&self->keep_id, g_source_remove);
  if (self->kept != NULL)
    jkk_kept_clear (self->kept);
  g_clear_pointer (&self->kept, jkk_kept_free);
}

/**
 * jkk_case_page_has_begun:
 * @self: a page
 *
 * Returns: whether the person who is signed in began a case that was not taken in and that is not being typed at
 * another desk.
 */
gboolean
jkk_case_page_has_begun (JkkCasePage *self)
{
  g_return_val_if_fail (JKK_IS_CASE_PAGE (self), FALSE);

  if (!is_at_work (self))
    return FALSE;
  take_unsealed (self);
  g_autoptr (GArray) kept = jkk_office_list_kept (self->office);
  return kept->len > 0 && g_array_index (kept, gint64, 0) == 0;
}

/* ---- A stored case ----------------------------------------------------------------------------------------------- */

typedef struct
{
  JkkCasePage *page;
  JkkDraft *typed;
} Offer;

static void
chosen_cb (const JkkCase *chosen, const JkkCase *theirs, gpointer user_data)
{
  g_autofree Offer *offer = user_data;
  g_autoptr (JkkCasePage) self = offer->page;
  g_autoptr (JkkDraft) typed = offer->typed;

  self->asking = FALSE;
  if (self->draft == NULL || theirs->id != self->case_id)
    return;
  if (chosen == NULL)
    {
      /* It waits until the case is opened the next time. */
      self->put_off = g_steal_pointer (&self->kept);
      return;
    }
  jkk_draft_rebase (self->draft, theirs, chosen);
  jkk_draft_retype (self->draft, typed);
  jkk_case_page_keep (self);
  jkk_case_page_refresh (self);
  jkk_case_page_save_soon (self);
}

/**
 * jkk_case_page_offer_kept:
 * @self: a page that has just shown a case
 *
 * Offers, field by field, what was typed in it earlier and never stored.
 */
void
jkk_case_page_offer_kept (JkkCasePage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (!is_at_work (self) || self->draft == NULL || self->case_id == 0 || self->kept != NULL || self->asking ||
      self->state == NULL || !self->state->editable)
    return;
  self->kept = jkk_kept_take (self->office, self->case_id);
  g_autofree char *text = self->kept != NULL ? jkk_kept_read (self->kept) : NULL;
  g_autoptr (JkkCase) base = jkk_begun_base (text);
  g_autoptr (JkkCase) blank = jkk_case_new ();
  /* From nothing, so that what was emptied and taken away is so. */
  g_autoptr (JkkDraft) typed = base != NULL ? jkk_begun_from_text (text, blank) : NULL;
  if (typed == NULL)
    return;
  const JkkCase *stored = jkk_draft_get_original (self->draft);
  if (!jkk_conflict_dialog_has_offer (base, jkk_draft_get_current (typed), stored))
    {
      /* All that is acceptable of it is stored already. */
      jkk_draft_retype (self->draft, typed);
      jkk_case_page_keep (self);
      jkk_case_page_refresh (self);
      return;
    }
  Offer *offer = g_new0 (Offer, 1);
  offer->page = g_object_ref (self);
  offer->typed = g_steal_pointer (&typed);
  self->asking = TRUE;
  jkk_conflict_dialog_offer (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, base,
                             jkk_draft_get_current (offer->typed), stored, chosen_cb, offer);
}

/* One step, so that it can be undone. */
static void
discard_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  JkkCasePage *self = JKK_CASE_PAGE (widget);

  if (self->draft == NULL || self->case_id != 0 || self->doing)
    return;
  g_autoptr (GPtrArray) invalid = jkk_draft_list_invalid (self->draft);
  for (guint i = 0; i < invalid->len; i++)
    jkk_draft_set_text (self->draft, invalid->pdata[i], "");
  jkk_draft_take (self->draft, "cover.received_day", jkk_draft_get_original (self->draft));
  jkk_case_page_refresh (self);
  jkk_case_page_save_soon (self);
  gtk_widget_grab_focus (widget);
}

/* Called from class_init. */
void
jkk_case_page_install_begun (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "case.discard", NULL, discard_cb);
}
