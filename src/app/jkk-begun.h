#pragma once

#include "jkk-draft.h"

G_BEGIN_DECLS

/* What was typed of a case and is in no store yet, as a text: it is kept sealed beside the store (jkk-office-lock.h),
 * so that a power cut or a node that is away costs nothing that was typed. */
char *jkk_begun_to_text (const JkkDraft *draft);
JkkDraft *jkk_begun_from_text (const char *text, const JkkCase *blank);
JkkCase *jkk_begun_base (const char *text);

/* Programs of earlier kept a case that was begun in a file that was not sealed. */
char *jkk_begun_take_unsealed (const char *address, const char *login);

G_END_DECLS
