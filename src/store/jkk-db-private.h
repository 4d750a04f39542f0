#pragma once

#include "jkk-db.h"
#include "jkk-migrations.h"
#include "jkk-presence.h"

#include <sqlite3.h>

G_BEGIN_DECLS

/* How long what is written aside waits for its turn: whoever reads after it waits no longer than that. */
#define JKK_DB_HURRY (50 * G_TIME_SPAN_MILLISECOND)

/* "SANT", in the file's header: this is a store of Santun. */
#define JKK_DB_APPLICATION_ID 0x53414e54

/* How long a statement waits for another program that is writing. */
#define JKK_DB_PATIENCE (20 * G_TIME_SPAN_SECOND)

/**
 * JkkDbCode:
 * @JKK_DB_OUTDATED: a newer program has changed the store since it was opened
 * @JKK_DB_MOVED: the file is no longer where it was: removed, replaced, or its disk is gone
 * @JKK_DB_SAID: the other end has put it into words: its detail is the sentence
 * @JKK_DB_AWAY: the node does not answer; what was under way has been taken back
 * @JKK_DB_IN_DOUBT: the node went away at the very end; nobody knows yet whether it was kept
 * @JKK_DB_QUIET: the node has ended a transaction in which nothing was asked for too long
 * @JKK_DB_OUTSIDE: a statement that writes was asked for outside a transaction that may
 * @JKK_DB_STRANGE: the other end does not keep to the protocol
 * @JKK_DB_DISTRUST: the other end has not the certificate of this office, or does not take ours
 * @JKK_DB_BARRED: this computer's key has been revoked
 * @JKK_DB_UNKNOWN_KEY: no node of the group that answers has heard of this computer's key
 * @JKK_DB_OTHER_VERSION: the node runs another version of the program: its detail
 * @JKK_DB_STANDS_BY: what answers only follows the node
 * @JKK_DB_SUPERSEDED: another node has taken its place
 * @JKK_DB_NOBODY: nobody has signed in at this line
 * @JKK_DB_NOT_ALLOWED: not for who has signed in, or not from this computer
 * @JKK_DB_MISSING: the node has not this document
 * @JKK_DB_DAMAGED: the node's copy of this document is not what was put
 * @JKK_DB_ELSEWHERE: another node of the group leads: its detail is the address, empty while none does
 * @JKK_DB_HURT: some of the store's pages are damaged: nobody writes into it any more
 * @JKK_DB_MUST_CHANGE: whoever has signed in has to choose a password of the own first
 *
 * What an engine may answer beside SQLite's own codes.
 */
typedef enum
{
  JKK_DB_OUTDATED = 0x10000,
  JKK_DB_SAID,
  JKK_DB_AWAY,
  JKK_DB_IN_DOUBT,
  JKK_DB_QUIET,
  JKK_DB_OUTSIDE,
  JKK_DB_STRANGE,
  JKK_DB_MOVED,
  JKK_DB_DISTRUST,
  JKK_DB_BARRED,
  JKK_DB_OTHER_VERSION,
  JKK_DB_MISSING,
  JKK_DB_DAMAGED,
  JKK_DB_STANDS_BY,
  JKK_DB_SUPERSEDED,
  JKK_DB_NOBODY,
  JKK_DB_NOT_ALLOWED,
  JKK_DB_ELSEWHERE,
  JKK_DB_MUST_CHANGE,
  JKK_DB_HURT,
  JKK_DB_UNKNOWN_KEY,
} JkkDbCode;

/* Why something failed: enough to make the sentence at another desk, in its language. */
typedef struct
{
  int code;
  char *detail; /* (nullable): what a trigger or SQLite said; holds no values of the store */
  gboolean is_full;
} JkkDbFailure;

/* How an engine runs a statement. Engines answer with codes; their sentences are made in jkk-db-error.c alone. */
typedef struct
{
  int (*prepare) (JkkQuery *query);
  void (*end) (JkkQuery *query);
  int (*bind_text) (JkkQuery *query, int index, const char *text);
  int (*bind_number) (JkkQuery *query, int index, gint64 number);
  int (*step) (JkkQuery *query);
  int (*post) (JkkQuery *query); /* (nullable): as step, and nobody waits for the answer */
  void (*reset) (JkkQuery *query);
  gint64 (*n_changed) (JkkQuery *query);
  int (*n_columns) (JkkQuery *query);                /* for a session alone, */
  gboolean (*is_text) (JkkQuery *query, int column); /* which passes on what it does not know */
  const char *(*text) (JkkQuery *query, int column);
  gint64 (*number) (JkkQuery *query, int column);
} JkkQueryEngine;

/* What keeps a store. */
typedef struct
{
  void (*close) (JkkDb *db);
  int (*exec) (JkkDb *db, const char *sql);               /* SQL of this layer's own machinery; */
  int (*ask) (JkkDb *db, const char *sql, gint64 *value); /* nobody else may send any: */
  int (*copy) (JkkDb *db, const char *path);              /* the desk's side of a node has none of these */
  int (*begin) (JkkDb *db, gboolean writes);
  int (*commit) (JkkDb *db);
  void (*rollback) (JkkDb *db);
  int (*data_version) (JkkDb *db, gint64 *version);
  int (*presence) (JkkDb *db, const JkkPresent *mine, GPtrArray **others);
  void (*heed) (JkkDb *db); /* the cancellable is another one now */
  void (*explain) (JkkDb *db, int code, JkkDbFailure *failure);
  const JkkQueryEngine *query;
} JkkDbEngine;

typedef struct _JkkDbRemote JkkDbRemote;
typedef struct _JkkDbAnswer JkkDbAnswer;
typedef struct _JkkStream JkkStream;
typedef struct _JkkDbMember JkkDbMember;
typedef struct _JkkDbFinding JkkDbFinding;

typedef void (*JkkDbTick) (gpointer data);

struct _JkkDb
{
  const JkkDbEngine *engine;
  char *address;   /* as given */
  GThread *thread; /* the one that opened it, and the only one that may use it */
  GCancellable *cancellable;
  JkkDbTick tick; /* (nullable): of a file: called now and then while a statement runs */
  gpointer tick_data;
  gint64 data_version;
  gboolean readonly;
  gboolean in_write;
  JkkPresence *presence; /* (nullable): of a file: who else has it open */
  gboolean is_away;      /* it was asked last, and did not answer */
  gboolean is_damaged;   /* pages of its file are, as far as it is known */
  gboolean is_hurried;   /* while it begins what may not keep others waiting */
  /* Between these entries of the journal none tells of a warrant; see jkk_told_store_warrant_after(). */
  gint64 no_warrant_from;
  gint64 no_warrant_until;

  /* A file's */
  char *path; /* the file itself, links resolved */
  char *log;  /* (nullable): the write-ahead log beside it, there as long as the store is open */
  sqlite3 *handle;
  sqlite3_stmt **statements; /* by their number; made at first use */
  gint64 waiting_since;
  gint64 patience;
  int version;       /* the newest step of its migrations */
  JkkStream *stream; /* (nullable): what is told to who follows */

  /* A node's */
  JkkDbRemote *remote;

  /* A group's, on the node that leads it; there, @path, @patience and @version are used as well */
  JkkDbMember *member;
};

struct _JkkQuery
{
  JkkDb *db;
  guint number; /* of the registered statement */
  int failure;  /* the first one, told by the next _run() or _next() */

  /* A file's */
  sqlite3_stmt **place; /* where the connection keeps it while it is not in use */
  sqlite3_stmt *statement;

  /* A node's */
  JkkDbAnswer *answer;

  /* A group's */
  JkkDbFinding *finding;
};

JkkDb *jkk_db_open_with (const char *address, JkkDbFlags flags, JkkMigrationSource source, GError **error);
void jkk_db_set_patience (JkkDb *db, GTimeSpan patience);

void jkk_db_set_tick (JkkDb *db, JkkDbTick tick, gpointer data);

int jkk_db_start (JkkDb *db, gboolean writes);
int jkk_db_finish (JkkDb *db);
gboolean jkk_db_exec (JkkDb *db, const char *sql, GError **error);
gboolean jkk_db_pragma (JkkDb *db, const char *sql, gint64 *value, GError **error);

/* jkk-db-file.c: a file on this computer */
gboolean jkk_db_file_open (JkkDb *db, JkkDbFlags flags, JkkMigrationSource source, GError **error);

/* jkk-db-file-query.c */
extern const JkkQueryEngine jkk_db_file_query;

/* jkk-db-error.c: the one translation of errors */
void jkk_db_take_error (JkkDb *db, int code, GError **error);
int jkk_db_meet_beside (JkkDb *db, const JkkPresent *mine, GPtrArray **others);
void jkk_db_file_explain (JkkDb *db, int code, JkkDbFailure *failure);

/* jkk-migrations.c */
gboolean jkk_migrations_run (JkkDb *db, JkkMigrationSource source, GError **error);

G_END_DECLS
