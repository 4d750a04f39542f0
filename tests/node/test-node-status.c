#include "jkk-node-status.h"

#include "pair-home.h"

#include <string.h>

static void
assert_says (const char *folder, const char *word)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = jkk_node_status_describe (folder, &error);

  g_assert_no_error (error);
  g_test_message ("%s", text);
  g_assert_nonnull (strstr (text, word));
}

static void
test_who_follows_is_told (Pair *pair, gconstpointer data)
{
  g_autoptr (JkkNodePlan) plan = jkk_node_office_load (pair->home.folder, NULL);
  JkkFollowers *followers = jkk_followers_new ();

  assert_says (pair->home.folder, "not running");
  jkk_followers_note (followers, "cadangan", TRUE, 12, FALSE);
  jkk_node_status_write (pair->home.folder, plan, followers);
  assert_says (pair->home.folder, "cadangan: behind since");
  jkk_followers_note (followers, "cadangan", TRUE, 13, TRUE);
  jkk_node_status_write (pair->home.folder, plan, followers);
  assert_says (pair->home.folder, "cadangan: in step since");
  assert_says (pair->home.folder, "13");
  jkk_followers_free (followers);
}

static void
test_a_stand_by_tells_how_far_it_is (Pair *pair, gconstpointer data)
{
  JkkFollowState state = { .number = 12, .sequence = 34, .problem = (char *) "kabel putus" };

  jkk_node_status_write_follow (pair->folder, &state);
  assert_says (pair->folder, pair->home.address);
  assert_says (pair->folder, "not in step");
  assert_says (pair->folder, "kabel putus");
}

#define ADD(name) g_test_add ("/node/status/" #name, Pair, NULL, pair_set_up, test_##name, pair_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD (who_follows_is_told);
  ADD (a_stand_by_tells_how_far_it_is);
  return g_test_run ();
}
