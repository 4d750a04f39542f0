#include "jkk-demo.h"
#include "jkk-exchange.h"
#include "jkk-import-dialog.h"
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

int
main (int argc, char **argv)
{
  jkk_test_init (&argc, &argv);
#define ADD(path, function)                                                                                            \
  g_test_add ("/import-dialog/" path, JkkTestCase, NULL, jkk_test_case_set_up, function, jkk_test_case_tear_down)
  ADD ("a-message-finds-its-case-and-is-taken-over", test_a_message_finds_its_case_and_is_taken_over);
  ADD ("a-truncated-message-is-refused-with-its-fault", test_a_truncated_message_is_refused_with_its_fault);
  return g_test_run ();
}
