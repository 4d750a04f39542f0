#pragma once

#include <glib-object.h>

#include "jkk-row-state.h"

G_BEGIN_DECLS

/**
 * JkkCaseItem:
 *
 * One line of the case list: first perhaps only its place in it, then the id, its texts as soon as the store has told
 * them.
 *
 * The signal "changed" says that there are other texts, or that somebody else has opened or left the case.
 */
#define JKK_TYPE_CASE_ITEM (jkk_case_item_get_type ())
G_DECLARE_FINAL_TYPE (JkkCaseItem, jkk_case_item, JKK, CASE_ITEM, GObject)

JkkCaseItem *jkk_case_item_new (gint64 id);
gint64 jkk_case_item_get_id (JkkCaseItem *self);
void jkk_case_item_set_id (JkkCaseItem *self, gint64 id);
const JkkRowState *jkk_case_item_get_state (JkkCaseItem *self);
void jkk_case_item_take_state (JkkCaseItem *self, JkkRowState *state);
const char *jkk_case_item_get_others (JkkCaseItem *self);
void jkk_case_item_set_others (JkkCaseItem *self, const char *others);

G_END_DECLS
