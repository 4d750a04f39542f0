#include "jkk-bulk-store.h"

#include "jkk-case-store.h"
#include "jkk-db-copy.h"
#include "store-fixture.h"

static gboolean
add (JkkBulk *bulk, gint64 template_id, gint64 id)
{
  g_autofree char *number = g_strdup_printf ("JKK-2025-%06d", (int) id);
  const JkkBulkCase made = { .template_id = template_id,
                             .id = id,
                             .number = number,
                             .name = "Müller Wati",
                             .participant_number = "15000000001",
                             .identity = "3171000000000001",
                             .shift = 10 };

  return jkk_bulk_add (bulk, &made, NULL);
}

static void
test_a_store_is_filled_and_guarded_as_before (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture_begin (fixture);
  gint64 first = fixture_insert_case (fixture->db, "JKK-2026-000001");
  fixture_commit (fixture);
  gint64 n_schema = fixture_ask (fixture, "SELECT count(*) FROM sqlite_schema");
  g_autoptr (JkkCase) template = jkk_case_store_load (fixture->db, first, &error);
  JkkBulk *bulk = jkk_bulk_begin (fixture->db, &error);
  g_assert_no_error (error);
  for (gint64 id = 10; id < 30; id++)
    g_assert_true (add (bulk, first, id));
  g_assert_true (jkk_bulk_keep (bulk, &error));
  g_assert_true (jkk_bulk_set_number (bulk, 2025, 29, &error));
  g_assert_true (jkk_bulk_finish (bulk, &error));
  jkk_bulk_free (bulk);
  fixture_reopen (fixture);

  g_assert_true (jkk_db_check (fixture->db, TRUE, &error));
  g_assert_cmpint (fixture_ask (fixture, "SELECT count(*) FROM sqlite_schema"), ==, n_schema);
  g_assert_cmpint (fixture_ask (fixture, "SELECT sum (n) FROM case_count"), ==, 21);
  g_assert_cmpint (fixture_ask (fixture, "SELECT count(*) FROM case_search WHERE case_search MATCH '\"mul\"'"), ==, 20);
  g_autoptr (JkkCase) made = jkk_case_store_load (fixture->db, 15, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (made->participant.name, ==, "Müller Wati");
  g_assert_cmpint (made->accident.accident_day, ==, template->accident.accident_day + 10);
  g_assert_cmpuint (made->expenses->len, ==, template->expenses->len);
  fixture_begin (fixture);
  g_autofree char *number = jkk_case_store_next_number (fixture->db, 2025, &error);
  g_assert_cmpstr (number, ==, "JKK-2025-000030");
  fixture_commit (fixture);
}

static void
test_what_is_not_finished_is_taken_back (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture_begin (fixture);
  gint64 first = fixture_insert_case (fixture->db, "JKK-2026-000001");
  fixture_commit (fixture);
  gint64 n_schema = fixture_ask (fixture, "SELECT count(*) FROM sqlite_schema");
  JkkBulk *bulk = jkk_bulk_begin (fixture->db, &error);
  g_assert_true (add (bulk, first, 10));
  jkk_bulk_free (bulk);
  fixture_reopen (fixture);
  g_assert_cmpint (fixture_ask (fixture, "SELECT count(*) FROM cover"), ==, 1);
  g_assert_cmpint (fixture_ask (fixture, "SELECT count(*) FROM sqlite_schema"), ==, n_schema);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name) g_test_add ("/store/bulk-store/" #name, Fixture, NULL, fixture_set_up, test_##name, fixture_tear_down)
  ADD (a_store_is_filled_and_guarded_as_before);
  ADD (what_is_not_finished_is_taken_back);

  return g_test_run ();
}
