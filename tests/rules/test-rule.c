#include "golden.h"

#include "jkk-rule.h"

static const JkkLaw *
law_of (const char *pack, int year)
{
  return jkk_pack_law (jkk_pack_set_find (jkk_pack_set_builtin (NULL), pack), jkk_day_new (year, 1, 1));
}

static void
test_fractions_are_rounded_as_the_pack_says (void)
{
  g_autoptr (JkkPackSet) down = golden_draft ("PP-44-2015", ">setengah-ke-atas<", ">ke-bawah<");
  g_autoptr (JkkPackSet) up = golden_draft ("PP-44-2015", ">setengah-ke-atas<", ">ke-atas<");
  const JkkLaw *laws[] = { law_of ("PP-82-2019", 2026),
                           jkk_pack_law (jkk_pack_set_find (down, "PP-82-2019"), jkk_day_new (2026, 1, 1)),
                           jkk_pack_law (jkk_pack_set_find (up, "PP-82-2019"), jkk_day_new (2026, 1, 1)) };
  static const JkkMoney thirds[] = { 333, 333, 334 }, two_thirds[] = { 667, 666, 667 };

  for (guint i = 0; i < G_N_ELEMENTS (laws); i++)
    {
      const JkkRule rule = { NULL, laws[i], NULL };
      JkkMoney amount = 0;

      g_assert_true (jkk_rule_scale (&rule, 1000, 1, 3, &amount, NULL));
      g_assert_cmpint (amount, ==, thirds[i]);
      g_assert_true (jkk_rule_scale (&rule, 1000, 2, 3, &amount, NULL));
      g_assert_cmpint (amount, ==, two_thirds[i]);
    }
}

static void
test_what_is_too_large_is_refused (void)
{
  const JkkRule rule = { NULL, law_of ("PP-82-2019", 2026), NULL };
  g_autoptr (GError) error = NULL;
  JkkMoney amount = 1;

  g_assert_false (jkk_rule_scale (&rule, JKK_MONEY_MAX, 2, 1, &amount, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_false (jkk_rule_add (JKK_MONEY_MAX, &amount, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_false (jkk_rule_multiply (JKK_MONEY_MAX, 2, &amount, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_INVALID);
  g_assert_cmpint (amount, ==, 1);
}

static void
test_rounding_is_named_only_where_it_matters (void)
{
  const JkkLaw *law = law_of ("PP-82-2019", 2026);
  g_autoptr (JkkReason) whole = jkk_reason_step ("a", "a", NULL, NULL, 0);
  g_autoptr (JkkReason) part = jkk_reason_step ("a", "a", NULL, NULL, 0);

  jkk_reason_add_rounding (whole, law, 3000000, 1, 30);
  g_assert_cmpuint (whole->inputs->len, ==, 0);
  jkk_reason_add_rounding (part, law, 4000000, 1, 30);
  g_assert_cmpuint (part->inputs->len, ==, 1);
  const JkkInput *input = part->inputs->pdata[0];
  g_assert_cmpstr (input->parameter, ==, "rounding");
  g_assert_cmpstr (input->text, ==, "setengah ke atas");
  g_assert_true (input->unconfirmed);
}

static void
test_a_missing_fact_is_named_once (void)
{
  g_autoptr (JkkPayout) sheet = jkk_payout_new ();
  const JkkRule rule = { NULL, NULL, sheet }, quiet = { NULL, NULL, NULL };
  const JkkFact fact = { JKK_NONE, "expenses[#].amount" };

  jkk_rule_miss (&quiet, &fact, 1, "a");
  jkk_rule_miss (&rule, &fact, 1, "a");
  jkk_rule_miss (&rule, &fact, 1, "b");
  jkk_rule_miss (&rule, &fact, 2, "c");
  g_assert_cmpuint (sheet->missing->len, ==, 2);
  g_assert_true (golden_misses (sheet, "expenses[1].amount"));
  g_assert_true (golden_misses (sheet, "expenses[2].amount"));
}

static void
test_a_benefit_that_the_law_lacks_is_said (void)
{
  g_autoptr (JkkPayout) sheet = jkk_payout_new ();
  const JkkRule old = { NULL, law_of ("PP-44-2015", 2018), sheet },
                migrant = { NULL, law_of ("PMK-4-2023", 2024), sheet };

  g_assert_true (jkk_rule_grants (&old, JKK_BENEFIT_DENTAL));
  g_assert_cmpuint (sheet->notes->len, ==, 0);
  g_assert_false (jkk_rule_grants (&old, JKK_BENEFIT_GLASSES));
  g_assert_nonnull (golden_note (sheet, "benefit-absent"));
  g_assert_false (jkk_rule_grants (&migrant, JKK_BENEFIT_DENTAL));
  g_assert_nonnull (golden_note (sheet, "benefit-unknown"));
}

static void
test_a_parameter_brings_article_and_mark_along (void)
{
  const JkkLaw *law = law_of ("PP-82-2019", 2026);
  g_autoptr (JkkReason) reason = jkk_reason_step ("a", "a", NULL, NULL, 0);

  jkk_reason_add_parameter (reason, "divisor", law, JKK_PARAMETER_STMB_DIVISOR);
  jkk_reason_add_parameter (reason, "cap", law, JKK_PARAMETER_DISABILITY_CAP);
  jkk_reason_add_parameter (reason, "offset", law, JKK_PARAMETER_HEARING_AGE_MAX);
  const JkkInput *divisor = reason->inputs->pdata[0], *cap = reason->inputs->pdata[1],
                 *offset = reason->inputs->pdata[2];
  g_assert_cmpint (divisor->number, ==, 30);
  g_assert_false (divisor->unconfirmed);
  g_assert_cmpstr (divisor->article, ==, "praktik pembayaran");
  g_assert_cmpint (cap->kind, ==, JKK_KIND_PERCENT);
  g_assert_true (cap->unconfirmed);
  g_assert_cmpstr (offset->text, ==, "12,50 dB");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rule/fractions-are-rounded-as-the-pack-says", test_fractions_are_rounded_as_the_pack_says);
  g_test_add_func ("/rule/what-is-too-large-is-refused", test_what_is_too_large_is_refused);
  g_test_add_func ("/rule/rounding-is-named-only-where-it-matters", test_rounding_is_named_only_where_it_matters);
  g_test_add_func ("/rule/a-missing-fact-is-named-once", test_a_missing_fact_is_named_once);
  g_test_add_func ("/rule/a-benefit-that-the-law-lacks-is-said", test_a_benefit_that_the_law_lacks_is_said);
  g_test_add_func ("/rule/a-parameter-brings-article-and-mark-along", test_a_parameter_brings_article_and_mark_along);
  return g_test_run ();
}
