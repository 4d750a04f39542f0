#pragma once

#include <gtk/gtk.h>

#include "jkk-printing.h"

G_BEGIN_DECLS

/* What became of it: the paper went to a printer, the person gave up, or it cannot be printed and may be saved instead.
 */
typedef enum
{
  JKK_PRINT_DONE,
  JKK_PRINT_GIVEN_UP,
  JKK_PRINT_FAILED,
} JkkPrintResult;

typedef void (*JkkPrintFinished) (JkkPrintResult result, const char *message, gpointer user_data);

/* Asks for a printer and prints the paper as vectors. */
void
jkk_print (GtkWindow *parent, JkkPrintout *printout, const char *title, JkkPrintFinished finished, gpointer user_data);

/* Draws the paper through the machinery of printing into a PDF file, without asking. */
gboolean jkk_print_to_file (JkkPrintout *printout, const char *path, GError **error);

G_END_DECLS
