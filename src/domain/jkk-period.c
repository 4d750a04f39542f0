#include "jkk-period.h"

/**
 * jkk_period_inclusive:
 * @first: first day, or JKK_NONE
 * @last: last day, which counts, or JKK_NONE
 *
 * Returns: the half-open period; empty when a day is missing or they are in the wrong order.
 */
JkkPeriod
jkk_period_inclusive (JkkDay first, JkkDay last)
{
  if (first == JKK_NONE || last == JKK_NONE || last < first)
    return (JkkPeriod){ 0, 0 };
  return (JkkPeriod){ first, last + 1 };
}

/**
 * jkk_period_days:
 * @period: a period
 *
 * Returns: how many days it has; 0 if it is empty.
 */
gint64
jkk_period_days (JkkPeriod period)
{
  return MAX (period.until - period.from, 0);
}

/**
 * jkk_period_contains:
 * @period: a period
 * @day: a day
 *
 * Returns: whether the day lies in it.
 */
gboolean
jkk_period_contains (JkkPeriod period, JkkDay day)
{
  return day >= period.from && day < period.until;
}

/**
 * jkk_period_intersect:
 * @a: a period
 * @b: a period
 *
 * Returns: the days that lie in both.
 */
JkkPeriod
jkk_period_intersect (JkkPeriod a, JkkPeriod b)
{
  return (JkkPeriod){ MAX (a.from, b.from), MIN (a.until, b.until) };
}

static int
compare_from (gconstpointer a, gconstpointer b)
{
  const JkkPeriod *x = a, *y = b;

  return x->from < y->from ? -1 : x->from > y->from;
}

/**
 * jkk_period_unite:
 * @periods: (array length=n) (inout): periods in any order
 * @n: how many
 *
 * Sorts them and joins what overlaps or touches, so that each day counts once:
 *
 *     |--a--|    |--b--|            |-----a-----|
 *        |--c--|            ──▶                    |--b--|   (c in a)
 *
 * Returns: how many are left at the front of @periods.
 */
guint
jkk_period_unite (JkkPeriod *periods, guint n)
{
  guint kept = 0;

  if (n > 1)
    qsort (periods, n, sizeof *periods, compare_from);
  for (guint i = 0; i < n; i++)
    {
      if (jkk_period_days (periods[i]) == 0)
        continue;
      if (kept > 0 && periods[i].from <= periods[kept - 1].until)
        periods[kept - 1].until = MAX (periods[kept - 1].until, periods[i].until);
      else
        periods[kept++] = periods[i];
    }
  return kept;
}

/**
 * jkk_period_days_within:
 * @united: (array length=n): periods from jkk_period_unite()
 * @n: how many
 * @window: the window
 *
 * Returns: how many of their days lie in @window.
 */
gint64
jkk_period_days_within (const JkkPeriod *united, guint n, JkkPeriod window)
{
  gint64 days = 0;

  for (guint i = 0; i < n; i++)
    days += jkk_period_days (jkk_period_intersect (united[i], window));
  return days;
}
