#include "jkk-node-keeper.h"

#include "jkk-db-group.h"
#include "jkk-file-out.h"
#include "jkk-node-group-private.h"
#include "jkk-node-members.h"
#include "jkk-node-office-private.h"
#include "jkk-node-reach.h"
#include "jkk-stand-by.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

/*   a node alone          its file is copied and replaced as any other
 *   a group that runs     the node that leads gives its store out; documents that are missing here are fetched
 *   a group that does not a copy of this node's engine is made one that leads alone, and gives its store out: an engine
 *                         that starts without the others does not know how much of its log was kept
 *   replacing             the store begins a new group on this computer; the others join anew
 */

/* How long a copy of an engine may take to lead itself. */
#define PATIENCE (60 * G_TIME_SPAN_SECOND)

struct _JkkNodeKeeper
{
  char *folder;
  JkkNodePlan *plan;
  GTlsCertificate *key; /* of a group alone */
  GTlsDatabase *office;
};

/**
 * jkk_node_keeper_new:
 * @folder: folder of the node of this computer
 * @error: NOT_FOUND, FORMAT: it is none; REFUSED: it belongs to somebody else than root, who runs this
 *
 * To be called before the program opens any store.
 *
 * Returns: (transfer full): who keeps its store
 */
JkkNodeKeeper *
jkk_node_keeper_new (const char *folder, GError **error)
{
  g_autoptr (JkkNodeKeeper) keeper = g_new0 (JkkNodeKeeper, 1);

  keeper->folder = g_canonicalize_filename (folder, NULL);
  keeper->plan = jkk_node_office_load (folder, error);
  if (keeper->plan == NULL || !jkk_node_office_check_user (folder, error))
    return NULL;
  if (keeper->plan->number == 0)
    return g_steal_pointer (&keeper);

  g_return_val_if_fail (jkk_db_group_prepare (), NULL);
  keeper->key = jkk_node_office_certificate (folder, error);
  keeper->office = keeper->key != NULL ? jkk_node_office_trust (folder, error) : NULL;
  return keeper->office != NULL ? g_steal_pointer (&keeper) : NULL;
}

/**
 * jkk_node_keeper_free:
 * @keeper: (transfer full): who keeps a store
 */
void
jkk_node_keeper_free (JkkNodeKeeper *keeper)
{
  g_clear_object (&keeper->key);
  g_clear_object (&keeper->office);
  g_clear_pointer (&keeper->plan, jkk_node_plan_free);
  g_free (keeper->folder);
  g_free (keeper);
}

/**
 * jkk_node_keeper_get_store:
 * @keeper: who keeps a store
 *
 * Returns: (transfer none): its file; of a group, where one would lie
 */
const char *
jkk_node_keeper_get_store (JkkNodeKeeper *keeper)
{
  return keeper->plan->store;
}

/**
 * jkk_node_keeper_is_group:
 * @keeper: who keeps a store
 *
 * Returns: whether no file is the store
 */
gboolean
jkk_node_keeper_is_group (JkkNodeKeeper *keeper)
{
  return keeper->plan->number > 0;
}

/* ---- A copy ------------------------------------------------------------------------------------------------------ */

static gboolean
wait_for_lead (JkkNodeEngine *engine, guint64 number)
{
  gint64 until = g_get_monotonic_time () + PATIENCE;
  guint64 leader = 0;

  do
    {
      g_autofree char *address = NULL;

      g_usleep (G_USEC_PER_SEC / 20);
      jkk_db_group_leader (jkk_node_engine_line (engine), &leader, &address);
    }
  while (leader != number && g_get_monotonic_time () < until);
  return leader == number;
}

static gboolean
dial_nobody_cb (const char *address, int *fd, gpointer data)
{
  return FALSE;
}

static gboolean
fail_engine (const char *folder, GError **error)
{
  g_set_error (error, JKK_ERROR, JKK_ERROR_STORAGE,
               _ ("What this node keeps in “%s” cannot be read. Make the copy on another node of the group."), folder);
  return FALSE;
}

static gboolean
copy_from_engine (JkkNodeKeeper *keeper, const char *engine_folder, const char *path, GError **error)
{
  g_autofree char *address = jkk_node_office_address (keeper->plan->hosts[0], keeper->plan->port);
  guint64 number = keeper->plan->number;

  if (!jkk_node_engine_recover (engine_folder, number, address))
    return fail_engine (engine_folder, error);
  g_autoptr (JkkNodeEngine) engine =
      jkk_node_engine_start (engine_folder, number, address, JKK_NODE_LATENCY, dial_nobody_cb, NULL, error);
  if (engine == NULL)
    return FALSE;
  if (!wait_for_lead (engine, number))
    return fail_engine (engine_folder, error);
  g_autoptr (JkkDqlite) line = jkk_dqlite_connect (jkk_node_engine_line (engine));
  return jkk_db_group_copy (line, path, error);
}

static gboolean
copy_file (const char *from, const char *to, GError **error)
{
  g_autoptr (GFile) source = g_file_new_for_path (from);
  g_autoptr (GFile) target = g_file_new_for_path (to);
  g_autoptr (GError) reason = NULL;

  if (g_file_copy (source, target, G_FILE_COPY_TARGET_DEFAULT_PERMS, NULL, NULL, NULL, &reason))
    return TRUE;
  g_set_error (error, JKK_ERROR, JKK_ERROR_STORAGE,
               _ ("“%s” could not be written: %s. Check the free space and your right to write there."), to,
               reason->message);
  return FALSE;
}

static gboolean
copy_files (const char *from, const char *to, GError **error)
{
  g_autoptr (GDir) dir = g_dir_open (from, 0, NULL);
  const char *name;
  gboolean copied = dir != NULL;

  if (!copied)
    return fail_engine (from, error);
  while (copied && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *source = g_build_filename (from, name, NULL);
      g_autofree char *target = g_build_filename (to, name, NULL);

      copied = copy_file (source, target, error);
    }
  return copied;
}

/* Nobody leads, and this node's service does not run. Its engine stays as it is. */
static gboolean
copy_stopped (JkkNodeKeeper *keeper, const char *path, GError **error)
{
  g_autofree char *engine = jkk_node_group_engine (keeper->folder, keeper->plan->number);
  g_autofree char *scratch = g_strconcat (path, ".engine-XXXXXX", NULL);

  if (g_mkdtemp (scratch) == NULL)
    return fail_engine (scratch, error);
  gboolean copied = copy_files (engine, scratch, error) && copy_from_engine (keeper, scratch, path, error);
  jkk_file_out_remove_folder (scratch);
  return copied;
}

/* The documents that the store names lie with most nodes, perhaps not with this one. */
static void
fetch_papers (JkkNodeKeeper *keeper, GPtrArray *nodes, GCancellable *cancellable)
{
  g_autoptr (GCancellable) never = cancellable != NULL ? g_object_ref (cancellable) : g_cancellable_new ();
  JkkNodeGroup group = { .folder = keeper->folder, .plan = keeper->plan, .stopped = never };

  for (guint i = 0; i < nodes->len; i++)
    {
      const JkkNodeMember *node = nodes->pdata[i];
      g_autoptr (JkkNodePeer) peer = NULL;

      if (!node->answers || node->number == keeper->plan->number)
        continue;
      peer = jkk_node_peer_new (node->address, keeper->key, keeper->office);
      jkk_node_papers_catch_up (&group, peer);
    }
}

static gboolean
copy_running (JkkNodeKeeper *keeper, const JkkNodeMember *node, const char *path, GError **error)
{
  g_autoptr (JkkNodeReach) reach = jkk_node_reach_new (node->address, keeper->key, keeper->office);

  if (reach != NULL)
    return jkk_db_group_copy (jkk_node_reach_get_line (reach), path, error);
  g_set_error (error, JKK_ERROR, JKK_ERROR_AWAY, _ ("The node “%s” does not answer any more. Try again in a moment."),
               node->address);
  return FALSE;
}

static gboolean
fail_without_leader (JkkNodeKeeper *keeper, GError **error)
{
  g_set_error_literal (error, JKK_ERROR, JKK_ERROR_AWAY,
                       _ ("Most nodes of the group must be running and reach each other: santunctl store nodes shows "
                          "them. If the others are gone for good, stop this node and try again: then all that it has "
                          "is saved."));
  return FALSE;
}

/**
 * jkk_node_keeper_copy:
 * @keeper: who keeps the store of a group
 * @path: where; what is there is written over
 * @cancellable: (nullable): to give up
 * @error: AWAY: nobody leads the group, and this node runs; STORAGE
 *
 * Writes the store of the group as it is at this moment into a file of its own, while others go on working, and fetches
 * its documents to this computer. Of a group that runs no more it takes what this node has, which is stopped as well.
 *
 * Returns: whether the copy lies whole and safely on the disk
 */
gboolean
jkk_node_keeper_copy (JkkNodeKeeper *keeper, const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) nodes = jkk_node_members_list (keeper->folder, error);

  g_return_val_if_fail (jkk_node_keeper_is_group (keeper), FALSE);
  if (nodes == NULL || g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  for (guint i = 0; i < nodes->len; i++)
    if (((JkkNodeMember *) nodes->pdata[i])->leads)
      {
        gboolean copied = copy_running (keeper, nodes->pdata[i], path, error);

        if (copied)
          fetch_papers (keeper, nodes, cancellable);
        return copied;
      }
  int lock = jkk_stand_by_lock (keeper->folder);
  if (lock < 0)
    return fail_without_leader (keeper, error);
  gboolean copied = copy_stopped (keeper, path, error);
  g_close (lock, NULL);
  return copied;
}

/* ---- Another store in its place ---------------------------------------------------------------------------------- */

static gboolean
check_stopped (JkkNodeKeeper *keeper, GError **error)
{
  int lock = jkk_stand_by_lock (keeper->folder);

  if (lock >= 0)
    return g_close (lock, error);
  g_set_error_literal (error, JKK_ERROR, JKK_ERROR_BUSY,
                       _ ("The node of this computer is running. Stop it first, then try again: systemctl stop "
                          "santun-node"));
  return FALSE;
}

/* Whoever goes on with the old store meanwhile would lose what he does. */
static gboolean
check_others_stopped (JkkNodeKeeper *keeper, GError **error)
{
  g_autoptr (GPtrArray) nodes = jkk_node_members_list (keeper->folder, error);

  for (guint i = 0; nodes != NULL && i < nodes->len; i++)
    {
      const JkkNodeMember *node = nodes->pdata[i];

      if (!node->answers)
        continue;
      g_set_error (error, JKK_ERROR, JKK_ERROR_BUSY,
                   _ ("The node “%s” of the group is running. Stop the nodes on all computers first, then try again: "
                      "systemctl stop santun-node"),
                   node->address);
      return FALSE;
    }
  return nodes != NULL;
}

/* The new group has new keys, which only the office's own key can make. */
static gboolean
check_office_key (JkkNodeKeeper *keeper, GError **error)
{
  g_autoptr (JkkNodePair) office = jkk_node_office_load_office (keeper->folder, NULL);

  if (office == NULL)
    g_set_error (
        error, JKK_ERROR, JKK_ERROR_NOT_FOUND,
        _ ("The key of the office, office.key, is not in “%s”. Restore the backup on the computer that has it, "
           "or carry it here from there or from its copy."),
        keeper->folder);
  return office != NULL;
}

/**
 * jkk_node_keeper_may_replace:
 * @keeper: who keeps a store
 * @error: BUSY: a node is running; REFUSED: this one only follows; NOT_FOUND: the key of the office is elsewhere
 *
 * Returns: whether the store may be replaced now
 */
gboolean
jkk_node_keeper_may_replace (JkkNodeKeeper *keeper, GError **error)
{
  if (keeper->plan->part != JKK_NODE_SERVES && keeper->plan->number == 0)
    {
      g_set_error_literal (error, JKK_ERROR, JKK_ERROR_REFUSED,
                           _ ("This computer does not serve the desks. Restore the backup on the computer that does, "
                              "or promote this one first."));
      return FALSE;
    }
  if (!check_stopped (keeper, error))
    return FALSE;
  return !jkk_node_keeper_is_group (keeper) ||
         (check_others_stopped (keeper, error) && check_office_key (keeper, error));
}

/* What was kept so far, as a file that can be opened; NULL when it cannot be read, its engine lies there all the same.
 */
static char *
keep_present (JkkNodeKeeper *keeper)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *stamp = g_date_time_format (now, "%Y%m%d-%H%M%S");
  g_autofree char *path = g_strdup_printf ("%s.replaced-%s", keeper->plan->store, stamp);
  g_autoptr (GError) reason = NULL;

  if (copy_stopped (keeper, path, &reason))
    return g_steal_pointer (&path);
  g_warning ("%s", reason->message);
  return jkk_node_group_engine (keeper->folder, keeper->plan->number);
}

/* None of the old group is let in any more, so that none of it can go on with this one's name. */
static gboolean
renew_list (JkkNodeKeeper *keeper, JkkNodePlan *plan, GError **error)
{
  g_autoptr (GPtrArray) desks = jkk_node_office_desks (keeper->folder, error);
  gboolean barred = desks != NULL;

  for (guint i = 0; barred && i < desks->len; i++)
    {
      const JkkNodeDesk *node = desks->pdata[i];

      if (node->number > 0 && node->barred_at == 0)
        barred = jkk_node_list_bar (keeper->folder, node->number, error);
    }
  return barred && jkk_node_office_write_node (keeper->folder, plan, error);
}

static gboolean
begin_anew (JkkNodeKeeper *keeper, const char *store, GError **error)
{
  g_autoptr (JkkNodePlan) plan = jkk_node_office_load (keeper->folder, error);

  if (plan == NULL)
    return FALSE;
  plan->number = jkk_node_list_next_number (keeper->folder);
  plan->epoch++;
  plan->part = JKK_NODE_SERVES;
  g_clear_pointer (&plan->peers, g_strfreev);
  /* The plan last: until then the folder is that of the old group's node, which the list already keeps from serving. */
  return jkk_node_group_begin (keeper->folder, plan, store, error) && renew_list (keeper, plan, error) &&
         jkk_node_office_write_plan (keeper->folder, plan, error);
}

/**
 * jkk_node_keeper_replace:
 * @keeper: who keeps the store of a group, of which no node runs
 * @store: a whole store; its documents lie beside the node's already
 * @kept: (out) (transfer full) (nullable): where the replaced store lies now
 * @error: as jkk_node_keeper_may_replace(); as jkk_db_open(); STORAGE
 *
 * Begins a new group on this computer, in a later epoch, that keeps the given store. The nodes of the old one are let
 * in no more, and serve no more once they hear of it; they join anew.
 *
 * Returns: whether it was done
 */
gboolean
jkk_node_keeper_replace (JkkNodeKeeper *keeper, const char *store, char **kept, GError **error)
{
  *kept = NULL;
  g_return_val_if_fail (jkk_node_keeper_is_group (keeper), FALSE);

  if (!jkk_node_keeper_may_replace (keeper, error))
    return FALSE;
  int lock = jkk_stand_by_lock (keeper->folder);
  if (lock < 0)
    return check_stopped (keeper, error) && FALSE;
  g_autofree char *present = keep_present (keeper);
  gboolean done = begin_anew (keeper, store, error);
  g_close (lock, NULL);
  if (done)
    *kept = g_steal_pointer (&present);
  return done;
}
