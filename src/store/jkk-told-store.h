#pragma once

#include "jkk-audit.h"
#include "jkk-db.h"

G_BEGIN_DECLS

/* What the journal tells, for comparing with what the tables hold: rows can be taken away, entries cannot unnoticed. */
gboolean jkk_told_store_decided (JkkDb *db, gint64 case_id, gint64 *sequence, GError **error);
gboolean jkk_told_store_warrant_after (JkkDb *db, gint64 after, gint64 *sequence, GError **error);
GPtrArray *jkk_told_store_unheld (JkkDb *db, GError **error);
GArray *jkk_told_store_cases (JkkDb *db, GError **error);
GArray *jkk_told_store_undecided (JkkDb *db, GError **error);

G_END_DECLS
