#pragma once

#include "jkk-db.h"
#include "jkk-migrations.h"

G_BEGIN_DECLS

/**
 * JkkTablesFault:
 * @JKK_TABLES_FOREIGN: a rule or view that the program has not made: it would run whenever the program writes
 * @JKK_TABLES_CHANGED: a table, index or rule says something else than the program has made
 * @JKK_TABLES_MISSING: a table, index or rule was taken away
 *
 * What may be amiss with the tables of a store and their rules.
 */
typedef enum
{
  JKK_TABLES_FOREIGN,
  JKK_TABLES_CHANGED,
  JKK_TABLES_MISSING,
} JkkTablesFault;

typedef void (*JkkTablesFunc) (JkkTablesFault fault, const char *name, gpointer data);

gboolean jkk_tables_compare (JkkDb *db, JkkMigrationSource source, JkkTablesFunc func, gpointer data, GError **error);
gboolean jkk_tables_check_foreign (JkkDb *db, JkkMigrationSource source, GError **error);

G_END_DECLS
