#include "golden.h"

#include "jkk-expense-rules.h"

#define HEALED "cover.segment = PU\naccident.accident_day = 2026-01-01\nmedical.outcome = sembuh\n"

typedef struct
{
  const char *kind;
  const char *mode;
  JkkMoney amount;
  int day;
} Receipt;

static JkkAmounts
amounts_of (const Receipt *receipts, guint n)
{
  g_autoptr (GString) text = g_string_new (HEALED);
  JkkAmounts amounts;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *day = jkk_day_to_iso (jkk_day_new (2026, 1, 1) + receipts[i].day);

      g_string_append_printf (text, "expenses[%u].kind = %s\nexpenses[%u].amount = %" G_GINT64_FORMAT "\n", i + 1,
                              receipts[i].kind, i + 1, receipts[i].amount);
      g_string_append_printf (text, "expenses[%u].mode = %s\nexpenses[%u].spent_day = %s\n", i + 1, receipts[i].mode,
                              i + 1, day);
      g_string_append_printf (text, "expenses[%u].recommended = 1\nexpenses[%u].reference_price = 1000000\n", i + 1,
                              i + 1);
    }
  g_autoptr (JkkCase) jcase = golden_case (text->str);
  g_assert_true (jkk_calculate_amounts (jkk_pack_set_builtin (NULL), jcase, jkk_day_new (2027, 6, 1), &amounts, NULL));
  return amounts;
}

static Receipt
random_receipt (void)
{
  static const char *const kinds[] = { "transportasi", "perawatan",         "orthosa",  "prothesa",
                                       "gigi-tiruan",  "alat-bantu-dengar", "kacamata", "home-care" };
  static const char *const modes[] = { "darat-sungai-danau", "laut", "udara" };

  return (Receipt){ kinds[g_test_rand_int_range (0, G_N_ELEMENTS (kinds))],
                    modes[g_test_rand_int_range (0, G_N_ELEMENTS (modes))], g_test_rand_int_range (0, 12000000),
                    g_test_rand_int_range (0, 500) };
}

static void
test_the_order_of_receipts_does_not_matter (void)
{
  for (guint round = 0; round < 300; round++)
    {
      Receipt receipts[10];
      guint n = (guint) g_test_rand_int_range (2, 11);

      for (guint i = 0; i < n; i++)
        receipts[i] = random_receipt ();
      JkkAmounts before = amounts_of (receipts, n);
      for (guint i = n - 1; i > 0; i--)
        {
          guint j = (guint) g_test_rand_int_range (0, (int) i + 1);
          Receipt other = receipts[i];

          receipts[i] = receipts[j];
          receipts[j] = other;
        }
      JkkAmounts after = amounts_of (receipts, n);
      g_assert_cmpmem (before.amount, sizeof before.amount, after.amount, sizeof after.amount);
    }
}

/* Of home care an earlier receipt may begin the year sooner, so it is left out. */
static void
test_a_receipt_more_never_pays_less (void)
{
  for (guint round = 0; round < 300; round++)
    {
      Receipt receipts[8];
      guint n = (guint) g_test_rand_int_range (1, 8);

      for (guint i = 0; i <= n; i++)
        do
          receipts[i] = random_receipt ();
        while (g_str_equal (receipts[i].kind, "home-care"));
      g_assert_cmpint (amounts_of (receipts, n + 1).total, >=, amounts_of (receipts, n).total);
    }
}

static void
test_splitting_a_receipt_changes_nothing (void)
{
  for (guint round = 0; round < 300; round++)
    {
      Receipt whole = random_receipt ();

      /* Each orthosis has a price of its own: two receipts are two of them. */
      if (g_str_equal (whole.kind, "orthosa") || g_str_equal (whole.kind, "prothesa"))
        continue;
      Receipt parts[2] = { whole, whole };
      parts[0].amount = whole.amount / 3;
      parts[1].amount = whole.amount - parts[0].amount;
      g_assert_cmpint (amounts_of (parts, 2).total, ==, amounts_of (&whole, 1).total);
    }
}

static void
test_no_mode_pays_above_its_maximum (void)
{
  static const struct
  {
    const char *mode;
    JkkMoney most;
  } rows[] = { { "darat-sungai-danau", 5000000 }, { "laut", 2000000 }, { "udara", 10000000 } };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    for (JkkMoney over = -1; over <= 1; over++)
      {
        const Receipt receipt = { "transportasi", rows[i].mode, rows[i].most + over, 0 };

        g_assert_cmpint (amounts_of (&receipt, 1).total, ==, rows[i].most + MIN (over, 0));
      }
}

static void
test_the_line_lists_modes_and_receipts (void)
{
  g_autoptr (JkkPayout) payout =
      golden_sheet (HEALED "expenses[1].kind = transportasi\nexpenses[1].mode = udara\nexpenses[1].amount = 300000\n"
                           "expenses[2].kind = kacamata\nexpenses[2].amount = 100000\n"
                           "expenses[3].kind = transportasi\nexpenses[3].mode = udara\nexpenses[3].amount = 400000\n");
  const JkkReason *line = jkk_payout_find_line (payout, "transport"), *mode = line->children->pdata[0];

  g_assert_cmpuint (line->children->len, ==, 1);
  g_assert_cmpint (mode->amount, ==, 700000);
  g_assert_cmpuint (mode->inputs->len, ==, 4);
  g_assert_cmpstr (((JkkInput *) mode->inputs->pdata[2])->path, ==, "expenses[1].amount");
  g_assert_cmpstr (((JkkInput *) mode->inputs->pdata[3])->path, ==, "expenses[3].amount");
}

static void
test_a_price_above_all_money_limits_nothing (void)
{
  g_assert_cmpint (golden_amount (HEALED "expenses[1].kind = prothesa\nexpenses[1].amount = 999999999999999\n"
                                         "expenses[1].reference_price = 999999999999999",
                                  "orthosis"),
                   ==, 999999999999999);
}

static void
test_receipts_above_all_money_are_refused (void)
{
  g_autoptr (JkkCase) jcase =
      golden_case (HEALED "expenses[1].kind = perawatan\nexpenses[1].amount = 1000000000000000\n"
                          "expenses[2].kind = perawatan\nexpenses[2].amount = 1");
  g_autoptr (GError) error = NULL;

  g_assert_null (jkk_calculate (jcase, jkk_day_new (2026, 6, 1), &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_INVALID);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/expense-rules/the-order-of-receipts-does-not-matter", test_the_order_of_receipts_does_not_matter);
  g_test_add_func ("/expense-rules/a-receipt-more-never-pays-less", test_a_receipt_more_never_pays_less);
  g_test_add_func ("/expense-rules/splitting-a-receipt-changes-nothing", test_splitting_a_receipt_changes_nothing);
  g_test_add_func ("/expense-rules/no-mode-pays-above-its-maximum", test_no_mode_pays_above_its_maximum);
  g_test_add_func ("/expense-rules/the-line-lists-modes-and-receipts", test_the_line_lists_modes_and_receipts);
  g_test_add_func ("/expense-rules/a-price-above-all-money-limits-nothing",
                   test_a_price_above_all_money_limits_nothing);
  g_test_add_func ("/expense-rules/receipts-above-all-money-are-refused", test_receipts_above_all_money_are_refused);
  return g_test_run ();
}
