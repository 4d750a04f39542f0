#include "jkk-nearest.h"

#include <string.h>

/* Longer words are not looked at: nobody mistypes them, and the work grows with the product of the lengths. */
#define WORD_MAX 48

/* How many letters must be added, taken away or changed; letters of either case are the same. */
static guint
distance (const char *a, const char *b)
{
  gsize n = strlen (b);
  guint row[WORD_MAX + 1];

  for (guint j = 0; j <= n; j++)
    row[j] = j;
  for (guint i = 0; a[i] != '\0'; i++)
    {
      guint before = row[0];

      row[0] = i + 1;
      for (guint j = 0; j < n; j++)
        {
          guint change = before + (g_ascii_tolower (a[i]) != g_ascii_tolower (b[j]) ? 1 : 0);

          before = row[j + 1];
          row[j + 1] = MIN (change, MIN (before, row[j]) + 1);
        }
    }
  return row[n];
}

/**
 * jkk_nearest:
 * @word: what somebody wrote
 * @names: (element-type utf8): what could have been meant
 *
 * Returns: (transfer none) (nullable): the name that differs least from @word, if it differs by a third of it at most
 */
const char *
jkk_nearest (const char *word, const GPtrArray *names)
{
  const char *nearest = NULL;
  gsize length = strlen (word);
  guint best = (guint) MAX (length / 3, 1) + 1;

  if (length > WORD_MAX)
    return NULL;
  for (guint i = 0; i < names->len; i++)
    {
      const char *name = names->pdata[i];
      guint d = strlen (name) <= WORD_MAX ? distance (word, name) : best;

      if (d < best)
        {
          best = d;
          nearest = name;
        }
    }
  return nearest;
}
