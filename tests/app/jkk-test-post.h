#pragma once

#include "jkk-postbox-desk.h"

G_BEGIN_DECLS

/* Post made by hand, for what is computed from it. */
JkkPostDesk *jkk_test_post_desk (void);
JkkPostIn *jkk_test_post_in (gint64 id, const char *kind, JkkPostState state, gint64 case_id);
JkkPostLetter *jkk_test_post_letter (const char *kind, JkkPostState state, JkkCaseStatus status);

G_END_DECLS
