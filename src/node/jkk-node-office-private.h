#pragma once

#include "jkk-node-certificate.h"
#include "jkk-node-office.h"

G_BEGIN_DECLS

#define JKK_NODE_NODE_DAYS 1825
#define JKK_NODE_FOLLOWER_DAYS 1825

gboolean jkk_node_office_keep (const char *path, const char *text, GError **error);
JkkNodePair *jkk_node_office_load_office (const char *folder, GError **error);
gboolean jkk_node_office_write_node (const char *folder, const JkkNodePlan *plan, GError **error);
gboolean jkk_node_office_write_plan (const char *folder, const JkkNodePlan *plan, GError **error);
gboolean jkk_node_office_check_name (const char *name, GError **error);
GKeyFile *jkk_node_office_load_desks (const char *folder);
gboolean jkk_node_office_save_desks (const char *folder, GKeyFile *keys, GError **error);
gboolean jkk_node_office_check_new (const char *folder, const JkkNodePlan *plan, GError **error);
void jkk_node_office_note_desk (
    GKeyFile *keys, const char *name, const JkkNodePair *pair, JkkSessionKind kind, const char *place);

G_END_DECLS
