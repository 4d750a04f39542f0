#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * JkkNote:
 *
 * A reason or a note to be written in a dialog, with what is wrong with it below.
 */
#define JKK_TYPE_NOTE (jkk_note_get_type ())
G_DECLARE_FINAL_TYPE (JkkNote, jkk_note, JKK, NOTE, GtkBox)

GtkWidget *jkk_note_new (const char *label);
void jkk_note_set_text (JkkNote *self, const char *text);
char *jkk_note_get_text (JkkNote *self);
void jkk_note_show_error (JkkNote *self, const char *error);
gboolean jkk_note_require (JkkNote *self, const char *error);

G_END_DECLS
