/* What a keystroke costs until the sheet can be drawn:
 *
 *   bench-sheet
 *
 * For each case of a demonstration office: from the case to facts, reasons, checks and all that the window puts into
 * its rows. Nothing is kept from one keystroke to the next. */
#include "jkk-demo-case.h"
#include "jkk-law.h"
#include "jkk-payout-state.h"
#include "jkk-verification.h"

#include <locale.h>

#define CASES 300
#define TIMES 20
#define ROUNDS 7
#define LIMIT_MICROSECONDS 1000
#define ALL_KNOWN (JKK_DEMO_KNOWS_CLAIM | JKK_DEMO_KNOWS_LETTER | JKK_DEMO_KNOWS_REST | JKK_DEMO_KNOWS_PAPERS)

typedef enum
{
  PART_CALCULATE,
  PART_CHECK,
  PART_SHOW,
  PART_ALL,
  N_PARTS
} Part;

static const char *const names[N_PARTS] = {
  [PART_CALCULATE] = "calculating, with every reason",
  [PART_CHECK] = "checking, and what hinders the next step",
  [PART_SHOW] = "texts and marks of the pane",
  [PART_ALL] = "keystroke to sheet",
};

/* Adds the microseconds since @start; returns the time now. */
static gint64
stop (gint64 start, double *sum)
{
  gint64 now = g_get_monotonic_time ();

  *sum += (double) (now - start);
  return now;
}

static void
type_once (const JkkCase *jcase, const JkkPayout *before, JkkDay today, double *sums)
{
  g_autoptr (GError) error = NULL;
  gint64 start = g_get_monotonic_time (), at = start;
  g_autoptr (JkkPayout) payout = jkk_office_calculate (NULL, jcase, today, &error);

  g_assert_no_error (error);
  at = stop (at, &sums[PART_CALCULATE]);
  g_autoptr (GPtrArray) findings = jkk_case_check (jcase, today);
  g_autoptr (GPtrArray) hindrances = jkk_verification_hindrances (jcase, payout, today);
  at = stop (at, &sums[PART_CHECK]);
  g_autoptr (JkkPayoutState) state = jkk_payout_state_new (payout, before, NULL, NULL);
  stop (at, &sums[PART_SHOW]);
  stop (start, &sums[PART_ALL]);
  g_assert_nonnull (state->total);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return x < y ? -1 : x > y;
}

int
main (int argc, char **argv)
{
  JkkDay today = jkk_day_new (2026, 3, 12);
  double rounds[N_PARTS][ROUNDS] = { 0 }, each[CASES][ROUNDS], slowest = 0;
  g_autoptr (GPtrArray) cases = g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_case_unref);

  setlocale (LC_ALL, "");
  for (guint i = 0; i < CASES; i++)
    {
      g_autoptr (JkkDemoCase) demo = jkk_demo_case_new (2026, i, CASES, today);

      g_ptr_array_add (cases, jkk_demo_case_as_known (demo, NULL, ALL_KNOWN));
    }
  for (guint round = 0; round < ROUNDS; round++)
    for (guint i = 0; i < cases->len; i++)
      {
        g_autoptr (JkkPayout) before = jkk_office_calculate (NULL, cases->pdata[i], today, NULL);
        double sums[N_PARTS] = { 0 };

        for (guint k = 0; k < TIMES; k++)
          type_once (cases->pdata[i], before, today, sums);
        for (guint part = 0; part < N_PARTS; part++)
          rounds[part][round] += sums[part] / TIMES / cases->len;
        each[i][round] = sums[PART_ALL] / TIMES;
      }

  for (guint i = 0; i < CASES; i++)
    {
      qsort (each[i], ROUNDS, sizeof (double), compare);
      slowest = MAX (slowest, each[i][ROUNDS / 2]);
    }
  g_print ("%d cases of a demonstration office, median of %d rounds\n\n%-42s %10s %17s\n", CASES, ROUNDS, "", "µs each",
           "limit µs");
  for (guint part = 0; part < N_PARTS; part++)
    {
      qsort (rounds[part], ROUNDS, sizeof (double), compare);
      g_print ("%-42s %10.1f", names[part], rounds[part][ROUNDS / 2]);
      if (part == PART_ALL)
        g_print (" %17d  %s", LIMIT_MICROSECONDS, rounds[part][ROUNDS / 2] <= LIMIT_MICROSECONDS ? "within" : "OVER");
      g_print ("\n");
    }
  g_print ("%-42s %10.1f %17d  %s\n", "the case that takes longest", slowest, LIMIT_MICROSECONDS,
           slowest <= LIMIT_MICROSECONDS ? "within" : "OVER");
  return 0;
}
