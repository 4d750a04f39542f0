#include "jkk-print-text.h"

#include <glib/gi18n-lib.h>

#include "jkk-error.h"
#include "jkk-say.h"

/* Points: the text, and what stays white around it. */
#define FONT "Sans 10"
#define MARGIN 54

typedef struct
{
  char *text;
  PangoLayout *layout;
  GArray *starts; /* int: the first line of each page */
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_clear_object (&job->layout);
  g_array_unref (job->starts);
  g_free (job->text);
  g_free (job);
}

static int
height_of (PangoLayoutLine *line)
{
  PangoRectangle logical;

  pango_layout_line_get_extents (line, NULL, &logical);
  return logical.height;
}

/* A page ends before the line that would not fit any more. */
static void
part_into_pages (Job *job, int page_height)
{
  int used = 0;

  g_array_set_size (job->starts, 0);
  for (int i = 0; i < pango_layout_get_line_count (job->layout); i++)
    {
      int height = height_of (pango_layout_get_line_readonly (job->layout, i));

      if (i == 0 || used + height > page_height)
        {
          g_array_append_val (job->starts, i);
          used = 0;
        }
      used += height;
    }
}

static void
begin_cb (GtkPrintOperation *operation, GtkPrintContext *context, Job *job)
{
  PangoFontDescription *font = pango_font_description_from_string (FONT);
  int width = (int) gtk_print_context_get_width (context), height = (int) gtk_print_context_get_height (context);

  g_clear_object (&job->layout);
  job->layout = gtk_print_context_create_pango_layout (context);
  pango_layout_set_font_description (job->layout, font);
  pango_font_description_free (font);
  pango_layout_set_wrap (job->layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_width (job->layout, MAX (width - 2 * MARGIN, MARGIN) * PANGO_SCALE);
  pango_layout_set_text (job->layout, job->text, -1);
  part_into_pages (job, MAX (height - 2 * MARGIN, MARGIN) * PANGO_SCALE);
  gtk_print_operation_set_n_pages (operation, (int) job->starts->len);
}

static void
draw_cb (GtkPrintOperation *operation, GtkPrintContext *context, int page, Job *job)
{
  cairo_t *cr = gtk_print_context_get_cairo_context (context);
  int first = g_array_index (job->starts, int, page);
  int end = (guint) page + 1 < job->starts->len ? g_array_index (job->starts, int, page + 1)
                                                : pango_layout_get_line_count (job->layout);
  int y = 0;

  for (int i = first; i < end; i++)
    {
      PangoLayoutLine *line = pango_layout_get_line_readonly (job->layout, i);
      PangoRectangle logical;

      pango_layout_line_get_extents (line, NULL, &logical);
      cairo_move_to (cr, MARGIN, MARGIN + (y - logical.y) / PANGO_SCALE);
      pango_cairo_show_layout_line (cr, line);
      y += logical.height;
    }
}

static GtkPrintOperation *
operation_new (const char *title, const char *text)
{
  GtkPrintOperation *operation = gtk_print_operation_new ();
  g_autoptr (GtkPageSetup) setup = gtk_page_setup_new ();
  GtkPaperSize *paper = gtk_paper_size_new (GTK_PAPER_NAME_A4);
  Job *job = g_new0 (Job, 1);

  job->text = g_strdup (text);
  job->starts = g_array_new (FALSE, FALSE, sizeof (int));
  gtk_page_setup_set_paper_size (setup, paper);
  gtk_paper_size_free (paper);
  gtk_print_operation_set_default_page_setup (operation, setup);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_job_name (operation, title);
  g_object_set_data_full (G_OBJECT (operation), "jkk-job", job, job_free);
  g_signal_connect (operation, "begin-print", G_CALLBACK (begin_cb), job);
  g_signal_connect (operation, "draw-page", G_CALLBACK (draw_cb), job);
  return operation;
}

/* Of a missing printer the person is told what else can be done. */
static void
done_cb (GtkPrintOperation *operation, GtkPrintOperationResult result, GtkWindow *parent)
{
  if (result == GTK_PRINT_OPERATION_RESULT_ERROR)
    jkk_say_toast (GTK_WIDGET (parent), _ ("This could not be printed. Save it as a text and print that."));
}

/**
 * jkk_print_text:
 * @parent: the window
 * @title: what it is called in the printer's queue
 * @text: the text
 *
 * Asks for a printer and prints the text on A4, on as many pages as it needs.
 */
void
jkk_print_text (GtkWindow *parent, const char *title, const char *text)
{
  g_autoptr (GtkPrintOperation) operation = operation_new (title, text);

  gtk_print_operation_set_allow_async (operation, TRUE);
  g_signal_connect_object (operation, "done", G_CALLBACK (done_cb), parent, 0);
  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, parent, NULL);
}

/**
 * jkk_print_text_to_file:
 * @title: what it is called
 * @text: the text
 * @path: a PDF file
 * @error: STORAGE
 *
 * Returns: whether it was written
 */
gboolean
jkk_print_text_to_file (const char *title, const char *text, const char *path, GError **error)
{
  g_autoptr (GtkPrintOperation) operation = operation_new (title, text);
  g_autoptr (GError) problem = NULL;

  gtk_print_operation_set_export_filename (operation, path);
  if (gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_EXPORT, NULL, &problem) ==
      GTK_PRINT_OPERATION_RESULT_APPLY)
    return TRUE;
  g_set_error (error, JKK_ERROR, JKK_ERROR_STORAGE,
               _ ("“%s” could not be written: %s. Check the disk and your right to write there."), path,
               problem != NULL ? problem->message : "");
  return FALSE;
}
