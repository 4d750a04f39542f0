#include "golden.h"

#include "jkk-wage.h"

static const JkkLaw *
law_today (void)
{
  return jkk_pack_law (jkk_pack_set_find (jkk_pack_set_builtin (NULL), "PP-82-2019"), jkk_day_new (2026, 1, 1));
}

/* JKK_NONE when the wage is not known */
static JkkMoney
monthly (const char *text, JkkWageBasis basis)
{
  g_autoptr (JkkCase) jcase = golden_case (text);
  g_auto (JkkFacts) facts = { 0 };
  JkkWage wage;

  g_assert_true (jkk_facts_init (&facts, jcase, jkk_day_new (2026, 6, 1), NULL));
  const JkkRule rule = { &facts, law_today (), NULL };
  g_assert_true (jkk_wage (&rule, basis, &wage, NULL));
  return wage.known ? wage.monthly : JKK_NONE;
}

#define REPORTED(text) monthly (text, JKK_WAGE_REPORTED)
#define ACTUAL(text) monthly (text, JKK_WAGE_ACTUAL)

static void
test_each_kind_of_wage_becomes_a_month (void)
{
  g_assert_cmpint (REPORTED ("participant.wage_kind = per-bulan\nparticipant.wage = 4000000"), ==, 4000000);
  g_assert_cmpint (
      REPORTED ("participant.wage_kind = per-hari\nparticipant.wage = 100000\nparticipant.working_week = 6"), ==,
      2500000);
  g_assert_cmpint (
      REPORTED ("participant.wage_kind = per-hari\nparticipant.wage = 100000\nparticipant.working_week = 5"), ==,
      2100000);
  g_assert_cmpint (REPORTED ("cover.segment = JAKON\nparticipant.wage_kind = per-hari\nparticipant.wage = 80000"), ==,
                   2400000);
  g_assert_cmpint (
      REPORTED ("participant.wage_kind = borongan\nparticipant.wage = 5\nparticipant.wage_average = 3100000"), ==,
      3100000);
  g_assert_cmpint (REPORTED ("participant.wage_kind = cuaca\nparticipant.wage_average = 1900000"), ==, 1900000);
  g_assert_cmpint (REPORTED ("participant.wage_kind = golongan-bpu\nparticipant.wage = 1000000"), ==, 1000000);
}

static void
test_the_real_wage_becomes_a_month_in_the_same_way (void)
{
  g_assert_cmpint (
      ACTUAL ("participant.wage_kind = per-bulan\nparticipant.wage = 1\nparticipant.wage_actual = 5000000"), ==,
      5000000);
  g_assert_cmpint (
      ACTUAL ("participant.wage_kind = per-hari\nparticipant.wage_actual = 120000\nparticipant.working_week "
              "= 6"),
      ==, 3000000);
  g_assert_cmpint (
      ACTUAL ("participant.wage_kind = borongan\nparticipant.wage_average = 1\nparticipant.wage_actual = 7"), ==, 7);
}

static void
test_what_is_not_known_stays_unknown (void)
{
  g_assert_cmpint (REPORTED (""), ==, JKK_NONE);
  g_assert_cmpint (REPORTED ("participant.wage = 4000000"), ==, JKK_NONE);
  g_assert_cmpint (REPORTED ("participant.wage_kind = per-bulan"), ==, JKK_NONE);
  g_assert_cmpint (REPORTED ("participant.wage_kind = per-hari\nparticipant.wage = 100000"), ==, JKK_NONE);
  g_assert_cmpint (REPORTED ("participant.wage_kind = borongan\nparticipant.wage = 100000"), ==, JKK_NONE);
  g_assert_cmpint (ACTUAL ("participant.wage_kind = per-bulan\nparticipant.wage = 100000"), ==, JKK_NONE);
}

static void
test_a_wage_that_becomes_too_large_is_refused (void)
{
  g_autoptr (JkkCase) jcase =
      golden_case ("cover.segment = JAKON\nparticipant.wage_kind = per-hari\nparticipant.wage = 1000000000000000");
  g_auto (JkkFacts) facts = { 0 };
  g_autoptr (GError) error = NULL;
  JkkWage wage;

  g_assert_true (jkk_facts_init (&facts, jcase, jkk_day_new (2026, 6, 1), NULL));
  const JkkRule rule = { &facts, law_today (), NULL };
  g_assert_false (jkk_wage (&rule, JKK_WAGE_REPORTED, &wage, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_INVALID);
}

#define TOTAL "cover.segment = PU\naccident.accident_day = 2026-01-01\nmedical.outcome = cacat-total-tetap\n"

static void
test_the_step_names_wage_days_and_week (void)
{
  g_autoptr (JkkPayout) payout =
      golden_sheet (TOTAL "participant.wage_kind = per-hari\nparticipant.wage = 100000\nparticipant.working_week = 5");
  const JkkReason *line = jkk_payout_find_line (payout, "disability-total"), *step = line->children->pdata[0];
  g_autofree char *formula = jkk_reason_formula_text (step);

  g_assert_cmpstr (step->rule, ==, "wage");
  g_assert_cmpint (step->amount, ==, 2100000);
  g_assert_cmpstr (formula, ==, "100.000 × 21");
  g_assert_cmpstr (((JkkInput *) step->inputs->pdata[0])->path, ==, "participant.wage");
  g_assert_cmpstr (((JkkInput *) step->inputs->pdata[1])->parameter, ==, "wage-days-five");
  g_assert_cmpstr (((JkkInput *) step->inputs->pdata[2])->path, ==, "participant.working_week");
}

static void
test_the_employer_owes_what_was_not_reported (void)
{
  g_autoptr (JkkPayout) payout = golden_sheet (
      TOTAL "participant.wage_kind = per-bulan\nparticipant.wage = 3000000\nparticipant.wage_actual = 4500000\n"
            "medical.rest_from = 2026-01-01\nmedical.rest_until = 2026-01-10");
  const JkkReason *note = golden_note (payout, "wage-difference");

  /* (56 + 10 ÷ 30) × 1,500,000 */
  g_assert_cmpint (payout->total, ==, 56 * 3000000 + 1000000 + 12000000);
  g_assert_nonnull (note);
  g_assert_cmpuint (note->children->len, ==, 2);
  g_assert_cmpint (((JkkReason *) note->children->pdata[0])->amount, ==, 500000);
  g_assert_cmpint (((JkkReason *) note->children->pdata[1])->amount, ==, 84000000);
  g_assert_cmpint (((JkkInput *) note->inputs->pdata[4])->number, ==, 84500000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wage/each-kind-of-wage-becomes-a-month", test_each_kind_of_wage_becomes_a_month);
  g_test_add_func ("/wage/the-real-wage-becomes-a-month-in-the-same-way",
                   test_the_real_wage_becomes_a_month_in_the_same_way);
  g_test_add_func ("/wage/what-is-not-known-stays-unknown", test_what_is_not_known_stays_unknown);
  g_test_add_func ("/wage/a-wage-that-becomes-too-large-is-refused", test_a_wage_that_becomes_too_large_is_refused);
  g_test_add_func ("/wage/the-step-names-wage-days-and-week", test_the_step_names_wage_days_and_week);
  g_test_add_func ("/wage/the-employer-owes-what-was-not-reported", test_the_employer_owes_what_was_not_reported);
  return g_test_run ();
}
