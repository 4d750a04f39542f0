#include "jkk-error.h"

#include <string.h>

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

/**
 * jkk_error_detail:
 * @error: an error
 *
 * Returns: (transfer none) (nullable): what the machine said, for who repairs it
 */
const char *
jkk_error_detail (const GError *error)
{
  const char *end =
      error->domain == JKK_ERROR && error->code == JKK_ERROR_STORAGE ? strrchr (error->message, '\n') : NULL;

  return end != NULL ? end + 1 : NULL;
}

/**
 * jkk_error_sentence:
 * @error: an error
 *
 * Returns: (transfer full): what the person is told
 */
char *
jkk_error_sentence (const GError *error)
{
  const char *detail = jkk_error_detail (error);

  return detail != NULL ? g_strndup (error->message, (gsize) (detail - 1 - error->message)) : g_strdup (error->message);
}
