#pragma once

#include <cairo.h>
#include <glib.h>

/* Writes a picture as other programs do: portable pixels, not packed. */
void sample_picture_write (cairo_surface_t *surface, const char *path);
