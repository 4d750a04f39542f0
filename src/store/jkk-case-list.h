#pragma once

#include "jkk-case-row.h"
#include "jkk-db.h"

G_BEGIN_DECLS

GArray *jkk_case_list_ids (JkkDb *db, const JkkCaseQuery *query, GError **error);
GArray *jkk_case_list_of_event (JkkDb *db, gint64 case_id, GError **error);
gboolean jkk_case_list_stretch (JkkDb *db,
                                const JkkCaseQuery *wanted,
                                JkkCaseCursor *cursor,
                                const JkkCaseCursor *until,
                                guint limit,
                                GArray *ids,
                                GError **error);
GPtrArray *jkk_case_list_page_rows (
    JkkDb *db, const JkkCaseQuery *wanted, JkkCaseCursor *cursor, guint skip, guint limit, GError **error);
gboolean jkk_case_list_advance (
    JkkDb *db, const JkkCaseQuery *wanted, JkkCaseCursor *cursor, gint64 n, gint64 *moved, GError **error);
gboolean jkk_case_list_count (JkkDb *db, const JkkCaseQuery *wanted, gint64 *n, GError **error);
GPtrArray *jkk_case_list_rows (JkkDb *db, const gint64 *ids, guint n_ids, GError **error);
gboolean
jkk_case_list_counts (JkkDb *db, const char *verifier, JkkDay claimed_before, JkkCaseCounts *counts, GError **error);
gboolean jkk_case_list_put (JkkDb *db, gint64 id, const JkkCase *jcase, JkkMoney total, gint64 time, GError **error);
char *jkk_case_list_fold (const char *text);

G_END_DECLS
