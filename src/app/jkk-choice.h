#pragma once

#include <gtk/gtk.h>

#include "jkk-code-list.h"

G_BEGIN_DECLS

/* A drop-down of the terms of a code list, with "nothing chosen" first. Typing a letter goes to the next term that
 * begins with it; Delete takes the choice back; long lists can be searched. */
GtkWidget *jkk_choice_new (const JkkCodeList *list);
const char *jkk_choice_get_code (GtkWidget *choice);
void jkk_choice_show (GtkWidget *choice, const char *code, const char *nothing);
void jkk_choice_narrow (GtkWidget *drop_down);
void jkk_choice_name (GtkWidget *choice, const char *label);

G_END_DECLS
