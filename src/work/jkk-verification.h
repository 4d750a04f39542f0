#pragma once

#include "jkk-check.h"
#include "jkk-payout.h"

G_BEGIN_DECLS

/**
 * JkkClock:
 * @title: what the time limit is for, in the language of the interface
 * @article: its legal source
 * @unconfirmed: whether its length awaits confirmation
 * @due: the last day on which it is kept
 * @day_number: which working day of it today is
 * @length: how many working days it has
 * @days_left: negative when it has passed
 * @late: whether it has passed
 */
typedef struct
{
  const char *title;
  const char *article;
  gboolean unconfirmed;
  JkkDay due;
  gint64 day_number;
  gint64 length;
  gint64 days_left;
  gboolean late;
} JkkClock;

JkkPayout *jkk_verification_calculate (const JkkCase *jcase, JkkDay today, GError **error);
GPtrArray *jkk_verification_hindrances (const JkkCase *jcase, const JkkPayout *payout, JkkDay today);

/**
 * JkkMergeRow:
 * @path: which value
 * @base: plain text that both started from, or %NULL
 * @mine: plain text of this desk, or %NULL
 * @theirs: plain text that is stored now, or %NULL
 * @conflict: whether both changed it, differently
 *
 * One value that this desk or the other one changed.
 */
typedef struct
{
  char *path;
  char *base;
  char *mine;
  char *theirs;
  gboolean conflict;
} JkkMergeRow;

void jkk_merge_row_free (JkkMergeRow *row);
JkkCase *jkk_verification_merge (
    const JkkCase *base, const JkkCase *mine, const JkkCase *theirs, gboolean prefer_mine, GPtrArray **rows);

G_END_DECLS
