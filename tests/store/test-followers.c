#include "jkk-followers.h"

static gpointer
catch_up (gpointer followers)
{
  g_usleep (G_USEC_PER_SEC / 20);
  jkk_followers_note (followers, "cadangan", TRUE, 7, TRUE);
  return NULL;
}

static gint64
await (JkkFollowers *followers, gint64 number, GTimeSpan patience)
{
  gint64 begun = g_get_monotonic_time ();

  jkk_followers_await (followers, number, patience);
  return g_get_monotonic_time () - begun;
}

static void
test_nobody_is_waited_for_who_was_never_in_step (void)
{
  JkkFollowers *followers = jkk_followers_new ();

  jkk_followers_come (followers, "cadangan", TRUE);
  g_assert_false (jkk_followers_matter (followers));
  jkk_followers_note (followers, "cadangan", TRUE, 1, FALSE);
  g_assert_false (jkk_followers_matter (followers));
  jkk_followers_await (followers, 7, G_TIME_SPAN_HOUR);
  /* The centre only reads along. */
  jkk_followers_note (followers, "pusat", FALSE, 1, TRUE);
  jkk_followers_await (followers, 7, G_TIME_SPAN_HOUR);
  jkk_followers_free (followers);
}

static void
test_a_stand_by_in_step_is_waited_for (void)
{
  JkkFollowers *followers = jkk_followers_new ();

  jkk_followers_note (followers, "cadangan", TRUE, 6, TRUE);
  g_assert_true (jkk_followers_matter (followers));
  GThread *thread = g_thread_new ("cadangan", catch_up, followers);
  await (followers, 7, G_TIME_SPAN_HOUR);
  g_thread_join (thread);
  g_autoptr (GPtrArray) list = jkk_followers_list (followers);
  g_assert_cmpuint (list->len, ==, 1);
  g_assert_cmpint (((JkkFollowerState *) list->pdata[0])->number, ==, 7);
  jkk_followers_free (followers);
}

/* One that has stopped holds the branch up once, and not with each save. */
static void
test_who_is_waited_for_in_vain_is_out_of_step (void)
{
  JkkFollowers *followers = jkk_followers_new ();

  jkk_followers_note (followers, "cadangan", TRUE, 6, TRUE);
  g_assert_cmpint (await (followers, 7, G_TIME_SPAN_MILLISECOND * 50), >=, G_TIME_SPAN_MILLISECOND * 50);
  g_assert_false (jkk_followers_matter (followers));
  jkk_followers_await (followers, 8, G_TIME_SPAN_HOUR);
  jkk_followers_note (followers, "cadangan", TRUE, 8, TRUE);
  g_assert_true (jkk_followers_matter (followers));
  jkk_followers_go (followers, "cadangan");
  g_assert_false (jkk_followers_matter (followers));
  jkk_followers_free (followers);
}

static void
test_news_wake_who_waits (void)
{
  JkkFollowers *followers = jkk_followers_new ();
  guint64 seen = jkk_followers_count (followers);

  jkk_followers_tell (followers);
  jkk_followers_wait (followers, seen, G_TIME_SPAN_HOUR);
  g_assert_cmpuint (jkk_followers_count (followers), ==, seen + 1);
  jkk_followers_free (followers);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/followers/nobody_is_waited_for_who_was_never_in_step",
                   test_nobody_is_waited_for_who_was_never_in_step);
  g_test_add_func ("/store/followers/a_stand_by_in_step_is_waited_for", test_a_stand_by_in_step_is_waited_for);
  g_test_add_func ("/store/followers/who_is_waited_for_in_vain_is_out_of_step",
                   test_who_is_waited_for_in_vain_is_out_of_step);
  g_test_add_func ("/store/followers/news_wake_who_waits", test_news_wake_who_waits);
  return g_test_run ();
}
