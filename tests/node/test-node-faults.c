/* Desks and their node, as processes of which one after the other is killed or stopped at a random moment. What a desk
 * was told was kept is there exactly once; what it was told was not, it does again, and that is no double.
 *
 * SANTUN_KILLS=1000 asks for more than the few of each day; --seed repeats a run as far as the clock lets it. */
#include "jkk-collect.h"
#include "jkk-node-role.h"
#include "killed-desks.h"
#include "node-process.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#define KILLS 24
#define DESKS 4

typedef struct
{
  Fixture store;
  NodeProcess node;
  pid_t desks[DESKS];
  KilledDesks killed;
} Branch;

static void
set_up (Branch *branch, gconstpointer data)
{
  fixture_set_up (&branch->store, NULL);
  fixture_begin (&branch->store);
  fixture_insert_account (branch->store.db, "sari", "Sari Contoh", JKK_ROLE_VERIFIER);
  fixture_commit (&branch->store);
  g_clear_pointer (&branch->store.db, jkk_db_close);
  node_process_begin (&branch->node, branch->store.path);
  branch->killed.signs_in = TRUE;
  killed_desks_begin (&branch->killed, branch->node.address);
  for (guint i = 0; i < DESKS; i++)
    branch->desks[i] = killed_desks_start (&branch->killed);
}

static void
tear_down (Branch *branch, gconstpointer data)
{
  killed_desks_end (&branch->killed);
  node_process_end (&branch->node);
  fixture_tear_down (&branch->store, NULL);
}

/* Everybody is at work again, so that the next kill meets somebody. */
static void
wait_for_work (Branch *branch)
{
  guint before = g_hash_table_size (branch->killed.kept);

  for (guint i = 0; g_hash_table_size (branch->killed.kept) < before + DESKS; i++)
    {
      g_assert_cmpuint (i, <, 2000);
      g_usleep (G_USEC_PER_SEC / 50);
      killed_desks_hear (&branch->killed);
    }
}

static void
end_all (Branch *branch)
{
  for (guint i = 0; i < DESKS; i++)
    killed_desks_kill (branch->desks[i]);
  killed_desks_hear (&branch->killed);
}

static void
test_killed_nodes_and_desks_lose_nothing (Branch *branch, gconstpointer data)
{
  guint n_kills = killed_desks_count (KILLS);

  for (guint i = 0; i < n_kills; i++)
    {
      guint which = (guint) g_test_rand_int_range (0, DESKS);

      wait_for_work (branch);
      g_usleep ((gulong) g_test_rand_int_range (1000, 40000));
      if (i % 2 == 0)
        {
          killed_desks_kill (branch->node.pid);
          node_process_start (&branch->node);
        }
      else
        {
          killed_desks_kill (branch->desks[which]);
          branch->desks[which] = killed_desks_start (&branch->killed);
        }
    }
  wait_for_work (branch);
  end_all (branch);
  killed_desks_assert_kept (&branch->killed, branch->store.path);
}

/* A computer that sleeps, or whose cable is cut, holds the turn to write for a while; then the others go on, and what
 * it had under way it does again. */
static void
test_a_stopped_desk_stops_nobody_for_long (Branch *branch, gconstpointer data)
{
  for (guint round = 0; round < 2; round++)
    {
      wait_for_work (branch);
      g_usleep ((gulong) g_test_rand_int_range (1000, 20000));
      g_assert_cmpint (kill (branch->desks[0], SIGSTOP), ==, 0);
      killed_desks_hear (&branch->killed);
      wait_for_work (branch);
      g_assert_cmpint (kill (branch->desks[0], SIGCONT), ==, 0);
    }
  wait_for_work (branch);
  end_all (branch);
  killed_desks_assert_kept (&branch->killed, branch->store.path);
}

/* ---- A stand-by -------------------------------------------------------------------------------------------------- */

/* Its folder, its copy and its service. */
typedef struct
{
  char *folder;
  char *copy;
  NodeProcess process;
} StandBy;

/* In a child, as all that the node's library does here. */
static int
set_up_stand_by (gpointer data)
{
  StandBy *stand_by = ((gpointer *) data)[0];
  Branch *branch = ((gpointer *) data)[1];
  static const char *const hosts[] = { "localhost", NULL };
  g_autofree char *invitation = g_build_filename (branch->store.folder, "invitation", NULL);
  guint16 port = (guint16) g_ascii_strtoull (strrchr (stand_by->process.address, ':') + 1, NULL, 10);

  return jkk_node_role_invite (branch->node.folder, "cadangan", hosts, port, invitation, NULL) &&
                 jkk_node_role_stand_by (stand_by->folder, invitation, stand_by->copy, NULL)
             ? 0
             : 1;
}

static void
begin_stand_by (StandBy *stand_by, Branch *branch)
{
  gpointer both[] = { stand_by, branch };

  stand_by->folder = g_build_filename (branch->store.folder, "stand-by", NULL);
  stand_by->copy = g_build_filename (branch->store.folder, "there", "copy.db", NULL);
  stand_by->process.folder = stand_by->folder;
  stand_by->process.address = node_process_find_address ();
  g_assert_cmpint (run_child (set_up_stand_by, both), ==, 0);
  node_process_start (&stand_by->process);
}

static void
end_stand_by (StandBy *stand_by)
{
  g_free (stand_by->process.address);
  g_free (stand_by->folder);
  g_free (stand_by->copy);
}

static gboolean
says_in_step (const char *folder, const char *group)
{
  g_autofree char *path = g_build_filename (folder, "status", NULL);
  g_autoptr (GKeyFile) keys = g_key_file_new ();

  return g_key_file_load_from_file (keys, path, G_KEY_FILE_NONE, NULL) &&
         g_key_file_get_boolean (keys, group, "in-step", NULL);
}

static void
wait_for_step (Branch *branch)
{
  for (guint i = 0; !says_in_step (branch->node.folder, "cadangan"); i++)
    {
      g_assert_cmpuint (i, <, 1500);
      g_usleep (G_USEC_PER_SEC / 50);
      killed_desks_hear (&branch->killed);
    }
}

static int
promote (gpointer folder)
{
  /* What it says there would stand among the lines of the tests. */
  dup2 (STDERR_FILENO, STDOUT_FILENO);
  execl (g_getenv ("SANTUN_NODE"), "santun-node", "promote", "--alone", folder, NULL);
  return 127;
}

/* What was told while the stand-by was in step is there when the node never comes back, and the desks work on. */
static void
test_a_killed_node_and_its_stand_by_lose_nothing (Branch *branch, gconstpointer data)
{
  StandBy stand_by = { 0 };
  guint n_kills = killed_desks_count (KILLS) / 4;

  begin_stand_by (&stand_by, branch);
  wait_for_step (branch);
  for (guint i = 0; i < n_kills; i++)
    {
      NodeProcess *process = g_test_rand_bit () ? &branch->node : &stand_by.process;

      wait_for_work (branch);
      g_usleep ((gulong) g_test_rand_int_range (1000, 40000));
      killed_desks_kill (process->pid);
      node_process_start (process);
    }
  wait_for_work (branch);
  /* The status is a second old at most. */
  g_usleep (3 * G_USEC_PER_SEC / 2);
  wait_for_step (branch);
  killed_desks_kill (branch->node.pid);
  killed_desks_hear (&branch->killed);
  g_assert_cmpint (run_child (promote, stand_by.folder), ==, 0);
  wait_for_work (branch);
  end_all (branch);
  g_assert_cmpint (kill (stand_by.process.pid, SIGKILL), ==, 0);
  waitpid (stand_by.process.pid, NULL, 0);
  /* For the end of the test. */
  node_process_start (&branch->node);
  killed_desks_assert_kept (&branch->killed, stand_by.copy);
  end_stand_by (&stand_by);
}

/* ---- The centre -------------------------------------------------------------------------------------------------- */

static int
set_up_centre (gpointer data)
{
  Branch *branch = data;
  g_autofree char *invitation = g_build_filename (branch->store.folder, "invitation", NULL);
  g_autofree char *folder = g_build_filename (branch->store.folder, "centre", NULL);

  return jkk_node_role_invite (branch->node.folder, "pusat", NULL, 0, invitation, NULL) &&
                 jkk_collect_add (folder, "jambi", invitation, NULL)
             ? 0
             : 1;
}

static pid_t
start_centre (const char *folder)
{
  pid_t child = fork ();

  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    {
      int nowhere = open ("/dev/null", O_WRONLY);

      outlive_nobody ();
      dup2 (nowhere, STDOUT_FILENO);
      dup2 (nowhere, STDERR_FILENO);
      execl (g_getenv ("SANTUN_NODE"), "santun-node", "collect", folder, NULL);
      _exit (127);
    }
  return child;
}

static gint64
last_change (const char *path)
{
  Fixture store = { .path = (char *) path };

  return g_file_test (path, G_FILE_TEST_EXISTS) ? fixture_ask (&store, "SELECT max (number) FROM change_stream") : 0;
}

static void
wait_for_copy (const char *store, const char *copy)
{
  for (guint i = 0; !g_file_test (copy, G_FILE_TEST_EXISTS) || last_change (copy) != last_change (store); i++)
    {
      g_assert_cmpuint (i, <, 600);
      g_usleep (G_USEC_PER_SEC / 20);
    }
}

/* Wherever it is ended, the copy goes on from there, and in the end is the same. */
static void
test_a_killed_centre_has_the_same_store (Branch *branch, gconstpointer data)
{
  guint n_kills = killed_desks_count (KILLS) / 4;
  g_autofree char *folder = g_build_filename (branch->store.folder, "centre", NULL);
  g_autofree char *copy = jkk_collect_store_path (folder, "jambi");

  g_assert_cmpint (run_child (set_up_centre, branch), ==, 0);
  pid_t centre = start_centre (folder);
  for (guint i = 0; i < n_kills; i++)
    {
      wait_for_work (branch);
      g_usleep ((gulong) g_test_rand_int_range (1000, 300000));
      if (g_test_rand_bit ())
        {
          killed_desks_kill (centre);
          centre = start_centre (folder);
        }
      else
        {
          killed_desks_kill (branch->node.pid);
          node_process_start (&branch->node);
        }
    }
  wait_for_work (branch);
  end_all (branch);
  wait_for_copy (branch->store.path, copy);
  killed_desks_kill (centre);
  g_autofree char *here = store_print (branch->store.path), *there = store_print (copy);
  g_assert_cmpstr (here, ==, there);
  killed_desks_assert_kept (&branch->killed, branch->store.path);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/node/faults/killed_nodes_and_desks_lose_nothing", Branch, NULL, set_up,
              test_killed_nodes_and_desks_lose_nothing, tear_down);
  g_test_add ("/node/faults/a_stopped_desk_stops_nobody_for_long", Branch, NULL, set_up,
              test_a_stopped_desk_stops_nobody_for_long, tear_down);
  g_test_add ("/node/faults/a_killed_node_and_its_stand_by_lose_nothing", Branch, NULL, set_up,
              test_a_killed_node_and_its_stand_by_lose_nothing, tear_down);
  g_test_add ("/node/faults/a_killed_centre_has_the_same_store", Branch, NULL, set_up,
              test_a_killed_centre_has_the_same_store, tear_down);
  return g_test_run ();
}
