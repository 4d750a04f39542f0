#pragma once

#include "jkk-office.h"

G_BEGIN_DECLS

/**
 * JkkRehearsalRow:
 * @case_id: a case that the draft changes, or that cannot be calculated
 * @number: its number
 * @participant_name: whose it is
 * @before: its sum by the law as it is, rupiah; JKK_NONE when that cannot be calculated
 * @after: its sum with the draft; JKK_NONE when that cannot be calculated
 * @difference: @after − @before; 0 when one of them is missing
 * @problem: translated: why it cannot be calculated, or %NULL
 */
typedef struct
{
  gint64 case_id;
  char *number;
  char *participant_name;
  JkkMoney before;
  JkkMoney after;
  gint64 difference;
  char *problem;
} JkkRehearsalRow;

/**
 * JkkRehearsal:
 * @pack: name of the draft
 * @pack_title: its title
 * @n_cases: how many open cases were calculated twice
 * @n_more: how many would get more
 * @n_less: how many would get less
 * @n_failed: how many cannot be calculated
 * @before: the sum of all open cases by the law as it is
 * @after: the same with the draft
 * @difference: @after − @before
 * @rows: #JkkRehearsalRow by case number: only those that change or fail
 *
 * What a draft of a regulation would change. Nothing of it is stored.
 */
typedef struct
{
  char *pack;
  char *pack_title;
  guint n_cases;
  guint n_more;
  guint n_less;
  guint n_failed;
  gint64 before;
  gint64 after;
  gint64 difference;
  GPtrArray *rows;
} JkkRehearsal;

/* How far it has come; called on the thread that started it. */
typedef void (*JkkRehearsalProgress) (guint done, guint total, gpointer user_data);

void jkk_rehearsal_row_free (JkkRehearsalRow *row);
void jkk_rehearsal_free (JkkRehearsal *rehearsal);

/* @path is a regulation file. It is read strictly by its schema; %JKK_ERROR_FORMAT names line and reason. */
JkkRehearsal *jkk_rehearsal_run (JkkOffice *office,
                                 const char *path,
                                 JkkRehearsalProgress progress,
                                 gpointer progress_data,
                                 GCancellable *cancellable,
                                 GError **error);
void jkk_rehearsal_run_async (JkkOffice *office,
                              const char *path,
                              JkkRehearsalProgress progress,
                              gpointer progress_data,
                              GDestroyNotify progress_free,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
JkkRehearsal *jkk_rehearsal_run_finish (JkkOffice *office, GAsyncResult *result, GError **error);

/* The table as a file for a spreadsheet: comma separated, a heading, amounts as plain digits. */
char *jkk_rehearsal_to_csv (const JkkRehearsal *rehearsal);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkRehearsalRow, jkk_rehearsal_row_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkRehearsal, jkk_rehearsal_free)

G_END_DECLS
