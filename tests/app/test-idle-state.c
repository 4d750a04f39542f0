#include "jkk-idle-state.h"

static void
test_after_the_time_without_input_nobody_sits_there (void)
{
  JkkIdle idle;

  jkk_idle_start (&idle, 10, 1000);
  g_assert_false (jkk_idle_is_over (&idle, 1000 + 599));
  g_assert_true (jkk_idle_is_over (&idle, 1000 + 600));
  g_assert_false (jkk_idle_note (&idle, 1000 + 599));
  g_assert_false (jkk_idle_is_over (&idle, 1000 + 600));
  g_assert_true (jkk_idle_is_over (&idle, 1000 + 599 + 600));
}

/* Nothing ran while the computer slept: the first thing that comes may be a key. */
static void
test_the_key_that_wakes_a_computer_is_not_enough (void)
{
  JkkIdle idle;

  jkk_idle_start (&idle, 10, 1000);
  g_assert_true (jkk_idle_note (&idle, 1000 + 8 * 3600));
  g_assert_true (jkk_idle_is_over (&idle, 1000 + 8 * 3600));
}

static void
test_an_office_may_never_lock (void)
{
  JkkIdle idle;

  jkk_idle_start (&idle, 0, 1000);
  g_assert_false (jkk_idle_note (&idle, G_MAXINT32));
  g_assert_false (jkk_idle_is_over (&idle, G_MAXINT64));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/idle-state/after-the-time-without-input-nobody-sits-there",
                   test_after_the_time_without_input_nobody_sits_there);
  g_test_add_func ("/idle-state/the-key-that-wakes-a-computer-is-not-enough",
                   test_the_key_that_wakes_a_computer_is_not_enough);
  g_test_add_func ("/idle-state/an-office-may-never-lock", test_an_office_may_never_lock);
  return g_test_run ();
}
