#pragma once

#include "jkk-case.h"

G_BEGIN_DECLS

/**
 * JkkScholarshipRow:
 * @child: number of the child's row, from 1
 * @level: code of the school level
 * @year: which year of that level
 * @open: rupiah that are still to pay for it
 * @title: "Primary school, year 3"
 * @detail: its day, and what was paid when and by which reference
 * @amount: what the law gives, for people
 * @due: whether its day has come and something is open
 *
 * A year of the plan as a person reads it.
 */
typedef struct
{
  guint child;
  const char *level;
  guint year;
  JkkMoney open;
  char *title;
  char *detail;
  char *amount;
  gboolean due;
} JkkScholarshipRow;

GPtrArray *jkk_scholarship_state_rows (const JkkCase *jcase, const GArray *years, JkkDay today);
char *jkk_scholarship_state_child (const JkkCase *jcase, guint number);
char *jkk_scholarship_state_summary (const GArray *years, JkkDay today);

G_END_DECLS
