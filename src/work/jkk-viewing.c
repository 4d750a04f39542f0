#include "jkk-viewing.h"

#include "jkk-file.h"
#include "jkk-paper-reader.h"

/* A viewing is a reader of the layer below, with GLib's way to give up. */
static JkkPaperReader *
reader_of (JkkViewing *viewing)
{
  return (JkkPaperReader *) viewing;
}

/* Both ends of giving up: before it began, and while the helper was at work. */
static int
stop_fd_of (GCancellable *cancellable)
{
  return cancellable != NULL ? g_cancellable_get_fd (cancellable) : -1;
}

static void
finish_stop (GCancellable *cancellable, int stop_fd, GError **error)
{
  if (stop_fd >= 0)
    g_cancellable_release_fd (cancellable);
  if (error != NULL && *error != NULL && g_cancellable_is_cancelled (cancellable))
    {
      g_clear_error (error);
      g_cancellable_set_error_if_cancelled (cancellable, error);
    }
}

/**
 * jkk_viewing_read_file:
 * @path: a PDF or picture
 * @error: return location
 *
 * Returns: (transfer full): its bytes; %NULL with an error that says what to do if it is not there or too large.
 */
GBytes *
jkk_viewing_read_file (const char *path, GError **error)
{
  gsize length = 0;
  char *bytes = jkk_read_file (path, JKK_PAPER_READER_MAX_BYTES, &length, error);

  return bytes != NULL ? g_bytes_new_take (bytes, length) : NULL;
}

/**
 * jkk_viewing_open:
 * @bytes: the file
 * @cancellable: (nullable): to give up
 * @error: return location
 *
 * Returns: (transfer full): the file, opened; %NULL with %JKK_ERROR_FORMAT when it is damaged, locked, too large or
 * hostile, or with %G_IO_ERROR_CANCELLED.
 */
JkkViewing *
jkk_viewing_open (GBytes *bytes, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) local = NULL;
  int stop_fd = stop_fd_of (cancellable);
  JkkPaperReader *reader = jkk_paper_reader_open (bytes, stop_fd, &local);

  finish_stop (cancellable, stop_fd, &local);
  if (reader == NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  return (JkkViewing *) reader;
}

static void
open_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;
  JkkViewing *viewing = jkk_viewing_open (task_data, cancellable, &error);

  if (viewing != NULL)
    g_task_return_pointer (task, viewing, (GDestroyNotify) jkk_viewing_unref);
  else
    g_task_return_error (task, error);
}

/**
 * jkk_viewing_open_async:
 * @bytes: the file
 * @cancellable: (nullable): to give up
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * See jkk_viewing_open(); on a worker thread.
 */
void
jkk_viewing_open_async (GBytes *bytes, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, jkk_viewing_open_async);
  g_task_set_task_data (task, g_bytes_ref (bytes), (GDestroyNotify) g_bytes_unref);
  g_task_run_in_thread (task, open_thread);
}

/**
 * jkk_viewing_open_finish:
 * @result: what the callback was given
 * @error: return location
 *
 * Returns: (transfer full): see jkk_viewing_open().
 */
JkkViewing *
jkk_viewing_open_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * jkk_viewing_ref:
 * @viewing: a file
 *
 * Returns: (transfer full): the same file.
 */
JkkViewing *
jkk_viewing_ref (JkkViewing *viewing)
{
  return (JkkViewing *) jkk_paper_reader_ref (reader_of (viewing));
}

/**
 * jkk_viewing_unref:
 * @viewing: (transfer full): a file
 *
 * The last one ends the helper.
 */
void
jkk_viewing_unref (JkkViewing *viewing)
{
  jkk_paper_reader_unref (reader_of (viewing));
}

/**
 * jkk_viewing_get_media_type:
 * @viewing: a file
 *
 * Returns: (transfer none): "application/pdf", "image/png", "image/jpeg" or "image/tiff", by what is in it.
 */
const char *
jkk_viewing_get_media_type (JkkViewing *viewing)
{
  return jkk_paper_reader_get_media_type (reader_of (viewing));
}

/**
 * jkk_viewing_get_n_pages:
 * @viewing: a file
 *
 * Returns: how many pages it has; at least one.
 */
guint
jkk_viewing_get_n_pages (JkkViewing *viewing)
{
  return jkk_paper_reader_get_n_pages (reader_of (viewing));
}

/**
 * jkk_viewing_get_size:
 * @viewing: a file
 * @page: from 0
 * @width: (out): in points
 * @height: (out): in points
 */
void
jkk_viewing_get_size (JkkViewing *viewing, guint page, double *width, double *height)
{
  jkk_paper_reader_get_size (reader_of (viewing), page, width, height);
}

/**
 * jkk_viewing_get_text:
 * @viewing: a file
 * @page: from 0
 * @cancellable: (nullable): to give up
 * @error: return location
 *
 * Returns: (transfer full): the text of a page; of a picture the empty text.
 */
char *
jkk_viewing_get_text (JkkViewing *viewing, guint page, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) local = NULL;
  int stop_fd = stop_fd_of (cancellable);
  char *text = jkk_paper_reader_get_text (reader_of (viewing), page, stop_fd, &local);

  finish_stop (cancellable, stop_fd, &local);
  if (text == NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  return text;
}

/**
 * jkk_viewing_render:
 * @viewing: a file
 * @page: from 0
 * @scale: pixels for a point
 * @cancellable: (nullable): to give up
 * @error: return location
 *
 * Returns: (transfer full): a picture of the page on white; %NULL with %JKK_ERROR_INVALID if it would be too large,
 * with %JKK_ERROR_FORMAT when the page cannot be drawn safely.
 */
cairo_surface_t *
jkk_viewing_render (JkkViewing *viewing, guint page, double scale, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) local = NULL;
  int stop_fd = stop_fd_of (cancellable);
  cairo_surface_t *surface = jkk_paper_reader_render (reader_of (viewing), page, scale, stop_fd, &local);

  finish_stop (cancellable, stop_fd, &local);
  if (surface == NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  return surface;
}

typedef struct
{
  JkkViewing *viewing;
  guint page;
  double scale;
} RenderArgs;

static void
render_args_free (gpointer data)
{
  RenderArgs *args = data;

  jkk_viewing_unref (args->viewing);
  g_free (args);
}

static void
render_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  RenderArgs *args = task_data;
  GError *error = NULL;

  if (g_task_return_error_if_cancelled (task))
    return;
  cairo_surface_t *surface = jkk_viewing_render (args->viewing, args->page, args->scale, cancellable, &error);
  if (surface != NULL)
    g_task_return_pointer (task, surface, (GDestroyNotify) cairo_surface_destroy);
  else
    g_task_return_error (task, error);
}

/**
 * jkk_viewing_render_async:
 * @viewing: a file
 * @page: from 0
 * @scale: pixels for a point
 * @cancellable: (nullable): to give up
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * See jkk_viewing_render(); on a worker thread.
 */
void
jkk_viewing_render_async (JkkViewing *viewing,
                          guint page,
                          double scale,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  RenderArgs *args = g_new0 (RenderArgs, 1);

  args->viewing = jkk_viewing_ref (viewing);
  args->page = page;
  args->scale = scale;
  g_task_set_source_tag (task, jkk_viewing_render_async);
  g_task_set_task_data (task, args, render_args_free);
  g_task_run_in_thread (task, render_thread);
}

/**
 * jkk_viewing_render_finish:
 * @result: what the callback was given
 * @error: return location
 *
 * Returns: (transfer full): see jkk_viewing_render().
 */
cairo_surface_t *
jkk_viewing_render_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
