#include "jkk-node-office.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <ifaddrs.h>
#include <netinet/in.h>
#include <unistd.h>

/* What an administrator easily gets wrong, told before anything is written. */

/* ---- As whom ----------------------------------------------------------------------------------------------------- */

/* Whose the folder is; of one that is not there yet, whose it will lie in. */
static GFileInfo *
find_owner (const char *folder)
{
  g_autoptr (GFile) place = g_file_new_for_path (folder);
  GFileInfo *info = NULL;

  while (place != NULL && info == NULL)
    {
      GFile *parent = g_file_get_parent (place);

      info = g_file_query_info (place, G_FILE_ATTRIBUTE_OWNER_USER "," G_FILE_ATTRIBUTE_UNIX_UID,
                                G_FILE_QUERY_INFO_NONE, NULL, NULL);
      g_object_unref (place);
      place = parent;
    }
  return info;
}

/**
 * jkk_node_office_check_user:
 * @folder: folder of a node
 * @error: REFUSED: root, while it belongs to somebody else, who could not read what root would write there
 *
 * Returns: whether who runs the program may write there
 */
gboolean
jkk_node_office_check_user (const char *folder, GError **error)
{
  g_autoptr (GFileInfo) info = geteuid () == 0 ? find_owner (folder) : NULL;
  const char *owner = info != NULL ? g_file_info_get_attribute_string (info, G_FILE_ATTRIBUTE_OWNER_USER) : NULL;

  if (owner == NULL || g_file_info_get_attribute_uint32 (info, G_FILE_ATTRIBUTE_UNIX_UID) == 0)
    return TRUE;
  g_set_error (error, JKK_ERROR, JKK_ERROR_REFUSED,
               _ ("“%s” belongs to the user %s, who runs the node and could not read what root writes there. Become "
                  "that user first: su %s -s /bin/sh"),
               folder, owner, owner);
  return FALSE;
}

/* ---- Where ------------------------------------------------------------------------------------------------------- */

static gboolean
is_own_address (GInetAddress *address)
{
  struct ifaddrs *all = NULL;
  gboolean found = FALSE;

  if (getifaddrs (&all) != 0)
    return TRUE;
  for (const struct ifaddrs *one = all; one != NULL && !found; one = one->ifa_next)
    {
      g_autoptr (GSocketAddress) own =
          one->ifa_addr != NULL && (one->ifa_addr->sa_family == AF_INET || one->ifa_addr->sa_family == AF_INET6)
              ? g_socket_address_new_from_native (one->ifa_addr, sizeof (struct sockaddr_in6))
              : NULL;

      found = own != NULL &&
              g_inet_address_equal (g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (own)), address);
    }
  freeifaddrs (all);
  return found || g_inet_address_get_is_loopback (address);
}

static gboolean
is_own (GList *addresses)
{
  for (const GList *at = addresses; at != NULL; at = at->next)
    if (is_own_address (at->data))
      return TRUE;
  return FALSE;
}

/**
 * jkk_node_office_check_host:
 * @host: name or number by which the nodes of a group and the desks reach one
 * @must_be_here: whether it must be this computer's
 * @error: NOT_FOUND: nobody here knows the name; REFUSED: it is that of another computer
 *
 * Returns: whether it is known, and this computer's where it must be
 */
gboolean
jkk_node_office_check_host (const char *host, gboolean must_be_here, GError **error)
{
  g_autoptr (GResolver) resolver = g_resolver_get_default ();
  GList *addresses = g_resolver_lookup_by_name (resolver, host, NULL, NULL);

  if (addresses == NULL)
    {
      g_set_error (error, JKK_ERROR, JKK_ERROR_NOT_FOUND,
                   _ ("This computer does not know where “%s” is. Enter the name in the network's name service, or in "
                      "/etc/hosts of each node and each desk, or use the computer's number instead."),
                   host);
      return FALSE;
    }
  g_autofree char *number = g_inet_address_to_string (addresses->data);
  gboolean good = !must_be_here || is_own (addresses);
  g_resolver_free_addresses (addresses);
  if (!good)
    g_set_error (error, JKK_ERROR, JKK_ERROR_REFUSED,
                 _ ("“%s” (%s) is another computer than this one. Do this there; each node has a file of its own."),
                 host, number);
  return good;
}
