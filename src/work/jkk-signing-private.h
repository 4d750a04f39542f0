#pragma once

#include "jkk-decision.h"
#include "jkk-deed-private.h"
#include "jkk-warrants-private.h"

G_BEGIN_DECLS

gboolean
jkk_signing_sign (const JkkDeedContext *context, const JkkDecision *decision, const JkkCase *jcase, GError **error);
gboolean jkk_signing_check (JkkDb *db,
                            const JkkWarrants *warrants,
                            JkkDecision *decision,
                            const JkkCase *jcase,
                            gboolean papers,
                            GError **error);
gboolean jkk_signing_may_sign (const JkkDecision *decision, const JkkCase *jcase, GError **error);
gboolean jkk_signing_require_case (JkkDb *db, gint64 case_id, gboolean only_if_decided, GError **error);
gboolean jkk_signing_require (const JkkDecision *decision, GError **error);

G_END_DECLS
