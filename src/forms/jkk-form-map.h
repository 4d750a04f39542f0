#pragma once

#include "jkk-form.h"

G_BEGIN_DECLS

JkkForm *jkk_form_map_parse (const char *code, GBytes *text, GBytes *template, GPtrArray *faults, GError **error);
JkkForm *jkk_form_read_official (const char *code, const char *pdf, const char *map, GPtrArray *faults, GError **error);

G_END_DECLS
