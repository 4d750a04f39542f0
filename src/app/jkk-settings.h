#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

GSettings *jkk_settings (void);

G_END_DECLS
