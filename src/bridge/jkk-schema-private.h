#pragma once

#include "jkk-schema.h"

#include <libxml/xmlschemas.h>

G_BEGIN_DECLS

void jkk_schema_begin (void);
xmlSchema *jkk_schema_compiled (const char *name);

G_END_DECLS
