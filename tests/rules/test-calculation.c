#include "formula.h"
#include "golden.h"

#include <string.h>

#include "jkk-calculation.h"

/* Golden cases */

static void
test_golden_cases_come_out_to_the_rupiah (void)
{
  g_autoptr (GPtrArray) all = golden_read_all ();

  g_assert_cmpuint (all->len, >=, 60);
  for (guint i = 0; i < all->len; i++)
    {
      const GoldenCase *golden = all->pdata[i];
      g_autoptr (JkkPayout) payout = golden_calculate (golden);
      g_autofree char *expected = golden_expected (golden), *actual = golden_actual (golden, payout);

      if (!g_str_equal (expected, actual))
        {
          g_test_message ("case %s\nexpected:\n%s\nactual:\n%s", golden->title, expected, actual);
          g_test_fail ();
        }
    }
}

static void
test_amounts_without_reasons_are_the_same (void)
{
  g_autoptr (GPtrArray) all = golden_read_all ();

  for (guint i = 0; i < all->len; i++)
    {
      const GoldenCase *golden = all->pdata[i];
      g_autoptr (JkkPayout) payout = golden_calculate (golden);
      g_autoptr (GError) error = NULL;
      JkkAmounts amounts;

      g_assert_true (jkk_calculate_amounts (golden_packs (golden), golden->jcase, golden->today, &amounts, &error));
      g_assert_cmpint (amounts.total, ==, payout->total);
      for (guint j = 0; j < JKK_N_BENEFITS; j++)
        {
          const JkkReason *line = jkk_payout_find_line (payout, jkk_benefit_code ((JkkBenefit) j));

          g_assert_cmpint (line != NULL, ==, (amounts.granted >> j) & 1);
          g_assert_cmpint (amounts.amount[j], ==, line != NULL ? line->amount : 0);
        }
    }
}

static void
test_every_formula_gives_its_amount (void)
{
  g_autoptr (GPtrArray) all = golden_read_all ();
  guint formulas = 0;

  for (guint i = 0; i < all->len; i++)
    {
      const GoldenCase *golden = all->pdata[i];
      g_autoptr (JkkPayout) payout = golden_calculate (golden);

      for (guint j = 0; j < payout->lines->len; j++)
        formulas += formula_check (payout->lines->pdata[j], golden->title);
      for (guint j = 0; j < payout->notes->len; j++)
        formulas += formula_check (payout->notes->pdata[j], golden->title);
    }
  g_assert_cmpuint (formulas, >, 300);
}

static void
test_the_total_is_the_sum_of_the_lines (void)
{
  g_autoptr (GPtrArray) all = golden_read_all ();

  for (guint i = 0; i < all->len; i++)
    {
      g_autoptr (JkkPayout) payout = golden_calculate (all->pdata[i]);
      JkkMoney sum = 0;

      for (guint j = 0; j < payout->lines->len; j++)
        sum += ((JkkReason *) payout->lines->pdata[j])->amount;
      g_assert_cmpint (sum, ==, payout->total);
    }
}

static void
check_sources (const JkkReason *reason, const JkkCase *jcase)
{
  for (guint i = 0; i < reason->inputs->len; i++)
    {
      const JkkInput *input = reason->inputs->pdata[i];
      const JkkField *field = NULL;

      g_assert_false (input->path != NULL && input->parameter != NULL);
      if (input->path != NULL)
        g_assert_nonnull (jkk_case_find (jcase, input->path, &field, NULL));
      if (field != NULL && input->number != JKK_NONE)
        g_assert_cmpint (jkk_field_get_number (field, jkk_case_find (jcase, input->path, NULL, NULL)), ==,
                         input->number);
      if (input->parameter != NULL)
        g_assert_nonnull (input->article);
    }
  for (guint i = 0; i < reason->children->len; i++)
    check_sources (reason->children->pdata[i], jcase);
}

static void
test_every_input_is_what_its_source_says (void)
{
  g_autoptr (GPtrArray) all = golden_read_all ();

  for (guint i = 0; i < all->len; i++)
    {
      const GoldenCase *golden = all->pdata[i];
      g_autoptr (JkkPayout) payout = golden_calculate (golden);

      for (guint j = 0; j < payout->lines->len; j++)
        check_sources (payout->lines->pdata[j], golden->jcase);
      for (guint j = 0; j < payout->notes->len; j++)
        check_sources (payout->notes->pdata[j], golden->jcase);
    }
}

/* Every field that is said to be missing is one that a person can fill in. */
static void
test_what_is_missing_can_be_filled_in (void)
{
  g_autoptr (GPtrArray) all = golden_read_all ();

  for (guint i = 0; i < all->len; i++)
    {
      const GoldenCase *golden = all->pdata[i];
      g_autoptr (JkkPayout) payout = golden_calculate (golden);

      for (guint j = 0; j < payout->missing->len; j++)
        {
          const JkkMissing *missing = payout->missing->pdata[j];
          const JkkField *field = NULL;

          jkk_case_find (golden->jcase, missing->path, &field, NULL);
          g_assert_nonnull (field);
          g_assert_cmpint (field->flags & JKK_FIELD_SYSTEM, ==, 0);
        }
    }
}

/* Refusals */

static void
test_amounts_above_all_money_are_refused (void)
{
  g_autoptr (JkkCase) jcase = golden_case ("cover.segment = PU\naccident.accident_day = 2026-01-01\nmedical.outcome = "
                                           "meninggal-dunia\nparticipant.wage_kind = per-bulan\nparticipant.wage = "
                                           "1000000000000000");
  g_autoptr (GError) error = NULL;

  g_assert_null (jkk_calculate (jcase, jkk_day_new (2026, 2, 1), &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_INVALID);
}

static void
test_numbers_that_no_field_lets_in_are_refused (void)
{
  static const gint64 wrong[] = { -1, JKK_MONEY_MAX + 1, G_MAXINT64, G_MININT64 + 1 };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (JkkCase) jcase = golden_case ("cover.segment = PU\naccident.accident_day = 2026-01-01");
      g_autoptr (JkkCase) copy = jkk_case_copy (jcase);
      g_autoptr (GError) error = NULL;

      copy->participant.wage = wrong[i];
      g_assert_null (jkk_calculate (copy, jkk_day_new (2026, 2, 1), &error));
      g_assert_error (error, JKK_ERROR, JKK_ERROR_INVALID);
      copy->participant.wage = JKK_NONE;
      copy->accident.accident_day = wrong[i] == -1 ? -100000 : wrong[i];
      g_clear_error (&error);
      g_assert_null (jkk_calculate (copy, jkk_day_new (2026, 2, 1), &error));
      g_assert_error (error, JKK_ERROR, JKK_ERROR_INVALID);
    }
}

static void
test_an_empty_case_says_what_is_missing_first (void)
{
  g_autoptr (JkkCase) jcase = jkk_case_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (JkkPayout) payout = jkk_calculate (jcase, jkk_day_new (2026, 2, 1), &error);

  g_assert_no_error (error);
  g_assert_cmpint (payout->total, ==, 0);
  g_assert_cmpuint (payout->lines->len, ==, 0);
  g_assert_cmpuint (payout->missing->len, ==, 2);
  g_assert_cmpstr (((JkkMissing *) payout->missing->pdata[0])->path, ==, "accident.accident_day");
  g_assert_cmpstr (((JkkMissing *) payout->missing->pdata[1])->path, ==, "cover.segment");
}

static void
test_the_sheet_names_pack_and_version (void)
{
  g_autoptr (JkkCase) jcase =
      golden_case ("cover.segment = PU\naccident.accident_day = 2026-01-01\nmedical.outcome = sembuh");
  g_autoptr (JkkPayout) payout = jkk_calculate (jcase, jkk_day_new (2026, 2, 1), NULL);
  const JkkPack *pack = jkk_pack_set_find (jkk_pack_set_builtin (NULL), "PP-82-2019");

  g_assert_cmpstr (payout->pack, ==, "PP-82-2019");
  g_assert_cmpstr (payout->pack_title, ==, jkk_pack_title (pack));
  g_assert_cmpstr (payout->pack_version, ==, jkk_pack_version (pack));
  g_assert_cmpint (payout->law_day, ==, jkk_day_new (2026, 1, 1));
}

static void
test_the_same_case_gives_the_same_sheet (void)
{
  g_autoptr (GPtrArray) all = golden_read_all ();

  for (guint i = 0; i < all->len; i++)
    {
      g_autoptr (JkkPayout) once = golden_calculate (all->pdata[i]), twice = golden_calculate (all->pdata[i]);

      g_assert_true (jkk_payout_equal (once, twice));
    }
}

/* ---- Words ---- */

/* The list of any field that has @value as a code which a person would not read that way. */
static const char *
list_with_code (const char *value)
{
  guint n_parts;
  const JkkCasePart *parts = jkk_case_parts (&n_parts);

  for (guint p = 0; p < n_parts; p++)
    for (guint f = 0; f < parts[p].type->n_fields; f++)
      {
        const JkkField *field = &parts[p].type->fields[f];

        if (field->kind == JKK_KIND_CODE && jkk_code_list_find (jkk_code_list_get (field->codes), value) != NULL &&
            g_strcmp0 (jkk_code_list_label (field->codes, value), value) != 0)
          return field->codes;
      }
  return NULL;
}

static void
assert_words (const GoldenCase *golden, const JkkReason *reason)
{
  g_autofree char *formula = jkk_reason_formula_text (reason);

  if (strchr (formula, '{') != NULL || strstr (formula, "—") != NULL)
    g_error ("%s: %s: the formula “%s” lacks a value", golden->title, reason->rule, formula);
  for (guint i = 0; i < reason->inputs->len; i++)
    {
      const JkkInput *input = reason->inputs->pdata[i];
      g_autofree char *value = jkk_input_to_text (input);

      if (list_with_code (value) != NULL)
        g_error ("%s: %s.%s: “%s” is a code of %s", golden->title, reason->rule, input->name, value,
                 list_with_code (value));
    }
  for (guint i = 0; i < reason->children->len; i++)
    assert_words (golden, reason->children->pdata[i]);
  if (reason->counterfactual != NULL)
    assert_words (golden, reason->counterfactual);
}

static void
test_no_code_is_shown_to_a_person (void)
{
  g_autoptr (GPtrArray) all = golden_read_all ();

  for (guint i = 0; i < all->len; i++)
    {
      const GoldenCase *golden = all->pdata[i];
      g_autoptr (JkkPayout) payout = golden_calculate (golden);

      for (guint j = 0; j < payout->lines->len; j++)
        assert_words (golden, payout->lines->pdata[j]);
      for (guint j = 0; j < payout->notes->len; j++)
        assert_words (golden, payout->notes->pdata[j]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/calculation/golden-cases-come-out-to-the-rupiah", test_golden_cases_come_out_to_the_rupiah);
  g_test_add_func ("/calculation/amounts-without-reasons-are-the-same", test_amounts_without_reasons_are_the_same);
  g_test_add_func ("/calculation/every-formula-gives-its-amount", test_every_formula_gives_its_amount);
  g_test_add_func ("/calculation/the-total-is-the-sum-of-the-lines", test_the_total_is_the_sum_of_the_lines);
  g_test_add_func ("/calculation/every-input-is-what-its-source-says", test_every_input_is_what_its_source_says);
  g_test_add_func ("/calculation/what-is-missing-can-be-filled-in", test_what_is_missing_can_be_filled_in);
  g_test_add_func ("/calculation/amounts-above-all-money-are-refused", test_amounts_above_all_money_are_refused);
  g_test_add_func ("/calculation/numbers-that-no-field-lets-in-are-refused",
                   test_numbers_that_no_field_lets_in_are_refused);
  g_test_add_func ("/calculation/an-empty-case-says-what-is-missing-first",
                   test_an_empty_case_says_what_is_missing_first);
  g_test_add_func ("/calculation/the-sheet-names-pack-and-version", test_the_sheet_names_pack_and_version);
  g_test_add_func ("/calculation/the-same-case-gives-the-same-sheet", test_the_same_case_gives_the_same_sheet);
  g_test_add_func ("/calculation/no-code-is-shown-to-a-person", test_no_code_is_shown_to_a_person);
  return g_test_run ();
}
