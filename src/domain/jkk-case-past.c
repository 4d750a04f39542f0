#include "jkk-case-past.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* How many rows a list had stands in the journal only where its values do not say it: "children.*" 2 → 3. */
#define LENGTH ".*"

static GError *
reach_error (const JkkHistoryEntry *entry, const char *why)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (entry->time);
  g_autofree char *when = g_date_time_format (time, "%d-%m-%Y %H.%M");

  /* Translators: time of an entry of the history; what does not fit, a sentence. */
  return g_error_new (JKK_ERROR, JKK_ERROR_NOT_FOUND, _ ("The history does not reach back beyond %s: %s"), when, why);
}

/* ---- Lists: only their last rows come and go, since rows are told by their number */

/* The number of the row that @path speaks of, from 1, or 0. */
static guint
row_of (const JkkCasePart *part, const char *path)
{
  gsize length = strlen (part->name);
  guint64 row = 0;

  if (strncmp (path, part->name, length) != 0 || path[length] != '[')
    return 0;
  const char *close = strchr (path, ']');
  g_autofree char *digits =
      close != NULL ? g_strndup (path + length + 1, (gsize) (close - path) - length - 1) : g_strdup ("");
  return g_ascii_string_to_unsigned (digits, 10, 1, G_MAXUINT16, &row, NULL) ? (guint) row : 0;
}

static gboolean
speaks_of (GPtrArray *changes, const JkkCasePart *part, guint row)
{
  for (guint i = 0; i < changes->len; i++)
    if (row_of (part, ((JkkChange *) changes->pdata[i])->path) == row)
      return TRUE;
  return FALSE;
}

/* What the length of a list must have been: the rows that lost all their values were not there. */
static guint
length_before (const JkkCasePart *part, GPtrArray *rows, GPtrArray *changes)
{
  guint n = rows->len;

  while (n > 0 && jkk_record_is_empty (part->type, rows->pdata[n - 1]) && speaks_of (changes, part, n))
    n--;
  return n;
}

static void
set_length (const JkkCasePart *part, GPtrArray *rows, guint n)
{
  while (rows->len > n)
    jkk_record_free (part->type, g_ptr_array_remove_index (rows, rows->len - 1));
  while (rows->len < n)
    g_ptr_array_add (rows, jkk_record_new (part->type));
}

/**
 * jkk_case_past_is_length:
 * @path: path of a change
 * @part: (out) (optional): the list
 *
 * Returns: whether it tells how many rows a list has, not a value.
 */
gboolean
jkk_case_past_is_length (const char *path, const JkkCasePart **part)
{
  gsize length = strlen (path);

  if (length <= strlen (LENGTH) || !g_str_has_suffix (path, LENGTH))
    return FALSE;
  g_autofree char *name = g_strndup (path, length - strlen (LENGTH));
  const JkkCasePart *found = jkk_case_part_find (name);
  if (part != NULL)
    *part = found;
  return found != NULL && found->is_list;
}

/* ---- Taking a change back */

static gboolean
parse_number (const JkkField *field, const char *plain, gint64 *number)
{
  /* The limits of today say nothing about what was taken then. */
  JkkField alone = *field;

  alone.offset = 0;
  alone.min = G_MININT64;
  alone.max = G_MAXINT64;
  alone.check = NULL;
  *number = JKK_NONE;
  return jkk_field_set_text (&alone, number, plain, NULL) && *number != JKK_NONE;
}

static gboolean
put_plain (const JkkField *field, gpointer record, const char *plain)
{
  gint64 number = JKK_NONE;

  if (jkk_field_is_text (field))
    jkk_field_put_string (field, record, plain);
  else if (plain == NULL || parse_number (field, plain, &number))
    jkk_field_put_number (field, record, number);
  else
    return FALSE;
  return TRUE;
}

/* The record that holds a value; a row that is not there any more comes back. */
static gpointer
make_record (JkkCase *jcase, const JkkChange *change, const JkkField **field)
{
  const JkkCasePart *part = NULL;
  guint n_parts;
  const JkkCasePart *parts = jkk_case_parts (&n_parts);
  guint row = 0;

  *field = jkk_case_path_field (change->path);
  if (*field == NULL)
    return NULL;
  for (guint i = 0; row == 0 && i < n_parts; i++)
    if (parts[i].is_list && (row = row_of (&parts[i], change->path)) > 0)
      part = &parts[i];
  if (part == NULL)
    return (gpointer) jkk_case_find (jcase, change->path, field, NULL);
  GPtrArray *rows = jkk_case_part_list (jcase, part);
  if (rows->len < row)
    set_length (part, rows, row);
  return rows->pdata[row - 1];
}

static char *
doubt (const JkkChange *change, const JkkField *field, const char *found)
{
  g_autofree char *label = jkk_case_path_label (change->path);
  g_autofree char *told = field != NULL ? jkk_field_show (field, change->after) : g_strdup (change->after);
  g_autofree char *stands = field != NULL ? jkk_field_show (field, found) : g_strdup (found);

  if (field == NULL)
    return g_strdup_printf (_ ("it speaks of “%s”, which this version of the program does not know."), change->path);
  /* Translators: a field, its value by the history, its value in the case. */
  return g_strdup_printf (_ ("of “%s” it says “%s”, but “%s” stood there."), label, told, stands);
}

/* Deeds also tell what is no part of the case: a signature, an answer that was owed. */
static gboolean
is_of_case (const char *path)
{
  g_autofree char *name = g_strndup (path, strcspn (path, ".["));

  return jkk_case_part_find (name) != NULL;
}

static gboolean
take_back (JkkCase *jcase, const JkkHistoryEntry *entry, const JkkChange *change, GError **error)
{
  const JkkField *field = NULL;

  if (!is_of_case (change->path) || jkk_case_past_is_length (change->path, NULL))
    return TRUE;
  gpointer record = make_record (jcase, change, &field);
  g_autofree char *found = record != NULL ? jkk_field_to_plain (field, record) : NULL;
  if (record != NULL && g_strcmp0 (found, change->after) == 0 && put_plain (field, record, change->before))
    return TRUE;
  g_autofree char *why = doubt (change, field, found);
  g_propagate_error (error, reach_error (entry, why));
  return FALSE;
}

static void
take_back_lengths (JkkCase *jcase, GPtrArray *changes)
{
  guint n_parts;
  const JkkCasePart *parts = jkk_case_parts (&n_parts), *told;

  for (guint i = 0; i < n_parts; i++)
    if (parts[i].is_list)
      {
        GPtrArray *rows = jkk_case_part_list (jcase, &parts[i]);

        set_length (&parts[i], rows, length_before (&parts[i], rows, changes));
      }
  for (guint i = 0; i < changes->len; i++)
    {
      const JkkChange *change = changes->pdata[i];

      if (jkk_case_past_is_length (change->path, &told) && change->before != NULL)
        set_length (told, jkk_case_part_list (jcase, told), (guint) g_ascii_strtoull (change->before, NULL, 10));
    }
}

static gboolean
undo (JkkCase *jcase, const JkkHistoryEntry *entry, GError **error)
{
  for (guint i = 0; entry->changes != NULL && i < entry->changes->len; i++)
    if (!take_back (jcase, entry, entry->changes->pdata[i], error))
      return FALSE;
  if (entry->changes != NULL)
    take_back_lengths (jcase, entry->changes);
  return TRUE;
}

/**
 * jkk_case_past_note_lengths:
 * @before: a case
 * @after: a later version
 * @changes: (element-type JkkChange): their difference, as jkk_case_diff() tells it; is added to
 *
 * An empty row has no value that would tell of it. Where the length of a list does not follow from the values, the
 * journal says it beside them, so that the case can be rebuilt as it was.
 */
void
jkk_case_past_note_lengths (const JkkCase *before, const JkkCase *after, GPtrArray *changes)
{
  const JkkHistoryEntry entry = { .changes = changes };
  g_autoptr (JkkCase) rebuilt = jkk_case_copy (after);
  guint n_parts;
  const JkkCasePart *parts = jkk_case_parts (&n_parts);

  if (!undo (rebuilt, &entry, NULL))
    return;
  for (guint i = 0; i < n_parts; i++)
    if (parts[i].is_list)
      {
        guint was = jkk_case_part_list (before, &parts[i])->len, is = jkk_case_part_list (after, &parts[i])->len;

        if (jkk_case_part_list (rebuilt, &parts[i])->len == was)
          continue;
        JkkChange *change = g_new0 (JkkChange, 1);
        change->path = g_strconcat (parts[i].name, LENGTH, NULL);
        change->before = g_strdup_printf ("%u", was);
        change->after = g_strdup_printf ("%u", is);
        g_ptr_array_add (changes, change);
      }
}

/**
 * jkk_case_past_rewind:
 * @jcase: a case as it is stored now
 * @history: (element-type JkkHistoryEntry): its whole journal, the newest first, looks included
 * @n_undone: how many of the newest entries are taken back
 * @error: NOT_FOUND: the history does not reach so far; the sentence says where it ends, and why
 *
 * Takes changes back one by one. Each must find the value that it says it left; where one does not, nothing is guessed.
 *
 * Returns: (transfer full): the case as it stood before these entries; its revision is 0.
 */
JkkCase *
jkk_case_past_rewind (const JkkCase *jcase, GPtrArray *history, guint n_undone, GError **error)
{
  g_autoptr (JkkCase) past = jkk_case_copy (jcase);

  g_return_val_if_fail (n_undone <= history->len, NULL);

  past->revision = 0;
  for (guint i = 0; i < n_undone; i++)
    if (!undo (past, history->pdata[i], error))
      return NULL;
  return g_steal_pointer (&past);
}

/**
 * jkk_case_past_is_complete:
 * @jcase: a case as it is stored now
 * @history: (element-type JkkHistoryEntry): its whole journal, the newest first, looks included
 * @error: NOT_FOUND: which value stands in the case of which the history says nothing
 *
 * With every entry taken back nothing may be left: what is left came in some other way than the journal tells, at a
 * time that nobody knows.
 *
 * Returns: whether the history tells how the whole case came about.
 */
gboolean
jkk_case_past_is_complete (const JkkCase *jcase, GPtrArray *history, GError **error)
{
  g_autoptr (JkkCase) nothing = jkk_case_new ();
  g_autoptr (JkkCase) start = jkk_case_past_rewind (jcase, history, history->len, error);

  if (start == NULL)
    return FALSE;
  if (jkk_case_equal (start, nothing))
    return TRUE;
  g_autoptr (GPtrArray) left = jkk_case_diff (nothing, start);
  const char *path = left->len > 0 ? ((JkkChange *) left->pdata[0])->path : "";
  g_autofree char *label = jkk_case_path_label (path);
  g_set_error (error, JKK_ERROR, JKK_ERROR_NOT_FOUND,
               ngettext ("The history of this case is not whole: it does not say when “%s” came in (%u value). How the "
                         "case stood before cannot be told.",
                         "The history of this case is not whole: it does not say when “%s” and others came in (%u "
                         "values). How the case stood before cannot be told.",
                         left->len),
               label, left->len);
  return FALSE;
}
