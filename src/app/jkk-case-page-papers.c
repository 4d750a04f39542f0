#include <glib/gi18n-lib.h>
#include <string.h>

#include "jkk-case-page-private.h"
#include "jkk-exchange.h"
#include "jkk-import-dialog.h"
#include "jkk-print-dialog.h"
#include "jkk-say.h"

/* Papers and files of the case: printing, saving, exporting, importing. What leaves the house stands in the journal. */

static GtkWindow *
window_of (JkkCasePage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

static void
recorded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (JkkCasePage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JkkOutcome) outcome = jkk_office_do_finish (JKK_OFFICE (source), result, &error);

  if (outcome == NULL)
    jkk_say (GTK_WIDGET (self), error);
}

static void
record (JkkCasePage *self, const char *deed, const char *form, const char *fingerprint, const char *content_hash)
{
  JkkRequest request = {
    .case_id = self->case_id, .form = form, .fingerprint = fingerprint, .content_hash = content_hash
  };

  if (self->office != NULL)
    jkk_office_do_async (self->office, deed, &request, NULL, recorded_cb, g_object_ref (self));
}

/* ---- A paper of the case as it is saved -------------------------------------------------------------------------- */

typedef void (*PaperFunc) (JkkCasePage *self, JkkPrintout *printout, const char *code);

typedef struct
{
  JkkCasePage *page; /* (owned) */
  PaperFunc func;
  char *code;
  gboolean fillable;
} PaperErrand;

static void
paper_made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  PaperErrand *errand = user_data;
  g_autoptr (JkkCasePage) self = errand->page;
  g_autofree char *code = errand->code;
  g_autoptr (GError) error = NULL;
  g_autoptr (JkkPrintout) printout = jkk_printing_make_finish (result, &error);

  if (printout == NULL)
    jkk_say (GTK_WIDGET (self), error);
  else
    errand->func (self, printout, code);
  g_free (errand);
}

static void
saved_then_make_cb (JkkCasePage *self, gboolean saved, gpointer data)
{
  PaperErrand *errand = data;
  gboolean frozen = self->draft != NULL && jkk_case_page_is_frozen (self);

  if (!saved || self->draft == NULL)
    {
      g_object_unref (errand->page);
      g_free (errand->code);
      g_free (errand);
      return;
    }
  jkk_printing_make_async (self->office, errand->code, jkk_draft_get_current (self->draft),
                           frozen ? self->file->decided_payout : self->payout, frozen ? self->file->decision : NULL,
                           errand->fillable, NULL, paper_made_cb, errand);
}

static PaperErrand *
errand_new (JkkCasePage *self, PaperFunc func, gboolean fillable)
{
  PaperErrand *errand = g_new0 (PaperErrand, 1);

  errand->page = g_object_ref (self);
  errand->func = func;
  errand->code = g_strdup (jkk_form_pane_get_code (JKK_FORM_PANE (self->form_pane)));
  errand->fillable = fillable;
  return errand;
}

static void
with_paper (JkkCasePage *self, PaperFunc func, gboolean fillable)
{
  PaperErrand *errand;

  if (self->draft == NULL || self->file == NULL)
    return;
  errand = errand_new (self, func, fillable);
  jkk_case_page_save_then (self, saved_then_make_cb, errand);
}

/* ---- Saving it to a file ----------------------------------------------------------------------------------------- */

typedef struct
{
  JkkCasePage *page; /* (owned) */
  JkkFileFunc func;
  gpointer data;
  GDestroyNotify destroy;
} FileErrand;

static void
chosen_cb (GtkNativeDialog *chooser, int response, FileErrand *errand)
{
  g_autoptr (JkkCasePage) self = errand->page;
  g_autoptr (GFile) file =
      response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser)) : NULL;
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (path != NULL)
    errand->func (self, path, errand->data);
  else if (file != NULL)
    jkk_say_toast (GTK_WIDGET (self), _ ("Only folders of this computer can be written to. Choose another place."));
  if (errand->destroy != NULL)
    errand->destroy (errand->data);
  g_free (errand);
  g_clear_object (&self->chooser);
}

/**
 * jkk_case_page_choose_file:
 * @self: a page
 * @action: to open or to save
 * @title: of the chooser
 * @name: (nullable): proposed name
 * @func: called with the file that was chosen; never when the person gives up
 * @data: for @func
 * @destroy: (nullable): frees @data, in any case
 *
 * Asks for a file.
 */
void
jkk_case_page_choose_file (JkkCasePage *self,
                           GtkFileChooserAction action,
                           const char *title,
                           const char *name,
                           JkkFileFunc func,
                           gpointer data,
                           GDestroyNotify destroy)
{
  FileErrand *errand;

  if (self->chooser != NULL)
    {
      if (destroy != NULL)
        destroy (data);
      return;
    }
  errand = g_new0 (FileErrand, 1);
  errand->page = g_object_ref (self);
  errand->func = func;
  errand->data = data;
  errand->destroy = destroy;
  self->chooser = GTK_NATIVE_DIALOG (
      gtk_file_chooser_native_new (title, window_of (self), action,
                                   action == GTK_FILE_CHOOSER_ACTION_SAVE ? _ ("_Save") : _ ("_Open"), _ ("_Cancel")));
  if (name != NULL)
    gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser), name);
  gtk_native_dialog_set_modal (self->chooser, TRUE);
  g_signal_connect (self->chooser, "response", G_CALLBACK (chosen_cb), errand);
  gtk_native_dialog_show (self->chooser);
}

static void
told_saved (JkkCasePage *self, const char *path)
{
  g_autofree char *name = g_filename_display_basename (path);
  g_autofree char *text = g_strdup_printf (_ ("Saved: %s"), name);

  jkk_say_toast (GTK_WIDGET (self), text);
}

/**
 * jkk_case_page_told_export:
 * @self: a page
 * @case_id: the case that it was a file of
 * @path: where it was written
 * @form: what it is
 * @sha256: its fingerprint
 *
 * Writes into the journal that it left the house, and tells the person.
 */
void
jkk_case_page_told_export (JkkCasePage *self, gint64 case_id, const char *path, const char *form, const char *sha256)
{
  JkkRequest request = { .case_id = case_id, .form = form, .fingerprint = sha256 };

  if (self->office == NULL)
    return;
  jkk_office_do_async (self->office, "export", &request, NULL, recorded_cb, g_object_ref (self));
  told_saved (self, path);
}

typedef struct
{
  JkkPrintout *printout;
  char *code;
} Paper;

static void
paper_free (gpointer data)
{
  Paper *paper = data;

  jkk_printout_unref (paper->printout);
  g_free (paper->code);
  g_free (paper);
}

static void
save_paper_to (JkkCasePage *self, const char *path, gpointer data)
{
  const Paper *paper = data;
  g_autoptr (GError) error = NULL;

  if (!jkk_printout_save (paper->printout, path, &error))
    {
      jkk_say (GTK_WIDGET (self), error);
      return;
    }
  record (self, "print", paper->code, jkk_printout_get_sha256 (paper->printout),
          jkk_printout_get_content_hash (paper->printout));
  told_saved (self, path);
}

static void
save_paper (JkkCasePage *self, JkkPrintout *printout, const char *code)
{
  Paper *paper = g_new0 (Paper, 1);
  g_autofree char *name = g_strdup_printf ("%s %s.pdf", code, jkk_draft_get_original (self->draft)->cover.number);

  paper->printout = jkk_printout_ref (printout);
  paper->code = g_strdup (code);
  jkk_case_page_choose_file (self, GTK_FILE_CHOOSER_ACTION_SAVE, _ ("Save the Paper as PDF"), name, save_paper_to,
                             paper, paper_free);
}

static void
save_paper_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  with_paper (JKK_CASE_PAGE (widget), save_paper, g_str_equal (name, "case.save-fillable"));
}

/* For an employer or a hospital: nothing of the case is on it, so nothing is noted. */
static void
save_blank_to (JkkCasePage *self, const char *path, gpointer data)
{
  g_autoptr (GError) error = NULL;

  if (jkk_printout_save (data, path, &error))
    told_saved (self, path);
  else
    jkk_say (GTK_WIDGET (self), error);
}

static void
save_blank (JkkCasePage *self, JkkPrintout *printout, const char *code)
{
  g_autofree char *name = g_strconcat (code, ".pdf", NULL);

  jkk_case_page_choose_file (self, GTK_FILE_CHOOSER_ACTION_SAVE, _ ("Save the Blank Form as PDF"), name, save_blank_to,
                             jkk_printout_ref (printout), (GDestroyNotify) jkk_printout_unref);
}

static void
save_blank_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  JkkCasePage *self = JKK_CASE_PAGE (widget);
  g_autoptr (JkkCase) empty = jkk_case_new ();
  PaperErrand *errand = errand_new (self, save_blank, TRUE);

  jkk_printing_make_async (NULL, errand->code, empty, NULL, NULL, TRUE, NULL, paper_made_cb, errand);
}

/* ---- Printing it ------------------------------------------------------------------------------------------------- */

static void
saved_then_print_cb (JkkCasePage *self, gboolean saved, gpointer data)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (!saved || self->draft == NULL || self->case_id == 0)
    return;
  g_array_append_val (ids, self->case_id);
  jkk_print_dialog_open (window_of (self), self->office, jkk_form_pane_get_code (JKK_FORM_PANE (self->form_pane)), ids,
                         NULL, jkk_draft_get_original (self->draft)->cover.number);
}

static void
print_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  JkkCasePage *self = JKK_CASE_PAGE (widget);

  if (self->draft != NULL && self->file != NULL)
    jkk_case_page_save_then (self, saved_then_print_cb, NULL);
}

/* ---- Files that go out ------------------------------------------------------------------------------------------- */

typedef struct
{
  char *bytes;
  gsize length;
  const char *form;
} Export;

static void
export_free (gpointer data)
{
  g_free (((Export *) data)->bytes);
  g_free (data);
}

static void
export_to (JkkCasePage *self, const char *path, gpointer data)
{
  const Export *export = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *sha256 =
      g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) export->bytes, export->length);

  if (!jkk_exchange_save (path, export->bytes, export->length, &error))
    {
      jkk_say (GTK_WIDGET (self), error);
      return;
    }
  jkk_case_page_told_export (self, self->case_id, path, export->form, sha256);
}

static void
choose_export (JkkCasePage *self, Export *export, const char *title)
{
  g_autofree char *name =
      g_strdup_printf ("%s %s.xml", jkk_draft_get_original (self->draft)->cover.number, export->form);

  jkk_case_page_choose_file (self, GTK_FILE_CHOOSER_ACTION_SAVE, title, name, export_to, export, export_free);
}

static void
saved_then_export_cb (JkkCasePage *self, gboolean saved, gpointer data)
{
  Export *export;

  if (!saved || self->draft == NULL)
    return;
  export = g_new0 (Export, 1);
  export->form = "xml";
  export->bytes = jkk_exchange_case_xml (jkk_draft_get_current (self->draft), &export->length);
  choose_export (self, export, _ ("Export the Case"));
}

static void
export_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  JkkCasePage *self = JKK_CASE_PAGE (widget);

  if (self->draft != NULL && self->file != NULL)
    jkk_case_page_save_then (self, saved_then_export_cb, NULL);
}

static void
export_decision_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  JkkCasePage *self = JKK_CASE_PAGE (widget);
  g_autoptr (GError) error = NULL;
  Export *export;

  if (self->draft == NULL || self->file == NULL)
    return;
  export = g_new0 (Export, 1);
  export->form = "penetapan";
  export->bytes = jkk_exchange_decision_xml (self->file, &export->length, &error);
  if (export->bytes != NULL)
    choose_export (self, export, _ ("Export the Decision"));
  else
    {
      export_free (export);
      jkk_say (GTK_WIDGET (self), error);
    }
}

/* ---- The doctor's letter that comes in --------------------------------------------------------------------------- */

static void
imported_cb (gint64 case_id, gpointer user_data)
{
  JkkCasePage *self = user_data;

  if (case_id != self->case_id)
    jkk_case_page_open (self, case_id, 0, 0);
  else
    jkk_case_page_read_again (self);
}

/**
 * jkk_case_page_import_file:
 * @self: a page that shows a case
 * @path: a message
 *
 * Shows what the message would change.
 */
void
jkk_case_page_import_file (JkkCasePage *self, const char *path)
{
  jkk_import_dialog_open_full (window_of (self), self->office, path, imported_cb, g_object_ref (self), g_object_unref);
}

static void
import_from (JkkCasePage *self, const char *path, gpointer data)
{
  jkk_case_page_import_file (self, path);
}

static void
saved_then_import_cb (JkkCasePage *self, gboolean saved, gpointer data)
{
  if (saved && self->draft != NULL)
    jkk_case_page_choose_file (self, GTK_FILE_CHOOSER_ACTION_OPEN, _ ("Import the Doctor’s Letter"), NULL, import_from,
                               NULL, NULL);
}

static void
import_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  JkkCasePage *self = JKK_CASE_PAGE (widget);

  if (self->draft != NULL && self->file != NULL)
    jkk_case_page_save_then (self, saved_then_import_cb, NULL);
}

static void
find_on_paper_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  JkkCasePage *self = JKK_CASE_PAGE (widget);

  if (self->draft == NULL)
    return;
  jkk_pane_set_raise (self->panes, JKK_PANE_RIGHT);
  if (gtk_stack_get_visible_child (self->right) == self->documents_pane)
    {
      jkk_documents_pane_do (JKK_DOCUMENTS_PANE (self->documents_pane), "paper.find");
      return;
    }
  gtk_stack_set_visible_child (self->right, self->form_pane);
  jkk_form_pane_find (JKK_FORM_PANE (self->form_pane));
}

/**
 * jkk_case_page_install_papers:
 * @widget_class: the page's class
 */
void
jkk_case_page_install_papers (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "case.print", NULL, print_cb);
  gtk_widget_class_install_action (widget_class, "case.save-paper", NULL, save_paper_cb);
  gtk_widget_class_install_action (widget_class, "case.save-fillable", NULL, save_paper_cb);
  gtk_widget_class_install_action (widget_class, "case.save-blank", NULL, save_blank_cb);
  gtk_widget_class_install_action (widget_class, "case.find-on-paper", NULL, find_on_paper_cb);
  gtk_widget_class_install_action (widget_class, "case.export", NULL, export_cb);
  gtk_widget_class_install_action (widget_class, "case.export-decision", NULL, export_decision_cb);
  gtk_widget_class_install_action (widget_class, "case.import", NULL, import_cb);
}
