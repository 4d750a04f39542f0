#pragma once

#include "jkk-rule.h"

G_BEGIN_DECLS

/**
 * JkkEntitlement:
 * @payable: whether the agency pays anything
 * @unregistered: the employer itself owes the benefits
 * @expired: the claim came too late
 * @too_late_disease: the occupational disease arose too long after the employment
 * @late_report: the stage I report was late: the employer pays first and is paid back
 * @arrears: contributions are in arrears: the same
 *
 * Whether the agency pays, and to whom it owes.
 */
typedef struct
{
  gboolean payable;
  gboolean unregistered;
  gboolean expired;
  gboolean too_late_disease;
  gboolean late_report;
  gboolean arrears;
} JkkEntitlement;

void jkk_entitlement (const JkkRule *rule, JkkEntitlement *entitlement);
void jkk_entitlement_note (const JkkRule *rule, const JkkEntitlement *entitlement);
JkkDay jkk_expiry_day (const JkkLaw *law, JkkDay law_day);
JkkDay jkk_report_day (gint64 hours, JkkDay day);

G_END_DECLS
