#include "jkk-disability-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define NUMBER(name) (rule->law->number[JKK_PARAMETER_##name])

/* Adds up what the rows give; the sum cannot overflow: a percentage and a count are at most a million. */
static void
add_rows (const JkkRule *rule, JkkDisability *disability)
{
  for (guint i = 1; i <= rule->facts->n_impairments; i++)
    {
      JkkImpaired found;

      if (!jkk_impaired_find (rule, i, &found))
        continue;
      if (found.facts->kind.number == JKK_IMPAIRMENT_ANATOMICAL)
        {
          disability->anatomical = TRUE;
          disability->anatomical_found += found.percent * found.loss;
        }
      else
        {
          disability->functional = TRUE;
          disability->functional_found += found.percent * found.loss;
        }
      /* Above the limit nothing more can count; staying near it keeps the sums small. */
      disability->anatomical_found = MIN (disability->anatomical_found, 1000 * JKK_DISABILITY_WHOLE);
      disability->functional_found = MIN (disability->functional_found, 1000 * JKK_DISABILITY_WHOLE);
    }
}

/* What the shares are of: 80 monthly wages, or a lump sum where the regulation has one. */
static gboolean
is_flat (const JkkRule *rule)
{
  return NUMBER (DISABILITY_FLAT) != JKK_NONE;
}

static gboolean
amount_of_share (const JkkRule *rule, const JkkWage *wage, gint64 share, JkkMoney *amount, GError **error)
{
  if (is_flat (rule))
    return jkk_rule_scale (rule, NUMBER (DISABILITY_FLAT), share, JKK_DISABILITY_WHOLE, amount, error);
  return jkk_rule_scale (rule, wage->monthly, share * NUMBER (DISABILITY_MULTIPLE), JKK_DISABILITY_WHOLE, amount,
                         error);
}

/* The table is another thing than the figures: an office may have entered these, and still there is nothing to
 * multiply them by. */
static gboolean
has_table (const JkkRule *rule)
{
  if (rule->law->has_table || rule->sheet == NULL)
    return rule->law->has_table;

  JkkReason *note =
      jkk_rule_note (rule, "table-unknown",
                     N_ ("The regulation file has no table of disabilities yet: partial disability is not calculated"),
                     jkk_law_article (rule->law, JKK_PARAMETER_DISABILITY_CAP));
  jkk_reason_add_parameter (note, "base", rule->law, JKK_PARAMETER_DISABILITY_FLAT);
  jkk_reason_add_parameter (note, "limit", rule->law, JKK_PARAMETER_DISABILITY_CAP);
  jkk_reason_add_parameter (note, "swap", rule->law, JKK_PARAMETER_LEFT_HANDED_SWAP);
  return FALSE;
}

static gboolean
partial (const JkkRule *rule, const JkkWage *wage, JkkDisability *disability, GError **error)
{
  const JkkFacts *facts = rule->facts;
  JkkImpairmentFacts none = { .table_row = { JKK_NONE, "impairments[#].table_row" } };

  if (facts->n_impairments == 0)
    jkk_rule_miss (rule, &none.table_row, 1, N_ ("Enter each disability with its row of annex III (KK 3 item 10)."));
  if (facts->n_impairments == 0 || !jkk_rule_grants (rule, JKK_BENEFIT_DISABILITY_ANATOMICAL) || !has_table (rule) ||
      (!is_flat (rule) && !jkk_wage_need (rule, wage)))
    return TRUE;

  gint64 cap = NUMBER (DISABILITY_CAP) * JKK_WHOLE_PERCENT;
  add_rows (rule, disability);
  disability->anatomical_share = MIN (disability->anatomical_found, cap);
  disability->functional_share = MIN (disability->functional_found, cap - disability->anatomical_share);
  return amount_of_share (rule, wage, disability->anatomical_share, &disability->anatomical_amount, error) &&
         amount_of_share (rule, wage, disability->functional_share, &disability->functional_amount, error);
}

static gboolean
total (const JkkRule *rule, const JkkWage *wage, JkkDisability *disability, GError **error)
{
  if (!jkk_rule_grants (rule, JKK_BENEFIT_DISABILITY_TOTAL))
    return TRUE;
  if (NUMBER (TOTAL_FLAT) != JKK_NONE)
    {
      disability->total = TRUE;
      disability->total_amount = NUMBER (TOTAL_FLAT);
      return TRUE;
    }
  if (!jkk_wage_need (rule, wage))
    return TRUE;
  disability->total = TRUE;
  return jkk_rule_scale (rule, wage->monthly, NUMBER (TOTAL_RATE) * NUMBER (DISABILITY_MULTIPLE), JKK_WHOLE_PERCENT,
                         &disability->total_amount, error);
}

/**
 * jkk_disability:
 * @rule: the rule
 * @wage: the monthly wage
 * @disability: (out caller-allocates): the result
 * @error: return location
 *
 * Partial: the percentage of the table (× the loss of function) × 80 × the monthly wage, up to the limit of what
 * several add up to. Total and permanent: 70 % × 80 × the monthly wage. The doctor's outcome decides which (PP 44/2015
 * annex III). Disability is only assessed when treatment has ended.
 *
 * Returns: %FALSE with %JKK_ERROR_INVALID if it is too large.
 */
gboolean
jkk_disability (const JkkRule *rule, const JkkWage *wage, JkkDisability *disability, GError **error)
{
  const JkkFacts *facts = rule->facts;

  memset (disability, 0, sizeof *disability);
  switch (facts->outcome.number)
    {
    case JKK_OUTCOME_TOTAL:
      return total (rule, wage, disability, error);
    case JKK_OUTCOME_FUNCTIONAL:
    case JKK_OUTCOME_ANATOMICAL:
      return partial (rule, wage, disability, error);
    case JKK_OUTCOME_HEALED:
      if (facts->n_impairments > 0)
        jkk_rule_miss (rule, &facts->outcome, 0,
                       N_ ("The outcome is “healed”, but disabilities are listed: correct one of the two."));
      return TRUE;
    case JKK_OUTCOME_TREATED:
      if (facts->n_impairments > 0 && rule->sheet != NULL)
        jkk_rule_note (rule, "disability-later", N_ ("Disability is assessed when treatment has ended"), NULL);
      return TRUE;
    default:
      return TRUE;
    }
}
