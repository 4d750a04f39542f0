#include "jkk-origin.h"

#include <string.h>

/* Deeds by which a value comes from a message or a filled form; the entry's reason names it. */
static gboolean
is_from_elsewhere (const JkkHistoryEntry *entry)
{
  return entry->reason != NULL && (g_str_equal (entry->deed, "take-over") || g_str_equal (entry->deed, "take-in"));
}

/* In words of no language, since it is frozen with the sheet: who, when, in which message, and where in it. */
static char *
origin_text (const JkkHistoryEntry *entry, const JkkChange *change)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (entry->time);
  g_autofree char *moment = g_date_time_format (time, "%d-%m-%Y %H.%M");
  GString *text = g_string_new (entry->person_name != NULL ? entry->person_name : entry->person);

  g_string_append_printf (text, ", %s", moment);
  if (is_from_elsewhere (entry))
    g_string_append_printf (text, " · %s", entry->reason);
  if (change->source != NULL)
    g_string_append_printf (text, " · %s", change->source);
  return g_string_free (text, FALSE);
}

/* A sheet that counts a whole list names the list: the latest change inside it is where that came from. */
static void
put_list (GHashTable *origins, const char *path, const char *text)
{
  const char *bracket = strchr (path, '[');

  if (bracket == NULL)
    return;
  g_autofree char *list = g_strndup (path, (gsize) (bracket - path));
  if (!g_hash_table_contains (origins, list))
    g_hash_table_insert (origins, g_steal_pointer (&list), g_strdup (text));
}

/**
 * jkk_origins_new:
 * @history: (element-type JkkHistoryEntry): what happened to a case, the newest first
 *
 * Returns: (transfer full) (element-type utf8 utf8): of each value of the case, and of each list, who entered it when,
 *   and where it was read, by the last change of it
 */
GHashTable *
jkk_origins_new (GPtrArray *history)
{
  GHashTable *origins = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (guint i = 0; i < history->len; i++)
    {
      const JkkHistoryEntry *entry = history->pdata[i];

      for (guint j = 0; entry->changes != NULL && j < entry->changes->len; j++)
        {
          const JkkChange *change = entry->changes->pdata[j];

          if (g_hash_table_contains (origins, change->path))
            continue;
          char *text = origin_text (entry, change);
          g_hash_table_insert (origins, g_strdup (change->path), text);
          put_list (origins, change->path, text);
        }
    }
  return origins;
}

/**
 * jkk_origins_forget:
 * @origins: origins of the stored case
 * @changes: (element-type JkkChange): what has been typed since and is not stored yet
 *
 * What is typed just now comes from nowhere else.
 */
void
jkk_origins_forget (GHashTable *origins, GPtrArray *changes)
{
  for (guint i = 0; i < changes->len; i++)
    {
      const char *path = ((JkkChange *) changes->pdata[i])->path;
      g_autofree char *list = g_strndup (path, strcspn (path, "["));

      g_hash_table_remove (origins, path);
      g_hash_table_remove (origins, list);
    }
}

static void
put_reason (GHashTable *origins, JkkPayout *payout, JkkReason *reason)
{
  for (guint i = 0; i < reason->inputs->len; i++)
    {
      JkkInput *input = reason->inputs->pdata[i];
      const char *text = input->path != NULL ? g_hash_table_lookup (origins, input->path) : NULL;

      if (text != NULL)
        input->origin = jkk_payout_text (payout, text);
    }
  for (guint i = 0; i < reason->children->len; i++)
    put_reason (origins, payout, reason->children->pdata[i]);
}

/**
 * jkk_origins_put:
 * @origins: origins of a case
 * @payout: its sheet, which nobody else holds yet
 *
 * Says of each input of the sheet that is a value of the case where it came from.
 */
void
jkk_origins_put (GHashTable *origins, JkkPayout *payout)
{
  for (guint i = 0; i < payout->lines->len; i++)
    put_reason (origins, payout, payout->lines->pdata[i]);
  for (guint i = 0; i < payout->notes->len; i++)
    put_reason (origins, payout, payout->notes->pdata[i]);
}
