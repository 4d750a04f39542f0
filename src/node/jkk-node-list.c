#include "jkk-node-list.h"

#include "jkk-db-private.h"
#include "jkk-node-office-private.h"
#include "jkk-node-peer.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/file.h>

/* The list of desks and nodes, of which each node of a group has one: what is new on any comes to all. */
#define ANSWER_SECONDS 5

/**
 * jkk_node_list_lock:
 * @folder: the node's folder
 *
 * The administrator's commands and the node itself, which hears of the lists of the others, change it one at a time.
 *
 * Returns: what jkk_node_list_unlock() needs
 */
int
jkk_node_list_lock (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "desks.lock", NULL);
  int lock = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);

  while (lock >= 0 && flock (lock, LOCK_EX) != 0 && errno == EINTR)
    ;
  return lock;
}

/**
 * jkk_node_list_unlock:
 * @lock: as jkk_node_list_lock() returned it
 */
void
jkk_node_list_unlock (int lock)
{
  if (lock >= 0)
    g_close (lock, NULL);
}

/**
 * jkk_node_list_add:
 * @folder: the node's folder
 * @plan: of a node of the group
 * @pair: its certificate
 * @error: STORAGE
 *
 * Puts a node on the list: only who stands there is let into the group. An earlier certificate of it stays.
 *
 * Returns: whether it was done
 */
gboolean
jkk_node_list_add (const char *folder, const JkkNodePlan *plan, const JkkNodePair *pair, GError **error)
{
  g_autofree char *address = jkk_node_office_address (plan->hosts[0], plan->port);
  int lock = jkk_node_list_lock (folder);
  g_autoptr (GKeyFile) keys = jkk_node_office_load_desks (folder);

  jkk_node_office_note_desk (keys, plan->hosts[0], pair, JKK_SESSION_DESK, NULL);
  g_key_file_set_uint64 (keys, pair->serial, "number", plan->number);
  g_key_file_set_string (keys, pair->serial, "address", address);
  gboolean saved = jkk_node_office_save_desks (folder, keys, error);
  jkk_node_list_unlock (lock);
  jkk_node_list_spread (folder);
  return saved;
}

/**
 * jkk_node_list_places:
 * @folder: the node's folder
 *
 * Returns: (transfer full): where the nodes of the group are: “host:port,host:port”
 */
char *
jkk_node_list_places (const char *folder)
{
  g_autoptr (GPtrArray) desks = jkk_node_office_desks (folder, NULL);
  g_autoptr (GString) places = g_string_new (NULL);

  for (guint i = 0; desks != NULL && i < desks->len; i++)
    {
      const JkkNodeDesk *node = desks->pdata[i];

      if (node->address != NULL && node->barred_at == 0)
        g_string_append_printf (places, "%s%s", places->len > 0 ? "," : "", node->address);
    }
  return g_string_free (g_steal_pointer (&places), FALSE);
}

/**
 * jkk_node_list_barred_at:
 * @folder: the node's folder
 * @number: of a node of the group
 *
 * Returns: when it was taken out of the group; 0: it belongs to it
 */
gint64
jkk_node_list_barred_at (const char *folder, guint64 number)
{
  g_autoptr (GPtrArray) desks = jkk_node_office_desks (folder, NULL);
  gint64 barred_at = 0;

  for (guint i = 0; desks != NULL && i < desks->len; i++)
    {
      const JkkNodeDesk *node = desks->pdata[i];

      if (node->number == number && node->barred_at == 0)
        return 0;
      if (node->number == number)
        barred_at = MAX (barred_at, node->barred_at);
    }
  return barred_at;
}

/**
 * jkk_node_list_next_number:
 * @folder: the node's folder
 *
 * Numbers are never given twice: an engine that comes back under one would be taken for another.
 *
 * Returns: the number of the next node
 */
guint64
jkk_node_list_next_number (const char *folder)
{
  g_autoptr (GPtrArray) desks = jkk_node_office_desks (folder, NULL);
  guint64 last = 0;

  for (guint i = 0; desks != NULL && i < desks->len; i++)
    last = MAX (last, ((JkkNodeDesk *) desks->pdata[i])->number);
  return last + 1;
}

static gboolean
bar (const char *folder, guint64 number, GError **error)
{
  int lock = jkk_node_list_lock (folder);
  g_autoptr (GPtrArray) desks = jkk_node_office_desks (folder, error);
  g_autoptr (GKeyFile) keys = jkk_node_office_load_desks (folder);

  for (guint i = 0; desks != NULL && i < desks->len; i++)
    {
      const JkkNodeDesk *desk = desks->pdata[i];

      if (desk->number == number && desk->barred_at == 0)
        g_key_file_set_int64 (keys, desk->serial, "revoked", g_get_real_time () / G_USEC_PER_SEC);
    }
  gboolean saved = desks != NULL && jkk_node_office_save_desks (folder, keys, error);
  jkk_node_list_unlock (lock);
  return saved;
}

/**
 * jkk_node_list_bar:
 * @folder: the node's folder
 * @number: of a node of the group
 * @error: STORAGE
 *
 * Revokes all keys of a node: no other one of the group lets it in.
 *
 * Returns: whether they are revoked
 */
gboolean
jkk_node_list_bar (const char *folder, guint64 number, GError **error)
{
  gboolean barred = bar (folder, number, error);

  jkk_node_list_spread (folder);
  return barred;
}

/**
 * jkk_node_list_write:
 * @folder: the node's folder
 *
 * Returns: (transfer full): the list of desks and nodes, for another node
 */
char *
jkk_node_list_write (const char *folder)
{
  g_autoptr (GKeyFile) keys = jkk_node_office_load_desks (folder);

  return g_key_file_to_data (keys, NULL, NULL);
}

/* What is on one list belongs on both, and who is revoked on one is revoked. Returns whether that was news. */
static gboolean
merge_one (GKeyFile *ours, GKeyFile *theirs, const char *serial)
{
  g_auto (GStrv) names = g_key_file_get_keys (theirs, serial, NULL, NULL);
  gboolean is_news = FALSE;

  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    {
      g_autofree char *value = g_key_file_get_value (theirs, serial, names[i], NULL);

      if (value == NULL || g_key_file_has_key (ours, serial, names[i], NULL))
        continue;
      g_key_file_set_value (ours, serial, names[i], value);
      is_news = TRUE;
    }
  return is_news;
}

/**
 * jkk_node_list_merge:
 * @folder: the node's folder
 * @list: of another node
 * @error: STORAGE
 *
 * Takes over what another node knows of desks and nodes.
 *
 * Returns: whether the list says all of it now
 */
gboolean
jkk_node_list_merge (const char *folder, const char *list, GError **error)
{
  g_autoptr (GKeyFile) theirs = g_key_file_new ();

  if (!g_key_file_load_from_data (theirs, list, (gsize) -1, G_KEY_FILE_NONE, NULL))
    return TRUE;
  int lock = jkk_node_list_lock (folder);
  g_autoptr (GKeyFile) ours = jkk_node_office_load_desks (folder);
  g_auto (GStrv) serials = g_key_file_get_groups (theirs, NULL);
  gboolean is_news = FALSE;

  for (guint i = 0; serials[i] != NULL; i++)
    is_news |= merge_one (ours, theirs, serials[i]);
  gboolean saved = !is_news || jkk_node_office_save_desks (folder, ours, error);
  jkk_node_list_unlock (lock);
  return saved;
}

/* It may have been away when it was taken out, or the group was begun anew without it. */
static void
take_leave (const char *folder, JkkFrame *answer)
{
  g_autoptr (JkkNodePlan) plan = jkk_node_office_load (folder, NULL);
  g_autoptr (GError) error = NULL;

  if (plan != NULL && jkk_frame_take_number (answer) == JKK_DB_SUPERSEDED && !bar (folder, plan->number, &error))
    g_warning ("%s", error->message);
}

/**
 * jkk_node_list_exchange:
 * @folder: the node's folder
 * @peer: another node of the group
 * @cancellable: ends it early
 *
 * Tells another node the list of this one, and takes over what it knows besides.
 *
 * Returns: whether it answers
 */
gboolean
jkk_node_list_exchange (const char *folder, JkkNodePeer *peer, GCancellable *cancellable)
{
  g_autofree char *own = jkk_node_list_write (folder);
  GByteArray *question = jkk_frame_start (JKK_FRAME_LIST);
  g_autoptr (GError) error = NULL;

  jkk_frame_add_text (question, own);
  g_autoptr (JkkFrame) answer = jkk_node_peer_ask (peer, question, ANSWER_SECONDS, cancellable);
  const char *theirs = answer != NULL && answer->kind == JKK_FRAME_OK ? jkk_frame_take_text (answer) : NULL;
  if (theirs != NULL && g_strcmp0 (own, theirs) != 0 && !jkk_node_list_merge (folder, theirs, &error))
    g_warning ("%s", error->message);
  if (answer != NULL && answer->kind == JKK_FRAME_FAIL)
    take_leave (folder, answer);
  return theirs != NULL;
}

/**
 * jkk_node_list_spread:
 * @folder: the node's folder
 *
 * Exchanges lists with all other nodes of the group, without waiting for the next round: what has just been added or
 * revoked outlives this computer, and what another has just added is known here.
 *
 * Returns: how many others answered
 */
guint
jkk_node_list_spread (const char *folder)
{
  g_autoptr (JkkNodePlan) plan = jkk_node_office_load (folder, NULL);
  g_autoptr (GTlsCertificate) key = NULL;
  g_autoptr (GTlsDatabase) office = NULL;
  g_autoptr (GPtrArray) desks = NULL;
  guint n_told = 0;

  if (plan == NULL || plan->number == 0)
    return 0;
  key = jkk_node_office_certificate (folder, NULL);
  office = jkk_node_office_trust (folder, NULL);
  desks = jkk_node_office_desks (folder, NULL);
  for (guint i = 0; key != NULL && office != NULL && desks != NULL && i < desks->len; i++)
    {
      const JkkNodeDesk *node = desks->pdata[i];

      if (node->address == NULL || node->barred_at != 0 || node->number == plan->number)
        continue;
      g_autoptr (JkkNodePeer) peer = jkk_node_peer_new (node->address, key, office);
      n_told += jkk_node_list_exchange (folder, peer, NULL);
    }
  return n_told;
}
