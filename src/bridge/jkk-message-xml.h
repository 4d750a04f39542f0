#pragma once

#include "jkk-message.h"

G_BEGIN_DECLS

char *jkk_message_to_xml (const JkkMessage *message, gsize *length);
JkkMessage *jkk_message_read (const char *bytes, gsize length, JkkMessage **head, GPtrArray **faults, GError **error);
JkkMessage *jkk_message_from_xml (const char *bytes, gsize length, GPtrArray **faults, GError **error);

G_END_DECLS
