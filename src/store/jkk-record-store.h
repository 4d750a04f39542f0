#pragma once

#include "jkk-case.h"
#include "jkk-db.h"

G_BEGIN_DECLS

gboolean
jkk_record_store_insert_row (JkkDb *db, guint part, gint64 case_id, gint64 ord, gconstpointer record, GError **error);
gboolean jkk_record_store_update_row (JkkDb *db, guint part, gint64 case_id, gconstpointer record, GError **error);
gboolean jkk_record_store_delete_rows (JkkDb *db, guint part, gint64 case_id, GError **error);
gboolean jkk_record_store_load_row (JkkDb *db, guint part, gint64 case_id, gpointer record, GError **error);
gboolean jkk_record_store_load_list (JkkDb *db, guint part, gint64 case_id, GPtrArray *list, GError **error);

G_END_DECLS
