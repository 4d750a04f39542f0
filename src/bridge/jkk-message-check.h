#pragma once

#include "jkk-message.h"
#include "jkk-xml.h"

G_BEGIN_DECLS

void jkk_message_check_xml (JkkXmlFile *file, JkkXmlNode *body, const JkkMessage *message);
gboolean jkk_message_file_name_is_safe (const char *name);

G_END_DECLS
