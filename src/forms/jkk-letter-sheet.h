#pragma once

#include "jkk-case.h"
#include "jkk-galley.h"
#include "jkk-payout.h"

G_BEGIN_DECLS

void jkk_letter_sheet_add_line (JkkGalley *galley, const JkkCase *jcase, guint number, const JkkReason *line);
void jkk_letter_sheet_add_remarks (JkkGalley *galley, const JkkCase *jcase, const JkkPayout *payout);
char *jkk_letter_sheet_formula (const JkkCase *jcase, const JkkReason *reason);

G_END_DECLS
