#include "jkk-desk-key.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

/* The first line of a desk file says which node it is for. */
#define FIRST_WORD "Santun-Node: "

/* A desk file holds two certificates and a key. */
#define LONGEST_FILE (64 * 1024)

/**
 * jkk_desk_key_is_node:
 * @address: address of a store
 *
 * Returns: whether it is that of a node, and not a path
 */
gboolean
jkk_desk_key_is_node (const char *address)
{
  return g_str_has_prefix (address, JKK_NODE_SCHEME);
}

/**
 * jkk_desk_key_parse_host:
 * @host: “host” or “host:port”
 *
 * Returns: (transfer full) (nullable): the host and the port
 */
GSocketConnectable *
jkk_desk_key_parse_host (const char *host)
{
  return *host != '\0' && strpbrk (host, "/,@?# ") == NULL ? g_network_address_parse (host, JKK_NODE_PORT, NULL) : NULL;
}

/* More would only make each write slower. */
#define MOST_HOSTS 7

/**
 * jkk_desk_key_parse_hosts:
 * @address: “santun://host” or “santun://host:port”, or several hosts of a group with commas between them
 * @error: INVALID
 *
 * Returns: (transfer full) (element-type GSocketConnectable): the hosts with their ports
 */
GPtrArray *
jkk_desk_key_parse_hosts (const char *address, GError **error)
{
  const char *rest = jkk_desk_key_is_node (address) ? address + strlen (JKK_NODE_SCHEME) : "";
  g_auto (GStrv) hosts = g_strsplit (rest, ",", MOST_HOSTS + 1);
  g_autoptr (GPtrArray) nodes = g_ptr_array_new_with_free_func (g_object_unref);
  guint n_hosts = g_strv_length (hosts);

  for (guint i = 0; i < n_hosts; i++)
    {
      GSocketConnectable *node = jkk_desk_key_parse_host (hosts[i]);

      if (node != NULL)
        g_ptr_array_add (nodes, node);
    }
  if (n_hosts > 0 && n_hosts <= MOST_HOSTS && nodes->len == n_hosts)
    return g_steal_pointer (&nodes);
  g_set_error (error, JKK_ERROR, JKK_ERROR_INVALID,
               _ ("“%s” is not the address of a node. Write santun:// and the name of the computer it runs on, as in "
                  "santun://kantor; of a group all names, with commas between them."),
               address);
  return NULL;
}

/**
 * jkk_desk_key_parse_address:
 * @address: “santun://host” or “santun://host:port”
 * @error: INVALID, also when there are several hosts
 *
 * Returns: (transfer full): the host and the port
 */
GSocketConnectable *
jkk_desk_key_parse_address (const char *address, GError **error)
{
  g_autoptr (GPtrArray) nodes = jkk_desk_key_parse_hosts (address, error);

  if (nodes == NULL || nodes->len == 1)
    return nodes != NULL ? g_object_ref (nodes->pdata[0]) : NULL;
  g_set_error (error, JKK_ERROR, JKK_ERROR_INVALID, _ ("“%s” names several nodes; write the address of one."), address);
  return NULL;
}

/* Letters that may stand in the name of a folder everywhere. */
static char *
find_name (const char *address)
{
  g_autoptr (GPtrArray) nodes = jkk_desk_key_parse_hosts (address, NULL);
  g_autoptr (GString) name = g_string_new (NULL);

  for (guint i = 0; nodes != NULL && i < nodes->len; i++)
    g_string_append_printf (name, "%s%s-%u", i > 0 ? "+" : "", g_network_address_get_hostname (nodes->pdata[i]),
                            g_network_address_get_port (nodes->pdata[i]));
  if (name->len == 0)
    return NULL;
  g_strcanon (g_strdelimit (name->str, ":", '_'), "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_+",
              '_');
  return g_string_free (g_steal_pointer (&name), FALSE);
}

/**
 * jkk_desk_key_folder:
 * @address: address of a node
 *
 * Returns: (transfer full): the folder in which this person keeps, on this computer, what belongs to that node
 */
char *
jkk_desk_key_folder (const char *address)
{
  g_autofree char *name = find_name (address);

  return g_build_filename (g_get_user_config_dir (), "santun", "nodes", name, NULL);
}

static char *
find_file (const char *address)
{
  g_autofree char *folder = jkk_desk_key_folder (address);

  return g_build_filename (folder, "desk.pem", NULL);
}

static gboolean
fail_key (const char *address, const char *reason, GError **error)
{
  g_set_error (error, JKK_ERROR, JKK_ERROR_NOT_FOUND,
               _ ("This computer has no usable key for the node “%s” (%s). Ask your administrator for a desk file and "
                  "take it in with: santunctl store join FILE"),
               address, reason);
  return FALSE;
}

/* Beside the folders of the nodes: the one that was joined last. */
static char *
find_joined (void)
{
  return g_build_filename (g_get_user_config_dir (), "santun", "nodes", "joined", NULL);
}

/**
 * jkk_desk_key_joined:
 *
 * Returns: (transfer full) (nullable): the address of the node that this person has joined last on this computer
 */
char *
jkk_desk_key_joined (void)
{
  g_autofree char *path = find_joined ();
  g_autofree char *address = NULL;
  g_autoptr (GPtrArray) node = NULL;

  if (!g_file_get_contents (path, &address, NULL, NULL))
    return NULL;
  node = jkk_desk_key_parse_hosts (g_strstrip (address), NULL);
  return node != NULL ? g_steal_pointer (&address) : NULL;
}

/**
 * jkk_desk_key_load:
 * @address: address of a node
 * @key: (out) (transfer full): who this computer is
 * @office: (out) (transfer full): whose certificates it trusts
 * @error: NOT_FOUND: it has no key for this node
 *
 * Returns: whether both are there
 */
gboolean
jkk_desk_key_load (const char *address, GTlsCertificate **key, GTlsDatabase **office, GError **error)
{
  g_autofree char *path = find_file (address);
  g_autoptr (GError) reason = NULL;

  *key = g_tls_certificate_new_from_file (path, &reason);
  if (*key == NULL)
    return fail_key (address, reason->message, error);
  *office = g_tls_file_database_new (path, &reason);
  if (*office != NULL)
    return TRUE;
  g_clear_object (key);
  return fail_key (address, reason->message, error);
}

/* The address on the first line, when the rest holds a key and certificates. */
static char *
read_address (const char *path, const char *text, GError **error)
{
  g_autoptr (GTlsCertificate) key = g_tls_certificate_new_from_pem (text, -1, NULL);
  g_autofree char *line = g_strndup (text, strcspn (text, "\r\n"));
  const char *address = g_str_has_prefix (line, FIRST_WORD) ? g_strstrip (line + strlen (FIRST_WORD)) : "";
  g_autoptr (GPtrArray) nodes = jkk_desk_key_parse_hosts (address, NULL);

  if (key != NULL && nodes != NULL && strstr (text, "PRIVATE KEY") != NULL)
    return g_strdup (address);

  g_set_error (error, JKK_ERROR, JKK_ERROR_FORMAT,
               _ ("“%s” is not a desk file. Ask your administrator for one: santun-node desk writes it."), path);
  return NULL;
}

/**
 * jkk_desk_key_join:
 * @path: a desk file from the administrator of a node
 * @error: NOT_FOUND, FORMAT: not a desk file; STORAGE: it cannot be kept
 *
 * Keeps the key with which this person opens the node's store on this computer, which from now on is the person's own
 * office here; an earlier one for the same node is replaced.
 *
 * Returns: (transfer full): the address of the node
 */
char *
jkk_desk_key_join (const char *path, GError **error)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) reason = NULL;
  gsize length = 0;

  if (!g_file_get_contents (path, &text, &length, &reason))
    {
      g_set_error (error, JKK_ERROR, JKK_ERROR_NOT_FOUND, _ ("“%s” cannot be read: %s. Check the path."), path,
                   reason->message);
      return NULL;
    }
  g_autofree char *address = length < LONGEST_FILE ? read_address (path, text, error) : read_address (path, "", error);
  if (address == NULL)
    return NULL;

  g_autofree char *folder = jkk_desk_key_folder (address);
  g_autofree char *place = find_file (address);
  g_autofree char *joined = find_joined ();
  if (g_mkdir_with_parents (folder, 0700) == 0 &&
      g_file_set_contents_full (place, text, (gssize) length, G_FILE_SET_CONTENTS_CONSISTENT, 0600, &reason) &&
      g_file_set_contents (joined, address, -1, &reason))
    return g_steal_pointer (&address);

  g_set_error (error, JKK_ERROR, JKK_ERROR_STORAGE,
               _ ("The key could not be kept at “%s”: %s. Check the free space and your right to write there."), place,
               reason != NULL ? reason->message : g_strerror (errno));
  return NULL;
}
