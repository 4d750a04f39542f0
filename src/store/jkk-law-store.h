#pragma once

#include "jkk-db.h"
#include "jkk-law-entry.h"

G_BEGIN_DECLS

gboolean jkk_law_store_append (JkkDb *db, const JkkLawEntry *entry, gint64 *id, GError **error);
GPtrArray *jkk_law_store_all (JkkDb *db, GError **error);

G_END_DECLS
