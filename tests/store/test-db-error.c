#include "store-fixture.h"

#include <string.h>

typedef struct
{
  int code;
  JkkError error;
  const char *says; /* a word that must occur */
} Row;

static const Row rows[] = {
  { SQLITE_FULL, JKK_ERROR_STORAGE, "full" },
  { SQLITE_IOERR_READ, JKK_ERROR_STORAGE, "disk" },
  { SQLITE_IOERR_FSYNC, JKK_ERROR_STORAGE, "disk" },
  { SQLITE_READONLY, JKK_ERROR_STORAGE, "read" },
  { SQLITE_READONLY_DIRECTORY, JKK_ERROR_STORAGE, "read" },
  { SQLITE_CANTOPEN, JKK_ERROR_STORAGE, "opened" },
  { SQLITE_PERM, JKK_ERROR_STORAGE, "opened" },
  { SQLITE_CORRUPT, JKK_ERROR_STORAGE, "damaged" },
  { SQLITE_CORRUPT_INDEX, JKK_ERROR_STORAGE, "damaged" },
  { SQLITE_NOMEM, JKK_ERROR_STORAGE, "memory" },
  { SQLITE_ERROR, JKK_ERROR_STORAGE, "Santun" },
  { SQLITE_BUSY, JKK_ERROR_BUSY, "again" },
  { SQLITE_BUSY_SNAPSHOT, JKK_ERROR_BUSY, "again" },
  { SQLITE_LOCKED, JKK_ERROR_BUSY, "again" },
  { SQLITE_NOTADB, JKK_ERROR_FORMAT, "not a store" },
  { SQLITE_CONSTRAINT_UNIQUE, JKK_ERROR_CONFLICT, "already" },
  { SQLITE_CONSTRAINT_PRIMARYKEY, JKK_ERROR_CONFLICT, "already" },
  { SQLITE_CONSTRAINT_CHECK, JKK_ERROR_INVALID, "accept" },
  { SQLITE_CONSTRAINT_NOTNULL, JKK_ERROR_INVALID, "accept" },
  { SQLITE_CONSTRAINT_FOREIGNKEY, JKK_ERROR_INVALID, "accept" },
  { SQLITE_CONSTRAINT_DATATYPE, JKK_ERROR_INVALID, "accept" },
};

static void
test_each_code_has_its_meaning_and_a_way_out (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;

      jkk_db_take_error (fixture->db, rows[i].code, &error);
      g_test_message ("%s", error->message);
      g_assert_error (error, JKK_ERROR, (int) rows[i].error);
      g_assert_nonnull (strstr (error->message, rows[i].says));
      g_assert_null (strstr (error->message, "%s"));
      /* A statement, then what to do. */
      g_assert_nonnull (strpbrk (error->message, ".;"));
      if (rows[i].error == JKK_ERROR_STORAGE || rows[i].error == JKK_ERROR_BUSY || rows[i].error == JKK_ERROR_FORMAT)
        g_assert_nonnull (strstr (error->message, fixture->path));
    }
}

static void
test_a_path_with_a_percent_sign_is_shown_as_it_is (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "100%s %d%n.db", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (JkkDb) db = jkk_db_open (path, JKK_DB_CREATE, NULL);

  jkk_db_take_error (db, SQLITE_FULL, &error);
  g_assert_nonnull (strstr (error->message, path));
}

static void
test_the_words_of_the_triggers_are_all_known (Fixture *fixture, gconstpointer data)
{
  static const char *const attempts[] = {
    "DELETE FROM account",
    "DELETE FROM journal",
    "UPDATE journal SET reason = 'lain'",
    "INSERT INTO journal VALUES (7, 0, 'a', 'a', 'a', 'lain', NULL, NULL, '', '')",
    "INSERT INTO journal VALUES (2, 0, 'a', 'a', 'a', 'id', NULL, NULL, '', '')",
    "UPDATE cover SET status = 'disetujui'",
    "DELETE FROM cover",
  };

  fixture_begin (fixture);
  fixture_insert_case (fixture->db, "JKK-2026-000001");
  fixture_insert_account (fixture->db, "sari", "Sari", 1);
  g_assert_true (
      jkk_db_exec (fixture->db, "INSERT INTO journal VALUES (1, 0, 'a', 'a', 'a', 'id', NULL, NULL, '', '')", NULL));
  for (guint i = 0; i < G_N_ELEMENTS (attempts); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (jkk_db_exec (fixture->db, attempts[i], &error));
      g_test_message ("%s: %s", attempts[i], error->message);
      /* An unknown word would be INVALID, with the word in parentheses. */
      g_assert_cmpint (error->code, !=, JKK_ERROR_INVALID);
      g_assert_null (strchr (error->message, '('));
    }
  fixture_commit (fixture);
}

static void
test_an_interruption_is_a_cancellation (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  jkk_db_set_cancellable (fixture->db, cancellable);
  jkk_db_take_error (fixture->db, SQLITE_INTERRUPT, &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name) g_test_add ("/store/db-error/" #name, Fixture, NULL, fixture_set_up, test_##name, fixture_tear_down)
  ADD (each_code_has_its_meaning_and_a_way_out);
  ADD (a_path_with_a_percent_sign_is_shown_as_it_is);
  ADD (the_words_of_the_triggers_are_all_known);
  ADD (an_interruption_is_a_cancellation);

  return g_test_run ();
}
