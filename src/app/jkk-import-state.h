#pragma once

#include "jkk-office.h"

G_BEGIN_DECLS

/**
 * JkkImportRow:
 * @path: the value, or any value of the list
 * @label: what it is
 * @place: form and item, or %NULL
 * @before: what the case says now, as a person reads it
 * @after: what the message says
 * @chosen: whether it is to be taken over
 *
 * A value that a message would change. A list comes whole and is one row.
 */
typedef struct
{
  char *path;
  char *label;
  char *place;
  char *before;
  char *after;
  gboolean chosen;
} JkkImportRow;

GPtrArray *jkk_import_state_rows (const JkkCase *jcase, const JkkMessage *message);
char **jkk_import_state_paths (GPtrArray *rows);
char *jkk_import_state_describe (const JkkMessage *message);

G_END_DECLS
