#include "jkk-region.h"

#include <string.h>

static void
test_pieces_do_not_touch_one_another (void)
{
  g_autoptr (JkkRegion) region = jkk_region_new (16);
  char *pieces[500];

  for (guint i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      pieces[i] = jkk_region_alloc (region, i + 1);
      g_assert_cmpuint ((gsize) pieces[i] % sizeof (gpointer), ==, 0);
      memset (pieces[i], (int) (i % 251), i + 1);
    }
  for (guint i = 0; i < G_N_ELEMENTS (pieces); i++)
    for (guint j = 0; j <= i; j++)
      g_assert_cmpint ((guchar) pieces[i][j], ==, i % 251);
}

static void
test_a_piece_may_be_larger_than_a_block (void)
{
  g_autoptr (JkkRegion) region = jkk_region_new (0);
  char *large = jkk_region_alloc (region, 100000);

  memset (large, 7, 100000);
  g_assert_cmpstr (jkk_region_text (region, "behind it"), ==, "behind it");
  g_assert_cmpint (large[99999], ==, 7);
}

static void
test_what_was_taken_lives_as_long_as_the_taker (void)
{
  g_autoptr (JkkRegion) all = jkk_region_new (64);
  JkkRegion *middle = jkk_region_new (64), *small = jkk_region_new (8);
  const char *first = jkk_region_text (all, "first"), *second = jkk_region_text (middle, "second"),
             *third = jkk_region_text (small, "third, which needs a block of its own");

  jkk_region_take (middle, small);
  jkk_region_take (all, middle);
  g_assert_true (jkk_region_root (small) == all);
  const char *later = jkk_region_text (jkk_region_root (small), "put in afterwards");
  g_assert_cmpstr (first, ==, "first");
  g_assert_cmpstr (second, ==, "second");
  g_assert_cmpstr (third, ==, "third, which needs a block of its own");
  g_assert_cmpstr (later, ==, "put in afterwards");
}

static void
test_the_first_piece_is_known (void)
{
  g_autoptr (JkkRegion) region = jkk_region_new (64);
  gconstpointer first = jkk_region_alloc (region, 8), second = jkk_region_alloc (region, 8);

  g_assert_true (jkk_region_first (region) == first);
  g_assert_false (jkk_region_first (region) == second);
}

static void
test_no_text_stays_no_text (void)
{
  g_autoptr (JkkRegion) region = jkk_region_new (8);

  g_assert_null (jkk_region_text (region, NULL));
  g_assert_cmpstr (jkk_region_text (region, ""), ==, "");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/region/pieces", test_pieces_do_not_touch_one_another);
  g_test_add_func ("/region/large", test_a_piece_may_be_larger_than_a_block);
  g_test_add_func ("/region/take", test_what_was_taken_lives_as_long_as_the_taker);
  g_test_add_func ("/region/first", test_the_first_piece_is_known);
  g_test_add_func ("/region/text", test_no_text_stays_no_text);
  return g_test_run ();
}
