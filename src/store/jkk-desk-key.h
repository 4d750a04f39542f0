#pragma once

#include "jkk-error.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* Where a node listens unless its address says otherwise. */
#define JKK_NODE_PORT 4547

#define JKK_NODE_SCHEME "santun://"

gboolean jkk_desk_key_is_node (const char *address);
GSocketConnectable *jkk_desk_key_parse_host (const char *host);
GSocketConnectable *jkk_desk_key_parse_address (const char *address, GError **error);
GPtrArray *jkk_desk_key_parse_hosts (const char *address, GError **error);
char *jkk_desk_key_folder (const char *address);
gboolean jkk_desk_key_load (const char *address, GTlsCertificate **key, GTlsDatabase **office, GError **error);
char *jkk_desk_key_join (const char *path, GError **error);
char *jkk_desk_key_joined (void);

G_END_DECLS
