#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define GROUP_NODES 3

/* Three nodes that keep a store together for a test, and the key of a desk to them; where the engine alone matters, one
 * (SANTUN_TEST_NODES). */
typedef struct
{
  guint n_nodes;
  char *folder; /* of all three */
  char *folders[GROUP_NODES];
  char *hosts[GROUP_NODES]; /* with their ports */
  GPid nodes[GROUP_NODES];  /* 0: it is not running */
  char *address;
  gboolean serves; /* santun-node serve, at which somebody has to sign in; else group-node */
  guint latency;   /* how far the nodes are from each other in ms; 0: as far as a busy computer makes it */
} GroupHome;

void group_home_begin (GroupHome *home, const char *store);
void group_home_start (GroupHome *home, guint which);
void group_home_stop (GroupHome *home, guint which);
void group_home_kill (GroupHome *home, guint which);
void group_home_wait (GroupHome *home, guint n_nodes);
guint group_home_leader (GroupHome *home);
guint group_home_ask_leader (GroupHome *home);
int group_home_engine (GroupHome *home, guint which);
void group_home_end (GroupHome *home);

G_END_DECLS
