#include "jkk-assessment.h"

#include <string.h>

static gboolean
put (JkkAmounts *amounts, JkkBenefit benefit, gboolean granted, JkkMoney amount, GError **error)
{
  if (!granted)
    return TRUE;
  amounts->granted |= 1u << benefit;
  amounts->amount[benefit] = amount;
  return jkk_rule_add (amount, &amounts->total, error);
}

static gboolean
gather_receipts (JkkAssessment *found, GError **error)
{
  for (guint i = JKK_BENEFIT_TRANSPORT; i < JKK_N_BENEFITS; i++)
    {
      const JkkExpenseSum *sum = jkk_expenses_sum (&found->expenses, (JkkBenefit) i);

      if (!put (&found->amounts, (JkkBenefit) i, sum->granted, sum->amount, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
gather (JkkAssessment *found, GError **error)
{
  JkkAmounts *amounts = &found->amounts;
  const JkkDisability *disability = &found->disability;
  const JkkDeath *death = &found->death;

  amounts->payable = found->entitlement.payable;
  return put (amounts, JKK_BENEFIT_STMB, found->stmb.granted, found->stmb.net, error) &&
         put (amounts, JKK_BENEFIT_DISABILITY_ANATOMICAL, disability->anatomical, disability->anatomical_amount,
              error) &&
         put (amounts, JKK_BENEFIT_DISABILITY_FUNCTIONAL, disability->functional, disability->functional_amount,
              error) &&
         put (amounts, JKK_BENEFIT_DISABILITY_TOTAL, disability->total, disability->total_amount, error) &&
         put (amounts, JKK_BENEFIT_DEATH, death->death, death->death_amount, error) &&
         put (amounts, JKK_BENEFIT_FUNERAL, death->funeral, death->funeral_amount, error) &&
         put (amounts, JKK_BENEFIT_PERIODIC, death->periodic, death->periodic_amount, error) &&
         put (amounts, JKK_BENEFIT_SCHOLARSHIP, found->scholarship.granted, found->scholarship.amount, error) &&
         (!found->expenses.any || gather_receipts (found, error));
}

/**
 * jkk_assess:
 * @rule: the rule
 * @basis: on which wage
 * @assessment: (out caller-allocates): the results; the total is what is due, whoever pays it
 * @error: return location
 *
 * Asks every rule. Nothing is allocated and nothing is explained.
 *
 * Returns: %FALSE with %JKK_ERROR_INVALID if an amount is too large.
 */
gboolean
jkk_assess (const JkkRule *rule, JkkWageBasis basis, JkkAssessment *assessment, GError **error)
{
  memset (&assessment->amounts, 0, sizeof assessment->amounts);
  jkk_entitlement (rule, &assessment->entitlement);
  return jkk_wage (rule, basis, &assessment->wage, error) &&
         jkk_stmb (rule, &assessment->wage, &assessment->stmb, error) &&
         jkk_disability (rule, &assessment->wage, &assessment->disability, error) &&
         jkk_death (rule, &assessment->wage, &assessment->death, error) &&
         jkk_scholarship (rule, &assessment->scholarship, error) && jkk_expenses (rule, &assessment->expenses, error) &&
         gather (assessment, error);
}

/* The line of one granted benefit. */
static JkkReason *
explain (const JkkRule *rule, const JkkAssessment *found, JkkBenefit benefit)
{
  switch (benefit)
    {
    case JKK_BENEFIT_STMB:
      return jkk_stmb_explain (rule, &found->wage, &found->stmb);
    case JKK_BENEFIT_DISABILITY_ANATOMICAL:
      return jkk_disability_explain_partial (rule, &found->wage, &found->disability, JKK_IMPAIRMENT_ANATOMICAL);
    case JKK_BENEFIT_DISABILITY_FUNCTIONAL:
      return jkk_disability_explain_partial (rule, &found->wage, &found->disability, JKK_IMPAIRMENT_FUNCTIONAL);
    case JKK_BENEFIT_DISABILITY_TOTAL:
      return jkk_disability_explain_total (rule, &found->wage, &found->disability);
    case JKK_BENEFIT_DEATH:
      return jkk_death_explain (rule, &found->wage, &found->death);
    case JKK_BENEFIT_FUNERAL:
      return jkk_death_explain_funeral (rule, &found->death);
    case JKK_BENEFIT_PERIODIC:
      return jkk_death_explain_periodic (rule, &found->death);
    case JKK_BENEFIT_SCHOLARSHIP:
      return jkk_scholarship_explain (rule, &found->scholarship);
    default:
      return jkk_expenses_explain (rule, &found->expenses, benefit);
    }
}

/**
 * jkk_assess_explain:
 * @rule: a rule with a sheet
 * @assessment: the results
 *
 * Puts the lines on the sheet, in its order.
 */
void
jkk_assess_explain (const JkkRule *rule, const JkkAssessment *assessment)
{
  for (guint i = 0; i < JKK_N_BENEFITS; i++)
    if ((assessment->amounts.granted & (1u << i)) != 0)
      jkk_payout_take_line (rule->sheet, explain (rule, assessment, (JkkBenefit) i));
}
