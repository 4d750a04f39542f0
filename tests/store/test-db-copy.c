#include "jkk-db-copy.h"

#include "jkk-office-store.h"
#include "store-fixture.h"

#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

static void
test_a_copy_is_private_and_whole (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (fixture->folder, "copy.db", NULL);
  GStatBuf info;

  fixture_begin (fixture);
  fixture_insert_case (fixture->db, "JKK-2026-000001");
  fixture_commit (fixture);
  g_assert_true (jkk_db_copy (fixture->db, path, &error));
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);

  g_autoptr (JkkDb) copy = jkk_db_open (path, JKK_DB_READONLY, &error);
  g_assert_no_error (error);
  g_assert_true (jkk_db_check (copy, TRUE, &error));
  gint64 n = 0;
  g_assert_true (jkk_db_pragma (copy, "SELECT count(*) FROM cover", &n, NULL));
  g_assert_cmpint (n, ==, 1);
}

/* What another program writes in the meantime is not in it, and is not kept waiting. */
static void
test_a_copy_is_made_while_others_write (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (fixture->folder, "copy.db", NULL);
  g_autoptr (JkkDb) other = jkk_db_open (fixture->path, JKK_DB_READONLY, &error);

  fixture_begin (fixture);
  fixture_insert_case (fixture->db, "JKK-2026-000001");
  g_assert_true (jkk_db_copy (other, path, &error));
  fixture_commit (fixture);

  g_autoptr (JkkDb) copy = jkk_db_open (path, JKK_DB_READONLY, &error);
  gint64 n = -1;
  g_assert_true (jkk_db_pragma (copy, "SELECT count(*) FROM cover", &n, NULL));
  g_assert_cmpint (n, ==, 0);
}

static void
test_broken_references_are_found_by_a_thorough_check_only (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture_sql (fixture, "PRAGMA foreign_keys = OFF; INSERT INTO case_file (id, revision, created_at) VALUES (1, 1, 0);"
                        "INSERT INTO employer (case_id) VALUES (99)");
  g_assert_true (jkk_db_check (fixture->db, FALSE, NULL));
  g_assert_false (jkk_db_check (fixture->db, TRUE, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_STORAGE);
}

static char *
make_replacement (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  char *path = g_build_filename (fixture->folder, "other.db", NULL);

  g_assert_true (jkk_db_copy (fixture->db, path, &error));
  return path;
}

static int
replace (gpointer data)
{
  Fixture *fixture = data;
  g_autofree char *replacement = g_build_filename (fixture->folder, "other.db", NULL);
  g_autofree char *kept = NULL;
  g_autoptr (GError) error = NULL;

  if (jkk_db_replace (fixture->path, replacement, FIXTURE_TIME, &kept, &error))
    return 0;
  g_printerr ("# %s\n", error->message);
  return g_error_matches (error, JKK_ERROR, JKK_ERROR_BUSY) ? 1 : 2;
}

static void
test_a_store_that_is_open_is_not_replaced (Fixture *fixture, gconstpointer data)
{
  g_autofree char *replacement = make_replacement (fixture);

  /* Locks are between programs. */
  g_assert_cmpint (run_child (replace, fixture), ==, 1);
  fixture_begin (fixture);
  fixture_insert_case (fixture->db, "JKK-2026-000001");
  fixture_commit (fixture);
  g_assert_true (g_file_test (replacement, G_FILE_TEST_EXISTS));
}

static void
test_the_replaced_store_is_kept_with_all_that_was_written (Fixture *fixture, gconstpointer data)
{
  g_autofree char *replacement = make_replacement (fixture);
  g_autofree char *kept = NULL;
  g_autoptr (GError) error = NULL;

  fixture_begin (fixture);
  fixture_insert_case (fixture->db, "JKK-2026-000001");
  fixture_commit (fixture);
  g_clear_pointer (&fixture->db, jkk_db_close);
  g_assert_true (jkk_db_replace (fixture->path, replacement, FIXTURE_TIME, &kept, &error));
  g_assert_cmpstr (kept, !=, NULL);
  g_assert_false (g_file_test (replacement, G_FILE_TEST_EXISTS));
  fixture_reopen (fixture);
  g_assert_cmpint (fixture_ask (fixture, "SELECT count(*) FROM cover"), ==, 0);

  g_autoptr (JkkDb) before = jkk_db_open (kept, JKK_DB_DEFAULT, &error);
  gint64 n = 0;
  g_assert_true (jkk_db_pragma (before, "SELECT count(*) FROM cover", &n, NULL));
  g_assert_cmpint (n, ==, 1);
}

/* The log of a program that was killed holds deeds that its file has not. */
static int
write_and_die (gpointer data)
{
  Fixture *fixture = data;
  JkkDb *db = jkk_db_open (fixture->path, JKK_DB_DEFAULT, NULL);

  if (db == NULL || !jkk_db_begin_write (db, NULL))
    return 1;
  fixture_insert_case (db, "JKK-2026-000001");
  return jkk_db_commit (db, NULL) ? 0 : 2;
}

static void
test_a_log_that_was_left_does_not_get_into_the_new_store (Fixture *fixture, gconstpointer data)
{
  g_autofree char *replacement = make_replacement (fixture);
  g_autofree char *kept = NULL;
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&fixture->db, jkk_db_close);
  g_assert_cmpint (run_child (write_and_die, fixture), ==, 0);
  g_assert_true (jkk_db_replace (fixture->path, replacement, FIXTURE_TIME, &kept, &error));
  fixture_reopen (fixture);
  g_assert_cmpint (fixture_ask (fixture, "SELECT count(*) FROM cover"), ==, 0);
  g_autoptr (JkkDb) before = jkk_db_open (kept, JKK_DB_DEFAULT, &error);
  gint64 n = 0;
  g_assert_true (jkk_db_pragma (before, "SELECT count(*) FROM cover", &n, NULL));
  g_assert_cmpint (n, ==, 1);
}

static void
test_a_damaged_store_is_replaced_and_kept_as_it_is (Fixture *fixture, gconstpointer data)
{
  g_autofree char *replacement = make_replacement (fixture);
  g_autofree char *kept = NULL, *bytes = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  g_clear_pointer (&fixture->db, jkk_db_close);
  g_assert_true (g_file_set_contents (fixture->path, "nothing that SQLite knows", -1, NULL));
  g_assert_true (jkk_db_replace (fixture->path, replacement, FIXTURE_TIME, &kept, &error));
  g_assert_true (g_file_get_contents (kept, &bytes, &length, NULL));
  g_assert_cmpstr (bytes, ==, "nothing that SQLite knows");
  fixture_reopen (fixture);
}

static void
test_nobody_goes_on_writing_into_what_was_put_aside (Fixture *fixture, gconstpointer data)
{
  g_autofree char *aside = g_strconcat (fixture->path, ".aside", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_rename (fixture->path, aside), ==, 0);
  g_assert_false (jkk_db_begin_write (fixture->db, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_STORAGE);
  /* With the file back in its place work goes on. */
  g_assert_cmpint (g_rename (aside, fixture->path), ==, 0);
  fixture_begin (fixture);
  fixture_commit (fixture);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name) g_test_add ("/store/db-copy/" #name, Fixture, NULL, fixture_set_up, test_##name, fixture_tear_down)
  ADD (a_copy_is_private_and_whole);
  ADD (a_copy_is_made_while_others_write);
  ADD (broken_references_are_found_by_a_thorough_check_only);
  ADD (a_store_that_is_open_is_not_replaced);
  ADD (the_replaced_store_is_kept_with_all_that_was_written);
  ADD (a_log_that_was_left_does_not_get_into_the_new_store);
  ADD (a_damaged_store_is_replaced_and_kept_as_it_is);
  ADD (nobody_goes_on_writing_into_what_was_put_aside);

  return g_test_run ();
}
