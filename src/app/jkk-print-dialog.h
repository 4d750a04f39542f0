#pragma once

#include <adwaita.h>

#include "jkk-print-run.h"

G_BEGIN_DECLS

/**
 * JkkPrintDialog:
 *
 * Printing a paper of one case or of hundreds: which paper, which cases, a copy for whom; then making the papers with
 * progress and Cancel, and a printer or a PDF. What was printed is noted in the journal.
 */
#define JKK_TYPE_PRINT_DIALOG (jkk_print_dialog_get_type ())
G_DECLARE_FINAL_TYPE (JkkPrintDialog, jkk_print_dialog, JKK, PRINT_DIALOG, AdwWindow)

/* @selected and @all are arrays of gint64; %NULL = there is no such choice. */
JkkPrintDialog *jkk_print_dialog_open (
    GtkWindow *parent, JkkOffice *office, const char *code, GArray *selected, GArray *all, const char *name);
void jkk_print_dialog_save_to (JkkPrintDialog *self, const char *path);
gboolean jkk_print_dialog_is_busy (JkkPrintDialog *self);

G_END_DECLS
