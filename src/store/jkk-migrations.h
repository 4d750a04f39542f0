#pragma once

#include "jkk-error.h"

G_BEGIN_DECLS

/**
 * JkkMigrationSource:
 * @name: number of the step: "1", "2" …
 * @length: (out) (optional): its length
 *
 * Returns: the SQL of the step, or %NULL when there is no such step.
 */
typedef const char *(*JkkMigrationSource) (const char *name, gsize *length);

int jkk_migrations_newest (JkkMigrationSource source);
const char *jkk_migrations_text (const char *name, gsize *length);

G_END_DECLS
