#include "place.h"

char *
place_open (const char *path)
{
  return g_strdup (path);
}

void
place_close (const char *address)
{
}

int
place_engine (void)
{
  return -1;
}

gboolean
place_mends (void)
{
  return FALSE;
}
