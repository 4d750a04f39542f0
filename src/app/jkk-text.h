#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A text that wraps, from the left; @css_class may be %NULL. */
GtkWidget *jkk_text_new (const char *text, const char *css_class);

/* An icon with a text that wraps beside it; the text's label comes in @text. */
GtkWidget *jkk_icon_text_new (const char *icon, const char *css_class, GtkWidget **text);

/* Takes all children out of a box. */
void jkk_box_clear (GtkBox *box);

G_END_DECLS
