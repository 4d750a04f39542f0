#pragma once

#include "jkk-pack.h"

G_BEGIN_DECLS

/* The benefits in the order of the payout sheet. */
typedef enum
{
  JKK_BENEFIT_STMB,
  JKK_BENEFIT_DISABILITY_ANATOMICAL,
  JKK_BENEFIT_DISABILITY_FUNCTIONAL,
  JKK_BENEFIT_DISABILITY_TOTAL,
  JKK_BENEFIT_DEATH,
  JKK_BENEFIT_FUNERAL,
  JKK_BENEFIT_PERIODIC,
  JKK_BENEFIT_SCHOLARSHIP,
  JKK_BENEFIT_TRANSPORT,
  JKK_BENEFIT_ORTHOSIS,
  JKK_BENEFIT_DENTAL,
  JKK_BENEFIT_HEARING_AID,
  JKK_BENEFIT_GLASSES,
  JKK_BENEFIT_HOME_CARE,
  JKK_BENEFIT_TREATMENT,
} JkkBenefit;

#define JKK_N_BENEFITS (JKK_BENEFIT_TREATMENT + 1)

const char *jkk_benefit_code (JkkBenefit benefit);
const char *jkk_benefit_title (JkkBenefit benefit);
gboolean jkk_benefit_find (const char *code, JkkBenefit *benefit);
JkkValueState jkk_benefit_state (const JkkLaw *law, JkkBenefit benefit, JkkParameter *lacking);

G_END_DECLS
