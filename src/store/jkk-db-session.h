#pragma once

#include "jkk-db.h"
#include "jkk-writers.h"

G_BEGIN_DECLS

/* A transaction in which a desk asks nothing for this long is taken back: a cut cable must not stop the others. */
#define JKK_SESSION_QUIET_SECONDS 10

/**
 * JkkSession:
 * @address: path of the store's file
 * @writers: the queue of all sessions
 * @line: the connection under @stream, of which the waiting time is set
 * @stream: the enciphered connection to a desk
 * @barred: whether this desk may no longer come in
 * @quiet_seconds: see #JKK_SESSION_QUIET_SECONDS
 * @cancellable: ends the session
 *
 * What serving one desk needs; all borrowed.
 */
typedef struct
{
  const char *address;
  JkkWriters *writers;
  GSocket *line;
  GIOStream *stream;
  gboolean barred;
  guint quiet_seconds;
  GCancellable *cancellable;
} JkkSession;

void jkk_session_serve (const JkkSession *session);

G_END_DECLS
