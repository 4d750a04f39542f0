#include "jkk-case-list.h"
#include "jkk-case-store.h"
#include "jkk-message-store.h"
#include "jkk-office-store.h"
#include "jkk-statement.h"
#include "store-fixture.h"

static void
set_office (JkkDb *db, const char *key, const char *value)
{
  g_autoptr (JkkQuery) query = jkk_db_query (db, JKK_SQL_OFFICE_SET);
  g_autoptr (GError) error = NULL;

  jkk_query_bind_text (query, 1, key);
  jkk_query_bind_text (query, 2, value);
  jkk_query_run (query, NULL, &error);
  g_assert_no_error (error);
}

static void
test_the_same_statement_may_run_twice_at_once (Fixture *fixture, gconstpointer data)
{
  fixture_begin (fixture);
  set_office (fixture->db, "name", "Kantor Uji");
  set_office (fixture->db, "city", "Cikokol");
  fixture_commit (fixture);

  for (guint round = 0; round < 3; round++)
    {
      g_autoptr (JkkQuery) outer = jkk_db_query (fixture->db, JKK_SQL_OFFICE_GET);
      g_autoptr (JkkQuery) inner = jkk_db_query (fixture->db, JKK_SQL_OFFICE_GET);

      jkk_query_bind_text (outer, 1, "name");
      g_assert_true (jkk_query_next (outer, NULL));
      jkk_query_bind_text (inner, 1, "city");
      g_assert_true (jkk_query_next (inner, NULL));
      g_assert_cmpstr (jkk_query_text (outer, 0), ==, "Kantor Uji");
      g_assert_cmpstr (jkk_query_text (inner, 0), ==, "Cikokol");
      g_assert_false (jkk_query_next (outer, NULL));
    }
}

static void
test_a_statement_forgets_what_was_bound_before (Fixture *fixture, gconstpointer data)
{
  fixture_begin (fixture);
  set_office (fixture->db, "name", "Kantor Uji");
  fixture_commit (fixture);

  g_autoptr (JkkQuery) query = jkk_db_query (fixture->db, JKK_SQL_OFFICE_GET);
  g_assert_false (jkk_query_next (query, NULL));
}

static void
test_what_is_bound_is_never_read_as_sql (Fixture *fixture, gconstpointer data)
{
  const char *text = "'); DROP TABLE office; -- \" ; ' %s \\ \xe2\x80\x9c";
  g_autofree char *read = NULL;

  fixture_begin (fixture);
  set_office (fixture->db, text, text);
  fixture_commit (fixture);
  read = jkk_office_store_get (fixture->db, text, NULL);
  g_assert_cmpstr (read, ==, text);
}

static void
test_numbers_keep_their_whole_size (Fixture *fixture, gconstpointer data)
{
  const gint64 numbers[] = { 0, 1, -1, G_MAXINT64, G_MININT64 + 1, JKK_NONE };

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_autoptr (JkkCase) jcase = sample_case ("JKK-2026-000001");
      g_autoptr (JkkCase) read = NULL;
      gint64 id;

      jcase->participant.wage = numbers[i];
      fixture_begin (fixture);
      g_assert_true (jkk_case_store_insert (fixture->db, jcase, JKK_NONE, 0, &id, NULL));
      read = jkk_case_store_load (fixture->db, id, NULL);
      g_assert_cmpint (read->participant.wage, ==, numbers[i]);
      jkk_db_rollback (fixture->db);
    }
}

static void
test_how_many_rows_were_written_is_told (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JkkQuery) query = jkk_db_query (fixture->db, JKK_SQL_OFFICE_UNSET);
  gint64 n_changed = -1;

  fixture_begin (fixture);
  set_office (fixture->db, "name", "Kantor Uji");
  jkk_query_bind_text (query, 1, "name");
  g_assert_true (jkk_query_run (query, &n_changed, NULL));
  g_assert_cmpint (n_changed, ==, 1);
  g_assert_true (jkk_query_run (query, &n_changed, NULL));
  g_assert_cmpint (n_changed, ==, 0);
  fixture_commit (fixture);
}

static void
test_a_statement_that_the_store_does_not_know_is_told (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  /* Both one that was prepared before and one that never could be. */
  g_assert_null (jkk_office_store_get (fixture->db, "name", NULL));
  fixture_sql (fixture, "ALTER TABLE office RENAME TO kantor; ALTER TABLE message RENAME TO pesan");
  g_assert_null (jkk_message_store_of_case (fixture->db, 1, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_STORAGE);
  g_clear_error (&error);
  g_assert_null (jkk_office_store_get (fixture->db, "name", &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_STORAGE);
}

static void
test_a_long_search_can_be_cancelled (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  const JkkCaseQuery all = { .claimed_before = JKK_NONE, .search = "x" };

  fixture_begin (fixture);
  for (guint i = 0; i < 400; i++)
    {
      g_autofree char *number = g_strdup_printf ("JKK-2026-%06u", i);

      fixture_insert_case (fixture->db, number);
    }
  fixture_commit (fixture);

  g_cancellable_cancel (cancellable);
  jkk_db_set_cancellable (fixture->db, cancellable);
  g_assert_null (jkk_case_list_ids (fixture->db, &all, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  jkk_db_set_cancellable (fixture->db, NULL);
  g_clear_error (&error);
  g_autoptr (GArray) ids = jkk_case_list_ids (fixture->db, &all, &error);
  g_assert_no_error (error);
}

static void
test_writing_outside_a_transaction_is_a_fault_of_the_program (Fixture *fixture, gconstpointer data)
{
  if (g_test_subprocess ())
    {
      /* Who is stopped here cannot tidy up later. */
      remove_folder (fixture->folder);
      set_office (fixture->db, "name", "Kantor Uji");
      return;
    }
  g_test_trap_subprocess (NULL, 0, 0);
  g_test_trap_assert_failed ();
  g_test_trap_assert_stderr ("*in_write*");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name) g_test_add ("/store/db-query/" #name, Fixture, NULL, fixture_set_up, test_##name, fixture_tear_down)
  ADD (the_same_statement_may_run_twice_at_once);
  ADD (a_statement_forgets_what_was_bound_before);
  ADD (what_is_bound_is_never_read_as_sql);
  ADD (numbers_keep_their_whole_size);
  ADD (how_many_rows_were_written_is_told);
  ADD (a_statement_that_the_store_does_not_know_is_told);
  ADD (a_long_search_can_be_cancelled);
  ADD (writing_outside_a_transaction_is_a_fault_of_the_program);

  return g_test_run ();
}
