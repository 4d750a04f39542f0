#include "jkk-idle-state.h"

/**
 * jkk_idle_start:
 * @idle: whether somebody sits here
 * @minutes: after so many without input nobody does; 0 = never
 * @now: seconds
 */
void
jkk_idle_start (JkkIdle *idle, guint minutes, gint64 now)
{
  idle->limit = (gint64) minutes * 60;
  idle->last = now;
}

/**
 * jkk_idle_is_over:
 * @idle: whether somebody sits here
 * @now: seconds
 *
 * Returns: whether nobody does.
 */
gboolean
jkk_idle_is_over (const JkkIdle *idle, gint64 now)
{
  return idle->limit > 0 && now - idle->last >= idle->limit;
}

/**
 * jkk_idle_note:
 * @idle: whether somebody sits here
 * @now: seconds
 *
 * There was input. Who wakes the computer up after the time is over need not be who sat here before.
 *
 * Returns: whether the time was over before it
 */
gboolean
jkk_idle_note (JkkIdle *idle, gint64 now)
{
  if (jkk_idle_is_over (idle, now))
    return TRUE;
  idle->last = now;
  return FALSE;
}
