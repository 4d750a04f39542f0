#pragma once

#include "jkk-form-value.h"

G_BEGIN_DECLS

GBytes *jkk_official_fill (
    const JkkForm *form, const JkkFormFacts *facts, gboolean fillable, char **content_hash, GError **error);

G_END_DECLS
