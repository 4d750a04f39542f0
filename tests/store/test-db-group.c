/* What makes dqlite 1.11 abort must not be asked of it: here each registered statement is looked at and then run by a
 * group of nodes, which has to be there afterwards. */
#include "jkk-db-group.h"

#include "jkk-statement.h"
#include "place.h"
#include "store-fixture.h"

#include <string.h>

/* Values of one column are packed with their kinds; the engine asks what a column was declared as, and falls over one
 * that says a day or yes and no but holds something else. */
static void
assert_columns_are_harmless (sqlite3_stmt *statement)
{
  static const char *const harmful[] = { "BOOLEAN", "DATE", "DATETIME", "TIMESTAMP" };

  for (int i = 0; i < sqlite3_column_count (statement); i++)
    {
      const char *declared = sqlite3_column_decltype (statement, i);

      for (guint j = 0; declared != NULL && j < G_N_ELEMENTS (harmful); j++)
        g_assert_cmpint (g_ascii_strcasecmp (declared, harmful[j]), !=, 0);
    }
}

static void
test_no_statement_is_of_a_kind_that_harms (Fixture *fixture, gconstpointer data)
{
  sqlite3 *handle = NULL;

  g_assert_cmpint (sqlite3_open (fixture->path, &handle), ==, SQLITE_OK);
  for (guint i = 0; i < jkk_statement_count (); i++)
    {
      g_autofree char *text = g_ascii_strup (jkk_statement_text (i), -1);
      sqlite3_stmt *statement = NULL;
      const char *rest = NULL;

      g_assert_cmpint (sqlite3_prepare_v2 (handle, jkk_statement_text (i), -1, &statement, &rest), ==, SQLITE_OK);
      g_assert_cmpstr (rest, ==, "");
      g_assert_null (strstr (text, "RETURNING"));
      g_assert_null (strstr (text, "PRAGMA"));
      g_assert_null (strstr (text, "ATTACH"));
      g_assert_cmpint (sqlite3_bind_parameter_count (statement), <=, G_MAXUINT8);
      /* What is sent as a query must not write, and what is not must not yield rows. */
      g_assert_cmpint (sqlite3_stmt_readonly (statement), ==, !jkk_statement_writes (i));
      g_assert_cmpint (sqlite3_column_count (statement) > 0, ==, !jkk_statement_writes (i));
      assert_columns_are_harmless (statement);
      sqlite3_finalize (statement);
    }
  g_assert_cmpint (sqlite3_close (handle), ==, SQLITE_OK);
}

static int
count_values (sqlite3 *handle, guint number)
{
  sqlite3_stmt *statement = NULL;

  g_assert_cmpint (sqlite3_prepare_v2 (handle, jkk_statement_text (number), -1, &statement, NULL), ==, SQLITE_OK);
  int n_values = sqlite3_bind_parameter_count (statement);
  sqlite3_finalize (statement);
  return n_values;
}

/* Returns: how many rows there were. That it is refused is no harm. */
static guint
run (Fixture *fixture, guint number, int n_values, const char *text)
{
  g_autoptr (JkkQuery) query = jkk_db_query (fixture->db, number);
  g_autoptr (GError) error = NULL;
  guint n_rows = 0;

  for (int i = 1; i <= n_values; i++)
    if (text != NULL)
      jkk_query_bind_text (query, i, text);
    else
      jkk_query_bind_number (query, i, 1);
  while (jkk_query_next (query, &error))
    n_rows++;
  if (g_error_matches (error, JKK_ERROR, JKK_ERROR_AWAY))
    g_error ("the engine fell over “%s”", jkk_statement_text (number));
  return n_rows;
}

static void
test_each_statement_runs_without_harm (Fixture *fixture, gconstpointer data)
{
  sqlite3 *handle = NULL;
  guint n_rows = 0;

  fixture_begin (fixture);
  for (guint i = 1; i <= 3; i++)
    {
      g_autofree char *number = g_strdup_printf ("JKK-2026-00000%u", i);

      fixture_insert_case (fixture->db, number);
    }
  fixture_insert_account (fixture->db, "sari", "Sari Contoh", 1);
  fixture_commit (fixture);

  g_assert_cmpint (sqlite3_open (fixture->path, &handle), ==, SQLITE_OK);
  for (guint i = 0; i < jkk_statement_count (); i++)
    for (guint way = 0; way < 3; way++)
      {
        fixture_begin (fixture);
        n_rows += run (fixture, i, way < 2 ? count_values (handle, i) : 0, way == 1 ? "sari" : NULL);
        jkk_db_rollback (fixture->db);
      }
  g_assert_cmpint (sqlite3_close (handle), ==, SQLITE_OK);
  g_test_message ("%u statements, %u rows", jkk_statement_count (), n_rows);
  g_assert_cmpuint (n_rows, >, jkk_statement_count () / 4);
  g_assert_cmpint (fixture_ask (fixture, "SELECT count(*) FROM case_file"), ==, 3);
  g_assert_cmpint (fixture_ask (fixture, "SELECT count(*) FROM pragma_integrity_check WHERE integrity_check <> 'ok'"),
                   ==, 0);
}

/* What a group begins with is the file, row for row, also what no trigger would let in by hand. */
static void
test_a_file_is_taken_in_whole (Fixture *fixture, gconstpointer data)
{
  static const char *const asked[] = {
    "SELECT count(*) FROM sqlite_schema",
    "SELECT total (length (sql)) FROM sqlite_schema",
    "SELECT user_version FROM pragma_user_version",
    "SELECT application_id FROM pragma_application_id",
    "SELECT count(*) FROM pragma_foreign_key_check",
    "SELECT count(*) FROM case_search_data",
    "SELECT sum (n) FROM case_count",
  };
  sqlite3 *handle = NULL;

  g_assert_cmpint (sqlite3_open (fixture->path, &handle), ==, SQLITE_OK);
  for (guint i = 0; i < G_N_ELEMENTS (asked); i++)
    {
      g_autofree char *sql = g_strdup_printf ("SELECT CAST (coalesce ((%s), 0) AS INTEGER)", asked[i]);
      sqlite3_stmt *statement = NULL;

      g_assert_cmpint (sqlite3_prepare_v2 (handle, sql, -1, &statement, NULL), ==, SQLITE_OK);
      g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
      g_assert_cmpint (fixture_ask (fixture, sql), ==, sqlite3_column_int64 (statement, 0));
      sqlite3_finalize (statement);
    }
  g_assert_cmpint (sqlite3_close (handle), ==, SQLITE_OK);
}

#define ADD(name, func) g_test_add (name, Fixture, NULL, fixture_set_up, func, fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/store/db-group/no_statement_is_of_a_kind_that_harms", test_no_statement_is_of_a_kind_that_harms);
  ADD ("/store/db-group/each_statement_runs_without_harm", test_each_statement_runs_without_harm);
  ADD ("/store/db-group/a_file_is_taken_in_whole", test_a_file_is_taken_in_whole);
  return g_test_run ();
}
