#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void jkk_focus_set_entrance (GtkWidgetClass *widget_class, gboolean (*enter) (GtkWidget *widget));

G_END_DECLS
