#pragma once

#include "jkk-case.h"

G_BEGIN_DECLS

/* Whether a case is what the journal tells of it. */
GPtrArray *jkk_case_told_differences (const JkkCase *jcase, GPtrArray *history);

G_END_DECLS
