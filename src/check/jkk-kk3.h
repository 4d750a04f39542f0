#pragma once

#include "jkk-message.h"

G_BEGIN_DECLS

JkkMessage *jkk_kk3_read (const char *path, GPtrArray **unclear, GError **error);
gboolean jkk_kk3_write_blank (const char *path, GError **error);

G_END_DECLS
