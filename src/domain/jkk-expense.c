#include "jkk-expense.h"

#include <glib/gi18n-lib.h>

#define RECEIPT N_ ("Receipt")
#define PAPER N_ ("Paper")

static const JkkField expense_rows[] = {
  JKK_ROW (JkkExpense, kind, CODE, N_ ("Receipt for"), "KK 2 · 10", RECEIPT, .codes = "expense_kind"),
  JKK_ROW (JkkExpense, mode, CODE, N_ ("Way of transport"), "KK 2 · 10", RECEIPT, .codes = "transport_mode"),
  JKK_ROW (JkkExpense, spent_day, DAY, N_ ("Date of receipt"), "KK 2 · 10", RECEIPT),
  JKK_ROW (JkkExpense, amount, MONEY, N_ ("Amount of receipt"), "KK 2 · 10", RECEIPT, .max = JKK_MONEY_MAX),
  JKK_ROW (JkkExpense, issuer, TEXT, N_ ("Issued by"), "KK 2 · 10", RECEIPT),
  JKK_ROW (JkkExpense, number, TEXT, N_ ("Number of receipt"), "KK 2 · 10", RECEIPT, .max = 60),
  JKK_ROW (JkkExpense, paid_by, CODE, N_ ("Paid by"), "KK 2 · 5", RECEIPT, .codes = "payee"),
  JKK_ROW (JkkExpense, original, FLAG, N_ ("Original, stamped"), "KK 2 · 10", RECEIPT),
  JKK_ROW (JkkExpense, recommended, FLAG, N_ ("Recommended by a doctor"), "KK 3 · 14", RECEIPT),
  JKK_ROW (
      JkkExpense, reference_price, MONEY, N_ ("Price of the government centre"), "", RECEIPT, .max = JKK_MONEY_MAX),
};
const JkkRecordType jkk_expense_type = JKK_RECORD_TYPE ("expense", N_ ("Receipt"), JkkExpense, expense_rows);

static const JkkField document_rows[] = {
  JKK_ROW (JkkDocument, kind, CODE, N_ ("Kind of paper"), "", PAPER, .codes = "document_kind"),
  JKK_ROW (JkkDocument, title, TEXT, N_ ("Title of paper"), "", PAPER),
  JKK_ROW (JkkDocument, received_day, DAY, N_ ("Paper received on"), "", PAPER),
  JKK_ROW (JkkDocument, complete, FLAG, N_ ("Paper is in order"), "", PAPER),
  JKK_ROW (JkkDocument, defect, CODE, N_ ("What is wrong with it"), "", PAPER, .codes = "document_defect"),
  JKK_ROW (JkkDocument, sha256, TEXT, N_ ("Fingerprint of the file"), "", PAPER, .max = 64, .flags = JKK_FIELD_SYSTEM),
  JKK_ROW (JkkDocument, size, COUNT, N_ ("Size of the file, bytes"), "", PAPER, .flags = JKK_FIELD_SYSTEM),
  JKK_ROW (JkkDocument, media_type, TEXT, N_ ("Type of the file"), "", PAPER, .max = 80, .flags = JKK_FIELD_SYSTEM),
};
const JkkRecordType jkk_document_type = JKK_RECORD_TYPE ("document", N_ ("Paper"), JkkDocument, document_rows);
