#pragma once

#include "jkk-payout.h"
#include "jkk-post-file.h"

G_BEGIN_DECLS

char *jkk_payout_to_json (const JkkPayout *payout);
char *jkk_post_files_to_json (const GPtrArray *files, const char *const *results);

G_END_DECLS
