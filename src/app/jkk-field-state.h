#pragma once

#include "jkk-check.h"
#include "jkk-draft.h"

G_BEGIN_DECLS

/**
 * JkkFieldState:
 * @text: what the control shows; codes and flags as stored
 * @error: a sentence that says what is wrong, or %NULL
 * @warning: a sentence that says what disagrees, or %NULL
 * @other_path: the field that @error or @warning compares with, or %NULL
 * @short_text: the same in a few words, where the two fields simply say something else, or %NULL
 * @needed: whether the field is empty and a proposal needs it
 * @editable: whether the person may change it now
 *
 * What an editor row shows of one field.
 */
typedef struct
{
  char *text;
  char *error;
  char *warning;
  char *other_path;
  char *short_text;
  gboolean needed;
  gboolean editable;
} JkkFieldState;

JkkFieldState *jkk_field_state_new (const JkkDraft *draft, GPtrArray *findings, const char *path, gboolean editable);
void jkk_field_state_free (JkkFieldState *state);
gboolean jkk_field_state_equal (const JkkFieldState *a, const JkkFieldState *b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkFieldState, jkk_field_state_free)

G_END_DECLS
