#pragma once

#include "jkk-db.h"
#include "jkk-migrations.h"

#include <sqlite3.h>

G_BEGIN_DECLS

/* "SANT", in the file's header: this is a store of Santun. */
#define JKK_DB_APPLICATION_ID 0x53414e54

/* How long a statement waits for another program that is writing. */
#define JKK_DB_PATIENCE (20 * G_TIME_SPAN_SECOND)

struct _JkkDb
{
  char *address; /* as given */
  char *path;    /* the file itself, links resolved */
  sqlite3 *handle;
  sqlite3_stmt **statements; /* by their number; made at first use */
  GThread *thread;           /* the one that opened it, and the only one that may use it */
  GCancellable *cancellable;
  gint64 waiting_since;
  gint64 patience;
  gint64 data_version;
  int version; /* the newest step of its migrations */
  gboolean readonly;
  gboolean in_write;
};

JkkDb *jkk_db_open_with (const char *address, JkkDbFlags flags, JkkMigrationSource source, GError **error);
void jkk_db_set_patience (JkkDb *db, GTimeSpan patience);

/* jkk-db-error.c: the one translation of SQLite's errors */
void jkk_db_take_error (JkkDb *db, int code, GError **error);

/* jkk-db-query.c */
gboolean jkk_db_exec (JkkDb *db, const char *sql, GError **error);
gboolean jkk_db_pragma (JkkDb *db, const char *sql, gint64 *value, GError **error);

/* jkk-migrations.c */
gboolean jkk_migrations_run (JkkDb *db, JkkMigrationSource source, GError **error);

G_END_DECLS
