#pragma once

#include <cairo.h>
#include <gio/gio.h>

#include "jkk-error.h"

G_BEGIN_DECLS

/**
 * JkkPrintout:
 *
 * A finished paper, for the screen, the printer and a file. It never changes.
 */
typedef struct _JkkPrintout JkkPrintout;

/* Where a value of the case stands on a page, in points from the upper left corner. */
typedef struct
{
  guint page;
  char *path;
  double x;
  double y;
  double width;
  double height;
} JkkPrintoutField;

/* A place on a page, in points from the upper left corner. */
typedef struct
{
  guint page;
  double x;
  double y;
  double width;
  double height;
} JkkPrintoutPlace;

JkkPrintout *jkk_printout_new (GBytes *bytes, const char *code, const char *content_hash, GError **error);
JkkPrintout *
jkk_printout_new_fillable (GBytes *bytes, GBytes *copy, const char *code, const char *content_hash, GError **error);
JkkPrintout *jkk_printout_ref (JkkPrintout *printout);
void jkk_printout_unref (JkkPrintout *printout);
guint jkk_printout_get_n_pages (JkkPrintout *printout);
void jkk_printout_get_size (JkkPrintout *printout, guint page, double *width, double *height);
const char *jkk_printout_get_sha256 (JkkPrintout *printout);
const char *jkk_printout_get_content_hash (JkkPrintout *printout);
GBytes *jkk_printout_get_bytes (JkkPrintout *printout);
GPtrArray *jkk_printout_get_fields (JkkPrintout *printout);
gboolean jkk_printout_save (JkkPrintout *printout, const char *path, GError **error);

/* Drawing: into a picture on a worker thread, or as vectors for the printer. */
cairo_surface_t *jkk_printout_render (JkkPrintout *printout, guint page, double scale, GError **error);
void jkk_printout_render_async (JkkPrintout *printout,
                                guint page,
                                double scale,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
void jkk_printout_render_part_async (JkkPrintout *printout,
                                     guint page,
                                     double scale,
                                     const cairo_rectangle_int_t *part,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
cairo_surface_t *jkk_printout_render_finish (GAsyncResult *result, GError **error);
void jkk_printout_draw (JkkPrintout *printout, guint page, cairo_t *cr);

/* Looking for a text. */
void jkk_printout_find_async (JkkPrintout *printout,
                              const char *text,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
GArray *jkk_printout_find_finish (GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkPrintout, jkk_printout_unref)

G_END_DECLS
