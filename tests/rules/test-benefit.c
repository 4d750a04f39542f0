#include "golden.h"

#include "jkk-benefit.h"

#include <string.h>

/* The codes are exchanged: they never change. */
static const char *const codes[] = { "stmb",
                                     "disability-anatomical",
                                     "disability-functional",
                                     "disability-total",
                                     "death",
                                     "funeral",
                                     "periodic",
                                     "scholarship",
                                     "transport",
                                     "orthosis",
                                     "dental",
                                     "hearing-aid",
                                     "glasses",
                                     "home-care",
                                     "treatment" };

static const JkkLaw *
law_on (const char *pack, int year, int month, int day)
{
  const JkkPackSet *packs = jkk_pack_set_builtin (NULL);

  return jkk_pack_law (jkk_pack_set_find (packs, pack), jkk_day_new (year, month, day));
}

static void
test_the_codes_are_the_agreed_ones (void)
{
  g_assert_cmpuint (JKK_N_BENEFITS, ==, G_N_ELEMENTS (codes));
  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      JkkBenefit found;

      g_assert_cmpstr (jkk_benefit_code ((JkkBenefit) i), ==, codes[i]);
      g_assert_true (jkk_benefit_find (codes[i], &found));
      g_assert_cmpint (found, ==, i);
      g_assert_nonnull (jkk_benefit_title ((JkkBenefit) i));
    }
}

static void
test_a_code_that_is_none_is_not_found (void)
{
  JkkBenefit found;

  g_assert_false (jkk_benefit_find ("disability", &found));
  g_assert_false (jkk_benefit_find (NULL, &found));
}

static void
test_the_law_of_today_has_every_benefit (void)
{
  const JkkLaw *law = law_on ("PP-82-2019", 2026, 3, 12);

  for (guint i = 0; i < JKK_N_BENEFITS; i++)
    {
      g_assert_cmpint (jkk_benefit_state (law, (JkkBenefit) i, NULL), ==, JKK_VALUE_KNOWN);
      g_assert_cmpuint ((law->granted >> i) & 1, ==, 1);
    }
}

static void
test_the_law_of_2015_lacks_three (void)
{
  const JkkLaw *law = law_on ("PP-44-2015", 2018, 3, 12);
  JkkParameter lacking = JKK_PARAMETER_ROUNDING;

  g_assert_cmpint (jkk_benefit_state (law, JKK_BENEFIT_GLASSES, &lacking), ==, JKK_VALUE_ABSENT);
  g_assert_cmpint (lacking, ==, JKK_PARAMETER_GLASSES_MAX);
  g_assert_cmpint (jkk_benefit_state (law, JKK_BENEFIT_HEARING_AID, NULL), ==, JKK_VALUE_ABSENT);
  g_assert_cmpint (jkk_benefit_state (law, JKK_BENEFIT_HOME_CARE, NULL), ==, JKK_VALUE_ABSENT);
  for (guint i = 0; i < JKK_N_BENEFITS; i++)
    if (i != JKK_BENEFIT_GLASSES && i != JKK_BENEFIT_HEARING_AID && i != JKK_BENEFIT_HOME_CARE)
      g_assert_cmpint (jkk_benefit_state (law, (JkkBenefit) i, NULL), ==, JKK_VALUE_KNOWN);
}

static void
test_no_figure_for_migrant_workers_is_known (void)
{
  const JkkLaw *law = law_on ("PMK-4-2023", 2024, 3, 12);

  g_assert_cmpuint (law->granted, ==, 0);
  for (guint i = 0; i < JKK_N_BENEFITS; i++)
    g_assert_cmpint (jkk_benefit_state (law, (JkkBenefit) i, NULL), ==, JKK_VALUE_UNKNOWN);
}

/* An office that has confirmed the amount at death can pay it, whatever else is still unknown. */
static void
test_a_flat_amount_needs_nothing_else (void)
{
  g_autofree char *text = golden_regulation ("PMK-4-2023");
  g_autoptr (GString) xml = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  const char *id = strstr (text, "id=\"death-flat\""), *unknown = strstr (id, "<unknown ");

  g_string_append_len (xml, text, unknown - text);
  g_string_append (xml, "<value article=\"uji\" checked=\"no\">77000000</value>");
  g_string_append (xml, strstr (unknown, "/>") + 2);
  g_autoptr (JkkPackSet) packs = jkk_pack_set_with_draft (xml->str, &error);
  g_assert_no_error (error);
  const JkkLaw *law = jkk_pack_law (jkk_pack_set_find (packs, "PMK-4-2023"), jkk_day_new (2024, 1, 1));
  g_assert_cmpuint (law->granted, ==, 1u << JKK_BENEFIT_DEATH);

  g_autoptr (JkkCase) jcase = golden_case ("cover.segment = PMI\naccident.accident_day = 2024-01-01\n"
                                           "medical.death_day = 2024-01-01\nmedical.outcome = meninggal-dunia");
  g_autoptr (JkkPayout) payout = jkk_calculate_with (packs, jcase, jkk_day_new (2024, 2, 1), &error);
  g_assert_cmpint (payout->total, ==, 77000000);
  g_assert_cmpuint (payout->missing->len, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/benefit/the-codes-are-the-agreed-ones", test_the_codes_are_the_agreed_ones);
  g_test_add_func ("/benefit/a-code-that-is-none-is-not-found", test_a_code_that_is_none_is_not_found);
  g_test_add_func ("/benefit/the-law-of-today-has-every-benefit", test_the_law_of_today_has_every_benefit);
  g_test_add_func ("/benefit/the-law-of-2015-lacks-three", test_the_law_of_2015_lacks_three);
  g_test_add_func ("/benefit/no-figure-for-migrant-workers-is-known", test_no_figure_for_migrant_workers_is_known);
  g_test_add_func ("/benefit/a-flat-amount-needs-nothing-else", test_a_flat_amount_needs_nothing_else);
  return g_test_run ();
}
