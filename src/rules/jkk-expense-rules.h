#pragma once

#include "jkk-rule.h"

G_BEGIN_DECLS

/**
 * JkkExpenseSum:
 * @granted: whether there is a line
 * @receipts: what the receipts that count add up to, rupiah
 * @amount: what is paid
 * @payee: who paid the receipts; %JKK_PAYEE_NONE if nobody is named or several did
 *
 * The receipts of one benefit.
 */
typedef struct
{
  gboolean granted;
  JkkMoney receipts;
  JkkMoney amount;
  JkkPayeeKind payee;
} JkkExpenseSum;

/* The benefits that are paid by receipts are the last ones of the sheet. */
#define JKK_N_RECEIPT_BENEFITS (JKK_N_BENEFITS - JKK_BENEFIT_TRANSPORT)

/**
 * JkkExpenses:
 * @any: whether there are receipts; without any, nothing else is set
 * @sum: see jkk_expenses_sum()
 * @mode: transport: what the receipts of each mode add up to
 * @home_care: the days in which receipts of home care count
 *
 * Everything that is paid by receipts.
 */
typedef struct
{
  gboolean any;
  JkkExpenseSum sum[JKK_N_RECEIPT_BENEFITS];
  JkkMoney mode[JKK_N_MODES];
  JkkPeriod home_care;
} JkkExpenses;

/* What the receipts of a benefit come to; for the benefits from %JKK_BENEFIT_TRANSPORT on. */
static inline const JkkExpenseSum *
jkk_expenses_sum (const JkkExpenses *expenses, JkkBenefit benefit)
{
  return &expenses->sum[benefit - JKK_BENEFIT_TRANSPORT];
}

gboolean jkk_expenses (const JkkRule *rule, JkkExpenses *expenses, GError **error);
JkkReason *jkk_expenses_explain (const JkkRule *rule, const JkkExpenses *expenses, JkkBenefit benefit);

G_END_DECLS
