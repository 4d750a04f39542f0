#pragma once

#include "jkk-office.h"

G_BEGIN_DECLS

/**
 * JkkMoment:
 * @day: the end of this day, or JKK_NONE
 * @entry: an entry of the journal, or 0
 * @before: just before that entry instead of just after it
 *
 * When a case is to be seen: by a day, or by an entry.
 */
typedef struct
{
  JkkDay day;
  gint64 entry;
  gboolean before;
} JkkMoment;

gboolean jkk_moment_parse (const char *text, JkkMoment *moment, GError **error);

/**
 * JkkPast:
 * @file: the file of the case as it stood: facts, decision, frozen sheet, and the history up to then
 * @present: the case as it is stored now
 * @sequence: the last entry of the journal that had been written
 * @time: its time, seconds since 1970 UTC
 * @earlier: the entry before, by which something was done, or 0
 * @later: the entry after, by which something was done, or 0
 * @day: the day of which the sheet is calculated
 * @title: which moment it is, a line in the language of the interface
 * @payout: the sheet as it was then, or %NULL where none can be calculated
 * @payout_problem: why there is none, or %NULL
 * @payout_is_kept: whether it is the sheet that was frozen then, not one that is calculated anew
 * @changes: (element-type JkkChange): what is otherwise today: before = then, after = now
 * @remarks: (element-type utf8): what is to be known of this view, sentences
 *
 * A case as it stood at a moment.
 */
typedef struct
{
  JkkCaseFile *file;
  JkkCase *present;
  gint64 sequence;
  gint64 time;
  gint64 earlier;
  gint64 later;
  JkkDay day;
  char *title;
  JkkPayout *payout;
  char *payout_problem;
  gboolean payout_is_kept;
  GPtrArray *changes;
  GPtrArray *remarks;
} JkkPast;

void jkk_past_free (JkkPast *past);
JkkPast *jkk_past_load (JkkOffice *office, gint64 case_id, const JkkMoment *moment, GError **error);
void jkk_past_load_async (JkkOffice *office,
                          gint64 case_id,
                          const JkkMoment *moment,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data);
JkkPast *jkk_past_load_finish (JkkOffice *office, GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkPast, jkk_past_free)

G_END_DECLS
