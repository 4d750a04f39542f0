/* Several programs at one store, of which one after the other is killed at a random moment; disks that fill, go and
 * come back; clocks that go back; files that were cut off or changed. What was told is there exactly once, and the
 * store and its journal are sound.
 *
 * SANTUN_KILLS=1000 asks for more than the few of each day; --seed repeats a run as far as the clock lets it. */
#define _GNU_SOURCE /* unshare */

#include "jkk-db-copy.h"
#include "jkk-journal.h"
#include "killed-desks.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sched.h>
#include <signal.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define KILLS 60
#define WRITERS 4

static void
assert_nothing_is_lost (Fixture *fixture, GHashTable *told)
{
  g_autoptr (GHashTable) nothing = g_hash_table_new (NULL, NULL);
  KilledDesks desks = { .kept = told, .not_kept = nothing };

  killed_desks_assert_kept (&desks, fixture->path);
}

/* ---- Programs that are killed ------------------------------------------------------------------------------------ */

static void
test_killed_programs_lose_nothing_that_was_told (Fixture *fixture, gconstpointer data)
{
  KilledDesks desks = { 0 };
  pid_t writers[WRITERS];
  guint n_kills = killed_desks_count (KILLS);

  g_clear_pointer (&fixture->db, jkk_db_close);
  killed_desks_begin (&desks, fixture->path);
  for (guint i = 0; i < WRITERS; i++)
    writers[i] = killed_desks_start (&desks);
  for (guint i = 0; i < n_kills; i++)
    {
      guint which = (guint) g_test_rand_int_range (0, WRITERS);

      g_usleep ((gulong) g_test_rand_int_range (3000, 60000));
      killed_desks_kill (writers[which]);
      killed_desks_hear (&desks);
      writers[which] = killed_desks_start (&desks);
    }
  for (guint i = 0; i < WRITERS; i++)
    killed_desks_kill (writers[i]);
  killed_desks_hear (&desks);
  g_assert_cmpuint (g_hash_table_size (desks.kept), >, 0);
  killed_desks_assert_kept (&desks, fixture->path);
  killed_desks_end (&desks);
}

/* All at once, as when somebody pulls the plug of the computer (but for what the disk itself forgets). */
static void
test_all_programs_killed_at_once_lose_nothing (Fixture *fixture, gconstpointer data)
{
  KilledDesks desks = { 0 };

  g_clear_pointer (&fixture->db, jkk_db_close);
  killed_desks_begin (&desks, fixture->path);
  for (guint round = 0; round < MAX (killed_desks_count (KILLS) / 12, 5); round++)
    {
      pid_t writers[WRITERS];

      for (guint i = 0; i < WRITERS; i++)
        writers[i] = killed_desks_start (&desks);
      g_usleep ((gulong) g_test_rand_int_range (20000, 150000));
      for (guint i = 0; i < WRITERS; i++)
        kill (writers[i], SIGKILL);
      for (guint i = 0; i < WRITERS; i++)
        waitpid (writers[i], NULL, 0);
      killed_desks_hear (&desks);
    }
  killed_desks_assert_kept (&desks, fixture->path);
  killed_desks_end (&desks);
}

/* ---- A program that is stopped, as by a debugger or a lid that was closed */

static void
test_a_stopped_program_is_told_to_the_others_and_loses_nothing (Fixture *fixture, gconstpointer data)
{
  KilledDesks desks = { 0 };
  int status;

  g_clear_pointer (&fixture->db, jkk_db_close);
  killed_desks_begin (&desks, fixture->path);
  pid_t writer = killed_desks_start (&desks);
  for (guint round = 0; round < 10; round++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *deed_id = g_strdup_printf ("round-%u", round);

      g_usleep ((gulong) g_test_rand_int_range (5000, 50000));
      g_assert_cmpint (kill (writer, SIGSTOP), ==, 0);
      g_assert_cmpint (waitpid (writer, &status, WUNTRACED), ==, writer);
      g_autoptr (JkkDb) db = jkk_db_open (fixture->path, JKK_DB_DEFAULT, &error);
      if (db != NULL)
        {
          jkk_db_set_patience (db, 50 * G_TIME_SPAN_MILLISECOND);
          if (killed_desks_do_deed (db, deed_id, FIXTURE_TIME, &error))
            g_hash_table_add (desks.kept, g_strdup (deed_id));
        }
      /* Either it was not writing just then, or one is told to wait. */
      g_assert_true (error == NULL || g_error_matches (error, JKK_ERROR, JKK_ERROR_BUSY));
      g_assert_cmpint (kill (writer, SIGCONT), ==, 0);
    }
  killed_desks_kill (writer);
  killed_desks_hear (&desks);
  killed_desks_assert_kept (&desks, fixture->path);
  killed_desks_end (&desks);
}

/* ---- A disk that is really full */

/* Fills what is left of the disk, as a download would. */
static void
fill (const char *path)
{
  int fd = g_open (path, O_CREAT | O_WRONLY | O_CLOEXEC, 0600);
  char bytes[4096] = { 0 };

  while (fd >= 0 && write (fd, bytes, sizeof bytes) > 0)
    ;
  close (fd);
}

static int
work_on_a_small_disk (gpointer data)
{
  const char *folder = data;
  g_autofree char *path = g_build_filename (folder, "santun.db", NULL);
  g_autofree char *ballast = g_build_filename (folder, "unduhan", NULL);
  g_autoptr (GError) error = NULL;
  guint n = 0;

  if (unshare (CLONE_NEWNS) != 0 || mount ("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0 ||
      mount ("small", folder, "tmpfs", 0, "size=24m") != 0)
    return 77;
  JkkDb *db = jkk_db_open (path, JKK_DB_CREATE, &error);
  if (db == NULL)
    return 1;
  for (; n < 3000; n++)
    {
      g_autofree char *deed_id = g_strdup_printf ("deed-%u", n);

      if (n == 20)
        fill (ballast);
      if (!killed_desks_do_deed (db, deed_id, FIXTURE_TIME, &error))
        break;
    }
  g_printerr ("# after %u deeds: %s\n", n, error != NULL ? error->message : "never full");
  if (!g_error_matches (error, JKK_ERROR, JKK_ERROR_STORAGE) || strstr (error->message, "full") == NULL)
    return 2;
  /* With space again the same program goes on. */
  g_clear_error (&error);
  g_unlink (ballast);
  if (!killed_desks_do_deed (db, "with space", FIXTURE_TIME, &error))
    return 3;
  jkk_db_close (db);
  Fixture fixture = { .path = path };
  g_autoptr (GHashTable) told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < n; i++)
    g_hash_table_add (told, g_strdup_printf ("deed-%u", i));
  assert_nothing_is_lost (&fixture, told);
  return 0;
}

static void
test_a_full_disk_costs_nothing_and_work_goes_on (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = g_build_filename (fixture->folder, "diska", NULL);

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  int status = run_child (work_on_a_small_disk, folder);
  if (status == 77)
    g_test_skip ("no disk can be mounted here");
  else
    g_assert_cmpint (status, ==, 0);
}

/* ---- A folder that goes, and comes back */

static void
test_a_folder_that_goes_is_told_and_work_goes_on_when_it_is_back (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *away = g_strconcat (fixture->folder, "-away", NULL);

  g_assert_true (killed_desks_do_deed (fixture->db, "before", FIXTURE_TIME, &error));
  g_hash_table_add (told, g_strdup ("before"));
  g_assert_cmpint (g_rename (fixture->folder, away), ==, 0);
  g_assert_false (killed_desks_do_deed (fixture->db, "while away", FIXTURE_TIME, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_STORAGE);
  g_test_message ("%s", error->message);
  g_clear_error (&error);
  g_assert_null (jkk_db_open (fixture->path, JKK_DB_DEFAULT, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_NOT_FOUND);
  g_clear_error (&error);
  /* Nothing new was begun in its place. */
  g_assert_false (g_file_test (fixture->folder, G_FILE_TEST_EXISTS));

  g_assert_cmpint (g_rename (away, fixture->folder), ==, 0);
  g_assert_true (killed_desks_do_deed (fixture->db, "after", FIXTURE_TIME, &error));
  g_hash_table_add (told, g_strdup ("after"));
  g_clear_pointer (&fixture->db, jkk_db_close);
  assert_nothing_is_lost (fixture, told);
}

static int
write_as_nobody (gpointer data)
{
  g_autoptr (GError) error = NULL;

  if (getuid () == 0 && (setgid (65534) != 0 || setuid (65534) != 0))
    return 77;
  JkkDb *db = jkk_db_open (data, JKK_DB_DEFAULT, &error);
  if (db != NULL)
    return 1;
  g_printerr ("# %s\n", error->message);
  return g_error_matches (error, JKK_ERROR, JKK_ERROR_STORAGE) ? 0 : 2;
}

static void
test_a_folder_that_may_only_be_read_costs_nothing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  g_assert_true (killed_desks_do_deed (fixture->db, "before", FIXTURE_TIME, &error));
  g_hash_table_add (told, g_strdup ("before"));
  g_clear_pointer (&fixture->db, jkk_db_close);
  g_assert_cmpint (g_chmod (fixture->path, 0644), ==, 0);
  g_assert_cmpint (g_chmod (fixture->folder, 0555), ==, 0);
  int status = run_child (write_as_nobody, fixture->path);
  g_assert_cmpint (g_chmod (fixture->folder, 0700), ==, 0);
  if (status == 77)
    g_test_skip ("cannot be somebody else here");
  else
    g_assert_cmpint (status, ==, 0);
  assert_nothing_is_lost (fixture, told);
}

/* ---- A clock that goes back */

static void
test_a_clock_that_goes_back_breaks_no_order (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const gint64 times[] = { FIXTURE_TIME, FIXTURE_TIME - 86400, 0, FIXTURE_TIME + 86400, 1000, FIXTURE_TIME };

  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    {
      g_autofree char *deed_id = g_strdup_printf ("deed-%u", i);

      g_assert_true (killed_desks_do_deed (fixture->db, deed_id, times[i], &error));
      g_hash_table_add (told, g_steal_pointer (&deed_id));
    }
  g_clear_pointer (&fixture->db, jkk_db_close);
  assert_nothing_is_lost (fixture, told);
  /* The order is that of the deeds, not of the clock. */
  g_assert_cmpint (fixture_ask (fixture, "SELECT time FROM journal WHERE sequence = 3"), ==, 0);
}

/* ---- Files that were cut off or changed */

static GBytes *
read_file (const char *path)
{
  char *bytes = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  return g_bytes_new_take (bytes, length);
}

static GBytes *
make_whole_store (Fixture *fixture)
{
  for (guint i = 0; i < 12; i++)
    {
      g_autofree char *deed_id = g_strdup_printf ("deed-%u", i);

      g_assert_true (killed_desks_do_deed (fixture->db, deed_id, FIXTURE_TIME, NULL));
    }
  g_clear_pointer (&fixture->db, jkk_db_close);
  return read_file (fixture->path);
}

/* A store that is not opened is left as it was, to the last byte, and nothing is put beside it. */
static gboolean
is_refused_untouched (Fixture *fixture, GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *log = g_strconcat (fixture->path, "-wal", NULL);
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  g_unlink (log);
  g_assert_true (g_file_set_contents (fixture->path, data, (gssize) length, NULL));
  JkkDb *db = jkk_db_open (fixture->path, JKK_DB_DEFAULT, &error);
  if (db != NULL)
    {
      jkk_db_close (db);
      return FALSE;
    }
  g_autoptr (GBytes) after = read_file (fixture->path);
  g_assert_true (g_bytes_equal (bytes, after));
  g_assert_cmpint (strlen (error->message), >, 20);
  return TRUE;
}

static void
test_a_file_that_was_cut_off_is_refused_and_not_made_worse (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) whole = make_whole_store (fixture);
  gsize length = g_bytes_get_size (whole);

  for (guint i = 0; i < 40; i++)
    {
      gsize end_at = i < 20 ? length * i / 20 : (gsize) g_test_rand_int_range (1, (gint32) length);
      g_autoptr (GBytes) part = g_bytes_new_from_bytes (whole, 0, end_at);

      g_assert_true (is_refused_untouched (fixture, part));
    }
}

static void
test_flipped_bytes_are_refused_untouched_or_harm_nothing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) whole = make_whole_store (fixture);
  gsize length;
  const guint8 *data_of_whole = g_bytes_get_data (whole, &length);
  guint n_refused = 0;

  for (guint i = 0; i < 120; i++)
    {
      guint8 *bytes = g_memdup2 (data_of_whole, length);

      for (guint n = 0; n < 1 + i % 8; n++)
        bytes[g_test_rand_int_range (0, (gint32) length)] ^= (guint8) g_test_rand_int_range (1, 256);
      g_autoptr (GBytes) changed = g_bytes_new_take (bytes, length);
      n_refused += is_refused_untouched (fixture, changed) ? 1 : 0;
    }
  g_test_message ("%u of 120 refused", n_refused);
  g_assert_cmpuint (n_refused, >, 0);
}

/* What no page tells, the journal does. */
static void
test_a_changed_letter_of_the_journal_is_found (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) whole = make_whole_store (fixture);
  gsize length = g_bytes_get_size (whole);
  g_autofree guint8 *bytes = g_memdup2 (g_bytes_get_data (whole, NULL), length);
  guint8 *at = memmem (bytes, length, "meja-1", 6);

  g_assert_nonnull (at);
  at[5] = '7';
  g_assert_true (g_file_set_contents (fixture->path, (char *) bytes, (gssize) length, NULL));
  g_autoptr (JkkDb) db = jkk_db_open (fixture->path, JKK_DB_DEFAULT, &error);
  g_assert_no_error (error);
  g_autoptr (JkkAuditReport) report = jkk_journal_audit (db, 0, NULL, NULL, &error);
  g_assert_false (jkk_audit_report_is_sound (report));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name) g_test_add ("/store/faults/" #name, Fixture, NULL, fixture_set_up, test_##name, fixture_tear_down)
  ADD (killed_programs_lose_nothing_that_was_told);
  ADD (all_programs_killed_at_once_lose_nothing);
  ADD (a_stopped_program_is_told_to_the_others_and_loses_nothing);
  ADD (a_full_disk_costs_nothing_and_work_goes_on);
  ADD (a_folder_that_goes_is_told_and_work_goes_on_when_it_is_back);
  ADD (a_folder_that_may_only_be_read_costs_nothing);
  ADD (a_clock_that_goes_back_breaks_no_order);
  ADD (a_file_that_was_cut_off_is_refused_and_not_made_worse);
  ADD (flipped_bytes_are_refused_untouched_or_harm_nothing);
  ADD (a_changed_letter_of_the_journal_is_found);

  return g_test_run ();
}
