#include "jkk-stmb.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define NUMBER(name) (rule->law->number[JKK_PARAMETER_##name])

/* Ranges on the stack; more are rare enough to be worth an allocation. */
#define FEW 16

static const JkkParameter rates[] = { JKK_PARAMETER_STMB_RATE_1, JKK_PARAMETER_STMB_RATE_2, JKK_PARAMETER_STMB_RATE_3 };

/* The days that can count at all: not before the accident, not after death. */
static JkkPeriod
possible_days (const JkkRule *rule)
{
  const JkkFacts *facts = rule->facts;
  JkkDay first = facts->law_day.number;
  gboolean dead = facts->outcome.number == JKK_OUTCOME_DEATH && facts->death_day.number != JKK_NONE;

  if (NUMBER (STMB_FIRST_DAY) == JKK_STMB_FIRST_AFTER_ACCIDENT)
    first++;
  return (JkkPeriod){ first, dead ? facts->death_day.number + 1 : G_MAXINT64 };
}

/* A range of which both days are known and in order; what is missing goes on the sheet. */
static gboolean
range_is_whole (const JkkRule *rule, const JkkRangeFacts *range)
{
  if (range->from.number == JKK_NONE)
    jkk_rule_miss (rule, &range->from, range->row, N_ ("Enter the first day of this range."));
  if (range->until.number == JKK_NONE)
    jkk_rule_miss (rule, &range->until, range->row, N_ ("Enter the last day of this range."));
  if (range->from.number == JKK_NONE || range->until.number == JKK_NONE)
    return FALSE;
  if (range->until.number < range->from.number)
    jkk_rule_miss (rule, &range->until, range->row,
                   N_ ("The range ends before it begins: correct one of its two days."));
  return range->until.number >= range->from.number;
}

/* The counted days: the ranges of the doctor's letters joined; without any letter the number of days on KK 2 item 6. */
static guint
collect_days (const JkkRule *rule, JkkPeriod *periods)
{
  const JkkFacts *facts = rule->facts;
  JkkPeriod possible = possible_days (rule);
  guint n = 0;

  for (guint i = 0; i < facts->n_ranges; i++)
    {
      const JkkRangeFacts *range = &facts->ranges[i];

      if (range_is_whole (rule, range))
        periods[n++] = jkk_period_intersect (jkk_period_inclusive (range->from.number, range->until.number), possible);
    }
  if (facts->n_ranges == 0 && facts->days_absent.number > 0)
    periods[n++] =
        jkk_period_intersect ((JkkPeriod){ possible.from, possible.from + facts->days_absent.number }, possible);
  if (n > 0 && NUMBER (STMB_FIRST_DAY) == JKK_STMB_FIRST_ACCIDENT_DAY)
    periods[n++] = (JkkPeriod){ possible.from, possible.from + 1 };
  return jkk_period_unite (periods, n);
}

static JkkDay
months_after (JkkDay day, gint64 months)
{
  JkkDay later = jkk_day_add_months (day, (int) months);

  return later != JKK_NONE ? later : G_MAXINT64;
}

/* The three percentage periods follow one another from the first counted day, whatever gaps there are:
 *
 *     first        + 6 months     + 12 months
 *       |── rate 1 ──|── rate 2 ────|── rate 3 ──▶
 */
static void
lay_windows (const JkkRule *rule, JkkDay first, JkkPeriod *window)
{
  gboolean by_months = NUMBER (STMB_PERIOD_READING) == JKK_STMB_PERIOD_MONTHS;
  JkkDay end[JKK_STMB_PERIODS];

  for (guint i = 0; i + 1 < JKK_STMB_PERIODS; i++)
    end[i] = by_months ? months_after (first, NUMBER (STMB_PERIOD_MONTHS) * (i + 1))
                       : first + NUMBER (STMB_PERIOD_DAYS) * (i + 1);
  end[JKK_STMB_PERIODS - 1] = G_MAXINT64;
  for (guint i = 0; i < JKK_STMB_PERIODS; i++)
    window[i] = (JkkPeriod){ i == 0 ? first : end[i - 1], end[i] };
}

/* A run of days that another case counts; empty while one of its ends is not known. */
static JkkPeriod
other_run (const JkkElsewhereFacts *other)
{
  if (other->from.number == JKK_NONE || other->until.number == JKK_NONE || other->until.number < other->from.number)
    return (JkkPeriod){ 0, 0 };
  return jkk_period_inclusive (other->from.number, other->until.number);
}

/* The runs of other cases, joined: @runs has room for all of them. */
static guint
collect_elsewhere (const JkkFacts *facts, JkkPeriod *runs)
{
  for (guint i = 0; i < facts->n_elsewhere; i++)
    runs[i] = other_run (&facts->elsewhere[i]);
  return jkk_period_unite (runs, facts->n_elsewhere);
}

/* Which of the counted days another case of the same person counts as well, by percentage period; the law's reading
 * says whether they are paid here too. */
static void
count_overlap (const JkkRule *rule, const JkkPeriod *periods, JkkStmb *stmb)
{
  g_autofree JkkPeriod *runs = NULL;

  if (rule->facts->n_elsewhere == 0)
    return;
  runs = g_new (JkkPeriod, rule->facts->n_elsewhere);
  guint n = collect_elsewhere (rule->facts, runs);
  for (guint i = 0; i < JKK_STMB_PERIODS; i++)
    {
      for (guint j = 0; j < n; j++)
        stmb->overlap[i] +=
            jkk_period_days_within (periods, stmb->n_ranges, jkk_period_intersect (runs[j], stmb->window[i]));
      if (NUMBER (STMB_OVERLAP) == JKK_STMB_OVERLAP_ONCE)
        stmb->days[i] -= stmb->overlap[i];
    }
}

static gboolean
add_amounts (const JkkRule *rule, const JkkWage *wage, JkkStmb *stmb, GError **error)
{
  gint64 denominator = NUMBER (STMB_DIVISOR) * 10000;

  for (guint i = 0; i < JKK_STMB_PERIODS; i++)
    if (stmb->days[i] > 0)
      {
        gint64 numerator = stmb->days[i] * rule->law->number[rates[i]];

        if (!jkk_rule_scale (rule, wage->monthly, numerator, denominator, &stmb->amount[i], error) ||
            !jkk_rule_add (stmb->amount[i], &stmb->gross, error))
          return FALSE;
      }
  gint64 paid = rule->facts->stmb_advanced.number;
  stmb->net = MAX (stmb->gross - (paid != JKK_NONE ? paid : 0), 0);
  return TRUE;
}

/**
 * jkk_stmb:
 * @rule: the rule
 * @wage: the monthly wage
 * @stmb: (out caller-allocates): the result
 * @error: return location
 *
 * The day rate is the monthly wage ÷ 30; each day of treatment or rest counts once, at the rate of its period (PP
 * 44/2015 annex III as amended). What was paid earlier is taken off.
 *
 * Returns: %FALSE with %JKK_ERROR_INVALID if it is too large.
 */
gboolean
jkk_stmb (const JkkRule *rule, const JkkWage *wage, JkkStmb *stmb, GError **error)
{
  JkkPeriod few[FEW];
  g_autofree JkkPeriod *many = NULL;
  JkkPeriod *periods = few;

  memset (stmb, 0, sizeof *stmb);
  if ((rule->facts->n_ranges == 0 && rule->facts->days_absent.number <= 0) || !jkk_rule_grants (rule, JKK_BENEFIT_STMB))
    return TRUE;
  if (rule->facts->n_ranges + 2 > FEW)
    periods = many = g_new (JkkPeriod, rule->facts->n_ranges + 2);

  stmb->n_ranges = collect_days (rule, periods);
  if (stmb->n_ranges == 0 || !jkk_wage_need (rule, wage))
    return TRUE;
  stmb->last = periods[stmb->n_ranges - 1].until - 1;
  lay_windows (rule, periods[0].from, stmb->window);
  for (guint i = 0; i < JKK_STMB_PERIODS; i++)
    stmb->days[i] = jkk_period_days_within (periods, stmb->n_ranges, stmb->window[i]);
  count_overlap (rule, periods, stmb);
  stmb->granted = TRUE;
  return add_amounts (rule, wage, stmb, error);
}

/* Adds the days of @period that lie in none of @runs, which are in order and apart. */
static void
add_days_outside (GArray *days, JkkPeriod period, const JkkPeriod *runs, guint n)
{
  for (guint i = 0; i < n && period.from < period.until; i++)
    {
      JkkPeriod before = { period.from, MIN (period.until, runs[i].from) };

      if (before.from < before.until)
        g_array_append_val (days, before);
      period.from = MAX (period.from, MIN (period.until, runs[i].until));
    }
  if (period.from < period.until)
    g_array_append_val (days, period);
}

/**
 * jkk_stmb_days:
 * @rule: a rule without a sheet
 *
 * Returns: (transfer full) (element-type JkkPeriod): the days for which this case pays STMB, in order and apart.
 */
GArray *
jkk_stmb_days (const JkkRule *rule)
{
  const JkkFacts *facts = rule->facts;
  GArray *days = g_array_new (FALSE, FALSE, sizeof (JkkPeriod));
  g_autofree JkkPeriod *periods = g_new (JkkPeriod, facts->n_ranges + 2);
  g_autofree JkkPeriod *runs = g_new (JkkPeriod, facts->n_elsewhere + 1);

  if ((facts->n_ranges == 0 && facts->days_absent.number <= 0) || !jkk_rule_grants (rule, JKK_BENEFIT_STMB))
    return days;
  guint n_periods = collect_days (rule, periods);
  guint n_runs = NUMBER (STMB_OVERLAP) == JKK_STMB_OVERLAP_ONCE ? collect_elsewhere (facts, runs) : 0;
  for (guint i = 0; i < n_periods; i++)
    add_days_outside (days, periods[i], runs, n_runs);
  return days;
}

/**
 * jkk_stmb_payee:
 * @facts: the facts
 *
 * Returns: the employer if it went on paying wages, else the worker, or the heirs of a worker who died.
 */
JkkPayeeKind
jkk_stmb_payee (const JkkFacts *facts)
{
  if (facts->wage_paid_on.number == 1)
    return JKK_PAYEE_EMPLOYER;
  return facts->outcome.number == JKK_OUTCOME_DEATH ? JKK_PAYEE_HEIRS : JKK_PAYEE_WORKER;
}

static void
add_day (JkkReason *reason, const char *name, const char *label, JkkDay day)
{
  jkk_reason_add_number (reason, name, label, JKK_KIND_DAY, day);
}

static const char *const names[JKK_STMB_PERIODS] = { "first", "second", "third" };
static const char *const titles[JKK_STMB_PERIODS] = { N_ ("First six months"), N_ ("Second six months"),
                                                      N_ ("From the third six months on") };

static JkkReason *
explain_period (const JkkRule *rule, const JkkWage *wage, const JkkStmb *stmb, guint i)
{
  JkkReason *step = jkk_rule_step (rule, "stmb-period", titles[i], jkk_law_article (rule->law, rates[i]),
                                   N_ ("{wage} ÷ {divisor} × {days} × {rate}"), stmb->amount[i]);

  jkk_reason_add_number (step, "wage", N_ ("Monthly wage"), JKK_KIND_MONEY, wage->monthly);
  jkk_reason_add_parameter (step, "divisor", rule->law, JKK_PARAMETER_STMB_DIVISOR);
  jkk_reason_add_number (step, "days", N_ ("Days"), JKK_KIND_COUNT, stmb->days[i]);
  jkk_reason_add_parameter (step, "rate", rule->law, rates[i]);
  add_day (step, "from", N_ ("First day of the period"), stmb->window[i].from);
  if (stmb->window[i].until != G_MAXINT64)
    add_day (step, "until", N_ ("Last day of the period"), stmb->window[i].until - 1);
  jkk_reason_add_rounding (step, rule->law, wage->monthly, stmb->days[i] * rule->law->number[rates[i]],
                           NUMBER (STMB_DIVISOR) * 10000);
  return step;
}

static void
add_range_inputs (JkkReason *step, const JkkFacts *facts)
{
  for (guint i = 0; i < facts->n_ranges; i++)
    {
      const JkkRangeFacts *range = &facts->ranges[i];

      jkk_reason_add_fact (step, "from", N_ ("From"), JKK_KIND_DAY, &range->from, range->row);
      jkk_reason_add_fact (step, "until", N_ ("Until"), JKK_KIND_DAY, &range->until, range->row);
    }
  if (facts->n_ranges == 0)
    jkk_reason_add_fact (step, "days", N_ ("Days not at work"), JKK_KIND_COUNT, &facts->days_absent, 0);
}

/* Whether the two ways of counting six months could put a day into different periods. */
static gboolean
reading_matters (const JkkRule *rule, const JkkStmb *stmb)
{
  JkkDay first = stmb->window[0].from;

  return stmb->last >= MIN (months_after (first, NUMBER (STMB_PERIOD_MONTHS)), first + NUMBER (STMB_PERIOD_DAYS));
}

static JkkReason *
explain_days (const JkkRule *rule, const JkkStmb *stmb)
{
  const JkkFacts *facts = rule->facts;
  JkkReason *step = jkk_rule_step (rule, "stmb-days", N_ ("Days that count, each once"),
                                   jkk_law_article (rule->law, JKK_PARAMETER_STMB_FIRST_DAY), NULL, JKK_NONE);

  add_range_inputs (step, facts);
  jkk_reason_add_fact (step, "accident", N_ ("Date of accident"), JKK_KIND_DAY, &facts->law_day, 0);
  if (facts->outcome.number == JKK_OUTCOME_DEATH && facts->death_day.number != JKK_NONE)
    jkk_reason_add_fact (step, "death", N_ ("Died on"), JKK_KIND_DAY, &facts->death_day, 0);
  jkk_reason_add_number (step, "counted", N_ ("Days counted"), JKK_KIND_COUNT,
                         stmb->days[0] + stmb->days[1] + stmb->days[2]);
  jkk_reason_add_parameter (step, "first", rule->law, JKK_PARAMETER_STMB_FIRST_DAY);
  if (reading_matters (rule, stmb))
    {
      gboolean by_months = NUMBER (STMB_PERIOD_READING) == JKK_STMB_PERIOD_MONTHS;

      jkk_reason_add_parameter (step, "reading", rule->law, JKK_PARAMETER_STMB_PERIOD_READING);
      jkk_reason_add_parameter (step, "length", rule->law,
                                by_months ? JKK_PARAMETER_STMB_PERIOD_MONTHS : JKK_PARAMETER_STMB_PERIOD_DAYS);
    }
  return step;
}

/* What the line would be by the other reading of days that two cases count; JKK_NONE if it is too large. */
static JkkMoney
other_reading (const JkkRule *rule, const JkkWage *wage, const JkkStmb *stmb)
{
  gboolean once = NUMBER (STMB_OVERLAP) == JKK_STMB_OVERLAP_ONCE;
  JkkStmb other = *stmb;

  other.gross = 0;
  for (guint i = 0; i < JKK_STMB_PERIODS; i++)
    {
      other.amount[i] = 0;
      other.days[i] += once ? other.overlap[i] : -other.overlap[i];
    }
  return add_amounts (rule, wage, &other, NULL) ? other.net : JKK_NONE;
}

/* A new accident during STMB of another one: which days, which case, which reading, and what the other would give. */
static JkkReason *
explain_overlap (const JkkRule *rule, const JkkWage *wage, const JkkStmb *stmb)
{
  const JkkFacts *facts = rule->facts;
  gboolean once = NUMBER (STMB_OVERLAP) == JKK_STMB_OVERLAP_ONCE;
  JkkReason *step = jkk_rule_step (rule, "stmb-elsewhere",
                                   once ? N_ ("Days that another case of the same person counts: not paid again here")
                                        : N_ ("Days that another case of the same person counts: paid here as well"),
                                   jkk_law_article (rule->law, JKK_PARAMETER_STMB_OVERLAP), NULL, JKK_NONE);

  for (guint i = 0; i < facts->n_elsewhere; i++)
    {
      const JkkElsewhereFacts *other = &facts->elsewhere[i];

      jkk_reason_add_text (step, jkk_reason_numbered_text (step, "case-#", i + 1), N_ ("Number of the other case"),
                           other->number != NULL ? other->number : "—");
      jkk_reason_add_fact (step, "from", N_ ("STMB there from"), JKK_KIND_DAY, &other->from, i + 1);
      jkk_reason_add_fact (step, "until", N_ ("STMB there until"), JKK_KIND_DAY, &other->until, i + 1);
      if (other->paid.number != JKK_NONE)
        jkk_reason_add_fact (step, "paid-there", N_ ("STMB decided there"), JKK_KIND_MONEY, &other->paid, i + 1);
    }
  jkk_reason_add_number (step, "overlap", N_ ("Days in both cases"), JKK_KIND_COUNT,
                         stmb->overlap[0] + stmb->overlap[1] + stmb->overlap[2]);
  jkk_reason_add_parameter (step, "reading", rule->law, JKK_PARAMETER_STMB_OVERLAP);
  jkk_reason_add_number (step, "other", N_ ("STMB of this case by the other reading"), JKK_KIND_MONEY,
                         other_reading (rule, wage, stmb));
  return step;
}

static void
note_overpaid (const JkkRule *rule, const JkkStmb *stmb)
{
  JkkReason *note = jkk_rule_note (rule, "stmb-overpaid", N_ ("More STMB was paid earlier than is due now"), NULL);

  jkk_reason_add_number (note, "gross", N_ ("STMB due"), JKK_KIND_MONEY, stmb->gross);
  jkk_reason_add_fact (note, "paid", N_ ("Paid earlier"), JKK_KIND_MONEY, &rule->facts->stmb_advanced, 0);
  jkk_reason_add_number (note, "excess", N_ ("Too much"), JKK_KIND_MONEY,
                         rule->facts->stmb_advanced.number - stmb->gross);
}

/* Up to which period there is anything to pay; at least the first. */
static guint
periods_used (const JkkStmb *stmb)
{
  guint used = JKK_STMB_PERIODS;

  while (used > 1 && stmb->days[used - 1] == 0)
    used--;
  return used;
}

static const char *
line_formula (guint used, gboolean paid)
{
  static const char *const plain[JKK_STMB_PERIODS] = { N_ ("{first}"), N_ ("{first} + {second}"),
                                                       N_ ("{first} + {second} + {third}") };
  static const char *const less[JKK_STMB_PERIODS] = { N_ ("{first} − {paid}, at least 0"),
                                                      N_ ("{first} + {second} − {paid}, at least 0"),
                                                      N_ ("{first} + {second} + {third} − {paid}, at least 0") };

  return paid ? less[used - 1] : plain[used - 1];
}

/**
 * jkk_stmb_explain:
 * @rule: a rule with a sheet
 * @wage: the monthly wage
 * @stmb: a granted result
 *
 * Returns: (transfer full): the line of the sheet.
 */
JkkReason *
jkk_stmb_explain (const JkkRule *rule, const JkkWage *wage, const JkkStmb *stmb)
{
  const JkkFacts *facts = rule->facts;
  gboolean paid = facts->stmb_advanced.number > 0;
  guint used = periods_used (stmb);
  JkkReason *line = jkk_rule_line (rule, JKK_BENEFIT_STMB, jkk_law_article (rule->law, JKK_PARAMETER_STMB_RATE_1),
                                   line_formula (used, paid), stmb->net);

  line->payee = jkk_payee_code (jkk_stmb_payee (facts));
  for (guint i = 0; i < used; i++)
    jkk_reason_add_number (line, names[i], titles[i], JKK_KIND_MONEY, stmb->amount[i]);
  if (paid)
    jkk_reason_add_fact (line, "paid", N_ ("Paid earlier"), JKK_KIND_MONEY, &facts->stmb_advanced, 0);
  jkk_reason_add_fact (line, "paid-on", N_ ("Employer went on paying wages"), JKK_KIND_FLAG, &facts->wage_paid_on, 0);
  jkk_reason_take_child (line, jkk_wage_explain (rule, wage));
  jkk_reason_take_child (line, explain_days (rule, stmb));
  for (guint i = 0; i < JKK_STMB_PERIODS; i++)
    if (stmb->days[i] > 0)
      jkk_reason_take_child (line, explain_period (rule, wage, stmb, i));
  if (stmb->overlap[0] + stmb->overlap[1] + stmb->overlap[2] > 0)
    jkk_reason_take_child (line, explain_overlap (rule, wage, stmb));
  if (paid && facts->stmb_advanced.number > stmb->gross)
    note_overpaid (rule, stmb);
  return line;
}
