#pragma once

#include "jkk-drawer.h"

G_BEGIN_DECLS

/* For jkk-drawer.c, which knows the keys, and jkk-sheet.c, which knows what they seal. */
struct _JkkDrawer
{
  char *folder;
  char *login;
  GMutex mutex;      /* of @keys */
  GPtrArray *keys;   /* JkkSigner, open; the first seals what is new */
  char *sealed;      /* the first key, locked by the password: who opens it is the person */
  int locks;         /* file descriptor */
  GThread *thread;   /* what writes */
  GAsyncQueue *jobs; /* for it */
  GMutex jobs_mutex; /* of what follows */
  GCond jobs_cond;
  guint n_jobs;    /* not done yet */
  GError *failure; /* of the last write that failed */
};

/* jkk-sheet.c */
void jkk_drawer_seal_anew (JkkDrawer *drawer);
void jkk_drawer_start_writing (JkkDrawer *drawer);
void jkk_drawer_stop_writing (JkkDrawer *drawer);

G_END_DECLS
