#pragma once

#include "jkk-account.h"
#include "jkk-case-row.h"

G_BEGIN_DECLS

/* The queues, in the order of their keys. */
typedef enum
{
  JKK_QUEUE_RECEIVED,
  JKK_QUEUE_MINE,
  JKK_QUEUE_VERIFYING,
  JKK_QUEUE_HELD,
  JKK_QUEUE_PROPOSED,
  JKK_QUEUE_OVERDUE,
  JKK_QUEUE_DECIDED,
  JKK_QUEUE_ALL,
  JKK_QUEUE_PASSED_ON,
} JkkQueue;

#define JKK_N_QUEUES 9

/* The columns of the list. Where no column tells how long a case has been waiting, the one of the state says that it is
 * overdue. */
typedef enum
{
  JKK_COLUMN_NUMBER,
  JKK_COLUMN_PARTICIPANT,
  JKK_COLUMN_EMPLOYER,
  JKK_COLUMN_SEGMENT,
  JKK_COLUMN_STATUS,
  JKK_COLUMN_STATUS_OR_OVERDUE,
  JKK_COLUMN_ACCIDENT_DAY,
  JKK_COLUMN_RECEIVED_DAY,
  JKK_COLUMN_WAITING,
  JKK_COLUMN_VERIFIER,
  JKK_COLUMN_TOTAL,
} JkkColumn;

#define JKK_N_COLUMNS 11

/**
 * JkkQueueRow:
 * @queue: which one
 * @label: its name, in the language of the interface
 * @icon: name of its symbolic icon
 * @count: how many cases lie in it
 * @urgent: whether the number deserves a second look
 * @divided: whether a line stands above it
 * @spoken: (owned): name and number as a screen reader says them
 *
 * One line of the sidebar.
 */
typedef struct
{
  JkkQueue queue;
  const char *label;
  const char *icon;
  gint64 count;
  gboolean urgent;
  gboolean divided;
  char *spoken;
} JkkQueueRow;

void jkk_queue_row_free (JkkQueueRow *row);

GPtrArray *jkk_queue_state_rows (const JkkCaseCounts *counts, guint roles);
char *jkk_queue_state_count_text (gint64 count);
JkkQueue jkk_queue_state_at (guint place);
gboolean jkk_queue_state_visible (JkkQueue queue, guint roles);
JkkQueue jkk_queue_state_home (guint roles);
const char *jkk_queue_state_label (JkkQueue queue);
const char *jkk_queue_state_icon (JkkQueue queue);
gboolean jkk_queue_state_newest_first (JkkQueue queue);
gboolean jkk_queue_state_shows (JkkQueue queue, JkkColumn column);
const char *jkk_queue_state_empty_title (JkkQueue queue);
const char *jkk_queue_state_empty_text (JkkQueue queue);
JkkCaseQuery jkk_queue_state_query (JkkQueue queue, const char *login, JkkDay overdue_before);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkQueueRow, jkk_queue_row_free)

G_END_DECLS
