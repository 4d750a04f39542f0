#pragma once

#include <gtk/gtk.h>

#include "jkk-case-list-model.h"
#include "jkk-queue-state.h"

G_BEGIN_DECLS

void jkk_list_columns_add (GtkColumnView *view, JkkCaseListModel *model);
void jkk_list_columns_show (GtkColumnView *view, JkkQueue queue);
void jkk_list_columns_sort (GtkColumnView *view, JkkCaseSort sort, gboolean descending);
JkkCaseItem *jkk_list_columns_row_item (GtkWidget *row);
gboolean jkk_list_columns_get_sort (GtkColumnView *view, JkkCaseSort *sort, gboolean *descending);

G_END_DECLS
