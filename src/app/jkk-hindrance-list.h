#pragma once

#include <gtk/gtk.h>

#include "jkk-check.h"

G_BEGIN_DECLS

/* A popover with what stands in the way of a proposal; each entry leads to its field by "case.jump". */
GtkWidget *jkk_hindrance_list_new (GtkWidget *parent);
void jkk_hindrance_list_show (GtkWidget *list, GPtrArray *hindrances);

G_END_DECLS
