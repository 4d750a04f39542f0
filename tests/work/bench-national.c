/* The national list of a centre: two million cases of 325 branches, taken from the copies of their stores.
 *
 *   bench-national
 *
 * SANTUN_BENCH_CASES says how many (2,000,000). Each branch is the same store with other keys, so that a name is found
 * in all of them; what is measured is what the centre's commands do. */
#include "jkk-centre-store.h"
#include "jkk-db-private.h"
#include "jkk-demo.h"
#include "jkk-office.h"
#include "jkk-stream.h"

#include "../scratch-folder.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BRANCHES 325
#define CASES 2000000
#define ROUNDS 9
#define SHOWN 500

static int
compare (gconstpointer a, gconstpointer b)
{
  gint64 x = *(const gint64 *) a, y = *(const gint64 *) b;

  return x < y ? -1 : x > y;
}

static void
make_branch (const char *path, guint n_cases)
{
  g_autoptr (GError) error = NULL;

  jkk_demo_create (path, n_cases, 2026, jkk_today (), NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_autoptr (JkkDb) db = jkk_db_open (path, JKK_DB_DEFAULT, &error);
  g_assert_no_error (error);
  g_assert_true (jkk_stream_start (db, NULL));
}

static void
fill (JkkCentre *centre, const char *branch)
{
  gint64 begun = g_get_monotonic_time ();

  for (guint i = 0; i < BRANCHES; i++)
    {
      g_autofree char *code = g_strdup_printf ("cabang-%03u", i);
      g_autoptr (GError) error = NULL;

      jkk_centre_take (centre, code, branch, NULL, &error);
      g_assert_no_error (error);
    }
  double seconds = (double) (g_get_monotonic_time () - begun) / G_USEC_PER_SEC;
  printf ("  %-44s %8.1f s, %.2f s a branch\n", "filled from the copies", seconds, seconds / BRANCHES);
  fflush (stdout);
}

/* What is new when nothing is: as when the centre starts again. */
static void
take_again (JkkCentre *centre, const char *branch)
{
  gint64 begun = g_get_monotonic_time ();
  g_autoptr (GError) error = NULL;

  jkk_centre_take (centre, "cabang-007", branch, NULL, &error);
  g_assert_no_error (error);
  printf ("  %-44s %8.1f ms\n", "one branch compared with its copy", (double) (g_get_monotonic_time () - begun) / 1000);
}

static void
measure (JkkCentre *centre, const char *title, const char *text)
{
  gint64 times[ROUNDS];
  guint n_found = 0;

  for (guint i = 0; i < ROUNDS; i++)
    {
      gint64 begun = g_get_monotonic_time ();
      g_autoptr (GPtrArray) cases = jkk_centre_find (centre, text, SHOWN, NULL);

      times[i] = g_get_monotonic_time () - begun;
      n_found = cases->len;
    }
  qsort (times, ROUNDS, sizeof *times, compare);
  printf ("  %-44s %8.1f ms, %u shown\n", title, (double) times[ROUNDS / 2] / 1000, n_found);
  fflush (stdout);
}

static char *
some_name (JkkCentre *centre)
{
  g_autoptr (GPtrArray) cases = jkk_centre_find (centre, NULL, 100, NULL);

  return g_strdup (((JkkCentreCase *) cases->pdata[cases->len - 1])->participant);
}

static void
measure_counts (JkkCentre *centre)
{
  gint64 times[ROUNDS], n_cases = 0;

  for (guint i = 0; i < ROUNDS; i++)
    {
      gint64 begun = g_get_monotonic_time ();
      g_autoptr (GPtrArray) branches = jkk_centre_branches (centre, NULL);

      times[i] = g_get_monotonic_time () - begun;
      n_cases = 0;
      for (guint b = 0; b < branches->len; b++)
        n_cases += ((JkkCentreBranch *) branches->pdata[b])->n_cases;
    }
  qsort (times, ROUNDS, sizeof *times, compare);
  printf ("  %-44s %8.1f ms, %" G_GINT64_FORMAT " cases\n", "numbers of all branches",
          (double) times[ROUNDS / 2] / 1000, n_cases);
}

int
main (void)
{
  const char *wanted = g_getenv ("SANTUN_BENCH_CASES");
  guint n_cases = wanted != NULL ? (guint) g_ascii_strtoull (wanted, NULL, 10) : CASES;
  g_autofree char *folder = make_folder ();
  g_autofree char *branch = g_build_filename (folder, "branch.db", NULL);
  g_autofree char *list = g_build_filename (folder, "national.db", NULL);
  g_autoptr (GError) error = NULL;
  JkkCentre *centre = jkk_centre_open (list, &error);
  GStatBuf state;

  g_assert_no_error (error);
  printf ("%u branches, %u cases each\n\n", BRANCHES, n_cases / BRANCHES);
  make_branch (branch, MAX (n_cases / BRANCHES, 300));
  fill (centre, branch);
  take_again (centre, branch);
  g_assert_cmpint (g_stat (list, &state), ==, 0);
  printf ("  %-44s %8.0f MB\n", "the list on the disk", (double) state.st_size / 1e6);
  g_autofree char *name = some_name (centre);
  measure_counts (centre);
  measure (centre, "the first of all", NULL);
  measure (centre, "a number", "JKK-2026-000123");
  measure (centre, "the letters of a name", name);
  measure (centre, "what many have: three letters", "san");
  measure (centre, "what nobody has", "zzyzx");
  jkk_centre_close (centre);
  remove_folder (folder);
  return 0;
}
