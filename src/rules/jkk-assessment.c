#include "jkk-assessment.h"

static void
put (JkkAmounts *amounts, JkkBenefit benefit, gboolean granted, JkkMoney amount)
{
  if (!granted)
    return;
  amounts->granted |= 1u << benefit;
  amounts->amount[benefit] = amount;
}

static gboolean
gather (JkkAssessment *found, GError **error)
{
  JkkAmounts *amounts = &found->amounts;

  put (amounts, JKK_BENEFIT_STMB, found->stmb.granted, found->stmb.net);
  put (amounts, JKK_BENEFIT_DISABILITY_ANATOMICAL, found->disability.anatomical, found->disability.anatomical_amount);
  put (amounts, JKK_BENEFIT_DISABILITY_FUNCTIONAL, found->disability.functional, found->disability.functional_amount);
  put (amounts, JKK_BENEFIT_DISABILITY_TOTAL, found->disability.total, found->disability.total_amount);
  put (amounts, JKK_BENEFIT_DEATH, found->death.death, found->death.death_amount);
  put (amounts, JKK_BENEFIT_FUNERAL, found->death.funeral, found->death.funeral_amount);
  put (amounts, JKK_BENEFIT_PERIODIC, found->death.periodic, found->death.periodic_amount);
  put (amounts, JKK_BENEFIT_SCHOLARSHIP, found->scholarship.granted, found->scholarship.amount);
  for (guint i = JKK_BENEFIT_TRANSPORT; i < JKK_N_BENEFITS; i++)
    put (amounts, (JkkBenefit) i, found->expenses.sum[i].granted, found->expenses.sum[i].amount);

  for (guint i = 0; i < JKK_N_BENEFITS; i++)
    if (!jkk_rule_add (amounts->amount[i], &amounts->total, error))
      return FALSE;
  amounts->payable = found->entitlement.payable;
  return TRUE;
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
  assessment->amounts = (JkkAmounts){ 0 };
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
 * @lines: (element-type JkkReason): where the lines go, in the order of the sheet
 */
void
jkk_assess_explain (const JkkRule *rule, const JkkAssessment *assessment, GPtrArray *lines)
{
  for (guint i = 0; i < JKK_N_BENEFITS; i++)
    if ((assessment->amounts.granted & (1u << i)) != 0)
      g_ptr_array_add (lines, explain (rule, assessment, (JkkBenefit) i));
}
