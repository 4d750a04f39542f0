#include "jkk-post.h"

static void
test_a_state_is_found_by_the_name_that_the_store_keeps (void)
{
  for (guint i = 0; i < JKK_N_POST_STATES; i++)
    {
      JkkPostState state = JKK_N_POST_STATES;

      g_assert_true (jkk_post_state_from_name (jkk_post_state_name ((JkkPostState) i), &state));
      g_assert_cmpint (state, ==, i);
      g_assert_nonnull (jkk_post_state_label (state));
    }
  JkkPostState state = JKK_POST_NEW;
  g_assert_false (jkk_post_state_from_name ("new", &state));
  g_assert_false (jkk_post_state_from_name (NULL, &state));
}

static void
test_post_owns_what_it_says (void)
{
  g_autoptr (JkkPostIn) in = jkk_post_in_new ("RS", "a.xml");
  g_autoptr (JkkPostOut) out = jkk_post_out_new ("RS", "receipt");

  in->content = g_strdup ("<pesan/>");
  g_assert_cmpint (in->sequence, ==, JKK_NONE);
  g_assert_cmpint (out->edition, ==, 1);
  g_assert_cmpint (out->delivered_at, ==, JKK_NONE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/post/state", test_a_state_is_found_by_the_name_that_the_store_keeps);
  g_test_add_func ("/post/owner", test_post_owns_what_it_says);
  return g_test_run ();
}
