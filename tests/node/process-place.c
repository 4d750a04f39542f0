#include "node-process.h"
#include "place.h"

/* One at a time: a program opens one store. */
static NodeProcess process;

char *
place_open (const char *path)
{
  g_assert_cmpint (process.pid, ==, 0);
  node_process_begin (&process, path);
  return g_strdup (process.address);
}

void
place_close (const char *address)
{
  node_process_end (&process);
  process = (NodeProcess){ 0 };
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
