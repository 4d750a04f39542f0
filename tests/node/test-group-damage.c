/* A node of a group whose disk fills, may only be read, or has damaged files: it says so and ends, or stays behind; the
 * other two work on, and it comes back, or another takes its place. */
#define _GNU_SOURCE /* unshare */

#include "group-home.h"
#include "jkk-db-group.h"
#include "jkk-dqlite.h"
#include "jkk-node-group.h"
#include "jkk-node-members.h"
#include "killed-desks.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <sched.h>
#include <signal.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/wait.h>
#include <unistd.h>

/* Which of the three is struck: one that does not lead at first. */
#define STRUCK 1

#define LATENCY 60
#define PATIENCE (60 * G_TIME_SPAN_SECOND)

typedef struct
{
  Fixture store;
  GroupHome group;
  KilledDesks told; /* what was told kept here; no other desk works */
  guint n_deeds;
  JkkDb *db;
} Branch;

static void
set_up (Branch *branch, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture_set_up (&branch->store, NULL);
  fixture_begin (&branch->store);
  fixture_insert_account (branch->store.db, "sari", "Sari Contoh", JKK_ROLE_VERIFIER);
  fixture_commit (&branch->store);
  g_clear_pointer (&branch->store.db, jkk_db_close);
  branch->group.serves = TRUE;
  branch->group.latency = LATENCY;
  group_home_begin (&branch->group, branch->store.path);
  killed_desks_begin (&branch->told, branch->group.address);
  branch->db = jkk_db_open (branch->group.address, JKK_DB_DEFAULT, &error);
  g_assert_no_error (error);
  g_assert_true (killed_desks_sign_in (branch->db, &error));
}

static void
tear_down (Branch *branch, gconstpointer data)
{
  g_clear_pointer (&branch->db, jkk_db_close);
  killed_desks_end (&branch->told);
  group_home_end (&branch->group);
  fixture_tear_down (&branch->store, NULL);
}

/* Until it is kept, as a person who is told to try again. */
static void
work (Branch *branch, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *deed_id = g_strdup_printf ("deed-%u", branch->n_deeds++);
      gint64 since = g_get_monotonic_time ();

      for (gboolean kept = FALSE; !kept;)
        {
          g_autoptr (GError) error = NULL;

          kept = killed_desks_do_deed (branch->db, deed_id, FIXTURE_TIME, &error);
          g_assert_true (kept || g_error_matches (error, JKK_ERROR, JKK_ERROR_AWAY));
          g_assert_cmpint (g_get_monotonic_time () - since, <, PATIENCE);
        }
      g_hash_table_add (branch->told.kept, g_steal_pointer (&deed_id));
    }
}

static char *
dump (Branch *branch, guint which)
{
  g_autoptr (JkkDqlite) engine = jkk_dqlite_over (group_home_engine (&branch->group, which));
  char *path = g_strdup_printf ("%s/dump-%u.db", branch->store.folder, which + 1);

  g_assert_cmpint (jkk_dqlite_dump (engine, JKK_DB_GROUP_STORE, path), ==, 0);
  return path;
}

static void
assert_all_have_it (Branch *branch)
{
  gint64 since = g_get_monotonic_time ();
  gboolean same = FALSE;

  group_home_wait (&branch->group, GROUP_NODES);
  while (!same)
    {
      g_autofree char *first = dump (branch, 0), *print = store_print (first);

      same = TRUE;
      for (guint i = 1; i < GROUP_NODES; i++)
        {
          g_autofree char *path = dump (branch, i), *other = store_print (path);

          same = same && g_str_equal (print, other);
        }
      g_assert_cmpint (g_get_monotonic_time () - since, <, PATIENCE);
    }
  g_autofree char *path = dump (branch, STRUCK);
  killed_desks_assert_kept (&branch->told, path);
}

/* ---- A disk of its own ------------------------------------------------------------------------------------------- */

static gboolean
has_ended (Branch *branch)
{
  int status;

  if (branch->group.nodes[STRUCK] == 0 ||
      waitpid (branch->group.nodes[STRUCK], &status, WNOHANG) != branch->group.nodes[STRUCK])
    return FALSE;
  g_test_message ("the node has ended: %s %d", WIFSIGNALED (status) ? "signal" : "status",
                  WIFSIGNALED (status) ? WTERMSIG (status) : WEXITSTATUS (status));
  /* By its own will, with a sentence. */
  g_assert_true (WIFEXITED (status) && WEXITSTATUS (status) != 0);
  branch->group.nodes[STRUCK] = 0;
  return TRUE;
}

static void
run (const char *command, const char *from, const char *to)
{
  g_autofree char *line = g_strdup_printf ("%s '%s' '%s'", command, from, to);
  int status;

  g_assert_true (g_spawn_command_line_sync (line, NULL, NULL, &status, NULL));
  g_assert_cmpint (status, ==, 0);
}

/* Returns: whether the struck node has one now, with what it had */
static gboolean
give_disk (Branch *branch, const char *size)
{
  const char *folder = branch->group.folders[STRUCK];
  g_autofree char *before = g_strconcat (folder, "-before", NULL);

  if (unshare (CLONE_NEWNS) != 0 || mount ("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0)
    return FALSE;
  group_home_stop (&branch->group, STRUCK);
  g_assert_cmpint (g_rename (folder, before), ==, 0);
  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  g_assert_cmpint (mount ("small", folder, "tmpfs", 0, size), ==, 0);
  g_autofree char *all = g_strconcat (before, "/.", NULL);
  run ("cp -a", all, folder);
  group_home_start (&branch->group, STRUCK);
  group_home_wait (&branch->group, GROUP_NODES);
  return TRUE;
}

static void
take_disk (Branch *branch)
{
  const char *folder = branch->group.folders[STRUCK];

  group_home_stop (&branch->group, STRUCK);
  g_assert_cmpint (umount2 (folder, MNT_DETACH), ==, 0);
}

static char *
fill (Branch *branch)
{
  char *path = g_build_filename (branch->group.folders[STRUCK], "unduhan", NULL);
  int fd = g_open (path, O_CREAT | O_WRONLY | O_CLOEXEC, 0600);
  char bytes[4096] = { 0 };

  while (fd >= 0 && write (fd, bytes, sizeof bytes) > 0)
    ;
  close (fd);
  return path;
}

static gboolean
has_ended_within (Branch *branch, guint seconds)
{
  gint64 until = g_get_monotonic_time () + seconds * G_TIME_SPAN_SECOND;

  while (!has_ended (branch))
    {
      if (g_get_monotonic_time () > until)
        return FALSE;
      g_usleep (G_USEC_PER_SEC / 20);
    }
  return TRUE;
}

/* It says why. */
static void
wait_for_end (Branch *branch)
{
  g_assert_true (has_ended_within (branch, 60));
}

/* What was prepared for its log lasts for some hundred cases; then it ends. */
static void
test_a_node_whose_disk_fills_ends (Branch *branch, gconstpointer data)
{
  if (g_getenv ("SANTUN_KILLS") == NULL || !give_disk (branch, "size=600m"))
    {
      g_test_skip ("takes minutes (SANTUN_KILLS=100), and a disk that can be mounted");
      return;
    }
  work (branch, 5);
  g_autofree char *ballast = fill (branch);
  for (guint i = 0; i < 100 && !has_ended (branch); i++)
    work (branch, 10);
  g_assert_cmpint (branch->group.nodes[STRUCK], ==, 0);
  g_unlink (ballast);
  group_home_start (&branch->group, STRUCK);
  work (branch, 5);
  assert_all_have_it (branch);
  take_disk (branch);
}

static void
test_a_node_whose_disk_is_full_stops_nobody (Branch *branch, gconstpointer data)
{
  if (!give_disk (branch, "size=600m"))
    {
      g_test_skip ("no disk can be mounted here");
      return;
    }
  work (branch, 5);
  group_home_stop (&branch->group, STRUCK);
  g_autofree char *ballast = fill (branch);
  group_home_start (&branch->group, STRUCK);
  work (branch, 5);
  wait_for_end (branch);
  work (branch, 5);
  g_unlink (ballast);
  group_home_start (&branch->group, STRUCK);
  work (branch, 5);
  assert_all_have_it (branch);
  take_disk (branch);
}

static void
test_a_node_whose_folder_may_only_be_read_stops_nobody (Branch *branch, gconstpointer data)
{
  const char *folder = branch->group.folders[STRUCK];

  if (!give_disk (branch, "size=600m"))
    {
      g_test_skip ("no disk can be mounted here");
      return;
    }
  work (branch, 5);
  group_home_stop (&branch->group, STRUCK);
  g_assert_cmpint (mount ("small", folder, "tmpfs", MS_REMOUNT | MS_RDONLY, "size=600m"), ==, 0);
  group_home_start (&branch->group, STRUCK);
  work (branch, 5);
  wait_for_end (branch);
  g_assert_cmpint (mount ("small", folder, "tmpfs", MS_REMOUNT, "size=600m"), ==, 0);
  group_home_start (&branch->group, STRUCK);
  work (branch, 5);
  assert_all_have_it (branch);
  take_disk (branch);
}

/* ---- Damaged files ----------------------------------------------------------------------------------------------- */

/* Returns: (transfer full): the last of the engine's files that begin so */
static char *
find_last (Branch *branch, const char *beginning)
{
  g_autofree char *folder = jkk_node_group_engine (branch->group.folders[STRUCK], STRUCK + 1);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autofree char *last = NULL;
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_prefix (name, beginning) && (last == NULL || strcmp (name, last) > 0))
      {
        g_free (last);
        last = g_strdup (name);
      }
  g_assert_nonnull (last);
  return g_build_filename (folder, last, NULL);
}

static void
flip (const char *path)
{
  g_autofree char *bytes = NULL;
  gsize length = 0;

  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  for (guint i = 0; i < 8; i++)
    bytes[(gsize) ((double) length * g_test_rand_double_range (0.05, 0.6))] ^= (char) g_test_rand_int_range (1, 256);
  g_assert_true (g_file_set_contents (path, bytes, (gssize) length, NULL));
}

static void
halve (const char *path)
{
  GStatBuf info;

  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpint (truncate (path, info.st_size / 2), ==, 0);
}

/* It is taken out, and a new one put in its place. */
static void
replace (Branch *branch)
{
  g_autofree char *file = g_build_filename (branch->store.folder, "new.santun-member", NULL);
  g_autofree char *folder = g_strconcat (branch->group.folders[STRUCK], "-new", NULL);
  g_autofree char *store = g_build_filename (folder, "store", "office.db", NULL);
  g_autoptr (GError) error = NULL;

  jkk_node_members_remove (branch->group.folders[0], branch->group.hosts[STRUCK], &error);
  g_assert_no_error (error);
  jkk_node_members_invite (branch->group.folders[0], branch->group.hosts[STRUCK], file, &error);
  g_assert_no_error (error);
  jkk_node_members_join (folder, file, store, &error);
  g_assert_no_error (error);
  g_free (branch->group.folders[STRUCK]);
  branch->group.folders[STRUCK] = g_steal_pointer (&folder);
  group_home_start (&branch->group, STRUCK);
}

/* Returns: whether it has ended over that */
static gboolean
harm_and_mend (Branch *branch, const char *beginning, void (*harm) (const char *path))
{
  work (branch, 10);
  group_home_stop (&branch->group, STRUCK);
  g_autofree char *path = find_last (branch, beginning);
  harm (path);
  group_home_start (&branch->group, STRUCK);
  work (branch, 5);
  gboolean ended = has_ended_within (branch, 5);
  if (ended)
    replace (branch);
  work (branch, 5);
  assert_all_have_it (branch);
  return ended;
}

/* What was cut off is missed when the log is read. */
static void
test_a_node_with_a_log_cut_off_ends_and_is_replaced (Branch *branch, gconstpointer data)
{
  g_assert_true (harm_and_mend (branch, "0", halve));
}

/* Sums are kept beside what was written: either it ends, or the others tell it again what they do not fit. */
static void
test_flipped_bytes_of_a_log_reach_no_store (Branch *branch, gconstpointer data)
{
  harm_and_mend (branch, "0", flip);
}

/* There are two of these, written in turn. */
static void
test_a_node_that_has_forgotten_itself_harms_nobody (Branch *branch, gconstpointer data)
{
  harm_and_mend (branch, "metadata", halve);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name) g_test_add ("/node/group-damage/" #name, Branch, NULL, set_up, test_##name, tear_down)
  ADD (a_node_whose_disk_is_full_stops_nobody);
  ADD (a_node_whose_disk_fills_ends);
  ADD (a_node_whose_folder_may_only_be_read_stops_nobody);
  ADD (a_node_with_a_log_cut_off_ends_and_is_replaced);
  ADD (flipped_bytes_of_a_log_reach_no_store);
  ADD (a_node_that_has_forgotten_itself_harms_nobody);

  return g_test_run ();
}
