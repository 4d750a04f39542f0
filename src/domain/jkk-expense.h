#pragma once

#include "jkk-field.h"

G_BEGIN_DECLS

/* Kuitansi: a receipt for transport, treatment, orthosis, teeth … */
typedef struct
{
  char *kind;
  char *mode; /* transport: land, sea, air */
  JkkDay spent_day;
  JkkMoney amount;
  char *issuer;
  char *number;
  char *paid_by;
  gint64 original;          /* the original, stamped */
  gint64 recommended;       /* home care: on a doctor's recommendation */
  JkkMoney reference_price; /* orthosis, prosthesis: price of the government rehabilitation centre */
} JkkExpense;

/* A paper of the case; its bytes lie in the document store under the hash. */
typedef struct
{
  char *kind;
  char *title;
  JkkDay received_day;
  gint64 complete;
  char *defect;
  char *sha256;
  gint64 size;
  char *media_type;
} JkkDocument;

extern const JkkRecordType jkk_expense_type;
extern const JkkRecordType jkk_document_type;

G_END_DECLS
