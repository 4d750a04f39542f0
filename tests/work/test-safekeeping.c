#include "jkk-safekeeping.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

#include "jkk-work-fixture.h"

static JkkBackupInfo *
back_up (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  const JkkSafekeeping keeping = { .address = fixture->address };
  guint n_removed;
  JkkBackupInfo *info = jkk_safekeeping_run (&keeping, &n_removed, NULL, &error);

  g_assert_no_error (error);
  return info;
}

static void
test_a_backup_is_due_once_a_day_if_something_was_done (Fixture *fixture, gconstpointer data)
{
  const JkkSafekeeping keeping = { .address = fixture->address };

  g_assert_true (jkk_safekeeping_is_due (&keeping, 0));
  g_autoptr (JkkBackupInfo) info = back_up (fixture);
  g_assert_false (jkk_safekeeping_is_due (&keeping, info->made_at + 60));
  g_assert_false (jkk_safekeeping_is_due (&keeping, info->made_at + 90000));
  sign_in (fixture, "sari");
  take_in (fixture);
  g_assert_false (jkk_safekeeping_is_due (&keeping, info->made_at + 60));
  g_assert_true (jkk_safekeeping_is_due (&keeping, info->made_at + 90000));
  /* Made on a day to come: by a clock that was wrong. */
  g_assert_true (jkk_safekeeping_is_due (&keeping, info->made_at - 90000));
}

static void
test_a_backup_that_was_changed_is_not_sound (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JkkBackupInfo) info = back_up (fixture);
  const JkkSafekeeping keeping = { .address = fixture->address };
  g_autofree char *bytes = NULL;
  gsize length;
  gint64 n_faults = -1;

  g_assert_true (jkk_safekeeping_verify (&keeping, info->path, &n_faults, NULL, &error));
  g_assert_cmpint (n_faults, ==, 0);
  g_assert_true (g_file_get_contents (info->path, &bytes, &length, NULL));
  bytes[length / 2] ^= 1;
  g_assert_true (g_file_set_contents (info->path, bytes, (gssize) length, NULL));
  g_assert_false (jkk_safekeeping_verify (&keeping, info->path, &n_faults, NULL, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_FORMAT);
}

static void
test_nothing_is_left_of_the_scratch_copy (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JkkBackupInfo) info = back_up (fixture);
  g_autoptr (GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    g_assert_false (g_str_has_prefix (name, ".santun-scratch") || strstr (name, ".backup-") != NULL);
}

static void
test_a_node_keeps_its_own_backups (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  const JkkSafekeeping keeping = { .address = "santun://cabang", .folder = fixture->folder };
  guint n_removed;

  g_assert_null (jkk_safekeeping_run (&keeping, &n_removed, NULL, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_REFUSED);
}

/* Enough that each stage takes a moment. */
static void
fill (Fixture *fixture)
{
  sqlite3 *handle = NULL;

  g_assert_cmpint (sqlite3_open (fixture->address, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (handle,
                                 "CREATE TABLE ballast (text TEXT) STRICT; CREATE INDEX ballast_text ON ballast (text);"
                                 "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000)"
                                 " INSERT INTO ballast SELECT hex (randomblob (200)) FROM n",
                                 NULL, NULL, NULL),
                   ==, SQLITE_OK);
  sqlite3_close (handle);
}

typedef struct
{
  JkkBackupGauge *gauge;
  GCancellable *cancellable;
  JkkBackupStage stage;
  int is_over;
} Impatience;

/* Gives up as soon as a stage has begun. */
static gpointer
give_up (gpointer data)
{
  Impatience *impatience = data;

  while (g_atomic_int_get (&impatience->gauge->stage) < (int) impatience->stage &&
         !g_atomic_int_get (&impatience->is_over))
    g_usleep (50);
  g_cancellable_cancel (impatience->cancellable);
  return NULL;
}

static int
compare_names (const char *const *a, const char *const *b)
{
  return strcmp (*a, *b);
}

static char *
list_folder (const char *folder)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  /* The key of the folder is made once, for all backups. */
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (!g_str_has_suffix (name, ".key") && !g_str_has_suffix (name, "-shm") && !g_str_has_suffix (name, "-wal") &&
        !g_str_has_suffix (name, ".backups"))
      g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, (GCompareFunc) compare_names);
  g_ptr_array_add (names, NULL);
  return g_strjoinv (" ", (char **) names->pdata);
}

static void
test_what_is_given_up_leaves_nothing (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = jkk_safekeeping_folder (fixture->address);
  guint n_given_up = 0;

  fill (fixture);
  g_autofree char *before = list_folder (fixture->folder);
  for (JkkBackupStage stage = JKK_BACKUP_COPYING; stage <= JKK_BACKUP_JOURNAL; stage++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      JkkBackupGauge *gauge = g_atomic_rc_box_new0 (JkkBackupGauge);
      const JkkSafekeeping keeping = { .address = fixture->address, .gauge = gauge };
      Impatience impatience = { gauge, cancellable, stage, 0 };
      guint n_removed;
      GThread *thread = g_thread_new ("impatience", give_up, &impatience);
      g_autoptr (JkkBackupInfo) info = jkk_safekeeping_run (&keeping, &n_removed, cancellable, &error);

      g_atomic_int_set (&impatience.is_over, TRUE);
      g_thread_join (thread);
      g_atomic_rc_box_release (gauge);
      if (info == NULL)
        {
          g_autofree char *kept = list_folder (folder);

          g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
          g_assert_cmpstr (kept, ==, "");
          n_given_up++;
        }
      else
        g_unlink (info->path);
      g_autofree char *after = list_folder (fixture->folder);
      g_assert_cmpstr (after, ==, before);
    }
  g_assert_cmpuint (n_given_up, >=, 3);
}

static void
test_the_gauge_comes_to_its_end (Fixture *fixture, gconstpointer data)
{
  JkkBackupGauge *gauge = g_atomic_rc_box_new0 (JkkBackupGauge);
  const JkkSafekeeping keeping = { .address = fixture->address, .gauge = gauge };
  g_autoptr (GError) error = NULL;
  guint n_removed;
  g_autoptr (JkkBackupInfo) info = jkk_safekeeping_run (&keeping, &n_removed, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpint (gauge->stage, >=, JKK_BACKUP_JOURNAL);
  g_atomic_rc_box_release (gauge);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  fixture_test_add ("/safekeeping/due", test_a_backup_is_due_once_a_day_if_something_was_done);
  fixture_test_add ("/safekeeping/changed", test_a_backup_that_was_changed_is_not_sound);
  fixture_test_add ("/safekeeping/scratch", test_nothing_is_left_of_the_scratch_copy);
  fixture_test_add ("/safekeeping/given-up", test_what_is_given_up_leaves_nothing);
  fixture_test_add ("/safekeeping/gauge", test_the_gauge_comes_to_its_end);
  fixture_test_add ("/safekeeping/node", test_a_node_keeps_its_own_backups);

  return g_test_run ();
}
