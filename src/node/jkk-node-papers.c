#include "jkk-node-group-private.h"

#include "jkk-document-store.h"

#include <glib/gstdio.h>
#include <string.h>

/* A large scan over a slow cable. */
#define PAPER_SECONDS 60

#define HASH_LETTERS 64

static gboolean
is_hash (const char *text, gsize length)
{
  return strspn (text, "0123456789abcdef") == length && text[length] == '\0';
}

/* Keeps a document beside the others of this node. Returns: (transfer full) (nullable): its hash */
char *
jkk_node_papers_keep (JkkNodeGroup *group, GBytes *bytes)
{
  g_autofree char *beside = g_path_get_dirname (group->plan->store);

  return jkk_document_store_keep (beside, bytes, NULL);
}

/* Returns: (transfer full) (nullable): a document of this node, if it is what was put */
GBytes *
jkk_node_papers_read (JkkNodeGroup *group, const char *sha256)
{
  g_autofree char *beside = g_path_get_dirname (group->plan->store);

  return jkk_document_store_read (beside, sha256, NULL);
}

/* Returns: (transfer full): hashes of this node's documents that begin with two letters, a line each */
char *
jkk_node_papers_names (JkkNodeGroup *group, const char *first)
{
  g_autofree char *beside = g_path_get_dirname (group->plan->store);

  return jkk_document_store_names (beside, first);
}

static gboolean
put (JkkNodeGroup *group, JkkNodePeer *peer, const char *sha256, GBytes *bytes)
{
  GByteArray *question = jkk_frame_start (JKK_FRAME_PUT);

  jkk_frame_add_bytes (question, bytes);
  g_autoptr (JkkFrame) answer = jkk_node_peer_ask (peer, question, PAPER_SECONDS, group->stopped);
  return answer != NULL && answer->kind == JKK_FRAME_OK && g_strcmp0 (jkk_frame_take_text (answer), sha256) == 0;
}

/* What was fetched is what was asked for, or nothing. */
static GBytes *
get (JkkNodeGroup *group, JkkNodePeer *peer, const char *sha256)
{
  GByteArray *question = jkk_frame_start (JKK_FRAME_GET);

  jkk_frame_add_text (question, sha256);
  g_autoptr (JkkFrame) answer = jkk_node_peer_ask (peer, question, PAPER_SECONDS, group->stopped);
  g_autoptr (GBytes) bytes = answer != NULL && answer->kind == JKK_FRAME_OK ? jkk_frame_take_bytes (answer) : NULL;
  g_autofree char *hash = bytes != NULL ? g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes) : NULL;
  return g_strcmp0 (hash, sha256) == 0 ? g_steal_pointer (&bytes) : NULL;
}

/* Has the other nodes keep a document that this one has. Returns: whether most of the group have it now. */
gboolean
jkk_node_papers_spread (gpointer data, const char *sha256, GBytes *bytes)
{
  JkkNodeGroup *group = data;
  g_autoptr (GPtrArray) peers = jkk_node_group_peers (group);
  guint n_kept = 1;

  for (guint i = 0; i < peers->len; i++)
    {
      g_autoptr (JkkNodePeer) peer = jkk_node_peer_new (peers->pdata[i], group->key, group->office);

      n_kept += put (group, peer, sha256, bytes);
    }
  return n_kept > (peers->len + 1) / 2;
}

/* Asks the other nodes for a document that this one has not. Returns: (transfer full) (nullable): it */
GBytes *
jkk_node_papers_fetch (gpointer data, const char *sha256)
{
  JkkNodeGroup *group = data;
  g_autoptr (GPtrArray) peers = jkk_node_group_peers (group);
  GBytes *bytes = NULL;

  for (guint i = 0; bytes == NULL && is_hash (sha256, HASH_LETTERS) && i < peers->len; i++)
    {
      g_autoptr (JkkNodePeer) peer = jkk_node_peer_new (peers->pdata[i], group->key, group->office);

      bytes = get (group, peer, sha256);
    }
  return bytes;
}

static gboolean
is_here (JkkNodeGroup *group, const char *sha256)
{
  g_autofree char *beside = g_path_get_dirname (group->plan->store);

  return jkk_document_store_lies (beside, sha256);
}

static gboolean
catch_up_with (JkkNodeGroup *group, JkkNodePeer *peer, const char *letters)
{
  GByteArray *question = jkk_frame_start (JKK_FRAME_NAMES);

  jkk_frame_add_text (question, letters);
  g_autoptr (JkkFrame) answer = jkk_node_peer_ask (peer, question, PAPER_SECONDS, group->stopped);
  const char *list = answer != NULL && answer->kind == JKK_FRAME_OK ? jkk_frame_take_text (answer) : NULL;
  g_auto (GStrv) hashes = g_strsplit (list != NULL ? list : "", "\n", -1);

  for (guint i = 0; hashes[i] != NULL && !g_cancellable_is_cancelled (group->stopped); i++)
    {
      g_autoptr (GBytes) bytes = NULL;

      if (!is_hash (hashes[i], HASH_LETTERS) || is_here (group, hashes[i]))
        continue;
      bytes = get (group, peer, hashes[i]);
      g_free (bytes != NULL ? jkk_node_papers_keep (group, bytes) : NULL);
    }
  return list != NULL;
}

/* Fetches what another node has and this one has not: it was away, or is new. */
void
jkk_node_papers_catch_up (JkkNodeGroup *group, JkkNodePeer *peer)
{
  gboolean answers = TRUE;

  for (guint i = 0; answers && i < 256; i++)
    {
      char letters[3];

      g_snprintf (letters, sizeof letters, "%02x", i);
      answers = catch_up_with (group, peer, letters);
    }
}
