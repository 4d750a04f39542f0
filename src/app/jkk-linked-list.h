#pragma once

#include <gtk/gtk.h>

#include "jkk-office.h"

G_BEGIN_DECLS

/* What a menu button shows of the other victims of the event of a case. */
char *jkk_linked_list_label (const JkkCaseFile *file);
char *jkk_linked_list_line (const JkkCaseRow *row);

/* Gives the button a popover with their cases, each opened by "win.open-case"; hides it where there are none. */
void jkk_linked_list_fill (GtkMenuButton *button, const JkkCaseFile *file);

G_END_DECLS
