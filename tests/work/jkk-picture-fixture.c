#include "jkk-picture-fixture.h"

#include <stdio.h>

static void
append_le32 (GByteArray *out, guint32 value)
{
  guint32 little = GUINT32_TO_LE (value);

  g_byte_array_append (out, (const guint8 *) &little, sizeof little);
}

/* As the others write it, a picture that is not packed: a Windows bitmap has the pixels as cairo has them. */
void
picture_write (cairo_surface_t *surface, const char *path)
{
  enum
  {
    HEAD = 54
  };
  int width = cairo_image_surface_get_width (surface), height = cairo_image_surface_get_height (surface);
  guint32 size = (guint32) cairo_image_surface_get_stride (surface) * (guint32) height;
  const guint32 head[] = { HEAD + size, 0, HEAD, 40, (guint32) width, (guint32) -height, 1 | 32 << 16, 0, size,
                           0,           0, 0,    0 };
  g_autoptr (GByteArray) start = g_byte_array_new ();
  FILE *file = fopen (path, "wb");

  g_assert_nonnull (file);
  g_byte_array_append (start, (const guint8 *) "BM", 2);
  for (guint i = 0; i < G_N_ELEMENTS (head); i++)
    append_le32 (start, head[i]);
  g_assert_cmpuint (fwrite (start->data, 1, start->len, file), ==, start->len);
  g_assert_cmpuint (fwrite (cairo_image_surface_get_data (surface), 1, size, file), ==, size);
  fclose (file);
}
