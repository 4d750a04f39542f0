#include "node-fixture.h"
#include "place.h"

/* One at a time: a test opens one store. */
static NodeFixture place;

char *
place_open (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *store = g_canonicalize_filename (path, NULL);
  g_auto (GStrv) hosts = g_strsplit ("localhost", ",", -1);
  JkkNodePlan plan = { .store = store, .hosts = hosts, .port = find_free_port () };

  g_assert_null (place.node);
  place.folder = make_folder ();
  jkk_node_office_set_up (place.folder, &plan, &error);
  g_assert_no_error (error);
  place.address = node_join (&place, "meja-uji");
  node_start (&place);
  return g_strdup (place.address);
}

void
place_close (const char *address)
{
  g_autofree char *keys = jkk_desk_key_folder (address);

  g_clear_pointer (&place.node, jkk_node_stop);
  remove_folder (keys);
  remove_folder (place.folder);
  g_clear_pointer (&place.folder, g_free);
  g_clear_pointer (&place.address, g_free);
}
