#include "jkk-node-reach.h"

#include "jkk-node-tunnel.h"

#include <sys/socket.h>
#include <unistd.h>

struct _JkkNodeReach
{
  JkkNodePeer *peer;
  GIOStream *line; /* to the node */
  GIOStream *end;  /* what the engine's line is joined to */
  JkkDqlite *engine;
  GThread *thread;
  GCancellable *never;
};

static gpointer
hand_on (gpointer data)
{
  JkkNodeReach *reach = data;

  jkk_node_tunnel_run (reach->line, reach->end, reach->never);
  return NULL;
}

/**
 * jkk_node_reach_new:
 * @address: “host:port” of a node
 * @key: of a node of its group
 * @office: whom to trust
 *
 * Returns: (transfer full) (nullable): a line to its engine; %NULL: it does not answer
 */
JkkNodeReach *
jkk_node_reach_new (const char *address, GTlsCertificate *key, GTlsDatabase *office)
{
  g_autoptr (JkkNodeReach) reach = g_new0 (JkkNodeReach, 1);
  int ends[2];

  reach->peer = jkk_node_peer_new (address, key, office);
  reach->never = g_cancellable_new ();
  reach->line = jkk_node_peer_tunnel (reach->peer, NULL);
  if (reach->line == NULL || socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
    return NULL;
  reach->end = jkk_node_tunnel_wrap (ends[1]);
  reach->thread = g_thread_new ("reach", hand_on, reach);
  reach->engine = jkk_dqlite_over (ends[0]);
  return g_steal_pointer (&reach);
}

/**
 * jkk_node_reach_free:
 * @reach: (transfer full): a line, which ends
 */
void
jkk_node_reach_free (JkkNodeReach *reach)
{
  g_clear_pointer (&reach->engine, jkk_dqlite_close);
  g_clear_pointer (&reach->thread, g_thread_join);
  g_clear_object (&reach->line);
  g_clear_object (&reach->end);
  g_clear_object (&reach->never);
  jkk_node_peer_free (reach->peer);
  g_free (reach);
}

/**
 * jkk_node_reach_get_line:
 * @reach: a line to a node
 *
 * Returns: (transfer none): what its engine is asked over
 */
JkkDqlite *
jkk_node_reach_get_line (JkkNodeReach *reach)
{
  return reach->engine;
}
