#pragma once

#include "jkk-case-xml.h"
#include "jkk-xml.h"

G_BEGIN_DECLS

extern const JkkXmlKind jkk_xml_kind_case;

JkkCase *jkk_case_read_parts (JkkXmlFile *file, JkkXmlNode *node, gboolean with_system, char ***names);

G_END_DECLS
