#pragma once

#include "jkk-db-session.h"

G_BEGIN_DECLS

/**
 * JkkNodePart:
 * @JKK_NODE_SERVES: answers desks
 * @JKK_NODE_STANDS_BY: follows the one that does
 * @JKK_NODE_RETIRED: its place was taken by its stand-by
 *
 * What a computer with a node's folder does.
 */
typedef enum
{
  JKK_NODE_SERVES,
  JKK_NODE_STANDS_BY,
  JKK_NODE_RETIRED,
} JkkNodePart;

/**
 * JkkNodePlan:
 * @store: path of the store's file
 * @hosts: (element-type utf8): names and numbers by which desks reach the node; the first stands in desk files
 * @port: where it listens
 * @part: what it does
 * @epoch: how often the place of the branch's first node was taken, and one
 * @of: (nullable): address of the node that it follows, or whose place it has taken and that does not know it yet
 * @number: of the node in its group, from 1; 0 = it stands alone
 * @peers: (nullable) (element-type utf8): “host:port” of other nodes of the group, as they were when this one was made
 * @latency: how far the others of the group are, in milliseconds
 *
 * What a node is set up for; it stands in node.conf of the node's folder. In a group no file lies at @store, but the
 * documents lie beside where it would.
 */
typedef struct
{
  char *store;
  char **hosts;
  guint16 port;
  JkkNodePart part;
  gint64 epoch;
  char *of;
  guint64 number;
  char **peers;
  guint latency;
} JkkNodePlan;

/* What dqlite takes three times over until a silent leader is replaced: enough for a branch's own network. */
#define JKK_NODE_LATENCY 20

/**
 * JkkNodeDesk:
 * @name: of the computer, as the administrator calls it
 * @serial: number of its certificate, hexadecimal
 * @until: the last second in which it is valid, since 1970 UTC
 * @barred_at: when it was revoked, or 0
 * @kind: a desk, or who follows
 * @place: (nullable): where a stand-by will serve: “host:port”
 * @number: of a node of the group; 0 = it is none
 * @address: (nullable): “host:port” of a node of the group
 *
 * A computer that has, or had, a key to the node.
 */
typedef struct
{
  char *name;
  char *serial;
  gint64 until;
  gint64 barred_at;
  JkkSessionKind kind;
  char *place;
  guint64 number;
  char *address;
} JkkNodeDesk;

void jkk_node_plan_free (JkkNodePlan *plan);
void jkk_node_desk_free (JkkNodeDesk *desk);

gboolean jkk_node_office_set_up (const char *folder, const JkkNodePlan *plan, GError **error);
JkkNodePlan *jkk_node_office_load (const char *folder, GError **error);
char *jkk_node_office_address (const char *host, guint16 port);
gboolean jkk_node_office_renew (const char *folder, GError **error);
GTlsCertificate *jkk_node_office_certificate (const char *folder, GError **error);
GTlsDatabase *jkk_node_office_trust (const char *folder, GError **error);

gboolean jkk_node_office_add_desk (const char *folder, const char *name, const char *out, GError **error);
gboolean jkk_node_office_bar_desk (const char *folder, const char *name, GError **error);
GPtrArray *jkk_node_office_desks (const char *folder, GError **error);
gboolean jkk_node_office_check_user (const char *folder, GError **error);
gboolean jkk_node_office_check_host (const char *host, gboolean must_be_here, GError **error);
char *jkk_node_office_serial (GTlsCertificate *certificate);
JkkNodeDesk *jkk_node_office_find (const char *folder, const char *serial);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkNodePlan, jkk_node_plan_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkNodeDesk, jkk_node_desk_free)

G_END_DECLS
