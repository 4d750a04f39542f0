#include "jkk-follow.h"

#include "jkk-document-store.h"
#include "pair-home.h"

#include <glib/gstdio.h>

static void
assert_same (Pair *pair)
{
  g_autofree char *here = store_print (pair->store.path);
  g_autofree char *there = store_print (pair->copy);

  g_assert_cmpstr (here, ==, there);
}

static void
test_a_copy_is_taken_and_kept_in_step (Pair *pair, gconstpointer data)
{
  g_autoptr (JkkFollow) follow = pair_follow (pair);
  g_autoptr (JkkDb) desk = pair_open (pair);
  g_autoptr (JkkFollowState) first = pair_wait (pair, follow);

  g_assert_cmpint (first->number, ==, 1);
  pair_set_name (desk, "Cabang Contoh");
  pair_set_name (pair->store.db, "Cabang Lain");
  g_autoptr (JkkFollowState) later = pair_wait (pair, follow);
  /* A sign-in and two names. */
  g_assert_cmpint (later->number, ==, 4);
  g_clear_pointer (&follow, jkk_follow_stop);
  assert_same (pair);
}

/* What a desk was told is on the other disk, too. */
static void
test_a_desk_waits_for_a_stand_by_in_step (Pair *pair, gconstpointer data)
{
  g_autoptr (JkkFollow) follow = pair_follow (pair);
  g_autoptr (JkkDb) desk = pair_open (pair);
  g_autoptr (JkkFollowState) first = pair_wait (pair, follow);

  /* From the first heartbeat on it is known to be in step. */
  g_usleep (G_USEC_PER_SEC / 2);
  for (guint i = 0; i < 20; i++)
    {
      g_autofree char *name = g_strdup_printf ("Cabang %u", i);

      pair_set_name (desk, name);
      assert_same (pair);
    }
}

static void
test_documents_come_along (Pair *pair, gconstpointer data)
{
  g_autoptr (GBytes) before = g_bytes_new_static ("sebelum", 7), after = g_bytes_new_static ("sesudah", 7);
  g_autofree char *beside = g_path_get_dirname (pair->copy);
  g_autofree char *first = jkk_document_store_put (pair->store.db, before, NULL);
  g_autoptr (JkkFollow) follow = pair_follow (pair);
  g_autoptr (JkkFollowState) state = pair_wait (pair, follow);

  g_assert_true (jkk_document_store_lies (beside, first));
  /* One that a change names is there before the change. */
  g_autofree char *second = jkk_document_store_put (pair->store.db, after, NULL);
  pair_set_name (pair->store.db, second);
  g_autoptr (JkkFollowState) later = pair_wait (pair, follow);
  g_assert_true (jkk_document_store_lies (beside, second));
}

/* A restart of either side, an hour without a line: it goes on where it was. */
static void
test_it_goes_on_after_a_break (Pair *pair, gconstpointer data)
{
  g_autoptr (JkkFollow) follow = pair_follow (pair);
  g_autoptr (JkkFollowState) first = pair_wait (pair, follow);

  g_clear_pointer (&follow, jkk_follow_stop);
  pair_set_name (pair->store.db, "Cabang Contoh");
  g_clear_pointer (&pair->home.node, jkk_node_stop);
  follow = pair_follow (pair);
  g_usleep (G_USEC_PER_SEC / 10);
  g_autoptr (JkkFollowState) alone = jkk_follow_get_state (follow);
  g_assert_false (alone->is_connected);
  g_assert_nonnull (alone->problem);
  node_home_start (&pair->home);
  g_autoptr (JkkFollowState) later = pair_wait (pair, follow);
  g_clear_pointer (&follow, jkk_follow_stop);
  assert_same (pair);
}

/* Restored from a backup, it is no longer what was followed. */
static void
test_another_store_is_copied_anew (Pair *pair, gconstpointer data)
{
  g_autoptr (JkkFollow) follow = pair_follow (pair);
  g_autoptr (JkkFollowState) first = pair_wait (pair, follow);

  fixture_sql (&pair->store, "DELETE FROM change_stream; INSERT INTO office (key, value) VALUES ('x', 'y'); "
                             "INSERT INTO change_stream VALUES (9, 0, 0, "
                             "'0000000000000000000000000000000000000000000000000000000000000000', 0, 'lain', NULL)");
  g_autoptr (JkkFollowState) later = pair_wait (pair, follow);
  g_assert_cmpint (later->number, ==, 9);
  g_clear_pointer (&follow, jkk_follow_stop);
  assert_same (pair);
}

static void
test_a_revoked_follower_gets_nothing (Pair *pair, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (jkk_node_office_bar_desk (pair->home.folder, "cadangan", NULL));
  g_autoptr (JkkFollow) follow = pair_follow (pair);
  g_usleep (G_USEC_PER_SEC / 2);
  g_autoptr (JkkFollowState) state = jkk_follow_get_state (follow);
  g_assert_false (state->is_connected);
  g_assert_false (g_file_test (pair->copy, G_FILE_TEST_EXISTS));
}

static void
test_who_hands_over_serves_no_more (Pair *pair, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JkkFollow) follow = pair_follow (pair);
  g_autoptr (JkkDb) desk = pair_open (pair);
  g_autoptr (JkkFollowState) first = pair_wait (pair, follow);

  pair_set_name (desk, "Cabang Contoh");
  g_assert_true (jkk_db_begin_write (desk, NULL));
  jkk_follow_hand_over (follow, 2, 20, &error);
  g_assert_no_error (error);
  g_assert_true (jkk_node_is_retired (pair->home.node));
  /* What was under way there is taken back. */
  g_assert_false (jkk_db_commit (desk, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_AWAY);
  jkk_db_rollback (desk);
  g_clear_pointer (&follow, jkk_follow_stop);
  assert_same (pair);
}

#define ADD(name) g_test_add ("/node/follow/" #name, Pair, NULL, pair_set_up, test_##name, pair_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD (a_copy_is_taken_and_kept_in_step);
  ADD (a_desk_waits_for_a_stand_by_in_step);
  ADD (documents_come_along);
  ADD (it_goes_on_after_a_break);
  ADD (another_store_is_copied_anew);
  ADD (a_revoked_follower_gets_nothing);
  ADD (who_hands_over_serves_no_more);
  return g_test_run ();
}
