#pragma once

#include "jkk-decision.h"
#include "jkk-payout.h"

G_BEGIN_DECLS

GHashTable *jkk_origins_new (GPtrArray *history);
void jkk_origins_forget (GHashTable *origins, GPtrArray *changes);
void jkk_origins_put (GHashTable *origins, JkkPayout *payout);

G_END_DECLS
