#include "jkk-followers.h"

struct _JkkFollowers
{
  GMutex mutex;
  GCond cond;
  GHashTable *states; /* name → JkkFollowerState: of those whose line is open */
  guint64 n_told;
};

/**
 * jkk_followers_new:
 *
 * Returns: (transfer full): nobody follows yet
 */
JkkFollowers *
jkk_followers_new (void)
{
  JkkFollowers *followers = g_new0 (JkkFollowers, 1);

  g_mutex_init (&followers->mutex);
  g_cond_init (&followers->cond);
  followers->states = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) jkk_follower_state_free);
  return followers;
}

/**
 * jkk_followers_free:
 * @followers: (transfer full): nobody waits in it
 */
void
jkk_followers_free (JkkFollowers *followers)
{
  g_hash_table_unref (followers->states);
  g_mutex_clear (&followers->mutex);
  g_cond_clear (&followers->cond);
  g_free (followers);
}

/**
 * jkk_follower_state_free:
 * @state: (transfer full): how one stands
 */
void
jkk_follower_state_free (JkkFollowerState *state)
{
  g_free (state->name);
  g_free (state);
}

static gint64
now (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

static JkkFollowerState *
add_state (JkkFollowers *followers, const char *name, gboolean is_stand_by)
{
  JkkFollowerState *state = g_new0 (JkkFollowerState, 1);

  state->name = g_strdup (name);
  state->is_stand_by = is_stand_by;
  state->since = now ();
  g_hash_table_replace (followers->states, state->name, state);
  return state;
}

/**
 * jkk_followers_come:
 * @followers: those who follow
 * @name: who has come
 * @is_stand_by: whether desks wait for it
 *
 * It is not waited for before it was in step.
 */
void
jkk_followers_come (JkkFollowers *followers, const char *name, gboolean is_stand_by)
{
  g_mutex_lock (&followers->mutex);
  add_state (followers, name, is_stand_by);
  g_mutex_unlock (&followers->mutex);
}

static void
set_step (JkkFollowerState *state, gboolean in_step)
{
  if (state->in_step != in_step)
    state->since = now ();
  state->in_step = in_step;
}

/**
 * jkk_followers_note:
 * @followers: those who follow
 * @name: one of them
 * @is_stand_by: whether desks wait for it
 * @number: the last change that lies safely there
 * @in_step: whether there was none after it
 *
 * Once in step it stays so until somebody has waited for it in vain.
 */
void
jkk_followers_note (JkkFollowers *followers, const char *name, gboolean is_stand_by, gint64 number, gboolean in_step)
{
  g_mutex_lock (&followers->mutex);
  JkkFollowerState *state = g_hash_table_lookup (followers->states, name);
  /* A line of the same one that was thought lost has said goodbye for both. */
  if (state == NULL)
    state = add_state (followers, name, is_stand_by);
  state->number = number;
  if (in_step)
    set_step (state, TRUE);
  g_cond_broadcast (&followers->cond);
  g_mutex_unlock (&followers->mutex);
}

/**
 * jkk_followers_go:
 * @followers: those who follow
 * @name: who has gone; nobody waits for it any more
 */
void
jkk_followers_go (JkkFollowers *followers, const char *name)
{
  g_mutex_lock (&followers->mutex);
  g_hash_table_remove (followers->states, name);
  g_cond_broadcast (&followers->cond);
  g_mutex_unlock (&followers->mutex);
}

/**
 * jkk_followers_list:
 * @followers: those who follow
 *
 * Returns: (transfer full) (element-type JkkFollowerState): how each of them stands
 */
GPtrArray *
jkk_followers_list (JkkFollowers *followers)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_follower_state_free);
  GHashTableIter iter;
  gpointer state;

  g_mutex_lock (&followers->mutex);
  g_hash_table_iter_init (&iter, followers->states);
  while (g_hash_table_iter_next (&iter, NULL, &state))
    {
      JkkFollowerState *copy = g_memdup2 (state, sizeof *copy);

      copy->name = g_strdup (copy->name);
      g_ptr_array_add (list, copy);
    }
  g_mutex_unlock (&followers->mutex);
  return list;
}

/**
 * jkk_followers_tell:
 * @followers: those who follow
 *
 * Something was committed: whoever waits for it looks.
 */
void
jkk_followers_tell (JkkFollowers *followers)
{
  g_mutex_lock (&followers->mutex);
  followers->n_told++;
  g_cond_broadcast (&followers->cond);
  g_mutex_unlock (&followers->mutex);
}

/**
 * jkk_followers_count:
 * @followers: those who follow
 *
 * Returns: how often something was told
 */
guint64
jkk_followers_count (JkkFollowers *followers)
{
  g_mutex_lock (&followers->mutex);
  guint64 n_told = followers->n_told;
  g_mutex_unlock (&followers->mutex);
  return n_told;
}

/**
 * jkk_followers_wait:
 * @followers: those who follow
 * @seen: what jkk_followers_count() said before the caller looked
 * @patience: how long, in microseconds
 *
 * Waits until something more is told.
 */
void
jkk_followers_wait (JkkFollowers *followers, guint64 seen, GTimeSpan patience)
{
  gint64 until = g_get_monotonic_time () + patience;

  g_mutex_lock (&followers->mutex);
  while (followers->n_told == seen && g_cond_wait_until (&followers->cond, &followers->mutex, until))
    ;
  g_mutex_unlock (&followers->mutex);
}

/* A stand-by that is in step and has not this change yet; under the mutex. */
static JkkFollowerState *
find_waiting (JkkFollowers *followers, gint64 number)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, followers->states);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      JkkFollowerState *state = value;

      if (state->is_stand_by && state->in_step && state->number < number)
        return state;
    }
  return NULL;
}

/**
 * jkk_followers_matter:
 * @followers: those who follow
 *
 * Returns: whether there is a stand-by in step, for which jkk_followers_await() would wait
 */
gboolean
jkk_followers_matter (JkkFollowers *followers)
{
  g_mutex_lock (&followers->mutex);
  gboolean any = find_waiting (followers, G_MAXINT64) != NULL;
  g_mutex_unlock (&followers->mutex);
  return any;
}

/**
 * jkk_followers_await:
 * @followers: those who follow
 * @number: a change
 * @patience: how long, in microseconds
 *
 * Waits until each stand-by that is in step has the change on its disk. Who keeps the others waiting too long is in
 * step no more, and not waited for until it has caught up.
 */
void
jkk_followers_await (JkkFollowers *followers, gint64 number, GTimeSpan patience)
{
  gint64 until = g_get_monotonic_time () + patience;
  gboolean in_time = TRUE;
  JkkFollowerState *late;

  g_mutex_lock (&followers->mutex);
  while (in_time && find_waiting (followers, number) != NULL)
    in_time = g_cond_wait_until (&followers->cond, &followers->mutex, until);
  while ((late = find_waiting (followers, number)) != NULL)
    set_step (late, FALSE);
  g_mutex_unlock (&followers->mutex);
}
