/* Desks and their node, as processes of which one after the other is killed or stopped at a random moment. What a desk
 * was told was kept is there exactly once; what it was told was not, it does again, and that is no double.
 *
 * SANTUN_KILLS=1000 asks for more than the few of each day; --seed repeats a run as far as the clock lets it. */
#include "jkk-account-store.h"
#include "jkk-collect.h"
#include "jkk-db-copy.h"
#include "jkk-journal.h"
#include "jkk-node-role.h"
#include "jkk-statement.h"
#include "node-process.h"
#include "store-fixture.h"

#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define KILLS 24
#define DESKS 4
#define TOLD 40 /* bytes of what a desk tells: less than a pipe takes apart */

typedef struct
{
  Fixture store;
  NodeProcess node;
  pid_t desks[DESKS];
  guint n_desks; /* that ever were: each has a number of its own */
  int told_fds[2];
  GHashTable *told;
} Branch;

/* ---- A desk */

static gboolean
do_deed (JkkDb *db, const char *deed_id, GError **error)
{
  JkkJournalEntry entry = { .time = FIXTURE_TIME,
                            .person = "sari",
                            .workstation = jkk_db_get_workstation (db),
                            .deed = "take-in",
                            .deed_id = deed_id };

  if (!jkk_db_begin_write (db, error))
    return FALSE;
  if (jkk_journal_append (db, &entry, NULL, error))
    return jkk_db_commit (db, error);
  jkk_db_rollback (db);
  return FALSE;
}

/* The node wants to know who works there. */
static gboolean
sign_in (JkkDb *db, GError **error)
{
  JkkSignIn result;

  if (!jkk_db_begin_write (db, error))
    return FALSE;
  if (jkk_account_verify (db, "sari", "kata sandi uji", FIXTURE_TIME, &result, NULL, error) &&
      jkk_sign_in_check (result, error))
    return jkk_db_commit (db, error);
  jkk_db_rollback (db);
  return FALSE;
}

static JkkDb *
open_when_there (const char *address)
{
  for (;;)
    {
      g_autoptr (GError) error = NULL;
      JkkDb *db = jkk_db_open (address, JKK_DB_DEFAULT, &error);

      if (db != NULL && sign_in (db, &error))
        return db;
      g_clear_pointer (&db, jkk_db_close);
      if (!g_error_matches (error, JKK_ERROR, JKK_ERROR_AWAY))
        {
          g_printerr ("# opening: %s\n", error->message);
          _exit (3);
        }
      g_usleep (G_USEC_PER_SEC / 20);
    }
}

/* Until it is done, as a person who is told that nothing was changed and tries again. */
static void
do_until_done (JkkDb *db, const char *deed_id)
{
  for (;;)
    {
      g_autoptr (GError) error = NULL;

      if (do_deed (db, deed_id, &error))
        return;
      if (!g_error_matches (error, JKK_ERROR, JKK_ERROR_AWAY))
        {
          /* Above all a conflict: it had been kept, though it was told that it was not. */
          g_printerr ("# %s: %s\n", deed_id, error->message);
          _exit (4);
        }
      g_usleep (G_USEC_PER_SEC / 20);
    }
}

static void
work (const char *address, guint number, int fd)
{
  JkkDb *db = open_when_there (address);

  for (guint i = 0;; i++)
    {
      char told[TOLD] = { 0 };

      g_snprintf (told, sizeof told, "desk-%u-deed-%u", number, i);
      do_until_done (db, told);
      if (write (fd, told, sizeof told) != sizeof told)
        _exit (9);
    }
}

static void
start_desk (Branch *branch, guint which)
{
  guint number = branch->n_desks++;
  pid_t child = fork ();

  if (child == 0)
    {
      outlive_nobody ();
      work (branch->node.address, number, branch->told_fds[1]);
    }
  g_assert_cmpint (child, >, 0);
  branch->desks[which] = child;
}

static void
set_up (Branch *branch, gconstpointer data)
{
  fixture_set_up (&branch->store, NULL);
  fixture_begin (&branch->store);
  fixture_insert_account (branch->store.db, "sari", "Sari Contoh", JKK_ROLE_VERIFIER);
  fixture_commit (&branch->store);
  g_clear_pointer (&branch->store.db, jkk_db_close);
  branch->told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_assert_cmpint (pipe (branch->told_fds), ==, 0);
  g_assert_cmpint (fcntl (branch->told_fds[0], F_SETFL, O_NONBLOCK), ==, 0);
  node_process_begin (&branch->node, branch->store.path);
  for (guint i = 0; i < DESKS; i++)
    start_desk (branch, i);
}

static void
end (pid_t child)
{
  int status;

  g_assert_cmpint (kill (child, SIGKILL), ==, 0);
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  /* It was still at work: nothing had gone wrong before. */
  g_assert_true (WIFSIGNALED (status) && WTERMSIG (status) == SIGKILL);
}

static void
hear (Branch *branch)
{
  char deed_id[TOLD];

  while (read (branch->told_fds[0], deed_id, sizeof deed_id) == sizeof deed_id)
    g_assert_true (g_hash_table_add (branch->told, g_strdup (deed_id)));
}

/* What one desk was told and what another did must be there; whatever is there besides was under way. */
static void
assert_nothing_is_lost (Branch *branch)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) found = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  JkkDb *db = jkk_db_open (branch->store.path, JKK_DB_DEFAULT, &error);
  GHashTableIter iter;
  gpointer deed_id;

  g_assert_no_error (error);
  g_assert_true (jkk_db_check (db, TRUE, &error));
  g_autoptr (JkkAuditReport) report = jkk_journal_audit (db, 0, NULL, NULL, &error);
  g_assert_true (jkk_audit_report_is_sound (report));
  g_autoptr (JkkQuery) query = jkk_db_query (db, JKK_SQL_JOURNAL_ALL);
  while (jkk_query_next (query, &error))
    g_assert_true (g_hash_table_add (found, jkk_query_dup_text (query, 5)));
  g_assert_no_error (error);
  g_clear_pointer (&query, jkk_query_end);
  jkk_db_close (db);
  g_hash_table_iter_init (&iter, branch->told);
  while (g_hash_table_iter_next (&iter, &deed_id, NULL))
    g_assert_true (g_hash_table_contains (found, deed_id));
  g_test_message ("%u told, %u there", g_hash_table_size (branch->told), g_hash_table_size (found));
}

static void
tear_down (Branch *branch, gconstpointer data)
{
  node_process_end (&branch->node);
  g_hash_table_unref (branch->told);
  close (branch->told_fds[0]);
  close (branch->told_fds[1]);
  fixture_tear_down (&branch->store, NULL);
}

/* Everybody is at work again, so that the next kill meets somebody. */
static void
wait_for_work (Branch *branch)
{
  guint before = g_hash_table_size (branch->told);

  for (guint i = 0; g_hash_table_size (branch->told) < before + DESKS; i++)
    {
      g_assert_cmpuint (i, <, 2000);
      g_usleep (G_USEC_PER_SEC / 50);
      hear (branch);
    }
}

static guint
count_kills (void)
{
  const char *given = g_getenv ("SANTUN_KILLS");
  guint64 n = KILLS;

  if (given != NULL)
    g_assert_true (g_ascii_string_to_unsigned (given, 10, 1, 1000000, &n, NULL));
  return (guint) n;
}

static void
end_all (Branch *branch)
{
  for (guint i = 0; i < DESKS; i++)
    end (branch->desks[i]);
  hear (branch);
}

static void
test_killed_nodes_and_desks_lose_nothing (Branch *branch, gconstpointer data)
{
  guint n_kills = count_kills ();

  for (guint i = 0; i < n_kills; i++)
    {
      guint which = (guint) g_test_rand_int_range (0, DESKS);

      wait_for_work (branch);
      g_usleep ((gulong) g_test_rand_int_range (1000, 40000));
      if (i % 2 == 0)
        {
          end (branch->node.pid);
          node_process_start (&branch->node);
        }
      else
        {
          end (branch->desks[which]);
          start_desk (branch, which);
        }
    }
  wait_for_work (branch);
  end_all (branch);
  assert_nothing_is_lost (branch);
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
      hear (branch);
      wait_for_work (branch);
      g_assert_cmpint (kill (branch->desks[0], SIGCONT), ==, 0);
    }
  wait_for_work (branch);
  end_all (branch);
  assert_nothing_is_lost (branch);
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
      hear (branch);
    }
}

static int
promote (gpointer folder)
{
  execl (g_getenv ("SANTUN_NODE"), "santun-node", "promote", "--alone", folder, NULL);
  return 127;
}

/* What was told while the stand-by was in step is there when the node never comes back, and the desks work on. */
static void
test_a_killed_node_and_its_stand_by_lose_nothing (Branch *branch, gconstpointer data)
{
  StandBy stand_by = { 0 };
  guint n_kills = count_kills () / 4;

  begin_stand_by (&stand_by, branch);
  wait_for_step (branch);
  for (guint i = 0; i < n_kills; i++)
    {
      NodeProcess *process = g_test_rand_bit () ? &branch->node : &stand_by.process;

      wait_for_work (branch);
      g_usleep ((gulong) g_test_rand_int_range (1000, 40000));
      end (process->pid);
      node_process_start (process);
    }
  wait_for_work (branch);
  /* The status is a second old at most. */
  g_usleep (3 * G_USEC_PER_SEC / 2);
  wait_for_step (branch);
  end (branch->node.pid);
  hear (branch);
  g_assert_cmpint (run_child (promote, stand_by.folder), ==, 0);
  wait_for_work (branch);
  end_all (branch);
  g_assert_cmpint (kill (stand_by.process.pid, SIGKILL), ==, 0);
  waitpid (stand_by.process.pid, NULL, 0);
  /* For the end of the test. */
  node_process_start (&branch->node);
  g_autofree char *store = g_steal_pointer (&branch->store.path);
  branch->store.path = g_strdup (stand_by.copy);
  assert_nothing_is_lost (branch);
  g_free (branch->store.path);
  branch->store.path = g_steal_pointer (&store);
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
  guint n_kills = count_kills () / 4;
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
          end (centre);
          centre = start_centre (folder);
        }
      else
        {
          end (branch->node.pid);
          node_process_start (&branch->node);
        }
    }
  wait_for_work (branch);
  end_all (branch);
  wait_for_copy (branch->store.path, copy);
  end (centre);
  g_autofree char *here = store_print (branch->store.path), *there = store_print (copy);
  g_assert_cmpstr (here, ==, there);
  assert_nothing_is_lost (branch);
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
