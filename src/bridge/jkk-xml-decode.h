#pragma once

#include "jkk-message.h"

G_BEGIN_DECLS

char *jkk_xml_decode (const char *bytes, gsize length, gsize *decoded_length, JkkFault **fault);
char *jkk_xml_to_utf8 (const char *bytes, gsize length);
void jkk_xml_locate (const char *text, gsize offset, int *line, int *column);

G_END_DECLS
