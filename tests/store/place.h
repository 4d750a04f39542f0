#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Under which address a store's file is opened in these tests: its path, or that of a node that was started for it. The
 * same tests run with both. */
char *place_open (const char *path);
void place_close (const char *address);

G_END_DECLS
