#pragma once

#include "jkk-db.h"
#include "jkk-followers.h"
#include "jkk-writers.h"

G_BEGIN_DECLS

/* A transaction in which a desk asks nothing for this long is taken back: a cut cable must not stop the others. */
#define JKK_SESSION_QUIET_SECONDS 10

/**
 * JkkSessionKind:
 * @JKK_SESSION_DESK: a computer at which people work
 * @JKK_SESSION_STAND_BY: follows the store and its documents, and may take the node's place
 * @JKK_SESSION_CENTRE: follows the store
 *
 * Who is at the other end, by its certificate.
 */
typedef enum
{
  JKK_SESSION_DESK,
  JKK_SESSION_STAND_BY,
  JKK_SESSION_CENTRE,
} JkkSessionKind;

/**
 * JkkSessionRefusal:
 * @JKK_SESSION_SERVES: none
 * @JKK_SESSION_STANDS_BY: this computer only follows the node
 * @JKK_SESSION_SUPERSEDED: another computer is the node now
 *
 * Why no desk is served.
 */
typedef enum
{
  JKK_SESSION_SERVES,
  JKK_SESSION_STANDS_BY,
  JKK_SESSION_SUPERSEDED,
} JkkSessionRefusal;

/**
 * JkkSessionHouse:
 * @refusal: a #JkkSessionRefusal; atomic, since it may change at any time
 * @epoch: how often another computer has taken the node's place
 * @roster: path of the list of desks
 * @followers: who follows
 * @secret: by which the node knows people again whom it has let in
 * @trusts_desks: whether nobody has to sign in; for tests of what lies below
 * @others: tells (transfer full) (nullable) where else desks may find a node: “host:port,host:port”
 * @wait: waits until it is known whether desks may be served
 * @supersede: called when somebody says that another node serves in a later epoch
 * @data: handed to all three
 *
 * What all sessions of a node share.
 */
typedef struct
{
  int refusal;
  gint64 epoch;
  char *roster;
  JkkFollowers *followers;
  char *secret;
  gboolean trusts_desks;
  char *(*others) (gpointer data);
  void (*wait) (gpointer data);
  void (*supersede) (gint64 epoch, gpointer data);
  gpointer data;
} JkkSessionHouse;

typedef struct _JkkSession JkkSession;

/**
 * JkkSessionGroup:
 * @line: where this node's engine listens
 * @id: this node's number in its group
 * @leads: whether most of the group say now that this node leads; asked before it reads
 * @spread: has other nodes keep a document as well; returns whether most of the group have it now
 * @fetch: asks the other nodes for a document that is missing here
 * @hand_on: makes a line of the desk's to the node at @leader one of the desk's own, and carries what either says until
 * one of them ends; returns whether it came to that
 * @data: for all three
 *
 * What a session at a node of a group needs beside the rest.
 */
typedef struct
{
  const char *line;
  guint64 id;
  gboolean (*leads) (gpointer data);
  gboolean (*spread) (gpointer data, const char *sha256, GBytes *bytes);
  GBytes *(*fetch) (gpointer data, const char *sha256);
  gboolean (*hand_on) (gpointer data, const char *leader, const JkkSession *session);
  gpointer data;
} JkkSessionGroup;

/**
 * JkkSession:
 * @address: path of the store's file; in a group, where it would lie
 * @group: (nullable): the group that keeps the store
 * @writers: the queue of all sessions
 * @line: the connection under @stream, of which the waiting time is set
 * @stream: the enciphered connection to a desk
 * @kind: who is at the other end
 * @name: what its certificate calls it
 * @serial: (nullable): number of its certificate
 * @house: (nullable): what the sessions of a node share
 * @barred: whether this desk may not come in, or no longer
 * @is_unknown: barred, because no node that answers has heard of its key
 * @quiet_seconds: see #JKK_SESSION_QUIET_SECONDS
 * @cancellable: ends the session
 *
 * What serving one desk needs; all borrowed.
 */
struct _JkkSession
{
  const char *address;
  const JkkSessionGroup *group;
  JkkWriters *writers;
  GSocket *line;
  GIOStream *stream;
  JkkSessionKind kind;
  const char *name;
  const char *serial;
  JkkSessionHouse *house;
  gboolean barred;
  gboolean is_unknown;
  guint quiet_seconds;
  GCancellable *cancellable;
};

void jkk_session_serve (const JkkSession *session);
void jkk_follower_serve (const JkkSession *session);

G_END_DECLS
