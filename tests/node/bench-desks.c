/* Thirty desks, each a program of its own, that write to one store: to its file, through a node, through a node with a
 * stand-by in step, through a group of three nodes.
 *
 *   bench-desks [DESKS] [file|node|pair|group]
 *
 * Each desk takes in cases, one transaction after the other: ten in a second, as in the worst hour of an office, and
 * without a pause. What counts is that nobody is kept waiting by the others, and that nobody reads of an error. */
#include "desk-crew.h"
#include "place-keeper.h"

#include <stdio.h>

#define DESKS 30
#define SECONDS 5

static const struct
{
  const char *name, *title;
} keepers[N_KEEPERS] = {
  [KEPT_BY_FILE] = { "file", "a file on this computer" },
  [KEPT_BY_NODE] = { "node", "one node" },
  [KEPT_BY_PAIR] = { "pair", "one node and its stand-by" },
  [KEPT_BY_GROUP] = { "group", "three nodes" },
};

static CrewResult
measure (Crew *crew, const char *address, guint a_second, const char *title)
{
  crew_work (crew, address, a_second, SECONDS);
  CrewResult result = crew_sum_up (crew);

  printf ("  %-25s %8.0f %9.1f %9.1f %9.1f %8.2f %7u\n", title, result.a_second, result.median_ms, result.p99_ms,
          result.longest_ms, result.fairness, result.n_errors);
  if (result.n_errors > 0)
    printf ("    %s\n", crew_first_error (crew));
  fflush (stdout);
  return result;
}

/* Where ten a second are too many, it is said how many are not. */
static void
find_rate (Crew *crew, const char *address)
{
  static const guint rates[] = { 7, 5, 3, 2, 1 };

  for (guint i = 0; i < G_N_ELEMENTS (rates); i++)
    {
      g_autofree char *title = g_strdup_printf ("%u a second each", rates[i]);
      CrewResult result = measure (crew, address, rates[i], title);

      if (result.p99_ms < 200 && result.a_second > .9 * rates[i] * crew->n_desks)
        return;
    }
}

static void
measure_place (KeeperKind kind, Crew *crew, Crew *one)
{
  PlaceKeeper keeper;

  place_keeper_begin (&keeper, kind);
  printf ("%s\n", keepers[kind].title);
  measure (one, keeper.address, 0, "one desk, no pause");
  CrewResult result = measure (crew, keeper.address, 10, "ten a second each");
  if (result.p99_ms >= 200 || result.a_second < 9 * crew->n_desks)
    find_rate (crew, keeper.address);
  measure (crew, keeper.address, 0, "without a pause");
  place_keeper_end (&keeper);
}

int
main (int argc, char *argv[])
{
  guint n_desks = DESKS;
  const char *only = NULL;

  for (int i = 1; i < argc; i++)
    if (g_ascii_isdigit (*argv[i]))
      n_desks = (guint) g_ascii_strtoull (argv[i], NULL, 10);
    else if (!g_path_is_absolute (argv[i])) /* such are the programs that the runner has built for this */
      only = argv[i];
  g_autoptr (Crew) crew = crew_new (n_desks), one = crew_new (1);
  printf (
      "%u desks, %d seconds each; limits: p99 200 ms at ten a second, slowest desk 0.5 of the fastest, no error\n\n",
      n_desks, SECONDS);
  printf ("  %-25s %8s %9s %9s %9s %8s %7s\n", "", "saves/s", "median", "p99 ms", "longest", "fairness", "errors");
  for (KeeperKind kind = KEPT_BY_FILE; kind < N_KEEPERS; kind++)
    if (only == NULL || g_str_equal (only, keepers[kind].name))
      measure_place (kind, crew, one);
  return 0;
}
