#pragma once

#include "jkk-db-group.h"
#include "jkk-db-private.h"

G_BEGIN_DECLS

/* What a connection to the engine of a group consists of. */
struct _JkkDbMember
{
  JkkDqlite *line;
  guint32 *prepared; /* by number of the statement: what the engine calls it, and one more; 0 = not prepared */
};

/* What a query was given, and what it was answered. */
struct _JkkDbFinding
{
  GArray *values;   /* of JkkDqliteValue, which own their texts */
  gboolean is_over; /* it ran to its end, or failed */
  JkkDqliteRows *rows;
  char **texts; /* numbers that were asked for as texts */
  gint64 n_changed;
};

extern const JkkQueryEngine jkk_db_group_query;

int jkk_db_group_code (int code);

G_END_DECLS
