#include "jkk-law-entry.h"

#include <string.h>

/**
 * jkk_law_entry_new:
 * @pack: name of the regulation
 * @parameter: name of the parameter or row
 * @from: the first day
 * @value: (nullable): the value as a regulation file writes it; %NULL = confirmed as it is
 * @source: in what it was read
 *
 * Returns: (transfer full): an entry that nobody has signed yet.
 */
JkkLawEntry *
jkk_law_entry_new (const char *pack, const char *parameter, JkkDay from, const char *value, const char *source)
{
  JkkLawEntry *entry = g_new0 (JkkLawEntry, 1);

  entry->pack = g_strdup (pack);
  entry->parameter = g_strdup (parameter);
  entry->from = from;
  entry->value = g_strdup (value);
  entry->source = g_strdup (source);
  return entry;
}

/**
 * jkk_law_entry_copy:
 * @entry: an entry
 *
 * Returns: (transfer full): another one that says the same.
 */
JkkLawEntry *
jkk_law_entry_copy (const JkkLawEntry *entry)
{
  JkkLawEntry *copy = jkk_law_entry_new (entry->pack, entry->parameter, entry->from, entry->value, entry->source);

  copy->id = entry->id;
  copy->person = g_strdup (entry->person);
  copy->person_name = g_strdup (entry->person_name);
  copy->time = entry->time;
  return copy;
}

/**
 * jkk_law_entry_free:
 * @entry: (transfer full): an entry
 */
void
jkk_law_entry_free (JkkLawEntry *entry)
{
  g_free (entry->pack);
  g_free (entry->parameter);
  g_free (entry->value);
  g_free (entry->source);
  g_free (entry->person);
  g_free (entry->person_name);
  g_free (entry);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const JkkLawEntry *x = *(JkkLawEntry *const *) a, *y = *(JkkLawEntry *const *) b;
  int order = strcmp (x->pack, y->pack);

  if (order == 0)
    order = strcmp (x->parameter, y->parameter);
  if (order == 0)
    order = x->from < y->from ? -1 : x->from > y->from;
  return order != 0 ? order : x->id < y->id ? -1 : x->id > y->id;
}

static gboolean
same_figure (const JkkLawEntry *a, const JkkLawEntry *b)
{
  return strcmp (a->pack, b->pack) == 0 && strcmp (a->parameter, b->parameter) == 0 && a->from == b->from;
}

/**
 * jkk_law_entries_in_force:
 * @entries: (element-type JkkLawEntry): all entries of an office, in any order
 *
 * Returns: (transfer container) (element-type JkkLawEntry): of each figure and day the latest entry, by regulation,
 * parameter and day; the entries still belong to @entries.
 */
GPtrArray *
jkk_law_entries_in_force (GPtrArray *entries)
{
  GPtrArray *sorted = g_ptr_array_new ();
  guint n = 0;

  for (guint i = 0; i < entries->len; i++)
    g_ptr_array_add (sorted, entries->pdata[i]);
  g_ptr_array_sort (sorted, compare);
  for (guint i = 0; i < sorted->len; i++)
    if (i + 1 == sorted->len || !same_figure (sorted->pdata[i], sorted->pdata[i + 1]))
      sorted->pdata[n++] = sorted->pdata[i];
  g_ptr_array_set_size (sorted, (int) n);
  return sorted;
}
