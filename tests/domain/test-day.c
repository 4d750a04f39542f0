#include "jkk-day.h"

static void
test_each_day_of_three_centuries_comes_back (void)
{
  JkkDay first = jkk_day_new (1900, 1, 1), last = jkk_day_new (2199, 12, 31);

  g_assert_cmpint (last - first + 1, ==, 109573);
  for (JkkDay day = first; day <= last; day++)
    {
      int y, m, d;

      jkk_day_split (day, &y, &m, &d);
      g_assert_cmpint (jkk_day_new (y, m, d), ==, day);
    }
  g_assert_cmpint (jkk_day_new (1970, 1, 1), ==, 0);
}

static void
test_a_day_agrees_with_the_calendar_of_glib (void)
{
  g_autoptr (GDate) date = g_date_new_dmy (1, 1, 1900);

  for (JkkDay day = jkk_day_new (1900, 1, 1); day < jkk_day_new (2100, 1, 1); day += 1)
    {
      g_assert_cmpint (jkk_day_weekday (day), ==, (int) g_date_get_weekday (date));
      g_date_add_days (date, 1);
    }
}

static void
test_days_that_are_none_are_refused (void)
{
  static const char *const texts[] = { "",         "31-02-2026", "29-02-2025", "2026-13-01",   "12-03-26",
                                       "12-03",    "hari ini",   "99999999",   "12-03-2026-1", "0-0-0",
                                       "12--2026", "1899-12-31", "12-03-20260" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_cmpint (jkk_day_parse (texts[i], &error), ==, JKK_NONE);
      g_assert_error (error, JKK_ERROR, JKK_ERROR_INVALID);
    }
}

static void
test_a_day_is_read_as_people_write_it (void)
{
  static const char *const texts[] = { "2026-03-12", "12-03-2026",   "12/3/2026", "12.03.2026",
                                       "12032026",   " 12-03-2026 ", "12 03 2026" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      JkkDay day = jkk_day_parse (texts[i], NULL);
      g_autofree char *iso = jkk_day_to_iso (day);
      g_autofree char *text = jkk_day_to_text (day);

      g_assert_cmpstr (iso, ==, "2026-03-12");
      g_assert_cmpstr (text, ==, "12-03-2026");
    }
}

static void
test_a_month_later_never_leaves_the_month (void)
{
  g_assert_cmpint (jkk_day_add_months (jkk_day_new (2024, 1, 31), 1), ==, jkk_day_new (2024, 2, 29));
  g_assert_cmpint (jkk_day_add_months (jkk_day_new (2023, 1, 31), 1), ==, jkk_day_new (2023, 2, 28));
  g_assert_cmpint (jkk_day_add_months (jkk_day_new (2023, 12, 15), 1), ==, jkk_day_new (2024, 1, 15));
  g_assert_cmpint (jkk_day_add_months (jkk_day_new (2024, 1, 15), -1), ==, jkk_day_new (2023, 12, 15));
  g_assert_cmpint (jkk_day_add_months (jkk_day_new (2024, 6, 30), 6), ==, jkk_day_new (2024, 12, 30));
}

static void
test_age_counts_full_years (void)
{
  JkkDay born = jkk_day_new (2003, 3, 12), leap = jkk_day_new (2004, 2, 29);

  g_assert_cmpint (jkk_day_age (born, jkk_day_new (2026, 3, 11)), ==, 22);
  g_assert_cmpint (jkk_day_age (born, jkk_day_new (2026, 3, 12)), ==, 23);
  g_assert_cmpint (jkk_day_age (leap, jkk_day_new (2027, 2, 27)), ==, 22);
  g_assert_cmpint (jkk_day_age (leap, jkk_day_new (2027, 2, 28)), ==, 23);
}

static void
test_a_time_is_read_as_people_write_it (void)
{
  g_autofree char *text = jkk_time_to_text (460);

  g_assert_cmpstr (text, ==, "07.40");
  g_assert_cmpint (jkk_time_parse ("7.40", NULL), ==, 460);
  g_assert_cmpint (jkk_time_parse ("07:40", NULL), ==, 460);
  g_assert_cmpint (jkk_time_parse ("0740", NULL), ==, 460);
  g_assert_cmpint (jkk_time_parse ("24.00", NULL), ==, JKK_NONE);
  g_assert_cmpint (jkk_time_parse ("12.60", NULL), ==, JKK_NONE);
  g_assert_cmpint (jkk_time_parse ("pagi", NULL), ==, JKK_NONE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/day/each-comes-back", test_each_day_of_three_centuries_comes_back);
  g_test_add_func ("/day/agrees-with-glib", test_a_day_agrees_with_the_calendar_of_glib);
  g_test_add_func ("/day/none-refused", test_days_that_are_none_are_refused);
  g_test_add_func ("/day/read-as-written", test_a_day_is_read_as_people_write_it);
  g_test_add_func ("/day/months", test_a_month_later_never_leaves_the_month);
  g_test_add_func ("/day/age", test_age_counts_full_years);
  g_test_add_func ("/day/time", test_a_time_is_read_as_people_write_it);
  return g_test_run ();
}
