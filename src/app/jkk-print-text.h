#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Prints a plain text on as many pages as it needs; asks for a printer. */
void jkk_print_text (GtkWindow *parent, const char *title, const char *text);

/* The same into a PDF file, without asking. */
gboolean jkk_print_text_to_file (const char *title, const char *text, const char *path, GError **error);

G_END_DECLS
