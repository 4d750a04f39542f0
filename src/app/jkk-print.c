#include "jkk-print.h"

#include <glib/gi18n-lib.h>

#include "jkk-print-preview.h"

typedef struct
{
  JkkPrintRun *run;
  GtkWindow *parent; /* (owned) (nullable) */
  char *title;
  gboolean *pages; /* which ones were drawn */
  guint n_drawn;
  gboolean previewed; /* the person wanted to see it first */
  JkkPrintProgress progress;
  JkkPrintFinished finished;
  gpointer user_data;
} Job;

static void
job_free (gpointer data, GClosure *closure)
{
  Job *job = data;

  jkk_print_run_unref (job->run);
  g_clear_object (&job->parent);
  g_free (job->title);
  g_free (job->pages);
  g_free (job);
}

/* Each page is printed at its own size, edge to edge: the forms have their own margins. */
static void
page_setup_cb (GtkPrintOperation *operation, GtkPrintContext *context, int number, GtkPageSetup *setup, Job *job)
{
  double width, height;
  g_autofree char *name = NULL;
  GtkPaperSize *size;

  jkk_print_run_get_size (job->run, (guint) number, &width, &height);
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
  guint n_pages = jkk_print_run_get_n_pages (job->run);

  jkk_print_run_draw (job->run, (guint) number, gtk_print_context_get_cairo_context (context));
  job->n_drawn += !job->pages[number];
  job->pages[number] = TRUE;
  if (job->progress != NULL)
    job->progress (job->n_drawn, n_pages, job->user_data);
}

/* The pages are shown by a window of our own, so nothing has to be drawn for the preview of the system. */
static void
preview_ready_cb (GtkPrintOperationPreview *preview)
{
  gtk_print_operation_preview_end_preview (preview);
}

static gboolean
preview_cb (GtkPrintOperation *operation,
            GtkPrintOperationPreview *preview,
            GtkPrintContext *context,
            GtkWindow *parent,
            Job *job)
{
  /* GTK ends the program where there is nothing to draw on. */
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_A8, 1, 1);
  cairo_t *cr = cairo_create (surface);

  gtk_print_context_set_cairo_context (context, cr, 72, 72);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  job->previewed = TRUE;
  g_signal_connect (preview, "ready", G_CALLBACK (preview_ready_cb), NULL);
  return TRUE;
}

static void
done_cb (GtkPrintOperation *operation, GtkPrintOperationResult result, Job *job)
{
  g_autoptr (GError) error = NULL;
  JkkPrintFinished finished = job->finished;

  job->finished = NULL;
  if (finished == NULL)
    return;
  if (result == GTK_PRINT_OPERATION_RESULT_ERROR)
    gtk_print_operation_get_error (operation, &error);
  finished (result == GTK_PRINT_OPERATION_RESULT_ERROR                      ? JKK_PRINT_FAILED
            : result == GTK_PRINT_OPERATION_RESULT_APPLY && !job->previewed ? JKK_PRINT_DONE
                                                                            : JKK_PRINT_GIVEN_UP,
            error != NULL ? error->message : NULL, job->pages, job->user_data);
  /* Now that the dialog of the system is gone. */
  if (job->previewed)
    jkk_print_preview_open (job->parent, job->run, job->title);
}

static GtkPrintOperation *
operation_new (
    JkkPrintRun *run, const char *title, JkkPrintProgress progress, JkkPrintFinished finished, gpointer user_data)
{
  GtkPrintOperation *operation = gtk_print_operation_new ();
  Job *job = g_new0 (Job, 1);

  job->run = jkk_print_run_ref (run);
  job->title = g_strdup (title);
  job->pages = g_new0 (gboolean, MAX (jkk_print_run_get_n_pages (run), 1));
  job->progress = progress;
  job->finished = finished;
  job->user_data = user_data;
  gtk_print_operation_set_n_pages (operation, (int) jkk_print_run_get_n_pages (run));
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  g_object_set_data (G_OBJECT (operation), "jkk-job", job);
  g_signal_connect (operation, "request-page-setup", G_CALLBACK (page_setup_cb), job);
  g_signal_connect (operation, "draw-page", G_CALLBACK (draw_page_cb), job);
  g_signal_connect (operation, "preview", G_CALLBACK (preview_cb), job);
  g_signal_connect_data (operation, "done", G_CALLBACK (done_cb), job, job_free, 0);
  return operation;
}

/**
 * jkk_print:
 * @parent: the window
 * @run: papers
 * @title: name of the print job
 * @progress: (nullable): told after each page
 * @finished: called once
 * @user_data: for @progress and @finished
 *
 * Asks for a printer and prints the papers. Pages are drawn one by one while the window lives on;
 * gtk_print_operation_cancel() ends it.
 *
 * Returns: (transfer full): the operation.
 */
GtkPrintOperation *
jkk_print (GtkWindow *parent,
           JkkPrintRun *run,
           const char *title,
           JkkPrintProgress progress,
           JkkPrintFinished finished,
           gpointer user_data)
{
  g_return_val_if_fail (run != NULL && jkk_print_run_get_n_pages (run) > 0, NULL);

  GtkPrintOperation *operation = operation_new (run, title, progress, finished, user_data);
  Job *job = g_object_get_data (G_OBJECT (operation), "jkk-job");
  job->parent = parent != NULL ? g_object_ref (parent) : NULL;
  gtk_print_operation_set_job_name (operation, title);
  gtk_print_operation_set_embed_page_setup (operation, TRUE);
  gtk_print_operation_set_allow_async (operation, TRUE);
  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, parent, NULL);
  return operation;
}

/**
 * jkk_print_to_file:
 * @run: papers
 * @path: a PDF file to write
 * @error: return location
 *
 * Prints into a file, without asking: what the printer would get.
 *
 * Returns: whether it is there; else %JKK_ERROR_STORAGE.
 */
gboolean
jkk_print_to_file (JkkPrintRun *run, const char *path, GError **error)
{
  g_autoptr (GError) reason = NULL;

  g_return_val_if_fail (run != NULL && path != NULL, FALSE);

  g_autoptr (GtkPrintOperation) operation = operation_new (run, NULL, NULL, NULL, NULL);
  gtk_print_operation_set_export_filename (operation, path);
  if (gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_EXPORT, NULL, &reason) ==
      GTK_PRINT_OPERATION_RESULT_APPLY)
    return TRUE;
  g_set_error (error, JKK_ERROR, JKK_ERROR_STORAGE, _ ("The paper could not be printed to %s: %s"), path,
               reason != NULL ? reason->message : _ ("unknown reason"));
  return FALSE;
}
