#pragma once

#include "jkk-error.h"

G_BEGIN_DECLS

/**
 * JKK_CAGE_MEMORY:
 *
 * Bytes that the helper may use.
 */
#define JKK_CAGE_MEMORY (1536LL * 1024 * 1024)
/* Seconds of a processor that it may use in its life; the program ends it sooner when a single answer takes long. */
#define JKK_CAGE_SECONDS 120

gboolean jkk_paper_cage_lock (const char **what);

G_END_DECLS
