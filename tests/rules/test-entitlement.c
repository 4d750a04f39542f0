#include "golden.h"

#include "jkk-entitlement.h"

static const JkkLaw *
law_on (const char *pack, int year, int month, int day)
{
  return jkk_pack_law (jkk_pack_set_find (jkk_pack_set_builtin (NULL), pack), jkk_day_new (year, month, day));
}

static void
test_a_claim_lives_two_or_five_years (void)
{
  const JkkDay old = jkk_day_new (2018, 5, 10), new = jkk_day_new (2020, 2, 29);

  g_assert_cmpint (jkk_expiry_day (law_on ("PP-44-2015", 2018, 5, 10), old), ==, jkk_day_new (2020, 5, 10));
  g_assert_cmpint (jkk_expiry_day (law_on ("PP-82-2019", 2020, 2, 29), new), ==, jkk_day_new (2025, 2, 28));
  g_assert_cmpint (jkk_expiry_day (law_on ("PMK-4-2023", 2024, 1, 1), jkk_day_new (2024, 1, 1)), ==, JKK_NONE);
}

static void
test_two_days_are_in_time_to_their_end (void)
{
  g_assert_cmpint (jkk_report_day (48, jkk_day_new (2026, 3, 12)), ==, jkk_day_new (2026, 3, 14));
  g_assert_cmpint (jkk_report_day (49, jkk_day_new (2026, 3, 12)), ==, jkk_day_new (2026, 3, 15));
  g_assert_cmpint (jkk_report_day (0, jkk_day_new (2026, 3, 12)), ==, jkk_day_new (2026, 3, 12));
}

#define TOTAL                                                                                                          \
  "cover.segment = PU\naccident.accident_day = 2026-01-05\nmedical.outcome = cacat-total-tetap\n"                      \
  "participant.wage_kind = per-bulan\nparticipant.wage = 1000000\n"

static void
test_an_unregistered_worker_is_owed_by_the_employer (void)
{
  g_autoptr (JkkPayout) payout = golden_sheet (TOTAL "participant.registered = 0");
  const JkkReason *note = golden_note (payout, "unregistered");

  g_assert_cmpint (payout->total, ==, 0);
  g_assert_cmpuint (payout->lines->len, ==, 0);
  g_assert_cmpuint (note->children->len, ==, 2);
  g_assert_cmpint (((JkkReason *) note->children->pdata[0])->amount, ==, 56000000);
  g_assert_cmpstr (((JkkReason *) note->children->pdata[0])->benefit, ==, "disability-total");
}

static void
test_nothing_is_owed_for_what_came_too_late_either (void)
{
  g_autoptr (JkkPayout) payout =
      golden_sheet (TOTAL "participant.registered = 0\naccident.case_kind = penyakit-akibat-kerja\n"
                          "participant.employment_ended = 2020-01-01");

  g_assert_nonnull (golden_note (payout, "disease-too-late"));
  g_assert_null (golden_note (payout, "unregistered"));
  g_assert_cmpint (payout->total, ==, 0);
}

static void
test_a_late_report_makes_the_employer_pay_first (void)
{
  g_autoptr (JkkPayout) payout = golden_sheet (TOTAL "accident.reported_day = 2026-01-08");
  const JkkReason *note = golden_note (payout, "late-report");

  g_assert_cmpint (payout->total, ==, 68000000);
  g_assert_cmpstr (note->article, ==, "Permenaker 1/2025 Pasal 8 ayat (2a)–(2c)");
  for (guint i = 0; i < payout->lines->len; i++)
    g_assert_cmpstr (((JkkReason *) payout->lines->pdata[i])->payee, ==, "pemberi-kerja");
}

static void
test_arrears_are_marked_as_unconfirmed (void)
{
  g_autoptr (JkkPayout) payout = golden_sheet (TOTAL "employer.arrears_months = 12");
  g_autoptr (GPtrArray) unconfirmed = jkk_reason_unconfirmed (golden_note (payout, "arrears"));

  g_assert_cmpuint (unconfirmed->len, ==, 1);
  g_assert_cmpstr (((JkkInput *) unconfirmed->pdata[0])->parameter, ==, "arrears-months");
}

static void
test_a_migrant_worker_has_no_late_employer (void)
{
  g_autoptr (JkkPayout) payout =
      golden_sheet ("cover.segment = PMI\naccident.accident_day = 2026-01-05\nmedical.outcome = sembuh\n"
                    "accident.reported_day = 2026-03-08\nemployer.arrears_months = 12");

  g_assert_cmpuint (payout->notes->len, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/entitlement/a-claim-lives-two-or-five-years", test_a_claim_lives_two_or_five_years);
  g_test_add_func ("/entitlement/two-days-are-in-time-to-their-end", test_two_days_are_in_time_to_their_end);
  g_test_add_func ("/entitlement/an-unregistered-worker-is-owed-by-the-employer",
                   test_an_unregistered_worker_is_owed_by_the_employer);
  g_test_add_func ("/entitlement/nothing-is-owed-for-what-came-too-late-either",
                   test_nothing_is_owed_for_what_came_too_late_either);
  g_test_add_func ("/entitlement/a-late-report-makes-the-employer-pay-first",
                   test_a_late_report_makes_the_employer_pay_first);
  g_test_add_func ("/entitlement/arrears-are-marked-as-unconfirmed", test_arrears_are_marked_as_unconfirmed);
  g_test_add_func ("/entitlement/a-migrant-worker-has-no-late-employer", test_a_migrant_worker_has_no_late_employer);
  return g_test_run ();
}
