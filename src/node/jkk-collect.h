#pragma once

#include "jkk-error.h"

G_BEGIN_DECLS

/* The centre: it follows the nodes of many branches, and keeps a copy of each and a list of all their cases. */
typedef struct _JkkCollect JkkCollect;

gboolean jkk_collect_add (const char *folder, const char *code, const char *invitation, GError **error);
JkkCollect *jkk_collect_start (const char *folder, GError **error);
void jkk_collect_stop (JkkCollect *collect);
guint jkk_collect_count (JkkCollect *collect, guint *n_connected);
char *jkk_collect_list_path (const char *folder);
char *jkk_collect_store_path (const char *folder, const char *code);
gboolean jkk_collect_verify (const char *folder, const char *code, gint64 *n_entries, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkCollect, jkk_collect_stop)

G_END_DECLS
