#pragma once

#include "jkk-audit.h"
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

/**
 * JkkBackupStage:
 * @JKK_BACKUP_COPYING: the store is copied as it is at this moment (bytes)
 * @JKK_BACKUP_PAPERS: documents are put down (how many)
 * @JKK_BACKUP_WRITING: the copy is written into the backup (bytes)
 * @JKK_BACKUP_UNPACKING: it is unpacked (bytes)
 * @JKK_BACKUP_CHECKING: all that is in it is checked (rows and entries of indices)
 * @JKK_BACKUP_JOURNAL: its journal is computed anew (entries)
 * @JKK_BACKUP_READING_PAPERS: documents are read from it (how many)
 *
 * What is done when a backup is made, in this order; one that is restored begins by being unpacked.
 */
typedef enum
{
  JKK_BACKUP_COPYING,
  JKK_BACKUP_PAPERS,
  JKK_BACKUP_WRITING,
  JKK_BACKUP_UNPACKING,
  JKK_BACKUP_CHECKING,
  JKK_BACKUP_JOURNAL,
  JKK_BACKUP_READING_PAPERS,
  JKK_BACKUP_N_STAGES,
} JkkBackupStage;

/**
 * JkkBackupGauge:
 * @stage: #JkkBackupStage
 * @n_done: how much of it is done; of bytes, kibibytes
 * @n_all: how much there is
 * @journal: the same of the journal
 *
 * How far a backup is: atomic numbers, so that a window may read them while another thread works. Let go of with
 * g_atomic_rc_box_release().
 */
typedef struct
{
  int stage;
  int n_done;
  int n_all;
  JkkAuditGauge journal;
} JkkBackupGauge;

void jkk_backup_gauge_set (JkkBackupGauge *gauge, JkkBackupStage stage, gint64 n_done, gint64 n_all);
void jkk_backup_gauge_set_bytes (JkkBackupGauge *gauge, JkkBackupStage stage, gint64 n_done, gint64 n_all);
void jkk_backup_info_free (JkkBackupInfo *info);
void jkk_backup_loss_free (JkkBackupLoss *loss);
char *jkk_backup_loss_tell (const JkkBackupLoss *loss);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkBackupInfo, jkk_backup_info_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkBackupLoss, jkk_backup_loss_free)

G_END_DECLS
