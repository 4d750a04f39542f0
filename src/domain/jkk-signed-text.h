#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A text that is signed: a first line that names the kind and its version, then a line "name=value" for each thing that
 * is said, in a fixed order, each ended by a line feed. A value that is not there is the line "name" alone; of bytes
 * below 0x20, of 0x7f and of "%" a value has "%" and two hexadecimal digits instead. So no two things that can be said
 * have the same bytes, and a person can read what was signed. */
GString *jkk_signed_text_new (const char *kind);
void jkk_signed_text_add (GString *text, const char *name, const char *value);
void jkk_signed_text_add_number (GString *text, const char *name, gint64 number);
void jkk_signed_text_add_hash (GString *text, const char *name, const char *value);
char *jkk_signed_text_get (const char *text, const char *name);
gint64 jkk_signed_text_get_number (const char *text, const char *name);
gboolean jkk_signed_text_is (const char *text, const char *kind);
char **jkk_signed_text_differences (const char *signed_then, const char *now);

G_END_DECLS
