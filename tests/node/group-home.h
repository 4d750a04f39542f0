#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define GROUP_NODES 3

/* Three nodes that keep a store together for a test, and the key of a desk to them. */
typedef struct
{
  char *folder; /* of all three */
  char *folders[GROUP_NODES];
  char *hosts[GROUP_NODES]; /* with their ports */
  GPid nodes[GROUP_NODES];  /* 0: it is not running */
  char *address;
  guint latency; /* 0: that of a computer which is often late */
} GroupHome;

void group_home_begin (GroupHome *home, const char *store);
void group_home_start (GroupHome *home, guint which);
void group_home_stop (GroupHome *home, guint which);
void group_home_kill (GroupHome *home, guint which);
void group_home_wait (GroupHome *home, guint n_nodes);
guint group_home_leader (GroupHome *home);
int group_home_engine (GroupHome *home, guint which);
void group_home_end (GroupHome *home);

G_END_DECLS
