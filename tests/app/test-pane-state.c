#include "jkk-pane-state.h"

static void
test_four_panes_on_a_wide_screen_and_three_on_a_laptop (void)
{
  g_assert_cmpuint (jkk_pane_state_room (1920 - 220), ==, 4);
  g_assert_cmpuint (jkk_pane_state_room (1366 - 220), ==, 3);
  g_assert_cmpuint (jkk_pane_state_room (800), ==, 2);
  g_assert_cmpuint (jkk_pane_state_room (10), ==, 1);
}

static void
test_the_panes_used_last_are_seen (void)
{
  int order[] = { 0, 1, 2, 3 };

  g_assert_cmphex (jkk_pane_state_visible (order, 0, 3), ==, 0x7);
  jkk_pane_state_raise (order, 3);
  g_assert_cmphex (jkk_pane_state_visible (order, 0, 3), ==, 0xb);
  jkk_pane_state_raise (order, 2);
  g_assert_cmphex (jkk_pane_state_visible (order, 0, 3), ==, 0xd);
  g_assert_cmphex (jkk_pane_state_visible (order, 0, 4), ==, 0xf);
}

static void
test_a_hidden_pane_makes_room_for_another (void)
{
  int order[] = { 0, 1, 2, 3 };

  g_assert_cmphex (jkk_pane_state_visible (order, 0x4, 3), ==, 0xb);
  g_assert_cmphex (jkk_pane_state_visible (order, 0xf, 3), ==, 0x1);
}

static void
test_raising_the_first_pane_changes_nothing (void)
{
  int order[] = { 2, 1, 0, 3 };

  jkk_pane_state_raise (order, 2);
  g_assert_cmpint (order[0], ==, 2);
  g_assert_cmpint (order[1], ==, 1);
  g_assert_cmpint (order[3], ==, 3);
}

static void
test_the_width_is_shared_by_weight_to_the_last_pixel (void)
{
  static const int weights[] = { 100, 100, 50, 100 };
  int widths[JKK_N_PANES];

  jkk_pane_state_share (weights, 0x7, 1001, widths);
  g_assert_cmpint (widths[0], ==, 400);
  g_assert_cmpint (widths[1], ==, 400);
  g_assert_cmpint (widths[2], ==, 201);
  g_assert_cmpint (widths[3], ==, 0);
}

static void
test_f6_goes_round_the_panes_that_are_seen (void)
{
  g_assert_cmpint (jkk_pane_state_next (0xb, 0, 1), ==, 1);
  g_assert_cmpint (jkk_pane_state_next (0xb, 1, 1), ==, 3);
  g_assert_cmpint (jkk_pane_state_next (0xb, 3, 1), ==, 0);
  g_assert_cmpint (jkk_pane_state_next (0xb, 0, -1), ==, 3);
  g_assert_cmpint (jkk_pane_state_next (0xb, -1, 1), ==, 0);
  g_assert_cmpint (jkk_pane_state_next (0xb, -1, -1), ==, 3);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pane-state/four-panes-on-a-wide-screen-and-three-on-a-laptop",
                   test_four_panes_on_a_wide_screen_and_three_on_a_laptop);
  g_test_add_func ("/pane-state/the-panes-used-last-are-seen", test_the_panes_used_last_are_seen);
  g_test_add_func ("/pane-state/a-hidden-pane-makes-room-for-another", test_a_hidden_pane_makes_room_for_another);
  g_test_add_func ("/pane-state/raising-the-first-pane-changes-nothing", test_raising_the_first_pane_changes_nothing);
  g_test_add_func ("/pane-state/the-width-is-shared-by-weight-to-the-last-pixel",
                   test_the_width_is_shared_by_weight_to_the_last_pixel);
  g_test_add_func ("/pane-state/f6-goes-round-the-panes-that-are-seen", test_f6_goes_round_the_panes_that_are_seen);
  return g_test_run ();
}
