#include "jkk-case-store.h"
#include "jkk-filesystem.h"
#include "jkk-statement.h"
#include "store-fixture.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static guint
mode_of (const char *path)
{
  GStatBuf info;

  g_assert_cmpint (g_stat (path, &info), ==, 0);
  return info.st_mode & 0777;
}

/* Opening fails with the code, and with a sentence that names the file. */
static void
assert_refused (const char *path, JkkDbFlags flags, JkkError code)
{
  g_autoptr (GError) error = NULL;
  JkkDb *db = jkk_db_open (path, flags, &error);

  g_assert_null (db);
  g_test_message ("%s", error->message);
  g_assert_error (error, JKK_ERROR, (int) code);
  g_assert_nonnull (strchr (error->message, '.'));
}

static void
assert_untouched (const char *path, GBytes *before)
{
  g_autofree char *data = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &data, &length, NULL));
  g_assert_cmpmem (data, length, g_bytes_get_data (before, NULL), g_bytes_get_size (before));
}

static GBytes *
read_file (const char *path)
{
  char *data = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &data, &length, NULL));
  return g_bytes_new_take (data, length);
}

/* ---- Making and opening */

static void
test_a_new_store_is_private (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = g_build_filename (fixture->folder, "Santun", "kantor", NULL);
  g_autofree char *path = g_build_filename (folder, "santun.db", NULL);
  g_autofree char *wal = g_strconcat (path, "-wal", NULL);
  g_autofree char *shm = g_strconcat (path, "-shm", NULL);
  g_autoptr (GError) error = NULL;
  mode_t mask = umask (0);
  g_autoptr (JkkDb) db = jkk_db_open (path, JKK_DB_CREATE, &error);

  umask (mask);
  g_assert_no_error (error);
  g_assert_cmpuint (mode_of (folder), ==, 0700);
  g_assert_cmpuint (mode_of (path), ==, 0600);
  g_assert_cmpuint (mode_of (wal), ==, 0600);
  g_assert_cmpuint (mode_of (shm), ==, 0600);
}

static void
test_a_store_is_set_up_as_it_should_be (Fixture *fixture, gconstpointer data)
{
  gint64 value;

#define ASSERT_PRAGMA(name, expected)                                                                                  \
  g_assert_true (jkk_db_pragma (fixture->db, "PRAGMA " name, &value, NULL));                                           \
  g_assert_cmpint (value, ==, expected)
  ASSERT_PRAGMA ("synchronous", 2);
  ASSERT_PRAGMA ("foreign_keys", 1);
  ASSERT_PRAGMA ("trusted_schema", 0);
  ASSERT_PRAGMA ("application_id", JKK_DB_APPLICATION_ID);
  g_assert_true (jkk_db_pragma (fixture->db, "SELECT journal_mode = 'wal' FROM pragma_journal_mode", &value, NULL));
  g_assert_cmpint (value, ==, 1);
  /* Defensive: the schema cannot be bent by writing into it. */
  g_assert_true (jkk_db_exec (fixture->db, "PRAGMA writable_schema = ON", NULL));
  g_assert_false (jkk_db_exec (fixture->db, "UPDATE sqlite_schema SET sql = '' WHERE type = 'trigger'", NULL));
}

static void
test_what_is_not_there_is_not_found (Fixture *fixture, gconstpointer data)
{
  g_autofree char *missing = g_build_filename (fixture->folder, "lain", "santun.db", NULL);
  g_autofree char *empty = g_build_filename (fixture->folder, "kosong.db", NULL);
  g_autofree char *parent = g_path_get_dirname (missing);

  assert_refused (missing, JKK_DB_DEFAULT, JKK_ERROR_NOT_FOUND);
  g_assert_false (g_file_test (parent, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_set_contents (empty, "", 0, NULL));
  assert_refused (empty, JKK_DB_DEFAULT, JKK_ERROR_NOT_FOUND);
  assert_refused (fixture->folder, JKK_DB_DEFAULT, JKK_ERROR_STORAGE);
  assert_refused ("", JKK_DB_CREATE, JKK_ERROR_INVALID);
  assert_refused ("http://cabang.example:7070", JKK_DB_CREATE, JKK_ERROR_INVALID);
  assert_refused ("santun://", JKK_DB_CREATE, JKK_ERROR_INVALID);
  assert_refused ("santun://a,,c", JKK_DB_CREATE, JKK_ERROR_INVALID);
  /* Nobody has given this computer a key for it. */
  assert_refused ("santun://cabang.example:7070", JKK_DB_CREATE, JKK_ERROR_NOT_FOUND);
  assert_refused ("santun://a,b,c", JKK_DB_CREATE, JKK_ERROR_NOT_FOUND);
}

static void
test_a_start_that_was_broken_off_is_taken_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *empty = g_build_filename (fixture->folder, "kosong.db", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (empty, "", 0, NULL));
  g_autoptr (JkkDb) db = jkk_db_open (empty, JKK_DB_CREATE, &error);
  g_assert_no_error (error);
}

/* ---- Files that are left as they are */

static void
test_another_programs_file_is_left_as_it_is (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = g_build_filename (fixture->folder, "surat.txt", NULL);
  g_autofree char *other = g_build_filename (fixture->folder, "lain.db", NULL);
  sqlite3 *handle;

  g_assert_true (g_file_set_contents (text, "Dengan hormat,\n", -1, NULL));
  assert_refused (text, JKK_DB_CREATE, JKK_ERROR_FORMAT);

  g_assert_cmpint (sqlite3_open (other, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (handle, "CREATE TABLE t (a)", NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (handle);
  g_autoptr (GBytes) before = read_file (other);
  assert_refused (other, JKK_DB_CREATE, JKK_ERROR_FORMAT);
  assert_untouched (other, before);
}

static void
test_a_newer_store_is_left_as_it_is (Fixture *fixture, gconstpointer data)
{
  g_clear_pointer (&fixture->db, jkk_db_close);
  fixture_sql (fixture, "PRAGMA user_version = 4711; CREATE TABLE from_the_future (a TEXT)");
  fixture_sql (fixture, "PRAGMA wal_checkpoint (TRUNCATE)");
  g_autoptr (GBytes) before = read_file (fixture->path);

  assert_refused (fixture->path, JKK_DB_DEFAULT, JKK_ERROR_TOO_NEW);
  assert_refused (fixture->path, JKK_DB_CREATE, JKK_ERROR_TOO_NEW);
  assert_refused (fixture->path, JKK_DB_READONLY, JKK_ERROR_TOO_NEW);
  assert_untouched (fixture->path, before);
}

static void
test_an_older_program_stops_writing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture_sql (fixture, "PRAGMA user_version = 4711");
  g_assert_false (jkk_db_begin_write (fixture->db, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_TOO_NEW);
  /* It still reads. */
  g_clear_error (&error);
  g_assert_true (jkk_db_begin_read (fixture->db, &error));
  jkk_db_rollback (fixture->db);
}

static gboolean
say_nfs (const char *folder, JkkFilesystem *filesystem)
{
  filesystem->type = 0x6969;
  return TRUE;
}

static void
test_a_network_folder_is_refused_before_anything_is_made (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "baru.db", NULL);

  jkk_filesystem_set_probe (say_nfs);
  assert_refused (path, JKK_DB_CREATE, JKK_ERROR_REFUSED);
  assert_refused (fixture->path, JKK_DB_DEFAULT, JKK_ERROR_REFUSED);
  jkk_filesystem_set_probe (NULL);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

static char *asked_folder;

static gboolean
note_folder (const char *folder, JkkFilesystem *filesystem)
{
  g_free (asked_folder);
  asked_folder = g_strdup (folder);
  return FALSE;
}

static void
test_a_link_is_judged_by_where_it_leads (Fixture *fixture, gconstpointer data)
{
  g_autofree char *elsewhere = make_folder ();
  g_autofree char *link = g_build_filename (elsewhere, "tautan.db", NULL);
  g_autofree char *real = realpath (fixture->folder, NULL);

  g_assert_cmpint (symlink (fixture->path, link), ==, 0);
  jkk_filesystem_set_probe (note_folder);
  g_autoptr (JkkDb) db = jkk_db_open (link, JKK_DB_DEFAULT, NULL);
  jkk_filesystem_set_probe (NULL);
  g_assert_nonnull (db);
  g_assert_cmpstr (asked_folder, ==, real);
  g_clear_pointer (&asked_folder, g_free);
  remove_folder (elsewhere);
}

static gboolean
say_small_blocks (const char *folder, JkkFilesystem *filesystem)
{
  filesystem->type = 0xef53;
  filesystem->block_size = 1024;
  return TRUE;
}

static void
test_where_memory_cannot_be_mapped_safely_it_is_not (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "kecil.db", NULL);
  g_autofree char *shm = g_strconcat (path, "-shm", NULL);
  g_autoptr (GError) error = NULL;
  gint64 value;

  jkk_filesystem_set_probe (say_small_blocks);
  g_autoptr (JkkDb) db = jkk_db_open (path, JKK_DB_CREATE, &error);
  g_assert_no_error (error);
  g_autoptr (JkkDb) other = jkk_db_open (path, JKK_DB_DEFAULT, &error);
  jkk_filesystem_set_probe (NULL);
  g_assert_no_error (error);
  g_assert_true (jkk_db_pragma (db, "SELECT journal_mode = 'truncate' FROM pragma_journal_mode", &value, NULL));
  g_assert_cmpint (value, ==, 1);

  /* All else is as ever. */
  g_assert_true (jkk_db_begin_write (db, &error));
  fixture_insert_case (db, "JKK-2026-000001");
  g_assert_true (jkk_db_commit (db, &error));
  g_assert_no_error (error);
  g_assert_true (jkk_db_changed_elsewhere (other));
  g_assert_cmpint (jkk_case_store_find_number (other, "JKK-2026-000001", NULL), ==, 1);
  g_assert_false (g_file_test (shm, G_FILE_TEST_EXISTS));
}

static void
test_reading_only_writes_nothing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture_begin (fixture);
  gint64 id = fixture_insert_case (fixture->db, "JKK-2026-000001");
  fixture_commit (fixture);

  g_autoptr (JkkDb) db = jkk_db_open (fixture->path, JKK_DB_READONLY, &error);
  g_assert_no_error (error);
  g_autoptr (JkkCase) jcase = jkk_case_store_load (db, id, &error);
  g_assert_no_error (error);
  g_assert_false (jkk_db_begin_write (db, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_REFUSED);
}

/* ---- Company */

static int
write_fifty (gpointer data)
{
  JkkDb *db = jkk_db_open (data, JKK_DB_DEFAULT, NULL);

  for (guint i = 0; db != NULL && i < 50; i++)
    {
      g_autofree char *number = NULL;
      gint64 id;

      if (!jkk_db_begin_write (db, NULL))
        return 1;
      number = jkk_case_store_next_number (db, 2026, NULL);
      g_autoptr (JkkCase) jcase = sample_case (number);
      if (!jkk_case_store_insert (db, jcase, JKK_NONE, FIXTURE_TIME, &id, NULL) || !jkk_db_commit (db, NULL))
        return 2;
    }
  return db != NULL ? 0 : 3;
}

static void
test_several_programs_write_at_once (Fixture *fixture, gconstpointer data)
{
  pid_t children[3];

  g_clear_pointer (&fixture->db, jkk_db_close);
  for (guint i = 0; i < G_N_ELEMENTS (children); i++)
    {
      children[i] = fork ();
      if (children[i] == 0)
        _exit (write_fifty (fixture->path));
    }
  for (guint i = 0; i < G_N_ELEMENTS (children); i++)
    {
      int status;

      g_assert_cmpint (waitpid (children[i], &status, 0), ==, children[i]);
      g_assert_cmpint (status, ==, 0);
    }
  fixture_reopen (fixture);
  /* Each number once, none left out. */
  g_assert_cmpint (fixture_ask (fixture, "SELECT count(*) FROM cover"), ==, 150);
  g_assert_cmpint (fixture_ask (fixture, "SELECT count(*) FROM cover WHERE number = 'JKK-2026-000150'"), ==, 1);
}

static void
test_a_writer_that_waits_too_long_is_told (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JkkDb) other = jkk_db_open (fixture->path, JKK_DB_DEFAULT, &error);

  g_assert_no_error (error);
  fixture_begin (fixture);
  jkk_db_set_patience (other, 50 * G_TIME_SPAN_MILLISECOND);
  g_assert_false (jkk_db_begin_write (other, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_BUSY);
  /* Readers do not wait. */
  g_clear_error (&error);
  g_autoptr (JkkCase) none = jkk_case_store_load (other, 1, &error);
  g_assert_error (error, JKK_ERROR, JKK_ERROR_NOT_FOUND);
  fixture_commit (fixture);
  g_clear_error (&error);
  g_assert_true (jkk_db_begin_write (other, &error));
  jkk_db_rollback (other);
}

static void
test_waiting_can_be_cancelled (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (JkkDb) other = jkk_db_open (fixture->path, JKK_DB_DEFAULT, &error);

  fixture_begin (fixture);
  g_cancellable_cancel (cancellable);
  jkk_db_set_cancellable (other, cancellable);
  g_assert_false (jkk_db_begin_write (other, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  fixture_commit (fixture);
}

static void
test_a_change_made_elsewhere_is_noticed_once (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JkkDb) other = jkk_db_open (fixture->path, JKK_DB_DEFAULT, NULL);

  g_assert_false (jkk_db_changed_elsewhere (other));
  fixture_begin (fixture);
  fixture_insert_case (fixture->db, "JKK-2026-000001");
  g_assert_false (jkk_db_changed_elsewhere (other));
  fixture_commit (fixture);
  g_assert_true (jkk_db_changed_elsewhere (other));
  g_assert_false (jkk_db_changed_elsewhere (other));
  g_assert_false (jkk_db_changed_elsewhere (fixture->db));
}

static void
assert_gone (Fixture *fixture, const char *file)
{
  g_autofree char *path = g_strconcat (jkk_db_get_address (fixture->db), file, NULL);
  g_autofree char *aside = g_strconcat (path, "-aside", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_rename (path, aside), ==, 0);
  g_assert_false (jkk_db_begin_write (fixture->db, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_STORAGE);
  g_assert_nonnull (strstr (error->message, jkk_db_get_address (fixture->db)));
  g_assert_cmpint (g_rename (aside, path), ==, 0);
}

static void
test_nothing_is_written_into_a_file_that_was_moved (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (jkk_db_begin_write (fixture->db, &error));
  g_assert_true (jkk_db_commit (fixture->db, &error));
  assert_gone (fixture, "");
  assert_gone (fixture, "-wal");
  g_assert_true (jkk_db_begin_write (fixture->db, &error));
  g_assert_no_error (error);
  jkk_db_rollback (fixture->db);
}

static void
test_what_is_taken_back_was_never_there (Fixture *fixture, gconstpointer data)
{
  fixture_begin (fixture);
  fixture_insert_case (fixture->db, "JKK-2026-000001");
  jkk_db_rollback (fixture->db);
  g_assert_cmpint (fixture_ask (fixture, "SELECT count(*) FROM case_file"), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name) g_test_add ("/store/db/" #name, Fixture, NULL, fixture_set_up, test_##name, fixture_tear_down)
  ADD (a_new_store_is_private);
  ADD (a_store_is_set_up_as_it_should_be);
  ADD (what_is_not_there_is_not_found);
  ADD (a_start_that_was_broken_off_is_taken_up);
  ADD (another_programs_file_is_left_as_it_is);
  ADD (a_newer_store_is_left_as_it_is);
  ADD (an_older_program_stops_writing);
  ADD (a_network_folder_is_refused_before_anything_is_made);
  ADD (a_link_is_judged_by_where_it_leads);
  ADD (where_memory_cannot_be_mapped_safely_it_is_not);
  ADD (reading_only_writes_nothing);
  ADD (several_programs_write_at_once);
  ADD (a_writer_that_waits_too_long_is_told);
  ADD (waiting_can_be_cancelled);
  ADD (a_change_made_elsewhere_is_noticed_once);
  ADD (nothing_is_written_into_a_file_that_was_moved);
  ADD (what_is_taken_back_was_never_there);

  return g_test_run ();
}
