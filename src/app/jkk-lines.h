#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * JkkLines:
 *
 * A text of several lines that grows with what is typed, up to six lines; then it scrolls.
 */
#define JKK_TYPE_LINES (jkk_lines_get_type ())
G_DECLARE_FINAL_TYPE (JkkLines, jkk_lines, JKK, LINES, GtkWidget)

GtkWidget *jkk_lines_new (void);
GtkTextView *jkk_lines_get_view (JkkLines *self);
char *jkk_lines_get_text (JkkLines *self);
void jkk_lines_show (JkkLines *self, const char *text, const char *placeholder, gboolean editable);

G_END_DECLS
