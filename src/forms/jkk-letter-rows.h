#pragma once

#include "jkk-letter.h"

G_BEGIN_DECLS

const char *const *jkk_letter_rows_members (const char *source);
GPtrArray *jkk_letter_rows_get (const JkkLetter *letter, const char *source);
GPtrArray *jkk_letter_rows_new (void);
GHashTable *jkk_letter_rows_add (GPtrArray *rows);
void jkk_letter_rows_set (GHashTable *row, const char *name, const char *value);

G_END_DECLS
