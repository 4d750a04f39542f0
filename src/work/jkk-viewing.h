#pragma once

#include <cairo.h>
#include <gio/gio.h>

#include "jkk-error.h"

G_BEGIN_DECLS

/**
 * JkkViewing:
 *
 * A PDF, PNG, JPEG or TIFF from elsewhere, opened to be looked at. It lives in a helper process with little memory and
 * time, so that a hostile or broken file gives a sentence and harms nothing. It never changes and may be shared by
 * threads; an answer takes as long as the page needs, at most some twenty seconds.
 */
typedef struct _JkkViewing JkkViewing;

JkkViewing *jkk_viewing_open (GBytes *bytes, GCancellable *cancellable, GError **error);
void
jkk_viewing_open_async (GBytes *bytes, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
JkkViewing *jkk_viewing_open_finish (GAsyncResult *result, GError **error);
JkkViewing *jkk_viewing_ref (JkkViewing *viewing);
void jkk_viewing_unref (JkkViewing *viewing);

const char *jkk_viewing_get_media_type (JkkViewing *viewing);
guint jkk_viewing_get_n_pages (JkkViewing *viewing);
void jkk_viewing_get_size (JkkViewing *viewing, guint page, double *width, double *height);
char *jkk_viewing_get_text (JkkViewing *viewing, guint page, GCancellable *cancellable, GError **error);

cairo_surface_t *
jkk_viewing_render (JkkViewing *viewing, guint page, double scale, GCancellable *cancellable, GError **error);
void jkk_viewing_render_async (JkkViewing *viewing,
                               guint page,
                               double scale,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
cairo_surface_t *jkk_viewing_render_finish (GAsyncResult *result, GError **error);

/* Reads a file that may be looked at or kept as a document; larger ones are refused. */
GBytes *jkk_viewing_read_file (const char *path, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkViewing, jkk_viewing_unref)

G_END_DECLS
