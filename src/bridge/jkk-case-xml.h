#pragma once

#include "jkk-message.h"

G_BEGIN_DECLS

/**
 * JkkCaseXmlFlags:
 * @JKK_CASE_XML_NONE: fields that deeds keep (number, status, verifier …) are read over
 * @JKK_CASE_XML_SYSTEM: they are taken too: for a case that this program froze, or for information only
 */
typedef enum
{
  JKK_CASE_XML_NONE = 0,
  JKK_CASE_XML_SYSTEM = 1 << 0,
} JkkCaseXmlFlags;

char *jkk_case_to_xml (const JkkCase *jcase, gsize *length);
JkkCase *jkk_case_from_xml (const char *bytes, gsize length, JkkCaseXmlFlags flags, GPtrArray **faults, GError **error);
char *jkk_case_xml_template (gsize *length);

G_END_DECLS
