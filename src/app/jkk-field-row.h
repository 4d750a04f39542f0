#pragma once

#include "jkk-field-control.h"

G_BEGIN_DECLS

/**
 * JkkFieldRow:
 *
 * An editor row made from one field: label, control, place on the form, and in words what is wrong. Where there is room
 * the label stands left of the control, else above it.
 *
 * It writes nothing itself. It activates the actions "case.visit" (path), "case.edit" (path, text), "case.settle"
 * (path) and "case.jump" (path) of whatever page it stands in.
 */
#define JKK_TYPE_FIELD_ROW (jkk_field_row_get_type ())
G_DECLARE_FINAL_TYPE (JkkFieldRow, jkk_field_row, JKK, FIELD_ROW, GtkWidget)

GtkWidget *jkk_field_row_new (const JkkField *field, const char *path);
const JkkField *jkk_field_row_get_field (JkkFieldRow *self);
const char *jkk_field_row_get_path (JkkFieldRow *self);
void jkk_field_row_set_path (JkkFieldRow *self, const char *path);
void jkk_field_row_take_state (JkkFieldRow *self, JkkFieldState *state);
const JkkFieldState *jkk_field_row_get_state (JkkFieldRow *self);
GtkWidget *jkk_field_row_get_target (JkkFieldRow *self);
void jkk_field_row_point_out (JkkFieldRow *self);

G_END_DECLS
