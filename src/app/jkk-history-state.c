#include "jkk-history-state.h"

#include <string.h>

#include "jkk-document-story.h"

/* What one person typed within so many seconds is one line. */
#define ONE_SITTING (15 * 60)

/**
 * jkk_history_change_free:
 * @change: (transfer full): a change
 */
void
jkk_history_change_free (JkkHistoryChange *change)
{
  g_free (change->path);
  g_free (change->label);
  g_free (change->place);
  g_free (change->before);
  g_free (change->after);
  g_free (change);
}

static void
line_free (gpointer data)
{
  JkkHistoryLine *line = data;

  g_free (line->when);
  g_free (line->who);
  g_free (line->what);
  g_free (line->reason);
  g_free (line->where);
  g_ptr_array_unref (line->changes);
  g_free (line);
}

/**
 * jkk_history_change_new:
 * @path: which value
 * @before: (nullable): plain text before
 * @after: (nullable): plain text after
 *
 * Returns: (transfer full): the change as a person reads it.
 */
JkkHistoryChange *
jkk_history_change_new (const char *path, const char *before, const char *after)
{
  g_autoptr (JkkCase) nothing = jkk_case_new ();
  const JkkField *field = NULL;
  JkkHistoryChange *change = g_new0 (JkkHistoryChange, 1);

  jkk_case_find (nothing, path, &field, NULL);
  change->path = g_strdup (path);
  change->label = jkk_case_path_label (path);
  change->place = g_strdup (jkk_case_path_place (path));
  /* A field that this version does not know any more is shown as it was written. */
  change->before = field != NULL ? jkk_field_show (field, before) : g_strdup (before != NULL ? before : "");
  change->after = field != NULL ? jkk_field_show (field, after) : g_strdup (after != NULL ? after : "");
  return change;
}

static char *
time_text (gint64 time)
{
  g_autoptr (GDateTime) local = g_date_time_new_from_unix_local (time);

  return local != NULL ? g_date_time_format (local, "%d-%m-%Y %H.%M") : g_strdup ("");
}

/* What deeds themselves write into the case is told by their name already. */
static gboolean
is_system (const char *path)
{
  g_autoptr (JkkCase) nothing = jkk_case_new ();
  const JkkField *field = NULL;

  /* The bytes of a signature say nothing to a person. */
  if (g_str_has_prefix (path, "approval."))
    return TRUE;
  jkk_case_find (nothing, path, &field, NULL);
  return field != NULL && (field->flags & JKK_FIELD_SYSTEM) != 0;
}

/* Puts an older change under the newer ones: the value after is the newer one's, the value before the older one's. */
static void
merge_change (GPtrArray *changes, const JkkChange *older)
{
  for (guint i = 0; i < changes->len; i++)
    {
      JkkChange *newer = changes->pdata[i];

      if (strcmp (newer->path, older->path) != 0)
        continue;
      jkk_set_str (&newer->before, older->before);
      return;
    }
  JkkChange *copy = g_new0 (JkkChange, 1);
  copy->path = g_strdup (older->path);
  copy->before = g_strdup (older->before);
  copy->after = g_strdup (older->after);
  g_ptr_array_add (changes, copy);
}

static GPtrArray *
changes_of (GPtrArray *history, guint first, guint n)
{
  g_autoptr (GPtrArray) merged = g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_change_free);
  GPtrArray *changes = g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_history_change_free);

  for (guint i = first; i < first + n; i++)
    {
      const JkkHistoryEntry *entry = history->pdata[i];

      for (guint j = 0; entry->changes != NULL && j < entry->changes->len; j++)
        if (!is_system (((JkkChange *) entry->changes->pdata[j])->path))
          merge_change (merged, entry->changes->pdata[j]);
    }
  for (guint i = 0; i < merged->len; i++)
    {
      const JkkChange *change = merged->pdata[i];

      if (g_strcmp0 (change->before, change->after) != 0)
        g_ptr_array_add (changes, jkk_history_change_new (change->path, change->before, change->after));
    }
  return changes;
}

static gboolean
is_quiet (const JkkHistoryEntry *entry)
{
  return strcmp (entry->deed, "open") == 0 || strcmp (entry->deed, "print") == 0 || strcmp (entry->deed, "export") == 0;
}

/* Whether an older entry belongs to the same line as a newer one. */
static gboolean
goes_on (const JkkHistoryEntry *newer, const JkkHistoryEntry *older)
{
  return strcmp (newer->deed, older->deed) == 0 && g_strcmp0 (newer->person, older->person) == 0 &&
         g_strcmp0 (newer->reason, older->reason) == 0 &&
         (strcmp (newer->deed, "save") == 0 || strcmp (newer->deed, "open") == 0) &&
         newer->time - older->time <= ONE_SITTING;
}

static gboolean
is_about_papers (const JkkHistoryEntry *entry)
{
  return strcmp (entry->deed, "attach") == 0 || strcmp (entry->deed, "judge-paper") == 0 ||
         strcmp (entry->deed, "withdraw-paper") == 0;
}

/* Of a deed on a paper one wants to know which paper; the values of its row say it badly. */
static char *
tell_papers (GPtrArray *story, const JkkHistoryEntry *entry)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < story->len; i++)
    {
      const JkkDocumentTurn *turn = story->pdata[i];
      g_autofree char *told = turn->entry == entry ? jkk_document_story_tell (turn) : NULL;

      if (told != NULL)
        g_string_append_printf (text, "%s%s", text->len > 0 ? "; " : "", told);
    }
  return g_string_free (text, text->len == 0);
}

/**
 * jkk_history_state_new:
 * @history: (element-type JkkHistoryEntry): the journal of a case, the newest first
 * @describe: tells in words what a deed did
 *
 * Returns: (transfer full) (element-type JkkHistoryLine): its lines, the newest first.
 */
GPtrArray *
jkk_history_state_new (GPtrArray *history, const char *(*describe) (const char *deed))
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (line_free);
  g_autoptr (GPtrArray) story = jkk_document_story_new (history);

  for (guint i = 0, n; i < history->len; i += n)
    {
      const JkkHistoryEntry *entry = history->pdata[i];
      JkkHistoryLine *line = g_new0 (JkkHistoryLine, 1);

      for (n = 1; i + n < history->len && goes_on (history->pdata[i + n - 1], history->pdata[i + n]);)
        n++;
      line->sequence = entry->sequence;
      line->when = time_text (entry->time);
      line->where = strcmp (entry->deed, "open") == 0 ? g_strdup (entry->workstation) : NULL;
      line->who = g_strdup (entry->person_name != NULL ? entry->person_name : entry->person);
      line->what = is_about_papers (entry) ? tell_papers (story, entry) : NULL;
      line->reason = entry->reason != NULL && *entry->reason != '\0' ? g_strdup (entry->reason) : NULL;
      line->quiet = is_quiet (entry);
      line->changes = changes_of (history, i, line->what != NULL ? 0 : n);
      if (line->what == NULL)
        line->what = g_strdup (describe (entry->deed));
      g_ptr_array_add (lines, line);
    }
  return lines;
}

static gboolean
is_intake (const JkkHistoryEntry *entry)
{
  return strcmp (entry->deed, "take-in") == 0;
}

/**
 * jkk_history_state_changes:
 * @history: (element-type JkkHistoryEntry): the journal of a case, the newest first
 *
 * Returns: (transfer full) (element-type JkkHistoryChange): what was changed altogether since the case was taken in.
 */
GPtrArray *
jkk_history_state_changes (GPtrArray *history)
{
  guint n = 0;

  while (n < history->len && !is_intake (history->pdata[n]))
    n++;
  return changes_of (history, 0, n);
}
