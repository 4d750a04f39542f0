#pragma once

#include <gtk/gtk.h>

#include "jkk-exchange.h"
#include "jkk-import-state.h"

G_BEGIN_DECLS

/* What the import dialog shows: a fault, a case that fits, a page that came back, and the values that would change. */
GtkWidget *jkk_import_view_fault (const JkkFault *fault);
GtkWidget *jkk_import_view_match (const JkkMatch *match, GtkWidget *group);
GtkWidget *jkk_import_view_new_case (GtkWidget *group);
void jkk_import_view_home (GtkLabel *text, GtkBox *box, const JkkHomecoming *home, const JkkCase *jcase);
void jkk_import_view_fill (GtkGrid *grid, GPtrArray *rows, const char *from, GCallback toggled, gpointer user_data);
void jkk_import_view_choose (GtkGrid *grid, gboolean chosen);
void jkk_import_view_remarks (GtkBox *box, const JkkIncoming *incoming);

G_END_DECLS
