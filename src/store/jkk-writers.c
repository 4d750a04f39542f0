#include "jkk-writers.h"

/* On the stack of who waits: only the first in the queue is woken, not all of a branch for each write. */
typedef struct
{
  GCond cond;
} Place;

struct _JkkWriters
{
  GMutex mutex;
  GQueue waiting; /* of Place */
  gboolean is_taken;
};

/**
 * jkk_writers_new:
 *
 * Returns: (transfer full): a queue with nobody in it
 */
JkkWriters *
jkk_writers_new (void)
{
  JkkWriters *writers = g_new0 (JkkWriters, 1);

  g_mutex_init (&writers->mutex);
  g_queue_init (&writers->waiting);
  return writers;
}

/**
 * jkk_writers_free:
 * @writers: (transfer full): a queue with nobody in it
 */
void
jkk_writers_free (JkkWriters *writers)
{
  g_assert (!writers->is_taken && g_queue_is_empty (&writers->waiting));

  g_mutex_clear (&writers->mutex);
  g_free (writers);
}

static gboolean
is_first (JkkWriters *writers, const Place *place)
{
  return !writers->is_taken && g_queue_peek_head (&writers->waiting) == place;
}

static void
call_next (JkkWriters *writers)
{
  Place *next = g_queue_peek_head (&writers->waiting);

  if (!writers->is_taken && next != NULL)
    g_cond_signal (&next->cond);
}

/**
 * jkk_writers_enter:
 * @writers: a queue
 * @patience: how long to wait for the turn, in microseconds
 *
 * Waits until everybody who came before has written. Who has entered must leave.
 *
 * Returns: whether it is the caller's turn
 */
gboolean
jkk_writers_enter (JkkWriters *writers, GTimeSpan patience)
{
  gint64 until = g_get_monotonic_time () + patience;
  gboolean in_time = TRUE;
  Place place;

  g_cond_init (&place.cond);
  g_mutex_lock (&writers->mutex);
  g_queue_push_tail (&writers->waiting, &place);
  while (in_time && !is_first (writers, &place))
    in_time = g_cond_wait_until (&place.cond, &writers->mutex, until);

  gboolean entered = is_first (writers, &place);
  g_queue_remove (&writers->waiting, &place);
  writers->is_taken |= entered;
  /* Who gave up may have stood in front of somebody. */
  call_next (writers);
  g_mutex_unlock (&writers->mutex);
  g_cond_clear (&place.cond);
  return entered;
}

/**
 * jkk_writers_leave:
 * @writers: a queue that the caller has entered
 *
 * The next may write.
 */
void
jkk_writers_leave (JkkWriters *writers)
{
  g_mutex_lock (&writers->mutex);
  g_assert (writers->is_taken);
  writers->is_taken = FALSE;
  call_next (writers);
  g_mutex_unlock (&writers->mutex);
}
