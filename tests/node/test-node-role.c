#include "jkk-node-role.h"

#include "pair-home.h"

static void
test_an_invitation_makes_a_stand_by (Pair *pair, gconstpointer data)
{
  g_autoptr (JkkNodePlan) plan = jkk_node_office_load (pair->folder, NULL);
  g_autofree char *others = jkk_node_role_others (pair->home.folder);
  g_autofree char *place = g_strdup_printf ("localhost:%u", pair->port);

  g_assert_cmpint (plan->part, ==, JKK_NODE_STANDS_BY);
  g_assert_cmpstr (plan->of, ==, pair->home.address);
  g_assert_cmpstr (plan->store, ==, pair->copy);
  g_assert_cmpstr (others, ==, place);
}

static void
test_nothing_is_written_over (Pair *pair, gconstpointer data)
{
  g_autofree char *invitation = g_build_filename (pair->store.folder, "invitation", NULL);
  g_autofree char *other = g_build_filename (pair->store.folder, "other", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (jkk_node_role_stand_by (pair->folder, invitation, pair->copy, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_CONFLICT);
  g_clear_error (&error);
  g_assert_false (jkk_node_role_stand_by (other, invitation, pair->store.path, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_CONFLICT);
}

static void
test_what_is_no_invitation_is_said (Pair *pair, gconstpointer data)
{
  g_autofree char *path = g_build_filename (pair->store.folder, "centre", NULL);
  g_autofree char *other = g_build_filename (pair->store.folder, "other", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (path, "[santun-follower]\nkind=stand-by\n", -1, NULL));
  g_assert_null (jkk_node_role_read (path, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_FORMAT);
  g_clear_error (&error);
  /* That of a centre makes no stand-by. */
  g_assert_true (jkk_node_role_invite (pair->home.folder, "pusat", NULL, 0, path, NULL));
  g_assert_false (jkk_node_role_stand_by (other, path, other, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_INVALID);
}

/* It writes no stream that anybody could follow. */
static void
test_a_node_of_a_group_invites_nobody (Pair *pair, gconstpointer data)
{
  g_autofree char *conf = g_build_filename (pair->home.folder, "node.conf", NULL);
  g_autofree char *invitation = g_build_filename (pair->store.folder, "other", NULL);
  static const char *const hosts[] = { "localhost", NULL };
  g_autoptr (GKeyFile) keys = g_key_file_new ();
  g_autoptr (GError) error = NULL;

  g_assert_true (g_key_file_load_from_file (keys, conf, G_KEY_FILE_NONE, NULL));
  g_key_file_set_uint64 (keys, "node", "number", 1);
  g_assert_true (g_key_file_save_to_file (keys, conf, NULL));
  g_assert_false (jkk_node_role_invite (pair->home.folder, "cadangan-2", hosts, 4548, invitation, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_REFUSED);
  g_clear_error (&error);
  g_assert_false (jkk_node_role_invite (pair->home.folder, "pusat", NULL, 0, invitation, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_REFUSED);
  g_assert_false (g_file_test (invitation, G_FILE_TEST_EXISTS));
}

static void
test_a_part_is_kept (Pair *pair, gconstpointer data)
{
  g_assert_true (jkk_node_role_set (pair->folder, JKK_NODE_SERVES, 4, NULL, NULL));
  g_autoptr (JkkNodePlan) plan = jkk_node_office_load (pair->folder, NULL);
  g_assert_cmpint (plan->part, ==, JKK_NODE_SERVES);
  g_assert_cmpint (plan->epoch, ==, 4);
  g_assert_cmpstr (plan->of, ==, NULL);
  g_assert_cmpstr (plan->store, ==, pair->copy);
}

/* By it the stand-by knows who has signed in at the node. */
static void
test_both_have_one_secret (Pair *pair, gconstpointer data)
{
  g_autofree char *here = jkk_node_role_secret (pair->home.folder);
  g_autofree char *again = jkk_node_role_secret (pair->home.folder);
  g_autofree char *there = jkk_node_role_secret (pair->folder);

  g_assert_cmpstr (here, ==, again);
  g_assert_cmpstr (here, ==, there);
}

#define ADD(name) g_test_add ("/node/role/" #name, Pair, NULL, pair_set_up, test_##name, pair_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD (an_invitation_makes_a_stand_by);
  ADD (nothing_is_written_over);
  ADD (what_is_no_invitation_is_said);
  ADD (a_node_of_a_group_invites_nobody);
  ADD (a_part_is_kept);
  ADD (both_have_one_secret);
  return g_test_run ();
}
