#include "jkk-stand-by.h"

#include "jkk-follow.h"
#include "jkk-node-role.h"
#include "jkk-node-status.h"
#include "jkk-node.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

/* How long the node has to finish what is under way, and the service to be promoted. */
#define HAND_OVER_SECONDS 30

struct _JkkStandBy
{
  char *folder;
  int lock; /* that no second service does the same */
  JkkNode *node;
  JkkFollow *follow; /* (nullable): of a stand-by */
  GThread *herald;   /* (nullable): tells the node whose place was taken */
  GCancellable *stopped;
};

static char *
find (const char *folder, const char *name)
{
  return g_build_filename (folder, name, NULL);
}

/* ---- The one whose place was taken ------------------------------------------------------------------------------- */

static gboolean
tell_once (const char *folder, GError **error)
{
  g_autoptr (JkkNodePlan) plan = jkk_node_office_load (folder, error);
  JkkFollowPlan follow;

  if (plan == NULL || plan->of == NULL)
    return plan != NULL;
  jkk_node_role_fill (folder, plan, &follow);
  gboolean told = jkk_follow_tell_retire (&follow, plan->epoch, error);
  jkk_follow_plan_clear (&follow);
  return told && jkk_node_role_set (folder, JKK_NODE_SERVES, plan->epoch, NULL, error);
}

/* Until it knows: should it come back, it must not serve beside this one. */
static gpointer
herald_thread (gpointer data)
{
  JkkStandBy *self = data;

  while (!g_cancellable_is_cancelled (self->stopped) && !tell_once (self->folder, NULL))
    for (guint i = 0; i < 10 && !g_cancellable_is_cancelled (self->stopped); i++)
      g_usleep (G_USEC_PER_SEC / 20);
  return NULL;
}

/* ---- The part that this computer has ----------------------------------------------------------------------------- */

static gboolean
take_part (JkkStandBy *self, GError **error)
{
  g_autoptr (JkkNodePlan) plan = jkk_node_office_load (self->folder, error);

  if (plan == NULL)
    return FALSE;
  self->node = jkk_node_start (self->folder, error);
  if (self->node == NULL)
    return FALSE;
  if (plan->part == JKK_NODE_STANDS_BY)
    {
      JkkFollowPlan follow;

      jkk_node_role_fill (self->folder, plan, &follow);
      self->follow = jkk_follow_start (&follow);
      jkk_follow_plan_clear (&follow);
    }
  else if (plan->part == JKK_NODE_SERVES && plan->of != NULL)
    self->herald = g_thread_new ("herald", herald_thread, self);
  return TRUE;
}

static void
leave_part (JkkStandBy *self)
{
  g_cancellable_cancel (self->stopped);
  g_clear_pointer (&self->follow, jkk_follow_stop);
  g_clear_pointer (&self->node, jkk_node_stop);
  if (self->herald != NULL)
    g_thread_join (g_steal_pointer (&self->herald));
  g_cancellable_reset (self->stopped);
}

/**
 * jkk_stand_by_lock:
 * @folder: a node's folder
 *
 * Returns: a descriptor that keeps every service of the folder away until it is closed; -1: one runs, or the folder may
 * not be written
 */
int
jkk_stand_by_lock (const char *folder)
{
  g_autofree char *path = find (folder, "lock");
  int fd = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);

  if (fd >= 0 && flock (fd, LOCK_EX | LOCK_NB) == 0)
    return fd;
  if (fd >= 0)
    g_close (fd, NULL);
  return -1;
}

/**
 * jkk_stand_by_start:
 * @folder: a node's folder
 * @error: BUSY: it is served already; as jkk_node_start()
 *
 * Does what the folder says: serves desks, or follows a node as its stand-by.
 *
 * Returns: (transfer full): what does it
 */
JkkStandBy *
jkk_stand_by_start (const char *folder, GError **error)
{
  g_autoptr (JkkStandBy) self = g_new0 (JkkStandBy, 1);
  g_autoptr (JkkNodePlan) plan = jkk_node_office_load (folder, error);

  self->lock = -1;
  self->folder = g_canonicalize_filename (folder, NULL);
  self->stopped = g_cancellable_new ();
  if (plan == NULL)
    return NULL;
  self->lock = jkk_stand_by_lock (folder);
  if (self->lock < 0)
    {
      g_set_error (error, JKK_ERROR, JKK_ERROR_BUSY,
                   _ ("A service runs with the folder “%s” already, or it may not be written."), folder);
      return NULL;
    }
  return take_part (self, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * jkk_stand_by_stop:
 * @self: (transfer full): a service
 */
void
jkk_stand_by_stop (JkkStandBy *self)
{
  leave_part (self);
  if (self->lock >= 0)
    close (self->lock);
  g_clear_object (&self->stopped);
  g_free (self->folder);
  g_free (self);
}

/**
 * jkk_stand_by_get_port:
 * @self: a service
 *
 * Returns: where it listens
 */
guint16
jkk_stand_by_get_port (JkkStandBy *self)
{
  return jkk_node_get_port (self->node);
}

/* ---- Promotion --------------------------------------------------------------------------------------------------- */

static gboolean
hand_over (JkkFollow *follow, gint64 epoch, gboolean alone, GError **error)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (JkkFollowState) state = jkk_follow_get_state (follow);

  /* Who says that the node is gone does not wait for it, but if it answers it hands over all the same. */
  if (jkk_follow_hand_over (follow, epoch, state->is_connected ? HAND_OVER_SECONDS : 5, &reason))
    return TRUE;
  if (!alone)
    g_set_error (error, JKK_ERROR, JKK_ERROR_AWAY,
                 _ ("The node does not answer, so it cannot hand over (%s). Make sure that it does not run any more, "
                    "then promote the stand-by with --alone."),
                 reason->message);
  return alone;
}

static gboolean
check_copy (const JkkNodePlan *plan, GError **error)
{
  if (g_file_test (plan->store, G_FILE_TEST_EXISTS))
    return TRUE;
  g_set_error (error, JKK_ERROR, JKK_ERROR_REFUSED,
               _ ("This stand-by has no copy of the store yet and cannot be promoted. Restore a backup instead."));
  return FALSE;
}

/* From here on it is the node. Its new epoch is on the disk before the first desk is answered. */
static gboolean
promote_now (const char *folder, JkkFollow *follow, gboolean alone, GError **error)
{
  g_autoptr (JkkNodePlan) plan = jkk_node_office_load (folder, error);
  g_autoptr (JkkFollowState) state = jkk_follow_get_state (follow);

  if (plan == NULL || !check_copy (plan, error))
    return FALSE;
  gint64 epoch = MAX (plan->epoch, state->epoch) + 1;
  return hand_over (follow, epoch, alone, error) && jkk_node_role_forget_self (folder, error) &&
         jkk_node_role_set (folder, JKK_NODE_SERVES, epoch, plan->of, error);
}

static gboolean
answer_request (JkkStandBy *self, const char *request, GError **error)
{
  g_autofree char *word = NULL;

  g_file_get_contents (request, &word, NULL, NULL);
  if (!promote_now (self->folder, self->follow, g_strcmp0 (word, "alone") == 0, error))
    return FALSE;
  leave_part (self);
  return take_part (self, error);
}

/**
 * jkk_stand_by_look:
 * @self: a service
 *
 * Looks what has changed: revoked desks, a wish to be promoted. To be called every second.
 *
 * Returns: whether it goes on
 */
gboolean
jkk_stand_by_look (JkkStandBy *self)
{
  g_autofree char *request = find (self->folder, "promote");
  g_autofree char *failed = find (self->folder, "promote.failed");
  g_autoptr (GError) error = NULL;

  if (self->follow != NULL)
    {
      g_autoptr (JkkFollowState) state = jkk_follow_get_state (self->follow);

      jkk_node_status_write_follow (self->folder, state);
    }
  if (self->follow != NULL && g_file_test (request, G_FILE_TEST_EXISTS))
    {
      if (!answer_request (self, request, &error))
        g_file_set_contents (failed, error->message, -1, NULL);
      g_unlink (request);
    }
  if (self->node == NULL)
    return FALSE;
  jkk_node_look (self->node);
  return TRUE;
}

/* No service runs: this program follows to the end and writes down what the folder is from now on. */
static gboolean
promote_here (const char *folder, gboolean alone, GError **error)
{
  g_autoptr (JkkNodePlan) plan = jkk_node_office_load (folder, error);
  JkkFollowPlan follow_plan;

  if (plan == NULL)
    return FALSE;
  jkk_node_role_fill (folder, plan, &follow_plan);
  g_autoptr (JkkFollow) follow = jkk_follow_start (&follow_plan);
  jkk_follow_plan_clear (&follow_plan);
  return promote_now (folder, follow, alone, error);
}

static gboolean
wait_for_service (const char *folder, const char *request, GError **error)
{
  g_autofree char *failed = find (folder, "promote.failed");
  g_autofree char *sentence = NULL;

  for (guint i = 0; i < 20 * 2 * HAND_OVER_SECONDS && g_file_test (request, G_FILE_TEST_EXISTS); i++)
    g_usleep (G_USEC_PER_SEC / 20);
  if (g_file_get_contents (failed, &sentence, NULL, NULL))
    g_set_error_literal (error, JKK_ERROR, JKK_ERROR_REFUSED, sentence);
  else if (g_file_test (request, G_FILE_TEST_EXISTS))
    g_set_error_literal (error, JKK_ERROR, JKK_ERROR_BUSY, _ ("The service of this stand-by does not answer."));
  else
    return TRUE;
  g_unlink (request);
  return FALSE;
}

static gboolean
ask_service (const char *folder, gboolean alone, GError **error)
{
  g_autofree char *request = find (folder, "promote");
  g_autofree char *failed = find (folder, "promote.failed");

  g_unlink (failed);
  return g_file_set_contents (request, alone ? "alone" : "", -1, error) && wait_for_service (folder, request, error);
}

/**
 * jkk_stand_by_promote:
 * @folder: the folder of a stand-by
 * @alone: whether it is promoted although the node does not answer
 * @error: AWAY: the node does not answer; REFUSED: it is none; STORAGE
 *
 * Makes the stand-by the node. The one before serves no more: at once when it answers, else as soon as it is heard of.
 *
 * Returns: whether it is the node now; when its service runs it serves already
 */
gboolean
jkk_stand_by_promote (const char *folder, gboolean alone, GError **error)
{
  g_autoptr (JkkNodePlan) plan = jkk_node_office_load (folder, error);

  if (plan == NULL)
    return FALSE;
  if (plan->part != JKK_NODE_STANDS_BY)
    {
      g_set_error_literal (error, JKK_ERROR, JKK_ERROR_REFUSED,
                           _ ("This is no stand-by. Promote the computer that follows the node."));
      return FALSE;
    }
  int lock = jkk_stand_by_lock (folder);
  if (lock < 0)
    return ask_service (folder, alone, error);
  gboolean promoted = promote_here (folder, alone, error);
  close (lock);
  return promoted;
}
