#pragma once

#include "jkk-backup-info.h"

G_BEGIN_DECLS

/* From so many days on a backup is old. */
#define JKK_BACKUP_OLD_DAYS 7

/* A backup as a row of a list. */
typedef struct
{
  char *title;    /* day and time */
  char *subtitle; /* how much, how far, whether locked */
} JkkBackupRow;

/**
 * JkkBackupsState:
 * @rows: (element-type JkkBackupRow): the newest first
 * @notice: a calm sentence where the newest one is old or there is none, else %NULL
 * @any_locked: whether one of them needs a passphrase
 *
 * The backups of an office, as a person reads them.
 */
typedef struct
{
  GPtrArray *rows;
  char *notice;
  gboolean any_locked;
} JkkBackupsState;

JkkBackupsState *jkk_backups_state_new (GPtrArray *backups, gint64 now);
void jkk_backups_state_free (JkkBackupsState *state);
double jkk_backups_state_fraction (JkkBackupGauge *gauge, JkkBackupStage first);
char *jkk_backups_state_progress (JkkBackupGauge *gauge);
char *jkk_backups_state_made (const JkkBackupInfo *info);
char *jkk_backups_state_kept (const char *path);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkBackupsState, jkk_backups_state_free)

G_END_DECLS
