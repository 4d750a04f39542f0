#include "jkk-scholarship.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define NUMBER(name) (rule->law->number[JKK_PARAMETER_##name])

/**
 * The levels in the order in which a child goes through them:
 *
 *     TK 2 ──▶ SD 6 ──▶ SMP 3 ──▶ SMA 3 ──▶ higher education or training 5
 */
typedef struct
{
  JkkSchoolLevel level;
  JkkParameter years;
  JkkParameter amount;
  const char *title;
} Stage;

static const Stage stages[] = {
  { JKK_LEVEL_TK, JKK_PARAMETER_SCHOLARSHIP_YEARS_TK, JKK_PARAMETER_SCHOLARSHIP_TK_SD, N_ ("Kindergarten") },
  { JKK_LEVEL_SD, JKK_PARAMETER_SCHOLARSHIP_YEARS_SD, JKK_PARAMETER_SCHOLARSHIP_TK_SD, N_ ("Primary school") },
  { JKK_LEVEL_SMP, JKK_PARAMETER_SCHOLARSHIP_YEARS_SMP, JKK_PARAMETER_SCHOLARSHIP_SMP, N_ ("Junior secondary school") },
  { JKK_LEVEL_SMA, JKK_PARAMETER_SCHOLARSHIP_YEARS_SMA, JKK_PARAMETER_SCHOLARSHIP_SMA, N_ ("Senior secondary school") },
  { JKK_LEVEL_PT, JKK_PARAMETER_SCHOLARSHIP_YEARS_PT, JKK_PARAMETER_SCHOLARSHIP_PT,
    N_ ("Higher education or training") },
};

static const Stage *
find_stage (gint64 level)
{
  if (level == JKK_LEVEL_TRAINING)
    level = JKK_LEVEL_PT;
  for (guint i = 0; i < G_N_ELEMENTS (stages); i++)
    if ((gint64) stages[i].level == level)
      return &stages[i];
  return NULL;
}

/* The day of death, or of the doctor's word of total disability; the accident's while neither is known. */
static const JkkFact *
event_day (const JkkFacts *facts)
{
  const JkkFact *day = facts->outcome.number == JKK_OUTCOME_DEATH ? &facts->death_day : &facts->examined_day;

  return day->number != JKK_NONE ? day : &facts->law_day;
}

/* Below the age, neither married nor working. A birth day that is missing goes on the sheet. */
static gboolean
is_entitled (const JkkRule *rule, guint number)
{
  const JkkChildFacts *child = &rule->facts->children[number - 1];

  if (child->married.number == 1 || child->working.number == 1)
    return FALSE;
  if (child->born.number != JKK_NONE)
    return jkk_day_age (child->born.number, event_day (rule->facts)->number) < NUMBER (SCHOLARSHIP_AGE);
  jkk_rule_miss (rule, &child->born, number, N_ ("Enter the day on which the child was born."));
  return FALSE;
}

/* PP 44/2015: one sum for the participant who leaves an entitled child. */
static void
once (const JkkRule *rule, JkkScholarship *scholarship)
{
  const JkkFacts *facts = rule->facts;

  for (guint i = 1; i <= facts->n_children; i++)
    scholarship->n_children += is_entitled (rule, i) ? 1 : 0;
  scholarship->granted = scholarship->n_children > 0 || (facts->n_children == 0 && facts->has_children.number == 1);
  scholarship->amount = scholarship->granted ? NUMBER (SCHOLARSHIP_ONCE) : 0;
}

static void
note_not_yet (const JkkRule *rule, guint number)
{
  if (rule->sheet == NULL)
    return;

  JkkReason *note =
      jkk_rule_note (rule, "scholarship-later", N_ ("The scholarship of this child begins when it enters school"),
                     jkk_law_article (rule->law, JKK_PARAMETER_SCHOLARSHIP_TK_SD));
  jkk_reason_add_fact (note, "born", N_ ("Born on"), JKK_KIND_DAY, &rule->facts->children[number - 1].born, number);
}

/* What of the child's school is missing goes on the sheet. A child that does not go to school yet misses nothing. */
static gboolean
school_is_known (const JkkRule *rule, guint number)
{
  const JkkChildFacts *child = &rule->facts->children[number - 1];

  if (child->level.number == JKK_LEVEL_NOT_YET)
    {
      note_not_yet (rule, number);
      return FALSE;
    }
  if (child->level.number == JKK_LEVEL_NONE)
    jkk_rule_miss (rule, &child->level, number, N_ ("Say which school the child goes to, or that it does not yet."));
  else if (child->year.number == JKK_NONE || child->year.number < 1)
    jkk_rule_miss (rule, &child->year, number, N_ ("Enter the year of school (1 for the first year of the level)."));
  return child->level.number != JKK_LEVEL_NONE && child->year.number >= 1;
}

/**
 * jkk_scholarship_plan:
 * @rule: the rule
 * @child: a child whose birth day, level and year are known
 * @years: (array fixed-size=40) (out caller-allocates): its years
 *
 * A year for each year of school that is left, from the level that the child attends up to higher education, until it
 * is 23 years old. The first one counts from the event, or from the day on which the child entered school if that is
 * later.
 *
 * Returns: how many years there are.
 */
guint
jkk_scholarship_plan (const JkkRule *rule, const JkkChildFacts *child, JkkSchoolYear *years)
{
  const Stage *stage = find_stage (child->level.number);
  JkkDay start = event_day (rule->facts)->number;
  gint64 year = child->year.number;
  guint n = 0;

  if (child->entered.number != JKK_NONE)
    start = MAX (start, child->entered.number);
  for (; stage != NULL && stage < stages + G_N_ELEMENTS (stages); stage++, year = 1)
    for (; year <= rule->law->number[stage->years] && n < JKK_MOST_SCHOOL_YEARS; year++)
      {
        JkkDay day = jkk_day_add_months (start, (int) n * 12);

        if (day == JKK_NONE || jkk_day_age (child->born.number, day) >= NUMBER (SCHOLARSHIP_AGE))
          return n;
        years[n++] = (JkkSchoolYear){ day, stage->level, (guint) year, rule->law->number[stage->amount] };
      }
  return n;
}

static gboolean
yearly (const JkkRule *rule, JkkScholarship *scholarship, GError **error)
{
  const JkkFacts *facts = rule->facts;
  const JkkFact nobody = { JKK_NONE, "children[#].born" };

  if (facts->n_children == 0 && facts->has_children.number == 1)
    jkk_rule_miss (rule, &nobody, 1, N_ ("KK 2 item 8 says that there are children: enter each of them."));
  for (guint i = 1; i <= facts->n_children && scholarship->n_children < NUMBER (SCHOLARSHIP_CHILDREN); i++)
    {
      JkkSchoolYear years[JKK_MOST_SCHOOL_YEARS];

      if (!is_entitled (rule, i) || !school_is_known (rule, i))
        continue;
      guint n = jkk_scholarship_plan (rule, &facts->children[i - 1], years);
      for (guint j = 0; j < n; j++)
        if (!jkk_rule_add (years[j].amount, &scholarship->amount, error))
          return FALSE;
      scholarship->n_children += n > 0 ? 1 : 0;
    }
  scholarship->granted = scholarship->n_children > 0;
  return TRUE;
}

/**
 * jkk_scholarship:
 * @rule: the rule
 * @scholarship: (out caller-allocates): the result
 * @error: return location
 *
 * At death and total permanent disability: one sum (PP 44/2015), or a yearly amount by level for at most two children
 * (PP 82/2019), of which the line is the sum of all years.
 *
 * Returns: %FALSE with %JKK_ERROR_INVALID if it is too large.
 */
gboolean
jkk_scholarship (const JkkRule *rule, JkkScholarship *scholarship, GError **error)
{
  const JkkFacts *facts = rule->facts;
  gboolean event = facts->outcome.number == JKK_OUTCOME_DEATH || facts->outcome.number == JKK_OUTCOME_TOTAL;

  memset (scholarship, 0, sizeof *scholarship);
  if (!event || (facts->n_children == 0 && facts->has_children.number != 1) ||
      !jkk_rule_grants (rule, JKK_BENEFIT_SCHOLARSHIP))
    return TRUE;
  scholarship->once = NUMBER (SCHOLARSHIP_ONCE) != JKK_NONE;
  if (!scholarship->once)
    return yearly (rule, scholarship, error);
  once (rule, scholarship);
  return TRUE;
}

static JkkReason *
explain_year (const JkkRule *rule, const JkkSchoolYear *year)
{
  const Stage *stage = find_stage (year->level);
  JkkReason *step = jkk_rule_step (rule, "scholarship-year", stage->title, jkk_law_article (rule->law, stage->amount),
                                   N_ ("{amount}"), year->amount);

  jkk_reason_add_parameter (step, "amount", rule->law, stage->amount);
  jkk_reason_add_number (step, "year", N_ ("Year of the level"), JKK_KIND_COUNT, year->year);
  jkk_reason_add_parameter (step, "most", rule->law, stage->years);
  jkk_reason_add_number (step, "day", N_ ("From"), JKK_KIND_DAY, year->day);
  return step;
}

static JkkReason *
explain_child (const JkkRule *rule, guint number)
{
  const JkkChildFacts *child = &rule->facts->children[number - 1];
  JkkSchoolYear years[JKK_MOST_SCHOOL_YEARS];
  guint n = jkk_scholarship_plan (rule, child, years);
  JkkReason *step =
      jkk_rule_step (rule, "scholarship-child", N_ ("Yearly plan of a child"),
                     jkk_law_article (rule->law, JKK_PARAMETER_SCHOLARSHIP_AGE), N_ ("sum of the steps"), 0);

  jkk_reason_add_fact (step, "born", N_ ("Born on"), JKK_KIND_DAY, &child->born, number);
  jkk_reason_add_fact (step, "school-year", N_ ("Year of the level"), JKK_KIND_COUNT, &child->year, number);
  if (child->entered.number != JKK_NONE)
    jkk_reason_add_fact (step, "entered", N_ ("Entered school on"), JKK_KIND_DAY, &child->entered, number);
  jkk_reason_add_fact (step, "event", N_ ("Day of the event"), JKK_KIND_DAY, event_day (rule->facts), 0);
  jkk_reason_add_parameter (step, "age", rule->law, JKK_PARAMETER_SCHOLARSHIP_AGE);
  jkk_reason_add_number (step, "years", N_ ("Years of school"), JKK_KIND_COUNT, n);
  for (guint i = 0; i < n; i++)
    {
      step->amount += years[i].amount;
      jkk_reason_take_child (step, explain_year (rule, &years[i]));
    }
  return step;
}

static void
explain_children (JkkReason *line, const JkkRule *rule)
{
  const JkkRule quiet = { rule->facts, rule->law, NULL };
  JkkMoney first = 0;

  for (guint i = 1; i <= rule->facts->n_children && line->children->len < NUMBER (SCHOLARSHIP_CHILDREN); i++)
    {
      JkkSchoolYear years[JKK_MOST_SCHOOL_YEARS];

      if (!is_entitled (&quiet, i) || !school_is_known (&quiet, i) ||
          jkk_scholarship_plan (rule, &rule->facts->children[i - 1], years) == 0)
        continue;
      first += years[0].amount;
      jkk_reason_take_child (line, explain_child (rule, i));
    }
  jkk_reason_add_number (line, "first-year", N_ ("Paid for the first year"), JKK_KIND_MONEY, first);
  JkkReason *note = jkk_rule_note (rule, "scholarship-yearly",
                                   N_ ("The scholarship is paid year by year; the sheet shows the sum of all years"),
                                   jkk_law_article (rule->law, JKK_PARAMETER_SCHOLARSHIP_TK_SD));
  jkk_reason_add_number (note, "first-year", N_ ("Paid for the first year"), JKK_KIND_MONEY, first);
}

/**
 * jkk_scholarship_explain:
 * @rule: a rule with a sheet
 * @scholarship: a granted result
 *
 * Returns: (transfer full): the line of the sheet.
 */
JkkReason *
jkk_scholarship_explain (const JkkRule *rule, const JkkScholarship *scholarship)
{
  const JkkFacts *facts = rule->facts;
  JkkParameter source = scholarship->once ? JKK_PARAMETER_SCHOLARSHIP_ONCE : JKK_PARAMETER_SCHOLARSHIP_TK_SD;
  JkkReason *line = jkk_rule_line (rule, JKK_BENEFIT_SCHOLARSHIP, jkk_law_article (rule->law, source),
                                   scholarship->once ? N_ ("{amount}") : N_ ("sum of the steps"), scholarship->amount);

  line->payee = jkk_payee_code (facts->outcome.number == JKK_OUTCOME_DEATH ? JKK_PAYEE_HEIRS : JKK_PAYEE_WORKER);
  if (!scholarship->once)
    {
      jkk_reason_add_parameter (line, "children", rule->law, JKK_PARAMETER_SCHOLARSHIP_CHILDREN);
      explain_children (line, rule);
      return line;
    }
  jkk_reason_add_parameter (line, "amount", rule->law, JKK_PARAMETER_SCHOLARSHIP_ONCE);
  jkk_reason_add_parameter (line, "age", rule->law, JKK_PARAMETER_SCHOLARSHIP_AGE);
  if (facts->n_children == 0)
    jkk_reason_add_fact (line, "children", N_ ("Children as KK 2 item 8 says"), JKK_KIND_FLAG, &facts->has_children, 0);
  else
    jkk_reason_add_number (line, "children", N_ ("Entitled children"), JKK_KIND_COUNT, scholarship->n_children);
  return line;
}
