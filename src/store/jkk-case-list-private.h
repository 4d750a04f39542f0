#pragma once

#include "jkk-case-list.h"
#include "jkk-statement.h"

G_BEGIN_DECLS

/* What a search means: words to be compared, and the pieces of three letters that a full-text table knows. */
typedef struct
{
  char *words[JKK_LIST_MAX_WORDS];
  guint n_words;
  GString *pieces;
} JkkCaseSearch;

void jkk_case_search_parse (JkkCaseSearch *search, const char *text);
void jkk_case_search_clear (JkkCaseSearch *search);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (JkkCaseSearch, jkk_case_search_clear)

void jkk_case_list_bind_filter (JkkQuery *query, const JkkCaseQuery *wanted, guint statuses, guint limit);
JkkCaseRow *jkk_case_list_read_row (JkkQuery *query, GError **error);

G_END_DECLS
