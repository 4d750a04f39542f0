#include "place.h"

#include "jkk-desk-key.h"
#include "jkk-node-office.h"
#include "jkk-node.h"

#include <gio/gio.h>
#include <glib/gstdio.h>

/* One at a time: a test opens one store. */
static JkkNode *node;
static char *folder;

/* A port that was free a moment ago. */
static guint16
find_port (void)
{
  g_autoptr (GSocketListener) listener = g_socket_listener_new ();
  guint16 port = g_socket_listener_add_any_inet_port (listener, NULL, NULL);

  g_socket_listener_close (listener);
  return port;
}

char *
place_open (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *store = g_canonicalize_filename (path, NULL);
  g_auto (GStrv) hosts = g_strsplit ("localhost", ",", -1);
  JkkNodePlan plan = { .store = store, .hosts = hosts, .port = find_port () };

  g_assert_null (node);
  folder = g_dir_make_tmp ("santun-node-XXXXXX", &error);
  g_assert_no_error (error);
  g_autofree char *desk = g_build_filename (folder, "meja.santun-desk", NULL);
  jkk_node_office_set_up (folder, &plan, &error);
  g_assert_no_error (error);
  jkk_node_office_add_desk (folder, "meja-uji", desk, &error);
  g_assert_no_error (error);
  node = jkk_node_start (folder, &error);
  g_assert_no_error (error);
  char *address = jkk_desk_key_join (desk, &error);
  g_assert_no_error (error);
  return address;
}

static void
remove_files (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *file = g_build_filename (path, name, NULL);

      if (g_file_test (file, G_FILE_TEST_IS_DIR))
        remove_files (file);
      else
        g_unlink (file);
    }
  g_rmdir (path);
}

void
place_close (const char *address)
{
  g_autofree char *keys = jkk_desk_key_folder (address);

  g_clear_pointer (&node, jkk_node_stop);
  remove_files (keys);
  remove_files (folder);
  g_clear_pointer (&folder, g_free);
}
