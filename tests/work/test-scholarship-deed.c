#include "jkk-law.h"
#include "jkk-work-fixture.h"

#include <string.h>

static JkkCase *
pay (Fixture *fixture, gint64 id, const char *level, gint64 year, JkkMoney amount, JkkDay day, GError **error)
{
  JkkInstallment paid = {
    .child = 1, .school_level = (char *) level, .school_year = year, .amount = amount, .paid_day = day
  };
  JkkRequest request = { .case_id = id, .installment = &paid };
  g_autoptr (JkkOutcome) outcome = jkk_office_do (fixture->office, "pay-installment", &request, error);

  return outcome != NULL ? jkk_case_ref (outcome->jcase) : NULL;
}

static void
test_payments_are_followed_after_the_decision (Fixture *fixture, gconstpointer data)
{
  JkkDay today = jkk_day_new (2026, 5, 5);
  g_autoptr (GError) early = NULL, error = NULL, twice = NULL, nowhere = NULL, later = NULL;

  sign_in (fixture, "sari");
  gint64 id = case_with_a_child (fixture);
  g_assert_null (pay (fixture, id, "SD", 4, 1500000, today, &early));
  g_assert_error (early, JKK_ERROR, JKK_ERROR_REFUSED);
  g_autoptr (JkkCase) proposed = deed (fixture, "propose", id, NULL);
  sign_in (fixture, "budi");
  g_autoptr (JkkCase) approved = deed (fixture, "approve", id, "Sesuai.");
  g_autoptr (JkkCaseFile) before = jkk_office_load (fixture->office, id, NULL);

  g_autoptr (JkkCase) paid = pay (fixture, id, "SD", 4, 1500000, today, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (paid->installments->len, ==, 1);
  g_assert_null (pay (fixture, id, "SD", 4, 1, today, &twice));
  g_assert_error (twice, JKK_ERROR, JKK_ERROR_REFUSED);
  g_assert_null (pay (fixture, id, "SD", 3, 1500000, today, &nowhere));
  g_assert_error (nowhere, JKK_ERROR, JKK_ERROR_REFUSED);
  g_assert_null (pay (fixture, id, "SD", 5, 1500000, today + 1, &later));
  g_assert_error (later, JKK_ERROR, JKK_ERROR_INVALID);

  /* The decision stays as it was frozen, also in the list; the live plan has one year less to pay. */
  g_autoptr (JkkCaseFile) after = jkk_office_load (fixture->office, id, NULL);
  g_assert_cmpint (after->decision->total, ==, before->decision->total);
  g_assert_true (jkk_payout_equal (before->decided_payout, after->decided_payout));
  g_autoptr (GPtrArray) rows = jkk_office_rows (fixture->office, &id, 1, NULL);
  g_assert_cmpint (((JkkCaseRow *) rows->pdata[0])->total, ==, before->decision->total);
  g_autoptr (JkkPayout) live = jkk_office_calculate (fixture->office, after->jcase, today, NULL);
  g_assert_cmpint (jkk_payout_find_line (live, "scholarship")->amount, ==,
                   jkk_payout_find_line (before->decided_payout, "scholarship")->amount - 1500000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  fixture_test_add ("/scholarship-deed/followed", test_payments_are_followed_after_the_decision);
  return g_test_run ();
}
