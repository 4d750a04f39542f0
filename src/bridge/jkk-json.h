#pragma once

#include "jkk-payout.h"

G_BEGIN_DECLS

char *jkk_payout_to_json (const JkkPayout *payout);

G_END_DECLS
