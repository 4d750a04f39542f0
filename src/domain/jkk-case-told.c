#include "jkk-case-told.h"

#include <string.h>

#include "jkk-case-past.h"
#include "jkk-decision.h"

/* Deeds also tell what is no part of the case: a signature, an answer that was owed; and how many rows a list has. */
static gboolean
is_value (const char *path)
{
  g_autofree char *name = g_strndup (path, strcspn (path, ".["));

  return jkk_case_part_find (name) != NULL && jkk_case_path_field (path) != NULL &&
         !jkk_case_past_is_length (path, NULL);
}

/* What the case says otherwise than an empty one: path → value as the journal writes it. */
static GHashTable *
read_case (const JkkCase *jcase)
{
  g_autoptr (JkkCase) nothing = jkk_case_new ();
  g_autoptr (GPtrArray) values = jkk_case_diff (nothing, jcase);
  GHashTable *found = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (guint i = 0; i < values->len; i++)
    {
      const JkkChange *value = values->pdata[i];

      g_hash_table_insert (found, g_strdup (value->path), g_strdup (value->after));
    }
  return found;
}

/* Whether the first entry told all that there was: that of a case that was made otherwise, or of an early version, did
 * not, and then nothing follows from silence. */
static gboolean
begins_with_all (GPtrArray *history)
{
  const JkkHistoryEntry *first = history->len > 0 ? history->pdata[history->len - 1] : NULL;

  for (guint i = 0; first != NULL && first->changes != NULL && i < first->changes->len; i++)
    if (g_str_equal (((JkkChange *) first->changes->pdata[i])->path, "cover.number"))
      return TRUE;
  return FALSE;
}

/* What an empty case says there, as its status: a value may have come back to it. */
static char *
empty_value (const char *path)
{
  g_autofree char *name = g_strndup (path, strcspn (path, ".["));
  const JkkCasePart *part = jkk_case_part_find (name);
  g_autoptr (JkkCase) nothing = jkk_case_new ();

  return part->is_list ? NULL : jkk_field_to_plain (jkk_case_path_field (path), jkk_case_part_record (nothing, part));
}

static gboolean
is_now (GHashTable *found, const JkkChange *told)
{
  gpointer now;

  if (g_hash_table_lookup_extended (found, told->path, NULL, &now))
    return g_strcmp0 (now, told->after) == 0;
  g_autofree char *empty = empty_value (told->path);
  return g_strcmp0 (empty, told->after) == 0;
}

static void
add_told (GPtrArray *differences, GHashTable *found, GHashTable *told, const GPtrArray *changes)
{
  for (guint i = 0; changes != NULL && i < changes->len; i++)
    {
      const JkkChange *change = changes->pdata[i];

      if (!is_value (change->path) || !g_hash_table_add (told, g_strdup (change->path)))
        continue;
      if (!is_now (found, change))
        g_ptr_array_add (differences, g_strdup (change->path));
    }
}

/**
 * jkk_case_told_differences:
 * @jcase: a case as it is stored now
 * @history: (element-type JkkHistoryEntry): its journal, the newest first
 *
 * Each value must be the one that the journal told last. What the journal never told of is no value of the case, where
 * the history begins with all there was.
 *
 * Returns: (transfer full) (element-type utf8): paths of the values that are something else, or came from nowhere
 */
GPtrArray *
jkk_case_told_differences (const JkkCase *jcase, GPtrArray *history)
{
  g_autoptr (GHashTable) found = read_case (jcase);
  g_autoptr (GHashTable) told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GPtrArray *differences = g_ptr_array_new_with_free_func (g_free);
  GHashTableIter iter;
  gpointer path;

  for (guint i = 0; i < history->len; i++)
    add_told (differences, found, told, ((JkkHistoryEntry *) history->pdata[i])->changes);
  g_hash_table_iter_init (&iter, found);
  while (begins_with_all (history) && g_hash_table_iter_next (&iter, &path, NULL))
    if (!g_hash_table_contains (told, path))
      g_ptr_array_add (differences, g_strdup (path));
  return differences;
}
