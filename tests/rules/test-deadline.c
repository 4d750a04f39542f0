#include "golden.h"

#include "jkk-calculation.h"
#include "jkk-deadline.h"

#define DAY(year, month, day) jkk_day_new (year, month, day)

/* A week with a holiday on Wednesday, 18 March 2026, and on Saturday 21 March */
static const JkkHolidays *
holidays (void)
{
  static JkkDay days[2];
  static const JkkHolidays result = { days, G_N_ELEMENTS (days) };

  days[0] = DAY (2026, 3, 18);
  days[1] = DAY (2026, 3, 21);
  return &result;
}

static void
test_saturday_sunday_and_holidays_are_no_working_days (void)
{
  g_assert_true (jkk_working_day (DAY (2026, 3, 13), NULL));
  g_assert_false (jkk_working_day (DAY (2026, 3, 14), NULL));
  g_assert_false (jkk_working_day (DAY (2026, 3, 15), NULL));
  g_assert_true (jkk_working_day (DAY (2026, 3, 18), NULL));
  g_assert_false (jkk_working_day (DAY (2026, 3, 18), holidays ()));
}

static void
test_the_first_day_does_not_count (void)
{
  g_assert_cmpint (jkk_working_days_after (DAY (2026, 3, 12), 0, NULL), ==, DAY (2026, 3, 12));
  g_assert_cmpint (jkk_working_days_after (DAY (2026, 3, 12), 1, NULL), ==, DAY (2026, 3, 13));
  g_assert_cmpint (jkk_working_days_after (DAY (2026, 3, 13), 1, NULL), ==, DAY (2026, 3, 16));
  g_assert_cmpint (jkk_working_days_after (DAY (2026, 3, 14), 1, NULL), ==, DAY (2026, 3, 16));
  g_assert_cmpint (jkk_working_days_after (DAY (2026, 3, 12), 7, NULL), ==, DAY (2026, 3, 23));
  g_assert_cmpint (jkk_working_days_after (DAY (2026, 3, 12), 7, holidays ()), ==, DAY (2026, 3, 24));
}

static void
test_counting_forth_and_back_agree (void)
{
  for (guint round = 0; round < 500; round++)
    {
      JkkDay start = DAY (2026, 1, 1) + g_test_rand_int_range (0, 200);
      gint64 n = g_test_rand_int_range (1, 40);
      JkkDay end = jkk_working_days_after (start, n, holidays ());

      g_assert_cmpint (jkk_working_days_between (start, end, holidays ()), ==, n);
      g_assert_cmpint (jkk_working_days_between (end, start, holidays ()), ==, -n);
      g_assert_true (jkk_working_day (end, holidays ()));
    }
}

#define FACTS                                                                                                          \
  "cover.segment = PU\naccident.accident_day = 2026-03-12\nmedical.outcome = sembuh\nmedical.examined_day = "          \
  "2026-04-20\n"

static JkkDeadline
deadline_of (const char *text, JkkDeadlineKind kind, JkkDay today)
{
  g_autoptr (JkkCase) jcase = golden_case (text);
  JkkDeadline deadline;

  g_assert_true (jkk_deadline_get (jcase, kind, today, NULL, &deadline));
  return deadline;
}

static gboolean
has_deadline (const char *text, JkkDeadlineKind kind)
{
  g_autoptr (JkkCase) jcase = golden_case (text);
  JkkDeadline deadline;

  return jkk_deadline_get (jcase, kind, DAY (2026, 5, 1), NULL, &deadline);
}

static void
test_the_first_report_runs_from_the_accident (void)
{
  JkkDeadline open = deadline_of (FACTS, JKK_DEADLINE_REPORT_1, DAY (2026, 3, 13));

  g_assert_cmpint (open.due, ==, DAY (2026, 3, 14));
  g_assert_cmpint (open.day_number, ==, 1);
  g_assert_cmpint (open.days_left, ==, 1);
  g_assert_cmpint (open.length, ==, 2);
  g_assert_false (open.late);
  g_assert_false (open.unconfirmed);
  g_assert_true (deadline_of (FACTS, JKK_DEADLINE_REPORT_1, DAY (2026, 3, 15)).late);
}

static void
test_a_limit_that_was_met_stays_met (void)
{
  JkkDeadline met = deadline_of (FACTS "accident.reported_day = 2026-03-14", JKK_DEADLINE_REPORT_1, DAY (2026, 6, 1));
  JkkDeadline late = deadline_of (FACTS "accident.reported_day = 2026-03-15", JKK_DEADLINE_REPORT_1, DAY (2026, 6, 1));

  g_assert_false (met.late);
  g_assert_cmpint (met.days_left, ==, 0);
  g_assert_true (late.late);
  g_assert_cmpint (late.days_left, ==, -1);
}

static void
test_the_second_report_runs_from_the_doctors_word (void)
{
  JkkDeadline open = deadline_of (FACTS, JKK_DEADLINE_REPORT_2, DAY (2026, 4, 20));

  g_assert_cmpint (open.start, ==, DAY (2026, 4, 20));
  g_assert_cmpint (open.due, ==, DAY (2026, 4, 22));
  g_assert_cmpstr (open.article, ==, "Permenaker 5/2021 jo. Permenaker 1/2025 Pasal 19");
}

static void
test_while_treatment_goes_on_there_is_no_second_report (void)
{
  g_assert_false (
      has_deadline ("cover.segment = PU\naccident.accident_day = 2026-03-12\nmedical.examined_day = 2026-04-20\n"
                    "medical.outcome = masih-dalam-pengobatan",
                    JKK_DEADLINE_REPORT_2));
  g_assert_false (has_deadline ("cover.segment = PU\naccident.accident_day = 2026-03-12", JKK_DEADLINE_REPORT_2));
}

static void
test_the_payment_has_seven_working_days (void)
{
  JkkDeadline open = deadline_of (FACTS "claim.claimed_day = 2026-04-23", JKK_DEADLINE_PAYMENT, DAY (2026, 4, 28));

  g_assert_true (open.working_days);
  g_assert_cmpint (open.due, ==, DAY (2026, 5, 4));
  g_assert_cmpint (open.length, ==, 7);
  g_assert_cmpint (open.day_number, ==, 3);
  g_assert_cmpint (open.days_left, ==, 4);
  g_assert_false (open.late);
  g_assert_cmpstr (open.article, ==, "PP 44/2015 Pasal 37 ayat (2)");
  g_assert_true (deadline_of (FACTS "claim.claimed_day = 2026-04-23", JKK_DEADLINE_PAYMENT, DAY (2026, 5, 5)).late);
  g_assert_false (has_deadline (FACTS, JKK_DEADLINE_PAYMENT));
}

static void
test_before_the_claim_no_clock_runs (void)
{
  g_assert_false (has_deadline (
      "cover.segment = PU\naccident.accident_day = 2026-03-12\ncover.received_day = 2026-03-13", JKK_DEADLINE_PAYMENT));
}

static void
test_the_claim_expires_after_five_years (void)
{
  JkkDeadline open = deadline_of (FACTS, JKK_DEADLINE_EXPIRY, DAY (2026, 3, 12));

  g_assert_cmpint (open.due, ==, DAY (2031, 3, 12));
  g_assert_cmpint (open.days_left, ==, DAY (2031, 3, 12) - DAY (2026, 3, 12));
}

static void
test_without_a_day_or_a_law_there_is_no_limit (void)
{
  g_assert_false (has_deadline ("cover.segment = PU", JKK_DEADLINE_EXPIRY));
  g_assert_false (has_deadline ("cover.segment = PU\naccident.accident_day = 2014-03-12", JKK_DEADLINE_REPORT_1));
  g_assert_false (has_deadline ("cover.segment = PMI\naccident.accident_day = 2024-03-12", JKK_DEADLINE_EXPIRY));
}

static void
test_all_limits_of_a_case_come_in_their_order (void)
{
  g_autoptr (JkkCase) jcase = golden_case (FACTS "claim.claimed_day = 2026-04-23");
  g_autoptr (GArray) all = jkk_deadlines (jcase, DAY (2026, 5, 1), holidays ());

  g_assert_cmpuint (all->len, ==, 4);
  for (guint i = 0; i < all->len; i++)
    {
      const JkkDeadline *deadline = &g_array_index (all, JkkDeadline, i);

      g_assert_cmpint (deadline->kind, ==, i);
      g_assert_nonnull (deadline->title);
      g_assert_nonnull (deadline->article);
    }
}

static void
test_late_payment_costs_one_percent_a_day (void)
{
  const JkkLaw *law = jkk_pack_law (jkk_pack_set_find (jkk_pack_set_builtin (NULL), "PP-82-2019"), DAY (2026, 1, 1));
  const JkkLaw *migrant =
      jkk_pack_law (jkk_pack_set_find (jkk_pack_set_builtin (NULL), "PMK-4-2023"), DAY (2026, 1, 1));
  JkkMoney compensation = JKK_NONE;

  g_assert_true (jkk_late_payment (law, 118000000, 0, &compensation));
  g_assert_cmpint (compensation, ==, 0);
  g_assert_true (jkk_late_payment (law, 118000000, 3, &compensation));
  g_assert_cmpint (compensation, ==, 3540000);
  g_assert_true (jkk_late_payment (law, 50, 1, &compensation));
  g_assert_cmpint (compensation, ==, 1);
  g_assert_false (jkk_late_payment (law, JKK_MONEY_MAX, 1000, &compensation));
  g_assert_false (jkk_late_payment (migrant, 118000000, 3, &compensation));
}

static const JkkReason *
find_note (const JkkPayout *sheet)
{
  for (guint i = 0; i < sheet->notes->len; i++)
    if (g_str_equal (((JkkReason *) sheet->notes->pdata[i])->rule, "late-payment"))
      return sheet->notes->pdata[i];
  return NULL;
}

/* Five days of STMB, claimed on Monday 2 March 2026: seven working days end on Wednesday 11 March. */
static void
test_the_sheet_says_what_lateness_costs (void)
{
  g_autoptr (JkkCase) jcase = jkk_case_new ();
  const JkkPackSet *packs = jkk_pack_set_builtin (NULL);

  jkk_set_str (&jcase->cover.segment, "PU");
  jkk_set_str (&jcase->cover.status, jkk_case_status_name (JKK_STATUS_VERIFYING));
  jcase->accident.accident_day = DAY (2026, 2, 2);
  jkk_set_str (&jcase->participant.wage_kind, "per-bulan");
  jcase->participant.wage = 3000000;
  jkk_set_str (&jcase->medical.outcome, "sembuh");
  jcase->medical.treated_from = DAY (2026, 2, 2);
  jcase->medical.treated_until = DAY (2026, 2, 6);
  jcase->claim.claimed_day = DAY (2026, 3, 2);
  g_autoptr (JkkPayout) in_time = jkk_calculate_explained (packs, jcase, DAY (2026, 3, 11), NULL);
  g_autoptr (JkkPayout) late = jkk_calculate_explained (packs, jcase, DAY (2026, 3, 14), NULL);
  g_assert_cmpint (late->total, ==, 500000);
  g_assert_null (find_note (in_time));
  g_assert_nonnull (find_note (late));
  g_autofree char *formula = jkk_reason_formula_text (find_note (late));
  g_assert_cmpstr (formula, ==, "500.000 × 1\302\240% × 3 = 15.000, if it is paid on this day");

  jkk_set_str (&jcase->cover.status, jkk_case_status_name (JKK_STATUS_APPROVED));
  g_autoptr (JkkPayout) decided = jkk_calculate_explained (packs, jcase, DAY (2026, 3, 14), NULL);
  g_assert_null (find_note (decided));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/deadline/saturday-sunday-and-holidays-are-no-working-days",
                   test_saturday_sunday_and_holidays_are_no_working_days);
  g_test_add_func ("/deadline/the-first-day-does-not-count", test_the_first_day_does_not_count);
  g_test_add_func ("/deadline/counting-forth-and-back-agree", test_counting_forth_and_back_agree);
  g_test_add_func ("/deadline/the-first-report-runs-from-the-accident", test_the_first_report_runs_from_the_accident);
  g_test_add_func ("/deadline/a-limit-that-was-met-stays-met", test_a_limit_that_was_met_stays_met);
  g_test_add_func ("/deadline/the-second-report-runs-from-the-doctors-word",
                   test_the_second_report_runs_from_the_doctors_word);
  g_test_add_func ("/deadline/while-treatment-goes-on-there-is-no-second-report",
                   test_while_treatment_goes_on_there_is_no_second_report);
  g_test_add_func ("/deadline/the-payment-has-seven-working-days", test_the_payment_has_seven_working_days);
  g_test_add_func ("/deadline/before-the-claim-no-clock-runs", test_before_the_claim_no_clock_runs);
  g_test_add_func ("/deadline/the-claim-expires-after-five-years", test_the_claim_expires_after_five_years);
  g_test_add_func ("/deadline/without-a-day-or-a-law-there-is-no-limit", test_without_a_day_or_a_law_there_is_no_limit);
  g_test_add_func ("/deadline/all-limits-of-a-case-come-in-their-order", test_all_limits_of_a_case_come_in_their_order);
  g_test_add_func ("/deadline/late-payment-costs-one-percent-a-day", test_late_payment_costs_one_percent_a_day);
  g_test_add_func ("/deadline/the-sheet-says-what-lateness-costs", test_the_sheet_says_what_lateness_costs);
  return g_test_run ();
}
