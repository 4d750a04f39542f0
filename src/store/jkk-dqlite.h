#pragma once

#include "jkk-error.h"

G_BEGIN_DECLS

/* What went wrong on a line to the engine of a group, beside the codes of SQLite that it answers: the line is of no use
 * any more, or the engine does not lead its group (any more). What was under way may have been kept or not. */
#define JKK_DQLITE_LOST (-1)

/**
 * JkkDqliteRole:
 * @JKK_DQLITE_VOTER: keeps the store and counts
 * @JKK_DQLITE_STANDBY: keeps the store
 * @JKK_DQLITE_SPARE: keeps nothing
 *
 * What a member is to its group.
 */
typedef enum
{
  JKK_DQLITE_VOTER,
  JKK_DQLITE_STANDBY,
  JKK_DQLITE_SPARE,
} JkkDqliteRole;

typedef struct
{
  guint64 id;
  char *address;
  JkkDqliteRole role;
} JkkDqliteMember;

/**
 * JkkDqliteKind:
 *
 * What a value is, with the numbers of the wire.
 */
typedef enum
{
  JKK_DQLITE_INTEGER = 1,
  JKK_DQLITE_REAL = 2,
  JKK_DQLITE_TEXT = 3,
  JKK_DQLITE_BYTES = 4,
  JKK_DQLITE_EMPTY = 5,
} JkkDqliteKind;

/* A value of a row or for a statement; what it points to is borrowed. */
typedef struct
{
  JkkDqliteKind kind;
  gint64 number;    /* INTEGER; REAL: its bits */
  const char *text; /* TEXT */
  const void *data; /* BYTES */
  gsize length;     /* of @data */
} JkkDqliteValue;

/* What a query was answered, whole. */
typedef struct
{
  GPtrArray *messages; /* of GByteArray */
  guint message;       /* the one that is read */
  gsize at;            /* where in it */
  guint n_columns;
  JkkDqliteValue *row; /* the current one */
} JkkDqliteRows;

typedef struct _JkkDqlite JkkDqlite;

JkkDqlite *jkk_dqlite_connect (const char *name);
JkkDqlite *jkk_dqlite_over (int fd);
void jkk_dqlite_close (JkkDqlite *line);
const char *jkk_dqlite_message (JkkDqlite *line);

int jkk_dqlite_open (JkkDqlite *line, const char *name);
int jkk_dqlite_prepare (JkkDqlite *line, const char *sql, guint32 *statement);
int
jkk_dqlite_exec (JkkDqlite *line, guint32 statement, const JkkDqliteValue *values, guint n_values, gint64 *n_changed);
int jkk_dqlite_query (
    JkkDqlite *line, guint32 statement, const JkkDqliteValue *values, guint n_values, JkkDqliteRows **rows);
int jkk_dqlite_exec_sql (JkkDqlite *line, const char *sql, const JkkDqliteValue *values, guint n_values);
int jkk_dqlite_query_number (JkkDqlite *line, const char *sql, gint64 *number);

gboolean jkk_dqlite_rows_next (JkkDqliteRows *rows, gboolean *is_broken);
void jkk_dqlite_rows_free (JkkDqliteRows *rows);

/* jkk-dqlite-files.c */
void jkk_dqlite_files_prepare (void);

/* jkk-dqlite-members.c */
int jkk_dqlite_leader (JkkDqlite *line, guint64 *id, char **address);
int jkk_dqlite_members (JkkDqlite *line, GPtrArray **members);
int jkk_dqlite_add (JkkDqlite *line, guint64 id, const char *address);
int jkk_dqlite_assign (JkkDqlite *line, guint64 id, JkkDqliteRole role);
int jkk_dqlite_remove (JkkDqlite *line, guint64 id);
int jkk_dqlite_transfer (JkkDqlite *line, guint64 id);
int jkk_dqlite_dump (JkkDqlite *line, const char *name, const char *path);
void jkk_dqlite_member_free (JkkDqliteMember *member);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkDqlite, jkk_dqlite_close)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkDqliteRows, jkk_dqlite_rows_free)

G_END_DECLS
