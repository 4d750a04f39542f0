#pragma once

#include "jkk-office.h"

G_BEGIN_DECLS

/* Whether the clock of this computer can be true. */
void jkk_office_doubt_clock_async (JkkOffice *office,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
char *jkk_office_doubt_clock_finish (JkkOffice *office, GAsyncResult *result, GError **error);

G_END_DECLS
