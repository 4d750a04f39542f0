#include "golden.h"

#include "jkk-calculation.h"

#include "jkk-stmb.h"

#include <string.h>

#define COMMON                                                                                                         \
  "cover.segment = PU\naccident.accident_day = %s\nparticipant.wage_kind = per-bulan\nparticipant.wage = "             \
  "%" G_GINT64_FORMAT "\nmedical.outcome = sembuh\n"

/* Random ranges after an accident, as absences */
typedef struct
{
  JkkPeriod ranges[8];
  guint n;
} Ranges;

static Ranges
random_ranges (JkkDay accident)
{
  Ranges ranges = { .n = (guint) g_test_rand_int_range (1, 8) };

  for (guint i = 0; i < ranges.n; i++)
    {
      JkkDay from = accident + g_test_rand_int_range (0, 900);

      ranges.ranges[i] = (JkkPeriod){ from, from + g_test_rand_int_range (1, 200) };
    }
  return ranges;
}

static JkkCase *
case_of (JkkDay accident, JkkMoney wage, const Ranges *ranges)
{
  g_autofree char *day = jkk_day_to_iso (accident);
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (text, COMMON, day, wage);
  for (guint i = 0; i < ranges->n; i++)
    {
      g_autofree char *from = jkk_day_to_iso (ranges->ranges[i].from);
      g_autofree char *until = jkk_day_to_iso (ranges->ranges[i].until - 1);

      g_string_append_printf (text, "absences[%u].from_day = %s\nabsences[%u].until_day = %s\n", i + 1, from, i + 1,
                              until);
    }
  return golden_case (text->str);
}

static JkkMoney
paid_with (const JkkPackSet *packs, JkkDay accident, JkkMoney wage, const Ranges *ranges)
{
  g_autoptr (JkkCase) jcase = case_of (accident, wage, ranges);
  JkkAmounts amounts;

  g_assert_true (jkk_calculate_amounts (packs, jcase, jkk_day_new (2026, 6, 1), &amounts, NULL));
  return amounts.amount[JKK_BENEFIT_STMB];
}

static JkkMoney
paid (JkkDay accident, JkkMoney wage, const Ranges *ranges)
{
  return paid_with (jkk_pack_set_builtin (NULL), accident, wage, ranges);
}

static JkkDay
random_accident (void)
{
  return jkk_day_new (2015, 7, 1) + g_test_rand_int_range (0, 3650);
}

/* Properties */

static void
test_a_day_more_never_pays_less (void)
{
  for (guint round = 0; round < 300; round++)
    {
      JkkDay accident = random_accident (), last = 0;
      Ranges ranges = random_ranges (accident);
      JkkMoney before = paid (accident, 3456789, &ranges);

      for (guint i = 0; i < ranges.n; i++)
        last = MAX (last, ranges.ranges[i].until);
      ranges.ranges[ranges.n++] = (JkkPeriod){ last, last + g_test_rand_int_range (1, 400) };
      g_assert_cmpint (paid (accident, 3456789, &ranges), >, before);
    }
}

static void
test_the_order_of_the_letters_does_not_matter (void)
{
  for (guint round = 0; round < 200; round++)
    {
      JkkDay accident = random_accident ();
      Ranges ranges = random_ranges (accident);
      JkkMoney before = paid (accident, 3456789, &ranges);
      guint a = (guint) g_test_rand_int_range (0, (int) ranges.n),
            b = (guint) g_test_rand_int_range (0, (int) ranges.n);
      JkkPeriod other = ranges.ranges[a];

      ranges.ranges[a] = ranges.ranges[b];
      ranges.ranges[b] = other;
      g_assert_cmpint (paid (accident, 3456789, &ranges), ==, before);
    }
}

static void
test_splitting_a_letter_changes_nothing (void)
{
  for (guint round = 0; round < 200; round++)
    {
      JkkDay accident = random_accident ();
      Ranges ranges = random_ranges (accident);
      JkkMoney before = paid (accident, 3456789, &ranges);
      JkkPeriod *split = &ranges.ranges[g_test_rand_int_range (0, (int) ranges.n)];
      JkkDay middle = split->from + g_test_rand_int_range (0, (int) jkk_period_days (*split));

      if (middle == split->from)
        continue;
      ranges.ranges[ranges.n++] = (JkkPeriod){ middle, split->until };
      split->until = middle;
      g_assert_cmpint (paid (accident, 3456789, &ranges), ==, before);
    }
}

/* A second way to count, day by day, without periods or joining. */
static JkkMoney
count_day_by_day (JkkDay accident, JkkMoney wage, const Ranges *ranges)
{
  JkkDay first = G_MAXINT64, last = 0;
  gint64 days[3] = { 0 };
  JkkMoney sum = 0;
  gboolean old = accident < jkk_day_new (2019, 12, 2);
  const gint64 rates[] = { 100, old ? 75 : 100, 50 };

  for (guint i = 0; i < ranges->n; i++)
    {
      first = MIN (first, ranges->ranges[i].from);
      last = MAX (last, ranges->ranges[i].until);
    }
  for (JkkDay day = first; day < last; day++)
    {
      gboolean absent = FALSE;

      for (guint i = 0; i < ranges->n; i++)
        absent = absent || jkk_period_contains (ranges->ranges[i], day);
      if (absent)
        days[day >= jkk_day_add_months (first, 12) ? 2 : day >= jkk_day_add_months (first, 6) ? 1 : 0]++;
    }
  for (guint i = 0; i < 3; i++)
    sum += (wage * days[i] * rates[i] * 2 + 3000) / 6000;
  return sum;
}

static void
test_counting_day_by_day_gives_the_same (void)
{
  for (guint round = 0; round < 300; round++)
    {
      JkkDay accident = random_accident ();
      Ranges ranges = random_ranges (accident);
      JkkMoney wage = g_test_rand_int_range (0, 50000000);

      g_assert_cmpint (paid (accident, wage, &ranges), ==, count_day_by_day (accident, wage, &ranges));
    }
}

static void
test_more_letters_than_usual_are_joined_too (void)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (text, COMMON, "2026-01-01", (gint64) 3000000);
  for (guint i = 1; i <= 60; i++)
    {
      g_autofree char *day = jkk_day_to_iso (jkk_day_new (2026, 1, 1) + i);

      g_string_append_printf (text, "absences[%u].from_day = %s\nabsences[%u].until_day = %s\n", i, day, i, day);
    }
  g_assert_cmpint (golden_amount (text->str, "stmb"), ==, 6000000);
}

/* Readings that the law leaves open */

static Ranges
one_range (int year, int month, int day, gint64 days)
{
  JkkDay from = jkk_day_new (year, month, day);

  return (Ranges){ { { from, from + days } }, 1 };
}

#define FIRST_DAY ">menurut-surat-dokter<"

static void
test_the_accident_day_may_count_in_any_case (void)
{
  g_autoptr (JkkPackSet) packs = golden_draft ("PP-44-2015", FIRST_DAY, ">hari-kecelakaan<");
  Ranges ranges = one_range (2026, 1, 5, 10);

  g_assert_cmpint (paid_with (packs, jkk_day_new (2026, 1, 3), 3000000, &ranges), ==, 1100000);
  g_assert_cmpint (paid_with (packs, jkk_day_new (2026, 1, 5), 3000000, &ranges), ==, 1000000);
}

static void
test_the_accident_day_may_never_count (void)
{
  g_autoptr (JkkPackSet) packs = golden_draft ("PP-44-2015", FIRST_DAY, ">sehari-setelah-kecelakaan<");
  Ranges ranges = one_range (2026, 1, 5, 10);

  g_assert_cmpint (paid_with (packs, jkk_day_new (2026, 1, 3), 3000000, &ranges), ==, 1000000);
  g_assert_cmpint (paid_with (packs, jkk_day_new (2026, 1, 5), 3000000, &ranges), ==, 900000);
}

static void
test_six_months_may_be_180_days (void)
{
  g_autoptr (JkkPackSet) packs = golden_draft ("PP-44-2015", ">bulan-kalender<", ">hari<");
  JkkDay accident = jkk_day_new (2017, 1, 1);
  Ranges half = one_range (2017, 1, 1, 180), more = one_range (2017, 1, 1, 181), year = one_range (2017, 1, 1, 361);

  g_assert_cmpint (paid_with (packs, accident, 3000000, &half), ==, 18000000);
  g_assert_cmpint (paid_with (packs, accident, 3000000, &more), ==, 18075000);
  g_assert_cmpint (paid (accident, 3000000, &more), ==, 18100000);
  g_assert_cmpint (paid_with (packs, accident, 3000000, &year), ==, 18000000 + 13500000 + 50000);
}

static gboolean
names (const JkkReason *reason, const char *parameter)
{
  g_autoptr (GPtrArray) unconfirmed = jkk_reason_unconfirmed (reason);

  for (guint i = 0; i < unconfirmed->len; i++)
    if (g_str_equal (((JkkInput *) unconfirmed->pdata[i])->parameter, parameter))
      return TRUE;
  return FALSE;
}

/* 180 days from 1 January reach into no second period by either reading; 181 do by one of them. */
static void
test_the_open_reading_is_named_where_it_could_matter (void)
{
  JkkDay accident = jkk_day_new (2026, 1, 1);

  for (guint days = 179; days <= 182; days++)
    {
      Ranges ranges = one_range (2026, 1, 1, days);
      g_autoptr (JkkCase) jcase = case_of (accident, 3000000, &ranges);
      g_autoptr (JkkPayout) payout = jkk_calculate (jcase, accident + 300, NULL);

      g_assert_cmpint (names (jkk_payout_find_line (payout, "stmb"), "stmb-period-reading"), ==, days > 180);
    }
}

/* Extremes */

static void
test_three_centuries_of_the_highest_wage_are_right_or_refused (void)
{
  static const gint64 wages[] = { 1, 1000000, 100000000000, 15000000000000, 1000000000000000 };

  for (guint i = 0; i < G_N_ELEMENTS (wages); i++)
    {
      JkkDay accident = jkk_day_new (2015, 7, 1), last = jkk_day_new (2199, 12, 31);
      Ranges ranges = { { { accident, last + 1 } }, 1 };
      g_autoptr (JkkCase) jcase = case_of (accident, wages[i], &ranges);
      g_autoptr (GError) error = NULL;
      JkkAmounts amounts;

      if (jkk_calculate_amounts (jkk_pack_set_builtin (NULL), jcase, accident, &amounts, &error))
        {
          /* 184 + 182 days of 2015 and 2016, then 50 %; at most a rupiah of rounding in each of three */
          __int128 exact = (__int128) wages[i] * (184 * 100 + 182 * 75 + (last + 1 - accident - 366) * 50);

          g_assert_true ((__int128) amounts.total * 3000 - exact <= 4500 &&
                         exact - (__int128) amounts.total * 3000 <= 4500);
        }
      else
        {
          g_assert_error (error, JKK_ERROR, JKK_ERROR_INVALID);
          g_assert_cmpint (wages[i], >, 100000000000);
        }
    }
}

static void
test_the_heirs_get_it_when_the_worker_died (void)
{
  JkkFacts facts = { 0 };

  facts.wage_paid_on.number = JKK_NONE;
  facts.outcome.number = JKK_OUTCOME_HEALED;
  g_assert_cmpint (jkk_stmb_payee (&facts), ==, JKK_PAYEE_WORKER);
  facts.outcome.number = JKK_OUTCOME_DEATH;
  g_assert_cmpint (jkk_stmb_payee (&facts), ==, JKK_PAYEE_HEIRS);
  facts.wage_paid_on.number = 1;
  g_assert_cmpint (jkk_stmb_payee (&facts), ==, JKK_PAYEE_EMPLOYER);
}

#define SECOND                                                                                                         \
  "cover.segment = PU\naccident.accident_day = 2024-03-01\nparticipant.wage_kind = per-bulan\n"                        \
  "participant.wage = 3000000\nmedical.outcome = sembuh\nmedical.treated_from = 2024-03-01\n"                          \
  "medical.treated_until = 2024-03-30\nelsewhere[1].case_number = JKK-2024-000007\n"                                   \
  "elsewhere[1].from_day = 2024-02-15\nelsewhere[1].until_day = 2024-03-10\n"

static const JkkInput *
input_of (const JkkReason *reason, const char *name)
{
  for (guint i = 0; i < reason->inputs->len; i++)
    if (g_str_equal (((JkkInput *) reason->inputs->pdata[i])->name, name))
      return reason->inputs->pdata[i];
  return NULL;
}

static void
test_the_sheet_names_the_other_case_and_the_other_reading (void)
{
  g_autoptr (JkkPayout) payout = golden_sheet (SECOND);
  const JkkReason *line = jkk_payout_find_line (payout, "stmb"), *step = NULL;

  for (guint i = 0; i < line->children->len; i++)
    if (g_str_equal (((JkkReason *) line->children->pdata[i])->rule, "stmb-elsewhere"))
      step = line->children->pdata[i];
  g_assert_nonnull (step);
  g_assert_cmpint (line->amount, ==, 2000000);
  g_assert_cmpstr (input_of (step, "case-1")->text, ==, "JKK-2024-000007");
  g_assert_cmpint (input_of (step, "overlap")->number, ==, 10);
  g_assert_cmpint (input_of (step, "other")->number, ==, 3000000);
  g_assert_true (input_of (step, "reading")->unconfirmed);
  g_assert_cmpstr (input_of (step, "from")->path, ==, "elsewhere[1].from_day");
}

static void
test_the_days_of_a_case_leave_out_those_of_others (void)
{
  g_autoptr (JkkCase) jcase = golden_case (SECOND);
  g_autoptr (GArray) days =
      jkk_calculate_stmb_days (jkk_pack_set_builtin (NULL), jcase, jkk_day_new (2024, 9, 7), NULL);

  g_assert_cmpuint (days->len, ==, 1);
  g_assert_cmpint (g_array_index (days, JkkPeriod, 0).from, ==, jkk_day_new (2024, 3, 11));
  g_assert_cmpint (g_array_index (days, JkkPeriod, 0).until, ==, jkk_day_new (2024, 3, 31));

  g_autoptr (JkkCase) middle = golden_case (SECOND "elsewhere[1].from_day = 2024-03-05\n");
  g_autoptr (GArray) two =
      jkk_calculate_stmb_days (jkk_pack_set_builtin (NULL), middle, jkk_day_new (2024, 9, 7), NULL);
  g_assert_cmpuint (two->len, ==, 2);
  g_assert_cmpint (g_array_index (two, JkkPeriod, 0).until, ==, jkk_day_new (2024, 3, 5));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/stmb/a-day-more-never-pays-less", test_a_day_more_never_pays_less);
  g_test_add_func ("/stmb/the-order-of-the-letters-does-not-matter", test_the_order_of_the_letters_does_not_matter);
  g_test_add_func ("/stmb/splitting-a-letter-changes-nothing", test_splitting_a_letter_changes_nothing);
  g_test_add_func ("/stmb/counting-day-by-day-gives-the-same", test_counting_day_by_day_gives_the_same);
  g_test_add_func ("/stmb/more-letters-than-usual-are-joined-too", test_more_letters_than_usual_are_joined_too);
  g_test_add_func ("/stmb/the-accident-day-may-count-in-any-case", test_the_accident_day_may_count_in_any_case);
  g_test_add_func ("/stmb/the-accident-day-may-never-count", test_the_accident_day_may_never_count);
  g_test_add_func ("/stmb/six-months-may-be-180-days", test_six_months_may_be_180_days);
  g_test_add_func ("/stmb/the-open-reading-is-named-where-it-could-matter",
                   test_the_open_reading_is_named_where_it_could_matter);
  g_test_add_func ("/stmb/three-centuries-of-the-highest-wage-are-right-or-refused",
                   test_three_centuries_of_the_highest_wage_are_right_or_refused);
  g_test_add_func ("/stmb/the-heirs-get-it-when-the-worker-died", test_the_heirs_get_it_when_the_worker_died);
  g_test_add_func ("/stmb/the-sheet-names-the-other-case-and-the-other-reading",
                   test_the_sheet_names_the_other_case_and_the_other_reading);
  g_test_add_func ("/stmb/the-days-of-a-case-leave-out-those-of-others",
                   test_the_days_of_a_case_leave_out_those_of_others);
  return g_test_run ();
}
