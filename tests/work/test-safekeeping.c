#include "jkk-safekeeping.h"

#include <glib/gstdio.h>
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

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  fixture_test_add ("/safekeeping/due", test_a_backup_is_due_once_a_day_if_something_was_done);
  fixture_test_add ("/safekeeping/changed", test_a_backup_that_was_changed_is_not_sound);
  fixture_test_add ("/safekeeping/scratch", test_nothing_is_left_of_the_scratch_copy);
  fixture_test_add ("/safekeeping/node", test_a_node_keeps_its_own_backups);

  return g_test_run ();
}
