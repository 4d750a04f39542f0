#pragma once

#include "jkk-typeface.h"

G_BEGIN_DECLS

/**
 * JkkOutlineLetter:
 * @start: where the letter, with the marks on it, begins in its line, in bytes
 * @length: how many bytes it has
 * @x: from the left end of the line, in points
 * @width: in points
 */
typedef struct
{
  gsize start;
  gsize length;
  double x;
  double width;
} JkkOutlineLetter;

gboolean jkk_outline_can_show (gunichar c);
double jkk_outline_measure (JkkTypeface face, const char *line, double size);
GArray *jkk_outline_letters (JkkTypeface face, const char *line, double size);
void jkk_outline_append (GString *ops, JkkTypeface face, const char *line, double size, double x, double y);

G_END_DECLS
