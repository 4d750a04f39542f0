/* How long it takes until what was changed at one desk is seen at another, each a program with a window of its own:
 *
 *   bench-seen [TIMES]
 *
 * Counted from the moment at which the hand went down there: a value of a case in the list and in the open case, and
 * the numbers beside the queues. */
#include <stdio.h>

#include "desk-pair.h"

#define TIMES 12
#define LIMIT_S 2.0

typedef struct
{
  DeskPair *pair;
  gint64 id;
  const char *text;
  gint64 count;
} Wanted;

static gboolean
row_says (gpointer data)
{
  const Wanted *wanted = data;
  const JkkRowState *row = desk_pair_row (wanted->pair, wanted->id);

  return row != NULL && g_strcmp0 (row->participant, wanted->text) == 0;
}

static gboolean
page_says (gpointer data)
{
  const Wanted *wanted = data;
  g_autofree char *text = desk_pair_text (wanted->pair, "employer.contact");

  return g_strcmp0 (text, wanted->text) == 0;
}

static gboolean
counts_say (gpointer data)
{
  const Wanted *wanted = data;

  return wanted->pair->desk->counts.by_status[JKK_STATUS_HELD] == wanted->count;
}

static double
until (JkkTestCondition condition, Wanted *wanted, gint64 begun)
{
  jkk_test_wait_for (condition, wanted);
  return (double) (g_get_monotonic_time () - begun) / 1e6;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return x < y ? -1 : x > y;
}

static void
print (const char *what, GArray *seconds)
{
  g_array_sort (seconds, compare);
  printf ("%-34s %6.2f s %6.2f s %6.1f s\n", what, g_array_index (seconds, double, seconds->len / 2),
          g_array_index (seconds, double, seconds->len - 1), LIMIT_S);
  g_array_set_size (seconds, 0);
}

static void
measure (DeskPair *pair, guint64 times)
{
  g_autoptr (GArray) seconds = g_array_new (FALSE, FALSE, sizeof (double));
  gint64 id = desk_pair_find (pair, JKK_STATUS_BIT (JKK_STATUS_VERIFYING), "sari", 0);
  Wanted wanted = { pair, id, NULL, 0 };

  printf ("%-34s %8s %8s %8s\n", g_strcmp0 (pair->address, pair->files->demo) == 0 ? "at a file" : pair->address,
          "median", "longest", "limit");
  desk_pair_order (pair, "open %" G_GINT64_FORMAT, id);
  for (guint part = 0; part < 2; part++)
    {
      if (part == 0)
        desk_pair_show_all (pair, id);
      else
        desk_pair_open (pair, id);
      for (guint i = 0; i < (guint) times; i++)
        {
          g_autofree char *text = g_strdup_printf ("Contoh %u", i);

          wanted.text = text;
          gint64 begun =
              desk_pair_order (pair, "write %s %s", part == 0 ? "participant.name" : "employer.contact", text);
          double took = until (part == 0 ? row_says : page_says, &wanted, begun);
          g_array_append_val (seconds, took);
          jkk_test_settle (150 + 70 * i);
        }
      print (part == 0 ? "a line of the list" : "an open case", seconds);
    }
  for (guint i = 0; i < (guint) times; i++)
    {
      wanted.count = pair->desk->counts.by_status[JKK_STATUS_HELD] + (i % 2 == 0 ? 1 : -1);
      gint64 begun = desk_pair_order (pair, i % 2 == 0 ? "do hold Menunggu" : "do resume");
      double took = until (counts_say, &wanted, begun);
      g_array_append_val (seconds, took);
      jkk_test_settle (150 + 70 * i);
    }
  print ("the numbers beside the queues", seconds);
}

int
main (int argc, char *argv[])
{
  DeskPair pair = { 0 };
  guint64 times = TIMES;
  char *name[] = { argv[0], NULL };
  char **arguments = name;
  int n_arguments = 1;

  if (desk_pair_be_other (argc, argv))
    return 0;
  /* What else is named only has to be built before. */
  if (argc > 1)
    g_ascii_string_to_unsigned (argv[1], 10, 2, 1000, &times, NULL);
  jkk_test_init (&n_arguments, &arguments);
  desk_pair_set_up (&pair, NULL);
  measure (&pair, times);
  desk_pair_tear_down (&pair, NULL);
  return 0;
}
