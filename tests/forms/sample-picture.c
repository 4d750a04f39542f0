#include "sample-picture.h"

#include <stdio.h>
#include <string.h>

/* So many bytes are written at once: as many as the nearest caches hold. */
#define ENOUGH (64 * 1024)

/* Three bytes for each pixel, as the file has them. Four are written, and the next pixel covers the fourth. */
static char *
pack_row (const guint32 *pixels, int width, char *out)
{
  for (int x = 0; x < width; x++, out += 3)
    {
      guint32 bytes = GUINT32_TO_BE (pixels[x] << 8);

      memcpy (out, &bytes, sizeof bytes);
    }
  return out;
}

/* A picture as other programs write it: portable pixels, not packed. */
void
sample_picture_write (cairo_surface_t *surface, const char *path)
{
  int width = cairo_image_surface_get_width (surface), height = cairo_image_surface_get_height (surface);
  const guint8 *data = cairo_image_surface_get_data (surface);
  gsize row = (gsize) width * 3;
  g_autofree char *buffer = g_malloc (ENOUGH + row + 1);
  char *end = buffer;
  FILE *file = fopen (path, "wb");

  g_assert_nonnull (file);
  setvbuf (file, NULL, _IONBF, 0);
  fprintf (file, "P6\n%d %d\n255\n", width, height);
  for (int y = 0; y < height; y++, data += cairo_image_surface_get_stride (surface))
    {
      end = pack_row ((const guint32 *) (const void *) data, width, end);
      if (end - buffer < ENOUGH && y + 1 < height)
        continue;
      g_assert_cmpuint (fwrite (buffer, (gsize) (end - buffer), 1, file), ==, 1);
      end = buffer;
    }
  fclose (file);
}
