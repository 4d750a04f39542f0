#pragma once

#include "jkk-case-list.h"
#include "jkk-statement.h"

G_BEGIN_DECLS

void jkk_case_list_bind_filter (JkkQuery *query, const JkkCaseQuery *wanted, guint statuses, guint limit);
JkkCaseRow *jkk_case_list_read_row (JkkQuery *query, GError **error);

G_END_DECLS
