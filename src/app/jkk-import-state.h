#pragma once

#include "jkk-exchange.h"
#include "jkk-homecoming.h"

G_BEGIN_DECLS

/**
 * JkkImportRow:
 * @path: the value, or any value of the list
 * @label: what it is
 * @place: form and item, or %NULL
 * @before: what the case says now, as a person reads it
 * @after: what the message says
 * @source: of a filled form, where on the paper it stands, or %NULL
 * @exact: the same with the field's name and rectangle
 * @remark: of a filled form, what to look at, or %NULL
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
  char *source;
  char *exact;
  char *remark;
  gboolean chosen;
} JkkImportRow;

GPtrArray *jkk_import_state_rows (const JkkCase *jcase, const JkkMessage *message);
void jkk_import_state_add_sources (GPtrArray *rows, GPtrArray *values);
char *jkk_import_state_change (const JkkCase *jcase, const JkkChange *change);
char **jkk_import_state_paths (GPtrArray *rows);
char *jkk_import_state_describe (const JkkMessage *message);
char *jkk_import_state_notice (const JkkFault *notice);
char *jkk_import_state_bad (const JkkReadValue *value);

G_END_DECLS
