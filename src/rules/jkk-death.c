#include "jkk-death.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define NUMBER(name) (rule->law->number[JKK_PARAMETER_##name])
#define WHOLE_PERCENT 10000

static gboolean
lump_sum (const JkkRule *rule, const JkkWage *wage, JkkDeath *death, GError **error)
{
  if (!jkk_rule_grants (rule, JKK_BENEFIT_DEATH))
    return TRUE;
  if (NUMBER (DEATH_FLAT) != JKK_NONE)
    {
      death->death = TRUE;
      death->death_amount = NUMBER (DEATH_FLAT);
      return TRUE;
    }
  if (!jkk_wage_need (rule, wage))
    return TRUE;
  if (!jkk_rule_scale (rule, wage->monthly, NUMBER (DEATH_RATE) * NUMBER (DISABILITY_MULTIPLE), WHOLE_PERCENT,
                       &death->death_amount, error))
    return FALSE;
  death->death = TRUE;
  death->death_amount = MAX (death->death_amount, NUMBER (DEATH_FLOOR));
  return TRUE;
}

static gboolean
is_taken_off (const JkkFacts *facts)
{
  return facts->disability_paid.number > 0 && facts->disability_choice.number == JKK_DISABILITY_TAKEN_OFF;
}

/* Whether a disability benefit that was paid earlier is taken off, the law does not settle: a person decides it and
 * says on what ground. Until then the case cannot be proposed. */
static void
take_disability_off (const JkkRule *rule, JkkDeath *death)
{
  const JkkFacts *facts = rule->facts;
  const JkkFact ground = { JKK_NONE, "claim.disability_ground" };

  death->death_benefit = death->death_amount;
  if (!death->death || facts->disability_paid.number == JKK_NONE || facts->disability_paid.number == 0)
    return;
  if (facts->disability_choice.number == JKK_DISABILITY_UNDECIDED)
    jkk_rule_miss (rule, &facts->disability_choice, 0,
                   N_ ("A disability benefit was already paid: choose whether it is taken off the death benefit."));
  else if (facts->disability_ground == NULL)
    jkk_rule_miss (rule, &ground, 0,
                   N_ ("Cite the article on which it rests whether the disability benefit is taken off."));
  if (is_taken_off (facts))
    death->death_amount = MAX (death->death_benefit - facts->disability_paid.number, 0);
}

/**
 * jkk_death:
 * @rule: the rule
 * @wage: the monthly wage
 * @death: (out caller-allocates): the result
 * @error: return location
 *
 * Death: 60 % × 80 × the monthly wage, at least the lump sum of the death insurance, with the funeral amount. Death and
 * total permanent disability: the periodic benefit in one sum (PP 44/2015 annex III as amended).
 *
 * Returns: %FALSE with %JKK_ERROR_INVALID if it is too large.
 */
gboolean
jkk_death (const JkkRule *rule, const JkkWage *wage, JkkDeath *death, GError **error)
{
  const JkkFacts *facts = rule->facts;
  gboolean died = facts->outcome.number == JKK_OUTCOME_DEATH;

  memset (death, 0, sizeof *death);
  if (!died && facts->outcome.number != JKK_OUTCOME_TOTAL)
    return TRUE;
  if (died && facts->death_day.number == JKK_NONE)
    jkk_rule_miss (rule, &facts->death_day, 0, N_ ("Enter the day of death (KK 3 item 10)."));
  if (died && !lump_sum (rule, wage, death, error))
    return FALSE;
  take_disability_off (rule, death);
  if (died && jkk_rule_grants (rule, JKK_BENEFIT_FUNERAL))
    {
      death->funeral = TRUE;
      death->funeral_amount = NUMBER (FUNERAL);
    }
  if (!jkk_rule_grants (rule, JKK_BENEFIT_PERIODIC))
    return TRUE;
  death->periodic = TRUE;
  return jkk_rule_multiply (NUMBER (PERIODIC_AMOUNT), NUMBER (PERIODIC_MONTHS), &death->periodic_amount, error);
}

static const char *const disability_titles[] = {
  [JKK_DISABILITY_UNDECIDED] = N_ ("A disability benefit was already paid: decide whether it is taken off, and cite "
                                   "the law. Nothing was taken off"),
  [JKK_DISABILITY_TAKEN_OFF] =
      N_ ("A disability benefit was already paid: it is taken off the death benefit, as the verifier decided"),
  [JKK_DISABILITY_KEPT] =
      N_ ("A disability benefit was already paid: nothing is taken off the death benefit, as the verifier decided"),
};

/* What was paid for a disability before the worker died is shown with what a person decided about it. */
static void
note_disability_paid (const JkkRule *rule, const JkkDeath *death)
{
  const JkkFacts *facts = rule->facts;
  const char *choice = jkk_disability_choice_code ((JkkDisabilityChoice) facts->disability_choice.number);
  JkkReason *note =
      jkk_rule_note (rule, "disability-paid", disability_titles[facts->disability_choice.number],
                     facts->disability_ground != NULL ? jkk_payout_text (rule->sheet, facts->disability_ground) : NULL);

  jkk_reason_add_fact (note, "paid", N_ ("Disability benefit paid earlier"), JKK_KIND_MONEY, &facts->disability_paid,
                       0);
  jkk_reason_add_number (note, "death", N_ ("Death benefit"), JKK_KIND_MONEY, death->death_benefit);
  if (choice != NULL)
    {
      JkkInput *input = jkk_reason_add_input (note, "choice", N_ ("Decided"), JKK_KIND_CODE, JKK_NONE);

      input->text = choice;
      input->path = facts->disability_choice.path;
    }
}

/* The reasons for the benefit itself, which are the line where nothing is taken off. */
static void
explain_benefit (const JkkRule *rule, const JkkWage *wage, JkkReason *reason)
{
  if (NUMBER (DEATH_FLAT) != JKK_NONE)
    {
      jkk_reason_add_parameter (reason, "amount", rule->law, JKK_PARAMETER_DEATH_FLAT);
      return;
    }
  jkk_reason_add_parameter (reason, "rate", rule->law, JKK_PARAMETER_DEATH_RATE);
  jkk_reason_add_parameter (reason, "multiple", rule->law, JKK_PARAMETER_DISABILITY_MULTIPLE);
  jkk_reason_add_number (reason, "wage", N_ ("Monthly wage"), JKK_KIND_MONEY, wage->monthly);
  jkk_reason_add_parameter (reason, "floor", rule->law, JKK_PARAMETER_DEATH_FLOOR);
  jkk_reason_add_rounding (reason, rule->law, wage->monthly, NUMBER (DEATH_RATE) * NUMBER (DISABILITY_MULTIPLE),
                           WHOLE_PERCENT);
  jkk_reason_take_child (reason, jkk_wage_explain (rule, wage));
}

/**
 * jkk_death_explain:
 * @rule: a rule with a sheet
 * @wage: the monthly wage
 * @death: a result that grants the death benefit
 *
 * Returns: (transfer none): the line of the sheet.
 */
JkkReason *
jkk_death_explain (const JkkRule *rule, const JkkWage *wage, const JkkDeath *death)
{
  gboolean flat = NUMBER (DEATH_FLAT) != JKK_NONE, less = is_taken_off (rule->facts);
  const char *article = jkk_law_article (rule->law, flat ? JKK_PARAMETER_DEATH_FLAT : JKK_PARAMETER_DEATH_RATE);
  const char *formula = flat ? N_ ("{amount}") : N_ ("{rate} × {multiple} × {wage}, at least {floor}");
  JkkReason *line = jkk_rule_line (rule, JKK_BENEFIT_DEATH, article,
                                   less ? N_ ("{benefit} − {paid}, at least 0") : formula, death->death_amount);

  line->payee = jkk_payee_code (JKK_PAYEE_HEIRS);
  jkk_reason_add_outcome (line, rule->facts);
  if (less)
    {
      JkkReason *step =
          jkk_rule_step (rule, "death-benefit", N_ ("Death benefit"), article, formula, death->death_benefit);

      jkk_reason_add_number (line, "benefit", N_ ("Death benefit"), JKK_KIND_MONEY, death->death_benefit);
      jkk_reason_add_fact (line, "paid", N_ ("Disability benefit paid earlier"), JKK_KIND_MONEY,
                           &rule->facts->disability_paid, 0);
      explain_benefit (rule, wage, step);
      jkk_reason_take_child (line, step);
    }
  else
    explain_benefit (rule, wage, line);
  if (rule->facts->disability_paid.number > 0)
    note_disability_paid (rule, death);
  return line;
}

/**
 * jkk_death_explain_funeral:
 * @rule: a rule with a sheet
 * @death: a result that grants the funeral amount
 *
 * Returns: (transfer full): the line of the sheet.
 */
JkkReason *
jkk_death_explain_funeral (const JkkRule *rule, const JkkDeath *death)
{
  JkkReason *line = jkk_rule_line (rule, JKK_BENEFIT_FUNERAL, jkk_law_article (rule->law, JKK_PARAMETER_FUNERAL),
                                   N_ ("{amount}"), death->funeral_amount);

  line->payee = jkk_payee_code (JKK_PAYEE_HEIRS);
  jkk_reason_add_parameter (line, "amount", rule->law, JKK_PARAMETER_FUNERAL);
  return line;
}

/**
 * jkk_death_explain_periodic:
 * @rule: a rule with a sheet
 * @death: a result that grants the periodic benefit
 *
 * Returns: (transfer full): the line of the sheet.
 */
JkkReason *
jkk_death_explain_periodic (const JkkRule *rule, const JkkDeath *death)
{
  gboolean died = rule->facts->outcome.number == JKK_OUTCOME_DEATH;
  JkkReason *line =
      jkk_rule_line (rule, JKK_BENEFIT_PERIODIC, jkk_law_article (rule->law, JKK_PARAMETER_PERIODIC_AMOUNT),
                     N_ ("{months} × {amount}"), death->periodic_amount);

  line->payee = jkk_payee_code (died ? JKK_PAYEE_HEIRS : JKK_PAYEE_WORKER);
  jkk_reason_add_parameter (line, "months", rule->law, JKK_PARAMETER_PERIODIC_MONTHS);
  jkk_reason_add_parameter (line, "amount", rule->law, JKK_PARAMETER_PERIODIC_AMOUNT);
  return line;
}
