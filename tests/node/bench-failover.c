/* How long a branch waits when the node that serves it is killed while desks write.
 *
 *   bench-failover [KILLS]
 *
 * Of a group the other two agree on a new leader; one node alone is started again, as the system's services are. What
 * is measured at the desks: for how long none was told that something is kept, and the longest that one waited. */
#include "desk-crew.h"
#include "place-keeper.h"

#include <stdio.h>
#include <stdlib.h>

#define DESKS 5
#define KILLS 20
#define MOST_KILLS 200
#define A_SECOND 20

/* A group that is whole again goes on for so long before the next kill. */
#define REST (G_USEC_PER_SEC / 2)
#define WINDOW (8 * G_TIME_SPAN_SECOND)

static int
compare (gconstpointer a, gconstpointer b)
{
  gint64 x = *(const gint64 *) a, y = *(const gint64 *) b;

  return x < y ? -1 : x > y;
}

static void
print_row (const char *title, gint64 *times, guint n)
{
  qsort (times, n, sizeof *times, compare);
  printf ("  %-44s %8.2f %8.2f %8.2f\n", title, times[n / 2] / 1e6, times[n * 95 / 100] / 1e6, times[n - 1] / 1e6);
}

/* Between two kills the desks have gone on for a while: the window of one ends where the next begins. */
static void
print (const Crew *crew, const gint64 *moments, guint n_kills)
{
  gint64 silences[MOST_KILLS], waits[MOST_KILLS];
  CrewResult result = crew_sum_up (crew);

  for (guint i = 0; i < n_kills; i++)
    {
      gint64 next = i + 1 < n_kills ? moments[i + 1] : crew->ended;
      gint64 until = MIN (next, moments[i] + WINDOW);

      silences[i] = crew_longest_silence (crew, moments[i], until);
      waits[i] = crew_longest_save (crew, moments[i], until);
    }
  print_row ("until the next save is kept, any desk's", silences, n_kills);
  print_row ("the longest save of any desk", waits, n_kills);
  printf ("  %-44s %8u of %u\n", "saves refused meanwhile, with their sentence", result.n_errors, result.n_saves);
  if (result.n_errors > 0)
    printf ("    %s\n", crew_first_error (crew));
  fflush (stdout);
}

static void
measure (KeeperKind kind, const char *title, Crew *crew, guint n_kills)
{
  PlaceKeeper keeper;
  gint64 moments[MOST_KILLS];

  place_keeper_begin (&keeper, kind);
  printf ("%s\n", title);
  crew_start (crew, keeper.address, crew_save, A_SECOND);
  for (guint i = 0; i < n_kills; i++)
    {
      g_usleep (REST);
      moments[i] = place_keeper_kill (&keeper);
      g_usleep (2 * G_USEC_PER_SEC);
      place_keeper_mend (&keeper);
    }
  g_usleep (REST);
  crew_stop (crew);
  print (crew, moments, n_kills);
  place_keeper_end (&keeper);
}

int
main (int argc, char *argv[])
{
  /* What is no number is a program that the runner has built for this. */
  guint given = argc > 1 ? (guint) g_ascii_strtoull (argv[1], NULL, 10) : 0;
  guint n_kills = MIN (given > 0 ? given : KILLS, MOST_KILLS);
  g_autoptr (Crew) crew = crew_new (DESKS);

  printf ("%u kills while %d desks save %d times a second each; limit: 1.5 s at the median\n\n", n_kills, DESKS,
          A_SECOND);
  printf ("  %-44s %8s %8s %8s\n", "seconds", "median", "p95", "longest");
  measure (KEPT_BY_GROUP, "three nodes, the leader killed", crew, n_kills);
  measure (KEPT_BY_NODE, "one node, killed and started again", crew, n_kills);
  return 0;
}
