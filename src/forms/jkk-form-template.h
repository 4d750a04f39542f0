#pragma once

#include "jkk-form.h"

G_BEGIN_DECLS

int jkk_form_template_compare (double top, double left, double other_top, double other_left);
gboolean jkk_form_template_is_called (const char *wanted, const char *name, guint nth);
gboolean jkk_form_template_check (const JkkForm *form, GPtrArray *faults, GPtrArray *surplus, GError **error);
gboolean jkk_form_template_prove (const JkkForm *form, GError **error);

G_END_DECLS
