#pragma once

#include "jkk-form-value.h"
#include "jkk-letter.h"
#include "jkk-needed-paper.h"

G_BEGIN_DECLS

/**
 * JkkLetterScope:
 * @letter: what the letter is made of
 * @row: (nullable): the row that "each" is at: name to text
 * @said: (nullable): the values that were used so far, for the fingerprint
 * @most: of a list inside a sentence, how many entries are named; 0 = all
 *
 * Where the words of a letter take their values from.
 */
typedef struct
{
  const JkkLetter *letter;
  GHashTable *row;
  GString *said;
  guint most;
} JkkLetterScope;

char *jkk_letter_value_expand (JkkLetterScope *scope, const char *text, gboolean *is_empty);
gboolean jkk_letter_value_test (JkkLetterScope *scope, const char *condition);
GPtrArray *jkk_letter_value_rows (JkkLetterScope *scope, const char *source);
gboolean jkk_letter_value_check (const char *source, const char *text, gboolean is_condition, GError **error);
gboolean jkk_letter_value_check_source (const char *source, GError **error);

/* jkk-letter-documents.c: which papers a case needs, as data/forms/documents.list says */
GPtrArray *jkk_letter_documents_needed (JkkLetterScope *scope);
GPtrArray *jkk_letter_documents_missing (JkkLetterScope *scope);
const char *jkk_letter_documents_guess (const char *file_name);
gboolean jkk_letter_documents_check (GError **error);

G_END_DECLS
