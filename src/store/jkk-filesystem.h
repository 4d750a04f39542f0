#pragma once

#include "jkk-error.h"

G_BEGIN_DECLS

/* Tells the type (f_type of statfs) of the file system that holds a folder; FALSE when it can't be told. */
typedef gboolean (*JkkFilesystemProbe) (const char *folder, guint64 *type);

gboolean jkk_filesystem_check (const char *folder, GError **error);
void jkk_filesystem_set_probe (JkkFilesystemProbe probe);

G_END_DECLS
