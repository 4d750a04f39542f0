#pragma once

#include "jkk-message.h"

G_BEGIN_DECLS

/* The name of a result in the code list receipt_result. */
#define JKK_RECEIPT_ACCEPTED "diterima"
#define JKK_RECEIPT_NOTICED "diterima-catatan"
#define JKK_RECEIPT_REFUSED "ditolak"

/* Says an English sentence in the language of who reads it. */
typedef const char *(*JkkReceiptWords) (const char *english);

gboolean jkk_receipt_is_held (const JkkMessage *receipt);
char *jkk_receipt_time (const JkkMessage *receipt);
const char *jkk_receipt_own_words (const char *english) G_GNUC_FORMAT (1);
char *jkk_receipt_advice (const JkkMessage *receipt, JkkReceiptWords translate);

G_END_DECLS
