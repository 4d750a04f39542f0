#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void jkk_law_axis_draw (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data);

G_END_DECLS
