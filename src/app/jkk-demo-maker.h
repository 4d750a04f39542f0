#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * JkkDemoMaker:
 *
 * Makes the demonstration office on a thread and tells how far it is.
 */
#define JKK_TYPE_DEMO_MAKER (jkk_demo_maker_get_type ())
G_DECLARE_FINAL_TYPE (JkkDemoMaker, jkk_demo_maker, JKK, DEMO_MAKER, GObject)

JkkDemoMaker *jkk_demo_maker_new (const char *address, guint n_cases);
void jkk_demo_maker_run_async (JkkDemoMaker *self,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
gboolean jkk_demo_maker_run_finish (JkkDemoMaker *self, GAsyncResult *result, GError **error);
void jkk_demo_maker_get_progress (JkkDemoMaker *self, guint *done, guint *total);

G_END_DECLS
