#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Who follows the store of a node, and how far each has come. Used by all sessions at once. */
typedef struct _JkkFollowers JkkFollowers;

/**
 * JkkFollowerState:
 * @name: as the administrator calls it
 * @is_stand_by: whether desks wait for it, or it only reads along
 * @number: the last change that lies safely there
 * @in_step: whether it has all changes
 * @since: since when that is so, or not so, in seconds since 1970 UTC
 *
 * How one of them stands.
 */
typedef struct
{
  char *name;
  gboolean is_stand_by;
  gint64 number;
  gboolean in_step;
  gint64 since;
} JkkFollowerState;

JkkFollowers *jkk_followers_new (void);
void jkk_followers_free (JkkFollowers *followers);
void jkk_follower_state_free (JkkFollowerState *state);

void jkk_followers_come (JkkFollowers *followers, const char *name, gboolean is_stand_by);
void
jkk_followers_note (JkkFollowers *followers, const char *name, gboolean is_stand_by, gint64 number, gboolean in_step);
void jkk_followers_go (JkkFollowers *followers, const char *name);
GPtrArray *jkk_followers_list (JkkFollowers *followers);

void jkk_followers_tell (JkkFollowers *followers);
guint64 jkk_followers_count (JkkFollowers *followers);
void jkk_followers_wait (JkkFollowers *followers, guint64 seen, GTimeSpan patience);
gboolean jkk_followers_matter (JkkFollowers *followers);
void jkk_followers_await (JkkFollowers *followers, gint64 number, GTimeSpan patience);

G_END_DECLS
