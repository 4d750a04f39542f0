#pragma once

#include "jkk-error.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* Files that are written whole or not at all: first under a draft's name, then synchronised, then renamed. */
int jkk_file_out_open (const char *path, GError **error);
gboolean jkk_file_out_write (int fd, const char *path, gconstpointer data, gsize length, GError **error);
gboolean jkk_file_out_close (int fd, const char *path, GError **error);
gboolean jkk_file_out_rename (const char *draft, const char *path, GError **error);
gboolean jkk_file_out_sync_folder (const char *folder, GError **error);
char *jkk_file_out_hash (const char *path);
void jkk_file_out_remove_folder (const char *folder);

G_END_DECLS
