#include "formula.h"
#include "golden.h"
#include "random-case.h"

#include "jkk-assessment.h"

static GRand *
seeded (void)
{
  return g_rand_new_with_seed ((guint32) g_test_rand_int ());
}

#define ROUNDS 3000

static void
test_random_cases_are_the_same_with_and_without_reasons (void)
{
  g_autoptr (GRand) rand = seeded ();
  guint granted[JKK_N_BENEFITS] = { 0 };

  for (guint round = 0; round < ROUNDS; round++)
    {
      g_autoptr (JkkCase) jcase = random_case_new (rand);
      g_autoptr (GError) error = NULL;
      g_autoptr (JkkPayout) payout = jkk_calculate (jcase, jkk_day_new (2026, 6, 1), &error);
      JkkAmounts amounts;

      g_assert_no_error (error);
      g_assert_true (
          jkk_calculate_amounts (jkk_pack_set_builtin (NULL), jcase, jkk_day_new (2026, 6, 1), &amounts, &error));
      g_assert_cmpint (amounts.total, ==, payout->total);
      for (guint i = 0; i < JKK_N_BENEFITS; i++)
        {
          const JkkReason *line = jkk_payout_find_line (payout, jkk_benefit_code ((JkkBenefit) i));

          granted[i] += line != NULL ? 1 : 0;
          g_assert_cmpint (amounts.amount[i], ==, line != NULL ? line->amount : 0);
        }
    }
  for (guint i = 0; i < JKK_N_BENEFITS; i++)
    g_assert_cmpuint (granted[i], >, 0);
}

static void
test_every_formula_of_random_cases_gives_its_amount (void)
{
  g_autoptr (GRand) rand = seeded ();
  guint formulas = 0;

  for (guint round = 0; round < ROUNDS; round++)
    {
      g_autoptr (JkkCase) jcase = random_case_new (rand);
      g_autoptr (JkkPayout) payout = jkk_calculate (jcase, jkk_day_new (2026, 6, 1), NULL);

      for (guint i = 0; i < payout->lines->len; i++)
        formulas += formula_check (payout->lines->pdata[i], "random");
      for (guint i = 0; i < payout->notes->len; i++)
        formulas += formula_check (payout->notes->pdata[i], "random");
    }
  g_assert_cmpuint (formulas, >, ROUNDS);
}

static void
test_no_amount_is_negative_or_too_large (void)
{
  g_autoptr (GRand) rand = seeded ();
  for (guint round = 0; round < ROUNDS; round++)
    {
      g_autoptr (JkkCase) jcase = random_case_new (rand);
      JkkAmounts amounts;

      g_assert_true (
          jkk_calculate_amounts (jkk_pack_set_builtin (NULL), jcase, jkk_day_new (2026, 6, 1), &amounts, NULL));
      for (guint i = 0; i < JKK_N_BENEFITS; i++)
        {
          g_assert_cmpint (amounts.amount[i], >=, 0);
          g_assert_cmpint (amounts.amount[i], <=, JKK_MONEY_MAX);
        }
    }
}

static void
shuffle (GPtrArray *list, GRand *rand)
{
  for (guint i = list->len; i > 1; i--)
    {
      guint other = (guint) g_rand_int_range (rand, 0, (int) i);
      gpointer row = list->pdata[other];

      list->pdata[other] = list->pdata[i - 1];
      list->pdata[i - 1] = row;
    }
}

static JkkMoney
total_of (const JkkCase *jcase)
{
  g_autoptr (GError) error = NULL;
  JkkAmounts amounts;

  jkk_calculate_amounts (jkk_pack_set_builtin (NULL), jcase, jkk_day_new (2026, 6, 1), &amounts, &error);
  g_assert_no_error (error);
  return amounts.total;
}

/* Children are another matter: of more than two the first on the paper have the scholarship. */
static void
test_the_order_of_letters_disabilities_and_receipts_does_not_matter (void)
{
  g_autoptr (GRand) rand = seeded ();

  for (guint round = 0; round < ROUNDS; round++)
    {
      g_autoptr (JkkCase) jcase = random_case_new (rand);
      JkkMoney before = total_of (jcase);

      shuffle (jcase->absences, rand);
      shuffle (jcase->impairments, rand);
      shuffle (jcase->expenses, rand);
      shuffle (jcase->heirs, rand);
      g_assert_cmpint (total_of (jcase), ==, before);
    }
}

static void
test_a_higher_wage_never_pays_less (void)
{
  g_autoptr (GRand) rand = seeded ();

  for (guint round = 0; round < ROUNDS; round++)
    {
      g_autoptr (JkkCase) jcase = random_case_new (rand);
      JkkMoney before = total_of (jcase);

      if (jcase->participant.wage == JKK_NONE || jcase->participant.wage_average == JKK_NONE)
        continue;
      jcase->participant.wage += g_rand_int_range (rand, 0, 1000000);
      jcase->participant.wage_average += g_rand_int_range (rand, 0, 1000000);
      g_assert_cmpint (total_of (jcase), >=, before);
    }
}

/* Any numbers at all: right or refused, never an overflow, which the sanitizer would tell. */
static void
test_extreme_numbers_never_overflow (void)
{
  g_autoptr (GRand) rand = seeded ();
  static const gint64 extremes[] = { 0,          1,          -1,         JKK_MONEY_MAX, JKK_MONEY_MAX + 1,
                                     G_MAXINT64, G_MININT64, G_MAXINT32, G_MININT32,    84005,
                                     84006,      -25567,     -25568,     1000000,       10000 };

  for (guint round = 0; round < ROUNDS; round++)
    {
      g_autoptr (JkkCase) jcase = random_case_new (rand);
      guint n_parts;
      const JkkCasePart *parts = jkk_case_parts (&n_parts);

      for (guint times = 0; times < 3; times++)
        {
          const JkkCasePart *part = &parts[g_test_rand_int_range (1, (int) n_parts)];
          const JkkField *field = &part->type->fields[g_test_rand_int_range (0, (int) part->type->n_fields)];
          gpointer record = NULL;

          if (!part->is_list)
            record = G_STRUCT_MEMBER_P (jcase, part->offset);
          else if (jkk_case_part_list (jcase, part)->len > 0)
            record = jkk_case_part_list (jcase, part)->pdata[0];
          if (record != NULL && !jkk_field_is_text (field))
            jkk_field_put_number (field, record, extremes[g_test_rand_int_range (0, G_N_ELEMENTS (extremes))]);
        }
      g_autoptr (GError) error = NULL;
      g_autoptr (JkkPayout) payout = jkk_calculate (jcase, jkk_day_new (2026, 6, 1), &error);
      if (payout == NULL)
        g_assert_error (error, JKK_ERROR, JKK_ERROR_INVALID);
    }
}

/* One text of every sheet: printing it must not fail either. */
static void
test_every_random_sheet_can_be_printed (void)
{
  g_autoptr (GRand) rand = seeded ();
  for (guint round = 0; round < 300; round++)
    {
      g_autoptr (JkkCase) jcase = random_case_new (rand);
      g_autoptr (JkkPayout) payout = jkk_calculate (jcase, jkk_day_new (2026, 6, 1), NULL);
      g_autofree char *text = jkk_payout_to_text (payout);

      g_assert_true (g_utf8_validate (text, -1, NULL));
      g_assert_null (g_strstr_len (text, -1, "{"));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/assessment/random-cases-are-the-same-with-and-without-reasons",
                   test_random_cases_are_the_same_with_and_without_reasons);
  g_test_add_func ("/assessment/every-formula-of-random-cases-gives-its-amount",
                   test_every_formula_of_random_cases_gives_its_amount);
  g_test_add_func ("/assessment/no-amount-is-negative-or-too-large", test_no_amount_is_negative_or_too_large);
  g_test_add_func ("/assessment/the-order-of-letters-disabilities-and-receipts-does-not-matter",
                   test_the_order_of_letters_disabilities_and_receipts_does_not_matter);
  g_test_add_func ("/assessment/a-higher-wage-never-pays-less", test_a_higher_wage_never_pays_less);
  g_test_add_func ("/assessment/extreme-numbers-never-overflow", test_extreme_numbers_never_overflow);
  g_test_add_func ("/assessment/every-random-sheet-can-be-printed", test_every_random_sheet_can_be_printed);
  return g_test_run ();
}
