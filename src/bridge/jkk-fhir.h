#pragma once

#include "jkk-message.h"

G_BEGIN_DECLS

char *jkk_fhir_to_xml (const JkkMessage *message, gsize *length, GPtrArray **left_out, GError **error);
char *jkk_fhir_convert (
    const char *bytes, gsize length, gsize *converted_length, GPtrArray **notices, GPtrArray **faults, GError **error);

G_END_DECLS
