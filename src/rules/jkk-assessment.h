#pragma once

#include "jkk-calculation.h"
#include "jkk-death.h"
#include "jkk-disability.h"
#include "jkk-entitlement.h"
#include "jkk-expense-rules.h"
#include "jkk-scholarship.h"
#include "jkk-stmb.h"
#include "jkk-wage.h"

G_BEGIN_DECLS

/**
 * JkkAssessment:
 *
 * The results of all rules for one case: what the amounts are taken from, and what the reasons are made of.
 */
typedef struct
{
  JkkEntitlement entitlement;
  JkkWage wage;
  JkkStmb stmb;
  JkkDisability disability;
  JkkDeath death;
  JkkScholarship scholarship;
  JkkExpenses expenses;
  JkkAmounts amounts;
} JkkAssessment;

const JkkLaw *jkk_law_of_facts (const JkkPackSet *packs, const JkkFacts *facts);
gboolean jkk_assess (const JkkRule *rule, JkkWageBasis basis, JkkAssessment *assessment, GError **error);
void jkk_assess_explain (const JkkRule *rule, const JkkAssessment *assessment);

G_END_DECLS
