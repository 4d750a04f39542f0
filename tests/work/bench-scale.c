/* What a large store costs beside the same bare SQL, and a desk over it beside a desk over a small one:
 *
 *   bench-scale [BENCH-DESK]
 *
 * SANTUN_BENCH_CASES says how many cases (2,000,000); the store is made in the folder of temporary files, 4 kB for each
 * case, and removed again. SANTUN_BENCH_STORE names one that is there already. Each figure is the median of many, in
 * the same process and on the same file, so that the ratios hold on any machine. Bare SQL delivers the same rows and
 * columns, and its statements are prepared beforehand like ours. */
#include "../scratch-folder.h"
#include "jkk-case-list-private.h"
#include "jkk-case-store.h"
#include "jkk-db-private.h"
#include "jkk-demo.h"
#include "jkk-office.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/statvfs.h>
#include <time.h>

#define CASES 2000000
#define SMALL 300
#define ROUNDS 60
#define PAGE 200

typedef struct
{
  JkkDb *db;
  sqlite3 *bare;          /* as the shell of SQLite opens it */
  GHashTable *statements; /* its own, by their text */
  GArray *ids;
  guint n_cases;
  guint round;
} Bench;

typedef void (*Step) (Bench *bench);

static int
compare (gconstpointer a, gconstpointer b)
{
  gint64 x = *(const gint64 *) a, y = *(const gint64 *) b;

  return x < y ? -1 : x > y;
}

static gint64
take_time (Bench *bench, Step step)
{
  gint64 begun = g_get_monotonic_time ();

  step (bench);
  return g_get_monotonic_time () - begun;
}

/* One after the other each time, so that whatever else the machine does hits both. */
static void
report (Bench *bench, const char *title, Step ours, Step bare)
{
  gint64 times[2][ROUNDS];

  for (bench->round = 0; bench->round < ROUNDS; bench->round++)
    {
      times[0][bench->round] = take_time (bench, ours);
      times[1][bench->round] = take_time (bench, bare);
    }
  for (guint i = 0; i < 2; i++)
    qsort (times[i], ROUNDS, sizeof times[i][0], compare);
  double a = (double) times[0][ROUNDS / 2] / 1000, b = (double) times[1][ROUNDS / 2] / 1000;
  printf ("%-46s %9.3f %9.3f %6.2f\n", title, a, b, a / b);
  fflush (stdout);
}

static sqlite3_stmt *
prepare (Bench *bench, const char *sql)
{
  sqlite3_stmt *statement = g_hash_table_lookup (bench->statements, sql);

  if (statement != NULL)
    return statement;
  g_assert_cmpint (sqlite3_prepare_v2 (bench->bare, sql, -1, &statement, NULL), ==, SQLITE_OK);
  g_hash_table_insert (bench->statements, g_strdup (sql), statement);
  return statement;
}

/* Delivers all its columns as text, as the shell of SQLite does; returns how many rows there were. */
static guint
deliver (sqlite3_stmt *statement)
{
  int n = sqlite3_column_count (statement);
  guint n_rows = 0;

  for (; sqlite3_step (statement) == SQLITE_ROW; n_rows++)
    for (int i = 0; i < n; i++)
      sqlite3_column_text (statement, i);
  sqlite3_reset (statement);
  return n_rows;
}

static guint
ask_number (Bench *bench, const char *sql, gint64 number)
{
  sqlite3_stmt *statement = prepare (bench, sql);

  sqlite3_bind_int64 (statement, 1, number);
  return deliver (statement);
}

static guint
ask_text (Bench *bench, const char *sql, const char *text)
{
  sqlite3_stmt *statement = prepare (bench, sql);

  sqlite3_bind_text (statement, 1, text, -1, SQLITE_TRANSIENT);
  return deliver (statement);
}

static guint
ask (Bench *bench, const char *sql)
{
  return deliver (prepare (bench, sql));
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

  query.statuses = statuses;
  query.sort = sort;
  query.descending = descending;
  if (key != NULL)
    cursor = (JkkCaseCursor){ .begun = TRUE, .id = G_MAXINT64, .text = g_strdup (key) };
  g_autoptr (GPtrArray) rows = jkk_case_list_page_rows (bench->db, &query, &cursor, 0, PAGE, NULL);
  g_assert_cmpuint (rows->len, ==, PAGE);
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
  g_autofree char *key = g_strdup_printf ("%c", 'a' + bench->round % 20);
  guint n =
      ask_text (bench, "SELECT " ROW " FROM case_index WHERE name_key > ?1 ORDER BY name_key, case_id LIMIT 200", key);

  g_assert_cmpuint (n, ==, PAGE);
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

/* Any place in the list of all, of which nothing is known yet; a desk then knows a place every 20,000 lines. */
static guint
some_place (Bench *bench)
{
  return (guint) (((guint64) bench->round * 7919 + 13) % 97 * bench->n_cases / 97);
}

static void
page_anywhere (Bench *bench)
{
  JkkCaseQuery query = JKK_CASE_QUERY_INIT;
  g_auto (JkkCaseCursor) cursor = { 0 };

  query.sort = JKK_SORT_RECEIVED_DAY;
  g_autoptr (GPtrArray) rows = jkk_case_list_page_rows (bench->db, &query, &cursor, some_place (bench), PAGE, NULL);
  g_assert_cmpuint (rows->len, >, 0);
}

static void
bare_page_anywhere (Bench *bench)
{
  ask_number (bench,
              "SELECT " ROW " FROM (SELECT case_id AS id FROM case_index ORDER BY received_day, case_id LIMIT 200 "
              "OFFSET ?1) CROSS JOIN case_index ON case_id = id",
              some_place (bench));
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
bare_search (Bench *bench, const char *text)
{
  g_autofree char *like = g_strdup_printf ("%%%s%%", text);

  ask_text (bench,
            "SELECT case_id FROM case_index WHERE case_id IN (SELECT rowid FROM case_search WHERE folded LIKE ?1) "
            "ORDER BY number",
            like);
}

static void
bare_search_nik (Bench *bench)
{
  g_autofree char *nik = some_nik (bench);

  bare_search (bench, nik);
}

static void
search_name (Bench *bench)
{
  search (bench, words[bench->round % G_N_ELEMENTS (words)]);
}

static void
bare_search_name (Bench *bench)
{
  bare_search (bench, words[bench->round % G_N_ELEMENTS (words)]);
}

/* ---- One case */

static void
open_case (Bench *bench)
{
  g_autoptr (JkkCase) jcase = jkk_case_store_load (bench->db, some_id (bench), NULL);

  g_assert_nonnull (jcase);
}

/* The same columns, in the same order of rows. */
static const char *
part_select (guint number)
{
  static char *texts[32];
  guint n_parts;
  const JkkCasePart *part = &jkk_case_parts (&n_parts)[number];
  GString *sql;

  if (texts[number] != NULL)
    return texts[number];
  sql = g_string_new ("SELECT ");
  for (guint i = 0; i < part->type->n_fields; i++)
    g_string_append_printf (sql, "%s\"%s\"", i > 0 ? ", " : "", part->type->fields[i].name);
  g_string_append_printf (sql, " FROM \"%s\" WHERE case_id = ?1%s", part->name, part->is_list ? " ORDER BY ord" : "");
  return texts[number] = g_string_free (sql, FALSE);
}

static void
bare_open_case (Bench *bench)
{
  guint n_parts;
  gint64 id = some_id (bench);

  jkk_case_parts (&n_parts);
  ask_number (bench, "SELECT revision FROM case_file WHERE id = ?1", id);
  for (guint i = 0; i < n_parts; i++)
    ask_number (bench, part_select (i), id);
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
  gint64 id = some_id (bench);
  g_autofree char *note = g_strdup_printf ("UPDATE cover SET note = 'catatan %u x' WHERE case_id = ?1", bench->round);
  g_autofree char *row = g_strdup_printf (
      "UPDATE case_index SET total = %u, updated_at = 1800000001 WHERE case_id = ?1", 2000 + bench->round);

  bare_open_case (bench);
  ask (bench, "BEGIN IMMEDIATE");
  bare_open_case (bench);
  ask_number (bench, "UPDATE case_file SET revision = revision + 1 WHERE id = ?1", id);
  ask_number (bench, note, id);
  ask_number (bench, row, id);
  ask (bench, "COMMIT");
}

/* ---- Counters */

static JkkDay
overdue_before (void)
{
  return jkk_today () - 9;
}

static void
counts (Bench *bench)
{
  JkkCaseCounts found;

  g_assert_true (jkk_case_list_counts (bench->db, "sari", overdue_before (), &found, NULL));
}

static void
bare_counts (Bench *bench)
{
  ask (bench, "SELECT status, sum (n), sum (CASE WHEN verifier = 'sari' THEN n ELSE 0 END) FROM case_count GROUP BY 1");
  ask_number (bench,
              "SELECT count (*) FROM case_index INDEXED BY case_index_open WHERE status IN ('masuk', 'diverifikasi', "
              "'ditahan', 'diajukan') AND claimed_day < ?1",
              overdue_before ());
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

#define DESK_ROUNDS 5

typedef struct
{
  gint64 first[DESK_ROUNDS], end[DESK_ROUNDS], memory[DESK_ROUNDS]; /* microseconds, and kilobytes */
} Desk;

/* The desk itself, on the display that this program has. */
static void
measure_desk (Desk *desk, guint round, const char *program, const char *store)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  char *argv[] = { (char *) program, (char *) store, NULL };

  g_assert_true (g_spawn_sync (NULL, argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, &text, NULL, NULL, &error));
  const char *last = strrchr (g_strchomp (text), '\n');
  g_auto (GStrv) said = g_strsplit (last != NULL ? last + 1 : text, " ", 3);
  g_assert_cmpuint (g_strv_length (said), ==, 3);
  desk->first[round] = (gint64) (g_ascii_strtod (said[0], NULL) * 1000);
  desk->end[round] = (gint64) (g_ascii_strtod (said[1], NULL) * 1000);
  desk->memory[round] = g_ascii_strtoll (said[2], NULL, 10);
}

static double
median (gint64 *values)
{
  qsort (values, DESK_ROUNDS, sizeof values[0], compare);
  return (double) values[DESK_ROUNDS / 2] / 1000;
}

static void
run_desk (const char *program, const char *small, const char *large, guint n_cases)
{
  Desk before = { 0 }, after = { 0 };

  for (guint i = 0; i < DESK_ROUNDS; i++)
    {
      measure_desk (&before, i, program, small);
      measure_desk (&after, i, program, large);
    }
  g_autofree char *title = g_strdup_printf ("%u cases", n_cases);
  printf ("\n%-46s %9s %9s %6s   (limit 1.3)\n", "the desk, median", title, "300", "ratio");
  double a = median (after.first), b = median (before.first);
  printf ("%-46s %9.0f %9.0f %6.2f\n", "milliseconds from its start to the first list", a, b, a / b);
  a = median (after.memory);
  b = median (before.memory);
  printf ("%-46s %9.1f %9.1f %6.2f\n", "MB, list of all scrolled to end and middle", a, b, a / b);
  a = median (after.end);
  b = median (before.end);
  printf ("%-46s %9.1f %9.1f\n", "milliseconds to the end of the list of all", a, b);
}

static void
run (Bench *bench)
{
  printf ("%-46s %9s %9s %6s   (limit 2)\n", "milliseconds, median", "santun", "bare SQL", "ratio");
  report (bench, "page of 200, by name, in the middle", page_by_name, bare_page_by_name);
  report (bench, "page of 200, open, the oldest first", page_of_open, bare_page_of_open);
  report (bench, "page of 200, rejected, latest number first", page_of_rejected, bare_page_of_rejected);
  report (bench, "page of 200, at any place of all", page_anywhere, bare_page_anywhere);
  report (bench, "search: twelve digits of a NIK", search_nik, bare_search_nik);
  report (bench, "search: letters of a name", search_name, bare_search_name);
  report (bench, "open a case, all parts", open_case, bare_open_case);
  report (bench, "save a case, on the disk", save_case, bare_save_case);
  report (bench, "counts of all queues", counts, bare_counts);
}

/* So many as there is room for. */
static guint
count_wanted (const char *folder)
{
  const char *wanted = g_getenv ("SANTUN_BENCH_CASES");
  guint n = wanted != NULL ? (guint) g_ascii_strtoull (wanted, NULL, 10) : CASES;
  struct statvfs room;

  g_assert_cmpint (statvfs (folder, &room), ==, 0);
  guint most = (guint) MIN (room.f_bavail * room.f_frsize / 5000, G_MAXINT32);
  if (n > most)
    printf ("There is room for %u cases only, not for %u: TMPDIR says where the store is made.\n", most, n);
  return MAX (MIN (n, most), SMALL + 1);
}

static guint
count_cases (JkkDb *db)
{
  const JkkCaseQuery all = JKK_CASE_QUERY_INIT;
  gint64 n;

  g_assert_true (jkk_case_list_count (db, &all, &n, NULL));
  return (guint) n;
}

int
main (int argc, char *argv[])
{
  g_autofree char *folder = make_folder ();
  g_autofree char *small = make_office (folder, SMALL);
  const char *there = g_getenv ("SANTUN_BENCH_STORE");
  g_autofree char *address = there != NULL ? g_strdup (there) : make_office (folder, count_wanted (folder));
  JkkCaseQuery query = JKK_CASE_QUERY_INIT;
  Bench bench = { 0 };

  bench.db = jkk_db_open (address, JKK_DB_DEFAULT, NULL);
  bench.statements = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) sqlite3_finalize);
  bench.n_cases = count_cases (bench.db);
  g_assert_cmpint (sqlite3_open (address, &bench.bare), ==, SQLITE_OK);
  sqlite3_exec (bench.bare, "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA cache_size = -16384", NULL,
                NULL, NULL);
  query.statuses = JKK_STATUS_BIT (JKK_STATUS_VERIFYING);
  bench.ids = jkk_case_list_ids (bench.db, &query, NULL);
  run (&bench);
  g_hash_table_unref (bench.statements);
  sqlite3_close (bench.bare);
  jkk_db_close (bench.db);
  if (argc > 1)
    run_desk (argv[1], small, address, bench.n_cases);
  remove_folder (folder);
  return 0;
}
