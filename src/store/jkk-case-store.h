#pragma once

#include "jkk-case.h"
#include "jkk-db.h"

G_BEGIN_DECLS

gboolean
jkk_case_store_insert (JkkDb *db, const JkkCase *jcase, JkkMoney total, gint64 time, gint64 *id, GError **error);
gboolean jkk_case_store_update (
    JkkDb *db, const JkkCase *edited, gint64 expected_revision, JkkMoney total, gint64 time, GError **error);
JkkCase *jkk_case_store_load (JkkDb *db, gint64 id, GError **error);
gint64 jkk_case_store_find_number (JkkDb *db, const char *number, GError **error);
GArray *jkk_case_store_find_candidates (
    JkkDb *db, const char *participant_number, const char *identity, JkkDay accident_day, GError **error);
char *jkk_case_store_next_number (JkkDb *db, int year, GError **error);

G_END_DECLS
