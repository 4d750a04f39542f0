#pragma once

#include "jkk-db.h"
#include "jkk-exchange.h"

G_BEGIN_DECLS

GPtrArray *jkk_match_find (JkkDb *db, const JkkMessage *message, GError **error);
gboolean jkk_match_propose (JkkDb *db, const JkkMessage *message, gint64 *case_id, GError **error);
gboolean jkk_match_take_in (JkkDb *db, const JkkCase *jcase, gint64 case_id, GError **error);

G_END_DECLS
