#include "jkk-payout-basis.h"

static JkkPayoutBasis *
sample (void)
{
  JkkPayoutBasis *basis = jkk_payout_basis_new ();
  JkkFigure *figure = jkk_payout_basis_add_figure (basis, "funeral", "rupiah");

  basis->today = 20000;
  basis->segment = g_strdup ("PU");
  jkk_payout_basis_take_fact (basis, "participant.wage", "4000000");
  figure->value = g_strdup ("10000000");
  figure->from = 18232;
  return basis;
}

static void
test_two_bases_are_equal_when_they_say_the_same (void)
{
  g_autoptr (JkkPayoutBasis) a = sample (), b = sample ();

  g_assert_true (jkk_payout_basis_equal (a, b));
  g_assert_true (jkk_payout_basis_equal (NULL, NULL));
  g_assert_false (jkk_payout_basis_equal (a, NULL));
  b->today++;
  g_assert_false (jkk_payout_basis_equal (a, b));
  b->today--;
  ((JkkFigure *) b->law->pdata[0])->from++;
  g_assert_false (jkk_payout_basis_equal (a, b));
  ((JkkFigure *) b->law->pdata[0])->from--;
  jkk_payout_basis_take_fact (b, "participant.left_handed", "tidak");
  g_assert_false (jkk_payout_basis_equal (a, b));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/payout-basis/equal", test_two_bases_are_equal_when_they_say_the_same);
  return g_test_run ();
}
