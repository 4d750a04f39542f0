#pragma once

#include <cairo.h>

#include "jkk-error.h"

G_BEGIN_DECLS

/**
 * JkkFoundCode:
 * @text: what it says
 * @x: left edge, in pixels
 * @y: top edge
 * @width: in pixels
 * @height: in pixels
 *
 * A QR code in a picture.
 */
typedef struct
{
  char *text;
  int x;
  int y;
  int width;
  int height;
} JkkFoundCode;

GPtrArray *jkk_code_finder_run (cairo_surface_t *surface);
void jkk_found_code_free (JkkFoundCode *code);

G_END_DECLS
