#pragma once

#include "jkk-db.h"
#include "jkk-post.h"

G_BEGIN_DECLS

gboolean jkk_batch_store_begin (JkkDb *db, const JkkPostBatch *batch, gint64 *id, GError **error);
JkkPostBatch *jkk_batch_store_find (JkkDb *db, const char *partner, const char *guid, GError **error);
JkkPostBatch *jkk_batch_store_load (JkkDb *db, gint64 id, GError **error);
gboolean jkk_batch_store_advance (
    JkkDb *db, const JkkPostBatch *batch, gint64 accepted, gint64 refused, gint64 again, gint64 time, GError **error);
JkkPostBatch *jkk_batch_store_waiting (JkkDb *db, const char *partner, GError **error);
GPtrArray *jkk_batch_store_receipts (JkkDb *db, gint64 id, gint64 after, GError **error);
gint64 jkk_batch_store_count_receipts (JkkDb *db, gint64 id, GError **error);
gboolean jkk_batch_store_delivered (JkkDb *db, gint64 id, gboolean receipts, gint64 time, GError **error);
gboolean jkk_batch_store_send_again (JkkDb *db, gint64 id, GError **error);
gboolean jkk_batch_store_event (JkkDb *db, gint64 post_id, char **event, GError **error);

G_END_DECLS
