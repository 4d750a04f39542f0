#pragma once

#include "jkk-check.h"
#include "jkk-office.h"

G_BEGIN_DECLS

/* A fact on which the decision rests. */
typedef struct
{
  char *label;
  char *value;
  char *place; /* nullable */
} JkkDecideFact;

/* Something that speaks for looking twice. */
typedef struct
{
  JkkFindingLevel level;
  char *text;
} JkkDecideDoubt;

/**
 * JkkDecideState:
 * @title: number and participant
 * @proposal: what is proposed, by whom, and why; or what would be proposed
 * @refuse: whether a refusal is proposed
 * @note: what the proposer wrote, or %NULL
 * @facts: #JkkDecideFact
 * @doubts: #JkkDecideDoubt: what does not agree, what is unusual, what is not confirmed, what differs today
 * @changes: #JkkHistoryChange: what was changed since the case was taken in
 *
 * What a person compares before deciding.
 */
typedef struct
{
  char *title;
  char *proposal;
  gboolean refuse;
  char *note;
  GPtrArray *facts;
  GPtrArray *doubts;
  GPtrArray *changes;
} JkkDecideState;

JkkDecideState *
jkk_decide_state_new (const JkkCaseFile *file, const JkkCase *jcase, const JkkPayout *recalculated, JkkDay today);
void jkk_decide_state_free (JkkDecideState *state);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkDecideState, jkk_decide_state_free)

G_END_DECLS
