/* Desks and the three nodes of a group, as processes that are killed or stopped at random moments: the node that leads,
 * another, two of them, all at once, desks. What a desk was told was kept is there exactly once, what it was told was
 * not kept is not, all three nodes have the same store, and nobody is told anything but to try again.
 *
 * SANTUN_KILLS=1000 asks for more than the few of each day; SANTUN_KILL_SEED repeats a run as far as the clock lets it;
 * SANTUN_LATENCY=20 has the nodes as near to each other as in an office. */
#include "group-home.h"
#include "jkk-db-group.h"
#include "jkk-dqlite.h"
#include "jkk-journal.h"
#include "killed-desks.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#define KILLS 20
#define DESKS 4

/* On a computer that builds and tests at the same time. */
#define LATENCY 60

/* The longest that a person may be kept waiting before he is told anything. */
#define SILENCE (60 * G_TIME_SPAN_SECOND)

typedef struct
{
  Fixture store;
  GroupHome group;
  KilledDesks killed;
  pid_t desks[DESKS];
  guint numbers[DESKS];
  GRand *dice;
  gboolean is_long;
  guint n_kills;
  guint n_stops;
  GArray *takeovers; /* of gint64: from the kill of who led to the next deed */
} Branch;

static guint
number_given (const char *name, guint usual)
{
  const char *given = g_getenv (name);

  return given != NULL ? (guint) g_ascii_strtoull (given, NULL, 10) : usual;
}

static void
set_up (Branch *branch, gconstpointer data)
{
  guint seed = number_given ("SANTUN_KILL_SEED", (guint) g_test_rand_int_range (1, G_MAXINT));

  fixture_set_up (&branch->store, NULL);
  fixture_begin (&branch->store);
  fixture_insert_account (branch->store.db, "sari", "Sari Contoh", JKK_ROLE_VERIFIER);
  fixture_commit (&branch->store);
  g_clear_pointer (&branch->store.db, jkk_db_close);
  branch->group.serves = TRUE;
  branch->group.latency = number_given ("SANTUN_LATENCY", LATENCY);
  group_home_begin (&branch->group, branch->store.path);
  branch->dice = g_rand_new_with_seed (seed);
  branch->takeovers = g_array_new (FALSE, FALSE, sizeof (gint64));
  branch->killed.signs_in = TRUE;
  branch->killed.program = "/proc/self/exe";
  killed_desks_begin (&branch->killed, branch->group.address);
  g_test_message ("SANTUN_KILL_SEED=%u", seed);
}

static void
tear_down (Branch *branch, gconstpointer data)
{
  killed_desks_end (&branch->killed);
  group_home_end (&branch->group);
  g_rand_free (branch->dice);
  g_array_unref (branch->takeovers);
  fixture_tear_down (&branch->store, NULL);
}

/* ---- Waiting ----------------------------------------------------------------------------------------------------- */

static void
assert_alive (const char *what, guint which, pid_t pid)
{
  int status;

  if (waitpid (pid, &status, WNOHANG) == pid)
    g_error ("%s %u ended by itself: %s %d", what, which, WIFSIGNALED (status) ? "signal" : "status",
             WIFSIGNALED (status) ? WTERMSIG (status) : WEXITSTATUS (status));
}

static void
look (Branch *branch)
{
  killed_desks_hear (&branch->killed);
  for (guint i = 0; i < DESKS; i++)
    assert_alive ("desk", branch->numbers[i], branch->desks[i]);
  for (guint i = 0; i < GROUP_NODES; i++)
    if (branch->group.nodes[i] != 0)
      assert_alive ("node", i + 1, branch->group.nodes[i]);
}

static void
listen_for (Branch *branch, guint milliseconds)
{
  gint64 until = g_get_monotonic_time () + milliseconds * G_TIME_SPAN_MILLISECOND;

  do
    {
      g_usleep (G_USEC_PER_SEC / 100);
      look (branch);
    }
  while (g_get_monotonic_time () < until);
}

static guint
throw_dice (Branch *branch, guint least, guint most)
{
  return (guint) g_rand_int_range (branch->dice, (gint32) least, (gint32) most + 1);
}

/* Until a deed is kept that was begun since it is watched. Returns how long that took. */
static gint64
wait_for_deed (Branch *branch)
{
  while (branch->killed.first_kept == 0)
    {
      listen_for (branch, 10);
      g_assert_cmpint (g_get_monotonic_time () - branch->killed.watched_since, <, SILENCE);
    }
  return branch->killed.first_kept - branch->killed.watched_since;
}

static void
wait_for_work (Branch *branch)
{
  killed_desks_watch (&branch->killed);
  wait_for_deed (branch);
}

/* Nobody waits for long without being told anything. */
static void
assert_nobody_hangs (Branch *branch)
{
  gint64 since = g_get_monotonic_time ();

  for (guint i = 0; i < DESKS; i++)
    while (killed_desks_last_word (&branch->killed, branch->numbers[i]) < since)
      {
        listen_for (branch, 20);
        g_assert_cmpint (g_get_monotonic_time () - since, <, SILENCE);
      }
}

/* ---- Blows ------------------------------------------------------------------------------------------------------- */

static void
start_desk (Branch *branch, guint which)
{
  branch->numbers[which] = branch->killed.n_desks;
  branch->desks[which] = killed_desks_start (&branch->killed);
}

static guint
find_leader (Branch *branch)
{
  guint leader = GROUP_NODES;

  for (guint i = 0; leader == GROUP_NODES; i++)
    {
      g_assert_cmpuint (i, <, 3000);
      look (branch);
      leader = group_home_ask_leader (&branch->group);
      g_usleep (leader == GROUP_NODES ? G_USEC_PER_SEC / 50 : 0);
    }
  return leader;
}

static guint
find_follower (Branch *branch)
{
  return (find_leader (branch) + throw_dice (branch, 1, GROUP_NODES - 1)) % GROUP_NODES;
}

static void
kill_node (Branch *branch, guint which)
{
  group_home_kill (&branch->group, which);
  branch->n_kills++;
}

/* The others take over before it is back, or it is back at once. */
static void
kill_leader (Branch *branch)
{
  guint leader = find_leader (branch);

  killed_desks_watch (&branch->killed);
  kill_node (branch, leader);
  if (throw_dice (branch, 0, 1))
    {
      gint64 took = wait_for_deed (branch);

      g_array_append_val (branch->takeovers, took);
    }
  else
    listen_for (branch, throw_dice (branch, 0, 500));
  group_home_start (&branch->group, leader);
}

static void
kill_follower (Branch *branch)
{
  guint follower = find_follower (branch);

  kill_node (branch, follower);
  listen_for (branch, throw_dice (branch, 0, 1000));
  group_home_start (&branch->group, follower);
}

static void
kill_desk (Branch *branch)
{
  guint which = throw_dice (branch, 0, DESKS - 1);

  killed_desks_kill (branch->desks[which]);
  branch->n_kills++;
  start_desk (branch, which);
}

/* As a computer that sleeps, or whose cable is cut: mostly for some seconds, now and then for a long time. */
static void
stop (Branch *branch, pid_t pid)
{
  guint longest = !branch->is_long ? 3000 : throw_dice (branch, 0, 4) == 0 ? 15000 : 5000;

  g_assert_cmpint (kill (pid, SIGSTOP), ==, 0);
  branch->n_stops++;
  listen_for (branch, throw_dice (branch, 1000, longest));
  g_assert_cmpint (kill (pid, SIGCONT), ==, 0);
}

static void
stop_leader (Branch *branch)
{
  stop (branch, branch->group.nodes[find_leader (branch)]);
}

static void
stop_follower (Branch *branch)
{
  stop (branch, branch->group.nodes[find_follower (branch)]);
}

static void
stop_desk (Branch *branch)
{
  stop (branch, branch->desks[throw_dice (branch, 0, DESKS - 1)]);
}

/* The one that is left leads nobody, and says so. */
static void
kill_two (Branch *branch)
{
  guint left = throw_dice (branch, 0, GROUP_NODES - 1);

  for (guint i = 1; i < GROUP_NODES; i++)
    kill_node (branch, (left + i) % GROUP_NODES);
  if (throw_dice (branch, 0, 3) == 0)
    {
      assert_nobody_hangs (branch);
      killed_desks_watch (&branch->killed);
      listen_for (branch, 500);
      g_assert_cmpint (branch->killed.first_kept, ==, 0);
    }
  else
    listen_for (branch, throw_dice (branch, 0, 2000));
  for (guint i = 1; i < GROUP_NODES; i++)
    group_home_start (&branch->group, (left + i) % GROUP_NODES);
}

/* As when the power of the whole office fails. */
static void
kill_all (Branch *branch)
{
  guint first = throw_dice (branch, 0, GROUP_NODES - 1);

  for (guint i = 0; i < GROUP_NODES; i++)
    kill_node (branch, (first + i) % GROUP_NODES);
  listen_for (branch, throw_dice (branch, 0, 1000));
  for (guint i = 0; i < GROUP_NODES; i++)
    {
      group_home_start (&branch->group, (first + i) % GROUP_NODES);
      listen_for (branch, throw_dice (branch, 0, 300));
    }
}

typedef struct
{
  const char *name;
  void (*strike) (Branch *branch);
  guint weight;
} Blow;

static const Blow blows[] = {
  { "kill who leads", kill_leader, 34 }, { "kill another", kill_follower, 20 }, { "kill a desk", kill_desk, 20 },
  { "stop who leads", stop_leader, 8 },  { "stop another", stop_follower, 4 },  { "stop a desk", stop_desk, 2 },
  { "kill two", kill_two, 8 },           { "kill all", kill_all, 4 },
};

static void
strike (Branch *branch)
{
  guint number = throw_dice (branch, 0, 99), i = 0;

  while (number >= blows[i].weight)
    number -= blows[i++].weight;
  g_test_message ("%.2f: %s", g_test_timer_elapsed (), blows[i].name);
  blows[i].strike (branch);
  g_test_message ("%.2f: struck", g_test_timer_elapsed ());
  /* The next one meets people at work, or a group that has not found itself again. */
  if (throw_dice (branch, 0, 3) > 0)
    wait_for_work (branch);
  listen_for (branch, throw_dice (branch, 0, 200));
}

/* ---- What is there in the end ------------------------------------------------------------------------------------ */

static char *
dump (Branch *branch, guint which)
{
  g_autoptr (JkkDqlite) engine = jkk_dqlite_over (group_home_engine (&branch->group, which));
  char *path = g_strdup_printf ("%s/dump-%u.db", branch->store.folder, which + 1);

  g_assert_cmpint (jkk_dqlite_dump (engine, JKK_DB_GROUP_STORE, path), ==, 0);
  return path;
}

static char *
print_of (Branch *branch, guint which)
{
  g_autofree char *path = dump (branch, which);

  return store_print (path);
}

/* The last that one of them heard of may be on its way. */
static gboolean
have_the_same (Branch *branch)
{
  g_autofree char *first = print_of (branch, 0);
  gboolean same = TRUE;

  for (guint i = 1; same && i < GROUP_NODES; i++)
    {
      g_autofree char *print = print_of (branch, i);

      same = g_str_equal (print, first);
    }
  return same;
}

static void
assert_all_have_it (Branch *branch)
{
  for (guint i = 0; !have_the_same (branch); i++)
    {
      g_assert_cmpuint (i, <, 100);
      g_usleep (G_USEC_PER_SEC / 5);
    }
  for (guint i = 0; i < GROUP_NODES; i++)
    {
      g_autofree char *path = g_strdup_printf ("%s/dump-%u.db", branch->store.folder, i + 1);

      killed_desks_assert_kept (&branch->killed, path);
    }
}

static int
compare (gconstpointer a, gconstpointer b)
{
  return *(const gint64 *) a < *(const gint64 *) b ? -1 : *(const gint64 *) a > *(const gint64 *) b;
}

static void
tell_figures (Branch *branch)
{
  GArray *takeovers = branch->takeovers;

  g_test_message ("%u kills, %u stops, %u deeds told kept", branch->n_kills, branch->n_stops,
                  g_hash_table_size (branch->killed.kept));
  g_array_sort (takeovers, compare);
  if (takeovers->len > 0)
    g_test_message ("from the kill of who led to the next deed, %u times: median %.2f s, p95 %.2f s, longest %.2f s",
                    takeovers->len, (double) g_array_index (takeovers, gint64, takeovers->len / 2) / G_USEC_PER_SEC,
                    (double) g_array_index (takeovers, gint64, takeovers->len * 95 / 100) / G_USEC_PER_SEC,
                    (double) g_array_index (takeovers, gint64, takeovers->len - 1) / G_USEC_PER_SEC);
}

static void
test_killed_and_stopped_nodes_lose_nothing (Branch *branch, gconstpointer data)
{
  guint n_kills = killed_desks_count (KILLS);

  branch->is_long = n_kills > KILLS;
  g_test_timer_start ();
  for (guint i = 0; i < DESKS; i++)
    start_desk (branch, i);
  wait_for_work (branch);
  for (guint n_struck = 1; branch->n_kills < n_kills; n_struck++)
    {
      strike (branch);
      if (n_struck % 20 == 0)
        assert_nobody_hangs (branch);
    }
  wait_for_work (branch);
  assert_nobody_hangs (branch);
  for (guint i = 0; i < DESKS; i++)
    killed_desks_kill (branch->desks[i]);
  killed_desks_hear (&branch->killed);
  assert_all_have_it (branch);
  tell_figures (branch);
}

/* ---- A leader that slept ----------------------------------------------------------------------------------------- */

/* Somebody who has a line to who leads, and asks over it the moment that one wakes. */
typedef struct
{
  const char *address;
  const char *deed_id;
  gboolean has_line; /* under the mutex, as the next one */
  gboolean shall_ask;
  gboolean known;
  GError *error;
  GMutex mutex;
  GCond cond;
} Reader;

static void
reach (Reader *reader, gboolean *what)
{
  g_mutex_lock (&reader->mutex);
  *what = TRUE;
  g_cond_broadcast (&reader->cond);
  g_mutex_unlock (&reader->mutex);
}

static void
await (Reader *reader, gboolean *what)
{
  g_mutex_lock (&reader->mutex);
  while (!*what)
    g_cond_wait (&reader->cond, &reader->mutex);
  g_mutex_unlock (&reader->mutex);
}

static JkkDb *
open_desk (const char *address)
{
  g_autoptr (GError) error = NULL;
  JkkDb *db = jkk_db_open (address, JKK_DB_DEFAULT, &error);

  g_assert_no_error (error);
  g_assert_true (killed_desks_sign_in (db, &error));
  return db;
}

static gpointer
read_once (gpointer data)
{
  Reader *reader = data;
  g_autoptr (JkkDb) db = open_desk (reader->address);

  reach (reader, &reader->has_line);
  await (reader, &reader->shall_ask);
  jkk_journal_knows (db, reader->deed_id, &reader->known, &reader->error);
  return NULL;
}

static void
do_somewhere (JkkDb *db, const char *deed_id)
{
  gint64 since = g_get_monotonic_time ();

  for (gboolean done = FALSE; !done;)
    {
      g_autoptr (GError) error = NULL;

      done = killed_desks_do_deed (db, deed_id, FIXTURE_TIME, &error);
      g_assert_true (done || g_error_matches (error, JKK_ERROR, JKK_ERROR_AWAY));
      g_assert_cmpint (g_get_monotonic_time () - since, <, SILENCE);
    }
}

/* The others have agreed on another one, and have kept something more, when it is asked; it answers before it has heard
 * of them, or sends on, but nobody takes for the last word what it knew when it fell asleep. */
static void
test_a_leader_that_slept_tells_nothing_old (Branch *branch, gconstpointer data)
{
  g_autoptr (JkkDb) db = open_desk (branch->group.address);

  for (guint round = 0; round < 4; round++)
    {
      g_autofree char *deed_id = g_strdup_printf ("while-it-slept-%u", round);
      Reader reader = { .address = branch->group.address, .deed_id = deed_id };
      GThread *thread = g_thread_new ("reader", read_once, &reader);

      await (&reader, &reader.has_line);
      pid_t leader = branch->group.nodes[group_home_leader (&branch->group)];
      g_assert_cmpint (kill (leader, SIGSTOP), ==, 0);
      do_somewhere (db, deed_id);
      reach (&reader, &reader.shall_ask);
      g_usleep (G_USEC_PER_SEC / 20);
      g_assert_cmpint (kill (leader, SIGCONT), ==, 0);
      g_thread_join (thread);
      if (reader.error == NULL)
        g_assert_true (reader.known);
      else
        g_assert_error (reader.error, JKK_ERROR, JKK_ERROR_AWAY);
      g_clear_error (&reader.error);
    }
}

int
main (int argc, char **argv)
{
  if (killed_desks_main (argc, argv))
    return 0;
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/node/group-faults/killed_and_stopped_nodes_lose_nothing", Branch, NULL, set_up,
              test_killed_and_stopped_nodes_lose_nothing, tear_down);
  g_test_add ("/node/group-faults/a_leader_that_slept_tells_nothing_old", Branch, NULL, set_up,
              test_a_leader_that_slept_tells_nothing_old, tear_down);
  return g_test_run ();
}
