#include "jkk-payout.h"

#include <string.h>

static JkkReason *
stmb (void)
{
  JkkReason *reason = jkk_reason_new ("stmb", "stmb", "Temporary inability to work", "PP 82/2019");

  reason->formula = "{rate} × {days} × {wage} ÷ {divisor} {unknown}";
  jkk_reason_add_input (reason, "rate", "Rate", JKK_KIND_PERCENT, 10000);
  jkk_reason_add_input (reason, "days", "Days", JKK_KIND_COUNT, 41);
  jkk_reason_add_input (reason, "wage", "Wage", JKK_KIND_MONEY, 4000000);
  JkkInput *divisor = jkk_reason_add_input (reason, "divisor", "Days of a month", JKK_KIND_COUNT, 30);
  divisor->parameter = "stmb-divisor";
  divisor->unconfirmed = TRUE;
  reason->amount = 5466667;
  return reason;
}

static void
test_a_formula_is_told_with_its_values (void)
{
  g_autoptr (JkkReason) reason = stmb ();
  g_autofree char *text = jkk_reason_formula_text (reason);

  g_assert_cmpstr (text, ==, "100 % × 41 × 4.000.000 ÷ 30 {unknown}");
}

static void
test_an_unconfirmed_figure_of_a_step_is_told_once (void)
{
  g_autoptr (JkkReason) reason = stmb ();

  jkk_reason_take_child (reason, stmb ());
  jkk_reason_take_child (reason, stmb ());
  g_autoptr (GPtrArray) inputs = jkk_reason_unconfirmed (reason);
  g_assert_cmpuint (inputs->len, ==, 1);
  g_assert_cmpstr (((JkkInput *) inputs->pdata[0])->parameter, ==, "stmb-divisor");
}

static void
test_sheets_are_equal_when_every_reason_is (void)
{
  g_autoptr (JkkPayout) a = jkk_payout_new (), b = jkk_payout_new ();

  jkk_payout_take_line (a, stmb ());
  jkk_payout_take_line (b, stmb ());
  g_assert_true (jkk_payout_equal (a, b));
  ((JkkReason *) b->lines->pdata[0])->amount++;
  g_assert_false (jkk_payout_equal (a, b));
  ((JkkReason *) b->lines->pdata[0])->amount--;
  jkk_payout_take_missing (b, "participant.wage", "The wage is needed.");
  g_assert_false (jkk_payout_equal (a, b));
  g_assert_nonnull (jkk_payout_find_line (a, "stmb"));
  g_assert_null (jkk_payout_find_line (a, "death"));
}

/* A step may be filled before and after it is taken, and lives as long as the sheet. */
static void
test_a_taken_step_belongs_to_the_sheet (void)
{
  g_autoptr (JkkPayout) payout = jkk_payout_new ();
  JkkReason *line = stmb (), *step = stmb (), *late = stmb ();

  jkk_reason_take_child (line, step);
  jkk_payout_take_line (payout, line);
  jkk_reason_take_child (step, late);
  for (guint i = 0; i < 100; i++)
    jkk_reason_add_input (late, jkk_reason_numbered_text (late, "input-#", i), "Input", JKK_KIND_COUNT, i);
  const JkkReason *found = jkk_payout_find_line (payout, "stmb");
  found = found->children->pdata[0];
  found = found->children->pdata[0];
  g_assert_cmpuint (found->inputs->len, ==, 104);
  g_assert_cmpstr (((JkkInput *) found->inputs->pdata[4])->name, ==, "input-0");
  g_assert_cmpstr (((JkkInput *) found->inputs->pdata[103])->name, ==, "input-99");
}

static void
test_a_number_is_put_into_a_path (void)
{
  g_autoptr (JkkReason) reason = stmb ();

  g_assert_cmpstr (jkk_reason_numbered_text (reason, "children[#].born", 2), ==, "children[2].born");
  g_assert_cmpstr (jkk_reason_numbered_text (reason, "#", G_MAXUINT), ==, "4294967295");
}

static void
test_the_sheet_is_told_as_text (void)
{
  g_autoptr (JkkPayout) payout = jkk_payout_new ();

  jkk_payout_take_line (payout, stmb ());
  payout->total = 5466667;
  jkk_payout_take_missing (payout, "participant.wage", "The wage is needed.");
  g_autofree char *text = jkk_payout_to_text (payout);
  g_assert_nonnull (strstr (text, "5.466.667"));
  g_assert_nonnull (strstr (text, "[PP 82/2019]"));
  g_assert_nonnull (strstr (text, "unconfirmed"));
  g_assert_nonnull (strstr (text, "participant.wage"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/payout/formula", test_a_formula_is_told_with_its_values);
  g_test_add_func ("/payout/unconfirmed", test_an_unconfirmed_figure_of_a_step_is_told_once);
  g_test_add_func ("/payout/equal", test_sheets_are_equal_when_every_reason_is);
  g_test_add_func ("/payout/taken", test_a_taken_step_belongs_to_the_sheet);
  g_test_add_func ("/payout/numbered", test_a_number_is_put_into_a_path);
  g_test_add_func ("/payout/text", test_the_sheet_is_told_as_text);
  return g_test_run ();
}
