#pragma once

#include "jkk-audit.h"
#include "jkk-office.h"

G_BEGIN_DECLS

JkkAuditReport *jkk_auditing_run (JkkOffice *office, const char *head, GError **error);
void jkk_auditing_run_async (JkkOffice *office,
                             const char *head,
                             JkkAuditGauge *gauge,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
JkkAuditReport *jkk_auditing_run_finish (JkkOffice *office, GAsyncResult *result, GError **error);

char *jkk_auditing_place (const JkkAuditFault *fault);
char *jkk_auditing_to_text (const JkkAuditReport *report, const char *office);
char *jkk_auditing_head (JkkOffice *office, GError **error);

G_END_DECLS
