#pragma once

#include "jkk-form.h"

G_BEGIN_DECLS

gboolean jkk_form_ink_text (GString *ops, const JkkFormField *field, const char *text);
void jkk_form_ink_tick (GString *ops, const JkkFormField *field);

G_END_DECLS
