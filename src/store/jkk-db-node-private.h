#pragma once

#include "jkk-db-private.h"
#include "jkk-desk-places.h"
#include "jkk-frame.h"

G_BEGIN_DECLS

/* What a connection to a node consists of. */
struct _JkkDbRemote
{
  GSocketConnectable *node;
  JkkDeskPlaces *places;   /* where else it may be */
  GTlsCertificate *key;    /* who this computer is */
  GTlsDatabase *office;    /* whose nodes it trusts */
  GSocketConnection *line; /* NULL: there is none just now */
  GIOStream *stream;       /* the same, enciphered */
  JkkDbFailure failure;    /* the last one that was told */
  gint64 tried_at;         /* when a connection was last tried in vain, or 0 */
  gint64 queries;          /* numbers given to queries */
  char *write_id;          /* of the transaction that writes */
  guint round;             /* which connection this is */
  guint begun_round;       /* the one over which a transaction was begun */
  gboolean begun;
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

const char *jkk_db_node_workstation (JkkDb *db);
int jkk_db_node_resume (JkkDb *db);
gboolean jkk_db_node_open (JkkDb *db, GError **error);
int jkk_db_node_ensure_line (JkkDb *db);
gboolean jkk_db_node_is_over (JkkDb *db);
int jkk_db_node_give_up (JkkDb *db);
int jkk_db_node_post (JkkDb *db, GByteArray *frame);
int jkk_db_node_call (JkkDb *db, GByteArray *question, JkkFrameKind expected, JkkFrame **answer);

G_END_DECLS
