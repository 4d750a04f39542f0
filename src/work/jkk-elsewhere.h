#pragma once

#include "jkk-case.h"
#include "jkk-db.h"
#include "jkk-pack.h"

G_BEGIN_DECLS

JkkCase *jkk_elsewhere_fill (JkkDb *db, const JkkPackSet *packs, const JkkCase *jcase, JkkDay today, GError **error);
gboolean jkk_elsewhere_is_open (const JkkCase *jcase);

G_END_DECLS
