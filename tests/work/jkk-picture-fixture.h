#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

void picture_write (cairo_surface_t *surface, const char *path);

G_END_DECLS
