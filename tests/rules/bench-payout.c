/* What a payout costs, beside a straight-line loop that does the same sums:
 *
 *   bench-payout
 *
 * One million payouts of mixed cases, all segments and regulations, on one core. A round measures all ways one after
 * the other; the table gives the median of the rounds, and the median of the ratios within a round. */
#include "golden.h"
#include "random-case.h"
#include "straight-line.h"

#include "jkk-assessment.h"

#define PAYOUTS 1000000
#define ROUNDS 7
#define SEED 82

typedef struct
{
  const JkkPackSet *packs;
  JkkDay today;
  GPtrArray *cases;
  JkkFacts *facts;
  const JkkLaw **laws;
  StraightBook *book;
  StraightCase *plain;
  guint n;
} Bench;

typedef struct
{
  const char *name;
  JkkMoney (*run) (const Bench *bench, guint i);
  int limit;  /* times the loop that begins with the same; 0: it is such a loop */
  guint loop; /* which way that loop is */
} Way;

static JkkMoney
run_straight (const Bench *bench, guint i)
{
  return straight_total (&bench->plain[i]);
}

static JkkMoney
run_straight_case (const Bench *bench, guint i)
{
  StraightCase plain;

  straight_read (bench->cases->pdata[i], bench->book, &plain);
  return straight_total (&plain);
}

static JkkMoney
run_facts (const Bench *bench, guint i)
{
  const JkkRule rule = { &bench->facts[i], bench->laws[i], NULL };
  JkkAssessment found;

  if (rule.law == NULL || !jkk_assess (&rule, JKK_WAGE_REPORTED, &found, NULL) || !found.entitlement.payable)
    return 0;
  return found.amounts.total;
}

static JkkMoney
run_amounts (const Bench *bench, guint i)
{
  JkkAmounts amounts;

  return jkk_calculate_amounts (bench->packs, bench->cases->pdata[i], bench->today, &amounts, NULL) ? amounts.total : 0;
}

static JkkMoney
run_reasons (const Bench *bench, guint i)
{
  g_autoptr (JkkPayout) payout = jkk_calculate_with (bench->packs, bench->cases->pdata[i], bench->today, NULL);

  return payout->total;
}

enum
{
  LOOP_NUMBERS,
  RULES_FACTS,
  LOOP_CASE,
  RULES_CASE,
  RULES_REASONS,
  N_WAYS
};

static const Way ways[N_WAYS] = {
  [LOOP_NUMBERS] = { "straight-line loop over prepared numbers", run_straight, 0, 0 },
  [RULES_FACTS] = { "rules, prepared facts, without reasons", run_facts, 3, LOOP_NUMBERS },
  [LOOP_CASE] = { "straight-line loop over cases", run_straight_case, 0, 0 },
  [RULES_CASE] = { "rules, cases, without reasons", run_amounts, 3, LOOP_CASE },
  [RULES_REASONS] = { "rules, cases, with every reason", run_reasons, 10, LOOP_CASE },
};

/* Half golden, as far as they are payouts by the law as it is carried, and half by chance; what has too many rows for
 * the loop, or too much money for the rules, is left out. */
static void
collect_cases (Bench *bench)
{
  g_autoptr (GPtrArray) golden = golden_read_all ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (SEED);

  bench->cases = g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_case_unref);
  for (guint i = 0; i < golden->len; i++)
    {
      const GoldenCase *from = golden->pdata[i];

      if (from->claims->len == 0 && from->entries->len == 0)
        g_ptr_array_add (bench->cases, jkk_case_ref (from->jcase));
    }
  for (guint n = bench->cases->len; n > 0; n--)
    {
      JkkCase *jcase = random_case_new (rand);

      g_ptr_array_set_size (jcase->installments, 0);
      g_ptr_array_set_size (jcase->elsewhere, 0);
      g_clear_pointer (&jcase->claim.disability_choice, g_free);
      g_ptr_array_add (bench->cases, jcase);
    }
}

static const JkkLaw *
find_law (const JkkPackSet *packs, const JkkFacts *facts)
{
  const char *segment = jkk_segment_code ((JkkSegment) facts->segment.number);
  const JkkPack *pack = segment != NULL && facts->law_day.number != JKK_NONE
                            ? jkk_pack_set_choose (packs, segment, facts->law_day.number)
                            : NULL;

  return pack != NULL ? jkk_pack_law (pack, facts->law_day.number) : NULL;
}

static void
prepare (Bench *bench)
{
  bench->book = g_new0 (StraightBook, 1);
  straight_book (bench->packs, bench->book);
  for (guint i = bench->cases->len; i > 0; i--)
    {
      JkkAmounts amounts;

      if (!straight_fits (bench->cases->pdata[i - 1]) ||
          !jkk_calculate_amounts (bench->packs, bench->cases->pdata[i - 1], bench->today, &amounts, NULL))
        g_ptr_array_remove_index (bench->cases, i - 1);
    }
  bench->n = bench->cases->len;
  bench->facts = g_new0 (JkkFacts, bench->n);
  bench->laws = g_new0 (const JkkLaw *, bench->n);
  bench->plain = g_new0 (StraightCase, bench->n);
  for (guint i = 0; i < bench->n; i++)
    {
      if (!jkk_facts_init (&bench->facts[i], bench->cases->pdata[i], bench->today, NULL))
        g_assert_not_reached ();
      bench->laws[i] = find_law (bench->packs, &bench->facts[i]);
      straight_read (bench->cases->pdata[i], bench->book, &bench->plain[i]);
    }
}

/* A measurement of something else would be worth nothing: every way gives every total, to the rupiah. */
static void
check (const Bench *bench)
{
  for (guint i = 0; i < bench->n; i++)
    for (guint way = 0; way < N_WAYS; way++)
      if (ways[way].run (bench, i) != straight_total (&bench->plain[i]))
        g_error ("case %u: the %s gives %" G_GINT64_FORMAT ", the loop %" G_GINT64_FORMAT, i, ways[way].name,
                 ways[way].run (bench, i), straight_total (&bench->plain[i]));
}

/* Nanoseconds for one payout. */
static double
measure (const Bench *bench, const Way *way)
{
  gint64 start = g_get_monotonic_time ();
  volatile JkkMoney sum = 0;

  for (guint i = 0, k = 0; i < PAYOUTS; i++, k = k + 1 < bench->n ? k + 1 : 0)
    sum += way->run (bench, k);
  return (double) (g_get_monotonic_time () - start) * 1000 / PAYOUTS;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return x < y ? -1 : x > y;
}

static double
median (const double *values)
{
  double sorted[ROUNDS];

  for (guint i = 0; i < ROUNDS; i++)
    sorted[i] = values[i];
  qsort (sorted, ROUNDS, sizeof *sorted, compare);
  return sorted[ROUNDS / 2];
}

static void
print_table (double times[][ROUNDS], guint n_cases)
{
  g_print ("%d payouts of %u mixed cases, one core, median of %d rounds\n\n", PAYOUTS, n_cases, ROUNDS);
  g_print ("%-42s %10s %9s %8s\n", "", "ns each", "ratio", "limit");
  for (guint way = 0; way < N_WAYS; way++)
    {
      double ratios[ROUNDS];

      for (guint i = 0; i < ROUNDS; i++)
        ratios[i] = times[way][i] / times[ways[way].loop][i];
      if (ways[way].limit == 0)
        g_print ("%-42s %10.0f\n", ways[way].name, median (times[way]));
      else
        g_print ("%-42s %10.0f %9.2f %8d  %s\n", ways[way].name, median (times[way]), median (ratios), ways[way].limit,
                 median (ratios) <= ways[way].limit ? "within" : "OVER");
    }
  g_print (
      "\nA ratio is to the loop that begins with the same. Beside the loop over prepared numbers the rules that begin\n"
      "with a case take %.1f times as long without reasons, and %.1f times with every reason.\n",
      median (times[RULES_CASE]) / median (times[LOOP_NUMBERS]),
      median (times[RULES_REASONS]) / median (times[LOOP_NUMBERS]));
}

static void
say_nothing_cb (const char *text)
{
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  Bench bench = { .packs = jkk_pack_set_builtin (&error), .today = jkk_day_new (2026, 6, 1) };
  double times[N_WAYS][ROUNDS];

  /* Only for the folder of the golden cases. */
  GPrintFunc printer = g_set_print_handler (say_nothing_cb);
  g_test_init (&argc, &argv, NULL);
  g_set_print_handler (printer);
  g_assert_no_error (error);
  collect_cases (&bench);
  prepare (&bench);
  check (&bench);
  for (guint round = 0; round < ROUNDS; round++)
    for (guint way = 0; way < N_WAYS; way++)
      times[way][round] = measure (&bench, &ways[way]);
  print_table (times, bench.n);
  return 0;
}
