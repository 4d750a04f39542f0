#pragma once

#include "jkk-office.h"

G_BEGIN_DECLS

/* Who looked at a case stands in the journal, in its chain, once for each person, case and sitting (from signing in to
 * signing out). Noting it never fails and never keeps anybody waiting. */
void jkk_looks_note (JkkOffice *office, gint64 case_id);
void jkk_looks_note_now (JkkOffice *office, gint64 case_id);

/* Supervisors and auditors may ask who looked. */
gboolean jkk_looks_allowed (const JkkAccount *person);
GPtrArray *jkk_looks_load (JkkOffice *office, gint64 case_id, GError **error);
void jkk_looks_load_async (
    JkkOffice *office, gint64 case_id, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *jkk_looks_load_finish (JkkOffice *office, GAsyncResult *result, GError **error);

G_END_DECLS
