#include "jkk-ctl.h"

#include "jkk-node-members.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Where the systemd unit has it. */
#define FOLDER "/var/lib/santun/node"

static char *folder, *output;

static const char *
find_folder (void)
{
  return folder != NULL ? folder : FOLDER;
}

static const char *
describe_state (const JkkNodeMember *node)
{
  if (!node->answers)
    return _ ("does not answer");
  if (node->leads)
    return _ ("leads");
  return node->counts ? _ ("follows") : _ ("is being taken in");
}

static gboolean
print_nodes (GError **error)
{
  g_autoptr (GPtrArray) nodes = jkk_node_members_list (find_folder (), error);
  g_autoptr (JkkCtlTable) table = jkk_ctl_table_new ();
  gint64 most = JKK_NONE;

  if (nodes == NULL)
    return FALSE;
  jkk_ctl_table_add_column (table, _ ("Node"), JKK_CTL_LEFT, 0);
  jkk_ctl_table_add_column (table, _ ("State"), JKK_CTL_LEFT, 0);
  jkk_ctl_table_add_column (table, _ ("Entries behind"), JKK_CTL_RIGHT, 0);
  jkk_ctl_table_add_column (table, _ ("Version"), JKK_CTL_LEFT, 0);
  for (guint i = 0; i < nodes->len; i++)
    if (((JkkNodeMember *) nodes->pdata[i])->entries != JKK_NONE)
      most = MAX (most, ((JkkNodeMember *) nodes->pdata[i])->entries);
  for (guint i = 0; i < nodes->len; i++)
    {
      const JkkNodeMember *node = nodes->pdata[i];
      g_autofree char *behind =
          node->entries != JKK_NONE ? g_strdup_printf ("%" G_GINT64_FORMAT, most - node->entries) : g_strdup ("?");

      jkk_ctl_table_add_cell (table, node->address);
      jkk_ctl_table_add_cell (table, describe_state (node));
      jkk_ctl_table_add_cell (table, behind);
      jkk_ctl_table_add_cell (table, node->version != NULL ? node->version : "");
    }
  jkk_ctl_table_print (table);
  return TRUE;
}

/* Returns (transfer full): where the file for a new node goes. */
static char *
find_output (const char *address)
{
  return output != NULL ? g_strdup (output) : g_strdelimit (g_strconcat (address, ".santun-member", NULL), ":", '-');
}

static void
tell_invitation (const char *path, const char *address)
{
  g_print (_ ("%s was written. Carry it to the computer %s and run there: santun-node join %s %s. Then delete it, here "
              "and there: who has it can open the store.\n"),
           path, address, path, FOLDER);
}

static gboolean
add (const char *address, GError **error)
{
  g_autofree char *path = find_output (address);

  if (!jkk_node_members_invite (find_folder (), address, path, error))
    return FALSE;
  tell_invitation (path, address);
  return TRUE;
}

static void
tell_dropped (const char *address)
{
  g_print (_ ("%s does not belong to the group any more and cannot come back; stop it there. Desks learn it from the "
              "others.\n"),
           address);
}

static gboolean
drop (const char *address, GError **error)
{
  if (!jkk_node_members_remove (find_folder (), address, error))
    return FALSE;
  tell_dropped (address);
  return TRUE;
}

static gboolean
replace (const char *old, const char *address, GError **error)
{
  g_autofree char *path = find_output (address);

  if (!jkk_node_members_replace (find_folder (), old, address, path, error))
    return FALSE;
  tell_dropped (old);
  tell_invitation (path, address);
  return TRUE;
}

static gboolean
transfer (const char *address, GError **error)
{
  if (!jkk_node_members_transfer (find_folder (), address, error))
    return FALSE;
  g_print (_ ("%s leads the group now.\n"), address);
  return TRUE;
}

/* What “santunctl store nodes” does; @args are the words after it. */
gboolean
jkk_ctl_nodes (char **args, GError **error)
{
  guint n_args = g_strv_length (args);
  const char *deed = n_args > 0 ? args[0] : "list";

  if (!jkk_node_members_check (find_folder (), error))
    return FALSE;
  if (n_args <= 1 && g_str_equal (deed, "list"))
    return print_nodes (error);
  if (n_args > 1 && !jkk_node_office_check_user (find_folder (), error))
    return FALSE;
  if (n_args == 2 && g_str_equal (deed, "add"))
    return add (args[1], error);
  if (n_args == 2 && g_str_equal (deed, "remove"))
    return drop (args[1], error);
  if (n_args == 2 && g_str_equal (deed, "transfer"))
    return transfer (args[1], error);
  if (n_args == 3 && g_str_equal (deed, "replace"))
    return replace (args[1], args[2], error);
  return jkk_ctl_usage_error (error, _ ("Write: santunctl store nodes [add HOST|replace OLD NEW|remove HOST|transfer "
                                        "HOST]"));
}

const GOptionEntry jkk_ctl_nodes_options[] = {
  { "node", 0, 0, G_OPTION_ARG_FILENAME, &folder, N_ ("Folder of a node of the group (/var/lib/santun/node)"),
    N_ ("FOLDER") },
  { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_ ("Where the file for a new node is written"), N_ ("FILE") },
  G_OPTION_ENTRY_NULL
};
