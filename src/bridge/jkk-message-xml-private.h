#pragma once

#include "jkk-message-xml.h"
#include "jkk-xml.h"

G_BEGIN_DECLS

extern const JkkXmlKind jkk_xml_kind_message_1;
extern const JkkXmlKind jkk_xml_kind_message;

JkkMessage *jkk_message_read_xml (JkkXmlFile *file, JkkXmlNode *root);

G_END_DECLS
