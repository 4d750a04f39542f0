#pragma once

#include "jkk-audit.h"
#include "jkk-office.h"

G_BEGIN_DECLS

JkkAuditReport *jkk_auditing_run (JkkOffice *office, const char *head, GError **error);
void jkk_auditing_run_async (
    JkkOffice *office, const char *head, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
JkkAuditReport *jkk_auditing_run_finish (JkkOffice *office, GAsyncResult *result, GError **error);

char *jkk_auditing_head (JkkOffice *office, GError **error);

G_END_DECLS
