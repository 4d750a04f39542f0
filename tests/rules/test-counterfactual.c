#include "golden.h"
#include "random-case.h"

#include "jkk-benefit.h"

#include <string.h>

static const JkkInput *
find_input (const JkkReason *reason, const char *name)
{
  for (guint i = 0; i < reason->inputs->len; i++)
    if (strcmp (((JkkInput *) reason->inputs->pdata[i])->name, name) == 0)
      return reason->inputs->pdata[i];
  return NULL;
}

/* The case with the one fact that the counterfactual names. */
static JkkCase *
with_the_other_fact (const JkkCase *jcase, const JkkReason *other)
{
  const JkkInput *stated = find_input (other, "stated"), *value = find_input (other, "value");
  const JkkField *field = NULL;
  JkkField alone;
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (stated->path);
  g_assert_nonnull (jkk_case_find (jcase, stated->path, &field, NULL));
  alone = (JkkField){ .name = field->name, .kind = field->kind };
  g_autofree char *plain = jkk_field_to_plain (&alone, &value->number);
  JkkCase *after = jkk_case_set (jcase, stated->path, plain, &error);
  if (after == NULL)
    g_test_message ("%s = %s: %s", stated->path, plain, error->message);
  return after;
}

/* What a line says of another fact comes true when the fact is another. Returns how many lines were tried. */
static guint
check_sheet (const JkkPackSet *packs, const JkkCase *jcase, JkkDay today)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JkkPayout) sheet = jkk_calculate_explained (packs, jcase, today, &error);
  guint tried = 0;

  for (guint i = 0; sheet != NULL && i < sheet->lines->len; i++)
    {
      const JkkReason *line = sheet->lines->pdata[i], *other = line->counterfactual;
      JkkBenefit benefit;
      JkkAmounts amounts;

      if (other == NULL)
        continue;
      g_autoptr (JkkCase) after = with_the_other_fact (jcase, other);
      if (after == NULL) /* a date or sum that no paper can have: such a fact is not "near" */
        {
          g_test_fail_printf ("%s: its other fact is no value", line->benefit);
          continue;
        }
      g_assert_true (jkk_benefit_find (line->benefit, &benefit));
      g_assert_true (jkk_calculate_amounts (packs, after, today, &amounts, NULL));
      g_assert_cmpint (amounts.amount[benefit], ==, find_input (other, "amount")->number);
      g_assert_cmpint (amounts.amount[benefit] - line->amount, ==, other->amount);
      g_assert_cmpint (other->amount, !=, 0);
      tried++;
    }
  return tried;
}

static void
test_what_is_said_of_golden_cases_comes_true (void)
{
  g_autoptr (GPtrArray) all = golden_read_all ();
  guint tried = 0;

  for (guint i = 0; i < all->len; i++)
    {
      const GoldenCase *golden = all->pdata[i];

      tried += check_sheet (golden_packs (golden), golden->jcase, golden->today);
    }
  g_test_message ("%u lines", tried);
  g_assert_cmpuint (tried, >, 150);
}

static void
test_what_is_said_of_random_cases_comes_true (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20260505);
  const JkkPackSet *packs = jkk_pack_set_builtin (NULL);
  guint tried = 0;

  for (guint i = 0; i < 1500; i++)
    {
      g_autoptr (JkkCase) jcase = random_case_new (rand);

      tried += check_sheet (packs, jcase, jkk_day_new (2026, 5, 5));
    }
  g_test_message ("%u lines", tried);
  g_assert_cmpuint (tried, >, 500);
}

static char *
said (const char *facts, const char *benefit)
{
  g_autoptr (JkkCase) jcase = golden_case (facts);
  g_autoptr (JkkPayout) sheet =
      jkk_calculate_explained (jkk_pack_set_builtin (NULL), jcase, jkk_day_new (2026, 5, 5), NULL);

  return jkk_reason_counterfactual_text (jkk_payout_find_line (sheet, benefit));
}

#define FACTS "cover.segment = PU\naccident.accident_day = 2026-03-12\nparticipant.wage_kind = per-bulan\n"

static void
test_one_day_more (void)
{
  g_autofree char *text = said (FACTS "participant.wage = 4000000\nmedical.outcome = sembuh\n"
                                      "medical.treated_from = 2026-03-12\nmedical.treated_until = 2026-03-21\n",
                                "stmb");

  g_assert_cmpstr (text, ==, "Until 22-03-2026 instead of 21-03-2026 it would be 1.466.667 (+133.334)");
}

static void
test_where_the_floor_holds_it_says_from_which_wage_it_no_longer_does (void)
{
  g_autofree char *text = said (FACTS "participant.wage = 100000\nmedical.outcome = meninggal-dunia\n"
                                      "medical.death_day = 2026-03-12\n",
                                "death");

  g_assert_nonnull (text);
  g_assert_nonnull (strstr (text, "The least amount is paid; from a wage of"));
}

static void
test_where_the_law_changes_the_next_day_it_says_so (void)
{
  g_autofree char *text = said ("cover.segment = PU\naccident.accident_day = 2019-12-01\n"
                                "participant.wage_kind = per-bulan\nparticipant.wage = 4000000\n"
                                "medical.outcome = meninggal-dunia\nmedical.death_day = 2019-12-01\n",
                                "funeral");

  g_assert_cmpstr (text, ==, "Only on 02-12-2019 instead of 01-12-2019 it would be 10.000.000 (+7.000.000)");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/counterfactual/golden", test_what_is_said_of_golden_cases_comes_true);
  g_test_add_func ("/counterfactual/random", test_what_is_said_of_random_cases_comes_true);
  g_test_add_func ("/counterfactual/day", test_one_day_more);
  g_test_add_func ("/counterfactual/floor", test_where_the_floor_holds_it_says_from_which_wage_it_no_longer_does);
  g_test_add_func ("/counterfactual/law", test_where_the_law_changes_the_next_day_it_says_so);
  return g_test_run ();
}
