#pragma once

#include "jkk-post-file.h"
#include "jkk-post.h"
#include "jkk-receipt-head.h"

G_BEGIN_DECLS

JkkPostFile *jkk_post_file_read (const char *partner, const char *path, JkkDay today, GError **error);
JkkPostFile *
jkk_post_file_judge (const char *partner, const char *file_name, const char *bytes, gsize length, JkkDay today);
gboolean jkk_post_file_judge_names (JkkPostFile *file, const char *office);
void jkk_post_batch_judge_names (const JkkPostBatch *head, const char *office, GPtrArray *faults);
const char *jkk_receipt_remark (const JkkMessage *message);
JkkMessage *jkk_receipt_new (const JkkPostFile *file, gboolean refused);
char *jkk_receipt_to_text (const JkkMessage *receipt);

G_END_DECLS
