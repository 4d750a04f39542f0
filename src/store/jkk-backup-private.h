#pragma once

#include "jkk-backup-keep.h"
#include "jkk-backup.h"
#include "jkk-document-store.h"
#include "jkk-seal.h"

G_BEGIN_DECLS

#define JKK_BACKUP_KEY "santun-backups.key"

/* jkk-backup-read.c */
char *jkk_backup_document_path (const JkkSeal *seal, const char *folder, const char *sha256);
void jkk_backup_sweep (const char *store);

G_END_DECLS
