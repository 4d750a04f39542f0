#pragma once

#include "jkk-decision-xml.h"
#include "jkk-xml.h"

G_BEGIN_DECLS

extern const JkkXmlKind jkk_xml_kind_decision;

G_END_DECLS
