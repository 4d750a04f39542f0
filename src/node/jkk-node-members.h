#pragma once

#include "jkk-node-office.h"

G_BEGIN_DECLS

/**
 * JkkNodeMember:
 * @number: of the node in its group
 * @address: “host:port”
 * @answers: whether it answered just now
 * @counts: whether it has been taken in: until then the group can do without it, and it cannot stand in for another
 * @leads: whether the others do what it says
 * @entries: how many entries its copy of the journal has, or JKK_NONE
 * @version: (nullable): of its program
 *
 * A node of a group, as it is at this moment.
 */
typedef struct
{
  guint64 number;
  char *address;
  gboolean answers;
  gboolean counts;
  gboolean leads;
  gint64 entries;
  char *version;
} JkkNodeMember;

void jkk_node_member_free (JkkNodeMember *member);

gboolean jkk_node_members_invite (const char *folder, const char *address, const char *out, GError **error);
gboolean
jkk_node_members_replace (const char *folder, const char *old, const char *address, const char *out, GError **error);
gboolean jkk_node_members_join (const char *folder, const char *path, const char *store, GError **error);
gboolean jkk_node_members_check (const char *folder, GError **error);
GPtrArray *jkk_node_members_list (const char *folder, GError **error);
gboolean jkk_node_members_remove (const char *folder, const char *address, GError **error);
gboolean jkk_node_members_transfer (const char *folder, const char *address, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkNodeMember, jkk_node_member_free)

G_END_DECLS
