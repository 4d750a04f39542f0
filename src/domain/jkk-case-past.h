#pragma once

#include "jkk-decision.h"

G_BEGIN_DECLS

/* A case as it stood before: rebuilt from the case as it is and from what the journal says of each change. */
void jkk_case_past_note_lengths (const JkkCase *before, const JkkCase *after, GPtrArray *changes);
gboolean jkk_case_past_is_length (const char *path, const JkkCasePart **part);
JkkCase *jkk_case_past_rewind (const JkkCase *jcase, GPtrArray *history, guint n_undone, GError **error);
gboolean jkk_case_past_is_complete (const JkkCase *jcase, GPtrArray *history, GError **error);

G_END_DECLS
