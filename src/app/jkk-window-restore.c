#include "jkk-window-private.h"

/* A backup takes the place of the office that is open: the desk is left, the office closed, and opened again. */

typedef struct
{
  JkkWindow *window;
  JkkRestoration *restoration; /* borrowed from who asked */
  JkkRestoredFunc func;
  gpointer data;
  char *address;
} Restoring;

static void
restoring_free (Restoring *restoring)
{
  g_object_unref (restoring->window);
  g_free (restoring->address);
  g_free (restoring);
}

static void
replaced_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Restoring *restoring = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *kept = jkk_restoration_go_on_finish (result, &error);

  /* Whatever came of it, one of the two stores lies there. */
  jkk_window_open_now (restoring->window, restoring->address);
  restoring->func (restoring->window, kept, error, restoring->data);
  restoring_free (restoring);
}

static void
left_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Restoring *restoring = data;
  JkkWindow *self = restoring->window;
  g_autoptr (GError) error = NULL;

  if (!jkk_desk_leave_finish (JKK_DESK (source), result, &error))
    {
      restoring->func (self, NULL, error, restoring->data);
      restoring_free (restoring);
      return;
    }
  jkk_window_close_office (self);
  jkk_window_show_page (self, "empty");
  jkk_restoration_go_on_async (restoring->restoration, NULL, NULL, replaced_cb, restoring);
}

/**
 * jkk_window_restore:
 * @self: the window
 * @restoration: a restoration that was signed; the caller keeps it until told
 * @func: told when it is done or could not be; the office is open again then
 * @data: for @func
 *
 * Saves what is being edited, closes the office, puts the backup in its place and opens it.
 */
void
jkk_window_restore (JkkWindow *self, JkkRestoration *restoration, JkkRestoredFunc func, gpointer data)
{
  Restoring *restoring = g_new0 (Restoring, 1);

  g_return_if_fail (JKK_IS_WINDOW (self) && restoration != NULL);

  restoring->window = g_object_ref (self);
  restoring->restoration = restoration;
  restoring->func = func;
  restoring->data = data;
  restoring->address = g_strdup (self->address);
  jkk_desk_leave_async (self->desk, left_cb, restoring);
}
