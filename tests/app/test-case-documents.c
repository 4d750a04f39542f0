#include <glib/gstdio.h>
#include <string.h>

#include "jkk-document-entry.h"
#include "jkk-document-viewer.h"
#include "jkk-documents.h"
#include "jkk-paper-stage.h"
#include "jkk-test-a11y.h"
#include "jkk-test-case.h"
#include "jkk-viewing-source.h"

/* The documents of a case in a real window: attached, looked at, judged, withdrawn, damaged. */

/* ---- Files ------------------------------------------------------------------------------------------------------- */

/* A form of two pages of the case that is shown, as it would come back on paper. */
static char *
make_form (JkkTestCase *fixture, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JkkPrintout) printout =
      jkk_printing_make (fixture->office, "KK3", fixture->page->file->jcase, NULL, NULL, FALSE, &error);
  char *path = g_build_filename (fixture->files->folder, name, NULL);

  g_assert_no_error (error);
  g_assert_true (jkk_printout_save (printout, path, &error));
  return path;
}

/* As the office keeps it; that a file is looked at before is tested elsewhere. */
static void
attach (JkkTestCase *fixture, const char *path, const char *kind)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JkkCaseFile) stored = jkk_office_load (fixture->office, jkk_case_page_get_case_id (fixture->page), NULL);
  g_autofree char *name = g_path_get_basename (path);
  gboolean is_form = g_str_has_suffix (path, ".pdf");
  JkkPaperFile file = { .name = name,
                        .media_type = (char *) (is_form ? "application/pdf" : "image/png"),
                        .n_pages = 1 };
  char *bytes;
  gsize length;

  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  file.bytes = g_bytes_new_take (bytes, length);
  g_autoptr (JkkOutcome) outcome = jkk_documents_attach (fixture->office, stored->jcase, &file, kind, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (outcome);
  g_bytes_unref (file.bytes);
}

/* ---- What is seen ------------------------------------------------------------------------------------------------ */

static GtkListBox *
list_of (JkkTestCase *fixture)
{
  return GTK_LIST_BOX (jkk_test_find_named (fixture->page->documents_pane, GTK_TYPE_LIST_BOX, "list"));
}

static const JkkDocumentRow *
find_row (JkkTestCase *fixture, const char *file)
{
  GtkListBoxRow *entry;

  for (int i = 0; (entry = gtk_list_box_get_row_at_index (list_of (fixture), i)) != NULL; i++)
    if (g_strcmp0 (jkk_document_entry_get_row (entry)->file, file) == 0)
      return jkk_document_entry_get_row (entry);
  return NULL;
}

static guint
number_of (JkkTestCase *fixture, const char *file)
{
  const JkkDocumentRow *row = find_row (fixture, file);

  g_assert_nonnull (row);
  return row->number;
}

static GtkWidget *
part (JkkTestCase *fixture, GType type, const char *name)
{
  GtkWidget *widget =
      jkk_test_find_named (jkk_test_find (fixture->page->documents_pane, JKK_TYPE_DOCUMENT_VIEWER), type, name);

  g_assert_nonnull (widget);
  return widget;
}

static const char *
viewer_page (JkkTestCase *fixture)
{
  return gtk_stack_get_visible_child_name (GTK_STACK (part (fixture, GTK_TYPE_STACK, "stack")));
}

static JkkPaperView *
view_of (JkkTestCase *fixture)
{
  return jkk_paper_stage_get_view (JKK_PAPER_STAGE (part (fixture, JKK_TYPE_PAPER_STAGE, NULL)));
}

static gboolean
is_opened (gpointer data)
{
  return strcmp (viewer_page (data), "paper") == 0;
}

static gboolean
is_refused (gpointer data)
{
  return strcmp (viewer_page (data), "error") == 0;
}

static void
view (JkkTestCase *fixture, const char *file)
{
  jkk_test_act (fixture->page, "case.view-document", "u", number_of (fixture, file));
  jkk_test_wait_for (is_opened, fixture);
}

/* ---- What is done ------------------------------------------------------------------------------------------------ */

static void
judge (JkkTestCase *fixture, const char *file, const char *defect)
{
  jkk_test_act (fixture->page, "case.judge-paper", "(us)", number_of (fixture, file), defect);
  jkk_test_settle (300);
  jkk_test_case_wait (fixture);
}

/* A case of Sari's with two pictures and a form. */
static void
open_with_documents (JkkTestCase *fixture)
{
  jkk_test_case_open_and_take (fixture);
  g_autofree char *ktp = jkk_test_case_picture (fixture, "ktp.png", 1);
  g_autofree char *slip = jkk_test_case_picture (fixture, "slip gaji.png", 2);
  g_autofree char *form = make_form (fixture, "kk3 dari rs.pdf");
  attach (fixture, ktp, "ktp");
  attach (fixture, slip, "slip-upah");
  attach (fixture, form, "kk3");
  jkk_case_page_read_again (fixture->page);
  jkk_test_act (fixture->page, "case.show-documents", NULL);
  jkk_test_settle (200);
  jkk_test_case_wait (fixture);
}

/* ---- Tests ------------------------------------------------------------------------------------------------------- */

static void
test_pictures_and_pdfs_are_looked_at_in_one_viewer (JkkTestCase *fixture, gconstpointer data)
{
  open_with_documents (fixture);
  view (fixture, "ktp.png");
  g_assert_cmpuint (jkk_paper_view_get_n_pages (view_of (fixture)), ==, 1);
  view (fixture, "kk3 dari rs.pdf");
  g_assert_cmpuint (jkk_paper_view_get_n_pages (view_of (fixture)), ==, 2);
  g_assert_cmpuint (jkk_test_a11y_check (GTK_WIDGET (fixture->window)), >, 2);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  *(GArray **) user_data = jkk_viewing_source.find_finish (result, &error);
  g_assert_no_error (error);
}

static gboolean
is_answered (gpointer data)
{
  return *(GArray **) data != NULL;
}

/* Of a paper from elsewhere it is known on which page a text stands, in capitals or not. */
static GArray *
look_for (JkkTestCase *fixture, const char *text)
{
  gpointer paper = NULL;
  GArray *hits = NULL;

  g_assert_true (jkk_paper_view_get_paper (view_of (fixture), &paper) == &jkk_viewing_source);
  jkk_viewing_source.find_async (paper, text, NULL, found_cb, &hits);
  jkk_test_wait_for (is_answered, &hits);
  return hits;
}

static void
test_a_text_is_looked_for_in_a_document (JkkTestCase *fixture, gconstpointer data)
{
  open_with_documents (fixture);
  view (fixture, "kk3 dari rs.pdf");
  g_autoptr (GArray) hits = look_for (fixture, "DATA PESERTA"), nothing = look_for (fixture, "tidak tertulis di sini");
  g_assert_cmpuint (hits->len, >=, 1);
  g_assert_cmpuint (g_array_index (hits, JkkPaperHit, 0).page, ==, 0);
  g_assert_cmpfloat (g_array_index (hits, JkkPaperHit, 0).height, <, 100);
  g_assert_cmpuint (nothing->len, ==, 0);
}

static void
test_a_turned_scan_stays_turned (JkkTestCase *fixture, gconstpointer data)
{
  open_with_documents (fixture);
  view (fixture, "ktp.png");
  jkk_test_act (view_of (fixture), "paper.rotate-right", NULL);
  g_assert_cmpuint (jkk_paper_view_get_turns (view_of (fixture)), ==, 1);
  view (fixture, "kk3 dari rs.pdf");
  g_assert_cmpuint (jkk_paper_view_get_turns (view_of (fixture)), ==, 0);
  view (fixture, "ktp.png");
  g_assert_cmpuint (jkk_paper_view_get_turns (view_of (fixture)), ==, 1);
}

static void
test_the_next_document_is_one_key_away (JkkTestCase *fixture, gconstpointer data)
{
  open_with_documents (fixture);
  JkkDocumentViewer *viewer =
      JKK_DOCUMENT_VIEWER (jkk_test_find (fixture->page->documents_pane, JKK_TYPE_DOCUMENT_VIEWER));
  jkk_test_act (fixture->page, "case.step-document", "i", 1);
  jkk_test_wait_for (is_opened, fixture);
  g_autofree char *first = g_strdup (jkk_document_viewer_get_sha256 (viewer));
  jkk_test_act (fixture->page, "case.step-document", "i", 1);
  jkk_test_wait_for (is_opened, fixture);
  g_assert_cmpstr (jkk_document_viewer_get_sha256 (viewer), !=, first);
  jkk_test_act (fixture->page, "case.step-document", "i", -1);
  jkk_test_wait_for (is_opened, fixture);
  g_assert_cmpstr (jkk_document_viewer_get_sha256 (viewer), ==, first);
  /* At the end nothing moves. */
  jkk_test_act (fixture->page, "case.step-document", "i", -1);
  g_assert_cmpstr (jkk_document_viewer_get_sha256 (viewer), ==, first);
}

static void
test_a_verdict_is_given_while_something_is_being_typed (JkkTestCase *fixture, gconstpointer data)
{
  open_with_documents (fixture);
  view (fixture, "ktp.png");
  jkk_test_case_edit (fixture, "employer.name", "PT Sedang Diketik");
  judge (fixture, "ktp.png", "orang-lain");
  g_assert_cmpint (find_row (fixture, "ktp.png")->standing, ==, JKK_PAPER_BAD);
  g_assert_nonnull (find_row (fixture, "ktp.png")->who);
  jkk_test_case_assert_stored (fixture, "employer.name", "PT Sedang Diketik");
  jkk_test_case_assert_shown (fixture, "employer.name", "PT Sedang Diketik");
  jkk_test_act (fixture->page, "case.judge-current", "i", 1);
  jkk_test_settle (300);
  jkk_test_case_wait (fixture);
  g_assert_cmpint (find_row (fixture, "ktp.png")->standing, ==, JKK_PAPER_GOOD);
}

static void
test_the_kind_is_changed_where_the_document_is_seen (JkkTestCase *fixture, gconstpointer data)
{
  open_with_documents (fixture);
  view (fixture, "slip gaji.png");
  guint number = number_of (fixture, "slip gaji.png");
  g_autofree char *path = g_strdup_printf ("documents[%u].kind", number);
  jkk_test_case_edit (fixture, path, "absensi");
  jkk_test_case_save (fixture);
  g_assert_cmpstr (find_row (fixture, "slip gaji.png")->kind, ==, "absensi");
  const JkkDocument *stored = fixture->page->file->jcase->documents->pdata[number - 1];
  g_assert_cmpstr (stored->kind, ==, "absensi");
}

/* Another desk takes the paper away while this one looks at it. */
static void
withdraw_elsewhere (JkkTestCase *fixture, const char *file)
{
  JkkOffice *other = jkk_test_office_as (fixture, "sari");
  g_autoptr (GError) error = NULL;
  JkkDocument meant = { .sha256 = find_row (fixture, file)->sha256 };
  JkkRequest request = { .case_id = jkk_case_page_get_case_id (fixture->page),
                         .document = &meant,
                         .reason = "salah kasus" };
  g_autoptr (JkkOutcome) outcome = jkk_office_do (other, "withdraw-paper", &request, &error);

  g_assert_no_error (error);
  jkk_office_close (other);
  g_object_unref (other);
}

static gboolean
is_gone (gpointer data)
{
  return gtk_widget_get_visible (part (data, GTK_TYPE_BOX, "gone"));
}

static void
test_a_document_withdrawn_elsewhere_says_so (JkkTestCase *fixture, gconstpointer data)
{
  open_with_documents (fixture);
  view (fixture, "ktp.png");
  guint number = number_of (fixture, "ktp.png");
  withdraw_elsewhere (fixture, "ktp.png");
  /* Before it is noticed here: the deed hits no other paper. */
  jkk_test_act (fixture->page, "case.judge-paper", "(us)", number, "tidak-terbaca");
  jkk_test_wait_for (is_gone, fixture);
  jkk_test_case_wait (fixture);
  g_assert_false (gtk_widget_get_visible (part (fixture, GTK_TYPE_BUTTON, "good")));
  g_assert_cmpstr (viewer_page (fixture), ==, "paper");
  for (guint i = 0; i < fixture->page->file->jcase->documents->len; i++)
    g_assert_cmpstr (((JkkDocument *) fixture->page->file->jcase->documents->pdata[i])->defect, !=, "tidak-terbaca");
  jkk_test_act (fixture->page, "case.step-document", "i", 1);
  jkk_test_wait_for (is_opened, fixture);
  g_assert_false (is_gone (fixture));
}

static char *
stored_file (JkkTestCase *fixture, const char *sha256)
{
  g_autofree char *first = g_strndup (sha256, 2);
  g_autoptr (GDir) dir = g_dir_open (fixture->files->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->files->folder, name, first, sha256 + 2, NULL);

      if (g_file_test (path, G_FILE_TEST_EXISTS))
        return g_steal_pointer (&path);
    }
  g_assert_not_reached ();
}

static gboolean
is_damaged (gpointer data)
{
  const JkkDocumentRow *row = find_row (data, "ktp.png");

  return row != NULL && row->damage != NULL;
}

static void
test_a_damaged_file_is_told_by_name (JkkTestCase *fixture, gconstpointer data)
{
  open_with_documents (fixture);
  gint64 id = jkk_case_page_get_case_id (fixture->page);
  g_autofree char *path = stored_file (fixture, find_row (fixture, "ktp.png")->sha256);
  g_assert_cmpint (g_chmod (path, 0600), ==, 0);
  g_assert_true (g_file_set_contents (path, "x", 1, NULL));
  /* Whoever asks to see it is told, and then the list knows. */
  jkk_test_act (fixture->page, "case.view-document", "u", number_of (fixture, "ktp.png"));
  jkk_test_wait_for (is_refused, fixture);
  jkk_test_wait_for (is_damaged, fixture);
  g_assert_nonnull (strstr (find_row (fixture, "ktp.png")->damage, "ktp.png"));
  g_assert_nonnull (strstr (gtk_label_get_text (GTK_LABEL (part (fixture, GTK_TYPE_LABEL, "error"))), "ktp.png"));
  g_assert_cmpint (jkk_case_page_get_case_id (fixture->page), ==, id);
}

/* On a page that is opened later nobody has to ask. */
static void
test_damage_is_found_without_being_asked_for (JkkTestCase *fixture, gconstpointer data)
{
  open_with_documents (fixture);
  g_autofree char *path = stored_file (fixture, find_row (fixture, "ktp.png")->sha256);
  g_assert_cmpint (g_chmod (path, 0600), ==, 0);
  g_assert_true (g_file_set_contents (path, "x", 1, NULL));
  gint64 id = jkk_case_page_get_case_id (fixture->page);
  fixture->page = jkk_case_page_new (fixture->office);
  adw_window_set_content (ADW_WINDOW (fixture->window), GTK_WIDGET (fixture->page));
  jkk_test_case_open (fixture, id);
  jkk_test_act (fixture->page, "case.show-documents", NULL);
  jkk_test_wait_for (is_damaged, fixture);
  g_assert_null (find_row (fixture, "slip gaji.png")->damage);
}

/* What came into the store by another way is still opened in the cage: the page lives, the person reads a sentence. */
static void
attach_garbage (JkkTestCase *fixture, const char *title)
{
  static const char garbage[] =
      "%PDF-1.7\n1 0 obj <</Type/Catalog/Pages 1 0 R/Kids[1 0 R 1 0 R]/Count 99999999>> endobj\n"
      "trailer <</Root 1 0 R/Prev 9>>\nstartxref\n9\n%%EOF";
  g_autoptr (GBytes) bytes = g_bytes_new_static (garbage, sizeof garbage - 1);
  g_autoptr (GError) error = NULL;
  JkkDocument document = { .kind = (char *) "lain",
                           .title = (char *) title,
                           .media_type = (char *) "application/pdf",
                           .received_day = JKK_NONE,
                           .complete = JKK_NONE };
  JkkRequest request = { .case_id = jkk_case_page_get_case_id (fixture->page), .document = &document, .bytes = bytes };
  g_autoptr (JkkOutcome) outcome = jkk_office_do (fixture->office, "attach", &request, &error);

  g_assert_no_error (error);
}

static void
test_a_hostile_file_in_the_store_is_told_and_nothing_falls (JkkTestCase *fixture, gconstpointer data)
{
  open_with_documents (fixture);
  attach_garbage (fixture, "jahat.pdf");
  jkk_case_page_read_again (fixture->page);
  jkk_test_settle (300);
  jkk_test_case_wait (fixture);
  jkk_test_act (fixture->page, "case.view-document", "u", number_of (fixture, "jahat.pdf"));
  jkk_test_wait_for (is_refused, fixture);
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (part (fixture, GTK_TYPE_LABEL, "error"))), !=, "");
  g_assert_null (find_row (fixture, "jahat.pdf")->damage);
  view (fixture, "ktp.png");
}

static void
test_zooming_is_for_what_is_seen (JkkTestCase *fixture, gconstpointer data)
{
  open_with_documents (fixture);
  view (fixture, "kk3 dari rs.pdf");
  jkk_test_settle (300);
  int fit = jkk_paper_view_get_percent (view_of (fixture));
  jkk_test_act (fixture->page, "case.zoom", "i", 1);
  jkk_test_settle (200);
  g_assert_cmpint (jkk_paper_view_get_percent (view_of (fixture)), >, fit);
  g_assert_true (gtk_stack_get_visible_child (fixture->page->right) == fixture->page->documents_pane);
  jkk_test_act (fixture->page, "case.zoom", "i", 0);
  jkk_test_settle (200);
  g_assert_cmpint (jkk_paper_view_get_percent (view_of (fixture)), ==, fit);
}

static void
test_the_history_names_the_papers (JkkTestCase *fixture, gconstpointer data)
{
  open_with_documents (fixture);
  judge (fixture, "ktp.png", "orang-lain");
  gtk_stack_set_visible_child (fixture->page->right, fixture->page->history_pane);
  jkk_case_page_refresh (fixture->page);
  g_assert_nonnull (jkk_test_find_text (fixture->page->history_pane, "attached “Payslip · slip gaji.png”"));
  g_assert_nonnull (
      jkk_test_find_text (fixture->page->history_pane, "“Identity card or passport · ktp.png” not in order"));
}

static void
test_a_supervisor_looks_and_changes_nothing (JkkTestCase *fixture, gconstpointer data)
{
  open_with_documents (fixture);
  gint64 id = jkk_case_page_get_case_id (fixture->page);
  jkk_test_case_sign_in (fixture, "budi");
  jkk_test_case_open (fixture, id);
  jkk_test_act (fixture->page, "case.show-documents", NULL);
  view (fixture, "ktp.png");
  g_assert_false (gtk_widget_get_visible (part (fixture, GTK_TYPE_BUTTON, "good")));
  g_assert_false (gtk_widget_get_visible (part (fixture, GTK_TYPE_MENU_BUTTON, "bad")));
}

static void
test_a_paper_without_a_copy_is_noted_and_taken_back (JkkTestCase *fixture, gconstpointer data)
{
  jkk_test_case_open_and_take (fixture);
  jkk_test_act (fixture->page, "case.show-documents", NULL);
  guint n_documents = fixture->page->file->jcase->documents->len;
  jkk_test_act (fixture->page, "case.note-paper", "s", "buku-tabungan");
  jkk_test_case_save (fixture);
  g_assert_cmpuint (fixture->page->file->jcase->documents->len, ==, n_documents + 1);
  const JkkDocument *noted = fixture->page->file->jcase->documents->pdata[n_documents];
  g_assert_cmpstr (noted->kind, ==, "buku-tabungan");
  g_assert_cmpint (noted->received_day, ==, jkk_today ());
  g_assert_null (noted->sha256);
  jkk_test_act (fixture->page, "case.withdraw-paper", "u", n_documents + 1);
  GtkWindow *dialog = jkk_test_case_dialog (fixture, "JkkReasonDialog");
  g_assert_nonnull (dialog);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (jkk_test_find (dialog, GTK_TYPE_TEXT_VIEW))),
                            "salah ketik", -1);
  jkk_test_act (dialog, "reason.give", NULL);
  jkk_test_settle (400);
  jkk_test_case_wait (fixture);
  g_assert_cmpuint (fixture->page->file->jcase->documents->len, ==, n_documents);
}

static void
test_the_letter_asks_for_what_is_missing (JkkTestCase *fixture, gconstpointer data)
{
  jkk_test_case_open_and_take (fixture);
  jkk_test_act (fixture->page, "case.show-documents", NULL);
  jkk_test_act (fixture->page, "case.missing-letter", NULL);
  g_assert_true (gtk_stack_get_visible_child (fixture->page->right) == fixture->page->form_pane);
  g_assert_cmpstr (jkk_form_pane_get_code (JKK_FORM_PANE (fixture->page->form_pane)), ==, "kelengkapan");
}

static void
assert_state_is_whole (int width)
{
  JkkDocumentRow row = { .title = (char *) "Formulir 3b KK 3, Surat Keterangan Dokter",
                         .state = (char *) "belum ada",
                         .icon = "list-remove-symbolic",
                         .css_class = "warning" };
  JkkDocumentRights rights = { 0 };
  GtkWidget *window = gtk_window_new (), *list = gtk_list_box_new ();

  gtk_list_box_append (GTK_LIST_BOX (list), jkk_document_entry_new (&row, rights));
  gtk_window_set_child (GTK_WINDOW (window), list);
  gtk_window_set_default_size (GTK_WINDOW (window), width, 100);
  gtk_window_present (GTK_WINDOW (window));
  jkk_test_settle (200);
  GtkWidget *state = jkk_test_find_text (window, row.state);
  g_assert_nonnull (state);
  g_assert_false (pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (state))));
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_a_long_title_leaves_room_for_how_it_stands (JkkTestCase *fixture, gconstpointer data)
{
  for (int width = 300; width <= 460; width += 20)
    assert_state_is_whole (width);
}

int
main (int argc, char **argv)
{
  jkk_test_init (&argc, &argv);
#define ADD(path, function)                                                                                            \
  g_test_add ("/case-documents/" path, JkkTestCase, NULL, jkk_test_case_set_up, function, jkk_test_case_tear_down)
  ADD ("pictures-and-pdfs-are-looked-at-in-one-viewer", test_pictures_and_pdfs_are_looked_at_in_one_viewer);
  ADD ("a-long-title-leaves-room-for-how-it-stands", test_a_long_title_leaves_room_for_how_it_stands);
  ADD ("a-text-is-looked-for-in-a-document", test_a_text_is_looked_for_in_a_document);
  ADD ("a-turned-scan-stays-turned", test_a_turned_scan_stays_turned);
  ADD ("the-next-document-is-one-key-away", test_the_next_document_is_one_key_away);
  ADD ("a-verdict-is-given-while-something-is-being-typed", test_a_verdict_is_given_while_something_is_being_typed);
  ADD ("the-kind-is-changed-where-the-document-is-seen", test_the_kind_is_changed_where_the_document_is_seen);
  ADD ("a-document-withdrawn-elsewhere-says-so", test_a_document_withdrawn_elsewhere_says_so);
  ADD ("a-damaged-file-is-told-by-name", test_a_damaged_file_is_told_by_name);
  ADD ("damage-is-found-without-being-asked-for", test_damage_is_found_without_being_asked_for);
  ADD ("a-hostile-file-in-the-store-is-told-and-nothing-falls",
       test_a_hostile_file_in_the_store_is_told_and_nothing_falls);
  ADD ("zooming-is-for-what-is-seen", test_zooming_is_for_what_is_seen);
  ADD ("the-history-names-the-papers", test_the_history_names_the_papers);
  ADD ("a-supervisor-looks-and-changes-nothing", test_a_supervisor_looks_and_changes_nothing);
  ADD ("a-paper-without-a-copy-is-noted-and-taken-back", test_a_paper_without_a_copy_is_noted_and_taken_back);
  ADD ("the-letter-asks-for-what-is-missing", test_the_letter_asks_for_what_is_missing);
  return g_test_run ();
}
