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
