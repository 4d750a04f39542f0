#include "jkk-case-row.h"

/**
 * jkk_case_row_free:
 * @row: (transfer full): a row
 */
void
jkk_case_row_free (JkkCaseRow *row)
{
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
