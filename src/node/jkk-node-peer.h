#pragma once

#include "jkk-frame.h"

G_BEGIN_DECLS

/* A line from one node of a group to another: made when something is asked, and again after it broke. */
typedef struct _JkkNodePeer JkkNodePeer;

JkkNodePeer *jkk_node_peer_new (const char *address, GTlsCertificate *key, GTlsDatabase *office);
void jkk_node_peer_free (JkkNodePeer *peer);
const char *jkk_node_peer_get_address (JkkNodePeer *peer);
JkkFrame *jkk_node_peer_ask (JkkNodePeer *peer, GByteArray *question, guint seconds, GCancellable *cancellable);
GIOStream *jkk_node_peer_hand_on (JkkNodePeer *peer, GByteArray *question, guint seconds, GCancellable *cancellable);
GIOStream *jkk_node_peer_tunnel (JkkNodePeer *peer, GCancellable *cancellable);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkNodePeer, jkk_node_peer_free)

G_END_DECLS
