#include "jkk-node-office-private.h"

#include "jkk-desk-key.h"
#include "jkk-node-group.h"
#include "jkk-node-list.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

/* The node's folder:
 *
 *   node.conf    what it is set up for (JkkNodePlan)
 *   office.pem   certificate of the office, which every desk trusts
 *   office.key   the key that vouches for desks and the node; may be kept elsewhere while no desk is added
 *   node.pem     certificate and key of the node
 *   desks.conf   the desks: number and end of the certificate, and whether it was revoked; a stand-by follows it
 *   follower.pem certificate and key of a stand-by, with which it follows
 */
#define OFFICE_DAYS 3650
#define DESK_DAYS 1095

#define GROUP "node"

/* X.520 */
#define LONGEST_NAME 64

/**
 * jkk_node_plan_free:
 * @plan: (transfer full): a plan
 */
void
jkk_node_plan_free (JkkNodePlan *plan)
{
  g_free (plan->store);
  g_strfreev (plan->hosts);
  g_free (plan->of);
  g_strfreev (plan->peers);
  g_free (plan);
}

/**
 * jkk_node_desk_free:
 * @desk: (transfer full): a desk
 */
void
jkk_node_desk_free (JkkNodeDesk *desk)
{
  g_free (desk->name);
  g_free (desk->serial);
  g_free (desk->place);
  g_free (desk->address);
  g_free (desk);
}

static const char *const parts[] = {
  [JKK_NODE_SERVES] = "node",
  [JKK_NODE_STANDS_BY] = "stand-by",
  [JKK_NODE_RETIRED] = "retired",
};

static const char *const kinds[] = {
  [JKK_SESSION_DESK] = "desk",
  [JKK_SESSION_STAND_BY] = "stand-by",
  [JKK_SESSION_CENTRE] = "centre",
};

/* The number of a word, or of the first one when it is not there. */
static guint
find_word (const char *const *words, guint n_words, GKeyFile *keys, const char *group, const char *key)
{
  g_autofree char *word = g_key_file_get_string (keys, group, key, NULL);
  guint found = 0;

  for (guint i = 0; i < n_words; i++)
    if (g_strcmp0 (words[i], word) == 0)
      found = i;
  return found;
}

static char *
find (const char *folder, const char *name)
{
  return g_build_filename (folder, name, NULL);
}

/* Writes a secret file whole or not at all. */
gboolean
jkk_node_office_keep (const char *path, const char *text, GError **error)
{
  g_autoptr (GError) reason = NULL;

  if (g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, &reason))
    return TRUE;
  g_set_error (error, JKK_ERROR, JKK_ERROR_STORAGE,
               _ ("“%s” could not be written: %s. Check the free space and your right to write there."), path,
               reason->message);
  return FALSE;
}

static gboolean
keep_keys (const char *path, GKeyFile *keys, GError **error)
{
  g_autofree char *text = g_key_file_to_data (keys, NULL, NULL);

  return jkk_node_office_keep (path, text, error);
}

static char *
read_text (const char *folder, const char *name, GError **error)
{
  g_autofree char *path = find (folder, name);
  char *text = NULL;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    g_set_error (error, JKK_ERROR, JKK_ERROR_NOT_FOUND,
                 _ ("“%s” cannot be read. Is this the folder of a node, and may you read it? santun-node setup makes "
                    "one."),
                 path);
  return text;
}

/* Returns (transfer full): the office's certificate and key; NOT_FOUND when the key is kept elsewhere. */
JkkNodePair *
jkk_node_office_load_office (const char *folder, GError **error)
{
  g_autoptr (JkkNodePair) office = g_new0 (JkkNodePair, 1);

  office->certificate = read_text (folder, "office.pem", error);
  if (office->certificate == NULL)
    return NULL;
  office->key = read_text (folder, "office.key", NULL);
  if (office->key != NULL)
    return g_steal_pointer (&office);
  g_set_error (error, JKK_ERROR, JKK_ERROR_NOT_FOUND,
               _ ("The office's key, office.key, does not lie in “%s”, or may not be read. It is in the folder of the "
                  "node that was set up first: do this there, or bring the key here for the time being."),
               folder);
  return NULL;
}

static gboolean
write_node (const char *folder, const JkkNodePlan *plan, const JkkNodePair *office, GError **error)
{
  g_autofree char *path = find (folder, "node.pem");
  g_autoptr (JkkNodePair) node = jkk_node_certificate_make (
      JKK_NODE_NODE, "Santun node", (const char *const *) plan->hosts, JKK_NODE_NODE_DAYS, office, error);

  if (node == NULL || (plan->number > 0 && !jkk_node_list_add (folder, plan, node, error)))
    return FALSE;
  g_autofree char *text = g_strconcat (node->certificate, node->key, NULL);
  return jkk_node_office_keep (path, text, error);
}

/* Returns whether the node has a new key, by the office's own. */
gboolean
jkk_node_office_write_node (const char *folder, const JkkNodePlan *plan, GError **error)
{
  g_autoptr (JkkNodePair) office = jkk_node_office_load_office (folder, error);

  return office != NULL && write_node (folder, plan, office, error);
}

/* Returns whether node.conf says this plan. */
gboolean
jkk_node_office_write_plan (const char *folder, const JkkNodePlan *plan, GError **error)
{
  g_autoptr (GKeyFile) keys = g_key_file_new ();
  g_autofree char *path = find (folder, "node.conf");

  g_key_file_set_string (keys, GROUP, "store", plan->store);
  g_key_file_set_string_list (keys, GROUP, "hosts", (const char *const *) plan->hosts, g_strv_length (plan->hosts));
  g_key_file_set_integer (keys, GROUP, "port", plan->port);
  g_key_file_set_string (keys, GROUP, "part", parts[plan->part]);
  g_key_file_set_int64 (keys, GROUP, "epoch", plan->epoch);
  if (plan->of != NULL)
    g_key_file_set_string (keys, GROUP, "of", plan->of);
  if (plan->number > 0)
    {
      g_key_file_set_uint64 (keys, GROUP, "number", plan->number);
      g_key_file_set_integer (keys, GROUP, "latency", (int) (plan->latency > 0 ? plan->latency : JKK_NODE_LATENCY));
    }
  if (plan->peers != NULL)
    g_key_file_set_string_list (keys, GROUP, "peers", (const char *const *) plan->peers, g_strv_length (plan->peers));
  return keep_keys (path, keys, error);
}

/* Returns whether the folder may become that of a node. */
gboolean
jkk_node_office_check_new (const char *folder, const JkkNodePlan *plan, GError **error)
{
  g_autofree char *path = find (folder, "node.conf");

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, JKK_ERROR, JKK_ERROR_CONFLICT,
                   _ ("“%s” is the folder of a node already and was left as it is. Choose another folder."), folder);
      return FALSE;
    }
  if (plan->hosts == NULL || plan->hosts[0] == NULL || plan->port == 0 || !g_path_is_absolute (plan->store))
    {
      g_set_error_literal (error, JKK_ERROR, JKK_ERROR_INVALID,
                           _ ("A node needs the whole path of its store, at least one name by which desks reach this "
                              "computer, and a port."));
      return FALSE;
    }
  return TRUE;
}

/**
 * jkk_node_office_set_up:
 * @folder: the node's folder; made when it is not there
 * @plan: what it is set up for
 * @error: CONFLICT: there is a node already; INVALID, STORAGE
 *
 * Makes the office's certificate, that of the node, and the file that says where the store lies.
 *
 * Returns: whether the node can now be started
 */
gboolean
jkk_node_office_set_up (const char *folder, const JkkNodePlan *plan, GError **error)
{
  g_autofree char *certificate = find (folder, "office.pem");
  g_autofree char *key = find (folder, "office.key");

  if (!jkk_node_office_check_new (folder, plan, error))
    return FALSE;
  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      g_set_error (error, JKK_ERROR, JKK_ERROR_STORAGE,
                   _ ("The folder “%s” could not be created: %s. Choose a place where you may write."), folder,
                   g_strerror (errno));
      return FALSE;
    }
  g_autoptr (JkkNodePair) office =
      jkk_node_certificate_make (JKK_NODE_OFFICE, "Santun office", NULL, OFFICE_DAYS, NULL, error);
  /* The plan last: with it the folder is that of a node. */
  return office != NULL && jkk_node_office_keep (certificate, office->certificate, error) &&
         jkk_node_office_keep (key, office->key, error) && write_node (folder, plan, office, error) &&
         (plan->number == 0 || jkk_node_group_set_up (folder, plan, error)) &&
         jkk_node_office_write_plan (folder, plan, error);
}

/**
 * jkk_node_office_load:
 * @folder: the node's folder
 * @error: NOT_FOUND: it is none; FORMAT: its plan is damaged
 *
 * Returns: (transfer full): what the node was set up for
 */
JkkNodePlan *
jkk_node_office_load (const char *folder, GError **error)
{
  g_autofree char *text = read_text (folder, "node.conf", error);
  g_autoptr (GKeyFile) keys = g_key_file_new ();
  g_autoptr (JkkNodePlan) plan = g_new0 (JkkNodePlan, 1);

  if (text == NULL)
    return NULL;
  if (g_key_file_load_from_data (keys, text, -1, G_KEY_FILE_NONE, NULL))
    {
      plan->store = g_key_file_get_string (keys, GROUP, "store", NULL);
      plan->hosts = g_key_file_get_string_list (keys, GROUP, "hosts", NULL, NULL);
      plan->port = (guint16) g_key_file_get_integer (keys, GROUP, "port", NULL);
      plan->part = find_word (parts, G_N_ELEMENTS (parts), keys, GROUP, "part");
      plan->epoch = MAX (1, g_key_file_get_int64 (keys, GROUP, "epoch", NULL));
      plan->of = g_key_file_get_string (keys, GROUP, "of", NULL);
      plan->number = g_key_file_get_uint64 (keys, GROUP, "number", NULL);
      plan->peers = g_key_file_get_string_list (keys, GROUP, "peers", NULL, NULL);
      plan->latency = (guint) CLAMP (g_key_file_get_integer (keys, GROUP, "latency", NULL), 0, 1000);
    }
  if (plan->store != NULL && plan->hosts != NULL && plan->hosts[0] != NULL && plan->port != 0)
    return g_steal_pointer (&plan);

  g_set_error (error, JKK_ERROR, JKK_ERROR_FORMAT,
               _ ("node.conf in “%s” is damaged: it must name store, hosts and port. Mend it, or bring back the last "
                  "copy."),
               folder);
  return NULL;
}

/**
 * jkk_node_office_renew:
 * @folder: the node's folder
 * @error: NOT_FOUND, FORMAT, STORAGE
 *
 * Gives the node a new certificate, for the hosts that its plan names now. Desks need nothing new.
 *
 * Returns: whether it has one
 */
gboolean
jkk_node_office_renew (const char *folder, GError **error)
{
  g_autoptr (JkkNodePlan) plan = jkk_node_office_load (folder, error);

  return plan != NULL && jkk_node_office_write_node (folder, plan, error);
}

/**
 * jkk_node_office_certificate:
 * @folder: the node's folder
 * @error: FORMAT: it cannot be used
 *
 * Returns: (transfer full): the node's certificate with its key
 */
GTlsCertificate *
jkk_node_office_certificate (const char *folder, GError **error)
{
  g_autofree char *path = find (folder, "node.pem");
  g_autoptr (GError) reason = NULL;
  GTlsCertificate *certificate = g_tls_certificate_new_from_file (path, &reason);

  if (certificate == NULL)
    g_set_error (error, JKK_ERROR, JKK_ERROR_FORMAT,
                 _ ("The node's certificate “%s” cannot be used: %s. Renew it with: santun-node renew"), path,
                 reason->message);
  return certificate;
}

/**
 * jkk_node_office_trust:
 * @folder: the node's folder
 * @error: FORMAT: it cannot be used
 *
 * Returns: (transfer full): whom the node trusts: those for whom the office vouches, nobody else
 */
GTlsDatabase *
jkk_node_office_trust (const char *folder, GError **error)
{
  g_autofree char *path = find (folder, "office.pem");
  g_autoptr (GError) reason = NULL;
  GTlsDatabase *trust = g_tls_file_database_new (path, &reason);

  if (trust == NULL)
    g_set_error (error, JKK_ERROR, JKK_ERROR_FORMAT,
                 _ ("The office's certificate “%s” cannot be used: %s. Bring back the last copy."), path,
                 reason->message);
  return trust;
}

/* ---- Desks ------------------------------------------------------------------------------------------------------- */

/* Returns (transfer full): the list of desks, empty when there is none yet. */
GKeyFile *
jkk_node_office_load_desks (const char *folder)
{
  g_autofree char *path = find (folder, "desks.conf");
  GKeyFile *keys = g_key_file_new ();

  g_key_file_load_from_file (keys, path, G_KEY_FILE_NONE, NULL);
  return keys;
}

/* Returns whether the list is kept. */
gboolean
jkk_node_office_save_desks (const char *folder, GKeyFile *keys, GError **error)
{
  g_autofree char *path = find (folder, "desks.conf");

  return keep_keys (path, keys, error);
}

/* Returns whether a computer may be called so. */
gboolean
jkk_node_office_check_name (const char *name, GError **error)
{
  gsize n_good = strspn (name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_");

  if (n_good > 0 && n_good <= LONGEST_NAME && name[n_good] == '\0')
    return TRUE;
  g_set_error (error, JKK_ERROR, JKK_ERROR_INVALID,
               _ ("“%s” cannot be the name of a desk. Use letters, digits, dots, hyphens and underscores, %d at most."),
               name, LONGEST_NAME);
  return FALSE;
}

/* Key by number of the certificate: a desk that gets a new one keeps its name, and the old one stays revoked. */
void
jkk_node_office_note_desk (
    GKeyFile *keys, const char *name, const JkkNodePair *pair, JkkSessionKind kind, const char *place)
{
  g_key_file_set_string (keys, pair->serial, "name", name);
  g_key_file_set_int64 (keys, pair->serial, "until", pair->until);
  if (kind != JKK_SESSION_DESK)
    g_key_file_set_string (keys, pair->serial, "kind", kinds[kind]);
  if (place != NULL)
    g_key_file_set_string (keys, pair->serial, "place", place);
}

/**
 * jkk_node_office_address:
 * @host: name or number of a computer
 * @port: where a node listens there
 *
 * Returns: (transfer full): “host:port”
 */
char *
jkk_node_office_address (const char *host, guint16 port)
{
  gboolean bracketed = strchr (host, ':') != NULL;

  return g_strdup_printf ("%s%s%s:%u", bracketed ? "[" : "", host, bracketed ? "]" : "", port);
}

/* Of a group all nodes that are on the list now; this one first. */
static char *
find_address (const char *folder, const JkkNodePlan *plan)
{
  g_autofree char *own = jkk_node_office_address (plan->hosts[0], plan->port);
  g_autoptr (GString) address = g_string_new (JKK_NODE_SCHEME);
  g_autoptr (GPtrArray) desks = jkk_node_office_desks (folder, NULL);

  g_string_append (address, own);
  for (guint i = 0; desks != NULL && i < desks->len; i++)
    {
      const JkkNodeDesk *node = desks->pdata[i];

      if (node->address != NULL && node->barred_at == 0 && node->number != plan->number)
        g_string_append_printf (address, ",%s", node->address);
    }
  return g_string_free (g_steal_pointer (&address), FALSE);
}

/**
 * jkk_node_office_add_desk:
 * @folder: the node's folder
 * @name: of the computer
 * @out: where the desk file is written
 * @error: INVALID: not a name; NOT_FOUND: the office's key is kept elsewhere; STORAGE
 *
 * Makes a key for a desk, and a file with it that is taken in there. The file is secret: who has it can connect.
 *
 * Returns: whether it was made
 */
gboolean
jkk_node_office_add_desk (const char *folder, const char *name, const char *out, GError **error)
{
  g_autoptr (JkkNodePlan) plan = jkk_node_office_check_name (name, error) ? jkk_node_office_load (folder, error) : NULL;
  g_autoptr (JkkNodePair) office = plan != NULL ? jkk_node_office_load_office (folder, error) : NULL;
  g_autoptr (JkkNodePair) desk =
      office != NULL ? jkk_node_certificate_make (JKK_NODE_DESK, name, NULL, DESK_DAYS, office, error) : NULL;

  if (desk == NULL)
    return FALSE;
  g_autofree char *address = find_address (folder, plan);
  g_autofree char *text =
      g_strconcat ("Santun-Node: ", address, "\n", desk->certificate, desk->key, office->certificate, NULL);
  int lock = jkk_node_list_lock (folder);
  g_autoptr (GKeyFile) keys = jkk_node_office_load_desks (folder);
  jkk_node_office_note_desk (keys, name, desk, JKK_SESSION_DESK, NULL);
  /* Known before it is handed out: what nobody knows cannot be revoked. */
  gboolean saved = jkk_node_office_save_desks (folder, keys, error);
  jkk_node_list_unlock (lock);
  /* In a group, should this computer fail in the next moment, the others know it too. */
  jkk_node_list_spread (folder);
  return saved && jkk_node_office_keep (out, text, error);
}

static JkkNodeDesk *
read_desk (GKeyFile *keys, const char *serial)
{
  JkkNodeDesk *desk = g_new0 (JkkNodeDesk, 1);

  desk->serial = g_strdup (serial);
  desk->name = g_key_file_get_string (keys, serial, "name", NULL);
  desk->until = g_key_file_get_int64 (keys, serial, "until", NULL);
  desk->barred_at = g_key_file_get_int64 (keys, serial, "revoked", NULL);
  desk->kind = find_word (kinds, G_N_ELEMENTS (kinds), keys, serial, "kind");
  desk->place = g_key_file_get_string (keys, serial, "place", NULL);
  desk->number = g_key_file_get_uint64 (keys, serial, "number", NULL);
  desk->address = g_key_file_get_string (keys, serial, "address", NULL);
  return desk;
}

/**
 * jkk_node_office_bar_desk:
 * @folder: the node's folder
 * @name: of the computer
 * @error: NOT_FOUND: no desk of this name has a valid key; STORAGE
 *
 * Revokes all keys of a desk: it gets no further answer, also over a line that it has already.
 *
 * Returns: whether they are revoked
 */
gboolean
jkk_node_office_bar_desk (const char *folder, const char *name, GError **error)
{
  int lock = jkk_node_list_lock (folder);
  g_autoptr (GPtrArray) desks = jkk_node_office_desks (folder, error);
  g_autoptr (GKeyFile) keys = jkk_node_office_load_desks (folder);
  guint n_barred = 0;

  for (guint i = 0; desks != NULL && i < desks->len; i++)
    {
      const JkkNodeDesk *desk = desks->pdata[i];

      if (g_strcmp0 (desk->name, name) != 0 || desk->barred_at != 0 || desk->number > 0)
        continue;
      g_key_file_set_int64 (keys, desk->serial, "revoked", g_get_real_time () / G_USEC_PER_SEC);
      n_barred++;
    }
  gboolean saved = n_barred > 0 && jkk_node_office_save_desks (folder, keys, error);
  jkk_node_list_unlock (lock);
  jkk_node_list_spread (folder);
  if (n_barred > 0)
    return saved;
  if (desks != NULL)
    g_set_error (error, JKK_ERROR, JKK_ERROR_NOT_FOUND,
                 _ ("No desk “%s” has a key that could be revoked. santun-node desks lists them."), name);
  return FALSE;
}

/**
 * jkk_node_office_desks:
 * @folder: the node's folder
 * @error: NOT_FOUND: it is none
 *
 * Returns: (transfer full) (element-type JkkNodeDesk): all desks that ever had a key
 */
GPtrArray *
jkk_node_office_desks (const char *folder, GError **error)
{
  g_autoptr (JkkNodePlan) plan = jkk_node_office_load (folder, error);
  g_autoptr (GPtrArray) desks = g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_node_desk_free);
  g_autoptr (GKeyFile) keys = jkk_node_office_load_desks (folder);
  g_auto (GStrv) serials = g_key_file_get_groups (keys, NULL);

  if (plan == NULL)
    return NULL;
  for (guint i = 0; serials[i] != NULL; i++)
    g_ptr_array_add (desks, read_desk (keys, serials[i]));
  return g_steal_pointer (&desks);
}

/**
 * jkk_node_office_serial:
 * @certificate: what a desk has shown
 *
 * Returns: (transfer full): its number, "" when it has none
 */
char *
jkk_node_office_serial (GTlsCertificate *certificate)
{
  g_autofree char *pem = NULL;

  g_object_get (certificate, "certificate-pem", &pem, NULL);
  return jkk_node_certificate_serial (pem);
}

/**
 * jkk_node_office_find:
 * @folder: the node's folder
 * @serial: number of a certificate
 *
 * Returns: (transfer full) (nullable): the desk it was made for; %NULL: it is not on the list, whoever signed it
 */
JkkNodeDesk *
jkk_node_office_find (const char *folder, const char *serial)
{
  g_autoptr (GKeyFile) keys = jkk_node_office_load_desks (folder);

  return *serial != '\0' && g_key_file_has_group (keys, serial) ? read_desk (keys, serial) : NULL;
}
