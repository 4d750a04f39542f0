#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void jkk_say (GtkWidget *where, const GError *error);
void jkk_say_toast (GtkWidget *where, const char *text);
void jkk_say_offer (GtkWidget *where, const char *text, const char *button, const char *action);
const char *jkk_say_heading (const GError *error);

G_END_DECLS
