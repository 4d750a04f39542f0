#pragma once

#include "jkk-error.h"

G_BEGIN_DECLS

/* No file of one case or one message is larger; libxml2 itself gives up at 10 MB. */
#define JKK_FILE_MAX (8 * 1024 * 1024)

char *jkk_read_file (const char *path, gsize max_bytes, gsize *length, GError **error);
gboolean jkk_xml_save_file (const char *path, const char *bytes, gsize length, GError **error);

G_END_DECLS
