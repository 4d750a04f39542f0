#pragma once

#include "jkk-audit.h"
#include "jkk-db.h"

#include <gio/gio.h>

G_BEGIN_DECLS

gboolean jkk_auditing_warrants (JkkDb *db, JkkAuditReport *report, GError **error);
gboolean jkk_auditing_decisions (
    JkkDb *db, JkkAuditReport *report, JkkAuditGauge *gauge, GCancellable *cancellable, GError **error);

gboolean
jkk_auditing_told (JkkDb *db, JkkAuditReport *report, JkkAuditGauge *gauge, GCancellable *cancellable, GError **error);

G_END_DECLS
