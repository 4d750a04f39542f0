#include "jkk-viewing-source.h"

static guint
get_n_pages (gpointer paper)
{
  return jkk_viewing_get_n_pages (paper);
}

static void
get_size (gpointer paper, guint page, double *width, double *height)
{
  jkk_viewing_get_size (paper, page, width, height);
}

static void
render_async (gpointer paper,
              guint page,
              double scale,
              GCancellable *cancellable,
              GAsyncReadyCallback callback,
              gpointer user_data)
{
  jkk_viewing_render_async (paper, page, scale, cancellable, callback, user_data);
}

static gpointer
ref (gpointer paper)
{
  return jkk_viewing_ref (paper);
}

static void
unref (gpointer paper)
{
  jkk_viewing_unref (paper);
}

/* ---- Looking for a text: the helper knows the text of a page, not where on it a word stands ---------------------- */

/* So the page is marked at its upper edge, and stays legible; points. */
#define MARK_HEIGHT 10.0

typedef struct
{
  JkkViewing *viewing;
  char *text; /* folded */
} Search;

static void
search_free (gpointer data)
{
  Search *search = data;

  jkk_viewing_unref (search->viewing);
  g_free (search->text);
  g_free (search);
}

static gboolean
page_has (const Search *search, guint page, GCancellable *cancellable, GError **error)
{
  g_autofree char *text = jkk_viewing_get_text (search->viewing, page, cancellable, error);
  g_autofree char *folded = text != NULL ? g_utf8_casefold (text, -1) : NULL;

  return folded != NULL && g_strstr_len (folded, -1, search->text) != NULL;
}

static void
find_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const Search *search = task_data;
  g_autoptr (GArray) hits = g_array_new (FALSE, TRUE, sizeof (JkkPaperHit));
  GError *error = NULL;

  for (guint page = 0; error == NULL && page < jkk_viewing_get_n_pages (search->viewing); page++)
    if (page_has (search, page, cancellable, &error))
      {
        JkkPaperHit hit = { .page = page };

        jkk_viewing_get_size (search->viewing, page, &hit.width, &hit.height);
        hit.height = MIN (hit.height, MARK_HEIGHT);
        g_array_append_val (hits, hit);
      }
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, g_steal_pointer (&hits), (GDestroyNotify) g_array_unref);
}

static void
find_async (
    gpointer paper, const char *text, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Search *search = g_new0 (Search, 1);

  search->viewing = jkk_viewing_ref (paper);
  search->text = g_utf8_casefold (text, -1);
  g_task_set_source_tag (task, find_async);
  g_task_set_task_data (task, search, search_free);
  g_task_run_in_thread (task, find_thread);
}

static GArray *
find_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

const JkkPaperSource jkk_viewing_source = {
  .get_n_pages = get_n_pages,
  .get_size = get_size,
  .render_async = render_async,
  .render_finish = jkk_viewing_render_finish,
  .ref = ref,
  .unref = unref,
  .find_async = find_async,
  .find_finish = find_finish,
};
