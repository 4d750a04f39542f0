#pragma once

#include "jkk-form.h"

G_BEGIN_DECLS

GBytes *jkk_pdf_overlay_write (GPtrArray *pages, const GArray *sizes, GError **error);

G_END_DECLS
