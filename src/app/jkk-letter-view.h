#pragma once

#include <gtk/gtk.h>

#include "jkk-import-state.h"
#include "jkk-letter-state.h"

G_BEGIN_DECLS

/* Pictures of a message; each fills a box. */
void jkk_letter_view_blocks (GtkBox *box, GPtrArray *blocks);
void jkk_letter_view_block (GtkBox *box, const JkkLetterBlock *block);
void jkk_letter_view_faults (GtkBox *box, const GPtrArray *faults, gboolean refused);
void
jkk_letter_view_matches (GtkBox *box, const GPtrArray *matches, gint64 chosen, GCallback toggled, gpointer user_data);
void jkk_letter_view_differences (GtkBox *box, GPtrArray *rows, GCallback toggled, gpointer user_data);
void jkk_letter_view_choose (GtkBox *box, gboolean chosen);

G_END_DECLS
