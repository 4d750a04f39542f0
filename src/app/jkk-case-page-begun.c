#include "jkk-begun.h"
#include "jkk-case-page-private.h"

/* A new case is in no store before it is taken in. What is typed of it is kept beside, and comes back when the person
 * begins a case again, also after a power cut. */

static char *
path_of (JkkCasePage *self)
{
  const JkkAccount *person = self->office != NULL ? jkk_office_get_person (self->office) : NULL;

  return person != NULL ? jkk_begun_path (jkk_office_get_address (self->office), person->login) : NULL;
}

/**
 * jkk_case_page_keep_begun:
 * @self: a page that shows a case that was not taken in
 *
 * Keeps what was typed so far.
 */
void
jkk_case_page_keep_begun (JkkCasePage *self)
{
  g_autofree char *path = path_of (self);
  g_autoptr (GError) error = NULL;

  self->begun_kept = path != NULL && self->draft != NULL && jkk_begun_keep (path, self->draft, &error);
  if (error != NULL)
    g_debug ("The case that was begun could not be kept: %s", error->message);
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
  g_autofree char *path = path_of (self);
  JkkDraft *draft = path != NULL ? jkk_begun_find (path, blank) : NULL;

  self->begun_kept = draft != NULL;
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
  g_autofree char *path = path_of (self);

  self->begun_kept = FALSE;
  if (path != NULL)
    jkk_begun_forget (path);
}

/**
 * jkk_case_page_has_begun:
 * @self: a page
 *
 * Returns: whether the person who is signed in began a case that was not taken in.
 */
gboolean
jkk_case_page_has_begun (JkkCasePage *self)
{
  g_return_val_if_fail (JKK_IS_CASE_PAGE (self), FALSE);

  g_autofree char *path = path_of (self);
  return path != NULL && jkk_begun_exists (path);
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
