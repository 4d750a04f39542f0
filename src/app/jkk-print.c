#include "jkk-print.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  JkkPrintout *printout;
  JkkPrintFinished finished;
  gpointer user_data;
} Job;

static void
job_free (gpointer data, GClosure *closure)
{
  Job *job = data;

  jkk_printout_unref (job->printout);
  g_free (job);
}

/* Each page is printed at its own size, edge to edge: the forms have their own margins. */
static void
page_setup_cb (GtkPrintOperation *operation, GtkPrintContext *context, int number, GtkPageSetup *setup, Job *job)
{
  double width, height;
  g_autofree char *name = NULL;
  GtkPaperSize *size;

  jkk_printout_get_size (job->printout, (guint) number, &width, &height);
  name = g_strdup_printf ("santun-%dx%d", (int) width, (int) height);
  size = gtk_paper_size_new_custom (name, name, MIN (width, height), MAX (width, height), GTK_UNIT_POINTS);
  gtk_page_setup_set_paper_size (setup, size);
  gtk_page_setup_set_orientation (setup,
                                  width > height ? GTK_PAGE_ORIENTATION_LANDSCAPE : GTK_PAGE_ORIENTATION_PORTRAIT);
  gtk_paper_size_free (size);
}

static void
draw_page_cb (GtkPrintOperation *operation, GtkPrintContext *context, int number, Job *job)
{
  jkk_printout_draw (job->printout, (guint) number, gtk_print_context_get_cairo_context (context));
}

static void
done_cb (GtkPrintOperation *operation, GtkPrintOperationResult result, Job *job)
{
  g_autoptr (GError) error = NULL;

  if (job->finished == NULL)
    return;
  if (result == GTK_PRINT_OPERATION_RESULT_ERROR)
    gtk_print_operation_get_error (operation, &error);
  job->finished (result == GTK_PRINT_OPERATION_RESULT_APPLY   ? JKK_PRINT_DONE
                 : result == GTK_PRINT_OPERATION_RESULT_ERROR ? JKK_PRINT_FAILED
                                                              : JKK_PRINT_GIVEN_UP,
                 error != NULL ? error->message : NULL, job->user_data);
  job->finished = NULL;
}

static GtkPrintOperation *
operation_new (JkkPrintout *printout, JkkPrintFinished finished, gpointer user_data)
{
  GtkPrintOperation *operation = gtk_print_operation_new ();
  Job *job = g_new0 (Job, 1);

  job->printout = jkk_printout_ref (printout);
  job->finished = finished;
  job->user_data = user_data;
  gtk_print_operation_set_n_pages (operation, (int) jkk_printout_get_n_pages (printout));
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  g_signal_connect (operation, "request-page-setup", G_CALLBACK (page_setup_cb), job);
  g_signal_connect (operation, "draw-page", G_CALLBACK (draw_page_cb), job);
  g_signal_connect_data (operation, "done", G_CALLBACK (done_cb), job, job_free, 0);
  return operation;
}

/**
 * jkk_print:
 * @parent: the window
 * @printout: a paper
 * @title: name of the print job
 * @finished: called once
 * @user_data: for @finished
 *
 * Asks for a printer and prints the paper, as vectors.
 */
void
jkk_print (GtkWindow *parent, JkkPrintout *printout, const char *title, JkkPrintFinished finished, gpointer user_data)
{
  g_return_if_fail (printout != NULL);

  g_autoptr (GtkPrintOperation) operation = operation_new (printout, finished, user_data);
  gtk_print_operation_set_job_name (operation, title);
  gtk_print_operation_set_embed_page_setup (operation, TRUE);
  gtk_print_operation_set_allow_async (operation, TRUE);
  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, parent, NULL);
}

/**
 * jkk_print_to_file:
 * @printout: a paper
 * @path: a PDF file to write
 * @error: return location
 *
 * Prints into a file, without asking: what the printer would get.
 *
 * Returns: whether it is there; else %JKK_ERROR_STORAGE.
 */
gboolean
jkk_print_to_file (JkkPrintout *printout, const char *path, GError **error)
{
  g_autoptr (GError) reason = NULL;

  g_return_val_if_fail (printout != NULL && path != NULL, FALSE);

  g_autoptr (GtkPrintOperation) operation = operation_new (printout, NULL, NULL);
  gtk_print_operation_set_export_filename (operation, path);
  if (gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_EXPORT, NULL, &reason) ==
      GTK_PRINT_OPERATION_RESULT_APPLY)
    return TRUE;
  g_set_error (error, JKK_ERROR, JKK_ERROR_STORAGE, _ ("The paper could not be printed to %s: %s"), path,
               reason != NULL ? reason->message : _ ("unknown reason"));
  return FALSE;
}
