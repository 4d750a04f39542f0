#include <glib/gi18n-lib.h>

#include "jkk-error.h"
#include "jkk-window-private.h"

/* An office is opened without holding the window up: a node may take its time, or not answer at all. */

/* What is there at once is shown at once; only who has to wait is told for what. */
#define PATIENCE_MS 400

/* A node that does not answer is asked again, quietly. */
#define RETRY_SECONDS 5

typedef struct
{
  JkkWindow *window;
  guint round;
} Attempt;

static void try_open (JkkWindow *self);

static gboolean
waiting_cb (gpointer data)
{
  JkkWindow *self = data;
  g_autofree char *node = jkk_office_node_name (self->address);
  g_autofree char *text = node != NULL ? g_strdup_printf (_ ("Contacting the node %s …"), node) : NULL;

  self->waiting_id = 0;
  gtk_label_set_text (self->opening_text, text != NULL ? text : _ ("Opening the office …"));
  jkk_window_show_page (self, "opening");
  gtk_widget_child_focus (GTK_WIDGET (self->pages), GTK_DIR_TAB_FORWARD);
  return G_SOURCE_REMOVE;
}

static gboolean
retry_cb (gpointer data)
{
  JkkWindow *self = data;

  self->retry_id = 0;
  try_open (self);
  return G_SOURCE_REMOVE;
}

static gboolean
may_come_back (const GError *error)
{
  return g_error_matches (error, JKK_ERROR, JKK_ERROR_AWAY) || g_error_matches (error, JKK_ERROR, JKK_ERROR_BUSY);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree Attempt *attempt = data;
  g_autoptr (JkkWindow) self = attempt->window;
  g_autoptr (GError) error = NULL;
  JkkOffice *office = jkk_office_open_finish (result, &error);

  /* Nobody waits for it any more. */
  if (attempt->round != self->round)
    {
      g_clear_object (&office);
      return;
    }
  g_clear_handle_id (&self->waiting_id, g_source_remove);
  gboolean again = office == NULL && may_come_back (error), quiet = self->retrying && again;
  self->retrying = again;
  if (!quiet)
    jkk_window_opened (self, office, error);
  jkk_trouble_page_set_retrying (self->trouble, again);
  if (again)
    self->retry_id = g_timeout_add_seconds (RETRY_SECONDS, retry_cb, self);
}

static void
try_open (JkkWindow *self)
{
  Attempt *attempt = g_new0 (Attempt, 1);

  attempt->window = g_object_ref (self);
  attempt->round = self->round;
  jkk_office_open_async (self->address, opened_cb, attempt);
}

/**
 * jkk_window_start_opening:
 * @self: a window whose address is known
 *
 * Opens what lies there; jkk_window_opened() is told. What does not answer is tried again until it does.
 */
void
jkk_window_start_opening (JkkWindow *self)
{
  jkk_window_stop_opening (self);
  self->waiting_id = g_timeout_add (PATIENCE_MS, waiting_cb, self);
  jkk_window_refresh_actions (self);
  try_open (self);
}

/**
 * jkk_window_stop_opening:
 * @self: the window
 *
 * Nothing is awaited any more, and nothing tried again.
 */
void
jkk_window_stop_opening (JkkWindow *self)
{
  g_clear_handle_id (&self->waiting_id, g_source_remove);
  g_clear_handle_id (&self->retry_id, g_source_remove);
  self->retrying = FALSE;
  self->round++;
}

/**
 * jkk_window_cancel_opening:
 * @self: a window that waits for an office
 *
 * Waits no longer; it can be tried again, or something else be opened.
 */
void
jkk_window_cancel_opening (JkkWindow *self)
{
  g_autoptr (GError) error = NULL;

  if (g_strcmp0 (jkk_window_get_page (self), "opening") != 0)
    return;
  jkk_window_stop_opening (self);
  g_set_error_literal (&error, JKK_ERROR, JKK_ERROR_AWAY,
                       _ ("The office was not opened, because you did not want to wait."));
  jkk_window_opened (self, NULL, error);
  jkk_trouble_page_set_retrying (self->trouble, FALSE);
}

/**
 * jkk_window_own_exists:
 * @self: the window
 *
 * Returns: whether there is a real office of this person.
 */
gboolean
jkk_window_own_exists (JkkWindow *self)
{
  return self->own_address != NULL && jkk_office_exists (self->own_address);
}

/**
 * jkk_window_is_open:
 * @self: the window
 * @address: a store
 *
 * Returns: whether this store is open here.
 */
gboolean
jkk_window_is_open (JkkWindow *self, const char *address)
{
  return self->office != NULL && g_strcmp0 (self->address, address) == 0;
}

/**
 * jkk_window_get_address:
 * @self: the window
 *
 * Returns: (transfer none) (nullable): the store that is open or was tried last.
 */
const char *
jkk_window_get_address (JkkWindow *self)
{
  g_return_val_if_fail (JKK_IS_WINDOW (self), NULL);

  return self->address;
}

/**
 * jkk_window_get_office:
 * @self: the window
 *
 * Returns: (transfer none) (nullable): the office that is open.
 */
JkkOffice *
jkk_window_get_office (JkkWindow *self)
{
  g_return_val_if_fail (JKK_IS_WINDOW (self), NULL);

  return self->office;
}
