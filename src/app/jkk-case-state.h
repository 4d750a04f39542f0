#pragma once

#include "jkk-draft.h"
#include "jkk-office.h"

G_BEGIN_DECLS

/* How it stands with what was typed. */
typedef enum
{
  JKK_SAVED,
  JKK_UNSAVED,
  JKK_SAVING,
  JKK_NOT_SAVED,
} JkkSaving;

/**
 * JkkCaseFacts:
 * @office: whose law counts, or %NULL for the one that the program carries
 * @file: what the store holds of the case, or %NULL for one that has not been taken in
 * @draft: the case as it is being edited
 * @hindrances: (element-type JkkFinding): what stands in the way of a proposal
 * @person: who has signed in, or %NULL
 * @position: where the case stands in the list, from 1; 0 = nowhere
 * @n_cases: how long the list is
 * @saving: how it stands with what was typed
 * @today: the day
 * @others: who has it open at other desks now, or %NULL
 *
 * What the page of a case is computed from.
 */
typedef struct
{
  JkkOffice *office;
  const JkkCaseFile *file;
  const JkkDraft *draft;
  GPtrArray *hindrances;
  const JkkAccount *person;
  guint position;
  guint n_cases;
  JkkSaving saving;
  JkkDay today;
  const char *others;
} JkkCaseFacts;

/**
 * JkkCaseState:
 * @position: "3/28", or %NULL
 * @may_previous: whether there is a case before it
 * @may_next: whether there is one after it
 * @title: whose case it is
 * @subtitle: number, employer, verifier
 * @status: where it stands, in a word
 * @status_icon: icon of that
 * @status_class: style class of that
 * @clock: "day 3 of 7", or %NULL
 * @clock_tip: what the time limit is for, and its article
 * @late: whether the time limit has passed
 * @notice: why it waits, was returned, or may not be edited; or %NULL
 * @notice_icon: icon of that
 * @alarm: whether it tells that the decision does not hold
 * @saving: how it stands with what was typed, in words
 * @editable: whether the person may change the facts now
 * @primary: deed that happens next, or %NULL
 * @primary_label: what its button says
 * @n_hindrances: if above 0, how many things stand in its way; its button then shows them
 *
 * What the page of a case shows around its panes.
 */
typedef struct
{
  char *position;
  gboolean may_previous;
  gboolean may_next;
  char *title;
  char *subtitle;
  const char *status;
  const char *status_icon;
  const char *status_class;
  char *clock;
  char *clock_tip;
  gboolean late;
  char *notice;
  const char *notice_icon;
  gboolean alarm;
  const char *saving;
  gboolean editable;
  const char *primary;
  char *primary_label;
  guint n_hindrances;
} JkkCaseState;

JkkCaseState *jkk_case_state_new (const JkkCaseFacts *facts);
void jkk_case_state_free (JkkCaseState *state);
guint jkk_case_state_rest (gint64 typing);
gboolean jkk_case_state_may_pass_on (const JkkAccount *person, const JkkCaseFile *file);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkCaseState, jkk_case_state_free)

G_END_DECLS
