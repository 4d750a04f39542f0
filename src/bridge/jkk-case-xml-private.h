#pragma once

#include "jkk-case-xml.h"
#include "jkk-xml.h"

G_BEGIN_DECLS

extern const JkkXmlKind jkk_xml_kind_case;

/* Whether a child belongs to somebody else, who reads it. */
typedef gboolean (*JkkXmlIsOther) (const JkkXmlNode *node, gpointer data);

JkkCase *jkk_case_read_parts (
    JkkXmlFile *file, JkkXmlNode *node, gboolean with_system, JkkXmlIsOther is_other, gpointer data, char ***names);

G_END_DECLS
