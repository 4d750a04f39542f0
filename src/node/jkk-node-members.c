#include "jkk-node-members.h"

#include "jkk-db-private.h"
#include "jkk-desk-key.h"
#include "jkk-node-list.h"
#include "jkk-node-office-private.h"
#include "jkk-node-peer.h"
#include "jkk-node-role.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

/* A file for a new node is a list like node.conf, with what goes into its folder. */
#define GROUP "member"
#define LONGEST_FILE (1024 * 1024)

/* Two of three must run; of four it would be three. */
#define MOST_NODES 3

#define STATUS_SECONDS 5
#define CHANGE_SECONDS 30

/* How long a group may take to agree on who leads. */
#define PATIENCE (15 * G_TIME_SPAN_SECOND)

/**
 * jkk_node_member_free:
 * @member: (transfer full): a node of a group
 */
void
jkk_node_member_free (JkkNodeMember *member)
{
  g_free (member->address);
  g_free (member->version);
  g_free (member);
}

static JkkNodePlan *
load_group (const char *folder, GError **error)
{
  g_autoptr (JkkNodePlan) plan = jkk_node_office_load (folder, error);

  if (plan == NULL || plan->number > 0)
    return g_steal_pointer (&plan);
  g_set_error (error, JKK_ERROR, JKK_ERROR_REFUSED,
               _ ("The node in “%s” stands alone. A group is begun with: santun-node setup --group"), folder);
  return NULL;
}

/* The nodes of the list that have not been revoked; of one that was renewed, the last. */
static GPtrArray *
find_nodes (const char *folder, GError **error)
{
  g_autoptr (GPtrArray) desks = jkk_node_office_desks (folder, error);
  g_autoptr (GPtrArray) nodes = g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_node_member_free);

  for (guint i = 0; desks != NULL && i < desks->len; i++)
    {
      const JkkNodeDesk *desk = desks->pdata[i];
      gboolean is_known = desk->address == NULL || desk->barred_at != 0;

      for (guint j = 0; j < nodes->len && !is_known; j++)
        is_known = ((JkkNodeMember *) nodes->pdata[j])->number == desk->number;
      if (is_known)
        continue;
      JkkNodeMember *node = g_new0 (JkkNodeMember, 1);
      node->number = desk->number;
      node->address = g_strdup (desk->address);
      node->entries = JKK_NONE;
      g_ptr_array_add (nodes, node);
    }
  return desks != NULL ? g_steal_pointer (&nodes) : NULL;
}

/* ---- A new node -------------------------------------------------------------------------------------------------- */

/* @but: (nullable): a node that is to be replaced, perhaps by one at its own address */
static gboolean
check_free (const char *folder, const char *address, const JkkNodeMember *but, GError **error)
{
  g_autoptr (GPtrArray) nodes = find_nodes (folder, error);
  guint n_others = 0;

  for (guint i = 0; nodes != NULL && i < nodes->len; i++)
    {
      const JkkNodeMember *node = nodes->pdata[i];

      if (but != NULL && node->number == but->number)
        continue;
      n_others++;
      if (!g_str_equal (node->address, address))
        continue;
      g_set_error (error, JKK_ERROR, JKK_ERROR_CONFLICT,
                   _ ("“%s” is a node of the group already. Remove it first if its computer was replaced."), address);
      return FALSE;
    }
  if (n_others < MOST_NODES)
    return nodes != NULL;
  g_set_error_literal (
      error, JKK_ERROR, JKK_ERROR_REFUSED,
      _ ("The group has three nodes. A fourth would not make it safer: two that fail would stop it all "
         "the same. Replace one: santunctl store nodes replace OLD NEW"));
  return FALSE;
}

static char **
list_addresses (const char *folder)
{
  g_autoptr (GPtrArray) nodes = find_nodes (folder, NULL);
  g_autoptr (GStrvBuilder) addresses = g_strv_builder_new ();

  for (guint i = 0; nodes != NULL && i < nodes->len; i++)
    g_strv_builder_add (addresses, ((JkkNodeMember *) nodes->pdata[i])->address);
  return g_strv_builder_end (addresses);
}

static gboolean
write_invitation (const char *folder,
                  const JkkNodePlan *plan,
                  const JkkNodePair *pair,
                  const JkkNodePair *office,
                  const char *out,
                  GError **error)
{
  g_autoptr (GKeyFile) keys = g_key_file_new ();
  g_autofree char *node = g_strconcat (pair->certificate, pair->key, NULL);
  g_autofree char *list = jkk_node_list_write (folder);
  g_autofree char *secret = jkk_node_role_secret (folder);

  g_key_file_set_uint64 (keys, GROUP, "number", plan->number);
  g_key_file_set_int64 (keys, GROUP, "epoch", plan->epoch);
  g_key_file_set_string (keys, GROUP, "host", plan->hosts[0]);
  g_key_file_set_integer (keys, GROUP, "port", plan->port);
  g_key_file_set_integer (keys, GROUP, "latency", (int) plan->latency);
  g_key_file_set_string_list (keys, GROUP, "peers", (const char *const *) plan->peers, g_strv_length (plan->peers));
  g_key_file_set_string (keys, GROUP, "node", node);
  g_key_file_set_string (keys, GROUP, "office", office->certificate);
  g_key_file_set_string (keys, GROUP, "list", list);
  /* Who has signed in at one node is known at all. */
  g_key_file_set_string (keys, GROUP, "secret", secret);
  g_autofree char *text = g_key_file_to_data (keys, NULL, NULL);
  return jkk_node_office_keep (out, text, error);
}

/* What a new node needs; NULL when it cannot be made. */
static JkkNodePair *
check_invitation (
    const char *folder, const char *address, const JkkNodeMember *but, char **host, guint16 *port, GError **error)
{
  g_autoptr (JkkNodePlan) own = load_group (folder, error);
  g_autoptr (JkkNodePair) office = own != NULL ? jkk_node_office_load_office (folder, error) : NULL;
  g_autoptr (GSocketConnectable) place = jkk_desk_key_parse_host (address);

  if (office == NULL)
    return NULL;
  if (place == NULL)
    {
      g_set_error (error, JKK_ERROR, JKK_ERROR_INVALID,
                   _ ("“%s” is not the name of a computer, as in kantor-2 or kantor-2:4547."), address);
      return NULL;
    }
  *host = g_strdup (g_network_address_get_hostname (G_NETWORK_ADDRESS (place)));
  *port = g_network_address_get_port (G_NETWORK_ADDRESS (place));
  g_autofree char *full = jkk_node_office_address (*host, *port);
  return check_free (folder, full, but, error) && jkk_node_office_check_host (*host, FALSE, error)
             ? g_steal_pointer (&office)
             : NULL;
}

/**
 * jkk_node_members_invite:
 * @folder: folder of a node of the group, with the office's key
 * @address: “host” or “host:port” of the computer that shall have a node
 * @out: where the file for it is written
 * @error: INVALID: no address; CONFLICT: it has a node; REFUSED: there are three; NOT_FOUND: the office's key is kept
 *   elsewhere; STORAGE
 *
 * Makes a key for a new node, and a file with it that is taken in there. The file is secret.
 *
 * Returns: whether it was made
 */
gboolean
jkk_node_members_invite (const char *folder, const char *address, const char *out, GError **error)
{
  g_autoptr (JkkNodePlan) own = load_group (folder, error);
  g_autofree char *host = NULL;
  guint16 port = 0;
  g_autoptr (JkkNodePair) office = own != NULL ? check_invitation (folder, address, NULL, &host, &port, error) : NULL;

  if (office == NULL)
    return FALSE;
  g_auto (GStrv) peers = list_addresses (folder);
  char *hosts[] = { host, NULL };
  JkkNodePlan plan = { .hosts = hosts,
                       .port = port,
                       .number = jkk_node_list_next_number (folder),
                       .epoch = own->epoch,
                       .peers = peers,
                       .latency = own->latency };
  g_autoptr (JkkNodePair) pair = jkk_node_certificate_make (JKK_NODE_NODE, "Santun node", (const char *const *) hosts,
                                                            JKK_NODE_NODE_DAYS, office, error);
  return pair != NULL && jkk_node_list_add (folder, &plan, pair, error) &&
         write_invitation (folder, &plan, pair, office, out, error);
}

static gboolean
take_in_part (const char *folder, GKeyFile *keys, const char *part, const char *name, GError **error)
{
  g_autofree char *text = g_key_file_get_string (keys, GROUP, part, NULL);
  g_autofree char *path = g_build_filename (folder, name, NULL);

  return jkk_node_office_keep (path, text, error);
}

static gboolean
take_in (const char *folder, GKeyFile *keys, const JkkNodePlan *plan, GError **error)
{
  return take_in_part (folder, keys, "node", "node.pem", error) &&
         take_in_part (folder, keys, "office", "office.pem", error) &&
         take_in_part (folder, keys, "secret", "session.key", error) &&
         take_in_part (folder, keys, "list", "desks.conf", error) && jkk_node_office_write_plan (folder, plan, error);
}

static GKeyFile *
read_invitation (const char *path, GError **error)
{
  static const char *const needed[] = { "number", "host", "port", "peers", "node", "office", "list", "secret" };
  g_autoptr (GKeyFile) keys = g_key_file_new ();
  g_autofree char *text = NULL;
  gsize length = 0;
  gboolean is_whole = g_file_get_contents (path, &text, &length, NULL) && length < LONGEST_FILE &&
                      g_key_file_load_from_data (keys, text, length, G_KEY_FILE_NONE, NULL);

  for (guint i = 0; is_whole && i < G_N_ELEMENTS (needed); i++)
    {
      g_autofree char *value = g_key_file_get_string (keys, GROUP, needed[i], NULL);

      is_whole = value != NULL && *value != '\0';
    }
  if (is_whole)
    return g_steal_pointer (&keys);
  g_set_error (
      error, JKK_ERROR, JKK_ERROR_FORMAT,
      _ ("“%s” is not the file of a new node. Ask your administrator for one: santunctl store nodes add writes "
         "it."),
      path);
  return NULL;
}

/**
 * jkk_node_members_join:
 * @folder: folder of the new node; made when it is not there
 * @path: a file that jkk_node_members_invite() has written
 * @store: whole path where a store would lie; its documents lie beside it
 * @error: CONFLICT: there is a node already; FORMAT: another file; STORAGE
 *
 * Sets a node up that belongs to a group; once it is started, the group takes it in.
 *
 * Returns: whether it can now be started
 */
gboolean
jkk_node_members_join (const char *folder, const char *path, const char *store, GError **error)
{
  g_autoptr (GKeyFile) keys = read_invitation (path, error);
  g_autoptr (JkkNodePlan) plan = g_new0 (JkkNodePlan, 1);
  g_autofree char *parent = g_path_get_dirname (store);

  if (keys == NULL)
    return FALSE;
  plan->store = g_strdup (store);
  plan->hosts = g_new0 (char *, 2);
  plan->hosts[0] = g_key_file_get_string (keys, GROUP, "host", NULL);
  plan->port = (guint16) g_key_file_get_integer (keys, GROUP, "port", NULL);
  plan->number = g_key_file_get_uint64 (keys, GROUP, "number", NULL);
  plan->epoch = MAX (1, g_key_file_get_int64 (keys, GROUP, "epoch", NULL));
  plan->latency = (guint) CLAMP (g_key_file_get_integer (keys, GROUP, "latency", NULL), 0, 1000);
  plan->peers = g_key_file_get_string_list (keys, GROUP, "peers", NULL, NULL);
  if (!jkk_node_office_check_new (folder, plan, error) || !jkk_node_office_check_host (plan->hosts[0], TRUE, error))
    return FALSE;
  if (g_mkdir_with_parents (folder, 0700) == 0 && g_mkdir_with_parents (parent, 0700) == 0)
    return take_in (folder, keys, plan, error);
  g_set_error (error, JKK_ERROR, JKK_ERROR_STORAGE,
               _ ("The folder “%s” could not be created: %s. Choose a place where you may write."), folder,
               g_strerror (errno));
  return FALSE;
}

/* ---- The group as it is ------------------------------------------------------------------------------------------ */

/* What an administrator needs to ask nodes with the key of the one whose folder is in hand. */
typedef struct
{
  GTlsCertificate *key;
  GTlsDatabase *office;
} Asker;

static void
asker_clear (Asker *asker)
{
  g_clear_object (&asker->key);
  g_clear_object (&asker->office);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Asker, asker_clear)

static gboolean
asker_init (Asker *asker, const char *folder, GError **error)
{
  asker->key = jkk_node_office_certificate (folder, error);
  asker->office = asker->key != NULL ? jkk_node_office_trust (folder, error) : NULL;
  return asker->office != NULL;
}

static guint64
ask_status (const Asker *asker, JkkNodeMember *node)
{
  g_autoptr (JkkNodePeer) peer = jkk_node_peer_new (node->address, asker->key, asker->office);
  g_autoptr (JkkFrame) answer = jkk_node_peer_ask (peer, jkk_frame_start (JKK_FRAME_STATUS), STATUS_SECONDS, NULL);

  if (answer == NULL || answer->kind != JKK_FRAME_OK)
    return 0;
  node->answers = (guint64) jkk_frame_take_number (answer) == node->number;
  gint64 leader = jkk_frame_take_number (answer);
  node->entries = jkk_frame_take_number (answer);
  node->version = g_strdup (jkk_frame_take_text (answer));
  node->counts = jkk_frame_take_number (answer) == 1;
  return leader > 0 ? (guint64) leader : 0;
}

/**
 * jkk_node_members_check:
 * @folder: folder of a node
 * @error: NOT_FOUND, FORMAT: it is none; REFUSED: the node stands alone, or was taken out of its group
 *
 * Returns: whether the nodes of its group can be looked after from here
 */
gboolean
jkk_node_members_check (const char *folder, GError **error)
{
  g_autoptr (JkkNodePlan) plan = load_group (folder, error);
  gint64 barred_at = plan != NULL ? jkk_node_list_barred_at (folder, plan->number) : 0;
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (barred_at);
  g_autofree char *day = g_date_time_format (time, "%Y-%m-%d %H:%M");

  if (plan == NULL || barred_at == 0)
    return plan != NULL;
  g_set_error (error, JKK_ERROR, JKK_ERROR_REFUSED,
               _ ("The node in “%s” was taken out of its group on %s and serves no more. Look after the group on the "
                  "computer of another node. To bring this one back, move its folder aside, have a file made there "
                  "with santunctl store nodes add, and take it in with santun-node join."),
               folder, day);
  return FALSE;
}

/**
 * jkk_node_members_list:
 * @folder: folder of a node of the group
 * @error: NOT_FOUND, FORMAT: it is none; REFUSED: the node stands alone
 *
 * Returns: (transfer full) (element-type JkkNodeMember): the nodes of the group, as they answer
 */
GPtrArray *
jkk_node_members_list (const char *folder, GError **error)
{
  g_autoptr (JkkNodePlan) plan = load_group (folder, error);
  g_autoptr (GPtrArray) nodes = plan != NULL ? find_nodes (folder, error) : NULL;
  g_auto (Asker) asker = { 0 };

  if (nodes == NULL || !asker_init (&asker, folder, error))
    return NULL;
  /* A node leads when it says so itself: one that was cut off does not know what the others have agreed on. */
  for (guint i = 0; i < nodes->len; i++)
    {
      JkkNodeMember *node = nodes->pdata[i];

      node->leads = ask_status (&asker, node) == node->number;
    }
  return g_steal_pointer (&nodes);
}

static JkkNodeMember *
find_node (GPtrArray *nodes, const char *address, GError **error)
{
  for (guint i = 0; i < nodes->len; i++)
    {
      JkkNodeMember *node = nodes->pdata[i];
      gsize length = strlen (address);

      if (strncmp (node->address, address, length) == 0 &&
          (node->address[length] == '\0' || node->address[length] == ':'))
        return node;
    }
  g_set_error (error, JKK_ERROR, JKK_ERROR_NOT_FOUND,
               _ ("The group has no node “%s”. santunctl store nodes lists them."), address);
  return NULL;
}

/* Asks one after the other, until the one that leads has done it. */
static gboolean
change (const char *folder, GPtrArray *nodes, const char *what, guint64 number, GError **error)
{
  gint64 until = g_get_monotonic_time () + PATIENCE;
  g_auto (Asker) asker = { 0 };

  if (!asker_init (&asker, folder, error))
    return FALSE;
  do
    for (guint i = 0; i < nodes->len; i++)
      {
        JkkNodeMember *node = nodes->pdata[i];
        g_autoptr (JkkNodePeer) peer = jkk_node_peer_new (node->address, asker.key, asker.office);
        GByteArray *question = jkk_frame_start (JKK_FRAME_CHANGE);

        jkk_frame_add_text (question, what);
        jkk_frame_add_number (question, (gint64) number);
        g_autoptr (JkkFrame) answer = jkk_node_peer_ask (peer, question, CHANGE_SECONDS, NULL);
        if (answer != NULL && answer->kind == JKK_FRAME_OK)
          return TRUE;
        g_usleep (G_USEC_PER_SEC / 10);
      }
  while (g_get_monotonic_time () < until);
  g_set_error_literal (error, JKK_ERROR, JKK_ERROR_AWAY,
                       _ ("No node that leads the group has done this; nothing was changed. Most nodes of a group must "
                          "be running and reach each other: santunctl store nodes shows them."));
  return FALSE;
}

static JkkNodeMember *
find_another (GPtrArray *nodes, const JkkNodeMember *but)
{
  for (guint i = 0; i < nodes->len; i++)
    {
      JkkNodeMember *node = nodes->pdata[i];

      if (node != but && node->answers)
        return node;
    }
  return NULL;
}

/* Those that are left must be able to go on. */
static gboolean
check_rest (GPtrArray *nodes, const JkkNodeMember *but, GError **error)
{
  const JkkNodeMember *away = NULL;
  guint n_left = 0, n_answer = 0;

  for (guint i = 0; i < nodes->len; i++)
    {
      const JkkNodeMember *node = nodes->pdata[i];

      if (node == but)
        continue;
      n_left++;
      n_answer += node->answers;
      if (!node->answers)
        away = node;
    }
  if (2 * n_answer > n_left)
    return TRUE;
  g_set_error (
      error, JKK_ERROR, JKK_ERROR_REFUSED,
      _ ("“%s” does not answer; without “%s” as well the group could not go on, and nothing was changed. Bring "
         "“%s” back, or take it out first."),
      away->address, but->address, away->address);
  return FALSE;
}

/**
 * jkk_node_members_remove:
 * @folder: folder of another node of the group
 * @address: “host” or “host:port” of a node
 * @error: NOT_FOUND: no such node; REFUSED: the others could not go on; AWAY: the group cannot agree; STORAGE
 *
 * Takes a node out of its group, whether it still answers or not, and its right to come back.
 *
 * Returns: whether it was done
 */
gboolean
jkk_node_members_remove (const char *folder, const char *address, GError **error)
{
  g_autoptr (GPtrArray) nodes = jkk_node_members_list (folder, error);
  JkkNodeMember *node = nodes != NULL ? find_node (nodes, address, error) : NULL;
  JkkNodeMember *other = node != NULL ? find_another (nodes, node) : NULL;

  if (node == NULL)
    return FALSE;
  if (other == NULL)
    {
      g_set_error_literal (error, JKK_ERROR, JKK_ERROR_REFUSED,
                           _ ("No other node of the group answers: with this one the store would be gone."));
      return FALSE;
    }
  if (!check_rest (nodes, node, error))
    return FALSE;
  /* Who leads does not go without another one that does. */
  if (node->leads && !change (folder, nodes, "lead", other->number, error))
    return FALSE;
  return change (folder, nodes, "remove", node->number, error) && jkk_node_list_bar (folder, node->number, error);
}

/**
 * jkk_node_members_transfer:
 * @folder: folder of a node of the group
 * @address: “host” or “host:port” of the node that shall lead
 * @error: NOT_FOUND: no such node; AWAY: the group cannot agree
 *
 * Returns: whether it leads now
 */
gboolean
jkk_node_members_transfer (const char *folder, const char *address, GError **error)
{
  g_autoptr (GPtrArray) nodes = jkk_node_members_list (folder, error);
  JkkNodeMember *node = nodes != NULL ? find_node (nodes, address, error) : NULL;

  if (node != NULL && !node->answers)
    {
      g_set_error (error, JKK_ERROR, JKK_ERROR_AWAY, _ ("“%s” does not answer and cannot lead. Nothing was changed."),
                   node->address);
      return FALSE;
    }
  return node != NULL && (node->leads || change (folder, nodes, "lead", node->number, error));
}

/**
 * jkk_node_members_replace:
 * @folder: folder of a node of the group that is left, with the office's key
 * @old: “host” or “host:port” of the node that goes
 * @address: “host” or “host:port” of the computer that takes its place; it may be the same
 * @out: where the file for it is written
 * @error: as jkk_node_members_invite() and jkk_node_members_remove()
 *
 * Returns: whether the one is out and a file for the other was made; what is wrong with the new one is said before
 */
gboolean
jkk_node_members_replace (const char *folder, const char *old, const char *address, const char *out, GError **error)
{
  g_autoptr (GPtrArray) nodes = find_nodes (folder, error);
  const JkkNodeMember *node = nodes != NULL ? find_node (nodes, old, error) : NULL;
  g_autofree char *host = NULL;
  guint16 port = 0;
  g_autoptr (JkkNodePair) office = node != NULL ? check_invitation (folder, address, node, &host, &port, error) : NULL;

  /* First out, then in: an absent node that still counts would make the group one that two of four can stop. */
  return office != NULL && jkk_node_members_remove (folder, node->address, error) &&
         jkk_node_members_invite (folder, address, out, error);
}
