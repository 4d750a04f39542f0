#pragma once

#include "jkk-stmb.h"

G_BEGIN_DECLS

void jkk_stmb_note_end (const JkkRule *rule, const JkkStmb *stmb);

G_END_DECLS
