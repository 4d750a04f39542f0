#pragma once

#include "jkk-message.h"
#include "jkk-office.h"

G_BEGIN_DECLS

/* A number that is given in advance may be used so long. It is agreed with the partners, no law. */
#define JKK_NUMBER_DAYS 60

JkkMessage *jkk_outgoing_new (const char *kind, const JkkCaseFile *file, const JkkMessage *answered, JkkDay today);

void jkk_outgoing_trim (JkkMessage *message);

G_END_DECLS
