#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void jkk_focus_set_entrance (GtkWidgetClass *widget_class, gboolean (*enter) (GtkWidget *widget));
void jkk_focus_leave_list (GtkListBox *list);

G_END_DECLS
