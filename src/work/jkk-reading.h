#pragma once

#include <gio/gio.h>

#include "jkk-exchange.h"

G_BEGIN_DECLS

/* A form that somebody filled in on the screen, in whatever program: it is taken over as a message is, value by value,
 * and each value keeps the place on the paper where it stands. */

#define JKK_READING_KIND "form"

JkkIncoming *jkk_reading_open (const char *path, GCancellable *cancellable, GError **error);
JkkIncoming *jkk_reading_new (const char *path, GBytes *bytes, GPtrArray *fields, GError **error);
gboolean jkk_reading_is (const JkkIncoming *incoming);

/* Before it is compared with a case or taken over into it; rows of lists that the form does not show stay. */
void jkk_reading_fit (JkkIncoming *incoming, const JkkCase *jcase);
JkkCase *jkk_reading_new_case (const JkkIncoming *incoming);

/* "page 1 · 5 · Nama": where a value stands, for people; and the same with the name of the field and its rectangle. */
char *jkk_reading_place (const JkkReadValue *value);
char *jkk_reading_source (const JkkReadValue *value);

G_END_DECLS
