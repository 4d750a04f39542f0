#include "jkk-letter-sheet.h"

#include <string.h>

#include "sample-case.h"
#include "sample-paper.h"

static char *
print (JkkGalley *galley)
{
  g_autoptr (GBytes) bytes = jkk_galley_print (galley, "Judul", "Kaki", 0, NULL);
  g_autoptr (JkkPaper) paper = open_paper (bytes);

  return text_of_paper (paper);
}

static char *
print_payout (const JkkPayout *payout)
{
  g_autoptr (JkkGalley) galley = jkk_galley_new ();
  g_autoptr (JkkCase) jcase = sample_case ();

  for (guint i = 0; i < payout->lines->len; i++)
    jkk_letter_sheet_add_line (galley, jcase, i + 1, payout->lines->pdata[i]);
  jkk_letter_sheet_add_remarks (galley, jcase, payout);
  return print (galley);
}

static void
test_a_formula_has_its_values_put_in (void)
{
  g_autoptr (JkkCase) jcase = sample_case ();
  g_autoptr (JkkPayout) payout = sample_payout (1);
  g_autofree char *formula = jkk_letter_sheet_formula (jcase, payout->lines->pdata[0]);

  g_assert_true (g_str_has_prefix (formula, "100\u00a0% × 41 "));
  g_assert_true (g_str_has_suffix (formula, " × Rp\u00a04.000.000 ÷ 30"));
}

static void
test_braces_without_input_stay_as_they_are (void)
{
  g_autoptr (JkkCase) jcase = jkk_case_new ();
  JkkReason *reason = jkk_reason_new ("r", NULL, "t", NULL);

  reason->formula = "{nobody} { {";
  g_autofree char *formula = jkk_letter_sheet_formula (jcase, reason);
  g_assert_cmpstr (formula, ==, "{nobody} { {");
  jkk_reason_free (reason);
}

static void
test_a_code_of_the_case_is_written_in_indonesian (void)
{
  g_autoptr (JkkCase) jcase = sample_case ();
  JkkReason *reason = jkk_reason_new ("r", NULL, "t", NULL);
  JkkInput *input = jkk_reason_add_input (reason, "kind", "Wage is counted", JKK_KIND_CODE, JKK_NONE);

  input->text = "per-bulan";
  input->path = "participant.wage_kind";
  reason->formula = "{kind}";
  g_autofree char *formula = jkk_letter_sheet_formula (jcase, reason);
  g_assert_cmpstr (formula, ==, "Per bulan");
  jkk_reason_free (reason);
}

static void
test_each_line_has_amount_article_inputs_and_payee (void)
{
  g_autoptr (JkkPayout) payout = sample_payout (3);
  g_autofree char *text = print_payout (payout);

  for (guint i = 0; i < payout->lines->len; i++)
    {
      const JkkReason *line = payout->lines->pdata[i];
      g_autofree char *amount = jkk_money_to_text (line->amount);

      assert_says (text, amount);
      assert_says (text, line->article);
    }
  assert_says (text, "4.000.002 (KK 1 · 3)");
  assert_says (text, "41 (KK 2 · 6)");
  assert_says (text, "Pemberi kerja");
  assert_says (text, "PP 44/2015 Pasal 1");
}

static void
test_unconfirmed_figures_are_marked_and_explained (void)
{
  g_autoptr (JkkPayout) without = sample_payout (1), with = sample_payout (2);
  g_autofree char *plain = print_payout (without), *marked = print_payout (with);

  g_assert_null (strstr (plain, "†"));
  assert_says (marked, "100 % (PP 82/2019 Lampiran III) †");
  g_assert_nonnull (strstr (strstr (marked, "†") + strlen ("†"), "†"));
}

static void
test_notes_and_missing_facts_are_named (void)
{
  g_autoptr (JkkPayout) payout = sample_payout (1);

  jkk_payout_take_missing (payout, "participant.wage", "Qwerty the wage.");
  g_autofree char *text = print_payout (payout);
  assert_says (text, "Permenaker 5/2021 Pasal 8");
  assert_says (text, "Qwerty the wage.");
}

static void
test_steps_of_steps_are_all_there (void)
{
  g_autoptr (JkkPayout) payout = sample_payout (1);
  JkkReason *reason = payout->lines->pdata[0];

  for (guint depth = 0; depth < 8; depth++)
    {
      g_autofree char *title = g_strdup_printf ("Step number %u", depth);
      JkkReason *step = jkk_reason_new ("step", NULL, jkk_reason_text (reason, title), "Pasal dalam");

      step->amount = 1000 + depth;
      jkk_reason_take_child (reason, step);
      reason = step;
    }
  g_autofree char *text = print_payout (payout);
  assert_says (text, "Step number 7");
  assert_says (text, "1.007");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/letter-sheet/a-formula-has-its-values-put-in", test_a_formula_has_its_values_put_in);
  g_test_add_func ("/letter-sheet/braces-without-input-stay-as-they-are", test_braces_without_input_stay_as_they_are);
  g_test_add_func ("/letter-sheet/a-code-of-the-case-is-written-in-indonesian",
                   test_a_code_of_the_case_is_written_in_indonesian);
  g_test_add_func ("/letter-sheet/each-line-has-amount-article-inputs-and-payee",
                   test_each_line_has_amount_article_inputs_and_payee);
  g_test_add_func ("/letter-sheet/unconfirmed-figures-are-marked-and-explained",
                   test_unconfirmed_figures_are_marked_and_explained);
  g_test_add_func ("/letter-sheet/notes-and-missing-facts-are-named", test_notes_and_missing_facts_are_named);
  g_test_add_func ("/letter-sheet/steps-of-steps-are-all-there", test_steps_of_steps_are_all_there);
  return g_test_run ();
}
