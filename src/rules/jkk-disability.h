#pragma once

#include "jkk-wage.h"

G_BEGIN_DECLS

/* A percentage of a percentage: 70 % is 70,000,000 of these. */
#define JKK_DISABILITY_WHOLE G_GINT64_CONSTANT (100000000)

/**
 * JkkDisability:
 * @total: whether total permanent disability is granted
 * @total_amount: rupiah
 * @anatomical: whether partial anatomical disability is granted
 * @functional: whether partial functional disability is granted
 * @anatomical_found: what the rows add up to, in parts of JKK_DISABILITY_WHOLE
 * @functional_found: the same
 * @anatomical_share: what is left of it under the limit of all disabilities
 * @functional_share: the same; anatomical loss goes first
 * @anatomical_amount: rupiah
 * @functional_amount: rupiah
 *
 * Santunan cacat.
 */
typedef struct
{
  gboolean total;
  JkkMoney total_amount;
  gboolean anatomical;
  gboolean functional;
  gint64 anatomical_found;
  gint64 functional_found;
  gint64 anatomical_share;
  gint64 functional_share;
  JkkMoney anatomical_amount;
  JkkMoney functional_amount;
} JkkDisability;

gboolean jkk_disability (const JkkRule *rule, const JkkWage *wage, JkkDisability *disability, GError **error);
JkkReason *jkk_disability_explain_total (const JkkRule *rule, const JkkWage *wage, const JkkDisability *disability);
JkkReason *jkk_disability_explain_partial (const JkkRule *rule,
                                           const JkkWage *wage,
                                           const JkkDisability *disability,
                                           JkkImpairmentKind kind);

G_END_DECLS
