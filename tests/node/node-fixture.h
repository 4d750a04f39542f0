#pragma once

#include "jkk-desk-key.h"
#include "jkk-node-office.h"
#include "jkk-node.h"
#include "store-fixture.h"

G_BEGIN_DECLS

/* A store with a node that keeps it, which can be stopped and started again. */
typedef struct
{
  Fixture store;
  char *folder; /* of the node */
  guint16 port;
  JkkNode *node;
  char *address;
} NodeFixture;

void node_set_up (NodeFixture *fixture, gconstpointer data);
void node_tear_down (NodeFixture *fixture, gconstpointer data);
void node_start (NodeFixture *fixture);
char *node_join (NodeFixture *fixture, const char *desk);
JkkDb *node_open (NodeFixture *fixture);
guint16 find_free_port (void);

G_END_DECLS
