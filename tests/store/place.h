#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Under which address a store's file is opened in these tests: its path, or that of a node that was started for it. The
 * same tests run with both. */
char *place_open (const char *path);
void place_close (const char *address);

/* Whether other computers have each document as well, and mend the one that is damaged or missing here. */
gboolean place_mends (void);

/* A socket that leads to the engine of a group which keeps the store instead of the file, to look at it from behind;
 * or -1. */
int place_engine (void);

G_END_DECLS
