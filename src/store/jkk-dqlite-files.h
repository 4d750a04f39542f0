#pragma once

#include <glib.h>

G_BEGIN_DECLS

void jkk_dqlite_files_prepare (void);

G_END_DECLS
