#include "jkk-case-list-private.h"

#include "jkk-case-store.h"
#include "store-fixture.h"

#define CASES 90

static const char *const states[] = { "masuk", "diverifikasi", "ditahan", "diajukan" };

/* Cases of which many are alike in what they are sorted by, and many have nothing there. */
static void
insert_cases (Fixture *fixture)
{
  fixture_begin (fixture);
  for (guint i = 0; i < CASES; i++)
    {
      g_autofree char *number = g_strdup_printf ("JKK-2026-%06u", (i * 37) % CASES + 1);
      g_autofree char *name = g_strdup_printf ("Nama %u", i % 7);
      g_autoptr (JkkCase) jcase = sample_case (number);
      gint64 id;

      jkk_set_str (&jcase->cover.status, states[i % 4]);
      jkk_set_str (&jcase->cover.segment, i % 5 == 0 ? NULL : "PU");
      jkk_set_str (&jcase->cover.verifier, i % 3 == 0 ? NULL : i % 3 == 1 ? "sari" : "rina");
      jkk_set_str (&jcase->participant.name, i % 11 == 0 ? NULL : name);
      jkk_set_str (&jcase->participant.number, i % 4 == 0 ? NULL : name);
      jkk_set_str (&jcase->employer.name, i % 13 == 0 ? "" : name);
      jkk_set_str (&jcase->claim.outcome, i % 2 == 0 ? NULL : "sembuh");
      jcase->accident.accident_day = i % 6 == 0 ? JKK_NONE : 20000 + i % 9;
      jcase->cover.received_day = i % 8 == 0 ? JKK_NONE : -(gint64) (i % 5);
      jcase->claim.claimed_day = i % 9 == 0 ? JKK_NONE : 20010 + i % 10;
      g_assert_true (jkk_case_store_insert (fixture->db, jcase, i % 7 == 0 ? JKK_NONE : (JkkMoney) (i % 4) * 1000,
                                            FIXTURE_TIME + i % 3, &id, NULL));
    }
  fixture_commit (fixture);
}

static GArray *
read_pages (Fixture *fixture, const JkkCaseQuery *query, guint size, guint *n_pages)
{
  g_auto (JkkCaseCursor) cursor = { 0 };
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) error = NULL;

  for (*n_pages = 0; !cursor.done; *n_pages += 1)
    {
      jkk_case_list_stretch (fixture->db, query, &cursor, NULL, size, ids, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (*n_pages, <=, CASES);
    }
  return ids;
}

static void
assert_pages_are_the_list (Fixture *fixture, const JkkCaseQuery *query)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) whole = jkk_case_list_ids (fixture->db, query, &error);

  g_assert_no_error (error);
  for (guint size = 1; size <= CASES + 1; size += 13)
    {
      guint n_pages;
      g_autoptr (GArray) ids = read_pages (fixture, query, size, &n_pages);

      g_assert_cmpmem (ids->data, ids->len * sizeof (gint64), whole->data, whole->len * sizeof (gint64));
      g_assert_cmpuint (n_pages, ==, whole->len / size + 1);
    }
}

static void
test_pages_are_the_list_in_every_order_with_every_filter (Fixture *fixture, gconstpointer data)
{
  insert_cases (fixture);
  for (guint sort = 0; sort < JKK_N_SORT; sort++)
    for (guint i = 0; i < 16; i++)
      {
        JkkCaseQuery query = JKK_CASE_QUERY_INIT;

        query.sort = sort;
        query.descending = (i & 1) != 0;
        query.statuses = (i & 2) != 0 ? JKK_STATUS_OPEN : 0;
        query.verifier = (i & 4) != 0 ? "sari" : NULL;
        query.claimed_before = (i & 8) != 0 ? 20016 : JKK_NONE;
        assert_pages_are_the_list (fixture, &query);
      }
}

static gint64
row_id (GPtrArray *rows, guint i)
{
  return ((const JkkCaseRow *) rows->pdata[i])->id;
}

/* From both ends to a place, and on from there: rows, and back to where one came from. */
static void
assert_place_is_right (Fixture *fixture, const JkkCaseQuery *query, GArray *whole, guint place)
{
  g_autoptr (GError) error = NULL;
  g_auto (JkkCaseCursor) cursor = { 0 };
  g_auto (JkkCaseCursor) back = { 0 };
  g_auto (JkkCaseCursor) end = { 0 };
  g_autoptr (GArray) before = g_array_new (FALSE, FALSE, sizeof (gint64));
  JkkCaseQuery turned = *query;
  gint64 moved;

  turned.descending = !query->descending;
  g_assert_true (jkk_case_list_advance (fixture->db, query, &cursor, place, &moved, &error));
  g_assert_cmpint (moved, ==, place);
  g_assert_true (jkk_case_list_advance (fixture->db, &turned, &back, whole->len - place, &moved, &error));
  g_assert_cmpint (moved, ==, whole->len - place);
  jkk_case_cursor_turn (&back, turned.descending);
  g_assert_true (jkk_case_list_stretch (fixture->db, query, &end, &back, CASES + 1, before, &error));
  g_assert_cmpmem (before->data, before->len * sizeof (gint64), whole->data, place * sizeof (gint64));
  g_autoptr (GPtrArray) rows = jkk_case_list_page_rows (fixture->db, query, &cursor, 3, 5, &error);
  g_assert_no_error (error);
  guint left = whole->len > place + 3 ? whole->len - place - 3 : 0;
  g_assert_cmpuint (rows->len, ==, MIN (left, 5));
  for (guint i = 0; i < rows->len; i++)
    g_assert_cmpint (row_id (rows, i), ==, g_array_index (whole, gint64, place + 3 + i));
}

static void
test_every_place_is_reached_from_both_ends (Fixture *fixture, gconstpointer data)
{
  insert_cases (fixture);
  for (guint i = 0; i < JKK_N_SORT * 8; i++)
    {
      JkkCaseQuery query = JKK_CASE_QUERY_INIT;
      g_autoptr (GError) error = NULL;
      g_auto (JkkCaseCursor) cursor = { 0 };
      gint64 n, moved;

      query.sort = i / 8;
      query.descending = (i & 1) != 0;
      query.statuses = (i & 2) != 0 ? JKK_STATUS_OPEN : JKK_STATUS_BIT (JKK_STATUS_HELD) | JKK_STATUS_BIT (0);
      query.verifier = (i & 4) != 0 ? "sari" : NULL;
      query.claimed_before = (i & 6) == 6 ? 20016 : JKK_NONE;
      g_autoptr (GArray) whole = jkk_case_list_ids (fixture->db, &query, &error);
      g_assert_true (jkk_case_list_count (fixture->db, &query, &n, &error));
      g_assert_cmpint (n, ==, whole->len);
      g_assert_true (jkk_case_list_advance (fixture->db, &query, &cursor, n + 10, &moved, &error));
      g_assert_cmpint (moved, ==, n);
      for (guint place = 0; place <= whole->len; place += 7)
        assert_place_is_right (fixture, &query, whole, place);
    }
}

/* Each page begins by a key in an index, and sorts nothing. */
static void
test_every_page_seeks_in_an_index (Fixture *fixture, gconstpointer data)
{
  static const JkkListWay ways[] = { JKK_LIST_SAME, JKK_LIST_BEYOND, JKK_LIST_OPEN_SAME, JKK_LIST_OPEN_BEYOND };

  for (guint i = 0; i < G_N_ELEMENTS (ways) * JKK_N_SORT * 2; i++)
    {
      guint statement =
          jkk_statement_of_list (ways[i / 2 % G_N_ELEMENTS (ways)], i / 2 / G_N_ELEMENTS (ways), i % 2 == 1);
      g_autofree char *sql = g_strconcat ("EXPLAIN QUERY PLAN ", jkk_statement_text (statement), NULL);
      sqlite3_stmt *plan = NULL;

      g_assert_cmpint (sqlite3_prepare_v2 (fixture->db->handle, sql, -1, &plan, NULL), ==, SQLITE_OK);
      g_assert_cmpint (sqlite3_step (plan), ==, SQLITE_ROW);
      const char *step = (const char *) sqlite3_column_text (plan, 3);
      g_test_message ("%s", step);
      g_assert_true (g_str_has_prefix (step, "SEARCH case_index USING COVERING INDEX"));
      g_assert_cmpint (sqlite3_step (plan), ==, SQLITE_DONE);
      sqlite3_finalize (plan);
    }
}

/* With their texts, too: along the index, then each row by its id; nothing is sorted and no table read through. */
static void
test_rows_and_counts_seek_in_an_index (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < (JKK_N_LIST_WAYS - JKK_LIST_SAME_ROWS) * JKK_N_SORT * 2; i++)
    {
      guint statement = jkk_statement_of_list (JKK_LIST_SAME_ROWS + i / 2 / JKK_N_SORT, i / 2 % JKK_N_SORT, i % 2 == 1);
      g_autofree char *sql = g_strconcat ("EXPLAIN QUERY PLAN ", jkk_statement_text (statement), NULL);
      sqlite3_stmt *plan = NULL;
      guint n_seeks = 0;

      g_assert_cmpint (sqlite3_prepare_v2 (fixture->db->handle, sql, -1, &plan, NULL), ==, SQLITE_OK);
      while (sqlite3_step (plan) == SQLITE_ROW)
        {
          const char *step = (const char *) sqlite3_column_text (plan, 3);

          g_test_message ("%s", step);
          g_assert_null (strstr (step, "TEMP B-TREE"));
          g_assert_null (strstr (step, "SCAN case_index"));
          n_seeks += g_str_has_prefix (step, "SEARCH case_index USING COVERING INDEX") ? 1 : 0;
        }
      g_assert_cmpuint (n_seeks, ==, 1);
      sqlite3_finalize (plan);
    }
}

/* What comes in between while one reads on: nothing is shown twice, nothing is left out that was there all the time. */
static void
test_a_case_that_comes_in_between_disturbs_no_page (Fixture *fixture, gconstpointer data)
{
  g_auto (JkkCaseCursor) cursor = { 0 };
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  JkkCaseQuery query = JKK_CASE_QUERY_INIT;

  insert_cases (fixture);
  query.sort = JKK_SORT_NUMBER;
  g_assert_true (jkk_case_list_stretch (fixture->db, &query, &cursor, NULL, 40, ids, NULL));
  fixture_begin (fixture);
  fixture_insert_case (fixture->db, "JKK-2025-000001");
  fixture_commit (fixture);
  while (!cursor.done)
    g_assert_true (jkk_case_list_stretch (fixture->db, &query, &cursor, NULL, 40, ids, NULL));
  g_assert_cmpuint (ids->len, ==, CASES);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name)                                                                                                      \
  g_test_add ("/store/case-paging/" #name, Fixture, NULL, fixture_set_up, test_##name, fixture_tear_down)
  ADD (pages_are_the_list_in_every_order_with_every_filter);
  ADD (every_place_is_reached_from_both_ends);
  ADD (every_page_seeks_in_an_index);
  ADD (rows_and_counts_seek_in_an_index);
  ADD (a_case_that_comes_in_between_disturbs_no_page);

  return g_test_run ();
}
