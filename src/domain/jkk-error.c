#include "jkk-error.h"

G_DEFINE_QUARK (jkk - error - quark, jkk_error)

/**
 * jkk_set_str:
 * @target: (inout) (nullable): an owned text
 * @text: (nullable): its new value; the empty text is kept as %NULL
 *
 * Returns: whether it changed.
 */
gboolean
jkk_set_str (char **target, const char *text)
{
  if (text != NULL && *text == '\0')
    text = NULL;
  if (g_strcmp0 (*target, text) == 0)
    return FALSE;

  char *copy = g_strdup (text);
  g_free (*target);
  *target = copy;
  return TRUE;
}
