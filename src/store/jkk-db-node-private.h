#pragma once

#include "jkk-db-private.h"
#include "jkk-desk-places.h"
#include "jkk-frame.h"

G_BEGIN_DECLS

/* What a connection to a node consists of. */
struct _JkkDbRemote
{
  GPtrArray *hosts;         /* of GSocketConnectable: one, or those of a group */
  gboolean is_group;        /* several hosts keep the store together */
  guint next_host;          /* which of a group is tried next */
  GSocketConnectable *node; /* (nullable): the one that is asked, or was asked last */
  GSocketConnectable
      *via; /* (nullable): the one of a group that hands on what is said to @node, which is not reached */
  GSocketConnectable *told; /* (nullable): the one that leads a group, as another has said */
  JkkDeskPlaces *places;    /* where else a node that stands alone may be */
  GTlsCertificate *key;     /* who this computer is */
  GTlsDatabase *office;     /* whose nodes it trusts */
  GSocketConnection *line;  /* NULL: there is none just now */
  GIOStream *stream;        /* the same, enciphered */
  JkkDbFailure failure;     /* the last one that was told */
  gint64 tried_at;          /* when a connection was last tried in vain, or 0 */
  GByteArray *posted;       /* frames that nobody waits for; they go with the next one */
  gint64 queries;           /* numbers given to queries */
  char *write_id;           /* of the transaction that writes */
  guint round;              /* which connection this is */
  guint begun_round;        /* the one over which a transaction was begun */
  gboolean begun;
  gboolean is_silent;      /* the line was given up since a node that leads does not hear what is said here */
  gint64 doubted_since;    /* since when no other node of the group says that the one that owes an answer leads; or 0 */
  gboolean has_read;       /* something in the transaction that was begun */
  const char *workstation; /* what the node calls this computer */
  char *token;             /* (nullable): by what it knows who has signed in */
};

/* What a query was answered, row by row. */
struct _JkkDbAnswer
{
  GArray *values;  /* bound: of #Bound */
  JkkFrame *frame; /* NULL: it was not asked yet */
  gint64 number;
  gint64 n_changed;
  gint64 n_columns;
  gint64 n_rows; /* in the frame, still to come */
  gboolean more;
  guint round; /* the connection that knows it */
  JkkFrameValue *row;
  char **texts; /* numbers that were asked for as texts */
};

extern const JkkQueryEngine jkk_db_node_query;

/* jkk-db-node-line.c: how a line is made, and to whom */
void jkk_db_node_fail (JkkDbRemote *remote, int code, const char *detail, gboolean is_full);
void jkk_db_node_hang_up (JkkDbRemote *remote);
int jkk_db_node_lose (JkkDbRemote *remote, const GError *error);
void jkk_db_node_gather_hosts (JkkDb *db);
int jkk_db_node_connect (JkkDb *db);
int jkk_db_node_connect_to (JkkDb *db, GSocketConnectable *node, const char *place);
gboolean jkk_db_node_is_group (JkkDbRemote *remote);
GSocketConnection *jkk_db_node_dial (JkkDbRemote *remote, GSocketConnectable *node, GError **error);
GIOStream *
jkk_db_node_encipher (JkkDbRemote *remote, GSocketConnectable *node, GSocketConnection *line, GError **error);
GByteArray *jkk_db_node_make_hello (JkkDbRemote *remote);

/* jkk-db-node-group.c: which node of a group leads, and how it is reached */
int jkk_db_node_connect_to_group (JkkDb *db);
gboolean jkk_db_node_may_answer (JkkDb *db, guint n_times);

const char *jkk_db_node_workstation (JkkDb *db);
int jkk_db_node_resume (JkkDb *db);
gboolean jkk_db_node_open (JkkDb *db, GError **error);
int jkk_db_node_ensure_line (JkkDb *db);
gboolean jkk_db_node_begins_anew (JkkDb *db);
gboolean jkk_db_node_is_over (JkkDb *db);
int jkk_db_node_give_up (JkkDb *db);
int jkk_db_node_post (JkkDb *db, GByteArray *frame);
int jkk_db_node_queue (JkkDb *db, GByteArray *frame);
int jkk_db_node_call (JkkDb *db, GByteArray *question, JkkFrameKind expected, JkkFrame **answer);

G_END_DECLS
