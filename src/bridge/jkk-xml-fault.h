#pragma once

#include "jkk-xml.h"

#include <libxml/xmlerror.h>

G_BEGIN_DECLS

JkkFault *jkk_xml_fault_from_parser (const xmlError *error, gboolean at_end);
JkkFault *jkk_xml_fault_from_schema (const xmlError *error, const JkkXmlNode *node);
gboolean jkk_xml_fault_is_replaceable (const xmlError *error);

G_END_DECLS
