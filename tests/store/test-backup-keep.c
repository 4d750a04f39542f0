#include "jkk-backup-keep.h"

#include "jkk-seal.h"
#include "store-fixture.h"

#define DAY (24 * 60 * 60)

static GPtrArray *
imagine (gint64 first, guint n_days, guint a_day)
{
  GPtrArray *backups = g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_backup_info_free);

  for (guint i = n_days * a_day; i > 0; i--)
    {
      JkkBackupInfo *info = g_new0 (JkkBackupInfo, 1);

      info->made_at = first + (gint64) (i - 1) * DAY / a_day;
      info->sequence = i;
      info->path = jkk_backup_name (info->made_at, info->sequence);
      g_ptr_array_add (backups, info);
    }
  return backups;
}

static void
test_seven_days_five_weeks_twelve_months_are_kept (void)
{
  g_autoptr (GPtrArray) backups = imagine (FIXTURE_TIME, 800, 2);
  g_autoptr (GPtrArray) surplus = jkk_backup_surplus (backups);
  g_autoptr (GPtrArray) kept = g_ptr_array_new ();

  for (guint i = 0; i < backups->len; i++)
    if (!g_ptr_array_find (surplus, backups->pdata[i], NULL))
      g_ptr_array_add (kept, backups->pdata[i]);
  /* One backup may stand for a day, a week and a month at once. */
  g_assert_cmpuint (kept->len, >=, 7 + 3 + 10);
  g_assert_cmpuint (kept->len, <=, 7 + 5 + 12);
  gint64 newest = ((JkkBackupInfo *) kept->pdata[0])->made_at;
  g_assert_true (kept->pdata[0] == backups->pdata[0]);
  for (guint i = 0; i < 7; i++)
    g_assert_cmpint (((JkkBackupInfo *) kept->pdata[i])->made_at, ==, newest - (gint64) i * DAY);
  gint64 oldest = ((JkkBackupInfo *) kept->pdata[kept->len - 1])->made_at;
  g_assert_cmpint (newest - oldest, >, 300 * (gint64) DAY);
  g_assert_cmpint (newest - oldest, <, 370 * (gint64) DAY);
}

static void
test_a_clock_that_was_set_back_costs_no_backup (void)
{
  g_autoptr (GPtrArray) backups = imagine (FIXTURE_TIME, 30, 1);
  JkkBackupInfo *latest = g_new0 (JkkBackupInfo, 1);

  latest->made_at = FIXTURE_TIME - 3000 * (gint64) DAY;
  latest->sequence = 1000;
  latest->path = jkk_backup_name (latest->made_at, latest->sequence);
  g_ptr_array_add (backups, latest);
  g_autoptr (GPtrArray) surplus = jkk_backup_surplus (backups);
  g_assert_false (g_ptr_array_find (surplus, latest, NULL));
}

static void
test_names_of_other_files_are_no_backups (void)
{
  static const char *const names[] = { "santun.db",
                                       "santun-20260105T080000Z-12.backup.part",
                                       ".santun-20260105T080000Z-12.backup.77.part",
                                       "santun-20261305T080000Z-12.backup",
                                       "santun-20260105T080000Z-012.backup",
                                       "santun-20260105T080000Z-.backup",
                                       "" };
  gint64 made_at, sequence;

  g_assert_true (jkk_backup_parse_name ("santun-20260105T080000Z-12.backup", &made_at, &sequence));
  g_assert_cmpint (made_at, ==, FIXTURE_TIME);
  g_assert_cmpint (sequence, ==, 12);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_assert_false (jkk_backup_parse_name (names[i], &made_at, &sequence));
}

static void
test_a_list_shows_backups_only_and_the_newest_first (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = make_folder ();
  g_autoptr (JkkSeal) seal = jkk_seal_new (NULL, JKK_PASSWORD_COST_MINIMAL, NULL);

  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *name = jkk_backup_name (FIXTURE_TIME + (i * 7 % 3) * DAY, i);
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autoptr (JkkSealWriter) writer = jkk_seal_writer_new (seal, path, &error);

      g_assert_true (jkk_seal_writer_end (writer, &error));
    }
  g_autofree char *name = jkk_backup_name (FIXTURE_TIME, 99);
  g_autofree char *other = g_build_filename (folder, name, NULL);
  g_assert_true (g_file_set_contents (other, "of another program", -1, NULL));

  g_autoptr (GPtrArray) backups = jkk_backup_list (folder, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (backups->len, ==, 3);
  for (guint i = 1; i < 3; i++)
    g_assert_cmpint (((JkkBackupInfo *) backups->pdata[i - 1])->made_at, >,
                     ((JkkBackupInfo *) backups->pdata[i])->made_at);
  remove_folder (folder);
  g_assert_null (jkk_backup_list (folder, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_NOT_FOUND);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name) g_test_add_func ("/store/backup-keep/" #name, test_##name)
  ADD (seven_days_five_weeks_twelve_months_are_kept);
  ADD (a_clock_that_was_set_back_costs_no_backup);
  ADD (names_of_other_files_are_no_backups);
  ADD (a_list_shows_backups_only_and_the_newest_first);

  return g_test_run ();
}
