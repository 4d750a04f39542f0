#include "jkk-node-group-private.h"

#include "jkk-node-tunnel.h"

/*   desk ──TLS──▶ node that it reaches ──TLS──▶ node that leads: a session of the desk, as if it were there
 *
 * The node in between is one of the office's and vouches for the desk, whose certificate it has checked.
 */
#define ANSWER_SECONDS 3

/**
 * jkk_node_relay_hand_on:
 * @data: this node's part of the group
 * @leader: address of the node that leads
 * @session: a desk that does not reach it
 *
 * Carries what the desk and the node that leads say to each other, until one of them ends.
 *
 * Returns: whether it came to that; else the desk has been told nothing yet
 */
gboolean
jkk_node_relay_hand_on (gpointer data, const char *leader, const JkkSession *session)
{
  JkkNodeGroup *group = data;
  GByteArray *question = jkk_frame_start (JKK_FRAME_GUEST);
  JkkNodePeer *peer = jkk_node_peer_new (leader, group->key, group->office);

  jkk_frame_add_text (question, session->serial);
  g_autoptr (GIOStream) line = jkk_node_peer_hand_on (peer, question, ANSWER_SECONDS, session->cancellable);
  gboolean agreed = line != NULL && jkk_frame_send (g_io_stream_get_output_stream (session->stream),
                                                    jkk_frame_start (JKK_FRAME_OK), session->cancellable, NULL);

  if (agreed)
    {
      g_message ("desk %s: handed on to %s", session->name, leader);
      g_socket_set_timeout (session->line, 0);
      jkk_node_tunnel_run (session->stream, line, session->cancellable);
    }
  g_clear_object (&line);
  jkk_node_peer_free (peer);
  return agreed;
}
