#include "jkk-node-group-private.h"

#include "jkk-db-group.h"
#include "jkk-file-out.h"
#include "jkk-node-tunnel.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sys/socket.h>
#include <unistd.h>

/*   desk ──TLS──▶ visitor ─▶ jkk_session_serve () ─▶ own engine (it leads, or the desk is sent on)
 *                                                        │
 *   engine ─▶ socket pair ─▶ tunnel ──TLS──▶ visitor of the other node ─▶ its engine
 *
 *   messenger: every second, to each other node: the list of desks; whether this node belongs to the group yet; at
 *   first and now and then: which documents it has that are missing here
 */
#define ROUND_MS 1000

/* A node that becomes one that counts first hears of everything that was kept. */
#define JOIN_SECONDS 120

/* In between, each document goes to all at once. */
#define ROUNDS_BETWEEN_PAPERS 600

/* An engine asks for the next line as soon as one has failed. */
#define REDIAL_PAUSE (100 * G_TIME_SPAN_MILLISECOND)

/* ---- Lines for the engine ---------------------------------------------------------------------------------------- */

typedef struct
{
  JkkNodeGroup *group;
  char *address;
  int fd;
} Tunnel;

static gpointer
dig (gpointer data)
{
  Tunnel *tunnel = data;
  JkkNodeGroup *group = tunnel->group;
  g_autoptr (GIOStream) engine = jkk_node_tunnel_wrap (tunnel->fd);
  g_autoptr (JkkNodePeer) peer = jkk_node_peer_new (tunnel->address, group->key, group->office);
  g_autoptr (GIOStream) line = jkk_node_peer_tunnel (peer, group->stopped);

  if (line != NULL)
    jkk_node_tunnel_run (engine, line, group->stopped);
  else
    g_usleep (REDIAL_PAUSE);
  g_io_stream_close (engine, NULL, NULL);
  g_clear_pointer (&peer, jkk_node_peer_free);
  g_free (tunnel->address);
  g_free (tunnel);
  g_mutex_lock (&group->mutex);
  group->n_tunnels--;
  g_cond_broadcast (&group->cond);
  g_mutex_unlock (&group->mutex);
  return NULL;
}

/* The engine gets its end at once; what it says waits there until the other node answers. */
static gboolean
dial_cb (const char *address, int *fd, gpointer data)
{
  JkkNodeGroup *group = data;
  int ends[2];

  if (g_cancellable_is_cancelled (group->stopped) || jkk_node_group_is_out (group) ||
      socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
    return FALSE;
  Tunnel *tunnel = g_new0 (Tunnel, 1);
  tunnel->group = group;
  tunnel->address = g_strdup (address);
  tunnel->fd = ends[1];
  *fd = ends[0];
  g_mutex_lock (&group->mutex);
  group->n_tunnels++;
  g_mutex_unlock (&group->mutex);
  g_thread_unref (g_thread_new ("tunnel", dig, tunnel));
  return TRUE;
}

/* ---- What the nodes tell each other ------------------------------------------------------------------------------ */

/* Who belongs to the group, as this node's engine knows; empty before it has heard of it. */
GPtrArray *
jkk_node_group_members (JkkNodeGroup *group)
{
  g_autoptr (JkkDqlite) line = jkk_dqlite_connect (jkk_node_engine_line (group->engine));
  GPtrArray *members = NULL;

  if (jkk_dqlite_members (line, &members) != 0)
    members = g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_dqlite_member_free);
  return members;
}

/* Returns: (transfer full): addresses of the others */
GPtrArray *
jkk_node_group_peers (JkkNodeGroup *group)
{
  g_mutex_lock (&group->mutex);
  GPtrArray *peers = g_ptr_array_ref (group->peers);
  g_mutex_unlock (&group->mutex);
  return peers;
}

static void
add_peer (JkkNodeGroup *group, GPtrArray *peers, const char *address)
{
  if (!g_str_equal (address, group->address) && !g_ptr_array_find_with_equal_func (peers, address, g_str_equal, NULL))
    g_ptr_array_add (peers, g_strdup (address));
}

/* The list of nodes says who may; the engine, who does. Both are asked, so that a node that has not joined yet finds
 * the others. */
static void
look_round (JkkNodeGroup *group, GPtrArray *members)
{
  g_autoptr (GPtrArray) peers = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) desks = jkk_node_office_desks (group->folder, NULL);

  for (guint i = 0; i < members->len; i++)
    add_peer (group, peers, ((JkkDqliteMember *) members->pdata[i])->address);
  for (guint i = 0; desks != NULL && i < desks->len; i++)
    {
      const JkkNodeDesk *node = desks->pdata[i];

      if (node->address != NULL && node->barred_at == 0)
        add_peer (group, peers, node->address);
    }
  g_mutex_lock (&group->mutex);
  g_ptr_array_unref (group->peers);
  group->peers = g_steal_pointer (&peers);
  g_mutex_unlock (&group->mutex);
}

/* The store goes on without this node: it serves nobody, and its engine says nothing more to the others. */
static void
look_whether_out (JkkNodeGroup *group)
{
  if (!jkk_node_group_is_out (group) && jkk_node_list_barred_at (group->folder, group->plan->number) != 0)
    {
      g_message ("this node was taken out of its group and serves no more");
      g_atomic_int_set (&group->is_out, TRUE);
    }
}

/* Whether this node counts: what is kept lies with most of those that do. */
gboolean
jkk_node_group_counts (JkkNodeGroup *group, GPtrArray *members)
{
  for (guint i = 0; i < members->len; i++)
    {
      const JkkDqliteMember *member = members->pdata[i];

      if (member->id == group->plan->number)
        return member->role == JKK_DQLITE_VOTER;
    }
  return FALSE;
}

/* Whoever leads takes it in; who does not says so, and the next one is asked. */
static void
ask_to_join (JkkNodeGroup *group, JkkNodePeer *peer)
{
  GByteArray *question = jkk_frame_start (JKK_FRAME_JOIN);

  jkk_frame_add_number (question, (gint64) group->plan->number);
  jkk_frame_add_text (question, group->address);
  JkkFrame *answer = jkk_node_peer_ask (peer, question, JOIN_SECONDS, group->stopped);
  if (answer != NULL && answer->kind == JKK_FRAME_OK)
    g_message ("taken into the group by %s", jkk_node_peer_get_address (peer));
  g_clear_pointer (&answer, jkk_frame_free);
}

static JkkNodePeer *
find_peer (JkkNodeGroup *group, GHashTable *known, const char *address)
{
  JkkNodePeer *peer = g_hash_table_lookup (known, address);

  if (peer == NULL)
    {
      peer = jkk_node_peer_new (address, group->key, group->office);
      g_hash_table_insert (known, g_strdup (address), peer);
    }
  return peer;
}

/* One round to all; @silent remembers who did not answer the last time, since it may have missed documents. */
static void
go_round (JkkNodeGroup *group, GHashTable *known, GHashTable *silent, guint round)
{
  g_autoptr (GPtrArray) members = jkk_node_group_members (group);
  gboolean joined = jkk_node_group_counts (group, members);

  look_round (group, members);
  look_whether_out (group);
  if (jkk_node_group_is_out (group))
    return;
  g_autoptr (GPtrArray) peers = jkk_node_group_peers (group);
  for (guint i = 0; i < peers->len && !g_cancellable_is_cancelled (group->stopped); i++)
    {
      JkkNodePeer *peer = find_peer (group, known, peers->pdata[i]);

      if (!jkk_node_list_exchange (group->folder, peer, group->stopped))
        {
          g_hash_table_add (silent, g_strdup (peers->pdata[i]));
          continue;
        }
      if (!joined)
        {
          ask_to_join (group, peer);
          /* All documents there are new here. */
          g_hash_table_add (silent, g_strdup (peers->pdata[i]));
        }
      else if (g_hash_table_remove (silent, peers->pdata[i]) || round % ROUNDS_BETWEEN_PAPERS == 0)
        jkk_node_papers_catch_up (group, peer);
    }
}

static gpointer
carry_messages (gpointer data)
{
  JkkNodeGroup *group = data;
  g_autoptr (GHashTable) known =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) jkk_node_peer_free);
  g_autoptr (GHashTable) silent = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint round = 0; !g_cancellable_is_cancelled (group->stopped); round++)
    {
      gint64 next = g_get_monotonic_time () + ROUND_MS * G_TIME_SPAN_MILLISECOND;

      go_round (group, known, silent, round);
      g_mutex_lock (&group->mutex);
      while (!g_cancellable_is_cancelled (group->stopped) && g_cond_wait_until (&group->cond, &group->mutex, next))
        ;
      g_mutex_unlock (&group->mutex);
    }
  return NULL;
}

/* ---- Beginning and end ------------------------------------------------------------------------------------------- */

static gboolean
leads_cb (gpointer group)
{
  return jkk_node_lead_is_sure (((JkkNodeGroup *) group)->lead);
}

/* Of a group that was begun anew with a restored store; the engine of the one before stays beside it. */
static char *
name_later_engine (const char *folder, guint64 number)
{
  g_autofree char *name = g_strdup_printf ("engine-%" G_GUINT64_FORMAT, number);

  return g_build_filename (folder, name, NULL);
}

/**
 * jkk_node_group_engine:
 * @folder: the node's folder
 * @number: of the node
 *
 * Returns: (transfer full): where its engine keeps its log
 */
char *
jkk_node_group_engine (const char *folder, guint64 number)
{
  g_autofree char *later = name_later_engine (folder, number);

  return g_file_test (later, G_FILE_TEST_IS_DIR) ? g_steal_pointer (&later) : g_build_filename (folder, "engine", NULL);
}

static JkkNodeEngine *
start_engine (const char *engine, const JkkNodePlan *plan, JkkNodeDialler dial, gpointer data, GError **error)
{
  g_autofree char *address = jkk_node_office_address (plan->hosts[0], plan->port);

  return jkk_node_engine_start (engine, plan->number, address, plan->latency > 0 ? plan->latency : JKK_NODE_LATENCY,
                                dial, data, error);
}

/**
 * jkk_node_group_start:
 * @folder: the node's folder
 * @plan: what the node is set up for; borrowed
 * @key: who it is
 * @office: whom it trusts
 * @error: STORAGE
 *
 * Starts this node's part; with which others, and which one leads, shows in the course of time.
 *
 * Returns: (transfer full): the running part
 */
JkkNodeGroup *
jkk_node_group_start (
    const char *folder, const JkkNodePlan *plan, GTlsCertificate *key, GTlsDatabase *office, GError **error)
{
  g_autoptr (JkkNodeGroup) group = g_new0 (JkkNodeGroup, 1);

  group->folder = g_strdup (folder);
  group->address = jkk_node_office_address (plan->hosts[0], plan->port);
  group->plan = plan;
  group->key = g_object_ref (key);
  group->office = g_object_ref (office);
  group->stopped = g_cancellable_new ();
  group->peers = g_ptr_array_new_with_free_func (g_free);
  g_mutex_init (&group->mutex);
  g_mutex_init (&group->membership);
  g_cond_init (&group->cond);
  for (guint i = 0; plan->peers != NULL && plan->peers[i] != NULL; i++)
    add_peer (group, group->peers, plan->peers[i]);
  g_autofree char *engine = jkk_node_group_engine (folder, plan->number);
  group->engine = start_engine (engine, plan, dial_cb, group, error);
  if (group->engine == NULL)
    return NULL;
  group->session = (JkkSessionGroup){ jkk_node_engine_line (group->engine),
                                      plan->number,
                                      leads_cb,
                                      jkk_node_papers_spread,
                                      jkk_node_papers_fetch,
                                      jkk_node_relay_hand_on,
                                      group };
  group->lead = jkk_node_lead_new (group);
  look_whether_out (group);
  group->messenger = g_thread_new ("messenger", carry_messages, group);
  return g_steal_pointer (&group);
}

/**
 * jkk_node_group_stop:
 * @group: (transfer full): this node's part, over which nobody is served any more
 */
void
jkk_node_group_stop (JkkNodeGroup *group)
{
  g_cancellable_cancel (group->stopped);
  g_mutex_lock (&group->mutex);
  g_cond_broadcast (&group->cond);
  g_mutex_unlock (&group->mutex);
  g_clear_pointer (&group->messenger, g_thread_join);
  g_clear_pointer (&group->engine, jkk_node_engine_stop);
  g_mutex_lock (&group->mutex);
  while (group->n_tunnels > 0)
    g_cond_wait (&group->cond, &group->mutex);
  g_mutex_unlock (&group->mutex);
  g_clear_pointer (&group->lead, jkk_node_lead_free);
  g_object_unref (group->stopped);
  g_object_unref (group->key);
  g_object_unref (group->office);
  g_ptr_array_unref (group->peers);
  g_mutex_clear (&group->mutex);
  g_mutex_clear (&group->membership);
  g_cond_clear (&group->cond);
  g_free (group->folder);
  g_free (group->address);
  g_free (group);
}

/**
 * jkk_node_group_is_out:
 * @group: this node's part
 *
 * Returns: whether this node was taken out of the group
 */
gboolean
jkk_node_group_is_out (JkkNodeGroup *group)
{
  return g_atomic_int_get (&group->is_out);
}

/**
 * jkk_node_group_get_session:
 * @group: this node's part
 *
 * Returns: (transfer none): what a session of a desk needs of it
 */
const JkkSessionGroup *
jkk_node_group_get_session (JkkNodeGroup *group)
{
  return &group->session;
}

static gboolean
refuse_cb (const char *address, int *fd, gpointer data)
{
  return FALSE;
}

/* The engine was of no use to anybody yet. */
static void
remove_engine (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *file = g_build_filename (path, name, NULL);

      g_unlink (file);
    }
  g_rmdir (path);
}

static gboolean
fill_engine (const char *path, const JkkNodePlan *plan, const char *store, GError **error)
{
  g_autoptr (JkkNodeEngine) engine = NULL;

  /* What is left of an earlier attempt that was broken off. */
  remove_engine (path);
  engine = start_engine (path, plan, refuse_cb, NULL, error);
  gboolean taken = engine != NULL && jkk_db_group_import (jkk_node_engine_line (engine), store, error);
  g_clear_pointer (&engine, jkk_node_engine_stop);
  if (!taken)
    remove_engine (path);
  return taken;
}

/**
 * jkk_node_group_set_up:
 * @folder: the node's folder
 * @plan: of the first node of a group
 * @error: as jkk_db_open() of the store's file; STORAGE
 *
 * Begins a group that keeps what the store's file holds; the file stays as it is.
 *
 * Returns: whether the group, of one node so far, has all of it
 */
gboolean
jkk_node_group_set_up (const char *folder, const JkkNodePlan *plan, GError **error)
{
  g_autofree char *path = jkk_node_group_engine (folder, plan->number);

  return fill_engine (path, plan, plan->store, error);
}

static gboolean
fail_begin (const char *path, GError **error)
{
  remove_engine (path);
  g_set_error (
      error, JKK_ERROR, JKK_ERROR_STORAGE,
      _ ("The part of the group in “%s” could not be begun. Check the free space and your right to write there."),
      path);
  return FALSE;
}

/**
 * jkk_node_group_begin:
 * @folder: the node's folder, which is not served just now
 * @plan: of this node in the new group, whose number no node had before
 * @store: what the group shall keep
 * @error: as jkk_node_group_set_up()
 *
 * Begins another group with this node; the engine of the one before stays as it is, and is what the node goes on with
 * until its plan is written.
 *
 * Returns: whether the group, of one node so far, has all of it
 */
gboolean
jkk_node_group_begin (const char *folder, const JkkNodePlan *plan, const char *store, GError **error)
{
  g_autofree char *path = name_later_engine (folder, plan->number);
  g_autofree char *draft = g_strconcat (path, ".new", NULL);
  g_autofree char *address = jkk_node_office_address (plan->hosts[0], plan->port);
  /* Only the first of a group can begin one; then it gets its number. */
  JkkNodePlan first = *plan;

  first.number = 1;
  if (!fill_engine (draft, &first, store, error))
    return FALSE;
  if (!jkk_node_engine_recover (draft, plan->number, address))
    return fail_begin (draft, error);
  return jkk_file_out_rename (draft, path, error);
}
