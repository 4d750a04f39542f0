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
};
