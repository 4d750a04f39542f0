#include "jkk-backups-state.h"

#include <string.h>

#define NOW 1800000000
#define DAY (24 * 60 * 60)

static GPtrArray *
backups_of (gint64 made_at, gboolean is_locked)
{
  GPtrArray *backups = g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_backup_info_free);
  JkkBackupInfo *info = g_new0 (JkkBackupInfo, 1);

  info->path = g_strdup ("/backups/santun-1.backup");
  info->made_at = made_at;
  info->sequence = 456;
  info->size = 3700000;
  info->is_locked = is_locked;
  g_ptr_array_add (backups, info);
  return backups;
}

static void
test_a_row_says_when_how_much_and_whether_locked (void)
{
  g_autoptr (GPtrArray) backups = backups_of (NOW, TRUE);
  g_autoptr (JkkBackupsState) state = jkk_backups_state_new (backups, NOW);
  const JkkBackupRow *row = state->rows->pdata[0];

  g_assert_cmpstr (row->title, ==, "15-01-2027, 08.00");
  g_assert_nonnull (strstr (row->subtitle, "3.7"));
  g_assert_nonnull (strstr (row->subtitle, "@456"));
  g_assert_nonnull (strstr (row->subtitle, "passphrase"));
  g_assert_true (state->any_locked);
}

static void
test_an_old_backup_is_noticed_a_young_one_not (void)
{
  const struct
  {
    gint64 days;
    gboolean noticed;
  } ages[] = { { 0, FALSE }, { 6, FALSE }, { 7, TRUE }, { 40, TRUE }, { -3, FALSE } };

  for (guint i = 0; i < G_N_ELEMENTS (ages); i++)
    {
      g_autoptr (GPtrArray) backups = backups_of (NOW - ages[i].days * DAY, FALSE);
      g_autoptr (JkkBackupsState) state = jkk_backups_state_new (backups, NOW);

      g_assert_cmpint (state->notice != NULL, ==, ages[i].noticed);
      g_assert_false (state->any_locked);
    }
  g_autoptr (JkkBackupsState) none = jkk_backups_state_new (NULL, NOW);
  g_assert_nonnull (none->notice);
  g_assert_cmpuint (none->rows->len, ==, 0);
}

static void
test_what_came_of_it_is_said (void)
{
  g_autoptr (GPtrArray) backups = backups_of (NOW, FALSE);
  JkkBackupInfo *info = backups->pdata[0];
  g_autofree char *sound = jkk_backups_state_made (info);

  g_assert_nonnull (strstr (sound, "santun-1.backup"));
  g_assert_null (strstr (sound, "check the record"));
  info->n_journal_faults = 1;
  g_autofree char *unsound = jkk_backups_state_made (info);
  g_assert_nonnull (strstr (unsound, "check the record"));
  g_autofree char *kept = jkk_backups_state_kept ("/d/office.db.replaced-1"), *new = jkk_backups_state_kept ("");
  g_assert_nonnull (strstr (kept, "“office.db.replaced-1”"));
  g_assert_cmpstr (new, ==, "The office is restored.");
}

/* It never goes back, and ends at the whole; what begins later begins at nothing. */
static void
test_the_bar_only_goes_on (void)
{
  g_autofree JkkBackupGauge *gauge = g_new0 (JkkBackupGauge, 1);
  double last = 0;

  for (JkkBackupStage stage = JKK_BACKUP_COPYING; stage < JKK_BACKUP_N_STAGES; stage++)
    for (gint64 done = 0; done <= 100; done += 10)
      {
        jkk_backup_gauge_set (gauge, stage, done, 100);
        jkk_audit_gauge_set (&gauge->journal, 0, done, 100);
        double fraction = jkk_backups_state_fraction (gauge, JKK_BACKUP_COPYING);
        g_autofree char *text = jkk_backups_state_progress (gauge);

        g_assert_cmpfloat (fraction, >=, last);
        g_assert_cmpstr (text, !=, "");
        last = fraction;
      }
  g_assert_cmpfloat (last, ==, 1);
  jkk_backup_gauge_set (gauge, JKK_BACKUP_UNPACKING, 0, 100);
  g_assert_cmpfloat (jkk_backups_state_fraction (gauge, JKK_BACKUP_UNPACKING), ==, 0);
}

static void
test_sizes_are_named (void)
{
  g_autofree JkkBackupGauge *gauge = g_new0 (JkkBackupGauge, 1);

  jkk_backup_gauge_set_bytes (gauge, JKK_BACKUP_WRITING, 45 * 1024 * 1000, 110 * 1024 * 1000);
  g_autofree char *text = jkk_backups_state_progress (gauge);
  g_assert_nonnull (strstr (text, "46.1"));
  g_assert_nonnull (strstr (text, "112.6"));
  jkk_backup_gauge_set (gauge, JKK_BACKUP_JOURNAL, 0, 0);
  jkk_audit_gauge_set (&gauge->journal, 0, 3, 20);
  g_autofree char *entries = jkk_backups_state_progress (gauge);
  g_assert_cmpstr (entries, ==, "Checking the journal: 3 of 20 entries");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/backups-state/row", test_a_row_says_when_how_much_and_whether_locked);
  g_test_add_func ("/backups-state/notice", test_an_old_backup_is_noticed_a_young_one_not);
  g_test_add_func ("/backups-state/said", test_what_came_of_it_is_said);
  g_test_add_func ("/backups-state/the-bar-only-goes-on", test_the_bar_only_goes_on);
  g_test_add_func ("/backups-state/sizes-are-named", test_sizes_are_named);
  return g_test_run ();
}
