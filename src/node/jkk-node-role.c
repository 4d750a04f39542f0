#include "jkk-node-role.h"

#include "jkk-desk-key.h"
#include "jkk-node-office-private.h"
#include "jkk-session-guard.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define GROUP "santun-follower"

/**
 * jkk_node_invitation_free:
 * @invitation: (transfer full): an invitation
 */
void
jkk_node_invitation_free (JkkNodeInvitation *invitation)
{
  g_free (invitation->name);
  g_free (invitation->node);
  g_strfreev (invitation->hosts);
  g_free (invitation->key);
  g_free (invitation->server);
  g_free (invitation->office);
  g_free (invitation->secret);
  g_free (invitation);
}

static char *
join_place (const char *host, guint16 port)
{
  gboolean bracketed = strchr (host, ':') != NULL;

  return g_strdup_printf ("%s%s%s:%u", bracketed ? "[" : "", host, bracketed ? "]" : "", port);
}

static gboolean
write_invitation (const char *path, const JkkNodeInvitation *invitation, GError **error)
{
  g_autoptr (GKeyFile) keys = g_key_file_new ();

  g_key_file_set_string (keys, GROUP, "kind", invitation->kind == JKK_SESSION_STAND_BY ? "stand-by" : "centre");
  g_key_file_set_string (keys, GROUP, "name", invitation->name);
  g_key_file_set_string (keys, GROUP, "node", invitation->node);
  if (invitation->hosts != NULL)
    g_key_file_set_string_list (keys, GROUP, "hosts", (const char *const *) invitation->hosts,
                                g_strv_length (invitation->hosts));
  g_key_file_set_integer (keys, GROUP, "port", invitation->port);
  g_key_file_set_string (keys, GROUP, "key", invitation->key);
  if (invitation->server != NULL)
    g_key_file_set_string (keys, GROUP, "server", invitation->server);
  g_key_file_set_string (keys, GROUP, "office", invitation->office);
  if (invitation->secret != NULL)
    g_key_file_set_string (keys, GROUP, "secret", invitation->secret);
  g_autofree char *text = g_key_file_to_data (keys, NULL, NULL);
  return jkk_node_office_keep (path, text, error);
}

static gboolean
make_server (JkkNodeInvitation *invitation, const JkkNodePair *office, GError **error)
{
  if (invitation->hosts == NULL)
    return TRUE;
  g_autoptr (JkkNodePair) server = jkk_node_certificate_make (
      JKK_NODE_NODE, "Santun node", (const char *const *) invitation->hosts, JKK_NODE_NODE_DAYS, office, error);
  if (server != NULL)
    invitation->server = g_strconcat (server->certificate, server->key, NULL);
  return server != NULL;
}

/* A group writes no stream of changes. */
static JkkNodePlan *
load_alone (const char *folder, GError **error)
{
  g_autoptr (JkkNodePlan) plan = jkk_node_office_load (folder, error);

  if (plan == NULL || plan->number == 0)
    return g_steal_pointer (&plan);
  g_set_error (error, JKK_ERROR, JKK_ERROR_REFUSED,
               _ ("The node in “%s” belongs to a group, which neither a stand-by nor the centre can follow. The other "
                  "nodes of the group take its place when it fails; add a further one with: santunctl store nodes add"),
               folder);
  return NULL;
}

/**
 * jkk_node_role_invite:
 * @folder: the node's folder
 * @name: of who is invited
 * @hosts: (nullable): by which desks will reach the stand-by; %NULL: a centre is invited
 * @port: where the stand-by will listen
 * @out: where the invitation is written
 * @error: INVALID, NOT_FOUND, STORAGE; REFUSED: the node belongs to a group, which nobody can follow
 *
 * Invites another computer to follow this node. The file is secret: who has it can read the whole store.
 *
 * Returns: whether it was written
 */
gboolean
jkk_node_role_invite (
    const char *folder, const char *name, const char *const *hosts, guint16 port, const char *out, GError **error)
{
  g_autoptr (JkkNodePlan) plan = jkk_node_office_check_name (name, error) ? load_alone (folder, error) : NULL;
  g_autoptr (JkkNodePair) office = plan != NULL ? jkk_node_office_load_office (folder, error) : NULL;
  g_autoptr (JkkNodePair) pair =
      office != NULL ? jkk_node_certificate_make (JKK_NODE_DESK, name, NULL, JKK_NODE_FOLLOWER_DAYS, office, error)
                     : NULL;
  g_autoptr (JkkNodeInvitation) invitation = g_new0 (JkkNodeInvitation, 1);
  g_autoptr (GKeyFile) desks = jkk_node_office_load_desks (folder);

  if (pair == NULL)
    return FALSE;
  g_autofree char *here = join_place (plan->hosts[0], plan->port);
  g_autofree char *place = hosts != NULL ? join_place (hosts[0], port) : NULL;
  invitation->kind = hosts != NULL ? JKK_SESSION_STAND_BY : JKK_SESSION_CENTRE;
  invitation->name = g_strdup (name);
  invitation->node = g_strconcat (JKK_NODE_SCHEME, here, NULL);
  invitation->hosts = g_strdupv ((char **) hosts);
  invitation->port = hosts != NULL ? port : 0;
  invitation->key = g_strconcat (pair->certificate, pair->key, NULL);
  invitation->office = g_strdup (office->certificate);
  invitation->secret = hosts != NULL ? jkk_node_role_secret (folder) : NULL;
  if (!make_server (invitation, office, error))
    return FALSE;
  jkk_node_office_note_desk (desks, name, pair, invitation->kind, place);
  /* Known before it is handed out, as with desks. */
  return jkk_node_office_save_desks (folder, desks, error) && write_invitation (out, invitation, error);
}

/**
 * jkk_node_role_read:
 * @path: an invitation
 * @error: NOT_FOUND, FORMAT
 *
 * Returns: (transfer full): what it says
 */
JkkNodeInvitation *
jkk_node_role_read (const char *path, GError **error)
{
  g_autoptr (JkkNodeInvitation) invitation = g_new0 (JkkNodeInvitation, 1);
  g_autoptr (GKeyFile) keys = g_key_file_new ();
  g_autoptr (GError) reason = NULL;

  if (!g_key_file_load_from_file (keys, path, G_KEY_FILE_NONE, &reason))
    {
      g_set_error (error, JKK_ERROR, JKK_ERROR_NOT_FOUND, _ ("“%s” cannot be read: %s. Check the path."), path,
                   reason->message);
      return NULL;
    }
  g_autofree char *kind = g_key_file_get_string (keys, GROUP, "kind", NULL);
  invitation->kind = g_strcmp0 (kind, "stand-by") == 0 ? JKK_SESSION_STAND_BY : JKK_SESSION_CENTRE;
  invitation->name = g_key_file_get_string (keys, GROUP, "name", NULL);
  invitation->node = g_key_file_get_string (keys, GROUP, "node", NULL);
  invitation->hosts = g_key_file_get_string_list (keys, GROUP, "hosts", NULL, NULL);
  invitation->port = (guint16) g_key_file_get_integer (keys, GROUP, "port", NULL);
  invitation->key = g_key_file_get_string (keys, GROUP, "key", NULL);
  invitation->server = g_key_file_get_string (keys, GROUP, "server", NULL);
  invitation->office = g_key_file_get_string (keys, GROUP, "office", NULL);
  invitation->secret = g_key_file_get_string (keys, GROUP, "secret", NULL);
  if (invitation->name != NULL && invitation->node != NULL && invitation->key != NULL && invitation->office != NULL)
    return g_steal_pointer (&invitation);
  g_set_error (error, JKK_ERROR, JKK_ERROR_FORMAT,
               _ ("“%s” is no invitation. Ask the administrator of the node for one: santun-node invite writes it."),
               path);
  return NULL;
}

static gboolean
keep (const char *folder, const char *name, const char *text, GError **error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  return jkk_node_office_keep (path, text, error);
}

static gboolean
check_stand_by (const char *folder, const JkkNodeInvitation *invitation, const char *store, GError **error)
{
  g_autofree char *plan = g_build_filename (folder, "node.conf", NULL);

  if (invitation->kind != JKK_SESSION_STAND_BY || invitation->hosts == NULL || invitation->hosts[0] == NULL ||
      invitation->server == NULL || invitation->port == 0)
    g_set_error_literal (error, JKK_ERROR, JKK_ERROR_INVALID,
                         _ ("This is not the invitation of a stand-by. Ask for one: santun-node invite --host NAME."));
  else if (g_file_test (plan, G_FILE_TEST_EXISTS))
    g_set_error (error, JKK_ERROR, JKK_ERROR_CONFLICT,
                 _ ("“%s” is the folder of a node already and was left as it is. Choose another folder."), folder);
  else if (g_file_test (store, G_FILE_TEST_EXISTS))
    g_set_error (error, JKK_ERROR, JKK_ERROR_CONFLICT,
                 _ ("There is a file at “%s” already; it was left as it is. Choose another place for the copy."),
                 store);
  else
    return TRUE;
  return FALSE;
}

/**
 * jkk_node_role_stand_by:
 * @folder: the folder of the stand-by; made when it is not there
 * @path: its invitation
 * @store: whole path of the copy; nothing may be there yet
 * @error: CONFLICT, INVALID, NOT_FOUND, FORMAT, STORAGE
 *
 * Makes this computer the stand-by of a node.
 *
 * Returns: whether it can be started
 */
gboolean
jkk_node_role_stand_by (const char *folder, const char *path, const char *store, GError **error)
{
  g_autoptr (JkkNodeInvitation) invitation = jkk_node_role_read (path, error);
  g_autofree char *beside = g_path_get_dirname (store);

  if (invitation == NULL || !check_stand_by (folder, invitation, store, error))
    return FALSE;
  if (g_mkdir_with_parents (folder, 0700) != 0 || g_mkdir_with_parents (beside, 0700) != 0)
    {
      g_set_error (error, JKK_ERROR, JKK_ERROR_STORAGE,
                   _ ("The folder “%s” could not be created: %s. Choose a place where you may write."), folder,
                   g_strerror (errno));
      return FALSE;
    }
  JkkNodePlan plan = { .store = (char *) store,
                       .hosts = invitation->hosts,
                       .port = invitation->port,
                       .part = JKK_NODE_STANDS_BY,
                       .epoch = 1,
                       .of = invitation->node };
  return keep (folder, "office.pem", invitation->office, error) &&
         keep (folder, "node.pem", invitation->server, error) &&
         keep (folder, "follower.pem", invitation->key, error) &&
         (invitation->secret == NULL || keep (folder, "session.key", invitation->secret, error)) &&
         jkk_node_office_write_plan (folder, &plan, error);
}

/**
 * jkk_node_role_set:
 * @folder: a node's folder
 * @part: what it does from now on
 * @epoch: in which
 * @of: (nullable): see #JkkNodePlan
 * @error: STORAGE
 *
 * Returns: whether that is kept
 */
gboolean
jkk_node_role_set (const char *folder, JkkNodePart part, gint64 epoch, const char *of, GError **error)
{
  g_autoptr (JkkNodePlan) plan = jkk_node_office_load (folder, error);

  if (plan == NULL)
    return FALSE;
  char *copy = g_strdup (of);
  g_free (plan->of);
  plan->of = copy;
  plan->part = part;
  plan->epoch = epoch;
  return jkk_node_office_write_plan (folder, plan, error);
}

/**
 * jkk_node_role_others:
 * @folder: a node's folder
 *
 * Returns: (transfer full) (nullable): where its stand-bys will serve: “host:port,host:port”
 */
char *
jkk_node_role_others (const char *folder)
{
  g_autoptr (GPtrArray) desks = jkk_node_office_desks (folder, NULL);
  g_autoptr (GString) others = g_string_new (NULL);

  for (guint i = 0; desks != NULL && i < desks->len; i++)
    {
      const JkkNodeDesk *desk = desks->pdata[i];

      if (desk->kind == JKK_SESSION_STAND_BY && desk->place != NULL && desk->barred_at == 0)
        g_string_append_printf (others, "%s%s", others->len > 0 ? "," : "", desk->place);
    }
  return others->len > 0 ? g_string_free (g_steal_pointer (&others), FALSE) : NULL;
}

/**
 * jkk_node_role_fill:
 * @folder: the folder of a stand-by
 * @plan: what it was set up for
 * @follow: (out): how it follows; to be cleared
 */
void
jkk_node_role_fill (const char *folder, const JkkNodePlan *plan, JkkFollowPlan *follow)
{
  *follow = (JkkFollowPlan){
    .address = g_strdup (plan->of),
    .key = g_build_filename (folder, "follower.pem", NULL),
    .office = g_build_filename (folder, "office.pem", NULL),
    .store = g_strdup (plan->store),
    .roster = g_build_filename (folder, "desks.conf", NULL),
    .wants_documents = TRUE,
  };
}

/**
 * jkk_node_role_secret:
 * @folder: a node's folder
 *
 * Returns: (transfer full): by which this node and its stand-bys know people again whom one of them has let in; made
 *   when there is none yet
 */
char *
jkk_node_role_secret (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "session.key", NULL);
  g_autofree char *draft = g_strdup_printf ("%s.%d", path, getpid ());
  g_autofree char *secret = jkk_session_secret_make ();
  char *kept = NULL;

  /* Service and invitation may both make it at once: the first one counts. If it cannot be kept at all people sign in
   * again after a restart. */
  if (!g_file_test (path, G_FILE_TEST_EXISTS) && jkk_node_office_keep (draft, secret, NULL))
    {
      if (link (draft, path) != 0)
        g_debug ("session.key is there already");
      g_unlink (draft);
    }
  if (g_file_get_contents (path, &kept, NULL, NULL) && strlen (kept) == JKK_SESSION_SECRET_LETTERS)
    return kept;
  g_free (kept);
  return g_steal_pointer (&secret);
}

/**
 * jkk_node_role_forget_self:
 * @folder: the folder of a stand-by that becomes the node
 * @error: STORAGE
 *
 * It stands by no longer: it neither waits for itself nor names itself to desks.
 *
 * Returns: whether that is kept
 */
gboolean
jkk_node_role_forget_self (const char *folder, GError **error)
{
  g_autofree char *path = g_build_filename (folder, "follower.pem", NULL);
  g_autofree char *pem = NULL;
  g_autoptr (GKeyFile) desks = jkk_node_office_load_desks (folder);

  if (!g_file_get_contents (path, &pem, NULL, NULL))
    return TRUE;
  g_autofree char *serial = jkk_node_certificate_serial (pem);
  if (*serial == '\0' || !g_key_file_has_group (desks, serial))
    return TRUE;
  g_key_file_set_int64 (desks, serial, "revoked", g_get_real_time () / G_USEC_PER_SEC);
  return jkk_node_office_save_desks (folder, desks, error);
}
