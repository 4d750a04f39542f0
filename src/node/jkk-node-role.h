#pragma once

#include "jkk-follow.h"
#include "jkk-node-office.h"

G_BEGIN_DECLS

/**
 * JkkNodeInvitation:
 * @kind: of a stand-by, or of a centre
 * @name: as the administrator of the node calls it
 * @node: address of the node
 * @hosts: (nullable): by which desks will reach the stand-by
 * @port: where it will listen, or 0
 * @key: certificate and key with which it follows
 * @server: (nullable): certificate and key with which it will serve
 * @office: certificate of the office
 * @secret: (nullable): see jkk_node_role_secret()
 *
 * What a file says by which another computer may follow a node. It is secret.
 */
typedef struct
{
  JkkSessionKind kind;
  char *name;
  char *node;
  char **hosts;
  guint16 port;
  char *key;
  char *server;
  char *office;
  char *secret;
} JkkNodeInvitation;

void jkk_node_invitation_free (JkkNodeInvitation *invitation);
gboolean jkk_node_role_invite (
    const char *folder, const char *name, const char *const *hosts, guint16 port, const char *out, GError **error);
JkkNodeInvitation *jkk_node_role_read (const char *path, GError **error);
gboolean jkk_node_role_stand_by (const char *folder, const char *path, const char *store, GError **error);
gboolean jkk_node_role_set (const char *folder, JkkNodePart part, gint64 epoch, const char *of, GError **error);
char *jkk_node_role_secret (const char *folder);
gboolean jkk_node_role_forget_self (const char *folder, GError **error);
char *jkk_node_role_others (const char *folder);
void jkk_node_role_fill (const char *folder, const JkkNodePlan *plan, JkkFollowPlan *follow);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkNodeInvitation, jkk_node_invitation_free)

G_END_DECLS
