#include "jkk-read-value.h"

/**
 * jkk_read_value_new:
 * @path: which value of a case
 * @text: what was read
 *
 * Returns: (transfer full): the value, without its place.
 */
JkkReadValue *
jkk_read_value_new (const char *path, const char *text)
{
  JkkReadValue *value = g_new0 (JkkReadValue, 1);

  value->path = g_strdup (path);
  value->text = g_strdup (text);
  return value;
}

/**
 * jkk_read_value_copy:
 * @value: a value
 *
 * Returns: (transfer full): the same, on its own.
 */
JkkReadValue *
jkk_read_value_copy (const JkkReadValue *value)
{
  JkkReadValue *copy = g_memdup2 (value, sizeof *value);

  copy->path = g_strdup (value->path);
  copy->text = g_strdup (value->text);
  copy->source = g_strdup (value->source);
  copy->label = g_strdup (value->label);
  copy->remark = g_strdup (value->remark);
  return copy;
}

/**
 * jkk_read_value_free:
 * @value: (transfer full): a value
 */
void
jkk_read_value_free (JkkReadValue *value)
{
  g_free (value->path);
  g_free (value->text);
  g_free (value->source);
  g_free (value->label);
  g_free (value->remark);
  g_free (value);
}

/**
 * jkk_read_value_find:
 * @values: (element-type JkkReadValue): values
 * @path: which value of a case
 *
 * Returns: (transfer none) (nullable): the one that was read for it.
 */
const JkkReadValue *
jkk_read_value_find (GPtrArray *values, const char *path)
{
  for (guint i = 0; i < values->len; i++)
    if (g_str_equal (((JkkReadValue *) values->pdata[i])->path, path))
      return values->pdata[i];
  return NULL;
}
