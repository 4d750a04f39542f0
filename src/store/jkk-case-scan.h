#pragma once

#include "jkk-case.h"
#include "jkk-db.h"

G_BEGIN_DECLS

/**
 * JkkCaseScanFunc:
 * @jcase: a case; it is the scan's own and another one at the next call
 * @data: what was handed to jkk_case_scan_open()
 * @error: set it to stop
 *
 * Returns: whether to go on
 */
typedef gboolean (*JkkCaseScanFunc) (const JkkCase *jcase, gpointer data, GError **error);

gboolean jkk_case_scan_open (JkkDb *db, const char *const *parts, JkkCaseScanFunc func, gpointer data, GError **error);
gboolean jkk_case_scan_count (JkkDb *db, guint *n, GError **error);
gboolean jkk_case_scan_put_total (JkkDb *db, gint64 case_id, JkkMoney total, GError **error);

G_END_DECLS
