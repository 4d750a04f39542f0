#pragma once

#include "jkk-form.h"

G_BEGIN_DECLS

/**
 * JkkAttachment:
 *
 * The sheets behind a form (Lampiran) with what found no room on it.
 */
typedef struct _JkkAttachment JkkAttachment;

JkkAttachment *jkk_attachment_new (const JkkForm *form);
void jkk_attachment_free (JkkAttachment *attachment);

void jkk_attachment_set_subject (JkkAttachment *attachment, const char *number, const char *participant);
void jkk_attachment_add_heading (JkkAttachment *attachment, const char *text, guint n_entries);
void jkk_attachment_add_value (JkkAttachment *attachment, const char *label, const char *text);
void jkk_attachment_add_squares (JkkAttachment *attachment, const char *label);
void jkk_attachment_add (JkkAttachment *attachment, const char *label, const char *text);
const char *jkk_attachment_get_text (JkkAttachment *attachment);
gboolean jkk_attachment_is_empty (JkkAttachment *attachment);
GPtrArray *jkk_attachment_finish (JkkAttachment *attachment);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkAttachment, jkk_attachment_free)

G_END_DECLS
