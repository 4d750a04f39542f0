#pragma once

#include "jkk-restoration.h"
#include "jkk-window.h"

G_BEGIN_DECLS

/**
 * JkkBackupsDialog:
 *
 * The backups of an office: makes one, and restores one after saying what would be lost. For administrators; also where
 * a damaged store cannot be opened any more.
 */
#define JKK_TYPE_BACKUPS_DIALOG (jkk_backups_dialog_get_type ())
G_DECLARE_FINAL_TYPE (JkkBackupsDialog, jkk_backups_dialog, JKK, BACKUPS_DIALOG, AdwWindow)

JkkBackupsDialog *jkk_backups_dialog_open (JkkWindow *window, const char *address, const char *login);
void jkk_backups_dialog_choose (JkkBackupsDialog *self, guint index);

/* Offers an administrator a backup where the newest one is old; says nothing otherwise. */
void jkk_backups_remind (JkkWindow *window, JkkOffice *office);

G_END_DECLS
