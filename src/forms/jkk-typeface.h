#pragma once

#include "jkk-error.h"

G_BEGIN_DECLS

/* The two faces that every form carries inside itself. */
typedef enum
{
  JKK_TYPEFACE_REGULAR,
  JKK_TYPEFACE_BOLD,
} JkkTypeface;

char *jkk_typeface_printable (const char *text);
gboolean jkk_typeface_has (const char *text);
gboolean jkk_typeface_lacks (const char *text);
double jkk_typeface_measure (JkkTypeface face, const char *text, double size);
GPtrArray *jkk_typeface_wrap (JkkTypeface face, const char *text, double size, double width);
void jkk_typeface_append (GString *ops, JkkTypeface face, const char *text, double size, double x, double y);

G_END_DECLS
