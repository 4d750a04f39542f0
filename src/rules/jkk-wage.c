#include "jkk-wage.h"

#include <glib/gi18n-lib.h>

#define NO_FACTOR (-1)

/**
 * @title: English title of the step
 * @factor: the parameter that multiplies the stated wage, or NO_FACTOR
 * @months: the parameter that says how many months are averaged, or NO_FACTOR
 *
 * How a kind of wage becomes a monthly wage.
 */
typedef struct
{
  const char *title;
  int factor;
  int months;
} Kind;

static const Kind kinds[] = {
  [JKK_WAGE_NONE] = { NULL, NO_FACTOR, NO_FACTOR },
  [JKK_WAGE_MONTHLY] = { N_ ("Monthly wage"), NO_FACTOR, NO_FACTOR },
  [JKK_WAGE_DAILY] = { NULL, NO_FACTOR, NO_FACTOR },
  [JKK_WAGE_DAILY_SIX] = { N_ ("Monthly wage from a daily wage, six-day week"), JKK_PARAMETER_WAGE_DAYS_SIX,
                           NO_FACTOR },
  [JKK_WAGE_DAILY_FIVE] = { N_ ("Monthly wage from a daily wage, five-day week"), JKK_PARAMETER_WAGE_DAYS_FIVE,
                            NO_FACTOR },
  [JKK_WAGE_DAILY_CONSTRUCTION] = { N_ ("Monthly wage from a daily wage, construction"),
                                    JKK_PARAMETER_WAGE_DAYS_CONSTRUCTION, NO_FACTOR },
  [JKK_WAGE_PIECE] = { N_ ("Monthly wage from piece work, averaged"), NO_FACTOR, JKK_PARAMETER_WAGE_PIECE_MONTHS },
  [JKK_WAGE_WEATHER] = { N_ ("Monthly wage that depends on the weather, averaged"), NO_FACTOR,
                         JKK_PARAMETER_WAGE_WEATHER_MONTHS },
  [JKK_WAGE_BPU] = { N_ ("Declared income base of the self-employed"), NO_FACTOR, NO_FACTOR },
};

static const JkkFact *
choose_fact (const JkkFacts *facts, JkkWageBasis basis)
{
  if (basis == JKK_WAGE_ACTUAL)
    return &facts->wage_actual;
  return kinds[facts->wage_kind.number].months != NO_FACTOR ? &facts->wage_average : &facts->wage;
}

/**
 * jkk_wage:
 * @rule: the rule
 * @basis: the reported wage or the one that was really paid
 * @wage: (out caller-allocates): the monthly wage, or that it is not known
 * @error: return location
 *
 * A daily wage is multiplied by the days of a month; of piece work and of work that depends on the weather the average
 * is stated, for the reported and for the real wage alike.
 *
 * Returns: %FALSE with %JKK_ERROR_INVALID if it is too large.
 */
gboolean
jkk_wage (const JkkRule *rule, JkkWageBasis basis, JkkWage *wage, GError **error)
{
  const JkkFact *fact = choose_fact (rule->facts, basis);
  const Kind *kind = &kinds[rule->facts->wage_kind.number];
  gint64 factor = 1;

  *wage = (JkkWage){ FALSE, 0, fact, kind->factor };
  if (kind->factor != NO_FACTOR)
    factor = rule->law->number[kind->factor];
  if (kind->title == NULL || fact->number == JKK_NONE || factor == JKK_NONE)
    return TRUE;
  wage->known = TRUE;
  return jkk_rule_multiply (fact->number, factor, &wage->monthly, error);
}

/**
 * jkk_wage_need:
 * @rule: the rule
 * @wage: what jkk_wage() found
 *
 * Returns: whether the wage is known; if not, what is missing is put on the sheet.
 */
gboolean
jkk_wage_need (const JkkRule *rule, const JkkWage *wage)
{
  const JkkFacts *facts = rule->facts;

  if (wage->known || rule->sheet == NULL)
    return wage->known;
  if (facts->wage_kind.number == JKK_WAGE_NONE)
    jkk_rule_miss (rule, &facts->wage_kind, 0, N_ ("Say how the wage is counted (KK 1 item 3)."));
  if (facts->wage_kind.number == JKK_WAGE_DAILY)
    jkk_rule_miss (rule, &facts->working_week, 0, N_ ("A daily wage: enter how many days a week are worked, 5 or 6."));
  if (wage->fact->number != JKK_NONE)
    return FALSE;
  if (kinds[facts->wage_kind.number].months != NO_FACTOR)
    jkk_rule_miss (rule, wage->fact, 0, N_ ("Enter the average monthly wage; the reported wage is not enough here."));
  else
    jkk_rule_miss (rule, wage->fact, 0, N_ ("Enter the reported wage (KK 1 item 3)."));
  return FALSE;
}

/**
 * jkk_wage_explain:
 * @rule: the rule
 * @wage: a known wage
 *
 * Returns: (transfer full): how the monthly wage was found.
 */
JkkReason *
jkk_wage_explain (const JkkRule *rule, const JkkWage *wage)
{
  const Kind *kind = &kinds[rule->facts->wage_kind.number];
  int source = kind->factor != NO_FACTOR ? kind->factor : kind->months;
  JkkReason *reason = jkk_rule_step (rule, "wage", kind->title,
                                     source != NO_FACTOR ? jkk_law_article (rule->law, (JkkParameter) source) : NULL,
                                     kind->factor != NO_FACTOR ? N_ ("{wage} × {days}") : N_ ("{wage}"), wage->monthly);

  jkk_reason_add_fact (reason, "wage", N_ ("Wage as stated"), JKK_KIND_MONEY, wage->fact, 0);
  if (kind->factor != NO_FACTOR)
    jkk_reason_add_parameter (reason, "days", rule->law, (JkkParameter) kind->factor);
  if (kind->factor == JKK_PARAMETER_WAGE_DAYS_SIX || kind->factor == JKK_PARAMETER_WAGE_DAYS_FIVE)
    jkk_reason_add_fact (reason, "week", N_ ("Working days a week"), JKK_KIND_COUNT, &rule->facts->working_week, 0);
  if (kind->months != NO_FACTOR)
    jkk_reason_add_parameter (reason, "months", rule->law, (JkkParameter) kind->months);
  return reason;
}
