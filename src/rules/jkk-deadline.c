#include "jkk-deadline.h"

#include "jkk-entitlement.h"
#include "jkk-facts.h"

#include <glib/gi18n-lib.h>

#define SATURDAY 6
#define WHOLE_PERCENT 10000

/* So far one looks ahead: no time limit counted in working days is longer. */
#define MOST_WORKING_DAYS 10000

static gboolean
is_holiday (JkkDay day, const JkkHolidays *holidays)
{
  guint low = 0, high = holidays != NULL ? holidays->n_days : 0;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (holidays->days[middle] == day)
        return TRUE;
      if (holidays->days[middle] < day)
        low = middle + 1;
      else
        high = middle;
    }
  return FALSE;
}

/**
 * jkk_working_day:
 * @day: a day
 * @holidays: (nullable): public holidays
 *
 * Returns: whether the office works on it: Monday to Friday, no holiday.
 */
gboolean
jkk_working_day (JkkDay day, const JkkHolidays *holidays)
{
  g_return_val_if_fail (day != JKK_NONE, FALSE);

  return jkk_day_weekday (day) < SATURDAY && !is_holiday (day, holidays);
}

/**
 * jkk_working_days_after:
 * @start: a day, which does not count itself
 * @n: how many working days
 * @holidays: (nullable): public holidays
 *
 * Returns: the @n-th working day after @start; @start for 0.
 */
JkkDay
jkk_working_days_after (JkkDay start, gint64 n, const JkkHolidays *holidays)
{
  JkkDay day = start;

  g_return_val_if_fail (start != JKK_NONE && n >= 0 && n <= MOST_WORKING_DAYS, JKK_NONE);

  while (n > 0)
    n -= jkk_working_day (++day, holidays) ? 1 : 0;
  return day;
}

/**
 * jkk_working_days_between:
 * @start: a day, which does not count itself
 * @end: the last day that counts
 * @holidays: (nullable): public holidays
 *
 * Returns: how many working days lie after @start up to @end; negative when @end is before @start.
 */
gint64
jkk_working_days_between (JkkDay start, JkkDay end, const JkkHolidays *holidays)
{
  gint64 days = 0;

  g_return_val_if_fail (start != JKK_NONE && end != JKK_NONE, 0);

  if (end < start)
    return -jkk_working_days_between (end, start, holidays);
  for (JkkDay day = start + 1; day <= end; day++)
    days += jkk_working_day (day, holidays) ? 1 : 0;
  return days;
}

static const struct
{
  const char *title;
  JkkParameter parameter;
} kinds[] = {
  [JKK_DEADLINE_REPORT_1] = { N_ ("Stage I report (KK 1)"), JKK_PARAMETER_REPORT_1_HOURS },
  [JKK_DEADLINE_REPORT_2] = { N_ ("Stage II report (KK 2)"), JKK_PARAMETER_REPORT_2_HOURS },
  [JKK_DEADLINE_PAYMENT] = { N_ ("Payment"), JKK_PARAMETER_PAYMENT_DAYS },
  [JKK_DEADLINE_EXPIRY] = { N_ ("Expiry of the claim"), JKK_PARAMETER_EXPIRY_YEARS },
};

static JkkDeadline
deadline_new (const JkkLaw *law, JkkDeadlineKind kind, JkkDay start, JkkDay met)
{
  const JkkValue *value = law->value[kinds[kind].parameter];

  return (JkkDeadline){ .kind = kind,
                        .title = kinds[kind].title,
                        .article = value->article,
                        .unconfirmed = jkk_value_unconfirmed (value),
                        .start = start,
                        .met = met };
}

/* What is counted is counted as of today, or of the day on which the limit was met. */
static void
count_days (JkkDeadline *deadline, JkkDay today, const JkkHolidays *holidays)
{
  JkkDay on = deadline->met != JKK_NONE ? deadline->met : today;

  if (deadline->working_days)
    {
      deadline->day_number = jkk_working_days_between (deadline->start, on, holidays);
      deadline->days_left = jkk_working_days_between (on, deadline->due, holidays);
    }
  else
    {
      deadline->length = deadline->due - deadline->start;
      deadline->day_number = on - deadline->start;
      deadline->days_left = deadline->due - on;
    }
  deadline->late = on > deadline->due;
}

/**
 * jkk_deadline_payment:
 * @law: the law
 * @complete: the day on which the technical and administrative requirements were met
 * @today: today
 * @holidays: (nullable): public holidays
 *
 * Returns: the time limit for the payment (PP 44/2015 art. 37(2)). Where the regulation does not say it, it has no day:
 * @due is JKK_NONE.
 */
JkkDeadline
jkk_deadline_payment (const JkkLaw *law, JkkDay complete, JkkDay today, const JkkHolidays *holidays)
{
  JkkDeadline deadline = deadline_new (law, JKK_DEADLINE_PAYMENT, complete, JKK_NONE);
  gint64 days = law->number[JKK_PARAMETER_PAYMENT_DAYS];

  deadline.working_days = TRUE;
  deadline.due = JKK_NONE;
  if (days == JKK_NONE || days > MOST_WORKING_DAYS)
    return deadline;
  deadline.length = days;
  deadline.due = jkk_working_days_after (complete, days, holidays);
  count_days (&deadline, today, holidays);
  return deadline;
}

static gboolean
report_deadline (const JkkLaw *law, JkkDeadlineKind kind, JkkDay start, JkkDay met, JkkDeadline *deadline)
{
  gint64 hours = law->number[kinds[kind].parameter];

  if (start == JKK_NONE || hours == JKK_NONE)
    return FALSE;
  *deadline = deadline_new (law, kind, start, met);
  deadline->due = jkk_report_day (hours, start);
  return TRUE;
}

/* The doctor's declaration: healed, disabled or dead. */
static JkkDay
declaration_day (const JkkFacts *facts)
{
  switch (facts->outcome.number)
    {
    case JKK_OUTCOME_NONE:
    case JKK_OUTCOME_TREATED:
      return JKK_NONE;
    case JKK_OUTCOME_DEATH:
      return facts->death_day.number != JKK_NONE ? facts->death_day.number : facts->examined_day.number;
    default:
      return facts->examined_day.number;
    }
}

static gboolean
expiry_deadline (const JkkLaw *law, const JkkFacts *facts, JkkDay met, JkkDeadline *deadline)
{
  *deadline = deadline_new (law, JKK_DEADLINE_EXPIRY, facts->law_day.number, met);
  deadline->due = jkk_expiry_day (law, facts->law_day.number);
  return deadline->due != JKK_NONE;
}

static gboolean
find_deadline (const JkkLaw *law,
               const JkkFacts *facts,
               const JkkCase *jcase,
               JkkDeadlineKind kind,
               const JkkHolidays *holidays,
               JkkDeadline *deadline)
{
  JkkDay claimed = jcase->claim.claimed_day;
  gboolean found = FALSE;

  if (kind == JKK_DEADLINE_REPORT_1)
    found = report_deadline (law, kind, facts->law_day.number, jcase->accident.reported_day, deadline);
  else if (kind == JKK_DEADLINE_REPORT_2)
    found = report_deadline (law, kind, declaration_day (facts), claimed, deadline);
  else if (kind == JKK_DEADLINE_EXPIRY)
    found = expiry_deadline (law, facts, claimed, deadline);
  else if (claimed != JKK_NONE)
    {
      *deadline = jkk_deadline_payment (law, claimed, facts->today, holidays);
      return deadline->due != JKK_NONE;
    }
  if (found)
    count_days (deadline, facts->today, holidays);
  return found;
}

/**
 * jkk_deadline_get_with:
 * @packs: the regulations
 * @jcase: a case
 * @kind: which time limit
 * @today: today
 * @holidays: (nullable): public holidays
 * @deadline: (out caller-allocates): the time limit; its texts live as long as @packs
 *
 * The payment counts from the day on which the claim (KK 2) came in: before that there is nothing to pay; where the
 * office knows when the requirements were met, ask jkk_deadline_payment(). While the segment is not stated, the law of
 * wage earners is taken, who are more than nine in ten: a clock has to run from the first day.
 *
 * Returns: %FALSE if the case does not have that limit: the day from which it counts is not known, or no regulation
 * applies.
 */
gboolean
jkk_deadline_get_with (const JkkPackSet *packs,
                       const JkkCase *jcase,
                       JkkDeadlineKind kind,
                       JkkDay today,
                       const JkkHolidays *holidays,
                       JkkDeadline *deadline)
{
  g_auto (JkkFacts) facts = { 0 };

  g_return_val_if_fail (packs != NULL && jcase != NULL && today != JKK_NONE, FALSE);
  g_return_val_if_fail ((guint) kind < G_N_ELEMENTS (kinds), FALSE);

  if (!jkk_facts_init (&facts, jcase, today, NULL) || facts.law_day.number == JKK_NONE)
    return FALSE;
  const char *segment = jcase->cover.segment != NULL ? jcase->cover.segment : jkk_segment_code (JKK_SEGMENT_PU);
  const JkkPack *pack = jkk_pack_set_choose (packs, segment, facts.law_day.number);
  return pack != NULL &&
         find_deadline (jkk_pack_law (pack, facts.law_day.number), &facts, jcase, kind, holidays, deadline);
}

/**
 * jkk_deadline_get:
 * @jcase: a case
 * @kind: which time limit
 * @today: today
 * @holidays: (nullable): public holidays
 * @deadline: (out caller-allocates): the time limit; its texts live as long as the program
 *
 * Returns: jkk_deadline_get_with() by the regulations that the program carries.
 */
gboolean
jkk_deadline_get (
    const JkkCase *jcase, JkkDeadlineKind kind, JkkDay today, const JkkHolidays *holidays, JkkDeadline *deadline)
{
  const JkkPackSet *packs = jkk_pack_set_builtin (NULL);

  return packs != NULL && jkk_deadline_get_with (packs, jcase, kind, today, holidays, deadline);
}

/**
 * jkk_deadlines:
 * @jcase: a case
 * @today: today
 * @holidays: (nullable): public holidays
 *
 * Returns: (transfer full) (element-type JkkDeadline): all time limits that the case has.
 */
GArray *
jkk_deadlines (const JkkCase *jcase, JkkDay today, const JkkHolidays *holidays)
{
  GArray *all = g_array_new (FALSE, FALSE, sizeof (JkkDeadline));

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      JkkDeadline deadline;

      if (jkk_deadline_get (jcase, (JkkDeadlineKind) i, today, holidays, &deadline))
        g_array_append_val (all, deadline);
    }
  return all;
}

/**
 * jkk_late_payment:
 * @law: the law
 * @benefit: rupiah that were due
 * @days_late: how many days after the limit it was paid
 * @compensation: (out): what the agency owes the participant beside it, rupiah
 *
 * 1 % of the benefit for each day (PP 44/2015 art. 37(3)).
 *
 * Returns: %FALSE if the regulation does not say it, or the amount is too large.
 */
gboolean
jkk_late_payment (const JkkLaw *law, JkkMoney benefit, gint64 days_late, JkkMoney *compensation)
{
  gint64 rate = law->number[JKK_PARAMETER_LATE_PAYMENT_RATE], rounding = law->number[JKK_PARAMETER_ROUNDING];

  g_return_val_if_fail (benefit >= 0 && days_late >= 0 && compensation != NULL, FALSE);

  if (rate == JKK_NONE || rounding == JKK_NONE || days_late > 1000000)
    return FALSE;
  return jkk_money_scale (benefit, rate * days_late, WHOLE_PERCENT, (JkkRounding) rounding, compensation);
}
