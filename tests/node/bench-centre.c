/* A centre that follows all branches of the country: nodes as they run in a branch, served by two processes, and the
 * collector as it runs at the centre.
 *
 *   bench-centre [BRANCHES]
 *
 * What it takes to hold so many lines and copies, how soon the list knows of a change, what a day away costs, and
 * whether branches that are stopped or damaged keep others waiting. */
#include "desk-crew.h"
#include "free-port.h"
#include "jkk-centre-store.h"
#include "jkk-collect.h"
#include "jkk-node-role.h"
#include "jkk-node.h"
#include "node-process.h"
#include "store-fixture.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>

#define BRANCHES 325
#define MOST_BRANCHES 1000
#define CASES 20

/* 370,000 cases a year with fifty writes each, in the hours of offices. */
#define CHANGES_A_SECOND 0.6
#define CHANGES 20

/* A day of a branch has some 230. */
#define MISSED 25

typedef struct
{
  char *folder;
  char *centre;
  guint n_branches;
  pid_t hosts[2]; /* of the first branch, and of the others */
  pid_t collector;
} Country;

static char *
store_of (const Country *country, guint i)
{
  return g_strdup_printf ("%s/%u/office.db", country->folder, i);
}

static void
allow_files (void)
{
  struct rlimit limit;

  g_assert_cmpint (getrlimit (RLIMIT_NOFILE, &limit), ==, 0);
  limit.rlim_cur = limit.rlim_max;
  g_assert_cmpint (setrlimit (RLIMIT_NOFILE, &limit), ==, 0);
}

/* ---- Branches ---------------------------------------------------------------------------------------------------- */

static void
make_template (const char *path)
{
  g_autoptr (GError) error = NULL;
  JkkDb *db = jkk_db_open (path, JKK_DB_CREATE, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < CASES; i++)
    g_assert_true (crew_take_in (db, NULL));
  jkk_db_close (db);
}

static void
copy_file (const char *from, const char *to)
{
  g_autofree char *text = NULL;
  gsize length = 0;

  g_assert_true (g_file_get_contents (from, &text, &length, NULL));
  g_assert_true (g_file_set_contents (to, text, (gssize) length, NULL));
}

static JkkNode *
open_branch (const Country *country, guint i)
{
  g_autofree char *template = g_build_filename (country->folder, "template.db", NULL);
  g_autofree char *store = store_of (country, i);
  g_autofree char *place = g_path_get_dirname (store);
  g_autofree char *node = g_build_filename (place, "node", NULL);
  g_autofree char *invitation = g_build_filename (place, "pusat.inv", NULL);
  g_autofree char *code = g_strdup_printf ("cabang-%03u", i);
  g_auto (GStrv) hosts = g_strsplit ("localhost", ",", -1);
  JkkNodePlan plan = { store, hosts, free_port () };
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir (place, 0700), ==, 0);
  copy_file (template, store);
  jkk_node_office_set_up (node, &plan, &error);
  g_assert_no_error (error);
  jkk_node_role_invite (node, "pusat", NULL, 0, invitation, &error);
  g_assert_no_error (error);
  jkk_collect_add (country->centre, code, invitation, &error);
  g_assert_no_error (error);
  JkkNode *running = jkk_node_start (node, &error);
  g_assert_no_error (error);
  return running;
}

static gboolean
drop_message (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer data)
{
  return G_LOG_WRITER_HANDLED;
}

/* Until it is killed. */
static void
host (const Country *country, guint first, guint after, int ready)
{
  outlive_nobody ();
  allow_files ();
  g_log_set_writer_func ((GLogWriterFunc) drop_message, NULL, NULL);
  for (guint i = first; i < after; i++)
    open_branch (country, i);
  g_assert_cmpint (write (ready, "", 1), ==, 1);
  for (;;)
    pause ();
}

static pid_t
start_host (const Country *country, guint first, guint after)
{
  int ready[2];
  char byte;

  g_assert_cmpint (pipe (ready), ==, 0);
  pid_t pid = fork ();
  if (pid == 0)
    host (country, first, after, ready[1]);
  close (ready[1]);
  g_assert_cmpint (read (ready[0], &byte, 1), ==, 1);
  close (ready[0]);
  return pid;
}

static void
change (const Country *country, guint i)
{
  g_autofree char *store = store_of (country, i);
  g_autoptr (GError) error = NULL;
  JkkDb *db = jkk_db_open (store, JKK_DB_DEFAULT, &error);

  g_assert_no_error (error);
  g_assert_true (crew_take_in (db, &error));
  jkk_db_close (db);
}

/* ---- The centre -------------------------------------------------------------------------------------------------- */

static pid_t
start_program (const char *command, const char *folder, const char *text)
{
  pid_t pid = fork ();

  if (pid == 0)
    {
      int nowhere = open ("/dev/null", O_WRONLY);

      outlive_nobody ();
      dup2 (nowhere, STDOUT_FILENO);
      dup2 (nowhere, STDERR_FILENO);
      execl (g_getenv ("SANTUN_NODE"), "santun-node", command, folder, text, NULL);
      _exit (127);
    }
  return pid;
}

static double
run_program (const char *command, const char *folder, const char *text)
{
  gint64 begun = g_get_monotonic_time ();
  int status = 0;
  pid_t pid = start_program (command, folder, text);

  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
  return (double) (g_get_monotonic_time () - begun) / G_USEC_PER_SEC;
}

static gint64
count_cases (const Country *country, guint *n_branches)
{
  g_autofree char *list = jkk_collect_list_path (country->centre);
  g_autoptr (JkkCentre) centre = jkk_centre_open (list, NULL);
  g_autoptr (GPtrArray) branches = jkk_centre_branches (centre, NULL);
  gint64 n = 0;

  for (guint i = 0; i < branches->len; i++)
    n += ((JkkCentreBranch *) branches->pdata[i])->n_cases;
  *n_branches = branches->len;
  return n;
}

/* Returns: how long it took until the list has so many cases; it is looked at now and then */
static double
wait_for_cases (const Country *country, gint64 n_cases, guint every_ms)
{
  gint64 begun = g_get_monotonic_time ();
  guint n_branches = 0;

  while (count_cases (country, &n_branches) < n_cases)
    {
      g_assert_cmpint (g_get_monotonic_time () - begun, <, 600 * G_TIME_SPAN_SECOND);
      g_usleep (every_ms * 1000);
    }
  return (double) (g_get_monotonic_time () - begun) / G_USEC_PER_SEC;
}

static void
stop_collector (Country *country)
{
  kill (country->collector, SIGTERM);
  g_assert_cmpint (waitpid (country->collector, NULL, 0), ==, country->collector);
}

static guint
count_entries (pid_t pid, const char *what)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/%s", pid, what);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  guint n = 0;

  while (dir != NULL && g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static double
memory_mb (pid_t pid)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/status", pid);
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  return (double) g_ascii_strtoll (strstr (text, "VmRSS:") + 6, NULL, 10) / 1024;
}

static double
cpu_seconds (pid_t pid)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/stat", pid);
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_auto (GStrv) words = g_strsplit (strrchr (text, ')') + 2, " ", -1);
  return (double) (g_ascii_strtoll (words[11], NULL, 10) + g_ascii_strtoll (words[12], NULL, 10)) /
         (double) sysconf (_SC_CLK_TCK);
}

/* ---- What is measured -------------------------------------------------------------------------------------------- */

static int
compare (gconstpointer a, gconstpointer b)
{
  return *(const double *) a < *(const double *) b ? -1 : 1;
}

/* One change after the other, at branches of chance from @first on; @n_cases: of the list */
static void
measure_changes (const Country *country, guint first, gint64 *n_cases, const char *title)
{
  double waits[CHANGES], cpu = cpu_seconds (country->collector);
  gint64 begun = g_get_monotonic_time ();

  for (guint i = 0; i < CHANGES; i++)
    {
      change (country, (guint) g_random_int_range ((gint32) first, (gint32) country->n_branches));
      waits[i] = wait_for_cases (country, ++*n_cases, 5);
      g_usleep ((gulong) (G_USEC_PER_SEC / CHANGES_A_SECOND));
    }
  double seconds = (double) (g_get_monotonic_time () - begun) / G_USEC_PER_SEC;
  cpu = (cpu_seconds (country->collector) - cpu) / seconds;
  qsort (waits, CHANGES, sizeof *waits, compare);
  printf ("  %-44s median %.2f s, longest %.2f s; %.1f %% of a processor\n", title, waits[CHANGES / 2],
          waits[CHANGES - 1], 100 * cpu);
  fflush (stdout);
}

/* Its node does not answer any more, and the copy of another has been written over, which shows at its next change. */
static void
break_two (const Country *country, gint64 *n_cases)
{
  g_autofree char *copy = jkk_collect_store_path (country->centre, "cabang-001");
  int fd = g_open (copy, O_WRONLY | O_CLOEXEC);
  char rubbish[4096];

  memset (rubbish, 0x5a, sizeof rubbish);
  for (guint page = 1; page < 200; page++)
    g_assert_cmpint (pwrite (fd, rubbish, sizeof rubbish, (gint64) page * 4096), ==, sizeof rubbish);
  close (fd);
  kill (country->hosts[0], SIGSTOP);
  change (country, 1);
  printf ("  %-44s %.1f s\n", "a damaged copy, until it was taken anew", wait_for_cases (country, ++*n_cases, 20));
}

static void
measure_catching_up (Country *country, gint64 *n_cases)
{
  stop_collector (country);
  for (guint i = 2; i < country->n_branches; i++)
    {
      g_autofree char *store = store_of (country, i);
      JkkDb *db = jkk_db_open (store, JKK_DB_DEFAULT, NULL);

      for (guint n = 0; n < MISSED; n++)
        g_assert_true (crew_take_in (db, NULL));
      jkk_db_close (db);
    }
  guint n_missed = (country->n_branches - 2) * MISSED;
  *n_cases += n_missed;
  country->collector = start_program ("collect", country->centre, NULL);
  double seconds = wait_for_cases (country, *n_cases, 100);
  printf ("  %-44s %.1f s, %.0f a second\n", "after a time away, until all is in the list", seconds,
          n_missed / seconds);
}

static void
set_up (Country *country)
{
  gint64 begun = g_get_monotonic_time ();

  country->folder = make_folder ();
  country->centre = g_build_filename (country->folder, "pusat", NULL);
  g_autofree char *template = g_build_filename (country->folder, "template.db", NULL);
  make_template (template);
  country->hosts[0] = start_host (country, 0, 1);
  country->hosts[1] = start_host (country, 1, country->n_branches);
  printf ("  %-44s %.1f s\n", "branches set up and running",
          (double) (g_get_monotonic_time () - begun) / G_USEC_PER_SEC);
  fflush (stdout);
}

static void
tear_down (Country *country)
{
  stop_collector (country);
  for (guint i = 0; i < 2; i++)
    {
      kill (country->hosts[i], SIGKILL);
      g_assert_cmpint (waitpid (country->hosts[i], NULL, 0), ==, country->hosts[i]);
    }
  remove_folder (country->folder);
  g_free (country->folder);
  g_free (country->centre);
}

static void
print_programs (const Country *country)
{
  printf ("  %-44s counts %.2f s, list %.2f s, verify %.1f s\n", "santun-node",
          run_program ("counts", country->centre, NULL), run_program ("list", country->centre, "000007"),
          run_program ("verify", country->centre, NULL));
  fflush (stdout);
}

static void
print_size (const Country *country)
{
  printf ("  %-44s %.0f MB, %u open files, %u threads\n", "the collector", memory_mb (country->collector),
          count_entries (country->collector, "fd"), count_entries (country->collector, "task"));
  fflush (stdout);
}

int
main (int argc, char *argv[])
{
  guint given = argc > 1 ? (guint) g_ascii_strtoull (argv[1], NULL, 10) : 0;
  Country country = { .n_branches = CLAMP (given > 0 ? given : BRANCHES, 4, MOST_BRANCHES) };
  gint64 n_cases = (gint64) country.n_branches * CASES;

  printf ("%u branches of %d cases\n\n", country.n_branches, CASES);
  set_up (&country);
  country.collector = start_program ("collect", country.centre, NULL);
  printf ("  %-44s %.1f s\n", "whole copies of all of them", wait_for_cases (&country, n_cases, 100));
  print_size (&country);
  measure_changes (&country, 0, &n_cases, "a change, until it is in the list");
  print_programs (&country);
  break_two (&country, &n_cases);
  measure_changes (&country, 2, &n_cases, "the same, one branch stopped");
  measure_catching_up (&country, &n_cases);
  print_size (&country);
  tear_down (&country);
  return 0;
}
