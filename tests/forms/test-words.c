#include "jkk-words.h"

static void
test_amounts_are_written_out_as_on_a_receipt (void)
{
  static const struct
  {
    JkkMoney amount;
    const char *words;
  } rows[] = {
    { 0, "Nol rupiah" },
    { 1000, "Seribu rupiah" },
    { 123000000, "Seratus dua puluh tiga juta rupiah" },
    { 211800000, "Dua ratus sebelas juta delapan ratus ribu rupiah" },
    { 5466667, "Lima juta empat ratus enam puluh enam ribu enam ratus enam puluh tujuh rupiah" },
    { 1000000000, "Satu miliar rupiah" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *words = jkk_words_from_rupiah (rows[i].amount);

      g_assert_cmpstr (words, ==, rows[i].words);
    }
}

static void
test_the_largest_amount_has_words (void)
{
  g_autofree char *words = jkk_words_from_rupiah (JKK_MONEY_MAX - 1);

  g_assert_true (g_str_has_prefix (words, "Sembilan ratus sembilan puluh sembilan "));
  g_assert_true (g_str_has_suffix (words, " rupiah"));
}

static void
test_percentages_are_read_digit_by_digit_behind_the_comma (void)
{
  static const struct
  {
    gint64 hundredths;
    const char *words;
  } rows[] = {
    { 0, "nol persen" },
    { 10000, "seratus persen" },
    { 6250, "enam puluh dua koma lima persen" },
    { 3125, "tiga puluh satu koma dua lima persen" },
    { 405, "empat koma nol lima persen" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *words = jkk_words_from_percent (rows[i].hundredths);

      g_assert_cmpstr (words, ==, rows[i].words);
    }
}

static void
test_days_have_the_names_of_their_months (void)
{
  g_autofree char *day = jkk_words_from_day (jkk_day_new (2026, 8, 7)),
                  *old = jkk_words_from_day (jkk_day_new (1945, 8, 17));

  g_assert_cmpstr (day, ==, "7 Agustus 2026");
  g_assert_cmpstr (old, ==, "17 Agustus 1945");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/words/amounts-are-written-out-as-on-a-receipt", test_amounts_are_written_out_as_on_a_receipt);
  g_test_add_func ("/words/the-largest-amount-has-words", test_the_largest_amount_has_words);
  g_test_add_func ("/words/percentages-are-read-digit-by-digit-behind-the-comma",
                   test_percentages_are_read_digit_by_digit_behind_the_comma);
  g_test_add_func ("/words/days-have-the-names-of-their-months", test_days_have_the_names_of_their_months);
  return g_test_run ();
}
