#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *jkk_draft_fixture_write (const char *root, const char *folder, const char *parameter, const char *value);

G_END_DECLS
