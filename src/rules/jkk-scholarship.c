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
  const char *code;
  JkkParameter years;
  JkkParameter amount;
  const char *title;
} Stage;

static const Stage stages[] = {
  { JKK_LEVEL_TK, "TK", JKK_PARAMETER_SCHOLARSHIP_YEARS_TK, JKK_PARAMETER_SCHOLARSHIP_TK_SD, N_ ("Kindergarten") },
  { JKK_LEVEL_SD, "SD", JKK_PARAMETER_SCHOLARSHIP_YEARS_SD, JKK_PARAMETER_SCHOLARSHIP_TK_SD, N_ ("Primary school") },
  { JKK_LEVEL_SMP, "SMP", JKK_PARAMETER_SCHOLARSHIP_YEARS_SMP, JKK_PARAMETER_SCHOLARSHIP_SMP,
    N_ ("Junior secondary school") },
  { JKK_LEVEL_SMA, "SMA", JKK_PARAMETER_SCHOLARSHIP_YEARS_SMA, JKK_PARAMETER_SCHOLARSHIP_SMA,
    N_ ("Senior secondary school") },
  { JKK_LEVEL_PT, "PT", JKK_PARAMETER_SCHOLARSHIP_YEARS_PT, JKK_PARAMETER_SCHOLARSHIP_PT,
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

/* All that was paid, for which child and year ever. */
static gboolean
sum_installments (const JkkRule *rule, JkkMoney *sum, GError **error)
{
  for (guint i = 0; i < rule->facts->n_installments; i++)
    {
      const JkkFact *amount = &rule->facts->installments[i].amount;

      if (amount->number == JKK_NONE)
        jkk_rule_miss (rule, amount, i + 1, N_ ("Enter the amount of this payment of the scholarship."));
      else if (!jkk_rule_add (amount->number, sum, error))
        return FALSE;
    }
  return TRUE;
}

/* PP 44/2015: one sum for the participant who leaves an entitled child. */
static gboolean
once (const JkkRule *rule, JkkScholarship *scholarship, GError **error)
{
  const JkkFacts *facts = rule->facts;
  JkkMoney paid = 0, due;

  for (guint i = 1; i <= facts->n_children; i++)
    scholarship->n_children += is_entitled (rule, i) ? 1 : 0;
  scholarship->granted = scholarship->n_children > 0 || (facts->n_children == 0 && facts->has_children.number == 1);
  if (!sum_installments (rule, &paid, error))
    return FALSE;
  due = scholarship->granted ? NUMBER (SCHOLARSHIP_ONCE) : 0;
  scholarship->counted = MIN (paid, due);
  scholarship->excess = paid - scholarship->counted;
  scholarship->amount = due - scholarship->counted;
  return TRUE;
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
        years[n++] = (JkkSchoolYear){ day, stage->level, (guint) year, rule->law->number[stage->amount], 0 };
      }
  return n;
}

/* Married or at work: what comes after is not paid, what was paid before stays. */
static gboolean
has_ended (const JkkChildFacts *child)
{
  return child->married.number == 1 || child->working.number == 1;
}

/* Training counts as a year of higher education. */
static gboolean
is_for (const JkkInstallmentFacts *paid, guint number, const JkkSchoolYear *year)
{
  const Stage *stage = find_stage (paid->level.number);

  return paid->child.number == (gint64) number && stage != NULL && stage->level == year->level &&
         paid->year.number == (gint64) year->year;
}

static gboolean
has_received (const JkkFacts *facts, guint number)
{
  for (guint i = 0; i < facts->n_installments; i++)
    if (facts->installments[i].child.number == (gint64) number)
      return TRUE;
  return FALSE;
}

/* What was paid for each year. An amount that is not stated counts as nothing, and is asked for. */
static gboolean
put_payments (const JkkFacts *facts, guint number, JkkSchoolYear *years, guint n, GError **error)
{
  for (guint i = 0; i < n; i++)
    for (guint j = 0; j < facts->n_installments; j++)
      {
        JkkMoney amount = facts->installments[j].amount.number;

        if (is_for (&facts->installments[j], number, &years[i]) && amount != JKK_NONE &&
            !jkk_rule_add (amount, &years[i].paid, error))
          return FALSE;
      }
  return TRUE;
}

/* The years of a child with what was paid for each; of a child that is married or works only those that were paid. */
static gboolean
plan_child (const JkkRule *rule, guint number, JkkSchoolYear *years, guint *n_years, GError **error)
{
  const JkkChildFacts *child = &rule->facts->children[number - 1];
  gboolean received = has_ended (child) && child->born.number != JKK_NONE && has_received (rule->facts, number);
  guint n = 0;

  *n_years = 0;
  if ((!received && !is_entitled (rule, number)) || !school_is_known (rule, number))
    return TRUE;
  guint all = jkk_scholarship_plan (rule, child, years);
  if (!put_payments (rule->facts, number, years, all, error))
    return FALSE;
  for (guint i = 0; i < all; i++)
    if (!received || years[i].paid > 0)
      years[n++] = years[i];
  *n_years = n;
  return TRUE;
}

/* A payment says for whom and for which year it was; else it would be taken off nowhere. */
static void
miss_payments (const JkkRule *rule)
{
  for (guint i = 0; i < rule->facts->n_installments; i++)
    {
      const JkkInstallmentFacts *paid = &rule->facts->installments[i];

      if (paid->child.number == JKK_NONE)
        jkk_rule_miss (rule, &paid->child, i + 1, N_ ("Say for which child this payment of the scholarship was made."));
      else if (find_stage (paid->level.number) == NULL)
        jkk_rule_miss (rule, &paid->level, i + 1, N_ ("Say for which level this payment of the scholarship was made."));
      else if (paid->year.number == JKK_NONE)
        jkk_rule_miss (rule, &paid->year, i + 1, N_ ("Say for which year this payment of the scholarship was made."));
    }
}

static gboolean
yearly (const JkkRule *rule, JkkScholarship *scholarship, GError **error)
{
  const JkkFacts *facts = rule->facts;
  const JkkFact nobody = { JKK_NONE, "children[#].born" };
  JkkMoney paid = 0;

  if (facts->n_children == 0 && facts->has_children.number == 1)
    jkk_rule_miss (rule, &nobody, 1, N_ ("KK 2 item 8 says that there are children: enter each of them."));
  if (!sum_installments (rule, &paid, error))
    return FALSE;
  miss_payments (rule);
  for (guint i = 1; i <= facts->n_children && scholarship->n_children < NUMBER (SCHOLARSHIP_CHILDREN); i++)
    {
      JkkSchoolYear years[JKK_MOST_SCHOOL_YEARS];
      guint n;

      if (!plan_child (rule, i, years, &n, error))
        return FALSE;
      for (guint j = 0; j < n; j++)
        {
          JkkMoney counted = MIN (years[j].paid, years[j].amount);

          if (!jkk_rule_add (years[j].amount - counted, &scholarship->amount, error))
            return FALSE;
          scholarship->counted += counted;
        }
      scholarship->n_children += n > 0 ? 1 : 0;
    }
  scholarship->excess = paid - scholarship->counted;
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
  return once (rule, scholarship, error);
}

/**
 * jkk_scholarship_years:
 * @rule: the rule
 * @years: (element-type JkkPlannedYear): gets the years of all children that have a part in it
 * @error: return location
 *
 * Returns: %FALSE with %JKK_ERROR_INVALID if what was paid is too large
 */
gboolean
jkk_scholarship_years (const JkkRule *rule, GArray *years, GError **error)
{
  guint n_children = 0;

  for (guint i = 1; i <= rule->facts->n_children && n_children < NUMBER (SCHOLARSHIP_CHILDREN); i++)
    {
      JkkSchoolYear plan[JKK_MOST_SCHOOL_YEARS];
      guint n;

      if (!plan_child (rule, i, plan, &n, error))
        return FALSE;
      for (guint j = 0; j < n; j++)
        {
          JkkPlannedYear year = {
            i, find_stage (plan[j].level)->code, plan[j].year, plan[j].day, plan[j].amount, plan[j].paid
          };

          g_array_append_val (years, year);
        }
      n_children += n > 0 ? 1 : 0;
    }
  return TRUE;
}

/* The payments of one year, each with its day. */
static void
add_payments (JkkReason *step, const JkkFacts *facts, guint number, const JkkSchoolYear *year)
{
  for (guint i = 0; i < facts->n_installments; i++)
    {
      const JkkInstallmentFacts *paid = &facts->installments[i];

      if (!is_for (paid, number, year))
        continue;
      jkk_reason_add_fact (step, "payment", N_ ("Amount paid"), JKK_KIND_MONEY, &paid->amount, i + 1);
      if (paid->paid_day.number != JKK_NONE)
        jkk_reason_add_fact (step, "payment-day", N_ ("Paid on"), JKK_KIND_DAY, &paid->paid_day, i + 1);
    }
}

/* How a year stands: its day is past and nothing is open, or something is, or it is still to come. */
static const char *
due_label (const JkkRule *rule, const JkkSchoolYear *year)
{
  if (year->paid >= year->amount)
    return N_ ("Paid, was due on");
  return year->day <= rule->facts->today ? N_ ("Open, due since") : N_ ("Open, due on");
}

static JkkReason *
explain_year (const JkkRule *rule, guint number, const JkkSchoolYear *year)
{
  const Stage *stage = find_stage (year->level);
  gboolean paid = year->paid > 0;
  JkkReason *step =
      jkk_rule_step (rule, "scholarship-year", stage->title, jkk_law_article (rule->law, stage->amount),
                     paid ? N_ ("{amount} − {paid}, at least 0") : N_ ("{amount}"), MAX (year->amount - year->paid, 0));

  jkk_reason_add_parameter (step, "amount", rule->law, stage->amount);
  jkk_reason_add_number (step, "year", N_ ("Year of the level"), JKK_KIND_COUNT, year->year);
  jkk_reason_add_parameter (step, "most", rule->law, stage->years);
  jkk_reason_add_number (step, "day", due_label (rule, year), JKK_KIND_DAY, year->day);
  if (paid)
    {
      jkk_reason_add_number (step, "paid", N_ ("Paid so far"), JKK_KIND_MONEY, year->paid);
      add_payments (step, rule->facts, number, year);
    }
  return step;
}

/* When the plan stops: by age, or because the child is married or works. */
static void
add_end (JkkReason *step, const JkkRule *rule, guint number)
{
  const JkkChildFacts *child = &rule->facts->children[number - 1];

  if (child->married.number == 1)
    jkk_reason_add_fact (step, "married", N_ ("Ended: married"), JKK_KIND_FLAG, &child->married, number);
  if (child->working.number == 1)
    jkk_reason_add_fact (step, "working", N_ ("Ended: works"), JKK_KIND_FLAG, &child->working, number);
  jkk_reason_add_number (step, "end", N_ ("Ends by age on"), JKK_KIND_DAY,
                         jkk_day_add_months (child->born.number, (int) NUMBER (SCHOLARSHIP_AGE) * 12));
}

static JkkReason *
explain_child (const JkkRule *rule, guint number, const JkkSchoolYear *years, guint n)
{
  const JkkChildFacts *child = &rule->facts->children[number - 1];
  JkkReason *step =
      jkk_rule_step (rule, "scholarship-child", N_ ("Yearly plan of a child"),
                     jkk_law_article (rule->law, JKK_PARAMETER_SCHOLARSHIP_AGE), N_ ("sum of the steps"), 0);

  jkk_reason_add_fact (step, "born", N_ ("Born on"), JKK_KIND_DAY, &child->born, number);
  jkk_reason_add_fact (step, "school-year", N_ ("Year of the level"), JKK_KIND_COUNT, &child->year, number);
  if (child->entered.number != JKK_NONE)
    jkk_reason_add_fact (step, "entered", N_ ("Entered school on"), JKK_KIND_DAY, &child->entered, number);
  jkk_reason_add_fact (step, "event", N_ ("Day of the event"), JKK_KIND_DAY, event_day (rule->facts), 0);
  jkk_reason_add_parameter (step, "age", rule->law, JKK_PARAMETER_SCHOLARSHIP_AGE);
  add_end (step, rule, number);
  jkk_reason_add_number (step, "years", N_ ("Years of school"), JKK_KIND_COUNT, n);
  for (guint i = 0; i < n; i++)
    {
      JkkReason *year = explain_year (rule, number, &years[i]);

      step->amount += year->amount;
      jkk_reason_take_child (step, year);
    }
  return step;
}

static void
explain_children (JkkReason *line, const JkkRule *rule, const JkkScholarship *scholarship)
{
  const JkkRule quiet = { rule->facts, rule->law, NULL };
  JkkMoney first = 0, due = 0;

  for (guint i = 1; i <= rule->facts->n_children && line->children->len < NUMBER (SCHOLARSHIP_CHILDREN); i++)
    {
      JkkSchoolYear years[JKK_MOST_SCHOOL_YEARS];
      guint n;

      if (!plan_child (&quiet, i, years, &n, NULL) || n == 0)
        continue;
      first += years[0].amount;
      for (guint j = 0; j < n; j++)
        if (years[j].day <= rule->facts->today)
          due += MAX (years[j].amount - years[j].paid, 0);
      jkk_reason_take_child (line, explain_child (rule, i, years, n));
    }
  jkk_reason_add_number (line, "first-year", N_ ("Paid for the first year"), JKK_KIND_MONEY, first);
  JkkReason *note = jkk_rule_note (rule, "scholarship-yearly",
                                   N_ ("The scholarship is paid year by year; the sheet shows the sum of all years"),
                                   jkk_law_article (rule->law, JKK_PARAMETER_SCHOLARSHIP_TK_SD));
  jkk_reason_add_number (note, "first-year", N_ ("Paid for the first year"), JKK_KIND_MONEY, first);
  if (scholarship->counted == 0)
    return;
  jkk_reason_add_number (note, "paid", N_ ("Paid so far"), JKK_KIND_MONEY, scholarship->counted);
  jkk_reason_add_number (note, "due", N_ ("Due by now and open"), JKK_KIND_MONEY, due);
  jkk_reason_add_number (note, "later", N_ ("Due later"), JKK_KIND_MONEY, scholarship->amount - due);
}

/* More than a year allows, or a payment that belongs to no year of a plan. */
static void
note_excess (const JkkRule *rule, const JkkScholarship *scholarship)
{
  JkkReason *note = jkk_rule_note (rule, "scholarship-overpaid",
                                   N_ ("More of the scholarship was paid than is due: compare the payments"), NULL);

  for (guint i = 0; i < rule->facts->n_installments; i++)
    jkk_reason_add_fact (note, "payment", N_ ("Amount paid"), JKK_KIND_MONEY, &rule->facts->installments[i].amount,
                         i + 1);
  jkk_reason_add_number (note, "counted", N_ ("Of it taken off"), JKK_KIND_MONEY, scholarship->counted);
  jkk_reason_add_number (note, "excess", N_ ("Too much"), JKK_KIND_MONEY, scholarship->excess);
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
  const char *single = scholarship->counted > 0 ? N_ ("{amount} − {paid}, at least 0") : N_ ("{amount}");
  JkkReason *line = jkk_rule_line (rule, JKK_BENEFIT_SCHOLARSHIP, jkk_law_article (rule->law, source),
                                   scholarship->once ? single : N_ ("sum of the steps"), scholarship->amount);

  line->payee = jkk_payee_code (facts->outcome.number == JKK_OUTCOME_DEATH ? JKK_PAYEE_HEIRS : JKK_PAYEE_WORKER);
  if (scholarship->excess > 0)
    note_excess (rule, scholarship);
  if (!scholarship->once)
    {
      jkk_reason_add_parameter (line, "children", rule->law, JKK_PARAMETER_SCHOLARSHIP_CHILDREN);
      explain_children (line, rule, scholarship);
      return line;
    }
  if (scholarship->counted > 0)
    jkk_reason_add_number (line, "paid", N_ ("Paid so far"), JKK_KIND_MONEY,
                           scholarship->counted + scholarship->excess);
  jkk_reason_add_parameter (line, "amount", rule->law, JKK_PARAMETER_SCHOLARSHIP_ONCE);
  jkk_reason_add_parameter (line, "age", rule->law, JKK_PARAMETER_SCHOLARSHIP_AGE);
  if (facts->n_children == 0)
    jkk_reason_add_fact (line, "children", N_ ("Children as KK 2 item 8 says"), JKK_KIND_FLAG, &facts->has_children, 0);
  else
    jkk_reason_add_number (line, "children", N_ ("Entitled children"), JKK_KIND_COUNT, scholarship->n_children);
  return line;
}
