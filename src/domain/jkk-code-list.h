#pragma once

#include "jkk-period.h"

G_BEGIN_DECLS

/**
 * JkkCode:
 * @code: what is stored and exchanged; Indonesian where the forms have the term
 * @label: the wording as printed on the form (Indonesian)
 * @english: the wording for an English interface
 * @valid: the days on which the code may be newly used
 *
 * A term of a code list; it lives as long as the program.
 */
typedef struct
{
  char *code;
  char *label;
  char *english;
  JkkPeriod valid;
} JkkCode;

/**
 * JkkCodeList:
 * @name: the list's name, which is its file name under data/codes
 *
 * A code list as data: terms in the order of the form.
 */
typedef struct
{
  char *name;
  char *title;
  JkkCode *codes;
  guint n_codes;
} JkkCodeList;

const JkkCodeList *jkk_code_list_get (const char *name);
const JkkCode *jkk_code_list_find (const JkkCodeList *list, const char *code);
const char *jkk_code_list_label (const char *name, const char *code);
const char *jkk_code_label (const JkkCode *code);
JkkCodeList *jkk_code_list_parse (const char *xml, gsize length, GError **error);
void jkk_code_list_free (JkkCodeList *list);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkCodeList, jkk_code_list_free)

G_END_DECLS
