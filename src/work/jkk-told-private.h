#pragma once

#include "jkk-audit.h"
#include "jkk-case.h"
#include "jkk-db.h"

G_BEGIN_DECLS

/* Whether the tables say what the journal tells: asked before money depends on them. */
gboolean jkk_told_check_case (JkkDb *db, const JkkCase *jcase, GError **error);
gboolean jkk_told_check_undecided (JkkDb *db, gint64 case_id, GError **error);
gboolean jkk_told_check_law (JkkDb *db, GError **error);
char *jkk_told_differences_text (JkkDb *db, const JkkCase *jcase, GError **error);

G_END_DECLS
