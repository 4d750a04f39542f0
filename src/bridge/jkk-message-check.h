#pragma once

#include "jkk-message.h"
#include "jkk-xml.h"

G_BEGIN_DECLS

void jkk_message_check_xml (JkkXmlFile *file, JkkXmlNode *body, const JkkMessage *message);
char *jkk_message_add_repair (const char *body, const char *part, const JkkField *field);
gboolean jkk_message_file_name_is_safe (const char *name);

G_END_DECLS
