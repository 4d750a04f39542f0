#include "formula.h"
#include "golden.h"

#include "jkk-assessment.h"

/* Random cases: every field that the rules look at, sensible and senseless */

/* From @low to below @high. */
static gint64
pick (gint64 low, gint64 high)
{
  return g_test_rand_int_range ((int) low, (int) high);
}

static const char *
pick_code (const char *list)
{
  const JkkCodeList *codes = jkk_code_list_get (list);
  guint index = (guint) g_test_rand_int_range (0, (int) codes->n_codes + 1);

  return index < codes->n_codes ? codes->codes[index].code : NULL;
}

static void
fill_record (const JkkRecordType *type, gpointer record, JkkDay around)
{
  for (guint i = 0; i < type->n_fields; i++)
    {
      const JkkField *field = &type->fields[i];

      if (g_test_rand_int_range (0, 5) == 0)
        continue;
      switch (field->kind)
        {
        case JKK_KIND_CODE:
          if (field->codes != NULL && !(field->flags & JKK_FIELD_SYSTEM))
            jkk_field_put_string (field, record, pick_code (field->codes));
          break;
        case JKK_KIND_DAY:
          jkk_field_put_number (field, record, around + pick (-200, 900));
          break;
        case JKK_KIND_MONEY:
          jkk_field_put_number (field, record, pick (0, 30000000));
          break;
        case JKK_KIND_PERCENT:
          jkk_field_put_number (field, record, pick (0, 10001));
          break;
        case JKK_KIND_FLAG:
          jkk_field_put_number (field, record, pick (0, 2));
          break;
        case JKK_KIND_COUNT:
          jkk_field_put_number (field, record, pick (MAX (field->min, 0), field->max > 0 ? field->max + 1 : 50));
          break;
        default:
          break;
        }
    }
}

static JkkCase *
random_case (void)
{
  JkkDay around = jkk_day_new (2014, 6, 1) + pick (0, 4700);
  g_autoptr (JkkCase) empty = jkk_case_new ();
  JkkCase *jcase = jkk_case_copy (empty);
  guint n_parts;
  const JkkCasePart *parts = jkk_case_parts (&n_parts);

  for (guint i = 0; i < n_parts; i++)
    if (!parts[i].is_list)
      fill_record (parts[i].type, G_STRUCT_MEMBER_P (jcase, parts[i].offset), around);
    else
      for (guint row = (guint) g_test_rand_int_range (0, 4); row > 0; row--)
        {
          gpointer record = jkk_record_new (parts[i].type);

          fill_record (parts[i].type, record, around);
          g_ptr_array_add (jkk_case_part_list (jcase, &parts[i]), record);
        }
  /* Most children are born before the accident, most claims made soon, most workers registered. */
  for (guint i = 0; i < jcase->children->len; i++)
    ((JkkChild *) jcase->children->pdata[i])->born = around - pick (0, 9000);
  for (guint i = 0; i < jcase->impairments->len; i++)
    ((JkkImpairment *) jcase->impairments->pdata[i])->table_row = pick (0, 50);
  if (g_test_rand_int_range (0, 4) > 0)
    {
      jcase->participant.registered = 1;
      jcase->accident.accident_day = around;
      jcase->claim.claimed_day = around + pick (0, 400);
    }
  return jcase;
}

#define ROUNDS 3000

static void
test_random_cases_are_the_same_with_and_without_reasons (void)
{
  guint granted[JKK_N_BENEFITS] = { 0 };

  for (guint round = 0; round < ROUNDS; round++)
    {
      g_autoptr (JkkCase) jcase = random_case ();
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
  guint formulas = 0;

  for (guint round = 0; round < ROUNDS; round++)
    {
      g_autoptr (JkkCase) jcase = random_case ();
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
  for (guint round = 0; round < ROUNDS; round++)
    {
      g_autoptr (JkkCase) jcase = random_case ();
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

/* Any numbers at all: right or refused, never an overflow, which the sanitizer would tell. */
static void
test_extreme_numbers_never_overflow (void)
{
  static const gint64 extremes[] = { 0,          1,          -1,         JKK_MONEY_MAX, JKK_MONEY_MAX + 1,
                                     G_MAXINT64, G_MININT64, G_MAXINT32, G_MININT32,    84005,
                                     84006,      -25567,     -25568,     1000000,       10000 };

  for (guint round = 0; round < ROUNDS; round++)
    {
      g_autoptr (JkkCase) jcase = random_case ();
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
  for (guint round = 0; round < 300; round++)
    {
      g_autoptr (JkkCase) jcase = random_case ();
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
  g_test_add_func ("/assessment/extreme-numbers-never-overflow", test_extreme_numbers_never_overflow);
  g_test_add_func ("/assessment/every-random-sheet-can-be-printed", test_every_random_sheet_can_be_printed);
  return g_test_run ();
}
