#pragma once

#include "jkk-payout.h"

G_BEGIN_DECLS

guint formula_check (const JkkReason *reason, const char *title);

G_END_DECLS
