#include "jkk-alarm.h"

/* One thread for all lines of the program. A waiting time of the socket itself begins anew with each byte. */
static GMutex mutex;
static GCond changed;
static GHashTable *alarms; /* GSocket → the moment, microseconds of the monotonic clock; under the mutex */

/* The earliest one; lines whose moment has come are shut. Returns when the next one comes. */
static gint64
ring (void)
{
  gint64 now = g_get_monotonic_time (), next = G_MAXINT64;
  GHashTableIter iter;
  gpointer line, at;

  g_hash_table_iter_init (&iter, alarms);
  while (g_hash_table_iter_next (&iter, &line, &at))
    if (*(gint64 *) at <= now)
      {
        g_socket_shutdown (line, TRUE, TRUE, NULL);
        g_hash_table_iter_remove (&iter);
      }
    else
      next = MIN (next, *(gint64 *) at);
  return next;
}

static gpointer
watch (gpointer data)
{
  g_mutex_lock (&mutex);
  for (;;)
    {
      gint64 next = ring ();

      if (next == G_MAXINT64)
        g_cond_wait (&changed, &mutex);
      else
        g_cond_wait_until (&changed, &mutex, next);
    }
  return NULL;
}

/**
 * jkk_alarm_set:
 * @line: a connection
 * @seconds: how much longer it may take
 *
 * Unless jkk_alarm_clear() comes before, the connection is shut then. A later call takes the place of an earlier one.
 */
void
jkk_alarm_set (GSocket *line, guint seconds)
{
  gint64 at = g_get_monotonic_time () + seconds * G_TIME_SPAN_SECOND;

  g_mutex_lock (&mutex);
  if (alarms == NULL)
    {
      alarms = g_hash_table_new_full (NULL, NULL, g_object_unref, g_free);
      g_thread_unref (g_thread_new ("alarm", watch, NULL));
    }
  g_hash_table_replace (alarms, g_object_ref (line), g_memdup2 (&at, sizeof at));
  g_cond_signal (&changed);
  g_mutex_unlock (&mutex);
}

/**
 * jkk_alarm_clear:
 * @line: a connection
 *
 * It may take as long as it likes.
 */
void
jkk_alarm_clear (GSocket *line)
{
  g_mutex_lock (&mutex);
  if (alarms != NULL)
    g_hash_table_remove (alarms, line);
  g_mutex_unlock (&mutex);
}
