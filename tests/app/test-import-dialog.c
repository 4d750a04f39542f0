#include "jkk-demo.h"
#include "jkk-exchange.h"
#include "jkk-import-dialog.h"
#include "jkk-printing.h"
#include "jkk-test-case.h"

static gboolean
has_differences (gpointer data)
{
  GtkWidget *stack = jkk_test_find_named (data, GTK_TYPE_STACK, "stack");

  return stack != NULL && g_strcmp0 (gtk_stack_get_visible_child_name (GTK_STACK (stack)), "differences") == 0;
}

static char *
write_message (JkkTestCase *fixture, const char *name, gboolean whole)
{
  gsize length = 0;
  g_autofree char *xml = jkk_demo_kk3 (fixture->page->file->jcase, jkk_today (), &length);
  char *path = g_build_filename (fixture->files->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, xml, (gssize) (whole ? length : length / 2), NULL));
  return path;
}

static gint64 imported;

static void
imported_cb (gint64 case_id, gpointer data)
{
  imported = case_id;
}

static void
test_a_message_finds_its_case_and_is_taken_over (JkkTestCase *fixture, gconstpointer data)
{
  jkk_test_case_open_and_take (fixture);
  g_autofree char *path = write_message (fixture, "kk3.xml", TRUE);
  g_autoptr (GPtrArray) faults = NULL;
  g_autoptr (JkkIncoming) incoming = jkk_exchange_read (path, &faults, NULL);
  const char *diagnosis = incoming->message->content->medical.diagnosis;
  jkk_test_case_edit (fixture, "medical.diagnosis", "Lain dari surat");
  jkk_test_case_save (fixture);
  imported = 0;
  jkk_import_dialog_open (fixture->window, fixture->office, path, imported_cb, NULL);
  GtkWindow *dialog = jkk_test_case_dialog (fixture, "JkkImportDialog");
  jkk_test_wait_for (has_differences, dialog);
  jkk_test_act (dialog, "import.none", NULL);
  jkk_test_act (dialog, "import.go", NULL);
  g_assert_true (jkk_test_case_dialog (fixture, "JkkImportDialog") == dialog);
  jkk_test_act (dialog, "import.all", NULL);
  jkk_test_act (dialog, "import.go", NULL);
  jkk_test_settle (500);
  jkk_test_case_wait (fixture);
  g_assert_cmpint (imported, ==, jkk_case_page_get_case_id (fixture->page));
  jkk_test_case_assert_stored (fixture, "medical.diagnosis", diagnosis);
  jkk_test_case_assert_shown (fixture, "medical.diagnosis", diagnosis);
}

static void
test_a_truncated_message_is_refused_with_its_fault (JkkTestCase *fixture, gconstpointer data)
{
  jkk_test_case_open_and_take (fixture);
  g_autofree char *path = write_message (fixture, "half.xml", FALSE);
  g_autoptr (JkkCase) before = jkk_case_ref (fixture->page->file->jcase);
  jkk_import_dialog_open (fixture->window, fixture->office, path, imported_cb, NULL);
  GtkWindow *dialog = jkk_test_case_dialog (fixture, "JkkImportDialog");
  GtkWidget *stack = jkk_test_find_named (dialog, GTK_TYPE_STACK, "stack");
  g_assert_cmpstr (gtk_stack_get_visible_child_name (GTK_STACK (stack)), ==, "faults");
  g_assert_nonnull (gtk_widget_get_first_child (jkk_test_find_named (dialog, GTK_TYPE_BOX, "faults")));
  gtk_window_destroy (dialog);
  jkk_test_case_wait (fixture);
  g_assert_true (jkk_case_equal (before, fixture->page->file->jcase));
}

static gboolean
is_home (gpointer data)
{
  GtkWidget *stack = jkk_test_find_named (data, GTK_TYPE_STACK, "stack");

  return stack != NULL && g_strcmp0 (gtk_stack_get_visible_child_name (GTK_STACK (stack)), "home") == 0;
}

static char *
print_paper (JkkTestCase *fixture, const char *name, const JkkCase *jcase, gboolean fillable)
{
  g_autoptr (GError) error = NULL;
  char *path = g_build_filename (fixture->files->folder, name, NULL);
  g_autoptr (JkkPrintout) printout = jkk_printing_make (fixture->office, "KK1", jcase, NULL, NULL, fillable, &error);

  g_assert_no_error (error);
  g_assert_true (jkk_printout_save (printout, path, &error));
  return path;
}

/* What the employer changed on the form, and nothing else, comes into the case. */
static void
test_a_filled_form_is_taken_over (JkkTestCase *fixture, gconstpointer data)
{
  jkk_test_case_open_and_take (fixture);
  g_autoptr (JkkCase) filled = jkk_case_set (fixture->page->file->jcase, "employer.contact", "Ibu Baru", NULL);
  g_autofree char *path = print_paper (fixture, "kk1.pdf", filled, TRUE);

  imported = 0;
  jkk_import_dialog_open (fixture->window, fixture->office, path, imported_cb, NULL);
  GtkWindow *dialog = jkk_test_case_dialog (fixture, "JkkImportDialog");
  jkk_test_wait_for (has_differences, dialog);
  jkk_test_act (dialog, "import.go", NULL);
  jkk_test_settle (500);
  jkk_test_case_wait (fixture);
  g_assert_cmpint (imported, ==, jkk_case_page_get_case_id (fixture->page));
  jkk_test_case_assert_stored (fixture, "employer.contact", "Ibu Baru");
}

static gboolean
is_imported (gpointer data)
{
  return imported != 0;
}

/* It is compared, and filed to its case as a document. */
static void
test_a_print_that_comes_back_is_compared (JkkTestCase *fixture, gconstpointer data)
{
  jkk_test_case_open_and_take (fixture);
  g_autofree char *path = print_paper (fixture, "print.pdf", fixture->page->file->jcase, FALSE);
  jkk_test_case_edit (fixture, "employer.contact", "Ibu Baru");
  jkk_test_case_save (fixture);

  imported = 0;
  jkk_import_dialog_open (fixture->window, fixture->office, path, imported_cb, NULL);
  GtkWindow *dialog = jkk_test_case_dialog (fixture, "JkkImportDialog");
  jkk_test_wait_for (is_home, dialog);
  g_assert_true (gtk_window_get_focus (dialog) == jkk_test_find_named (dialog, G_TYPE_NONE, "go"));
  /* A picture of each page: its verdict, and what has changed. */
  GtkWidget *pages = jkk_test_find_named (dialog, GTK_TYPE_BOX, "home_pages");
  GtkWidget *first = gtk_widget_get_first_child (pages);
  g_assert_nonnull (gtk_widget_get_next_sibling (first));
  GtkWidget *change = gtk_widget_get_last_child (first);
  g_assert_nonnull (strstr (gtk_label_get_text (GTK_LABEL (change)), "Ibu Baru"));
  jkk_test_act (dialog, "import.go", NULL);
  jkk_test_wait_for (is_imported, NULL);
  g_assert_cmpint (imported, ==, jkk_case_page_get_case_id (fixture->page));
  g_autoptr (JkkCaseFile) file = jkk_office_load (fixture->office, imported, NULL);
  const JkkDocument *document = file->jcase->documents->pdata[file->jcase->documents->len - 1];
  g_assert_cmpstr (document->title, ==, "print.pdf");
  g_assert_cmpstr (document->media_type, ==, "application/pdf");
}

static void
test_a_broken_pdf_gives_a_sentence (JkkTestCase *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->files->folder, "broken.pdf", NULL);

  jkk_test_case_open_and_take (fixture);
  g_assert_true (g_file_set_contents (path, "%PDF-1.7", -1, NULL));
  jkk_import_dialog_open (fixture->window, fixture->office, path, imported_cb, NULL);
  GtkWindow *dialog = jkk_test_case_dialog (fixture, "JkkImportDialog");
  GtkWidget *stack = jkk_test_find_named (dialog, GTK_TYPE_STACK, "stack");
  while (g_strcmp0 (gtk_stack_get_visible_child_name (GTK_STACK (stack)), "working") == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (GTK_STACK (stack)), ==, "faults");
  GtkWidget *text = jkk_test_find_named (dialog, GTK_TYPE_LABEL, "faults_text");
  g_assert_nonnull (strstr (gtk_label_get_text (GTK_LABEL (text)), "damaged"));
  gtk_window_destroy (dialog);
  jkk_test_case_wait (fixture);
}

int
main (int argc, char **argv)
{
  jkk_test_init (&argc, &argv);
#define ADD(path, function)                                                                                            \
  g_test_add ("/import-dialog/" path, JkkTestCase, NULL, jkk_test_case_set_up, function, jkk_test_case_tear_down)
  ADD ("a-message-finds-its-case-and-is-taken-over", test_a_message_finds_its_case_and_is_taken_over);
  ADD ("a-filled-form-is-taken-over", test_a_filled_form_is_taken_over);
  ADD ("a-print-that-comes-back-is-compared", test_a_print_that_comes_back_is_compared);
  ADD ("a-broken-pdf-gives-a-sentence", test_a_broken_pdf_gives_a_sentence);
  ADD ("a-truncated-message-is-refused-with-its-fault", test_a_truncated_message_is_refused_with_its_fault);
  return g_test_run ();
}
