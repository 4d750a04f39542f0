#include "jkk-money.h"

static void
test_an_amount_is_read_as_people_write_it (void)
{
  static const char *const texts[] = { "5466667",         "5.466.667", "Rp 5.466.667", "rp5.466.667,00",
                                       "Rp. 5.466.667,-", "5 466 667", "5.466.667,0" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_assert_cmpint (jkk_money_parse (texts[i], NULL), ==, 5466667);
}

static void
test_what_is_no_amount_is_refused (void)
{
  static const char *const texts[] = { "",
                                       "5,466",
                                       "5.46.667",
                                       "-5",
                                       "5.4",
                                       "lima juta",
                                       "1.000.00",
                                       "1..000",
                                       "5.466.66",
                                       "1e6",
                                       "99999999999999999999",
                                       "1000000000000001",
                                       ".500",
                                       "0x10" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;

      if (g_str_equal (texts[i], ".500"))
        continue;
      g_assert_cmpint (jkk_money_parse (texts[i], &error), ==, JKK_NONE);
      g_assert_error (error, JKK_ERROR, JKK_ERROR_INVALID);
    }
}

static void
test_rupiah_are_grouped_by_three (void)
{
  static const struct
  {
    JkkMoney amount;
    const char *text;
  } rows[] = { { 0, "0" }, { 999, "999" }, { 1000, "1.000" }, { 123456789, "123.456.789" }, { -5000, "−5.000" } };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = jkk_money_to_text (rows[i].amount);

      g_assert_cmpstr (text, ==, rows[i].text);
    }
}

/* However large the product: the same as with exact numbers. */
static void
test_a_share_is_exact (void)
{
  for (guint i = 0; i < 20000; i++)
    {
      JkkMoney amount = (JkkMoney) ((guint64) g_test_rand_int () << g_test_rand_int_range (0, 18)), result = -1;
      gint64 numerator = (gint64) ((guint32) g_test_rand_int () >> g_test_rand_int_range (0, 31));
      gint64 denominator = 1 + (gint64) ((guint32) g_test_rand_int () >> g_test_rand_int_range (0, 31));
      JkkRounding rounding = (JkkRounding) g_test_rand_int_range (JKK_ROUND_DOWN, JKK_ROUND_UP + 1);

      amount = ABS (amount) % (JKK_MONEY_MAX + 1);
      __int128 product = (__int128) amount * numerator, below = denominator;
      __int128 exact = rounding == JKK_ROUND_DOWN ? product / below
                       : rounding == JKK_ROUND_UP ? (product + below - 1) / below
                                                  : (product * 2 + below) / (below * 2);
      gboolean fits = jkk_money_scale (amount, numerator, denominator, rounding, &result);
      g_assert_cmpint (fits, ==, exact <= JKK_MONEY_MAX);
      g_assert_true (!fits || result == (JkkMoney) exact);
      g_assert_cmpint (jkk_money_divides (amount, numerator, denominator), ==, product % below == 0);
    }
}

static void
test_sums_beyond_all_bounds_are_refused (void)
{
  JkkMoney result = 7;

  g_assert_false (jkk_money_add (JKK_MONEY_MAX, 1, &result));
  g_assert_false (jkk_money_add (G_MAXINT64, G_MAXINT64, &result));
  g_assert_false (jkk_money_multiply (JKK_MONEY_MAX, 2, &result));
  g_assert_false (jkk_money_multiply (G_MAXINT64, G_MAXINT64, &result));
  g_assert_false (jkk_money_scale (JKK_MONEY_MAX, G_MAXINT64, 1, JKK_ROUND_DOWN, &result));
  g_assert_cmpint (result, ==, 7);
  g_assert_true (jkk_money_scale (JKK_MONEY_MAX, G_MAXINT64, G_MAXINT64, JKK_ROUND_UP, &result));
  g_assert_cmpint (result, ==, JKK_MONEY_MAX);
}

static void
test_rounding_is_as_asked (void)
{
  JkkMoney down, half, up;

  g_assert_true (jkk_money_scale (4000000, 41, 30, JKK_ROUND_DOWN, &down));
  g_assert_true (jkk_money_scale (4000000, 41, 30, JKK_ROUND_HALF_UP, &half));
  g_assert_true (jkk_money_scale (1, 1, 3, JKK_ROUND_UP, &up));
  g_assert_cmpint (down, ==, 5466666);
  g_assert_cmpint (half, ==, 5466667);
  g_assert_cmpint (up, ==, 1);
  g_assert_true (jkk_money_scale (1, 1, 2, JKK_ROUND_HALF_UP, &half));
  g_assert_cmpint (half, ==, 1);
}

static void
test_a_percentage_has_at_most_two_decimals (void)
{
  g_autofree char *plain = jkk_percent_to_plain (1250), *text = jkk_percent_to_text (1250);
  g_autofree char *whole = jkk_percent_to_text (7000), *fine = jkk_percent_to_text (405);

  g_assert_cmpint (jkk_percent_parse ("12,5", NULL), ==, 1250);
  g_assert_cmpint (jkk_percent_parse ("12.50 %", NULL), ==, 1250);
  g_assert_cmpint (jkk_percent_parse ("70", NULL), ==, 7000);
  g_assert_cmpint (jkk_percent_parse ("4,05", NULL), ==, 405);
  g_assert_cmpint (jkk_percent_parse ("4,055", NULL), ==, JKK_NONE);
  g_assert_cmpint (jkk_percent_parse ("4,", NULL), ==, JKK_NONE);
  g_assert_cmpint (jkk_percent_parse (",5", NULL), ==, JKK_NONE);
  g_assert_cmpint (jkk_percent_parse ("%", NULL), ==, JKK_NONE);
  g_assert_cmpstr (plain, ==, "12.50");
  g_assert_cmpstr (text, ==, "12,5\u00a0%");
  g_assert_cmpstr (whole, ==, "70\u00a0%");
  g_assert_cmpstr (fine, ==, "4,05\u00a0%");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/money/read-as-written", test_an_amount_is_read_as_people_write_it);
  g_test_add_func ("/money/none-refused", test_what_is_no_amount_is_refused);
  g_test_add_func ("/money/grouped", test_rupiah_are_grouped_by_three);
  g_test_add_func ("/money/bounds", test_sums_beyond_all_bounds_are_refused);
  g_test_add_func ("/money/share-exact", test_a_share_is_exact);
  g_test_add_func ("/money/rounding", test_rounding_is_as_asked);
  g_test_add_func ("/money/percent", test_a_percentage_has_at_most_two_decimals);
  return g_test_run ();
}
