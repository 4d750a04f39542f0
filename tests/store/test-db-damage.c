/* What jkk-db does when the file, its folder, the disk or the program itself comes to grief. */
#include "jkk-account-store.h"
#include "jkk-case-list.h"
#include "jkk-case-store.h"
#include "jkk-decision-store.h"
#include "jkk-journal.h"
#include "store-fixture.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

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

static GBytes *
read_file (const char *path)
{
  char *data = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &data, &length, NULL));
  return g_bytes_new_take (data, length);
}

/* ---- Damage */

static void
test_a_short_file_is_recognised (Fixture *fixture, gconstpointer data)
{
  GStatBuf info;

  fixture_begin (fixture);
  fixture_insert_case (fixture->db, "JKK-2026-000001");
  fixture_commit (fixture);
  g_clear_pointer (&fixture->db, jkk_db_close);
  g_assert_cmpint (g_stat (fixture->path, &info), ==, 0);
  for (int eighths = 7; eighths > 0; eighths -= 2)
    {
      g_assert_cmpint (truncate (fixture->path, info.st_size * eighths / 8), ==, 0);
      assert_refused (fixture->path, JKK_DB_DEFAULT, JKK_ERROR_STORAGE);
    }
  g_assert_cmpint (truncate (fixture->path, 50), ==, 0);
  assert_refused (fixture->path, JKK_DB_DEFAULT, JKK_ERROR_STORAGE);
}

/* A page of a new store. */
#define PAGE 8192

static void
overwrite (const char *path, goffset offset)
{
  g_autofree char *rubbish = g_strnfill (2000, '\xa5');
  FILE *file = g_fopen (path, "r+");

  g_assert_cmpint (fseek (file, offset, SEEK_SET), ==, 0);
  g_assert_cmpuint (fwrite (rubbish, 1, 2000, file), ==, 2000);
  g_assert_cmpint (fclose (file), ==, 0);
}

static void
test_a_damaged_page_is_recognised (Fixture *fixture, gconstpointer data)
{
  GStatBuf info;

  fixture_begin (fixture);
  for (guint i = 0; i < 20; i++)
    {
      g_autofree char *number = g_strdup_printf ("JKK-2026-%06u", i);
      fixture_insert_case (fixture->db, number);
    }
  fixture_commit (fixture);
  g_clear_pointer (&fixture->db, jkk_db_close);
  g_assert_cmpint (g_stat (fixture->path, &info), ==, 0);
  overwrite (fixture->path, info.st_size / PAGE / 2 * PAGE);
  assert_refused (fixture->path, JKK_DB_DEFAULT, JKK_ERROR_STORAGE);
  assert_refused (fixture->path, JKK_DB_READONLY, JKK_ERROR_STORAGE);
}

/* Reads whatever there is to read; only that it comes to an end counts. */
static void
read_everything (JkkDb *db)
{
  const JkkCaseQuery everything = { .claimed_before = JKK_NONE, .sort = JKK_SORT_NUMBER };
  const JkkCaseQuery some = { .claimed_before = JKK_NONE, .search = "jkk 2026" };
  g_autoptr (GArray) ids = jkk_case_list_ids (db, &everything, NULL);
  g_autoptr (GArray) found = jkk_case_list_ids (db, &some, NULL);
  g_autoptr (GPtrArray) rows = NULL, history = NULL, decisions = NULL, accounts = NULL;
  g_autoptr (JkkAuditReport) report = NULL;

  for (gint64 id = 1; id <= 3; id++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (JkkCase) jcase = jkk_case_store_load (db, id, &error);

      g_assert_true ((jcase == NULL) == (error != NULL));
      if (jcase != NULL)
        jkk_case_get_status (jcase);
    }
  if (ids != NULL)
    rows = jkk_case_list_rows (db, (const gint64 *) ids->data, ids->len, NULL);
  history = jkk_journal_history (db, 1, NULL);
  decisions = jkk_decision_store_all (db, 1, NULL);
  accounts = jkk_account_list (db, NULL);
  report = jkk_journal_audit (db, 0, NULL, NULL, NULL);
}

static void
write_some (JkkDb *db)
{
  g_autoptr (JkkCase) jcase = sample_case ("JKK-2026-000777");
  JkkSignIn result;
  gint64 id;

  if (!jkk_db_begin_write (db, NULL))
    return;
  jkk_account_verify (db, "sari", "kata sandi uji", FIXTURE_TIME, &result, NULL, NULL);
  if (jkk_case_store_insert (db, jcase, JKK_NONE, FIXTURE_TIME, &id, NULL))
    jkk_db_commit (db, NULL);
  else
    jkk_db_rollback (db);
}

static void
test_flipped_bytes_are_borne (Fixture *fixture, gconstpointer data)
{
  guint n_opened = 0;

  fixture_begin (fixture);
  fixture_insert_account (fixture->db, "sari", "Sari", JKK_ROLE_VERIFIER);
  fixture_insert_case (fixture->db, "JKK-2026-000001");
  fixture_insert_case (fixture->db, "JKK-2026-000002");
  fixture_commit (fixture);
  g_clear_pointer (&fixture->db, jkk_db_close);
  g_autoptr (GBytes) whole = read_file (fixture->path);
  gsize length = g_bytes_get_size (whole);

  for (guint round = 0; round < 250; round++)
    {
      g_autofree guint8 *bytes = g_memdup2 (g_bytes_get_data (whole, NULL), length);
      g_autoptr (GError) error = NULL;

      for (gint n = g_test_rand_int_range (1, 12); n > 0; n--)
        bytes[g_test_rand_int_range (100, (gint32) length)] ^= (guint8) g_test_rand_int_range (1, 256);
      g_assert_true (g_file_set_contents (fixture->path, (const char *) bytes, (gssize) length, NULL));
      JkkDb *db = jkk_db_open (fixture->path, JKK_DB_DEFAULT, &error);
      g_assert_true ((db == NULL) == (error != NULL));
      if (db != NULL)
        {
          n_opened++;
          read_everything (db);
          write_some (db);
          jkk_db_close (db);
        }
    }
  g_test_message ("%u of 250 were opened", n_opened);
}

static void
test_a_text_that_is_none_is_told (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture_begin (fixture);
  fixture_insert_case (fixture->db, "JKK-2026-000001");
  fixture_commit (fixture);
  fixture_sql (fixture, "UPDATE participant SET name = CAST (x'ff41fe' AS TEXT)");
  g_assert_null (jkk_case_store_load (fixture->db, 1, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_STORAGE);
}

static void
test_a_status_that_is_none_is_told (Fixture *fixture, gconstpointer data)
{
  const gint64 id = 1;
  g_autoptr (GError) error = NULL;

  fixture_begin (fixture);
  fixture_insert_case (fixture->db, "JKK-2026-000001");
  fixture_commit (fixture);
  fixture_sql (fixture, "PRAGMA ignore_check_constraints = ON; UPDATE cover SET status = 'entah'; "
                        "UPDATE case_index SET status = 'entah'");
  g_assert_null (jkk_case_store_load (fixture->db, 1, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_STORAGE);
  g_clear_error (&error);
  g_assert_null (jkk_case_list_rows (fixture->db, &id, 1, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_STORAGE);
}

/* ---- Places that cannot be written */

static int
open_as_nobody (gpointer data)
{
  g_autoptr (GError) error = NULL;

  /* The owner of the machine may write anywhere: be somebody else. */
  if (getuid () == 0 && (setgid (65534) != 0 || setuid (65534) != 0))
    return 77;
  JkkDb *db = jkk_db_open (data, JKK_DB_CREATE, &error);
  if (db != NULL)
    return 1;
  g_printerr ("# %s\n", error->message);
  return g_error_matches (error, JKK_ERROR, JKK_ERROR_STORAGE) && strstr (error->message, data) != NULL ? 0 : 2;
}

static void
assert_not_writable (const char *path)
{
  int status = run_child (open_as_nobody, (gpointer) path);

  if (status == 77)
    g_test_skip ("cannot be somebody else here");
  else
    g_assert_cmpint (status, ==, 0);
}

static void
test_a_folder_that_may_only_be_read_is_told (Fixture *fixture, gconstpointer data)
{
  g_autofree char *missing = g_build_filename (fixture->folder, "baru.db", NULL);

  g_clear_pointer (&fixture->db, jkk_db_close);
  g_assert_cmpint (g_chmod (fixture->folder, 0555), ==, 0);
  g_assert_cmpint (g_chmod (fixture->path, 0444), ==, 0);
  assert_not_writable (missing);
  assert_not_writable (fixture->path);
  /* The file may be written, but not the folder, in which the write-ahead log has to stand. */
  g_assert_cmpint (g_chmod (fixture->path, 0666), ==, 0);
  assert_not_writable (fixture->path);
  g_assert_cmpint (g_chmod (fixture->folder, 0700), ==, 0);
}

typedef struct
{
  const char *path;
  int fd; /* where the child tells each number that it has safely stored */
  rlim_t limit;
} Writer;

/* Stores case after case, telling each one after its transaction, until something stops it. */
static int
write_until_stopped (gpointer data)
{
  Writer *writer = data;
  g_autoptr (GError) error = NULL;
  const struct rlimit limit = { writer->limit, writer->limit };
  JkkDb *db = jkk_db_open (writer->path, JKK_DB_DEFAULT, NULL);

  signal (SIGXFSZ, SIG_IGN);
  if (db == NULL || (writer->limit > 0 && setrlimit (RLIMIT_FSIZE, &limit) != 0))
    return 10;
  for (guint i = 0; i < 3000; i++)
    {
      g_autofree char *number = NULL;
      gint64 id;

      if (!jkk_db_begin_write (db, &error))
        break;
      number = jkk_case_store_next_number (db, 2026, &error);
      g_autoptr (JkkCase) jcase = sample_case (number);
      if (number == NULL || !jkk_case_store_insert (db, jcase, JKK_NONE, FIXTURE_TIME, &id, &error))
        {
          jkk_db_rollback (db);
          break;
        }
      if (!jkk_db_commit (db, &error))
        break;
      if (write (writer->fd, &id, sizeof id) != sizeof id)
        return 11;
    }
  g_printerr ("# %s\n", error != NULL ? error->message : "not stopped");
  return g_error_matches (error, JKK_ERROR, JKK_ERROR_STORAGE) && strstr (error->message, "full") != NULL ? 0 : 12;
}

/* Every case that was told is there and whole, and the store is sound. */
static guint
assert_told_is_there (Fixture *fixture, int fd)
{
  guint n_told = 0;
  gint64 id;

  while (read (fd, &id, sizeof id) == sizeof id)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (JkkCase) jcase = jkk_case_store_load (fixture->db, id, &error);

      g_assert_no_error (error);
      g_autoptr (JkkCase) written = sample_case (jcase->cover.number);
      assert_case_equal (jcase, written);
      n_told++;
    }
  g_assert_cmpint (fixture_ask (fixture, "SELECT count(*) FROM pragma_integrity_check WHERE integrity_check <> 'ok'"),
                   ==, 0);
  g_assert_cmpint (fixture_ask (fixture, "SELECT count(*) - (SELECT count(*) FROM cover) FROM case_index"), ==, 0);
  return n_told;
}

static void
test_a_full_disk_is_told_and_loses_nothing (Fixture *fixture, gconstpointer data)
{
  int pipe_fds[2];
  GStatBuf info;

  fixture_begin (fixture);
  fixture_insert_case (fixture->db, "JKK-2025-000001");
  fixture_commit (fixture);
  g_clear_pointer (&fixture->db, jkk_db_close);
  g_assert_cmpint (g_stat (fixture->path, &info), ==, 0);
  g_assert_cmpint (pipe (pipe_fds), ==, 0);

  Writer writer = { fixture->path, pipe_fds[1], (rlim_t) info.st_size + 1400000 };
  g_assert_cmpint (run_child (write_until_stopped, &writer), ==, 0);
  close (pipe_fds[1]);

  fixture_reopen (fixture);
  g_assert_cmpuint (assert_told_is_there (fixture, pipe_fds[0]), >, 3);
  /* With space again, work goes on. */
  fixture_begin (fixture);
  fixture_insert_case (fixture->db, "JKK-2026-999999");
  fixture_commit (fixture);
  close (pipe_fds[0]);
}

/* ---- Sudden death */

static void
test_what_was_told_survives_a_kill (Fixture *fixture, gconstpointer data)
{
  int pipe_fds[2];
  guint n_told = 0;

  g_assert_cmpint (pipe (pipe_fds), ==, 0);
  g_clear_pointer (&fixture->db, jkk_db_close);
  for (guint round = 0; round < 8; round++)
    {
      Writer writer = { fixture->path, pipe_fds[1], 0 };
      pid_t child = fork ();
      int status;

      if (child == 0)
        _exit (write_until_stopped (&writer));
      g_usleep (g_test_rand_int_range (30000, 200000));
      g_assert_cmpint (kill (child, SIGKILL), ==, 0);
      g_assert_cmpint (waitpid (child, &status, 0), ==, child);
      g_assert_true (WIFSIGNALED (status) && WTERMSIG (status) == SIGKILL);
    }
  close (pipe_fds[1]);
  fixture_reopen (fixture);
  n_told = assert_told_is_there (fixture, pipe_fds[0]);
  g_test_message ("%u told", n_told);
  g_assert_cmpuint (n_told, >, 0);
  close (pipe_fds[0]);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name) g_test_add ("/store/db-damage/" #name, Fixture, NULL, fixture_set_up, test_##name, fixture_tear_down)
  ADD (a_short_file_is_recognised);
  ADD (a_damaged_page_is_recognised);
  ADD (flipped_bytes_are_borne);
  ADD (a_text_that_is_none_is_told);
  ADD (a_status_that_is_none_is_told);
  ADD (a_folder_that_may_only_be_read_is_told);
  ADD (a_full_disk_is_told_and_loses_nothing);
  ADD (what_was_told_survives_a_kill);

  return g_test_run ();
}
