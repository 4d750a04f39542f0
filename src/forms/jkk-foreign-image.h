#pragma once

#include <cairo.h>

#include "jkk-error.h"

G_BEGIN_DECLS

/**
 * JkkForeignImage:
 * @media_type: "image/png", "image/jpeg" or "image/tiff"
 * @n_pages: how many pages; only a TIFF has more than one
 *
 * A scan or photo from elsewhere. One page of it is kept decoded.
 */
typedef struct
{
  const char *media_type;
  guint n_pages;

  /*< private >*/
  GBytes *bytes;
  cairo_surface_t *surface;
  guint surface_page;
  double dpi;
} JkkForeignImage;

const char *jkk_foreign_image_sniff (GBytes *bytes);
JkkForeignImage *jkk_foreign_image_new (GBytes *bytes);
void jkk_foreign_image_free (JkkForeignImage *image);
gboolean jkk_foreign_image_get_size (JkkForeignImage *image, guint page, double *width, double *height);
cairo_surface_t *jkk_foreign_image_get_pixels (JkkForeignImage *image, guint page);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkForeignImage, jkk_foreign_image_free)

G_END_DECLS
