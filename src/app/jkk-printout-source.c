#include "jkk-printout-source.h"

static guint
get_n_pages (gpointer paper)
{
  return jkk_printout_get_n_pages (paper);
}

static void
get_size (gpointer paper, guint page, double *width, double *height)
{
  jkk_printout_get_size (paper, page, width, height);
}

static void
render_async (gpointer paper,
              guint page,
              double scale,
              GCancellable *cancellable,
              GAsyncReadyCallback callback,
              gpointer user_data)
{
  jkk_printout_render_async (paper, page, scale, cancellable, callback, user_data);
}

static void
render_part_async (gpointer paper,
                   guint page,
                   double scale,
                   const cairo_rectangle_int_t *part,
                   GCancellable *cancellable,
                   GAsyncReadyCallback callback,
                   gpointer user_data)
{
  jkk_printout_render_part_async (paper, page, scale, part, cancellable, callback, user_data);
}

static void
find_async (
    gpointer paper, const char *text, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  jkk_printout_find_async (paper, text, cancellable, callback, user_data);
}

static GArray *
find_finish (GAsyncResult *result, GError **error)
{
  g_autoptr (GArray) places = jkk_printout_find_finish (result, error);
  GArray *hits = places != NULL ? g_array_sized_new (FALSE, FALSE, sizeof (JkkPaperHit), places->len) : NULL;

  for (guint i = 0; places != NULL && i < places->len; i++)
    {
      const JkkPrintoutPlace *place = &g_array_index (places, JkkPrintoutPlace, i);
      JkkPaperHit hit = { place->page, place->x, place->y, place->width, place->height };

      g_array_append_val (hits, hit);
    }
  return hits;
}

static gpointer
ref (gpointer paper)
{
  return jkk_printout_ref (paper);
}

static void
unref (gpointer paper)
{
  jkk_printout_unref (paper);
}

const JkkPaperSource jkk_printout_source = {
  .get_n_pages = get_n_pages,
  .get_size = get_size,
  .render_async = render_async,
  .render_finish = jkk_printout_render_finish,
  .ref = ref,
  .unref = unref,
  .render_part_async = render_part_async,
  .find_async = find_async,
  .find_finish = find_finish,
};
