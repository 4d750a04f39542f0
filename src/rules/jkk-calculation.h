#pragma once

#include "jkk-benefit.h"
#include "jkk-case.h"
#include "jkk-pack.h"
#include "jkk-payout.h"

G_BEGIN_DECLS

/* The payout sheet of a case with its reasons. @today serves only for what is not in the case (an unstated claim day).
 */
JkkPayout *jkk_calculate (const JkkCase *jcase, JkkDay today, GError **error);
JkkPayout *jkk_calculate_with (const JkkPackSet *packs, const JkkCase *jcase, JkkDay today, GError **error);
JkkPayout *jkk_calculate_explained (const JkkPackSet *packs, const JkkCase *jcase, JkkDay today, GError **error);

GArray *jkk_calculate_stmb_days (const JkkPackSet *packs, const JkkCase *jcase, JkkDay today, GError **error);

/**
 * JkkAmounts:
 * @amount: rupiah by benefit; 0 where there is none
 * @granted: bits `1 << JkkBenefit` of the benefits that have a line on the sheet
 * @total: their sum, what the agency pays
 * @payable: whether anything stands in the way (expired, unregistered, no regulation); then @total is 0
 *
 * The amounts of a payout without its reasons.
 */
typedef struct
{
  JkkMoney amount[JKK_N_BENEFITS];
  guint32 granted;
  JkkMoney total;
  gboolean payable;
} JkkAmounts;

gboolean jkk_calculate_amounts (
    const JkkPackSet *packs, const JkkCase *jcase, JkkDay today, JkkAmounts *amounts, GError **error);

GArray *jkk_calculate_scholarship_years (const JkkPackSet *packs, const JkkCase *jcase, JkkDay today, GError **error);
gboolean jkk_calculate_scholarship (
    const JkkPackSet *packs, const JkkCase *jcase, JkkDay today, JkkMoney *open, JkkMoney *excess, GError **error);

G_END_DECLS
