#pragma once

#include "jkk-safekeeping.h"

G_BEGIN_DECLS

/* A backup that was unpacked and checked, and waits for the word of an administrator to take the place of the store. It
 * may be made on one thread and used on another. */
typedef struct _JkkRestoration JkkRestoration;

JkkRestoration *
jkk_restoration_new (const JkkSafekeeping *keeping, const char *path, GCancellable *cancellable, GError **error);
void jkk_restoration_free (JkkRestoration *restoration);
const JkkBackupLoss *jkk_restoration_get_loss (const JkkRestoration *restoration);
char *jkk_restoration_tell (const JkkRestoration *restoration);
gboolean jkk_restoration_is_demo (const JkkRestoration *restoration);
gboolean jkk_restoration_sign (JkkRestoration *restoration, const char *login, const char *password, GError **error);
gboolean jkk_restoration_replace (JkkRestoration *restoration, char **kept, GError **error);
gboolean
jkk_restoration_run (JkkRestoration *restoration, const char *login, const char *password, char **kept, GError **error);

void jkk_restoration_new_async (const JkkSafekeeping *keeping,
                                const char *path,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
JkkRestoration *jkk_restoration_new_finish (GAsyncResult *result, GError **error);

void jkk_restoration_go_on_async (JkkRestoration *restoration,
                                  const char *login,
                                  const char *password,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
char *jkk_restoration_go_on_finish (GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkRestoration, jkk_restoration_free)

G_END_DECLS
