/* What it costs that each write tells what it changes, and what it costs a copy to follow:
 *
 *   bench-stream
 *
 * The same saves into two stores, one with a stream and one without, by turns, so that both meet the same machine. */
#include "jkk-case-store.h"
#include "jkk-db-copy.h"
#include "jkk-replica.h"
#include "store-fixture.h"

#include <stdio.h>

#define ROUNDS 1500

static gint64
save (JkkDb *db, gint64 id, guint round)
{
  g_autofree char *name = g_strdup_printf ("Nama Ke %u", round);
  gint64 begun = g_get_monotonic_time ();
  g_autoptr (GError) error = NULL;
  g_assert_true (jkk_db_begin_write (db, NULL));
  g_autoptr (JkkCase) stored = jkk_case_store_load (db, id, &error);
  g_autoptr (JkkCase) changed = jkk_case_copy (stored);

  jkk_set_str (&changed->participant.name, name);
  g_assert_true (jkk_case_store_update (db, changed, stored->revision, 0, FIXTURE_TIME, &error));
  g_assert_true (jkk_db_commit (db, NULL));
  return g_get_monotonic_time () - begun;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  return *(const gint64 *) a < *(const gint64 *) b ? -1 : 1;
}

static double
middle (gint64 *times)
{
  qsort (times, ROUNDS, sizeof *times, compare);
  return times[ROUNDS / 2] / 1000.0;
}

static void
fill (JkkDb *db)
{
  g_assert_true (jkk_db_begin_write (db, NULL));
  for (guint i = 1; i <= 100; i++)
    {
      g_autofree char *number = g_strdup_printf ("JKK-2026-%06u", i);

      fixture_insert_case (db, number);
    }
  g_assert_true (jkk_db_commit (db, NULL));
}

static void
print_following (Fixture *told, const char *copy)
{
  g_autoptr (JkkReplica) replica = jkk_replica_open (copy, NULL);
  const JkkStreamChange *last = jkk_replica_last (replica);
  g_autoptr (GPtrArray) changes = jkk_stream_after (told->db, last->number, last->hash, G_MAXSIZE, NULL);
  g_autoptr (JkkStreamChange) newest = jkk_stream_last (told->db, NULL);
  gint64 begun = g_get_monotonic_time ();

  for (guint i = 0; i < changes->len; i++)
    {
      g_autoptr (GPtrArray) one = g_ptr_array_new ();

      g_ptr_array_add (one, changes->pdata[i]);
      g_assert_true (jkk_replica_apply (replica, one, NULL));
    }
  double each = (double) (g_get_monotonic_time () - begun) / 1000.0 / changes->len;
  printf ("change of a save      %8" G_GINT64_FORMAT " bytes\n", newest->bytes / ROUNDS);
  printf ("followed, one by one  %8.2f ms each\n", each);
}

int
main (void)
{
  Fixture plain = { 0 }, told = { 0 };
  static gint64 without[ROUNDS], with[ROUNDS];

  fixture_set_up (&plain, NULL);
  fixture_set_up (&told, NULL);
  g_autofree char *copy = g_build_filename (told.folder, "copy.db", NULL);
  fill (plain.db);
  fill (told.db);
  g_assert_true (jkk_stream_start (told.db, NULL));
  g_assert_true (jkk_db_copy (told.db, copy, NULL));
  for (guint i = 0; i < ROUNDS; i++)
    {
      without[i] = save (plain.db, 1 + i % 100, i);
      with[i] = save (told.db, 1 + i % 100, i);
    }
  double a = middle (without), b = middle (with);
  printf ("a save                %8.2f ms\n", a);
  printf ("a save that is told   %8.2f ms   ratio %.2f\n", b, b / a);
  print_following (&told, copy);
  fixture_tear_down (&plain, NULL);
  fixture_tear_down (&told, NULL);
  return 0;
}
