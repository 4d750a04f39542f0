#include "jkk-demo-case.h"

#include "jkk-assessing.h"

#define N_CASES 300
#define SEEDS 20

static JkkDay
someday (void)
{
  return jkk_day_new (2026, 3, 12);
}

static JkkDemoCase *
find_show (guint32 seed, JkkDemoShow show)
{
  for (guint i = 0; i < N_CASES; i++)
    if (jkk_demo_shows (i, N_CASES) == show)
      return jkk_demo_case_new (seed, i, N_CASES, someday ());
  g_assert_not_reached ();
}

static void
test_a_small_office_shows_what_chance_brings (void)
{
  for (guint i = 0; i < 99; i++)
    g_assert_cmpint (jkk_demo_shows (i, 99), ==, JKK_DEMO_SHOWS_NOTHING);
}

static void
test_the_second_accident_falls_into_the_rest_of_the_first (void)
{
  for (guint32 seed = 1; seed <= SEEDS; seed++)
    {
      g_autoptr (JkkDemoCase) first = find_show (seed, JKK_DEMO_SHOWS_FIRST);
      g_autoptr (JkkDemoCase) second = find_show (seed, JKK_DEMO_SHOWS_SECOND);
      const JkkCase *a = first->jcase, *b = second->jcase;

      g_assert_cmpstr (a->participant.identity, ==, b->participant.identity);
      g_assert_cmpint (b->accident.accident_day, >, a->accident.accident_day);
      g_assert_cmpint (b->medical.rest_from, <, a->medical.rest_until);
      /* Some days are its own. */
      g_assert_cmpint (b->medical.rest_until, >, a->medical.rest_until);
      g_assert_null (first->refusal);
      g_assert_null (second->refusal);
    }
}

static void
test_the_scholarship_has_two_children_at_school (void)
{
  for (guint32 seed = 1; seed <= SEEDS; seed++)
    {
      g_autoptr (JkkDemoCase) demo = find_show (seed, JKK_DEMO_SHOWS_SCHOLARSHIP);
      const JkkCase *jcase = demo->jcase;

      g_assert_cmpuint (jcase->children->len, ==, 2);
      g_assert_cmpstr (jcase->medical.outcome, ==, "meninggal-dunia");
      for (guint child = 1; child <= 2; child++)
        {
          JkkInstallment *payment = jkk_demo_show_payment (jcase, child, someday ());

          g_assert_cmpint (payment->child, ==, child);
          g_assert_cmpint (payment->amount, >, 0);
          g_assert_cmpint (payment->school_year, ==, ((JkkChild *) jcase->children->pdata[child - 1])->school_year);
          jkk_record_free (&jkk_installment_type, payment);
        }
    }
}

static void
test_measured_degrees_lead_to_the_loss (void)
{
  for (gint64 loss = 0; loss <= 100; loss++)
    {
      g_autofree char *text = jkk_demo_show_measured (loss);
      JkkMeasurement measurement;

      g_assert_true (jkk_measurement_parse (text, &measurement, NULL));
      g_autoptr (JkkAssessing) found = jkk_assessing_values (NULL, NULL, &measurement, NULL);
      g_assert_cmpint (found->loss, ==, loss * 100);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/demo-show/a-small-office-shows-what-chance-brings", test_a_small_office_shows_what_chance_brings);
  g_test_add_func ("/demo-show/the-second-accident-falls-into-the-rest-of-the-first",
                   test_the_second_accident_falls_into_the_rest_of_the_first);
  g_test_add_func ("/demo-show/the-scholarship-has-two-children-at-school",
                   test_the_scholarship_has_two_children_at_school);
  g_test_add_func ("/demo-show/measured-degrees-lead-to-the-loss", test_measured_degrees_lead_to_the_loss);
  return g_test_run ();
}
