#include "node-fixture.h"

guint16
find_free_port (void)
{
  g_autoptr (GSocketListener) listener = g_socket_listener_new ();
  guint16 port = g_socket_listener_add_any_inet_port (listener, NULL, NULL);

  g_socket_listener_close (listener);
  return port;
}

void
node_start (NodeFixture *fixture)
{
  g_autoptr (GError) error = NULL;

  fixture->node = jkk_node_start (fixture->folder, &error);
  g_assert_no_error (error);
}

/* Gives this computer a key under the name of a desk; an earlier one for the same node is replaced. */
char *
node_join (NodeFixture *fixture, const char *desk)
{
  g_autofree char *path = g_build_filename (fixture->folder, "baru.santun-desk", NULL);
  g_autoptr (GError) error = NULL;

  jkk_node_office_add_desk (fixture->folder, desk, path, &error);
  g_assert_no_error (error);
  char *address = jkk_desk_key_join (path, &error);
  g_assert_no_error (error);
  return address;
}

JkkDb *
node_open (NodeFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  JkkDb *db = jkk_db_open (fixture->address, JKK_DB_DEFAULT, &error);

  g_assert_no_error (error);
  return db;
}

void
node_set_up (NodeFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) hosts = g_strsplit ("localhost", ",", -1);
  JkkNodePlan plan = { .hosts = hosts, .port = find_free_port () };

  fixture_set_up (&fixture->store, NULL);
  fixture->folder = make_folder ();
  fixture->port = plan.port;
  plan.store = fixture->store.path;
  jkk_node_office_set_up (fixture->folder, &plan, &error);
  g_assert_no_error (error);
  fixture->address = node_join (fixture, "meja-1");
  node_start (fixture);
}

void
node_tear_down (NodeFixture *fixture, gconstpointer data)
{
  g_autofree char *keys = jkk_desk_key_folder (fixture->address);

  g_clear_pointer (&fixture->node, jkk_node_stop);
  remove_folder (keys);
  remove_folder (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->address);
  fixture_tear_down (&fixture->store, NULL);
}
