#include "jkk-case-row.h"

#include <string.h>

/**
 * jkk_case_row_take_texts:
 * @row: a row without texts
 * @texts: (array fixed-size=7): number, names of participant and employer, participant number, segment, verifier and
 *   outcome, each of which may be %NULL; copied
 *
 * Keeps all texts in one piece of memory: a list reads thousands of rows.
 */
void
jkk_case_row_take_texts (JkkCaseRow *row, const char *const *texts)
{
  char **places[JKK_CASE_ROW_TEXTS] = { &row->number,        &row->participant_name,
                                        &row->employer_name, &row->participant_number,
                                        &row->segment,       &row->verifier,
                                        &row->outcome };
  gsize sizes[JKK_CASE_ROW_TEXTS], size = 0;

  g_return_if_fail (row->texts == NULL);

  for (guint i = 0; i < JKK_CASE_ROW_TEXTS; i++)
    size += sizes[i] = texts[i] != NULL ? strlen (texts[i]) + 1 : 0;
  char *at = row->texts = g_malloc (size + 1);
  for (guint i = 0; i < JKK_CASE_ROW_TEXTS; at += sizes[i], i++)
    *places[i] = sizes[i] > 0 ? memcpy (at, texts[i], sizes[i]) : NULL;
}

/**
 * jkk_case_row_free:
 * @row: (transfer full): a row
 */
void
jkk_case_row_free (JkkCaseRow *row)
{
  if (row->texts != NULL)
    {
      g_free (row->texts);
      g_free (row);
      return;
    }
  g_free (row->number);
  g_free (row->participant_name);
  g_free (row->employer_name);
  g_free (row->participant_number);
  g_free (row->segment);
  g_free (row->verifier);
  g_free (row->outcome);
  g_free (row);
}

/**
 * jkk_case_cursor_clear:
 * @cursor: a cursor; it stands before the first page again
 */
void
jkk_case_cursor_clear (JkkCaseCursor *cursor)
{
  g_free (cursor->text);
  *cursor = (JkkCaseCursor){ 0 };
}

/**
 * jkk_case_cursor_copy:
 * @target: (inout): a cursor
 * @source: another one
 *
 * Makes @target stand where @source stands.
 */
void
jkk_case_cursor_copy (JkkCaseCursor *target, const JkkCaseCursor *source)
{
  JkkCaseCursor copy = *source;

  copy.text = g_strdup (source->text);
  jkk_case_cursor_clear (target);
  *target = copy;
}

/**
 * jkk_case_cursor_turn:
 * @cursor: a place in a list
 * @descending: how that list is sorted
 *
 * Makes it the same place in the list that is sorted the other way round: what came before it comes after it. One that
 * has not begun stands at the other end.
 */
void
jkk_case_cursor_turn (JkkCaseCursor *cursor, gboolean descending)
{
  cursor->done = FALSE;
  if (cursor->begun)
    cursor->id += descending ? -1 : 1;
}
