#pragma once

#include "jkk-error.h"

G_BEGIN_DECLS

/**
 * JkkReadValue:
 * @path: which value of a case
 * @text: what was read, as it stands on the paper
 * @source: name of the field inside the file
 * @label: what the paper calls it
 * @page: number of the page, from 0
 * @x: left edge on the page, in thousandths of a point
 * @y: top edge
 * @width: in thousandths of a point
 * @height: in thousandths of a point
 * @remark: (nullable): translated: what a person should look at
 * @is_bad: whether @remark says why the value cannot be taken over
 *
 * A value that was read from a paper, with the place where it stands.
 */
typedef struct
{
  char *path;
  char *text;
  char *source;
  char *label;
  guint page;
  gint64 x;
  gint64 y;
  gint64 width;
  gint64 height;
  char *remark;
  gboolean is_bad;
} JkkReadValue;

JkkReadValue *jkk_read_value_new (const char *path, const char *text);
JkkReadValue *jkk_read_value_copy (const JkkReadValue *value);
void jkk_read_value_free (JkkReadValue *value);
const JkkReadValue *jkk_read_value_find (GPtrArray *values, const char *path);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkReadValue, jkk_read_value_free)

G_END_DECLS
