#pragma once

#include "jkk-postbox-desk.h"
#include "jkk-queue-state.h"

G_BEGIN_DECLS

/* The views of the inbox, in the order in which they stand. */
typedef enum
{
  JKK_INBOX_NEW,
  JKK_INBOX_PROPOSALS,
  JKK_INBOX_FAULTY,
  JKK_INBOX_OWED,
  JKK_INBOX_SETTLED,
} JkkInboxView;

#define JKK_N_INBOX_VIEWS 5

/**
 * JkkInboxRow:
 * @id: id of the file, or 0
 * @owed_id: id of the line of the ledger, or 0
 * @title: what it is
 * @subtitle: whom it is about
 * @from: with whom, and when
 * @note: (nullable): what deserves a look
 * @icon: name of a symbolic icon
 * @urgent: whether it should not wait
 * @spoken: the whole line as a screen reader says it
 *
 * A line of a view.
 */
typedef struct
{
  gint64 id;
  gint64 owed_id;
  char *title;
  char *subtitle;
  char *from;
  char *note;
  const char *icon;
  gboolean urgent;
  char *spoken;
} JkkInboxRow;

/* After a batch thousands wait. Nobody walks through so many lines, and each is a widget. */
#define JKK_INBOX_MOST_ROWS 200

GPtrArray *jkk_inbox_state_rows (const JkkPostDesk *desk, JkkInboxView view, JkkDay today);
gint64 jkk_inbox_state_count (const JkkPostCounts *counts, JkkInboxView view);
gint64 jkk_inbox_state_waiting (const JkkPostCounts *counts);
JkkQueueRow *jkk_inbox_state_queue_row (const JkkPostCounts *counts);
const char *jkk_inbox_state_label (JkkInboxView view);
const char *jkk_inbox_state_empty_title (JkkInboxView view);
const char *jkk_inbox_state_empty_text (JkkInboxView view);
JkkInboxView jkk_inbox_state_home (const JkkPostCounts *counts);
char *jkk_inbox_state_gaps (const JkkPostDesk *desk);
char *jkk_inbox_state_notice (const JkkPostDesk *desk, const char *trouble);

G_END_DECLS
