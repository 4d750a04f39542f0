#pragma once

#include "jkk-message-xml.h"
#include "jkk-xml.h"

G_BEGIN_DECLS

extern const JkkXmlKind jkk_xml_kind_message;

G_END_DECLS
