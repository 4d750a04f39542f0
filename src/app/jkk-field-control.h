#pragma once

#include <adwaita.h>

#include "jkk-field-state.h"

G_BEGIN_DECLS

/**
 * JkkFieldControl:
 *
 * What a field is typed or chosen in: an entry, a text of several lines, a list of terms, or yes and no with "not
 * stated" between them.
 *
 * Signals: "edited" with the text as it stands now, at every keystroke; "settled" when the person has left it.
 */
#define JKK_TYPE_FIELD_CONTROL (jkk_field_control_get_type ())
G_DECLARE_FINAL_TYPE (JkkFieldControl, jkk_field_control, JKK, FIELD_CONTROL, AdwBin)

GtkWidget *jkk_field_control_new (const JkkField *field);
void jkk_field_control_show (JkkFieldControl *self, const JkkFieldState *state);
GtkWidget *jkk_field_control_get_target (JkkFieldControl *self);

G_END_DECLS
