#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

GSettings *jkk_settings (void);
GSettings *jkk_settings_open (const char *schema_id);

G_END_DECLS
