#include "node-home.h"

#include "../scratch-folder.h"
#include "free-port.h"

#include <glib/gstdio.h>

void
node_home_start (NodeHome *home)
{
  g_autoptr (GError) error = NULL;

  home->node = jkk_node_start (home->folder, &error);
  g_assert_no_error (error);
  jkk_node_set_trusts_desks (home->node, !home->is_guarded);
}

/* Gives this computer a key under the name of a desk; an earlier one for the same node is replaced. */
char *
node_home_join (NodeHome *home, const char *desk)
{
  g_autofree char *path = g_build_filename (home->folder, "baru.santun-desk", NULL);
  g_autoptr (GError) error = NULL;

  jkk_node_office_add_desk (home->folder, desk, path, &error);
  g_assert_no_error (error);
  char *address = jkk_desk_key_join (path, &error);
  g_assert_no_error (error);
  return address;
}

void
node_home_begin (NodeHome *home, const char *store)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) hosts = g_strsplit ("localhost", ",", -1);
  g_autofree char *path = g_canonicalize_filename (store, NULL);
  JkkNodePlan plan = { .store = path, .hosts = hosts, .port = free_port () };

  home->folder = make_folder ();
  home->port = plan.port;
  jkk_node_office_set_up (home->folder, &plan, &error);
  g_assert_no_error (error);
  home->address = node_home_join (home, "meja-1");
  node_home_start (home);
}

void
node_home_end (NodeHome *home)
{
  g_autofree char *keys = jkk_desk_key_folder (home->address);

  g_clear_pointer (&home->node, jkk_node_stop);
  remove_folder (keys);
  remove_folder (home->folder);
  g_clear_pointer (&home->folder, g_free);
  g_clear_pointer (&home->address, g_free);
}
