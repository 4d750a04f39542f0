#include "follower-fixture.h"

static void
assert_refused (Follower *follower, GPtrArray *changes)
{
  g_autofree char *before = store_print (follower->copy);
  g_autoptr (GError) error = NULL;

  g_assert_false (jkk_replica_apply (follower->replica, changes, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_CONFLICT);
  g_autofree char *after = store_print (follower->copy);
  g_assert_cmpstr (before, ==, after);
}

static void
test_a_false_change_is_refused (Follower *follower, gconstpointer data)
{
  begin_to_follow (follower);
  set_name (follower->store.db, "Cabang Contoh");
  set_name (follower->store.db, "Cabang Lain");
  g_autoptr (GPtrArray) changes = read_new (follower, NULL);
  g_assert_cmpuint (changes->len, ==, 2);

  JkkStreamChange *second = changes->pdata[1];
  gsize length;
  gconstpointer bytes = g_bytes_get_data (second->changes, &length);
  g_autofree guint8 *forged = g_memdup2 (bytes, length);
  forged[length - 2] ^= 1;
  g_bytes_unref (second->changes);
  second->changes = g_bytes_new (forged, length);
  assert_refused (follower, changes);
  /* Also when the hash is made to fit: the journal, or the chain after it, does not. */
  g_ptr_array_remove_index (changes, 0);
  assert_refused (follower, changes);
}

static void
test_a_copy_that_was_changed_is_found (Follower *follower, gconstpointer data)
{
  set_name (follower->store.db, "Cabang Contoh");
  begin_to_follow (follower);
  g_clear_pointer (&follower->replica, jkk_replica_close);
  sqlite3 *handle = NULL;
  g_assert_cmpint (sqlite3_open (follower->copy, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (handle, "UPDATE office SET value = 'Palsu'", NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (handle);
  follower->replica = jkk_replica_open (follower->copy, NULL);

  set_name (follower->store.db, "Cabang Lain");
  g_autoptr (GPtrArray) changes = read_new (follower, NULL);
  assert_refused (follower, changes);
}

static void
test_documents_are_named (Follower *follower, gconstpointer data)
{
  begin_to_follow (follower);
  take_in (follower->store.db, "JKK-2026-000001");
  fixture_begin (&follower->store);
  g_assert_true (jkk_db_exec (follower->store.db,
                              "INSERT INTO documents (case_id, ord, sha256) VALUES (1, 99, "
                              "'0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef')",
                              NULL));
  fixture_commit (&follower->store);
  g_autoptr (GPtrArray) changes = read_new (follower, NULL);
  g_autoptr (GHashTable) hashes = jkk_replica_documents (changes);
  g_assert_true (g_hash_table_contains (hashes, "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"));
}

#define ADD(name) g_test_add ("/store/replica/" #name, Follower, NULL, follower_set_up, test_##name, follower_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD (a_false_change_is_refused);
  ADD (a_copy_that_was_changed_is_found);
  ADD (documents_are_named);
  return g_test_run ();
}
