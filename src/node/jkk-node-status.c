#include "jkk-node-status.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#define GROUP "node"

/* A running service writes this every second: an older one is not there. */
#define FRESH_SECONDS 5

static char *
find_file (const char *folder)
{
  return g_build_filename (folder, "status", NULL);
}

static void
keep (const char *folder, GKeyFile *keys)
{
  g_autofree char *path = find_file (folder);
  g_autofree char *draft = g_strconcat (path, ".new", NULL);

  g_key_file_set_int64 (keys, GROUP, "time", g_get_real_time () / G_USEC_PER_SEC);
  /* Not worth a wait for the disk. */
  if (g_key_file_save_to_file (keys, draft, NULL))
    g_rename (draft, path);
}

/**
 * jkk_node_status_write:
 * @folder: a node's folder
 * @plan: what it was set up for
 * @followers: who follows it
 *
 * Keeps how it stands, for “santun-node status”.
 */
void
jkk_node_status_write (const char *folder, const JkkNodePlan *plan, JkkFollowers *followers)
{
  g_autoptr (GPtrArray) list = jkk_followers_list (followers);
  g_autoptr (GKeyFile) keys = g_key_file_new ();

  if (plan->part == JKK_NODE_STANDS_BY)
    return;
  for (guint i = 0; i < list->len; i++)
    {
      const JkkFollowerState *state = list->pdata[i];

      g_key_file_set_boolean (keys, state->name, "stand-by", state->is_stand_by);
      g_key_file_set_int64 (keys, state->name, "number", state->number);
      g_key_file_set_boolean (keys, state->name, "in-step", state->in_step);
      g_key_file_set_int64 (keys, state->name, "since", state->since);
    }
  keep (folder, keys);
}

/**
 * jkk_node_status_write_follow:
 * @folder: the folder of a stand-by
 * @state: how far it is
 *
 * Keeps it, for “santun-node status”.
 */
void
jkk_node_status_write_follow (const char *folder, const JkkFollowState *state)
{
  g_autoptr (GKeyFile) keys = g_key_file_new ();

  g_key_file_set_int64 (keys, GROUP, "number", state->number);
  g_key_file_set_int64 (keys, GROUP, "sequence", state->sequence);
  g_key_file_set_int64 (keys, GROUP, "changed", state->changed_at);
  g_key_file_set_int64 (keys, GROUP, "heard", state->heard_at);
  g_key_file_set_boolean (keys, GROUP, "in-step", state->is_in_step);
  if (state->problem != NULL)
    g_key_file_set_string (keys, GROUP, "problem", state->problem);
  keep (folder, keys);
}

static char *
format_time (gint64 seconds)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (seconds);

  return seconds != 0 ? g_date_time_format (time, "%Y-%m-%d %H:%M:%S") : g_strdup ("—");
}

static void
describe_followers (GString *text, GKeyFile *keys)
{
  g_auto (GStrv) names = g_key_file_get_groups (keys, NULL);

  for (guint i = 0; names[i] != NULL; i++)
    {
      if (strcmp (names[i], GROUP) == 0)
        continue;
      g_autofree char *since = format_time (g_key_file_get_int64 (keys, names[i], "since", NULL));
      g_string_append_printf (text,
                              g_key_file_get_boolean (keys, names[i], "in-step", NULL)
                                  ? _ ("%s: in step since %s (change %lld)\n")
                                  : _ ("%s: behind since %s (change %lld)\n"),
                              names[i], since, (long long) g_key_file_get_int64 (keys, names[i], "number", NULL));
    }
}

static void
describe_copy (GString *text, GKeyFile *keys)
{
  g_autofree char *heard = format_time (g_key_file_get_int64 (keys, GROUP, "heard", NULL));
  g_autofree char *changed = format_time (g_key_file_get_int64 (keys, GROUP, "changed", NULL));
  g_autofree char *problem = g_key_file_get_string (keys, GROUP, "problem", NULL);

  g_string_append_printf (text, _ ("The copy has change %lld of %s, entry %lld of the journal.\n"),
                          (long long) g_key_file_get_int64 (keys, GROUP, "number", NULL), changed,
                          (long long) g_key_file_get_int64 (keys, GROUP, "sequence", NULL));
  g_string_append_printf (text,
                          g_key_file_get_boolean (keys, GROUP, "in-step", NULL)
                              ? _ ("It is in step; the node was heard at %s.\n")
                              : _ ("It is not in step; the node was heard at %s.\n"),
                          heard);
  if (problem != NULL)
    g_string_append_printf (text, "%s\n", problem);
}

/**
 * jkk_node_status_describe:
 * @folder: a node's folder
 * @error: NOT_FOUND, FORMAT: it is none
 *
 * Returns: (transfer full): how it stands, for the administrator
 */
char *
jkk_node_status_describe (const char *folder, GError **error)
{
  g_autoptr (JkkNodePlan) plan = jkk_node_office_load (folder, error);
  g_autoptr (GKeyFile) keys = g_key_file_new ();
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *path = find_file (folder);

  if (plan == NULL)
    return NULL;
  g_key_file_load_from_file (keys, path, G_KEY_FILE_NONE, NULL);
  gint64 age = g_get_real_time () / G_USEC_PER_SEC - g_key_file_get_int64 (keys, GROUP, "time", NULL);
  if (plan->part == JKK_NODE_SERVES)
    g_string_append_printf (text, _ ("This is the node, in epoch %lld.\n"), (long long) plan->epoch);
  else if (plan->part == JKK_NODE_RETIRED)
    g_string_append (text, _ ("This node was replaced by its stand-by and serves no more.\n"));
  else
    g_string_append_printf (text, _ ("This is the stand-by of %s.\n"), plan->of);
  g_string_append (text, age <= FRESH_SECONDS ? _ ("It is running.\n") : _ ("It is not running.\n"));
  if (plan->part == JKK_NODE_STANDS_BY)
    describe_copy (text, keys);
  else
    describe_followers (text, keys);
  return g_string_free (g_steal_pointer (&text), FALSE);
}
