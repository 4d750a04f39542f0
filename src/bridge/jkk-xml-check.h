#pragma once

#include "jkk-message.h"

G_BEGIN_DECLS

gboolean jkk_xml_check (const char *bytes, gsize length, const char **kind, GPtrArray **faults, GError **error);

G_END_DECLS
