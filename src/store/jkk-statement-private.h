#pragma once

#include "jkk-statement.h"

G_BEGIN_DECLS

char *jkk_statement_part_text (const JkkCasePart *part, JkkPartDeed deed);

G_END_DECLS
