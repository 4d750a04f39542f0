#pragma once

#include "jkk-audit.h"

G_BEGIN_DECLS

/* One thing that was found, as a row of a list. */
typedef struct
{
  char *title;    /* where it is; of one that has no place what it is about */
  char *text;     /* what is wrong */
  gint64 case_id; /* the case that it leads to, or 0 */
  gboolean is_fault;
} JkkAuditRow;

/**
 * JkkAuditState:
 * @is_sound: whether everything is as it was written
 * @heading: the result in a few words
 * @summary: what was checked, lines
 * @advice: what to do, or %NULL
 * @rows: (element-type JkkAuditRow): faults first, then what should be known
 *
 * What a check of the record came to, as a person reads it.
 */
typedef struct
{
  gboolean is_sound;
  char *heading;
  char *summary;
  char *advice;
  GPtrArray *rows;
} JkkAuditState;

JkkAuditState *jkk_audit_state_new (const JkkAuditReport *report);
void jkk_audit_state_free (JkkAuditState *state);

/* How far it is, and in words. */
double jkk_audit_state_fraction (JkkAuditGauge *gauge);
char *jkk_audit_state_progress (JkkAuditGauge *gauge);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkAuditState, jkk_audit_state_free)

G_END_DECLS
