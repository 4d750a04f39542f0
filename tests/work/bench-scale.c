/* What a large store costs beside the same bare SQL, and beside a small one:
 *
 *   bench-scale [CASES]
 *
 * The store is made in the folder of temporary files (4 kB for each case) and removed again. Each figure is the median
 * of many, in the same process and on the same file, so that the ratios hold on any machine. */
#include "jkk-case-list-private.h"
#include "jkk-case-store.h"
#include "jkk-db-private.h"
#include "jkk-demo.h"
#include "jkk-office.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define CASES 500000
#define SMALL 300
#define ROUNDS 60
#define PAGE 200

typedef struct
{
  JkkDb *db;
  sqlite3 *bare; /* as the shell of SQLite opens it */
  GArray *ids;
  JkkCase *saved;
  guint round;
} Bench;

typedef void (*Step) (Bench *bench);

static int
compare (gconstpointer a, gconstpointer b)
{
  gint64 x = *(const gint64 *) a, y = *(const gint64 *) b;

  return x < y ? -1 : x > y;
}

static double
measure (Bench *bench, Step step)
{
  gint64 times[ROUNDS];

  for (bench->round = 0; bench->round < ROUNDS; bench->round++)
    {
      gint64 begun = g_get_monotonic_time ();

      step (bench);
      times[bench->round] = g_get_monotonic_time () - begun;
    }
  qsort (times, ROUNDS, sizeof times[0], compare);
  return (double) times[ROUNDS / 2] / 1000;
}

static void
report (Bench *bench, const char *title, Step ours, Step bare)
{
  double a = measure (bench, ours), b = measure (bench, bare);

  printf ("%-46s %9.3f %9.3f %6.2f\n", title, a, b, a / b);
  fflush (stdout);
}

static void
ask (Bench *bench, const char *format, ...)
{
  va_list args;
  sqlite3_stmt *statement = NULL;

  va_start (args, format);
  g_autofree char *sql = g_strdup_vprintf (format, args);
  va_end (args);
  g_assert_cmpint (sqlite3_prepare_v2 (bench->bare, sql, -1, &statement, NULL), ==, SQLITE_OK);
  while (sqlite3_step (statement) == SQLITE_ROW)
    for (int i = 0; i < sqlite3_column_count (statement); i++)
      sqlite3_column_text (statement, i);
  sqlite3_finalize (statement);
}

static gint64
some_id (Bench *bench)
{
  return g_array_index (bench->ids, gint64, (bench->round * 7919u) % bench->ids->len);
}

/* ---- A page of a queue, in the middle of it */

#define ROW                                                                                                            \
  "case_id, number, participant_name, employer_name, participant_number, segment, status, accident_day, "              \
  "received_day, verifier, total, outcome, updated_at, claimed_day"

static void
page (Bench *bench, guint statuses, JkkCaseSort sort, gboolean descending, const char *key)
{
  JkkCaseQuery query = JKK_CASE_QUERY_INIT;
  g_auto (JkkCaseCursor) cursor = { 0 };
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  query.statuses = statuses;
  query.sort = sort;
  query.descending = descending;
  if (key != NULL)
    cursor = (JkkCaseCursor){ .begun = TRUE, .id = some_id (bench), .text = g_strdup (key) };
  g_assert_true (jkk_case_list_page (bench->db, &query, &cursor, PAGE, ids, NULL));
  g_autoptr (GPtrArray) rows =
      jkk_case_list_rows (bench->db, (gint64 *) (gpointer) ids->data, MIN (ids->len, PAGE), NULL);
  g_assert_nonnull (rows);
}

static void
page_by_name (Bench *bench)
{
  g_autofree char *key = g_strdup_printf ("%c", 'a' + bench->round % 20);

  page (bench, 0, JKK_SORT_PARTICIPANT_NAME, FALSE, key);
}

static void
bare_page_by_name (Bench *bench)
{
  ask (bench, "SELECT " ROW " FROM case_index WHERE name_key > '%c' ORDER BY name_key, case_id LIMIT 200",
       'a' + bench->round % 20);
}

static void
page_of_open (Bench *bench)
{
  page (bench, JKK_STATUS_OPEN, JKK_SORT_RECEIVED_DAY, FALSE, NULL);
}

static void
bare_page_of_open (Bench *bench)
{
  ask (bench, "SELECT " ROW " FROM case_index INDEXED BY case_index_open_by_received_day WHERE status IN ('masuk', "
              "'diverifikasi', 'ditahan', 'diajukan') ORDER BY received_day, case_id LIMIT 200");
}

static void
page_of_rejected (Bench *bench)
{
  page (bench, JKK_STATUS_BIT (JKK_STATUS_REJECTED), JKK_SORT_NUMBER, TRUE, NULL);
}

static void
bare_page_of_rejected (Bench *bench)
{
  ask (bench, "SELECT " ROW " FROM case_index WHERE +status = 'ditolak' ORDER BY number DESC, case_id DESC LIMIT 200");
}

/* ---- Three letters, and a part of a NIK */

static const char *const words[] = { "wulan", "hart", "sus", "ningsih", "budi" };

static void
search (Bench *bench, const char *text)
{
  JkkCaseQuery query = JKK_CASE_QUERY_INIT;

  query.search = text;
  g_autoptr (GArray) ids = jkk_case_list_ids (bench->db, &query, NULL);
  g_assert_nonnull (ids);
}

static char *
some_nik (Bench *bench)
{
  const gint64 id = some_id (bench);
  g_autoptr (JkkCase) jcase = jkk_case_store_load (bench->db, id, NULL);

  return g_strdup (jcase->participant.identity + 4);
}

static void
search_nik (Bench *bench)
{
  g_autofree char *nik = some_nik (bench);

  search (bench, nik);
}

static void
bare_search_nik (Bench *bench)
{
  g_autofree char *nik = some_nik (bench);

  ask (bench,
       "SELECT case_id FROM case_index WHERE case_id IN (SELECT rowid FROM case_search WHERE folded LIKE "
       "'%%%s%%') ORDER BY number",
       nik);
}

static void
search_name (Bench *bench)
{
  search (bench, words[bench->round % G_N_ELEMENTS (words)]);
}

static void
bare_search_name (Bench *bench)
{
  ask (bench,
       "SELECT case_id FROM case_index WHERE case_id IN (SELECT rowid FROM case_search WHERE folded LIKE "
       "'%%%s%%') ORDER BY number",
       words[bench->round % G_N_ELEMENTS (words)]);
}

/* ---- One case */

static void
open_case (Bench *bench)
{
  g_autoptr (JkkCase) jcase = jkk_case_store_load (bench->db, some_id (bench), NULL);

  g_assert_nonnull (jcase);
}

static void
bare_open_case (Bench *bench)
{
  guint n_parts;
  const JkkCasePart *parts = jkk_case_parts (&n_parts);

  for (guint i = 0; i < n_parts; i++)
    ask (bench, "SELECT * FROM \"%s\" WHERE case_id = %d", parts[i].name, (int) some_id (bench));
}

static void
save_case (Bench *bench)
{
  g_autoptr (JkkCase) jcase = jkk_case_store_load (bench->db, some_id (bench), NULL);
  g_autofree char *note = g_strdup_printf ("catatan %u", bench->round);

  g_assert_true (jkk_db_begin_write (bench->db, NULL));
  jkk_set_str (&jcase->cover.note, note);
  g_assert_true (jkk_case_store_update (bench->db, jcase, jcase->revision, 1000 + bench->round, 1800000000, NULL));
  g_assert_true (jkk_db_commit (bench->db, NULL));
}

static void
bare_save_case (Bench *bench)
{
  int id = (int) some_id (bench);

  bare_open_case (bench);
  ask (bench, "BEGIN IMMEDIATE");
  bare_open_case (bench);
  ask (bench, "UPDATE case_file SET revision = revision + 1 WHERE id = %d", id);
  ask (bench, "UPDATE cover SET note = 'catatan %u x' WHERE case_id = %d", bench->round, id);
  ask (bench, "UPDATE case_index SET total = %u, updated_at = 1800000001 WHERE case_id = %d", 2000 + bench->round, id);
  ask (bench, "COMMIT");
}

/* ---- Counters */

static void
counts (Bench *bench)
{
  JkkCaseCounts found;

  g_assert_true (jkk_case_list_counts (bench->db, "sari", JKK_NONE, &found, NULL));
}

static void
bare_counts (Bench *bench)
{
  ask (bench, "SELECT status, sum (n), sum (CASE WHEN verifier = 'sari' THEN n ELSE 0 END) FROM case_count GROUP BY 1");
  ask (bench, "SELECT count (*) FROM case_index INDEXED BY case_index_open WHERE status IN ('masuk', 'diverifikasi', "
              "'ditahan', 'diajukan') AND claimed_day < NULL");
}

/* ---- Making it */

static gint64 first_told, last_told;
static clock_t first_worked, last_worked;
static guint told;

static void
progress_cb (guint done, guint total, gpointer data)
{
  /* Those that are played come first, and slower. */
  if (done <= SMALL || (done - SMALL) % 20000 != 0)
    return;
  last_told = g_get_monotonic_time ();
  last_worked = clock ();
  if (first_told == 0)
    {
      first_told = last_told;
      first_worked = last_worked;
    }
  else
    told += 20000;
}

static char *
make_office (const char *folder, guint n_cases)
{
  char *address = g_strdup_printf ("%s/%u.db", folder, n_cases);
  g_autoptr (GError) error = NULL;
  gint64 begun = g_get_monotonic_time ();

  g_setenv ("SANTUN_TEST_PASSWORDS", "1", TRUE);
  g_assert_true (jkk_demo_create (address, n_cases, 2026, jkk_today (), progress_cb, NULL, NULL, &error));
  if (told > 0)
    printf ("%u cases: %.0f a second before indices (limit 20000; %.0f a second of the processor), %.0f s with all\n\n",
            n_cases, told / ((double) (last_told - first_told) / G_USEC_PER_SEC),
            told / ((double) (last_worked - first_worked) / CLOCKS_PER_SEC),
            (double) (g_get_monotonic_time () - begun) / G_USEC_PER_SEC);
  fflush (stdout);
  return address;
}

static double
memory (void)
{
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents ("/proc/self/statm", &text, NULL, NULL));
  return (double) g_ascii_strtoull (strchr (text, ' ') + 1, NULL, 10) * 4 / 1024;
}

/* From opening the office to the texts of the first lines that a person sees. */
static double
start (const char *address)
{
  gint64 times[9];

  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    {
      gint64 begun = g_get_monotonic_time ();
      JkkCaseQuery query = JKK_CASE_QUERY_INIT;
      JkkDb *db = jkk_db_open (address, JKK_DB_DEFAULT, NULL);
      g_auto (JkkCaseCursor) cursor = { 0 };
      g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
      JkkCaseCounts found;

      query.statuses = JKK_STATUS_BIT (JKK_STATUS_RECEIVED);
      g_assert_true (jkk_case_list_page (db, &query, &cursor, 500, ids, NULL));
      g_autoptr (GPtrArray) rows = jkk_case_list_rows (db, (gint64 *) (gpointer) ids->data, MIN (ids->len, 64), NULL);
      g_assert_true (jkk_case_list_counts (db, "sari", 1, &found, NULL));
      jkk_db_close (db);
      times[i] = g_get_monotonic_time () - begun;
    }
  qsort (times, G_N_ELEMENTS (times), sizeof times[0], compare);
  return (double) times[G_N_ELEMENTS (times) / 2] / 1000;
}

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        remove_folder (path);
      else
        g_unlink (path);
    }
  g_rmdir (folder);
}

static void
run (Bench *bench)
{
  printf ("%-46s %9s %9s %6s   (limit 2)\n", "milliseconds, median", "santun", "bare SQL", "ratio");
  report (bench, "page of 200, by name, in the middle", page_by_name, bare_page_by_name);
  report (bench, "page of 200, open, the oldest first", page_of_open, bare_page_of_open);
  report (bench, "page of 200, rejected, latest number first", page_of_rejected, bare_page_of_rejected);
  report (bench, "search: twelve digits of a NIK", search_nik, bare_search_nik);
  report (bench, "search: letters of a name", search_name, bare_search_name);
  report (bench, "open a case, all parts", open_case, bare_open_case);
  report (bench, "save a case, on the disk", save_case, bare_save_case);
  report (bench, "counts of all queues", counts, bare_counts);
}

int
main (int argc, char *argv[])
{
  guint n_cases = argc > 1 ? (guint) g_ascii_strtoull (argv[1], NULL, 10) : CASES;
  g_autofree char *folder = g_dir_make_tmp ("santun-scale-XXXXXX", NULL);
  g_autofree char *small = make_office (folder, SMALL);
  g_autofree char *address = argc > 2 ? g_strdup (argv[2]) : make_office (folder, n_cases);
  JkkCaseQuery query = JKK_CASE_QUERY_INIT;
  Bench bench = { 0 };

  bench.db = jkk_db_open (address, JKK_DB_DEFAULT, NULL);
  g_assert_cmpint (sqlite3_open (address, &bench.bare), ==, SQLITE_OK);
  sqlite3_exec (bench.bare, "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON", NULL, NULL, NULL);
  query.statuses = JKK_STATUS_BIT (JKK_STATUS_VERIFYING);
  bench.ids = jkk_case_list_ids (bench.db, &query, NULL);
  run (&bench);
  sqlite3_close (bench.bare);
  jkk_db_close (bench.db);

  double before = memory ();
  double quick = start (small), slow = start (address);
  printf ("\nopen, first list, counts: %.1f ms with %u cases, %.1f ms with %u: %.2f (limit 1.3)\n", slow, n_cases,
          quick, SMALL, slow / quick);
  printf ("memory of this process: %.0f MB before, %.0f MB after\n", before, memory ());
  remove_folder (folder);
  return 0;
}
