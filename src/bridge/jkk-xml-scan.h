#pragma once

#include "jkk-message.h"

G_BEGIN_DECLS

/**
 * JkkXmlPlace:
 * @line: line of a "<", from 1
 * @column: its column in characters, from 1
 */
typedef struct
{
  int line;
  int column;
} JkkXmlPlace;

GArray *jkk_xml_scan (const char *text, gsize length, char **root_tag, JkkFault **fault);

G_END_DECLS
