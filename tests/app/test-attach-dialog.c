#include <string.h>

#include "jkk-document-entry.h"
#include "jkk-test-a11y.h"
#include "jkk-test-case.h"

/* Files that are let fall on a case, in a real window. */

static char *
make_file (JkkTestCase *fixture, const char *name, const char *bytes, gsize length)
{
  char *path = g_build_filename (fixture->files->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, bytes, (gssize) length, NULL));
  return path;
}

static const JkkDocument *
find_document (JkkTestCase *fixture, const char *title)
{
  GPtrArray *documents = fixture->page->file->jcase->documents;

  for (guint i = 0; i < documents->len; i++)
    if (g_strcmp0 (((const JkkDocument *) documents->pdata[i])->title, title) == 0)
      return documents->pdata[i];
  return NULL;
}

static void
drop (JkkTestCase *fixture, const char *first, const char *second)
{
  GSList *files = second != NULL ? g_slist_prepend (NULL, g_file_new_for_path (second)) : NULL;

  files = g_slist_prepend (files, g_file_new_for_path (first));
  g_assert_true (jkk_case_page_drop_files (fixture->page, files));
  g_slist_free_full (files, g_object_unref);
  jkk_test_case_wait (fixture);
}

static gboolean
has_dialog (gpointer data)
{
  return jkk_test_case_dialog (data, "JkkAttachDialog") != NULL;
}

static gboolean
has_no_dialog (gpointer data)
{
  return !has_dialog (data);
}

static gboolean
may_go (gpointer data)
{
  GtkWidget *go = jkk_test_find_named (jkk_test_case_dialog (data, "JkkAttachDialog"), GTK_TYPE_BUTTON, "go");

  return gtk_widget_get_sensitive (go) && gtk_widget_get_visible (go);
}

static void
attach (JkkTestCase *fixture, const char *first, const char *second)
{
  drop (fixture, first, second);
  jkk_test_wait_for (has_dialog, fixture);
  jkk_test_wait_for (may_go, fixture);
  jkk_test_act (jkk_test_case_dialog (fixture, "JkkAttachDialog"), "attach.go", NULL);
  jkk_test_wait_for (has_no_dialog, fixture);
  jkk_test_case_wait (fixture);
}

static void
test_dropped_files_are_attached_under_the_kind_of_their_name (JkkTestCase *fixture, gconstpointer data)
{
  jkk_test_case_open_and_take (fixture);
  g_autofree char *ktp = jkk_test_case_picture (fixture, "ktp.png", 1);
  g_autofree char *slip = jkk_test_case_picture (fixture, "slip gaji.png", 2);
  attach (fixture, ktp, slip);
  g_assert_true (gtk_stack_get_visible_child (fixture->page->right) == fixture->page->documents_pane);
  g_assert_cmpstr (find_document (fixture, "ktp.png")->kind, ==, "ktp");
  g_assert_cmpstr (find_document (fixture, "slip gaji.png")->kind, ==, "slip-upah");
}

static void
test_a_file_of_unknown_kind_waits_for_a_word (JkkTestCase *fixture, gconstpointer data)
{
  jkk_test_case_open_and_take (fixture);
  g_autofree char *photo = jkk_test_case_picture (fixture, "IMG_1.png", 3);
  drop (fixture, photo, NULL);
  jkk_test_wait_for (has_dialog, fixture);
  GtkWindow *dialog = jkk_test_case_dialog (fixture, "JkkAttachDialog");
  jkk_test_settle (1500);
  g_assert_false (may_go (fixture));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (jkk_test_find (dialog, GTK_TYPE_DROP_DOWN)), 1);
  g_assert_true (may_go (fixture));
  g_assert_cmpuint (jkk_test_a11y_check (GTK_WIDGET (dialog)), >, 2);
  gtk_window_close (dialog);
  jkk_test_wait_for (has_no_dialog, fixture);
  g_assert_null (find_document (fixture, "IMG_1.png"));
}

/* A picture that says of itself that it is larger than any memory. */
static char *
make_giant (JkkTestCase *fixture)
{
  static const char header[] = "\211PNG\r\n\032\n\0\0\0\rIHDR\177\377\377\377\177\377\377\377\b\002\0\0\0\0\0\0\0";

  return make_file (fixture, "raksasa.png", header, sizeof header - 1);
}

static void
test_what_cannot_be_read_is_refused_by_name (JkkTestCase *fixture, gconstpointer data)
{
  jkk_test_case_open_and_take (fixture);
  guint before = fixture->page->file->jcase->documents->len;
  g_autofree char *text = make_file (fixture, "catatan.txt", "halo", 4), *giant = make_giant (fixture);
  drop (fixture, text, giant);
  jkk_test_wait_for (has_dialog, fixture);
  GtkWindow *dialog = jkk_test_case_dialog (fixture, "JkkAttachDialog");
  jkk_test_settle (2500);
  GtkWidget *go = jkk_test_find_named (dialog, GTK_TYPE_BUTTON, "go");
  g_assert_false (gtk_widget_get_visible (go));
  g_assert_nonnull (jkk_test_find_text (dialog, "catatan.txt"));
  g_assert_nonnull (jkk_test_find_text (dialog, "raksasa.png"));
  gtk_window_close (dialog);
  jkk_test_wait_for (has_no_dialog, fixture);
  jkk_test_case_wait (fixture);
  g_assert_cmpuint (fixture->page->file->jcase->documents->len, ==, before);
}

static void
test_the_same_file_is_refused_with_its_number (JkkTestCase *fixture, gconstpointer data)
{
  jkk_test_case_open_and_take (fixture);
  g_autofree char *again = jkk_test_case_picture (fixture, "ktp.png", 1);
  attach (fixture, again, NULL);
  guint n_documents = fixture->page->file->jcase->documents->len;
  drop (fixture, again, NULL);
  jkk_test_wait_for (has_dialog, fixture);
  jkk_test_wait_for (may_go, fixture);
  GtkWindow *dialog = jkk_test_case_dialog (fixture, "JkkAttachDialog");
  jkk_test_act (dialog, "attach.go", NULL);
  jkk_test_settle (800);
  g_assert_true (jkk_test_case_dialog (fixture, "JkkAttachDialog") == dialog);
  gtk_window_close (dialog);
  jkk_test_wait_for (has_no_dialog, fixture);
  jkk_test_case_wait (fixture);
  g_assert_cmpuint (fixture->page->file->jcase->documents->len, ==, n_documents);
}

/* A message is no document: it goes the way of messages. */
static void
test_a_message_that_falls_is_taken_over_not_attached (JkkTestCase *fixture, gconstpointer data)
{
  jkk_test_case_open_and_take (fixture);
  g_autofree char *path = make_file (fixture, "kk3.xml", "<x/>", 4);
  drop (fixture, path, NULL);
  GtkWindow *dialog = jkk_test_case_dialog (fixture, "JkkImportDialog");
  g_assert_nonnull (dialog);
  g_assert_false (has_dialog (fixture));
  gtk_window_destroy (dialog);
}

/* Nobody can attach to a case that is not in the store, or is decided. */
static void
test_what_may_not_be_is_said (JkkTestCase *fixture, gconstpointer data)
{
  g_autofree char *ktp = jkk_test_case_picture (fixture, "ktp.png", 1);

  jkk_test_case_open (fixture, jkk_test_case_find (fixture, JKK_STATUS_APPROVED, NULL));
  drop (fixture, ktp, NULL);
  jkk_test_settle (300);
  g_assert_false (has_dialog (fixture));
}

int
main (int argc, char **argv)
{
  jkk_test_init (&argc, &argv);
#define ADD(path, function)                                                                                            \
  g_test_add ("/attach-dialog/" path, JkkTestCase, NULL, jkk_test_case_set_up, function, jkk_test_case_tear_down)
  ADD ("dropped-files-are-attached-under-the-kind-of-their-name",
       test_dropped_files_are_attached_under_the_kind_of_their_name);
  ADD ("a-file-of-unknown-kind-waits-for-a-word", test_a_file_of_unknown_kind_waits_for_a_word);
  ADD ("what-cannot-be-read-is-refused-by-name", test_what_cannot_be_read_is_refused_by_name);
  ADD ("the-same-file-is-refused-with-its-number", test_the_same_file_is_refused_with_its_number);
  ADD ("a-message-that-falls-is-taken-over-not-attached", test_a_message_that_falls_is_taken_over_not_attached);
  ADD ("what-may-not-be-is-said", test_what_may_not_be_is_said);
  return g_test_run ();
}
