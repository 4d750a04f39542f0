#pragma once

#include "jkk-error.h"

G_BEGIN_DECLS

/* What the kernel tells of the file system that holds a folder: its type (f_type of statfs) and the bytes of a block.
 */
typedef struct
{
  guint64 type;
  guint64 block_size;
} JkkFilesystem;

/* Fills @filesystem; FALSE when it cannot be told. */
typedef gboolean (*JkkFilesystemProbe) (const char *folder, JkkFilesystem *filesystem);

gboolean jkk_filesystem_check (const char *folder, GError **error);
gboolean jkk_filesystem_maps_safely (const char *folder);
void jkk_filesystem_set_probe (JkkFilesystemProbe probe);

G_END_DECLS
