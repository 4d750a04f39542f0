#pragma once

#include "jkk-schema.h"

#include <libxml/xmlschemas.h>

G_BEGIN_DECLS

xmlSchema *jkk_schema_compiled (const char *name);

G_END_DECLS
