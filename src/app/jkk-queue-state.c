#include "jkk-queue-state.h"

#include <glib/gi18n-lib.h>

/* An auditor changes nothing and reads everything. */
#define ANYBODY (JKK_ROLE_VERIFIER | JKK_ROLE_SUPERVISOR | JKK_ROLE_ADMINISTRATOR | JKK_ROLE_AUDITOR)

typedef struct
{
  const char *label;
  const char *icon;
  guint statuses;
  guint who; /* whose sidebar shows it */
  gboolean mine;
  gboolean overdue;
  gboolean passed_on;
  gboolean divided;
  const char *empty_title;
  const char *empty_text;
} Queue;

static const Queue queues[JKK_N_QUEUES] = {
  [JKK_QUEUE_RECEIVED] = {
      .label = N_ ("Received"),
      .icon = "mail-unread-symbolic",
      .statuses = JKK_STATUS_BIT (JKK_STATUS_RECEIVED),
      .who = ANYBODY,
      .empty_title = N_ ("Nothing Is Waiting"),
      .empty_text = N_ ("Cases that were taken in lie here until a verifier takes them. "
                        "A new report is taken in with Ctrl+N."),
  },
  [JKK_QUEUE_MINE] = {
      .label = N_ ("Mine"),
      .icon = "avatar-default-symbolic",
      .statuses = JKK_STATUS_OPEN,
      .who = JKK_ROLE_VERIFIER,
      .mine = TRUE,
      .empty_title = N_ ("You Have No Open Cases"),
      .empty_text = N_ ("Open a case under Received and take it: it stays here until it is decided."),
  },
  [JKK_QUEUE_VERIFYING] = {
      .label = N_ ("Being verified"),
      .icon = "document-edit-symbolic",
      .statuses = JKK_STATUS_BIT (JKK_STATUS_VERIFYING),
      .who = ANYBODY,
      .empty_title = N_ ("No Case Is Being Verified"),
      .empty_text = N_ ("Cases that a verifier has taken appear here, whoever it is."),
  },
  [JKK_QUEUE_HELD] = {
      .label = N_ ("On hold"),
      .icon = "media-playback-pause-symbolic",
      .statuses = JKK_STATUS_BIT (JKK_STATUS_HELD),
      .who = ANYBODY,
      .empty_title = N_ ("Nothing Is on Hold"),
      .empty_text = N_ ("Cases that wait for a document or an answer are put on hold, with the reason, and lie here."),
  },
  [JKK_QUEUE_PROPOSED] = {
      .label = N_ ("For approval"),
      .icon = "mail-send-symbolic",
      .statuses = JKK_STATUS_BIT (JKK_STATUS_PROPOSED),
      .who = ANYBODY,
      .empty_title = N_ ("Nothing to Approve"),
      .empty_text = N_ ("Cases that a verifier has proposed appear here. A supervisor approves, returns or rejects them."),
  },
  [JKK_QUEUE_OVERDUE] = {
      .label = N_ ("Overdue"),
      .icon = "dialog-warning-symbolic",
      .statuses = JKK_STATUS_OPEN,
      .who = ANYBODY,
      .overdue = TRUE,
      .empty_title = N_ ("Nothing Is Overdue"),
      .empty_text = N_ ("Open cases that have waited longer than the law allows would appear here."),
  },
  [JKK_QUEUE_DECIDED] = {
      .label = N_ ("Decided"),
      .icon = "emblem-ok-symbolic",
      .statuses = JKK_STATUS_BIT (JKK_STATUS_APPROVED) | JKK_STATUS_BIT (JKK_STATUS_REJECTED),
      .who = ANYBODY,
      .divided = TRUE,
      .empty_title = N_ ("Nothing Has Been Decided Yet"),
      .empty_text = N_ ("Approved and rejected cases stay here, with their decision and its reasons."),
  },
  [JKK_QUEUE_ALL] = {
      .label = N_ ("All cases"),
      .icon = "view-list-symbolic",
      .statuses = JKK_STATUS_ALL,
      .who = ANYBODY,
      .empty_title = N_ ("This Office Has No Cases Yet"),
      .empty_text = N_ ("Take in the first report with Ctrl+N, or import a file with Ctrl+I."),
  },
  [JKK_QUEUE_PASSED_ON] = {
      .label = N_ ("Passed on"),
      .icon = "go-up-symbolic",
      .statuses = JKK_STATUS_BIT (JKK_STATUS_PROPOSED),
      .who = JKK_ROLE_SUPERVISOR,
      .passed_on = TRUE,
      .empty_title = N_ ("Nothing Was Passed On to You"),
      .empty_text = N_ ("Proposals above the limit of another supervisor appear here when you may approve them."),
  },
};

/* From above; work that waits for one person stands beside its like. */
static const JkkQueue order[JKK_N_QUEUES] = {
  JKK_QUEUE_RECEIVED,  JKK_QUEUE_MINE,    JKK_QUEUE_VERIFYING, JKK_QUEUE_HELD, JKK_QUEUE_PROPOSED,
  JKK_QUEUE_PASSED_ON, JKK_QUEUE_OVERDUE, JKK_QUEUE_DECIDED,   JKK_QUEUE_ALL,
};

static gint64
count_of (const Queue *queue, const JkkCaseCounts *counts)
{
  gint64 sum = 0;

  if (queue->mine)
    return counts->mine;
  if (queue->overdue)
    return counts->overdue;
  if (queue->passed_on)
    return counts->passed_on;
  for (guint i = 0; i < JKK_N_STATUS; i++)
    if ((queue->statuses & JKK_STATUS_BIT (i)) != 0)
      sum += counts->by_status[i];
  return sum;
}

/**
 * jkk_queue_state_at:
 * @place: from 0
 *
 * Returns: the queue that stands there in the sidebar, from above.
 */
JkkQueue
jkk_queue_state_at (guint place)
{
  g_return_val_if_fail (place < JKK_N_QUEUES, JKK_QUEUE_ALL);

  return order[place];
}

/**
 * jkk_queue_row_free:
 * @row: (transfer full): a line of the sidebar
 */
void
jkk_queue_row_free (JkkQueueRow *row)
{
  g_free (row->spoken);
  g_free (row);
}

/**
 * jkk_queue_state_count_text:
 * @count: how many cases
 *
 * Returns: (transfer full): the number as it stands in the sidebar, which has little room: from a hundred thousand on
 *   in thousands or millions, cut off and not rounded.
 */
char *
jkk_queue_state_count_text (gint64 count)
{
  if (count < 100000)
    return g_strdup_printf ("%" G_GINT64_FORMAT, count);

  g_autofree char *thousands = g_strdup_printf ("%" G_GINT64_FORMAT, count / 1000);
  g_autofree char *millions =
      g_strdup_printf ("%" G_GINT64_FORMAT ",%" G_GINT64_FORMAT, count / 1000000, count / 100000 % 10);

  /* Translators: thousands and millions of cases, as short as possible: "194 k", "1,9 M" */
  return count < 1000000 ? g_strdup_printf (_ ("%s k"), thousands) : g_strdup_printf (_ ("%s M"), millions);
}

/**
 * jkk_queue_state_rows:
 * @counts: how many cases wait where
 * @roles: what the person is (a set of #JkkRole)
 *
 * Returns: (transfer full) (element-type JkkQueueRow): the lines of the sidebar, from above.
 */
GPtrArray *
jkk_queue_state_rows (const JkkCaseCounts *counts, guint roles)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_queue_row_free);

  g_return_val_if_fail (counts != NULL, rows);

  for (guint i = 0; i < JKK_N_QUEUES; i++)
    {
      const Queue *queue = &queues[order[i]];
      g_autofree char *number = NULL;

      if (!jkk_queue_state_visible (order[i], roles))
        continue;

      JkkQueueRow *row = g_new0 (JkkQueueRow, 1);
      row->queue = order[i];
      row->label = _ (queue->label);
      row->icon = queue->icon;
      row->count = count_of (queue, counts);
      row->urgent = queue->overdue && row->count > 0;
      row->divided = queue->divided;
      g_autofree char *digits = jkk_money_to_text (row->count);
      number = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s case", "%s cases", (gulong) row->count), digits);
      row->spoken = g_strdup_printf ("%s, %s", row->label, number);
      g_ptr_array_add (rows, row);
    }
  return rows;
}

/**
 * jkk_queue_state_visible:
 * @queue: a queue
 * @roles: what the person is (a set of #JkkRole)
 *
 * Returns: whether the queue is of use to this person: nobody but a verifier has cases of their own.
 */
gboolean
jkk_queue_state_visible (JkkQueue queue, guint roles)
{
  g_return_val_if_fail ((guint) queue < JKK_N_QUEUES, FALSE);

  return (queues[queue].who & roles) != 0;
}

/**
 * jkk_queue_state_home:
 * @roles: what the person is (a set of #JkkRole)
 *
 * Returns: the queue that a person's work begins with.
 */
JkkQueue
jkk_queue_state_home (guint roles)
{
  if ((roles & JKK_ROLE_SUPERVISOR) != 0)
    return JKK_QUEUE_PROPOSED;
  return (roles & JKK_ROLE_VERIFIER) != 0 ? JKK_QUEUE_MINE : JKK_QUEUE_ALL;
}

/**
 * jkk_queue_state_label:
 * @queue: a queue
 *
 * Returns: (transfer none): its name in the language of the interface.
 */
const char *
jkk_queue_state_label (JkkQueue queue)
{
  g_return_val_if_fail ((guint) queue < JKK_N_QUEUES, NULL);

  return _ (queues[queue].label);
}

/**
 * jkk_queue_state_icon:
 * @queue: a queue
 *
 * Returns: (transfer none): the name of its symbolic icon.
 */
const char *
jkk_queue_state_icon (JkkQueue queue)
{
  g_return_val_if_fail ((guint) queue < JKK_N_QUEUES, NULL);

  return queues[queue].icon;
}

/**
 * jkk_queue_state_newest_first:
 * @queue: a queue
 *
 * Returns: whether the newest case is of most interest; where work waits, it is the oldest.
 */
gboolean
jkk_queue_state_newest_first (JkkQueue queue)
{
  g_return_val_if_fail ((guint) queue < JKK_N_QUEUES, FALSE);

  return (queues[queue].statuses & ~JKK_STATUS_OPEN) != 0;
}

/**
 * jkk_queue_state_shows:
 * @queue: a queue
 * @column: a column of the list
 *
 * Returns: whether the column tells anything in this queue: not the status where all have the same, nor how long
 * it has been waiting where most are decided, nor the verifier where that is always the person or nobody.
 */
gboolean
jkk_queue_state_shows (JkkQueue queue, JkkColumn column)
{
  g_return_val_if_fail ((guint) queue < JKK_N_QUEUES, FALSE);

  gboolean many_statuses = (queues[queue].statuses & (queues[queue].statuses - 1)) != 0;
  gboolean waits = !jkk_queue_state_newest_first (queue);

  switch (column)
    {
    case JKK_COLUMN_STATUS:
      return many_statuses && waits;
    case JKK_COLUMN_STATUS_OR_OVERDUE:
      return many_statuses && !waits;
    case JKK_COLUMN_WAITING:
      return waits;
    /* Where all the others are needed, it is the one that can be spared on a small screen. */
    case JKK_COLUMN_SEGMENT:
      return !queues[queue].overdue;
    case JKK_COLUMN_VERIFIER:
      return !queues[queue].mine && queue != JKK_QUEUE_RECEIVED;
    default:
      return TRUE;
    }
}

/**
 * jkk_queue_state_empty_title:
 * @queue: a queue
 *
 * Returns: (transfer none): what its page says in large letters when nothing lies in it.
 */
const char *
jkk_queue_state_empty_title (JkkQueue queue)
{
  g_return_val_if_fail ((guint) queue < JKK_N_QUEUES, NULL);

  return _ (queues[queue].empty_title);
}

/**
 * jkk_queue_state_empty_text:
 * @queue: a queue
 *
 * Returns: (transfer none): what will come here, and how.
 */
const char *
jkk_queue_state_empty_text (JkkQueue queue)
{
  g_return_val_if_fail ((guint) queue < JKK_N_QUEUES, NULL);

  return _ (queues[queue].empty_text);
}

/**
 * jkk_queue_state_query:
 * @queue: a queue
 * @login: (nullable): who asks, for the queue of one's own cases; borrowed by the result
 * @overdue_before: open cases whose claim came in before this day are overdue
 *
 * Returns: the question that lists the queue, without search and by number.
 */
JkkCaseQuery
jkk_queue_state_query (JkkQueue queue, const char *login, JkkDay overdue_before)
{
  JkkCaseQuery query = JKK_CASE_QUERY_INIT;

  g_return_val_if_fail ((guint) queue < JKK_N_QUEUES, query);

  query.statuses = queues[queue].statuses;
  if (queues[queue].mine)
    query.verifier = login;
  if (queues[queue].passed_on)
    query.passed_on_to = login;
  if (queues[queue].overdue)
    query.claimed_before = overdue_before;
  return query;
}
