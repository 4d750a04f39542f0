/* A node as santun-node serve runs it; where the tests know no people, for desks at which nobody has to sign in. */
#include "jkk-node.h"

#include <glib-unix.h>

static gboolean
stop_cb (gpointer loop)
{
  g_main_loop_quit (loop);
  return G_SOURCE_CONTINUE;
}

static gboolean
look_cb (gpointer node)
{
  jkk_node_look (node);
  return G_SOURCE_CONTINUE;
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (JkkNode) node = jkk_node_start (argv[1], &error);

  if (node == NULL)
    g_error ("%s", error->message);
  jkk_node_set_trusts_desks (node, g_getenv ("SANTUN_TEST_PEOPLE") == NULL);
  g_unix_signal_add (SIGTERM, stop_cb, loop);
  g_timeout_add_seconds (1, look_cb, node);
  g_main_loop_run (loop);
  return 0;
}
