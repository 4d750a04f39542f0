#pragma once

#include "jkk-deed-private.h"

G_BEGIN_DECLS

gboolean jkk_ledger_owe (const JkkDeedContext *context,
                         const char *partner,
                         gboolean by_office,
                         const char *kind,
                         const char *guid,
                         gint64 case_id,
                         GError **error);
gboolean jkk_ledger_enter (
    const JkkDeedContext *context, const JkkMessage *message, const char *partner, gint64 before, GError **error);

G_END_DECLS
