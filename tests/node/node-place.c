#include "node-home.h"
#include "place.h"

/* One at a time: a test opens one store. */
static NodeHome home;

char *
place_open (const char *path)
{
  g_assert_null (home.node);
  node_home_begin (&home, path);
  return g_strdup (home.address);
}

void
place_close (const char *address)
{
  node_home_end (&home);
}
