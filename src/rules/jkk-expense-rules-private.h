#pragma once

#include "jkk-expense-rules.h"

G_BEGIN_DECLS

/* What a receipt gives to its benefit before any limit of the whole; JKK_NONE when it does not count. */
JkkMoney jkk_receipt_counts (const JkkRule *rule, const JkkExpenses *expenses, guint number);
JkkBenefit jkk_receipt_benefit (JkkExpenseKind kind);
JkkParameter jkk_transport_parameter (JkkTransportMode mode);

G_END_DECLS
