#pragma once

#include "jkk-error.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* Keeps a copy of a node's store in step, on a thread of its own, through every break of the line. */
typedef struct _JkkFollow JkkFollow;

/**
 * JkkFollowPlan:
 * @address: of the node: “santun://host:port”
 * @key: path of the certificate and key with which it is followed
 * @office: path of the certificate of the office
 * @store: path of the copy
 * @roster: (nullable): where the node's list of desks is kept
 * @wants_documents: whether documents are copied, too
 * @most_pause: the longest time between two tries to reach the node, in microseconds; 0 = it is tried all the time
 * @opened: (nullable): called on the thread when a copy was there already
 * @applied: (nullable): called on the thread after changes were made (#JkkStreamChange), or with %NULL after a whole
 *   copy
 * @data: handed to both
 *
 * What is followed, and where the copy lies.
 */
typedef struct
{
  char *address;
  char *key;
  char *office;
  char *store;
  char *roster;
  gboolean wants_documents;
  GTimeSpan most_pause;
  void (*opened) (gint64 number, gpointer data);
  void (*applied) (GPtrArray *changes, gpointer data);
  gpointer data;
} JkkFollowPlan;

/**
 * JkkFollowState:
 * @number: the last change that the copy holds
 * @sequence: the journal's last entry then
 * @changed_at: when that was written, seconds since 1970 UTC, or 0
 * @heard_at: when the node was last heard, or 0
 * @epoch: in which it serves
 * @is_connected: whether there is a line
 * @is_in_step: whether there was nothing more to take when it was last heard
 * @problem: (nullable): why there is none
 *
 * How far a copy is.
 */
typedef struct
{
  gint64 number;
  gint64 sequence;
  gint64 changed_at;
  gint64 heard_at;
  gint64 epoch;
  gboolean is_connected;
  gboolean is_in_step;
  char *problem;
} JkkFollowState;

void jkk_follow_plan_clear (JkkFollowPlan *plan);
void jkk_follow_state_free (JkkFollowState *state);

JkkFollow *jkk_follow_start (const JkkFollowPlan *plan);
void jkk_follow_stop (JkkFollow *follow);
JkkFollowState *jkk_follow_get_state (JkkFollow *follow);
gboolean jkk_follow_hand_over (JkkFollow *follow, gint64 epoch, guint seconds, GError **error);
gboolean jkk_follow_tell_retire (const JkkFollowPlan *plan, gint64 epoch, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkFollow, jkk_follow_stop)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkFollowState, jkk_follow_state_free)

G_END_DECLS
