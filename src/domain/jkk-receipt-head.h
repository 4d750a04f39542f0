#pragma once

#include "jkk-message.h"

G_BEGIN_DECLS

/* The name of a result in the code list receipt_result. */
#define JKK_RECEIPT_ACCEPTED "diterima"
#define JKK_RECEIPT_NOTICED "diterima-catatan"
#define JKK_RECEIPT_REFUSED "ditolak"

gboolean jkk_receipt_is_held (const JkkMessage *receipt);
char *jkk_receipt_time (const JkkMessage *receipt);
const char *jkk_receipt_advice (const JkkMessage *receipt);

G_END_DECLS
