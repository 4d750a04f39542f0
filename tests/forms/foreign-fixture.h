#pragma once

#include <cairo.h>
#include <glib.h>

/* Files as scanners, cameras and other programs make them. */
cairo_surface_t *scanned_page (const char *code, int width, int height);
GBytes *as_png (cairo_surface_t *surface);
GBytes *as_jpeg (cairo_surface_t *surface);
GBytes *as_tiff (cairo_surface_t *surface, guint n_pages);
GBytes *as_pdf (cairo_surface_t *surface, guint n_pages);
GBytes *through_qpdf (GBytes *pdf, const char *const *arguments);
GBytes *cut (GBytes *bytes, gsize length);
