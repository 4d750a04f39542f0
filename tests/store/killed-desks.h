#pragma once

#include "jkk-db.h"
#include "store-fixture.h"

#include <sys/types.h>

G_BEGIN_DECLS

/* Programs at one store, each of which does deed after deed until it is killed, and tells what it was told of each. */
typedef struct
{
  const char *address; /* of the store */
  const char *program; /* (nullable): is run as a desk, by killed_desks_main(); NULL: a fork of the test is one */
  gboolean signs_in;
  guint n_desks; /* that ever were: each has a number of its own */
  int fds[2];
  GHashTable *kept;      /* of deeds that were told kept */
  GHashTable *not_kept;  /* of deeds that were told not kept, and not done again */
  GHashTable *last_word; /* number of a desk -> gint64 *, when it was last told anything */
  guint n_doubts;        /* how often a desk was told that it is not known whether a deed was kept */
  guint n_busy;          /* how often it was told to wait */
  gint64 watched_since;
  gint64 first_kept; /* when the first deed was told kept that was begun since then; 0: none yet */
} KilledDesks;

/* How many kills: SANTUN_KILLS, or the few of each day. */
guint killed_desks_count (guint usual);

gboolean killed_desks_do_deed (JkkDb *db, const char *deed_id, gint64 time, GError **error);

gboolean killed_desks_sign_in (JkkDb *db, GError **error);

void killed_desks_begin (KilledDesks *desks, const char *address);
void killed_desks_end (KilledDesks *desks);
pid_t killed_desks_start (KilledDesks *desks);
void killed_desks_kill (pid_t desk);
void killed_desks_hear (KilledDesks *desks);
void killed_desks_watch (KilledDesks *desks);
gint64 killed_desks_last_word (KilledDesks *desks, guint number);
void killed_desks_assert_kept (KilledDesks *desks, const char *path);

/* Has @program be a desk: TRUE when it was one, which ends by being killed alone. */
gboolean killed_desks_main (int argc, char **argv);

G_END_DECLS
