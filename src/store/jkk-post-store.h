#pragma once

#include "jkk-db.h"
#include "jkk-post.h"

G_BEGIN_DECLS

/* What came in */
gboolean jkk_post_store_receive (JkkDb *db, const JkkPostIn *post, gint64 *id, GError **error);
JkkPostIn *jkk_post_store_find_file (JkkDb *db, const char *partner, const char *sha256, GError **error);
JkkPostIn *jkk_post_store_find_guid (JkkDb *db, const char *partner, const char *guid, GError **error);
JkkPostIn *jkk_post_store_load (JkkDb *db, gint64 id, GError **error);
GPtrArray *jkk_post_store_list (JkkDb *db, guint states, gint64 before, guint limit, GError **error);
GPtrArray *jkk_post_store_of_case (JkkDb *db, gint64 case_id, GError **error);
gboolean jkk_post_store_count (JkkDb *db, gint64 counts[JKK_N_POST_STATES], GError **error);
gboolean jkk_post_store_replace (JkkDb *db, const char *partner, const char *guid, gint64 edition, GError **error);
gboolean jkk_post_store_settle (
    JkkDb *db, gint64 id, JkkPostState state, gint64 case_id, const char *person, gint64 time, GError **error);
gboolean jkk_post_store_release (JkkDb *db, gint64 id, const char *person, gint64 time, GError **error);
GPtrArray *jkk_post_store_gaps (JkkDb *db, GError **error);

/* What lies on the desk */
gboolean jkk_post_store_propose (JkkDb *db, gint64 id, gint64 case_id, GError **error);
GPtrArray *jkk_post_store_faulty (JkkDb *db, gint64 before, guint limit, GError **error);
gboolean jkk_post_store_seen (JkkDb *db, gint64 id, const char *person, gint64 time, GError **error);
gboolean jkk_post_store_count_waiting (JkkDb *db, JkkDay today, JkkPostCounts *counts, GError **error);

/* What goes out */
JkkPostOut *jkk_post_store_read_out (JkkQuery *query);
gboolean jkk_post_store_next_sequence (JkkDb *db, const char *partner, gint64 *sequence, GError **error);
gboolean jkk_post_store_send (JkkDb *db, const JkkPostOut *post, gint64 *id, GError **error);
JkkPostOut *jkk_post_store_load_out (JkkDb *db, const char *guid, GError **error);
GPtrArray *jkk_post_store_waiting (JkkDb *db, const char *partner, GError **error);
GPtrArray *jkk_post_store_list_out (JkkDb *db, gint64 case_id, gint64 before, guint limit, GError **error);
GPtrArray *jkk_post_store_list_partner (JkkDb *db, const char *partner, guint limit, GError **error);
char *
jkk_post_store_last_receipt (JkkDb *db, const char *partner, const char *guid, const char *sha256, GError **error);
gboolean jkk_post_store_delivered (JkkDb *db, gint64 id, gint64 time, GError **error);
gboolean jkk_post_store_send_again (JkkDb *db, const char *guid, GError **error);
gboolean jkk_post_store_receipted (JkkDb *db, const char *guid, const char *result, gint64 time, GError **error);

/* What is owed */
gboolean jkk_post_store_owe (JkkDb *db, const JkkOwed *owed, GError **error);
gboolean jkk_post_store_owed_settle (
    JkkDb *db, const char *guid, const char *kind, const char *by_guid, gint64 time, GError **error);
GPtrArray *jkk_post_store_owed (JkkDb *db, GError **error);
GArray *jkk_post_store_papers_owed (JkkDb *db, const char *partner, GError **error);
JkkOwed *jkk_post_store_owed_load (JkkDb *db, gint64 id, GError **error);
gboolean jkk_post_store_owed_settle_one (JkkDb *db, gint64 id, gint64 time, GError **error);
char *jkk_post_store_paper_receipt (JkkDb *db, const char *partner, const char *sha256, GError **error);
gboolean jkk_post_store_paper_owed_again (JkkDb *db, const char *guid, gint64 since, JkkDay due_day, GError **error);
gboolean jkk_post_store_owed_forgive (JkkDb *db, const char *guid, const char *by_guid, gint64 time, GError **error);

G_END_DECLS
