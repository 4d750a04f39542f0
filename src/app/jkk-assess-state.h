#pragma once

#include "jkk-assess-entry.h"
#include "jkk-assessing.h"
#include "jkk-payout-state.h"

G_BEGIN_DECLS

/**
 * JkkAssessCell:
 * @label: what it is, as a screen reader says it
 * @row: line of the table, from 0
 * @column: column of it, from 0
 * @text: what stands in it
 * @wrong: whether that is no number
 * @needed: whether nothing can be found without it
 *
 * A cell of the calculator.
 */
typedef struct
{
  char *label;
  guint row;
  guint column;
  char *text;
  gboolean wrong;
  gboolean needed;
} JkkAssessCell;

/**
 * JkkAssessState:
 * @title: the disability, such as "Disability 2 · Right arm …"
 * @rows: (element-type utf8): headings of the lines
 * @columns: (element-type utf8): headings of the columns; empty where a line has one cell
 * @cells: #JkkAssessCell
 * @about: how this way works and where its rule stands
 * @result: what was found in a sentence, or %NULL
 * @hint: what is still to be filled in, or %NULL
 * @error: what is wrong and what to do, or %NULL
 * @working: each step with its article, or %NULL
 * @changes: #JkkHistoryChange: what would be entered
 * @total: a sentence with what the sheet comes to by it, or %NULL
 * @assessing: what would be taken over, or %NULL
 *
 * The calculator as the dialog shows it.
 */
typedef struct
{
  char *title;
  GPtrArray *rows;
  GPtrArray *columns;
  GPtrArray *cells;
  const char *about;
  char *result;
  char *hint;
  char *error;
  JkkPayoutLine *working;
  GPtrArray *changes;
  char *total;
  JkkAssessing *assessing;
} JkkAssessState;

const char *jkk_assess_way_label (JkkWay way);
JkkAssessState *
jkk_assess_state_new (JkkOffice *office, const JkkCase *jcase, guint index, const JkkAssessEntry *entry, JkkDay today);
void jkk_assess_state_free (JkkAssessState *state);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkAssessState, jkk_assess_state_free)

G_END_DECLS
