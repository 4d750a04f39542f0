#pragma once

#include "jkk-replica.h"
#include "store-fixture.h"

G_BEGIN_DECLS

/* A store and a copy that follows it, both in one folder. */
typedef struct
{
  Fixture store;
  char *copy;
  JkkReplica *replica;
} Follower;

void follower_set_up (Follower *follower, gconstpointer data);
void follower_tear_down (Follower *follower, gconstpointer data);
void begin_to_follow (Follower *follower);
GPtrArray *read_new (Follower *follower, GError **error);
guint follow (Follower *follower);
void assert_same (Follower *follower);

void set_name (JkkDb *db, const char *name);
void take_in (JkkDb *db, const char *number);
void rename_case (JkkDb *db, gint64 id, const char *name);

G_END_DECLS
