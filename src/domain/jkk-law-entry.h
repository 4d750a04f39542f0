#pragma once

#include "jkk-day.h"

G_BEGIN_DECLS

/**
 * JkkLawEntry:
 * @id: running number in the store; 0 = not stored yet
 * @pack: name of the regulation that states the figure, such as "PP-44-2015"
 * @parameter: name of the parameter; "cacat-12" for row 12 of the disability table
 * @from: the first day (of accident or diagnosis) that it speaks of
 * @value: the value as a regulation file writes it; %NULL = the figure is confirmed as it is
 * @source: in what it was read
 * @person: login of who confirmed or corrected it
 * @person_name: that person's full name, or %NULL
 * @time: seconds since 1970 UTC
 *
 * What an office has confirmed or corrected in a regulation. Entries are never changed: a later one for the same
 * figure and day takes the place of the earlier one.
 */
typedef struct
{
  gint64 id;
  char *pack;
  char *parameter;
  JkkDay from;
  char *value;
  char *source;
  char *person;
  char *person_name;
  gint64 time;
} JkkLawEntry;

JkkLawEntry *
jkk_law_entry_new (const char *pack, const char *parameter, JkkDay from, const char *value, const char *source);
JkkLawEntry *jkk_law_entry_copy (const JkkLawEntry *entry);
void jkk_law_entry_free (JkkLawEntry *entry);
GPtrArray *jkk_law_entries_in_force (GPtrArray *entries);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkLawEntry, jkk_law_entry_free)

G_END_DECLS
