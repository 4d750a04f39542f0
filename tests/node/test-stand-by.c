#include "jkk-stand-by.h"

#include "jkk-office-store.h"
#include "pair-home.h"

#include <glib/gstdio.h>

/* Both computers run; the node's is the service itself, as it is started by hand. */
typedef struct
{
  Pair pair;
  JkkStandBy *node, *other;
} Two;

static void
two_set_up (Two *two, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  pair_set_up (&two->pair, NULL);
  g_clear_pointer (&two->pair.home.node, jkk_node_stop);
  two->node = jkk_stand_by_start (two->pair.home.folder, &error);
  g_assert_no_error (error);
  two->other = jkk_stand_by_start (two->pair.folder, &error);
  g_assert_no_error (error);
}

static void
two_tear_down (Two *two, gconstpointer data)
{
  g_clear_pointer (&two->node, jkk_stand_by_stop);
  g_clear_pointer (&two->other, jkk_stand_by_stop);
  pair_tear_down (&two->pair, NULL);
}

static void
wait_for_copy (Two *two)
{
  for (guint i = 0; !g_file_test (two->pair.copy, G_FILE_TEST_EXISTS); i++)
    {
      g_assert_cmpuint (i, <, 1500);
      g_usleep (G_USEC_PER_SEC / 50);
    }
  /* A heartbeat later it is known to be in step. */
  g_usleep (3 * G_USEC_PER_SEC / 2);
}

static gpointer
promote_thread (gpointer data)
{
  Two *two = data;
  GError *error = NULL;

  jkk_stand_by_promote (two->pair.folder, two->node == NULL, &error);
  return error;
}

/* As an administrator does while the service runs. */
static void
promote (Two *two)
{
  GThread *thread = g_thread_new ("promote", promote_thread, two);
  g_autofree char *request = g_build_filename (two->pair.folder, "promote", NULL);

  for (guint i = 0; i < 1500 && !g_file_test (request, G_FILE_TEST_EXISTS); i++)
    g_usleep (G_USEC_PER_SEC / 100);
  jkk_stand_by_look (two->other);
  g_autoptr (GError) error = g_thread_join (thread);
  g_assert_no_error (error);
}

static void
assert_name (JkkDb *db, const char *name)
{
  g_autoptr (GError) error = NULL;

  jkk_db_begin_read (db, &error);
  g_assert_no_error (error);
  g_autofree char *stored = jkk_office_store_get (db, JKK_OFFICE_NAME, &error);
  g_assert_no_error (error);
  jkk_db_rollback (db);
  g_assert_cmpstr (stored, ==, name);
}

static void
test_desks_follow_to_the_promoted_one (Two *two, gconstpointer data)
{
  g_autoptr (JkkDb) desk = pair_open (&two->pair);
  g_autoptr (GError) error = NULL;

  wait_for_copy (two);
  pair_set_name (desk, "Cabang Contoh");
  promote (two);
  /* The same connection goes on; both computers run. */
  pair_set_name (desk, "Cabang Lain");
  assert_name (desk, "Cabang Lain");
  g_autoptr (JkkDb) late = pair_open (&two->pair);
  assert_name (late, "Cabang Lain");
  /* The one before has not seen it. */
  g_clear_pointer (&two->pair.store.db, jkk_db_close);
  two->pair.store.db = jkk_db_open (two->pair.store.path, JKK_DB_DEFAULT, &error);
  assert_name (two->pair.store.db, "Cabang Contoh");
}

static void
test_a_dead_node_that_comes_back_serves_nobody (Two *two, gconstpointer data)
{
  g_autofree char *fresh = node_home_join (&two->pair.home, "meja-2");
  g_autoptr (JkkDb) desk = pair_open (&two->pair);
  g_autoptr (GError) error = NULL;

  wait_for_copy (two);
  pair_set_name (desk, "Cabang Contoh");
  g_clear_pointer (&two->node, jkk_stand_by_stop);
  promote (two);
  assert_name (desk, "Cabang Contoh");
  pair_set_name (desk, "Cabang Lain");
  two->node = jkk_stand_by_start (two->pair.home.folder, &error);
  g_assert_no_error (error);
  /* Also not a desk that has never heard of another one: it is told where to go. */
  g_autofree char *keys = jkk_desk_key_folder (fresh);
  g_autofree char *places = g_build_filename (keys, "places", NULL);
  g_remove (places);
  JkkDb *late = NULL;
  /* On a computer that has much to do the node hears of it later than the desk gives up. */
  for (guint i = 0; i < 10 && late == NULL; i++)
    {
      g_clear_error (&error);
      late = jkk_db_open (fresh, JKK_DB_DEFAULT, &error);
      g_assert_true (late != NULL || g_error_matches (error, JKK_ERROR, JKK_ERROR_AWAY));
    }
  g_assert_no_error (error);
  assert_name (late, "Cabang Lain");
  jkk_db_close (late);
  g_autoptr (JkkNodePlan) plan = jkk_node_office_load (two->pair.home.folder, NULL);
  g_assert_cmpint (plan->part, ==, JKK_NODE_RETIRED);
  assert_name (desk, "Cabang Lain");
}

static void
test_a_node_that_answers_is_not_passed_over (Two *two, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  /* The stand-by alone knows; nothing was promoted. */
  g_assert_false (jkk_stand_by_promote (two->pair.home.folder, TRUE, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_REFUSED);
  g_clear_error (&error);
  /* Two services in one folder would be two nodes. */
  g_assert_null (jkk_stand_by_start (two->pair.folder, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_BUSY);
}

static void
test_without_the_node_it_must_be_said (Two *two, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  wait_for_copy (two);
  g_clear_pointer (&two->node, jkk_stand_by_stop);
  g_clear_pointer (&two->other, jkk_stand_by_stop);
  g_assert_false (jkk_stand_by_promote (two->pair.folder, FALSE, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_AWAY);
  g_clear_error (&error);
  g_assert_true (jkk_stand_by_promote (two->pair.folder, TRUE, &error));
  g_assert_no_error (error);
}

static void
test_a_desk_gets_nothing_from_a_stand_by (Two *two, gconstpointer data)
{
  g_autoptr (JkkDb) desk = pair_open (&two->pair);
  g_autoptr (GError) error = NULL;

  wait_for_copy (two);
  pair_set_name (desk, "Cabang Contoh");
  g_clear_pointer (&two->node, jkk_stand_by_stop);
  g_assert_false (jkk_db_begin_read (desk, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_AWAY);
}

#define ADD(name) g_test_add ("/node/stand-by/" #name, Two, NULL, two_set_up, test_##name, two_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD (desks_follow_to_the_promoted_one);
  ADD (a_dead_node_that_comes_back_serves_nobody);
  ADD (a_node_that_answers_is_not_passed_over);
  ADD (without_the_node_it_must_be_said);
  ADD (a_desk_gets_nothing_from_a_stand_by);
  return g_test_run ();
}
