#pragma once

#include "jkk-case-row.h"

G_BEGIN_DECLS

/**
 * JkkRowState:
 * @number: number of the case
 * @participant: name of the insured worker
 * @employer: name of the employer
 * @segment: PU, BPU, JAKON, PMI
 * @segment_label: the same in words
 * @status: the state in words
 * @status_or_overdue: the same, with a word about it if the case waits longer than the law allows
 * @status_icon: name of its symbolic icon
 * @status_class: its style class
 * @accident_day: day of the accident
 * @received_day: day on which the case was received
 * @waiting: how long an open case has been here, or empty
 * @overdue: whether that is longer than the law allows
 * @verifier: whose case it is
 * @total: amount in rupiah, grouped, without the unit
 * @spoken: the whole line as a screen reader says it
 *
 * A line of the case list as plain texts; what is empty is the empty text.
 */
typedef struct
{
  char *number;
  char *participant;
  char *employer;
  char *segment;
  char *segment_label;
  char *status;
  char *status_or_overdue;
  const char *status_icon;
  const char *status_class;
  char *accident_day;
  char *received_day;
  char *waiting;
  gboolean overdue;
  char *verifier;
  char *total;
  char *spoken;
} JkkRowState;

JkkRowState *jkk_row_state_new (const JkkCaseRow *row, const char *verifier_name, JkkDay today, JkkDay overdue_before);
void jkk_row_state_free (JkkRowState *state);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkRowState, jkk_row_state_free)

G_END_DECLS
