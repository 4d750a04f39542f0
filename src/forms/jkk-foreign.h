#pragma once

#include "jkk-foreign-image.h"
#include "jkk-paper-wire.h"
#include "jkk-paper.h"

G_BEGIN_DECLS

/**
 * JkkForeign:
 *
 * A PDF or an image from elsewhere, as the helper sees it: opened, asked, and answered in the words of the wire.
 */
typedef struct _JkkForeign JkkForeign;

JkkForeign *jkk_foreign_new (GBytes *bytes, JkkWireStatus *status);
void jkk_foreign_free (JkkForeign *foreign);

JkkWireStatus jkk_foreign_answer (JkkForeign *foreign, const JkkWireRequest *request, GByteArray *out);
JkkWireStatus jkk_foreign_render (JkkForeign *foreign, guint page, guint scale, cairo_surface_t **surface);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkForeign, jkk_foreign_free)

G_END_DECLS
