#pragma once

#include "jkk-case.h"

G_BEGIN_DECLS

/**
 * JkkDraft:
 *
 * A case that is being edited: how it is stored, how it is now, and what was typed. A text that is not acceptable stays
 * beside the case with the sentence that says why, so nothing that was typed is lost. Every change can be undone.
 */
typedef struct _JkkDraft JkkDraft;

JkkDraft *jkk_draft_new (const JkkCase *original);
void jkk_draft_free (JkkDraft *draft);
const JkkCase *jkk_draft_get_original (const JkkDraft *draft);
const JkkCase *jkk_draft_get_current (const JkkDraft *draft);

/* Whether there is something to save, and what cannot be saved. */
gboolean jkk_draft_is_dirty (const JkkDraft *draft);
guint jkk_draft_count_invalid (const JkkDraft *draft);
GPtrArray *jkk_draft_list_invalid (const JkkDraft *draft);

/* One value. */
gboolean jkk_draft_set_text (JkkDraft *draft, const char *path, const char *text);
char *jkk_draft_get_text (const JkkDraft *draft, const char *path);
const char *jkk_draft_get_error (const JkkDraft *draft, const char *path);
gboolean jkk_draft_settle (JkkDraft *draft, const char *path);

/* Several values at once. */
void jkk_draft_take (JkkDraft *draft, const char *path, const JkkCase *changed);

/* Rows of lists. */
guint jkk_draft_append (JkkDraft *draft, const char *part);
gboolean jkk_draft_remove (JkkDraft *draft, const char *part, guint index);

/* Back and forth. Both return the path where something changed. */
gboolean jkk_draft_can_undo (const JkkDraft *draft);
gboolean jkk_draft_can_redo (const JkkDraft *draft);
char *jkk_draft_undo (JkkDraft *draft);
char *jkk_draft_redo (JkkDraft *draft);

/* The store has moved on. */
void jkk_draft_rebase (JkkDraft *draft, const JkkCase *original, const JkkCase *current);
void jkk_draft_retype (JkkDraft *draft, const JkkDraft *other);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkDraft, jkk_draft_free)

G_END_DECLS
