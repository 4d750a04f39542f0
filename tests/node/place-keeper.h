#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  KEPT_BY_FILE,
  KEPT_BY_NODE,
  KEPT_BY_PAIR, /* a node and its stand-by */
  KEPT_BY_GROUP,
  N_KEEPERS,
} KeeperKind;

/* A place where a store is kept, made and looked after by a process of its own: nothing of GIO runs in the caller, who
 * starts desks as processes. */
typedef struct
{
  int pid;
  int to;   /* words to it, */
  int from; /* and its answers */
  char *folder;
  char *address;
} PlaceKeeper;

void place_keeper_begin (PlaceKeeper *keeper, KeeperKind kind);
void place_keeper_end (PlaceKeeper *keeper);

gint64 place_keeper_kill (PlaceKeeper *keeper);
void place_keeper_mend (PlaceKeeper *keeper);

G_END_DECLS
