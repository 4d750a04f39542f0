#include "jkk-day.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define FIRST_YEAR 1900
#define LAST_YEAR 2199

static gboolean
is_leap_year (int year)
{
  return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int
days_in_month (int year, int month)
{
  static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

  return month == 2 && is_leap_year (year) ? 29 : days[month - 1];
}

/**
 * jkk_day_new:
 * @year: 1900 to 2199
 * @month: 1 to 12
 * @day: 1 to 31
 *
 * Returns: the day, or JKK_NONE if there is no such day.
 */
JkkDay
jkk_day_new (int year, int month, int day)
{
  if (year < FIRST_YEAR || year > LAST_YEAR || month < 1 || month > 12 || day < 1 || day > days_in_month (year, month))
    return JKK_NONE;

  /* Years that begin in March: the leap day is then the last day of the year. */
  gint64 y = month > 2 ? year : year - 1;
  gint64 era = y / 400;
  gint64 year_of_era = y - era * 400;
  gint64 day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  gint64 day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;

  return era * 146097 + day_of_era - 719468;
}

/**
 * jkk_day_split:
 * @day: a day
 * @year: (out) (optional): year
 * @month: (out) (optional): 1 to 12
 * @month_day: (out) (optional): 1 to 31
 *
 * The opposite of jkk_day_new().
 */
void
jkk_day_split (JkkDay day, int *year, int *month, int *month_day)
{
  g_return_if_fail (day != JKK_NONE);

  gint64 z = day + 719468;
  gint64 era = (z >= 0 ? z : z - 146096) / 146097;
  gint64 day_of_era = z - era * 146097;
  gint64 year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  gint64 day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  gint64 mp = (5 * day_of_year + 2) / 153;
  int m = (int) (mp < 10 ? mp + 3 : mp - 9);

  if (year != NULL)
    *year = (int) (year_of_era + era * 400 + (m <= 2 ? 1 : 0));
  if (month != NULL)
    *month = m;
  if (month_day != NULL)
    *month_day = (int) (day_of_year - (153 * mp + 2) / 5 + 1);
}

/* Reads up to three numbers parted by single separators; returns how many, or 0 when there is anything else. */
static guint
scan_numbers (const char *text, const char *separators, int numbers[3], int lengths[3])
{
  guint n = 0;

  for (const char *p = text; n < 3;)
    {
      const char *start = p;
      int value = 0;

      while (g_ascii_isdigit (*p) && p - start < 8)
        value = value * 10 + (*p++ - '0');
      if (p == start)
        return 0;
      numbers[n] = value;
      lengths[n++] = (int) (p - start);
      if (*p == '\0')
        return n;
      if (strchr (separators, *p++) == NULL)
        return 0;
    }
  return 0;
}

/**
 * jkk_day_parse:
 * @text: a day as people write it: 2026-03-12, 12-03-2026, 12/3/2026, 12.03.2026 or 12032026
 * @error: return location
 *
 * Returns: the day; JKK_NONE with %JKK_ERROR_INVALID if it is none.
 */
JkkDay
jkk_day_parse (const char *text, GError **error)
{
  int n[3] = { 0 }, len[3] = { 0 };
  JkkDay day = JKK_NONE;

  g_return_val_if_fail (text != NULL, JKK_NONE);

  g_autofree char *stripped = g_strstrip (g_strdup (text));
  guint count = scan_numbers (stripped, "-/. ", n, len);
  if (count == 1 && len[0] == 8)
    day = jkk_day_new (n[0] % 10000, n[0] / 10000 % 100, n[0] / 1000000);
  else if (count == 3 && len[0] == 4)
    day = jkk_day_new (n[0], n[1], n[2]);
  else if (count == 3 && len[2] == 4)
    day = jkk_day_new (n[2], n[1], n[0]);

  if (day == JKK_NONE)
    g_set_error (error, JKK_ERROR, JKK_ERROR_INVALID,
                 _ ("“%s” is not a date. Write it as day-month-year, for example 12-03-2026."), stripped);
  return day;
}

/**
 * jkk_day_to_iso:
 * @day: a day
 *
 * Returns: (transfer full): "2026-03-12", as stored and exchanged.
 */
char *
jkk_day_to_iso (JkkDay day)
{
  int y, m, d;

  g_return_val_if_fail (day != JKK_NONE, NULL);
  jkk_day_split (day, &y, &m, &d);
  return g_strdup_printf ("%04d-%02d-%02d", y, m, d);
}

/**
 * jkk_day_to_text:
 * @day: a day
 *
 * Returns: (transfer full): "12-03-2026", as on the forms.
 */
char *
jkk_day_to_text (JkkDay day)
{
  int y, m, d;

  g_return_val_if_fail (day != JKK_NONE, NULL);
  jkk_day_split (day, &y, &m, &d);
  return g_strdup_printf ("%02d-%02d-%04d", d, m, y);
}

/**
 * jkk_day_add_months:
 * @day: a day
 * @months: how many calendar months to go on; negative to go back
 *
 * Returns: the same day of that month, or its last day if the month is shorter.
 */
JkkDay
jkk_day_add_months (JkkDay day, int months)
{
  int y, m, d;

  g_return_val_if_fail (day != JKK_NONE, JKK_NONE);
  jkk_day_split (day, &y, &m, &d);
  int total = y * 12 + (m - 1) + months;
  y = total / 12;
  m = total % 12 + 1;
  return jkk_day_new (y, m, MIN (d, days_in_month (y, m)));
}

/**
 * jkk_day_weekday:
 * @day: a day
 *
 * Returns: 1 for Monday to 7 for Sunday.
 */
int
jkk_day_weekday (JkkDay day)
{
  g_return_val_if_fail (day != JKK_NONE, 0);

  return (int) (((day + 3) % 7 + 7) % 7) + 1; /* 1970-01-01 was a Thursday */
}

/**
 * jkk_day_age:
 * @born: day of birth
 * @on: the day asked for
 *
 * Returns: full years of age; somebody born on 29 February completes a year on 28 February of a common year.
 */
int
jkk_day_age (JkkDay born, JkkDay on)
{
  int by, oy;

  g_return_val_if_fail (born != JKK_NONE && on != JKK_NONE, 0);
  jkk_day_split (born, &by, NULL, NULL);
  jkk_day_split (on, &oy, NULL, NULL);
  int age = oy - by;
  JkkDay birthday = jkk_day_add_months (born, age * 12);
  return birthday != JKK_NONE && birthday > on ? age - 1 : age;
}

/**
 * jkk_time_parse:
 * @text: a time of day: 07.40, 7:40 or 0740
 * @error: return location
 *
 * Returns: minutes since midnight; JKK_NONE with %JKK_ERROR_INVALID if it is none.
 */
gint64
jkk_time_parse (const char *text, GError **error)
{
  int n[3] = { 0 }, len[3] = { 0 };
  int hour = -1, minute = -1;

  g_return_val_if_fail (text != NULL, JKK_NONE);

  g_autofree char *stripped = g_strstrip (g_strdup (text));
  guint count = scan_numbers (stripped, ":.", n, len);
  if (count == 1 && len[0] == 4)
    hour = n[0] / 100, minute = n[0] % 100;
  else if (count == 2 && len[0] <= 2 && len[1] == 2)
    hour = n[0], minute = n[1];

  if (hour < 0 || hour > 23 || minute > 59)
    {
      g_set_error (error, JKK_ERROR, JKK_ERROR_INVALID,
                   _ ("“%s” is not a time of day. Write hours and minutes, for example 07.40."), stripped);
      return JKK_NONE;
    }
  return hour * 60 + minute;
}

/**
 * jkk_time_to_text:
 * @minutes: minutes since midnight
 *
 * Returns: (transfer full): "07.40", as on the forms.
 */
char *
jkk_time_to_text (gint64 minutes)
{
  g_return_val_if_fail (minutes >= 0 && minutes < 1440, NULL);

  return g_strdup_printf ("%02d.%02d", (int) (minutes / 60), (int) (minutes % 60));
}
