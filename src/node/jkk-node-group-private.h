#pragma once

#include "jkk-dqlite.h"
#include "jkk-node-engine.h"
#include "jkk-node-group.h"
#include "jkk-node-list.h"

G_BEGIN_DECLS

typedef struct _JkkNodeLead JkkNodeLead;

struct _JkkNodeGroup
{
  char *folder;
  char *address; /* this node's, as the others call it */
  const JkkNodePlan *plan;
  GTlsCertificate *key;
  GTlsDatabase *office;
  JkkNodeEngine *engine;
  JkkSessionGroup session;
  JkkNodeLead *lead;
  GCancellable *stopped;
  GThread *messenger;
  gint is_out; /* atomic: it was taken out of the group */

  GMutex mutex;
  GCond cond;
  GMutex membership; /* held while somebody is taken in or out */
  guint n_tunnels;   /* under the mutex */
  GPtrArray *peers;  /* of "host:port" of the others, as last heard; under the mutex */
};

GPtrArray *jkk_node_group_peers (JkkNodeGroup *group);
GPtrArray *jkk_node_group_members (JkkNodeGroup *group);
gboolean jkk_node_group_counts (JkkNodeGroup *group, GPtrArray *members);

/* jkk-node-relay.c */
gboolean jkk_node_relay_hand_on (gpointer data, const char *leader, const JkkSession *session);

/* jkk-node-lead.c */
JkkNodeLead *jkk_node_lead_new (JkkNodeGroup *group);
void jkk_node_lead_free (JkkNodeLead *lead);
void jkk_node_lead_hand_over (JkkNodeLead *lead, gboolean begins);
gboolean jkk_node_lead_is_sure (JkkNodeLead *lead);

/* jkk-node-papers.c */
gboolean jkk_node_papers_spread (gpointer group, const char *sha256, GBytes *bytes);
GBytes *jkk_node_papers_fetch (gpointer group, const char *sha256);
void jkk_node_papers_catch_up (JkkNodeGroup *group, JkkNodePeer *peer);
char *jkk_node_papers_names (JkkNodeGroup *group, const char *first);
char *jkk_node_papers_keep (JkkNodeGroup *group, GBytes *bytes);
GBytes *jkk_node_papers_read (JkkNodeGroup *group, const char *sha256);

G_END_DECLS
