#include <string.h>

#include "jkk-paper-stage.h"
#include "jkk-print-dialog.h"
#include "jkk-print.h"
#include "jkk-test-case.h"

/* Papers in the fourth pane: drawn, followed, printed. */

static JkkPaperStage *
stage_of (JkkTestCase *fixture)
{
  return JKK_PAPER_STAGE (jkk_test_find (fixture->page->form_pane, JKK_TYPE_PAPER_STAGE));
}

static JkkPaperView *
view_of (JkkTestCase *fixture)
{
  return jkk_paper_stage_get_view (stage_of (fixture));
}

static gboolean
has_paper (gpointer data)
{
  return jkk_form_pane_get_printout (JKK_FORM_PANE (((JkkTestCase *) data)->page->form_pane)) != NULL;
}

static void
show_paper (JkkTestCase *fixture, const char *code)
{
  jkk_test_act (fixture->page, "case.go-pane", "i", JKK_PANE_RIGHT);
  jkk_form_pane_set_code (JKK_FORM_PANE (fixture->page->form_pane), code);
  jkk_test_settle (100);
  jkk_test_wait_for (has_paper, fixture);
}

static void
test_the_paper_shows_the_case_and_its_values_lead_to_their_fields (JkkTestCase *fixture, gconstpointer data)
{
  graphene_rect_t place;

  jkk_test_case_open_and_take (fixture);
  show_paper (fixture, "KK2");
  g_assert_true (jkk_paper_view_get_place (view_of (fixture), "participant.name", &place));
  g_assert_false (jkk_paper_view_get_place (view_of (fixture), "cover.note", &place));
  g_autofree char *path = jkk_paper_view_find (view_of (fixture), (double) (place.origin.x + place.size.width / 2),
                                               (double) (place.origin.y + place.size.height / 2));
  g_autofree char *nothing = jkk_paper_view_find (view_of (fixture), 1, 1);
  g_assert_cmpstr (path, ==, "participant.name");
  g_assert_null (nothing);
}

static void
test_the_field_in_hand_is_seen_on_the_paper (JkkTestCase *fixture, gconstpointer data)
{
  graphene_rect_t place;

  jkk_test_case_open_and_take (fixture);
  show_paper (fixture, "KK2");
  GtkWidget *scroller = gtk_widget_get_ancestor (GTK_WIDGET (view_of (fixture)), GTK_TYPE_SCROLLED_WINDOW);
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
  g_assert_cmpfloat (gtk_adjustment_get_value (adjustment), ==, 0);
  jkk_test_act (fixture->page, "case.jump", "s", "claim.declared_by");
  g_assert_true (jkk_paper_view_get_place (view_of (fixture), "claim.declared_by", &place));
  double top = (double) place.origin.y - gtk_adjustment_get_value (adjustment);
  g_assert_cmpfloat (gtk_adjustment_get_value (adjustment), >, 0);
  g_assert_true (top >= 0 && top < gtk_adjustment_get_page_size (adjustment));
}

static void
test_the_paper_follows_what_is_typed (JkkTestCase *fixture, gconstpointer data)
{
  jkk_test_case_open_and_take (fixture);
  show_paper (fixture, "KK2");
  g_autofree char *before = g_strdup (jkk_printout_get_sha256 (jkk_paper_view_get_printout (view_of (fixture))));
  jkk_test_case_edit (fixture, "employer.name", "PT Lain Sekali");
  g_assert_cmpstr (jkk_printout_get_sha256 (jkk_paper_view_get_printout (view_of (fixture))), ==, before);
  jkk_test_settle (700);
  g_assert_cmpstr (jkk_printout_get_sha256 (jkk_paper_view_get_printout (view_of (fixture))), !=, before);
}

static void
test_every_paper_can_be_shown (JkkTestCase *fixture, gconstpointer data)
{
  guint n_kinds;
  const JkkPaperKind *kinds = jkk_printing_kinds (&n_kinds);

  jkk_test_case_open_and_take (fixture);
  for (guint i = 0; i < n_kinds; i++)
    {
      g_test_message ("%s", kinds[i].code);
      show_paper (fixture, kinds[i].code);
      g_assert_cmpstr (jkk_form_pane_get_code (JKK_FORM_PANE (fixture->page->form_pane)), ==, kinds[i].code);
      g_assert_cmpuint (jkk_printout_get_n_pages (jkk_paper_view_get_printout (view_of (fixture))), >, 0);
    }
}

static void
test_zooming_goes_in_steps_and_back_to_the_width (JkkTestCase *fixture, gconstpointer data)
{
  jkk_test_case_open (fixture, jkk_test_case_find (fixture, JKK_STATUS_RECEIVED, NULL));
  show_paper (fixture, "KK2");
  jkk_test_act (fixture->page, "case.zoom", "i", 0);
  jkk_test_settle (100);
  int fit = jkk_paper_view_get_percent (view_of (fixture));
  jkk_test_act (fixture->page, "case.zoom", "i", 1);
  jkk_test_settle (100);
  int larger = jkk_paper_view_get_percent (view_of (fixture));
  jkk_test_act (fixture->page, "case.zoom", "i", -1);
  jkk_test_settle (100);
  g_assert_cmpint (larger, >, fit);
  g_assert_cmpint (jkk_paper_view_get_percent (view_of (fixture)), <, larger);
  jkk_test_act (fixture->page, "case.zoom", "i", 0);
  jkk_test_settle (100);
  g_assert_cmpint (jkk_paper_view_get_percent (view_of (fixture)), ==, fit);
}

static gboolean
is_sharp (gpointer data)
{
  return jkk_paper_view_is_sharp (view_of (data));
}

/* At a size at which a page has many more pixels than the window, what is seen of it is drawn, wherever it is. */
static void
test_what_is_seen_is_sharp_at_every_size_and_turn (JkkTestCase *fixture, gconstpointer data)
{
  GtkWidget *scroller;

  jkk_test_case_open (fixture, jkk_test_case_find (fixture, JKK_STATUS_RECEIVED, NULL));
  show_paper (fixture, "KK2");
  scroller = gtk_widget_get_ancestor (GTK_WIDGET (view_of (fixture)), GTK_TYPE_SCROLLED_WINDOW);
  for (int zoom = 50; zoom <= 600; zoom *= 2)
    for (guint turns = 0; turns < 4; turns++)
      {
        GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));

        g_object_set (stage_of (fixture), "zoom", zoom, NULL);
        jkk_paper_view_set_turns (view_of (fixture), turns);
        jkk_test_settle (20);
        jkk_test_wait_for (is_sharp, fixture);
        gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment) / 2);
        jkk_test_settle (20);
        jkk_test_wait_for (is_sharp, fixture);
      }
  g_object_set (stage_of (fixture), "zoom", JKK_ZOOM_FIT, NULL);
}

static gboolean
has_hits (gpointer data)
{
  return jkk_paper_stage_get_n_hits (stage_of (data)) > 0;
}

static void
test_a_text_is_looked_for_on_the_paper (JkkTestCase *fixture, gconstpointer data)
{
  GtkEditable *entry;
  graphene_rect_t place;

  jkk_test_case_open_and_take (fixture);
  show_paper (fixture, "KK2");
  jkk_test_act (fixture->page, "case.find-on-paper", NULL);
  entry = GTK_EDITABLE (jkk_test_find (jkk_test_find (stage_of (fixture), GTK_TYPE_SEARCH_BAR), GTK_TYPE_SEARCH_ENTRY));
  gtk_editable_set_text (entry, fixture->page->file->jcase->participant.name);
  jkk_test_wait_for (has_hits, fixture);
  g_assert_cmpuint (jkk_paper_stage_get_n_hits (stage_of (fixture)), ==, 2);
  g_assert_true (jkk_paper_view_get_hit_place (view_of (fixture), 0, &place));
  g_autofree char *path = jkk_paper_view_find (view_of (fixture), (double) (place.origin.x + place.size.width / 2),
                                               (double) (place.origin.y + place.size.height / 2));
  g_assert_cmpstr (path, ==, "participant.name");
  gtk_editable_set_text (entry, "");
  jkk_test_settle (300);
  g_assert_cmpuint (jkk_paper_stage_get_n_hits (stage_of (fixture)), ==, 0);
}

static void
test_pages_are_gone_through (JkkTestCase *fixture, gconstpointer data)
{
  guint page = 99;

  jkk_test_case_open_and_take (fixture);
  show_paper (fixture, "KK2");
  jkk_test_act (fixture->page, "case.zoom", "i", 0);
  jkk_test_act (fixture->page, "case.zoom", "i", 1);
  jkk_test_act (fixture->page, "case.zoom", "i", 1);
  jkk_test_settle (100);
  g_object_set (stage_of (fixture), "thumbnails", TRUE, NULL);
  jkk_test_act (view_of (fixture), "paper.next-page", NULL);
  g_object_get (stage_of (fixture), "page", &page, NULL);
  g_assert_cmpuint (page, ==, 1);
  jkk_test_act (view_of (fixture), "paper.previous-page", NULL);
  g_object_get (stage_of (fixture), "page", &page, NULL);
  g_assert_cmpuint (page, ==, 0);
  g_object_set (stage_of (fixture), "thumbnails", FALSE, NULL);
  jkk_test_act (fixture->page, "case.zoom", "i", 0);
}

static char *
output_of (const char *const *arguments)
{
  g_autoptr (GError) error = NULL;
  char *output = NULL;

  g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &output, NULL, NULL, &error);
  g_assert_no_error (error);
  return output;
}

static JkkPrintRun *
run_of (JkkTestCase *fixture, const char *code, guint copies)
{
  g_autoptr (GError) error = NULL;
  JkkPrintOrder order = { code, &fixture->page->case_id, 1, copies };
  JkkPrintRun *run = jkk_print_run_make (fixture->office, &order, &error);

  g_assert_no_error (error);
  return run;
}

static void
test_a_paper_is_printed_as_letters_with_their_fonts (JkkTestCase *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->files->folder, "printed.pdf", NULL);
  const char *const text_of[] = { "pdftotext", path, "-", NULL };
  const char *const fonts_of[] = { "pdffonts", path, NULL };
  g_autoptr (GError) error = NULL;

  jkk_test_case_open (fixture, jkk_test_case_find (fixture, JKK_STATUS_RECEIVED, NULL));
  g_autoptr (JkkPrintRun) run = run_of (fixture, "KK2", 0);
  g_assert_true (jkk_print_to_file (run, path, &error));
  g_assert_no_error (error);
  g_autofree char *text = output_of (text_of), *fonts = output_of (fonts_of);
  g_assert_nonnull (strstr (text, fixture->page->file->jcase->participant.name));
  /* "emb" is yes, "sub" is yes, in every row below the two lines of the heading. */
  g_auto (GStrv) rows = g_strsplit (g_strchomp (fonts), "\n", -1);
  g_assert_cmpuint (g_strv_length (rows), >, 2);
  for (guint i = 2; rows[i] != NULL; i++)
    {
      g_test_message ("%s", rows[i]);
      g_assert_nonnull (strstr (rows[i], " yes yes "));
    }
}

static void
test_a_paper_that_cannot_be_written_is_told_about (JkkTestCase *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  jkk_test_case_open (fixture, jkk_test_case_find (fixture, JKK_STATUS_RECEIVED, NULL));
  g_autoptr (JkkPrintRun) run = run_of (fixture, "KK2", 0);
  g_assert_false (jkk_print_to_file (run, "/nonexistent/folder/x.pdf", &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_STORAGE);
}

static gboolean
is_gone (gpointer data)
{
  return *(gpointer *) data == NULL;
}

/* The dialog for a batch: all copies of three cases into one PDF, and a line in the history of each. */
static void
test_a_batch_goes_into_one_file_and_is_noted (JkkTestCase *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->files->folder, "batch.pdf", NULL);
  const char *const text_of[] = { "pdftotext", path, "-", NULL };
  JkkCaseQuery query = JKK_CASE_QUERY_INIT;
  g_autoptr (GArray) ids = jkk_office_list (fixture->office, &query, NULL);
  g_autoptr (GError) error = NULL;

  g_array_set_size (ids, 3);
  g_autoptr (JkkCaseFile) before = jkk_office_load (fixture->office, g_array_index (ids, gint64, 0), &error);
  JkkPrintDialog *dialog = jkk_print_dialog_open (fixture->window, fixture->office, "KK1", ids, NULL, NULL);
  g_object_add_weak_pointer (G_OBJECT (dialog), (gpointer *) &dialog);
  jkk_print_dialog_save_to (dialog, path);
  g_assert_true (jkk_print_dialog_is_busy (dialog));
  jkk_test_wait_for (is_gone, &dialog);
  g_autofree char *text = output_of (text_of);
  g_assert_nonnull (strstr (text, "Lembar 4"));
  g_autoptr (JkkCaseFile) after = jkk_office_load (fixture->office, g_array_index (ids, gint64, 0), &error);
  g_assert_cmpuint (after->history->len, ==, before->history->len + 4);
}

static void
test_printing_opens_the_dialog_with_the_paper_that_is_seen (JkkTestCase *fixture, gconstpointer data)
{
  GtkWindow *dialog;

  jkk_test_case_open_and_take (fixture);
  show_paper (fixture, "KK1");
  jkk_test_act (fixture->page, "case.print", NULL);
  jkk_test_settle (200);
  dialog = jkk_test_case_dialog (fixture, "JkkPrintDialog");
  g_assert_nonnull (dialog);
  gtk_window_close (dialog);
  jkk_test_settle (100);
}

int
main (int argc, char **argv)
{
  jkk_test_init (&argc, &argv);
#define ADD(path, function)                                                                                            \
  g_test_add ("/case-papers/" path, JkkTestCase, NULL, jkk_test_case_set_up, function, jkk_test_case_tear_down)
  ADD ("the-paper-shows-the-case-and-its-values-lead-to-their-fields",
       test_the_paper_shows_the_case_and_its_values_lead_to_their_fields);
  ADD ("the-field-in-hand-is-seen-on-the-paper", test_the_field_in_hand_is_seen_on_the_paper);
  ADD ("the-paper-follows-what-is-typed", test_the_paper_follows_what_is_typed);
  ADD ("every-paper-can-be-shown", test_every_paper_can_be_shown);
  ADD ("zooming-goes-in-steps-and-back-to-the-width", test_zooming_goes_in_steps_and_back_to_the_width);
  ADD ("what-is-seen-is-sharp-at-every-size-and-turn", test_what_is_seen_is_sharp_at_every_size_and_turn);
  ADD ("a-text-is-looked-for-on-the-paper", test_a_text_is_looked_for_on_the_paper);
  ADD ("pages-are-gone-through", test_pages_are_gone_through);
  ADD ("a-paper-is-printed-as-letters-with-their-fonts", test_a_paper_is_printed_as_letters_with_their_fonts);
  ADD ("a-paper-that-cannot-be-written-is-told-about", test_a_paper_that_cannot_be_written_is_told_about);
  ADD ("a-batch-goes-into-one-file-and-is-noted", test_a_batch_goes_into_one_file_and_is_noted);
  ADD ("printing-opens-the-dialog-with-the-paper-that-is-seen",
       test_printing_opens_the_dialog_with_the_paper_that_is_seen);
  return g_test_run ();
}
