#include "group-home.h"
#include "place.h"

/* One at a time: a test opens one store. */
static GroupHome home;

char *
place_open (const char *path)
{
  g_assert_null (home.folder);
  group_home_begin (&home, path);
  return g_strdup (home.address);
}

void
place_close (const char *address)
{
  group_home_end (&home);
}

int
place_engine (void)
{
  return home.folder != NULL ? group_home_engine (&home, group_home_leader (&home)) : -1;
}

gboolean
place_mends (void)
{
  return home.n_nodes > 1;
}
