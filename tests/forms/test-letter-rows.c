#include "jkk-letter-rows.h"

#include "sample-case.h"

static void
test_lists_have_their_rows (void)
{
  g_autoptr (JkkCase) jcase = sample_case_full ();
  g_autoptr (JkkPayout) payout = sample_payout (4);
  JkkLetter letter = { .office = "", .jcase = jcase, .payout = payout };
  g_autoptr (GPtrArray) lines = jkk_letter_rows_get (&letter, "payout.lines");
  g_autoptr (GPtrArray) heirs = jkk_letter_rows_get (&letter, "heirs");

  g_assert_cmpuint (lines->len, ==, 4);
  g_assert_cmpuint (heirs->len, ==, jcase->heirs->len);
  for (guint i = 0; i < lines->len; i++)
    {
      g_autofree char *amount = jkk_money_to_rupiah (((JkkReason *) payout->lines->pdata[i])->amount);

      g_assert_cmpstr (g_hash_table_lookup (lines->pdata[i], "amount"), ==, amount);
    }
}

static void
test_a_payee_has_the_account_of_the_claim (void)
{
  g_autoptr (JkkCase) jcase = sample_case ();
  g_autoptr (JkkPayout) payout = sample_payout (1);
  JkkLetter letter = { .office = "", .jcase = jcase, .payout = payout };

  ((JkkReason *) payout->lines->pdata[0])->payee = "peserta";
  g_autoptr (GPtrArray) rows = jkk_letter_rows_get (&letter, "payout.payees");
  g_assert_cmpuint (rows->len, ==, 1);
  g_assert_cmpstr (g_hash_table_lookup (rows->pdata[0], "account"), ==,
                   "Bank Nusantara, 1234567890, atas nama Łukasz Đorđević Nguyễn");
  ((JkkReason *) payout->lines->pdata[0])->payee = "ahli-waris";
  g_autoptr (GPtrArray) others = jkk_letter_rows_get (&letter, "payout.payees");
  g_assert_cmpstr (g_hash_table_lookup (others->pdata[0], "account"), ==, "");
}

static void
test_only_known_lists_have_members (void)
{
  g_assert_nonnull (jkk_letter_rows_members ("payout.unconfirmed"));
  g_assert_null (jkk_letter_rows_members ("payout.nothing"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/letter-rows/rows", test_lists_have_their_rows);
  g_test_add_func ("/letter-rows/accounts", test_a_payee_has_the_account_of_the_claim);
  g_test_add_func ("/letter-rows/members", test_only_known_lists_have_members);
  return g_test_run ();
}
