/* Many programs that write to one store at once, to its file or through a node:
 *
 *   bench-desks [PROGRAMS]
 *
 * Each program stores cases, one transaction after the other: first without a pause, then ten in a second as in the
 * worst hour of an office. What counts is that nobody is kept waiting by the others. */
#include "jkk-account-store.h"
#include "jkk-case-store.h"
#include "jkk-journal.h"
#include "place.h"
#include "store-fixture.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#define PROGRAMS 30
#define SECONDS 5
#define MOST 40000

typedef struct
{
  guint n;
  guint n_errors;
  guint32 waits[MOST]; /* microseconds from the wish to write until it lay on the disk */
} Desk;

static gboolean
save (JkkDb *db)
{
  g_autofree char *number = NULL;
  gint64 id;

  if (!jkk_db_begin_write (db, NULL))
    return FALSE;
  number = jkk_case_store_next_number (db, 2026, NULL);
  g_autoptr (JkkCase) jcase = sample_case (number);
  g_autofree char *deed_id = g_uuid_string_random ();
  JkkJournalEntry entry = { .time = FIXTURE_TIME,
                            .person = "sari",
                            .workstation = jkk_db_get_workstation (db),
                            .deed = "take-in",
                            .deed_id = deed_id };
  if (jkk_case_store_insert (db, jcase, JKK_NONE, FIXTURE_TIME, &id, NULL) &&
      jkk_journal_append (db, &entry, NULL, NULL))
    return jkk_db_commit (db, NULL);
  jkk_db_rollback (db);
  return FALSE;
}

/* A node wants to know who works there. */
static gboolean
sign_in (JkkDb *db)
{
  JkkSignIn result;

  if (!jkk_db_begin_write (db, NULL))
    return FALSE;
  if (jkk_account_verify (db, "sari", "kata sandi uji", FIXTURE_TIME, &result, NULL, NULL))
    return jkk_db_commit (db, NULL) && result == JKK_SIGN_IN_OK;
  jkk_db_rollback (db);
  return FALSE;
}

/* A node that was started a moment ago may not answer yet. */
static JkkDb *
open_when_there (const char *address)
{
  JkkDb *db = jkk_db_open (address, JKK_DB_DEFAULT, NULL);

  for (guint i = 0; db == NULL && i < 50; i++)
    {
      g_usleep (G_USEC_PER_SEC / 20);
      db = jkk_db_open (address, JKK_DB_DEFAULT, NULL);
    }
  if (db != NULL && !sign_in (db))
    g_clear_pointer (&db, jkk_db_close);
  return db;
}

static void
work (const char *address, Desk *desk, guint a_second)
{
  JkkDb *db = open_when_there (address);
  gint64 end = g_get_monotonic_time () + SECONDS * G_TIME_SPAN_SECOND;

  while (db != NULL && g_get_monotonic_time () < end && desk->n < MOST)
    {
      gint64 begun = g_get_monotonic_time ();

      if (!save (db))
        desk->n_errors++;
      desk->waits[desk->n++] = (guint32) (g_get_monotonic_time () - begun);
      if (a_second > 0)
        g_usleep ((gulong) g_random_int_range (0, 2 * G_TIME_SPAN_SECOND / (gint32) a_second));
    }
  _exit (db != NULL ? 0 : 1);
}

static int
compare_waits (gconstpointer a, gconstpointer b)
{
  guint32 x = *(const guint32 *) a, y = *(const guint32 *) b;

  return x < y ? -1 : x > y;
}

static void
report (const char *title, const Desk *desks, guint n_desks)
{
  g_autoptr (GArray) waits = g_array_new (FALSE, FALSE, sizeof (guint32));
  guint least = MOST, most = 0, n_errors = 0;

  for (guint i = 0; i < n_desks; i++)
    {
      g_array_append_vals (waits, desks[i].waits, desks[i].n);
      least = MIN (least, desks[i].n);
      most = MAX (most, desks[i].n);
      n_errors += desks[i].n_errors;
    }
  qsort (waits->data, waits->len, sizeof (guint32), compare_waits);
  const guint32 *at = (const guint32 *) waits->data;
  guint n = waits->len;
  printf ("%-22s %8u %9.1f %9.1f %9.1f %8u %8u %6.2f %7u\n", title, n / SECONDS, at[n / 2] / 1000.,
          at[(guint) (n * .99)] / 1000., at[n - 1] / 1000., least, most, least / (double) most, n_errors);
}

static void
measure (const char *address, const char *title, Desk *desks, guint n_desks, guint a_second)
{
  memset (desks, 0, sizeof (Desk) * n_desks);
  for (guint i = 0; i < n_desks; i++)
    if (fork () == 0)
      {
        g_random_set_seed ((guint32) getpid ());
        work (address, &desks[i], a_second);
      }
  for (guint i = 0; i < n_desks; i++)
    wait (NULL);
  report (title, desks, n_desks);
  fflush (stdout);
}

int
main (int argc, char *argv[])
{
  /* What is no number names the node that the runner has built for this. */
  guint given = argc > 1 ? (guint) g_ascii_strtoull (argv[1], NULL, 10) : 0;
  guint n_desks = given > 0 ? given : PROGRAMS;
  Desk *desks = mmap (NULL, sizeof (Desk) * n_desks, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  char *folder = make_folder ();
  char *path = g_build_filename (folder, "santun.db", NULL);

  JkkDb *db = jkk_db_open (path, JKK_DB_CREATE, NULL);

  g_assert_true (jkk_db_begin_write (db, NULL));
  fixture_insert_account (db, "sari", "Sari Contoh", JKK_ROLE_VERIFIER);
  g_assert_true (jkk_db_commit (db, NULL));
  jkk_db_close (db);
  char *address = place_open (path);
  printf ("%u programs, %d seconds each; limits: p99 200 ms at ten a second, slowest 0.5 of the fastest\n\n", n_desks,
          SECONDS);
  printf ("%-22s %8s %9s %9s %9s %8s %8s %6s %7s\n", "", "saves/s", "median", "p99 ms", "longest", "fewest", "most",
          "ratio", "errors");
  fflush (stdout);
  measure (address, "one program", desks, 1, 0);
  measure (address, "without a pause", desks, n_desks, 0);
  measure (address, "ten a second each", desks, n_desks, 10);
  place_close (address);
  remove_folder (folder);
  return 0;
}
