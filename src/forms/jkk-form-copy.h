#pragma once

#include "jkk-form.h"

G_BEGIN_DECLS

char *jkk_form_copy_line (const JkkForm *form, guint copy);
void jkk_form_copy_append (GString *ops, const JkkForm *form, guint copy, double width, double height);

G_END_DECLS
