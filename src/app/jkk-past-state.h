#pragma once

#include "jkk-history-state.h"
#include "jkk-past.h"

G_BEGIN_DECLS

/**
 * JkkPastState:
 * @heading: number and name of the case
 * @moment: which moment is shown, a line
 * @remarks: what is to be known of this view, sentences, or %NULL
 * @difference: how much is otherwise today, a line
 * @changes: (element-type JkkHistoryChange): what is otherwise: before = then, after = today
 * @findings: (element-type JkkFinding): the same, to stand at the fields
 * @papers: (element-type utf8): the papers that lay in the case, a line each
 * @decision: what had been proposed and decided, lines, or %NULL
 *
 * A case as it stood, as a person reads it.
 */
typedef struct
{
  char *heading;
  char *moment;
  char *remarks;
  char *difference;
  GPtrArray *changes;
  GPtrArray *findings;
  GPtrArray *papers;
  char *decision;
} JkkPastState;

JkkPastState *jkk_past_state_new (const JkkPast *past);
void jkk_past_state_free (JkkPastState *state);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkPastState, jkk_past_state_free)

G_END_DECLS
