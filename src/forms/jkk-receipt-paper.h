#pragma once

#include "jkk-message.h"

G_BEGIN_DECLS

GBytes *jkk_receipt_paper_print (const JkkMessage *receipt, const char *office, GError **error);

G_END_DECLS
