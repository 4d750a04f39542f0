#pragma once

#include <cairo.h>
#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * JkkPaperHit:
 * @page: number of the page, from 0
 * @x: left edge, in points from the left edge of the page
 * @y: top edge, in points from the top edge of the page
 * @width: in points
 * @height: in points
 *
 * Where a text was found on a paper.
 */
typedef struct
{
  guint page;
  double x;
  double y;
  double width;
  double height;
} JkkPaperHit;

/**
 * JkkPaperSource:
 * @get_n_pages: how many pages it has
 * @get_size: size of a page, in points
 * @render_async: draws a page off the main thread, @scale pixels for a point
 * @render_finish: (transfer full): the picture of a page, or of a part of it
 * @ref: (transfer full): the same paper
 * @unref: lets go of it
 * @render_part_async: (nullable): draws only @part of a page, in pixels at @scale; without it large pages are drawn
 * whole and less sharp
 * @find_async: (nullable): looks for a text off the main thread; without it the paper cannot be searched
 * @find_finish: (nullable) (transfer full) (element-type JkkPaperHit): where it stands, in the order of the pages
 *
 * What a paper must be able to do to be looked at. A row of functions for each kind: printouts of a case, papers from
 * elsewhere.
 */
typedef struct
{
  guint (*get_n_pages) (gpointer paper);
  void (*get_size) (gpointer paper, guint page, double *width, double *height);
  void (*render_async) (gpointer paper,
                        guint page,
                        double scale,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data);
  cairo_surface_t *(*render_finish) (GAsyncResult *result, GError **error);
  gpointer (*ref) (gpointer paper);
  void (*unref) (gpointer paper);
  void (*render_part_async) (gpointer paper,
                             guint page,
                             double scale,
                             const cairo_rectangle_int_t *part,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
  void (*find_async) (
      gpointer paper, const char *text, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
  GArray *(*find_finish) (GAsyncResult *result, GError **error);
} JkkPaperSource;

G_END_DECLS
