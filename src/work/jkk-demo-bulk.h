#pragma once

#include "jkk-demo.h"

G_BEGIN_DECLS

gboolean jkk_demo_bulk (const char *address,
                        guint n_cases,
                        guint n_there,
                        guint32 seed,
                        JkkDay today,
                        JkkProgress progress,
                        gpointer user_data,
                        GCancellable *cancellable,
                        GError **error);

G_END_DECLS
