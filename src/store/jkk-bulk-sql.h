#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *jkk_bulk_sql_tables (void);
GPtrArray *jkk_bulk_sql_copies (void);

G_END_DECLS
