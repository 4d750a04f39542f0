#include "jkk-backup-info.h"

#include <string.h>

static JkkBackupLoss *
make_loss (void)
{
  JkkBackupLoss *loss = g_new0 (JkkBackupLoss, 1);

  loss->people = g_ptr_array_new_with_free_func (g_free);
  loss->is_known = loss->is_same = TRUE;
  return loss;
}

static void
test_what_would_be_lost_is_told_with_number_time_and_names (void)
{
  g_autoptr (JkkBackupLoss) loss = make_loss ();

  loss->n_deeds = 12;
  loss->n_cases = 3;
  loss->first = 1767600000;
  loss->last = 1767603600;
  g_ptr_array_add (loss->people, g_strdup ("Sari Wulandari"));
  g_ptr_array_add (loss->people, g_strdup ("Rina Kusuma"));
  g_autofree char *text = jkk_backup_loss_tell (loss);
  g_assert_cmpstr (
      text, ==,
      "Lost would be: 12 deeds about 3 cases, from 5 January 2026, 08:00 to 5 January 2026, 09:00, by Sari "
      "Wulandari, Rina Kusuma.");
}

static void
test_that_nothing_or_nobody_knows_is_told (void)
{
  g_autoptr (JkkBackupLoss) loss = make_loss ();
  g_autofree char *nothing = jkk_backup_loss_tell (loss);

  g_assert_nonnull (strstr (nothing, "Nothing would be lost"));
  loss->is_same = FALSE;
  g_autofree char *other = jkk_backup_loss_tell (loss);
  g_assert_nonnull (strstr (other, "another office"));
  loss->is_known = FALSE;
  g_autofree char *unknown = jkk_backup_loss_tell (loss);
  g_assert_nonnull (strstr (unknown, "cannot be read"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/domain/backup-info/told", test_what_would_be_lost_is_told_with_number_time_and_names);
  g_test_add_func ("/domain/backup-info/nothing", test_that_nothing_or_nobody_knows_is_told);

  return g_test_run ();
}
