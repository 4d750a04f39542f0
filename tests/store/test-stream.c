#include "jkk-stream-private.h"

#include "follower-fixture.h"
#include "jkk-bulk-store.h"
#include "jkk-db-copy.h"
#include "jkk-office-store.h"

static void
assert_copy_needed (Follower *follower)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (read_new (follower, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_CONFLICT);
}

/* Changes of a table without one would be lost without a word. */
static void
test_each_table_has_a_primary_key (Follower *follower, gconstpointer data)
{
  g_assert_cmpint (fixture_ask (&follower->store, "SELECT count (*) FROM sqlite_schema AS item WHERE type = 'table' "
                                                  "AND sql NOT LIKE 'CREATE VIRTUAL%' AND NOT EXISTS "
                                                  "(SELECT 1 FROM pragma_table_info (item.name) WHERE pk > 0)"),
                   ==, 0);
  /* A row whose key is empty would be, too. */
  g_assert_cmpint (fixture_ask (&follower->store,
                                "SELECT count (*) FROM sqlite_schema AS item, pragma_table_info (item.name) AS field "
                                "WHERE item.type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' "
                                "AND sql NOT LIKE '%WITHOUT ROWID%' AND pk > 0 AND field.type <> 'INTEGER' "
                                "AND \"notnull\" = 0 AND item.name NOT LIKE 'case_search_%'"),
                   ==, 0);
}

static void
test_nothing_is_told_before_somebody_asks (Follower *follower, gconstpointer data)
{
  set_name (follower->store.db, "Cabang Contoh");
  g_assert_cmpint (fixture_ask (&follower->store, "SELECT count (*) FROM change_stream"), ==, 0);
}

static void
test_a_copy_stays_the_same (Follower *follower, gconstpointer data)
{
  take_in (follower->store.db, "JKK-2026-000001");
  begin_to_follow (follower);
  assert_same (follower);
  take_in (follower->store.db, "JKK-2026-000002");
  rename_case (follower->store.db, 1, "Ratna Sembilan");
  set_name (follower->store.db, "Cabang Contoh");
  g_assert_cmpuint (follow (follower), ==, 3);
  assert_same (follower);
  g_assert_cmpuint (follow (follower), ==, 0);
  for (guint i = 0; i < 40; i++)
    {
      g_autofree char *name = g_strdup_printf ("Nama Ke %u", i);

      rename_case (follower->store.db, 1 + i % 2, name);
    }
  g_assert_cmpuint (follow (follower), ==, 40);
  assert_same (follower);

  /* It is a whole store: searched, counted and checked as any other. */
  g_clear_pointer (&follower->replica, jkk_replica_close);
  g_autoptr (GError) error = NULL;
  g_autoptr (JkkDb) db = jkk_db_open (follower->copy, JKK_DB_DEFAULT, &error);
  g_assert_no_error (error);
  g_assert_true (jkk_db_check (db, TRUE, NULL));
  g_assert_true (jkk_db_begin_write (db, NULL));
  g_assert_true (jkk_db_exec (db, "INSERT INTO case_search (case_search, rank) VALUES ('integrity-check', 1)", &error));
  jkk_db_rollback (db);
}

static void
test_what_is_taken_back_is_not_told (Follower *follower, gconstpointer data)
{
  begin_to_follow (follower);
  g_assert_true (jkk_db_begin_write (follower->store.db, NULL));
  g_assert_true (jkk_office_store_set (follower->store.db, JKK_OFFICE_NAME, "Tidak jadi", NULL));
  jkk_db_rollback (follower->store.db);
  g_assert_cmpuint (follow (follower), ==, 0);
  /* Nor a transaction in which nothing changed. */
  g_assert_true (jkk_db_begin_write (follower->store.db, NULL));
  g_assert_true (jkk_db_commit (follower->store.db, NULL));
  g_assert_cmpuint (follow (follower), ==, 0);
  assert_same (follower);
}

/* Such as santunctl at the node's computer. */
static void
test_another_program_tells_as_well (Follower *follower, gconstpointer data)
{
  g_autoptr (JkkDb) other = jkk_db_open (follower->store.path, JKK_DB_DEFAULT, NULL);

  begin_to_follow (follower);
  set_name (other, "Dari Samping");
  set_name (follower->store.db, "Dari Simpul");
  set_name (other, "Dari Samping Lagi");
  g_assert_cmpuint (follow (follower), ==, 3);
  assert_same (follower);
}

/* Not by a program of ours: the journal is then not as the last change has left it. */
static void
test_a_writer_past_the_stream_is_found (Follower *follower, gconstpointer data)
{
  begin_to_follow (follower);
  fixture_sql (&follower->store, "INSERT INTO journal (sequence, time, person, workstation, deed, deed_id, changes, "
                                 "hash) VALUES (1, 1, 'x', 'x', 'x', 'x', '', 'x')");
  set_name (follower->store.db, "Cabang Contoh");
  assert_copy_needed (follower);
}

static void
test_who_is_too_far_behind_takes_a_copy (Follower *follower, gconstpointer data)
{
  begin_to_follow (follower);
  jkk_stream_set_limits (follower->store.db, 5, G_MAXINT64);
  for (guint i = 0; i < 5; i++)
    set_name (follower->store.db, i % 2 == 0 ? "Genap" : "Ganjil");
  assert_copy_needed (follower);
  g_assert_cmpint (fixture_ask (&follower->store, "SELECT count (*) FROM change_stream"), ==, 5);

  /* And the same when it is too much. */
  jkk_stream_set_limits (follower->store.db, G_MAXINT64, 1);
  set_name (follower->store.db, "Sedikit");
  set_name (follower->store.db, "Demi sedikit");
  g_assert_cmpint (fixture_ask (&follower->store, "SELECT count (*) FROM change_stream"), ==, 1);
}

static void
test_another_schema_needs_a_copy (Follower *follower, gconstpointer data)
{
  begin_to_follow (follower);
  g_assert_true (jkk_db_begin_write (follower->store.db, NULL));
  g_assert_true (jkk_db_exec (follower->store.db, "CREATE INDEX extra ON account (name)", NULL));
  g_assert_true (jkk_db_commit (follower->store.db, NULL));
  assert_copy_needed (follower);
}

static void
test_what_is_filled_in_bulk_needs_a_copy (Follower *follower, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  begin_to_follow (follower);
  JkkBulk *bulk = jkk_bulk_begin (follower->store.db, &error);
  g_assert_no_error (error);
  jkk_bulk_finish (bulk, &error);
  g_assert_no_error (error);
  jkk_bulk_free (bulk);
  assert_copy_needed (follower);
}

static void
test_a_stream_that_begins_anew_is_another_one (Follower *follower, gconstpointer data)
{
  begin_to_follow (follower);
  fixture_sql (&follower->store, "DELETE FROM change_stream");
  jkk_stream_start (follower->store.db, NULL);
  set_name (follower->store.db, "Cabang Contoh");
  assert_copy_needed (follower);
}

#define ADD(name) g_test_add ("/store/stream/" #name, Follower, NULL, follower_set_up, test_##name, follower_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD (each_table_has_a_primary_key);
  ADD (nothing_is_told_before_somebody_asks);
  ADD (a_copy_stays_the_same);
  ADD (what_is_taken_back_is_not_told);
  ADD (another_program_tells_as_well);
  ADD (a_writer_past_the_stream_is_found);
  ADD (who_is_too_far_behind_takes_a_copy);
  ADD (another_schema_needs_a_copy);
  ADD (what_is_filled_in_bulk_needs_a_copy);
  ADD (a_stream_that_begins_anew_is_another_one);
  return g_test_run ();
}
