#pragma once

#include "jkk-error.h"

G_BEGIN_DECLS

/**
 * JkkBackupInfo:
 * @path: the file
 * @made_at: seconds since 1970 UTC
 * @sequence: the last entry of the journal that is in it
 * @size: bytes of the file
 * @is_locked: whether a passphrase is needed
 * @n_journal_faults: of one that was just made: entries of the journal that are not as they were written
 *
 * A backup as a list shows it.
 */
typedef struct
{
  char *path;
  gint64 made_at;
  gint64 sequence;
  gint64 size;
  gboolean is_locked;
  gint64 n_journal_faults;
} JkkBackupInfo;

/**
 * JkkBackupLoss:
 * @is_known: whether the present store could be read; else nothing else is known
 * @is_same: whether the present store goes on from the backup; else it is another office, or went another way since
 * @n_deeds: deeds since the backup, those apart that only looked
 * @n_cases: cases that they are about
 * @first: time of the first one
 * @last: time of the last one
 * @people: (element-type utf8): who did them, by name
 *
 * What would be lost if a backup took the place of the present store.
 */
typedef struct
{
  gboolean is_known;
  gboolean is_same;
  gint64 n_deeds;
  gint64 n_cases;
  gint64 first;
  gint64 last;
  GPtrArray *people;
} JkkBackupLoss;

void jkk_backup_info_free (JkkBackupInfo *info);
void jkk_backup_loss_free (JkkBackupLoss *loss);
char *jkk_backup_loss_tell (const JkkBackupLoss *loss);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkBackupInfo, jkk_backup_info_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkBackupLoss, jkk_backup_loss_free)

G_END_DECLS
