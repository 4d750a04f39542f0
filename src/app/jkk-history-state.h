#pragma once

#include "jkk-decision.h"

G_BEGIN_DECLS

/* A value that changed, as a person reads it. */
typedef struct
{
  char *path;
  char *label;
  char *place; /* nullable */
  char *before;
  char *after;
} JkkHistoryChange;

/**
 * JkkHistoryLine:
 * @sequence: number of its newest entry in the journal
 * @when: day and time of this place
 * @who: full name
 * @what: what was done, such as "approved the proposal"
 * @reason: why, or %NULL
 * @where: of a look: at which computer, or %NULL
 * @quiet: whether nothing was changed: somebody looked, printed or exported
 * @changes: #JkkHistoryChange
 *
 * What the journal says, as a person reads it. What one person typed within a few minutes is one line.
 */
typedef struct
{
  gint64 sequence;
  char *when;
  char *who;
  char *what;
  char *reason;
  char *where;
  gboolean quiet;
  GPtrArray *changes;
} JkkHistoryLine;

/* @describe tells in words what a deed did (jkk_deed_done_label()). */
GPtrArray *jkk_history_state_new (GPtrArray *history, const char *(*describe) (const char *deed));
GPtrArray *jkk_history_state_changes (GPtrArray *history);

void jkk_history_change_free (JkkHistoryChange *change);
JkkHistoryChange *jkk_history_change_new (const char *path, const char *before, const char *after);

G_END_DECLS
