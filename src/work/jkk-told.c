#include "jkk-told-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "jkk-case-told.h"
#include "jkk-journal.h"
#include "jkk-law-store.h"
#include "jkk-told-store.h"

/* How many values a sentence names. */
#define MOST_NAMES 3

/**
 * jkk_told_differences_text:
 * @db: a connection
 * @jcase: a case as it is stored now
 * @error: STORAGE
 *
 * Returns: (transfer full) (nullable): names of the values that are not what the journal tells; the empty text if all
 *   are; %NULL if it could not be told
 */
char *
jkk_told_differences_text (JkkDb *db, const JkkCase *jcase, GError **error)
{
  g_autoptr (GPtrArray) history = jkk_journal_history (db, jcase->id, error);
  g_autoptr (GPtrArray) paths = history != NULL ? jkk_case_told_differences (jcase, history) : NULL;
  GString *text;

  if (paths == NULL)
    return NULL;
  text = g_string_new (NULL);
  for (guint i = 0; i < MIN (paths->len, MOST_NAMES); i++)
    {
      g_autofree char *label = jkk_case_path_label (paths->pdata[i]);

      g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", label);
    }
  if (paths->len > MOST_NAMES)
    g_string_append (text, " …");
  return g_string_free (text, FALSE);
}

/**
 * jkk_told_check_case:
 * @db: a connection
 * @jcase: a case as it is stored now
 * @error: REFUSED: which values are something else; STORAGE
 *
 * Until it is decided nobody has signed a case. But each change stands in the journal, and whoever edits a row behind
 * the program writes none.
 *
 * Returns: whether each value is what the journal told last
 */
gboolean
jkk_told_check_case (JkkDb *db, const JkkCase *jcase, GError **error)
{
  g_autofree char *what = jkk_told_differences_text (db, jcase, error);

  if (what == NULL || *what == '\0')
    return what != NULL;
  g_set_error (error, JKK_ERROR, JKK_ERROR_REFUSED,
               _ ("Somebody has changed this case behind the program: the journal does not tell of what stands there "
                  "now (%s). Compare with the papers; then enter it anew, if need be something else first, and save."),
               what);
  return FALSE;
}

/**
 * jkk_told_check_undecided:
 * @db: a connection
 * @case_id: id of a case that is not decided
 * @error: REFUSED: the journal tells of a decision; STORAGE
 *
 * What was approved once may have been paid.
 *
 * Returns: whether the journal tells of no decision
 */
gboolean
jkk_told_check_undecided (JkkDb *db, gint64 case_id, GError **error)
{
  gint64 sequence;

  if (!jkk_told_store_decided (db, case_id, &sequence, error))
    return FALSE;
  if (sequence == 0)
    return TRUE;
  g_set_error (error, JKK_ERROR, JKK_ERROR_REFUSED,
               _ ("By the journal (@%lld) this case was decided already; somebody has taken the decision away. It may "
                  "have been paid. Restore a backup from before."),
               (long long) sequence);
  return FALSE;
}

/* ---- The law */

static gboolean
is_told_by (const JkkLawEntry *entry, const JkkHistoryEntry *told)
{
  g_autofree char *day = jkk_day_to_iso (entry->from);
  g_autofree char *path = g_strdup_printf ("%s/%s@%s", entry->pack, entry->parameter, day);
  g_autofree char *source = g_strstrip (g_strdup (told->reason != NULL ? told->reason : ""));
  const JkkChange *change = told->changes->len == 1 ? told->changes->pdata[0] : NULL;
  g_autofree char *value = entry->value != NULL ? g_strconcat (entry->value, " (", NULL) : g_strdup ("");

  return change != NULL && told->time == entry->time && g_strcmp0 (told->person, entry->person) == 0 &&
         g_str_equal (source, entry->source) && g_str_equal (path, change->path) && change->after != NULL &&
         g_str_has_prefix (change->after, value);
}

/**
 * jkk_told_check_law:
 * @db: a connection
 * @error: REFUSED: which figure is something else; STORAGE
 *
 * Returns: whether the office has confirmed and corrected the figures of the law as the journal tells
 */
gboolean
jkk_told_check_law (JkkDb *db, GError **error)
{
  g_autoptr (GPtrArray) entries = jkk_law_store_all (db, error);
  g_autoptr (GPtrArray) told = entries != NULL ? jkk_journal_law (db, error) : NULL;
  const JkkLawEntry *wrong = NULL;

  if (told == NULL)
    return FALSE;
  for (guint i = 0; i < entries->len && wrong == NULL; i++)
    if (i >= told->len || !is_told_by (entries->pdata[i], told->pdata[i]))
      wrong = entries->pdata[i];
  if (wrong == NULL && told->len == entries->len)
    return TRUE;
  g_set_error (
      error, JKK_ERROR, JKK_ERROR_REFUSED,
      _ ("What the office has confirmed of the law is not what the journal tells (%s): somebody has changed it "
         "behind the program. Restore a backup from before."),
      wrong != NULL ? wrong->parameter : _ ("something was taken away"));
  return FALSE;
}
