#pragma once

#include <glib.h>

G_BEGIN_DECLS

const char *jkk_bahasa (const char *english) G_GNUC_FORMAT (1);
gboolean jkk_bahasa_is_there (void);

G_END_DECLS
