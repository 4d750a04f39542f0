#pragma once

#include "jkk-message.h"
#include "jkk-payout.h"

G_BEGIN_DECLS

char *jkk_payout_to_xml (const JkkPayout *payout, gsize *length);
JkkPayout *jkk_payout_from_xml (const char *bytes, gsize length, GError **error);

G_END_DECLS
