#pragma once

#include "jkk-node-role.h"
#include "node-home.h"
#include "store-fixture.h"

G_BEGIN_DECLS

/* A node that keeps a store, and the folder of a stand-by that was invited to follow it. */
typedef struct
{
  Fixture store;
  NodeHome home;
  char *folder; /* of the stand-by */
  char *copy;
  guint16 port;
} Pair;

void pair_set_up (Pair *pair, gconstpointer data);
void pair_tear_down (Pair *pair, gconstpointer data);
JkkFollow *pair_follow (Pair *pair);
JkkFollowState *pair_wait (Pair *pair, JkkFollow *follow);
void pair_set_name (JkkDb *db, const char *name);
JkkDb *pair_open (Pair *pair);

G_END_DECLS
