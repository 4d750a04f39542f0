#include "jkk-period.h"

static void
test_days_that_overlap_count_once (void)
{
  JkkPeriod periods[] = { { 20, 30 }, { 0, 10 }, { 5, 12 }, { 12, 15 }, { 40, 40 }, { 50, 45 }, { 22, 25 } };
  guint n = jkk_period_unite (periods, G_N_ELEMENTS (periods));

  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpint (periods[0].from, ==, 0);
  g_assert_cmpint (periods[0].until, ==, 15);
  g_assert_cmpint (periods[1].from, ==, 20);
  g_assert_cmpint (periods[1].until, ==, 30);
}

static void
test_uniting_agrees_with_marking_each_day (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);

  for (guint round = 0; round < 2000; round++)
    {
      JkkPeriod periods[8];
      gboolean marked[64] = { FALSE };
      gint64 expected = 0;

      for (guint i = 0; i < G_N_ELEMENTS (periods); i++)
        {
          periods[i] = (JkkPeriod){ g_rand_int_range (rand, 0, 60), g_rand_int_range (rand, 0, 60) };
          for (gint64 d = periods[i].from; d < periods[i].until; d++)
            marked[d] = TRUE;
        }
      for (guint d = 10; d < 50; d++)
        expected += marked[d] ? 1 : 0;
      guint n = jkk_period_unite (periods, G_N_ELEMENTS (periods));
      g_assert_cmpint (jkk_period_days_within (periods, n, (JkkPeriod){ 10, 50 }), ==, expected);
    }
}

static void
test_both_ends_of_an_inclusive_period_count (void)
{
  JkkPeriod one = jkk_period_inclusive (5, 5);

  g_assert_cmpint (jkk_period_days (one), ==, 1);
  g_assert_true (jkk_period_contains (one, 5));
  g_assert_false (jkk_period_contains (one, 6));
  g_assert_cmpint (jkk_period_days (jkk_period_inclusive (6, 5)), ==, 0);
  g_assert_cmpint (jkk_period_days (jkk_period_inclusive (JKK_NONE, 5)), ==, 0);
  g_assert_cmpint (jkk_period_days (jkk_period_intersect ((JkkPeriod){ 0, 5 }, (JkkPeriod){ 7, 9 })), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/period/overlap-once", test_days_that_overlap_count_once);
  g_test_add_func ("/period/agrees-with-marking", test_uniting_agrees_with_marking_each_day);
  g_test_add_func ("/period/inclusive", test_both_ends_of_an_inclusive_period_count);
  return g_test_run ();
}
