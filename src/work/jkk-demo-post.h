#pragma once

#include "jkk-day.h"
#include "jkk-store.h"

G_BEGIN_DECLS

gboolean jkk_demo_post_create (JkkStore *store, const char *folder, guint32 seed, JkkDay today, GError **error);
char *jkk_demo_post_folder (const char *address);

G_END_DECLS
