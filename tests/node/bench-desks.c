/* Thirty desks, each a program of its own, that write to one store: to its file, through a node, through a node with a
 * stand-by in step, through a group of three nodes.
 *
 *   bench-desks [DESKS] [file|node|pair|group]
 *
 * Each desk saves a case of its own, ten times in a second as in the worst hour of an office, and without a pause; then
 * it takes in new cases, which is the largest write there is: a save touches one part of a case, a new case all
 * thirteen, and all indices. What counts is that nobody is kept waiting by the others, and that nobody reads of an
 * error. */
#include "desk-crew.h"
#include "place-keeper.h"

#include <stdio.h>
#include <string.h>

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

/* What a desk does, and how often in a second; 0: without a pause. */
typedef struct
{
  CrewSave save;
  guint a_second;
  const char *title;
} Load;

static CrewResult
measure (Crew *crew, const char *address, const Load *load)
{
  crew_work (crew, address, load->save, load->a_second, SECONDS);
  CrewResult result = crew_sum_up (crew);

  printf ("  %-34s %8.0f %8.1f %8.1f %8.1f %8.2f %6u\n", load->title, result.a_second, result.median_ms, result.p99_ms,
          result.longest_ms, result.fairness, result.n_errors);
  if (result.n_errors > 0)
    printf ("    %s\n", crew_first_error (crew));
  fflush (stdout);
  return result;
}

static gboolean
is_carried (const Crew *crew, const Load *load, const CrewResult *result)
{
  return result->p99_ms < 200 && result->a_second > .9 * load->a_second * crew->n_desks;
}

/* Where so many in a second are too many, it is said how many are not. */
static void
find_rate (Crew *crew, const char *address, const Load *load)
{
  static const guint rates[] = { 7, 5, 3, 2, 1 };
  CrewResult result = measure (crew, address, load);

  for (guint i = 0; i < G_N_ELEMENTS (rates) && !is_carried (crew, load, &result); i++)
    {
      g_autofree char *title = g_strdup_printf ("  %u a second each", rates[i]);
      Load less = { load->save, rates[i], title };

      result = measure (crew, address, &less);
      if (is_carried (crew, &less, &result))
        return;
    }
}

static void
measure_place (KeeperKind kind, Crew *crew, Crew *one)
{
  static const Load alone = { crew_save, 0, "one desk saves without a pause" };
  static const Load saves = { crew_save, 10, "saves, ten a second each" };
  static const Load crowd = { crew_save, 0, "saves without a pause" };
  static const Load new_cases = { crew_take_in, 10, "new cases, ten a second each" };
  PlaceKeeper keeper;

  place_keeper_begin (&keeper, kind);
  printf ("%s\n", keepers[kind].title);
  measure (one, keeper.address, &alone);
  find_rate (crew, keeper.address, &saves);
  measure (crew, keeper.address, &crowd);
  find_rate (crew, keeper.address, &new_cases);
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
    else if (strchr (argv[i], '/') == NULL) /* with one it is a program that the runner has built for this */
      only = argv[i];
  g_autoptr (Crew) crew = crew_new (n_desks), one = crew_new (1);
  printf (
      "%u desks, %d seconds each; limits: p99 200 ms at ten a second, slowest desk 0.5 of the fastest, no error\n\n",
      n_desks, SECONDS);
  printf ("  %-34s %8s %8s %8s %8s %8s %6s\n", "", "a second", "median", "p99 ms", "longest", "fairness", "errors");
  for (KeeperKind kind = KEPT_BY_FILE; kind < N_KEEPERS; kind++)
    if (only == NULL || g_str_equal (only, keepers[kind].name))
      measure_place (kind, crew, one);
  return 0;
}
