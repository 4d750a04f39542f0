#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* How the person has arranged the case page; kept from one start of the program to the next. */
GSettings *jkk_desk_settings_get (void);

/* Sections in which everything is shown. */
gboolean jkk_desk_settings_get_expanded (const char *section);
void jkk_desk_settings_set_expanded (const char *section, gboolean expanded);

G_END_DECLS
