#include "desk-crew.h"

#include "jkk-account-store.h"
#include "jkk-case-store.h"
#include "jkk-journal.h"
#include "node-process.h"
#include "store-fixture.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

static gpointer
share (gsize size)
{
  gpointer memory = mmap (NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);

  g_assert_true (memory != MAP_FAILED);
  return memory;
}

Crew *
crew_new (guint n_desks)
{
  Crew *crew = g_new0 (Crew, 1);

  crew->desks = share (sizeof (CrewDesk) * n_desks);
  crew->stop = share (sizeof (gint) * 2);
  crew->n_ready = crew->stop + 1;
  crew->n_desks = n_desks;
  crew->pids = g_new0 (int, n_desks);
  return crew;
}

void
crew_free (Crew *crew)
{
  munmap (crew->desks, sizeof (CrewDesk) * crew->n_desks);
  munmap (crew->stop, sizeof (gint) * 2);
  g_free (crew->pids);
  g_free (crew);
}

/* ---- A desk ------------------------------------------------------------------------------------------------------ */

/* The case on which a desk, a process, works. */
static gint64 own_case;

/* A node believes no desk that does not tell what it has changed. */
static gboolean
tell (JkkDb *db, const char *deed, gint64 case_id, const JkkCase *before, const JkkCase *after, GError **error)
{
  g_autofree char *deed_id = g_uuid_string_random ();
  g_autoptr (GPtrArray) changes = jkk_case_diff (before, after);
  JkkJournalEntry entry = { .time = FIXTURE_TIME,
                            .person = "sari",
                            .workstation = jkk_db_get_workstation (db),
                            .deed = deed,
                            .deed_id = deed_id,
                            .case_id = case_id,
                            .changes = changes };

  return jkk_journal_append (db, &entry, NULL, error) && jkk_db_commit (db, error);
}

/* A case is taken in: all its parts, what lists show and search, the journal. */
gboolean
crew_take_in (JkkDb *db, GError **error)
{
  if (!jkk_db_begin_write (db, error))
    return FALSE;

  g_autofree char *number = jkk_case_store_next_number (db, 2026, error);
  g_autoptr (JkkCase) nothing = jkk_case_new (), jcase = number != NULL ? sample_case (number) : NULL;
  if (jcase != NULL && jkk_case_store_insert (db, jcase, JKK_NONE, FIXTURE_TIME, &own_case, error) &&
      tell (db, "take-in", own_case, nothing, jcase, error))
    return TRUE;
  jkk_db_rollback (db);
  return FALSE;
}

/* A case is saved as from its editor: a fact has changed, which nobody else has touched, and the journal says so. */
gboolean
crew_save (JkkDb *db, GError **error)
{
  static guint n_saves;

  if (own_case == 0 && !crew_take_in (db, error))
    return FALSE;
  if (!jkk_db_begin_write (db, error))
    return FALSE;
  g_autoptr (JkkCase) before = jkk_case_store_load (db, own_case, error);
  g_autoptr (JkkCase) jcase = before != NULL ? jkk_case_copy (before) : NULL;
  if (jcase != NULL)
    {
      g_free (jcase->accident.place);
      jcase->accident.place = g_strdup_printf ("Gudang %u", n_saves++);
    }
  if (jcase != NULL && jkk_case_store_update (db, jcase, jcase->revision, JKK_NONE, FIXTURE_TIME, error) &&
      tell (db, "save", own_case, before, jcase, error))
    return TRUE;
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

  for (guint i = 0; db == NULL && i < 100; i++)
    {
      g_usleep (G_USEC_PER_SEC / 20);
      db = jkk_db_open (address, JKK_DB_DEFAULT, NULL);
    }
  if (db != NULL && !sign_in (db))
    g_clear_pointer (&db, jkk_db_close);
  return db;
}

void
crew_save_once (JkkDb *db, CrewDesk *desk, CrewSave save)
{
  g_autoptr (GError) error = NULL;
  gint64 begun = g_get_monotonic_time ();

  if (!save (db, &error) && desk->n_errors++ == 0)
    g_strlcpy (desk->error, error->message, sizeof desk->error);
  desk->ends[desk->n] = g_get_monotonic_time ();
  desk->waits[desk->n] = (guint32) (desk->ends[desk->n] - begun);
  desk->n++;
}

/* At moments of chance, so many in a second on average: who waits for the store does not come later for it next time.
 */
static void
work (Crew *crew, const char *address, CrewDesk *desk, CrewSave save, guint a_second)
{
  JkkDb *db = open_when_there (address);

  if (db == NULL || (save == crew_save && !crew_take_in (db, NULL)))
    _exit (1);
  g_atomic_int_inc (crew->n_ready);
  while (g_atomic_int_get (crew->n_ready) < (gint) crew->n_desks && g_atomic_int_get (crew->stop) == 0)
    g_usleep (G_USEC_PER_SEC / 200);
  gint64 wish = g_get_monotonic_time ();
  while (g_atomic_int_get (crew->stop) == 0 && desk->n < CREW_MOST_SAVES)
    {
      if (a_second > 0)
        wish += g_random_int_range (0, 2 * G_TIME_SPAN_SECOND / (gint32) a_second);
      gint64 now = g_get_monotonic_time ();
      if (wish > now)
        g_usleep ((gulong) (wish - now));
      guint n_errors = desk->n_errors;
      crew_save_once (db, desk, save);
      /* Nobody reads a sentence and presses the key again in less. */
      if (desk->n_errors > n_errors)
        g_usleep (G_USEC_PER_SEC / 10);
    }
  jkk_db_close (db);
  _exit (0);
}

/* ---- All of them ------------------------------------------------------------------------------------------------- */

/* Each desk saves so often in a second, 0 = without a pause, until crew_stop(). */
void
crew_start (Crew *crew, const char *address, CrewSave save, guint a_second)
{
  memset (crew->desks, 0, sizeof (CrewDesk) * crew->n_desks);
  g_atomic_int_set (crew->stop, 0);
  g_atomic_int_set (crew->n_ready, 0);
  for (guint i = 0; i < crew->n_desks; i++)
    {
      crew->pids[i] = fork ();
      g_assert_cmpint (crew->pids[i], >=, 0);
      if (crew->pids[i] == 0)
        {
          outlive_nobody ();
          g_random_set_seed ((guint32) getpid ());
          work (crew, address, &crew->desks[i], save, a_second);
        }
    }
  for (guint i = 0; i < 600 && g_atomic_int_get (crew->n_ready) < (gint) crew->n_desks; i++)
    g_usleep (G_USEC_PER_SEC / 20);
  g_assert_cmpint (g_atomic_int_get (crew->n_ready), ==, crew->n_desks);
  crew->begun = g_get_monotonic_time ();
}

void
crew_stop (Crew *crew)
{
  crew->ended = g_get_monotonic_time ();
  g_atomic_int_set (crew->stop, 1);
  for (guint i = 0; i < crew->n_desks; i++)
    g_assert_cmpint (waitpid (crew->pids[i], NULL, 0), ==, crew->pids[i]);
}

void
crew_work (Crew *crew, const char *address, CrewSave save, guint a_second, guint seconds)
{
  crew_start (crew, address, save, a_second);
  g_usleep (seconds * G_USEC_PER_SEC);
  crew_stop (crew);
}

/* ---- What came of it --------------------------------------------------------------------------------------------- */

static int
compare_waits (gconstpointer a, gconstpointer b)
{
  guint32 x = *(const guint32 *) a, y = *(const guint32 *) b;

  return x < y ? -1 : x > y;
}

CrewResult
crew_sum_up (const Crew *crew)
{
  g_autoptr (GArray) waits = g_array_new (FALSE, FALSE, sizeof (guint32));
  guint least = G_MAXUINT, most = 0;
  CrewResult result = { 0 };

  for (guint i = 0; i < crew->n_desks; i++)
    {
      const CrewDesk *desk = &crew->desks[i];

      g_array_append_vals (waits, desk->waits, desk->n);
      least = MIN (least, desk->n);
      most = MAX (most, desk->n);
      result.n_errors += desk->n_errors;
    }
  g_assert_cmpuint (waits->len, >, 0);
  g_array_sort (waits, compare_waits);
  const guint32 *at = (const guint32 *) (gconstpointer) waits->data;
  guint n = waits->len;
  result.n_saves = n;
  result.a_second = n / ((double) (crew->ended - crew->begun) / G_USEC_PER_SEC);
  result.median_ms = at[n / 2] / 1000.;
  result.p99_ms = at[(guint) (n * .99)] / 1000.;
  result.longest_ms = at[n - 1] / 1000.;
  result.fairness = least / (double) MAX (most, 1);
  return result;
}

static int
compare_times (gconstpointer a, gconstpointer b)
{
  gint64 x = *(const gint64 *) a, y = *(const gint64 *) b;

  return x < y ? -1 : x > y;
}

/* The longest time in which no desk was told that something is kept. */
gint64
crew_longest_silence (const Crew *crew, gint64 from, gint64 until)
{
  g_autoptr (GArray) ends = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 longest = 0, last = from;

  for (guint i = 0; i < crew->n_desks; i++)
    g_array_append_vals (ends, crew->desks[i].ends, crew->desks[i].n);
  g_array_sort (ends, compare_times);
  for (guint i = 0; i < ends->len; i++)
    {
      gint64 end = g_array_index (ends, gint64, i);

      if (end < from || end > until)
        continue;
      longest = MAX (longest, end - last);
      last = end;
    }
  return MAX (longest, until - last);
}

/* The longest that a person has waited for a save that ended in this time. */
gint64
crew_longest_save (const Crew *crew, gint64 from, gint64 until)
{
  gint64 longest = 0;

  for (guint i = 0; i < crew->n_desks; i++)
    for (guint j = 0; j < crew->desks[i].n; j++)
      if (crew->desks[i].ends[j] >= from && crew->desks[i].ends[j] <= until)
        longest = MAX (longest, crew->desks[i].waits[j]);
  return longest;
}

/* Returns: (nullable): what a person would have read */
const char *
crew_first_error (const Crew *crew)
{
  for (guint i = 0; i < crew->n_desks; i++)
    if (crew->desks[i].n_errors > 0)
      return crew->desks[i].error;
  return NULL;
}
