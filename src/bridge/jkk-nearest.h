#pragma once

#include <glib.h>

G_BEGIN_DECLS

const char *jkk_nearest (const char *word, const GPtrArray *names);

G_END_DECLS
