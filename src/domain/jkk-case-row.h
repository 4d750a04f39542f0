#pragma once

#include "jkk-case.h"

G_BEGIN_DECLS

typedef enum
{
  JKK_SORT_NUMBER,
  JKK_SORT_PARTICIPANT_NAME,
  JKK_SORT_EMPLOYER_NAME,
  JKK_SORT_PARTICIPANT_NUMBER,
  JKK_SORT_SEGMENT,
  JKK_SORT_STATUS,
  JKK_SORT_ACCIDENT_DAY,
  JKK_SORT_RECEIVED_DAY,
  JKK_SORT_VERIFIER,
  JKK_SORT_TOTAL,
  JKK_SORT_OUTCOME,
  JKK_SORT_UPDATED_AT,
  JKK_N_SORT,
} JkkCaseSort;

/* A set of states: JKK_STATUS_BIT (JKK_STATUS_HELD) | … */
#define JKK_STATUS_BIT(status) (1u << (status))
#define JKK_STATUS_ALL ((1u << JKK_N_STATUS) - 1)
#define JKK_STATUS_OPEN                                                                                                \
  (JKK_STATUS_BIT (JKK_STATUS_RECEIVED) | JKK_STATUS_BIT (JKK_STATUS_VERIFYING) | JKK_STATUS_BIT (JKK_STATUS_HELD) |   \
   JKK_STATUS_BIT (JKK_STATUS_PROPOSED))

/**
 * JkkCaseQuery:
 * @statuses: the states wanted (JKK_STATUS_BIT()); 0 = all
 * @verifier: only this person's cases (login), or %NULL
 * @claimed_before: only cases whose claim (KK 2) came in before this day (with @statuses =
 *   JKK_STATUS_OPEN: overdue ones), or JKK_NONE
 * @passed_on_to: only proposals that were passed on and that this person (login) may approve, or %NULL
 * @search: words; each must occur in number, names, participant number or identity, or %NULL
 * @sort: the column that gives the order
 * @descending: the other way round
 * @limit: at most so many; 0 = all
 *
 * Which cases a list shows, and in what order. %JKK_CASE_QUERY_INIT asks for all, by number.
 */
typedef struct
{
  guint statuses;
  const char *verifier;
  JkkDay claimed_before;
  const char *passed_on_to;
  const char *search;
  JkkCaseSort sort;
  gboolean descending;
  guint limit;
} JkkCaseQuery;

#define JKK_CASE_QUERY_INIT                                                                                            \
  {                                                                                                                    \
    .claimed_before = JKK_NONE                                                                                         \
  }

/**
 * JkkCaseCursor:
 * @begun: whether a page was read
 * @in_empty: the last page ended among the cases without the key
 * @done: there is nothing more
 * @id: the last case read
 * @number: its key, where that is a number
 * @text: its key, where that is a text
 *
 * How far a list was read, page by page. All zero before the first page.
 */
typedef struct
{
  gboolean begun;
  gboolean in_empty;
  gboolean done;
  gint64 id;
  gint64 number;
  char *text;
} JkkCaseCursor;

void jkk_case_cursor_clear (JkkCaseCursor *cursor);
void jkk_case_cursor_copy (JkkCaseCursor *target, const JkkCaseCursor *source);
void jkk_case_cursor_turn (JkkCaseCursor *cursor, gboolean descending);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (JkkCaseCursor, jkk_case_cursor_clear)

/* What a list shows of a case. Days, total (what is owed, rupiah) and outcome may be empty (JKK_NONE, NULL). Of a row
 * that jkk_case_row_take_texts() has filled the texts lie together. */
typedef struct
{
  gint64 id;
  char *texts;
  char *number;
  char *participant_name;
  char *employer_name;
  char *participant_number;
  char *segment;
  JkkCaseStatus status;
  JkkDay accident_day;
  JkkDay received_day;
  JkkDay claimed_day; /* KK 2 received: from then on the days for payment count */
  char *verifier;
  JkkMoney total;
  char *outcome;
  gint64 updated_at; /* seconds since 1970 UTC */
} JkkCaseRow;

/* How many cases wait where. */
typedef struct
{
  gint64 by_status[JKK_N_STATUS];
  gint64 mine;      /* open ones of the person asked about */
  gint64 passed_on; /* proposals that others passed on to that person */
  gint64 overdue;   /* open ones whose claim came in before the day asked about */
} JkkCaseCounts;

/* How many texts a row has. */
#define JKK_CASE_ROW_TEXTS 7

void jkk_case_row_take_texts (JkkCaseRow *row, const char *const *texts);
void jkk_case_row_free (JkkCaseRow *row);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkCaseRow, jkk_case_row_free)

G_END_DECLS
