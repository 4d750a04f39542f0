#pragma once

#include <gtk/gtk.h>

#include "jkk-print-run.h"

G_BEGIN_DECLS

/* What became of it: the papers went to a printer, the person gave up, or they cannot be printed and may be saved
 * instead. */
typedef enum
{
  JKK_PRINT_DONE,
  JKK_PRINT_GIVEN_UP,
  JKK_PRINT_FAILED,
} JkkPrintResult;

/* @pages says of each page of the run whether it was printed. */
typedef void (*JkkPrintFinished) (JkkPrintResult result,
                                  const char *message,
                                  const gboolean *pages,
                                  gpointer user_data);

/* Asks for a printer, page ranges and numbers of copies, and prints the papers as vectors. */
GtkPrintOperation *jkk_print (GtkWindow *parent,
                              JkkPrintRun *run,
                              const char *title,
                              JkkPrintProgress progress,
                              JkkPrintFinished finished,
                              gpointer user_data);

/* Draws the papers through the machinery of printing into a PDF file, without asking. */
gboolean jkk_print_to_file (JkkPrintRun *run, const char *path, GError **error);

G_END_DECLS
