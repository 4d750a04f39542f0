#pragma once

#include <adwaita.h>

#include "jkk-print-run.h"

G_BEGIN_DECLS

/* Shows the pages of a run as they will be printed, in a window of their own. */
GtkWindow *jkk_print_preview_open (GtkWindow *parent, JkkPrintRun *run, const char *title);

G_END_DECLS
