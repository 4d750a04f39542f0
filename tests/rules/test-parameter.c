#include "jkk-parameter.h"

#include <string.h>

static void
test_every_parameter_has_a_row (void)
{
  for (guint i = 0; i < JKK_N_PARAMETERS; i++)
    {
      const JkkParameterInfo *info = jkk_parameter_info ((JkkParameter) i);

      g_assert_nonnull (info->id);
      g_assert_nonnull (info->label);
      g_assert_nonnull (jkk_unit_name (info->unit));
      g_assert_cmpint (info->choices != NULL, ==, info->unit == JKK_UNIT_CHOICE);
    }
}

static void
test_a_parameter_is_found_by_its_name (void)
{
  for (guint i = 0; i < JKK_N_PARAMETERS; i++)
    {
      JkkParameter found;

      g_assert_true (jkk_parameter_find (jkk_parameter_info ((JkkParameter) i)->id, &found));
      g_assert_cmpint (found, ==, i);
    }
}

static void
test_a_name_that_is_none_is_not_found (void)
{
  JkkParameter found;

  g_assert_false (jkk_parameter_find ("stmb-rate", &found));
  g_assert_false (jkk_parameter_find ("", &found));
}

static void
test_money_and_percent_are_shown_as_such (void)
{
  g_assert_cmpint (jkk_parameter_kind (JKK_PARAMETER_FUNERAL), ==, JKK_KIND_MONEY);
  g_assert_cmpint (jkk_parameter_kind (JKK_PARAMETER_STMB_RATE_2), ==, JKK_KIND_PERCENT);
  g_assert_cmpint (jkk_parameter_kind (JKK_PARAMETER_LEFT_HANDED_SWAP), ==, JKK_KIND_FLAG);
  g_assert_cmpint (jkk_parameter_kind (JKK_PARAMETER_ROUNDING), ==, JKK_KIND_TEXT);
  g_assert_cmpint (jkk_parameter_kind (JKK_PARAMETER_STMB_DIVISOR), ==, JKK_KIND_COUNT);
}

static void
test_the_choices_stand_in_the_order_of_their_enums (void)
{
  const JkkParameterInfo *first = jkk_parameter_info (JKK_PARAMETER_STMB_FIRST_DAY);
  const JkkParameterInfo *reading = jkk_parameter_info (JKK_PARAMETER_STMB_PERIOD_READING);
  const JkkParameterInfo *rounding = jkk_parameter_info (JKK_PARAMETER_ROUNDING);

  g_assert_cmpstr (first->choices[JKK_STMB_FIRST_BY_LETTER], ==, "menurut-surat-dokter");
  g_assert_cmpstr (first->choices[JKK_STMB_FIRST_ACCIDENT_DAY], ==, "hari-kecelakaan");
  g_assert_cmpstr (first->choices[JKK_STMB_FIRST_AFTER_ACCIDENT], ==, "sehari-setelah-kecelakaan");
  g_assert_cmpstr (reading->choices[JKK_STMB_PERIOD_MONTHS], ==, "bulan-kalender");
  g_assert_cmpstr (reading->choices[JKK_STMB_PERIOD_DAYS], ==, "hari");
  g_assert_cmpstr (rounding->choices[JKK_ROUND_DOWN], ==, "ke-bawah");
  g_assert_cmpstr (rounding->choices[JKK_ROUND_HALF_UP], ==, "setengah-ke-atas");
  g_assert_cmpstr (rounding->choices[JKK_ROUND_UP], ==, "ke-atas");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/parameter/every-parameter-has-a-row", test_every_parameter_has_a_row);
  g_test_add_func ("/parameter/a-parameter-is-found-by-its-name", test_a_parameter_is_found_by_its_name);
  g_test_add_func ("/parameter/a-name-that-is-none-is-not-found", test_a_name_that_is_none_is_not_found);
  g_test_add_func ("/parameter/money-and-percent-are-shown-as-such", test_money_and_percent_are_shown_as_such);
  g_test_add_func ("/parameter/the-choices-stand-in-the-order-of-their-enums",
                   test_the_choices_stand_in_the_order_of_their_enums);
  return g_test_run ();
}
