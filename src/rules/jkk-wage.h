#pragma once

#include "jkk-rule.h"

G_BEGIN_DECLS

typedef enum
{
  JKK_WAGE_REPORTED, /* what the agency was told, on which it pays */
  JKK_WAGE_ACTUAL,   /* what was really paid, on which the employer owes the difference */
} JkkWageBasis;

/**
 * JkkWage:
 * @known: whether the monthly wage could be found
 * @monthly: rupiah a month
 * @fact: where it was taken from
 * @factor: the parameter that turned the fact into a month, or -1
 *
 * Upah sebulan, on which all multiples rest.
 */
typedef struct
{
  gboolean known;
  JkkMoney monthly;
  const JkkFact *fact;
  int factor;
} JkkWage;

gboolean jkk_wage (const JkkRule *rule, JkkWageBasis basis, JkkWage *wage, GError **error);
gboolean jkk_wage_need (const JkkRule *rule, const JkkWage *wage);
JkkReason *jkk_wage_explain (const JkkRule *rule, const JkkWage *wage);

G_END_DECLS
