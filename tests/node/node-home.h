#pragma once

#include "jkk-desk-key.h"
#include "jkk-node-office.h"
#include "jkk-node.h"

G_BEGIN_DECLS

/* A node that keeps a store's file for a test, and the key of a desk to it. */
typedef struct
{
  char *folder; /* of the node */
  guint16 port;
  JkkNode *node;
  gboolean is_guarded; /* people have to sign in */
  char *address;
} NodeHome;

void node_home_begin (NodeHome *home, const char *store);
void node_home_start (NodeHome *home);
char *node_home_join (NodeHome *home, const char *desk);
void node_home_end (NodeHome *home);

G_END_DECLS
