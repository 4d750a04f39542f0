#pragma once

#include "jkk-wage.h"

G_BEGIN_DECLS

/**
 * JkkDeath:
 * @death: whether the death benefit is granted
 * @funeral: whether the funeral amount is
 * @periodic: whether the periodic benefit is, at death or total permanent disability
 * @death_benefit: rupiah, before a disability benefit that was paid earlier is taken off
 * @death_amount: rupiah
 * @funeral_amount: rupiah
 * @periodic_amount: rupiah
 *
 * What is due when the worker died, and the periodic benefit, which is due at total permanent disability as well.
 */
typedef struct
{
  gboolean death;
  gboolean funeral;
  gboolean periodic;
  JkkMoney death_benefit;
  JkkMoney death_amount;
  JkkMoney funeral_amount;
  JkkMoney periodic_amount;
} JkkDeath;

gboolean jkk_death (const JkkRule *rule, const JkkWage *wage, JkkDeath *death, GError **error);
JkkReason *jkk_death_explain (const JkkRule *rule, const JkkWage *wage, const JkkDeath *death);
JkkReason *jkk_death_explain_funeral (const JkkRule *rule, const JkkDeath *death);
JkkReason *jkk_death_explain_periodic (const JkkRule *rule, const JkkDeath *death);
void jkk_death_note_heirs (const JkkRule *rule, gboolean payable);

G_END_DECLS
