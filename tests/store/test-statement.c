#include "jkk-statement.h"
#include "store-fixture.h"

#include <string.h>

static void
test_every_statement_fits_the_schema (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpuint (jkk_statement_count (), >, JKK_N_FIXED_SQL);
  for (guint i = 0; i < jkk_statement_count (); i++)
    {
      sqlite3_stmt *statement = NULL;
      const char *rest = NULL;
      int code = sqlite3_prepare_v2 (fixture->db->handle, jkk_statement_text (i), -1, &statement, &rest);

      if (code != SQLITE_OK)
        g_test_message ("%s: %s", jkk_statement_text (i), sqlite3_errmsg (fixture->db->handle));
      g_assert_cmpint (code, ==, SQLITE_OK);
      /* One statement each. */
      g_assert_cmpstr (rest, ==, "");
      g_assert_cmpint (sqlite3_stmt_readonly (statement), !=, jkk_statement_writes (i));
      sqlite3_finalize (statement);
    }
}

static void
test_no_statement_uses_what_a_shared_store_cannot (void)
{
  static const char *const forbidden[] = { "RETURNING",         "ATTACH",    "PRAGMA", "BEGIN", "COMMIT", "TEMP",
                                           "last_insert_rowid", "changes (", "VACUUM", "'now'", "random" };

  for (guint i = 0; i < jkk_statement_count (); i++)
    for (guint word = 0; word < G_N_ELEMENTS (forbidden); word++)
      g_assert_null (strstr (jkk_statement_text (i), forbidden[word]));
}

static void
test_a_statement_is_registered_once (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < jkk_statement_count (); i++)
    g_assert_true (g_hash_table_add (seen, (gpointer) jkk_statement_text (i)));
}

static void
test_numbers_lead_to_their_texts (void)
{
  guint n_parts;
  const JkkCasePart *parts = jkk_case_parts (&n_parts);

  for (guint i = 0; i < n_parts; i++)
    {
      g_autofree char *insert = g_strdup_printf ("INSERT INTO \"%s\" ", parts[i].name);
      g_autofree char *from = g_strdup_printf (" FROM \"%s\" ", parts[i].name);

      g_assert_true (g_str_has_prefix (jkk_statement_text (jkk_statement_of_part (i, JKK_PART_INSERT)), insert));
      g_assert_nonnull (strstr (jkk_statement_text (jkk_statement_of_part (i, JKK_PART_SELECT)), from));
    }
  g_assert_cmpuint (jkk_statement_of_list (JKK_N_LIST_WAYS - 1, JKK_N_SORT - 1, TRUE), ==, jkk_statement_count () - 1);
  g_assert_nonnull (
      strstr (jkk_statement_text (jkk_statement_of_list (JKK_LIST_ALL, JKK_SORT_TOTAL, TRUE)), "total DESC"));
}

/* What the engine says it will do; all lines of the plan in one text. */
static char *
plan_of (JkkDb *db, guint statement)
{
  g_autofree char *sql = g_strconcat ("EXPLAIN QUERY PLAN ", jkk_statement_text (statement), NULL);
  GString *plan = g_string_new (NULL);
  sqlite3_stmt *explain = NULL;

  g_assert_cmpint (sqlite3_prepare_v2 (db->handle, sql, -1, &explain, NULL), ==, SQLITE_OK);
  while (sqlite3_step (explain) == SQLITE_ROW)
    g_string_append_printf (plan, "%s\n", sqlite3_column_text (explain, 3));
  sqlite3_finalize (explain);
  return g_string_free (plan, FALSE);
}

static void
test_a_list_of_all_cases_comes_in_order_from_an_index_alone (Fixture *fixture, gconstpointer data)
{
  for (guint sort = 0; sort < JKK_N_SORT; sort++)
    for (guint descending = 0; descending < 2; descending++)
      {
        g_autofree char *plan = plan_of (fixture->db, jkk_statement_of_list (JKK_LIST_ALL, sort, descending));

        g_test_message ("%u: %s", sort, plan);
        g_assert_nonnull (strstr (plan, "COVERING INDEX case_index_by_"));
        g_assert_null (strstr (plan, "TEMP B-TREE"));
      }
}

static void
test_queues_and_searches_read_few_rows (Fixture *fixture, gconstpointer data)
{
  g_autofree char *open = plan_of (fixture->db, jkk_statement_of_list (JKK_LIST_OPEN, JKK_SORT_NUMBER, FALSE));
  g_autofree char *find = plan_of (fixture->db, jkk_statement_of_list (JKK_LIST_FIND, JKK_SORT_NUMBER, FALSE));
  g_autofree char *overdue = plan_of (fixture->db, JKK_SQL_COUNT_OVERDUE);
  g_autofree char *candidates = plan_of (fixture->db, JKK_SQL_CASE_CANDIDATES);

  g_assert_nonnull (strstr (open, "INDEX case_index_open"));
  g_assert_nonnull (strstr (find, "SEARCH case_index USING INTEGER PRIMARY KEY"));
  g_assert_nonnull (strstr (overdue, "COVERING INDEX case_index_open (claimed_day<?)"));
  g_assert_nonnull (strstr (candidates, "participant_number=?"));
  g_assert_nonnull (strstr (candidates, "participant_identity=?"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name) g_test_add ("/store/statement/" #name, Fixture, NULL, fixture_set_up, test_##name, fixture_tear_down)
#define ADD_PLAIN(name) g_test_add_func ("/store/statement/" #name, test_##name)
  ADD (every_statement_fits_the_schema);
  ADD_PLAIN (no_statement_uses_what_a_shared_store_cannot);
  ADD_PLAIN (a_statement_is_registered_once);
  ADD_PLAIN (numbers_lead_to_their_texts);
  ADD (a_list_of_all_cases_comes_in_order_from_an_index_alone);
  ADD (queues_and_searches_read_few_rows);

  return g_test_run ();
}
