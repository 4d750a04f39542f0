#include <glib/gstdio.h>
#include <string.h>

#include "jkk-test-case.h"

static void
test_what_hinders_a_proposal_is_a_list_that_leads_to_the_fields (JkkTestCase *fixture, gconstpointer data)
{
  jkk_test_case_open_and_take (fixture);
  jkk_test_case_edit (fixture, "participant.identity", "123");
  g_assert_cmpuint (fixture->page->state->n_hindrances, >, 0);
  jkk_test_act (fixture->page, "case.primary", NULL);
  g_assert_true (gtk_widget_get_visible (fixture->page->hindrance_list));
  g_assert_null (jkk_test_case_dialog (fixture, "JkkDecideDialog"));
  /* As many as there is room for are seen without scrolling. */
  jkk_test_settle (200);
  GtkWidget *scroller = jkk_test_find (fixture->page->hindrance_list, GTK_TYPE_SCROLLED_WINDOW);
  GtkAdjustment *view = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
  int room = gtk_scrolled_window_get_max_content_height (GTK_SCROLLED_WINDOW (scroller));
  g_assert_cmpint ((int) gtk_adjustment_get_page_size (view), >=, MIN (room, (int) gtk_adjustment_get_upper (view)));
  const JkkFinding *first = fixture->page->hindrances->pdata[0];
  g_assert_cmpstr (first->path, ==, "participant.identity");
}

static void
test_a_case_is_put_on_hold_with_a_reason (JkkTestCase *fixture, gconstpointer data)
{
  jkk_test_case_open_and_take (fixture);
  jkk_case_page_do (fixture->page, "hold", "Menunggu kuitansi", FALSE);
  jkk_test_case_wait (fixture);
  g_assert_cmpint (jkk_case_get_status (fixture->page->file->jcase), ==, JKK_STATUS_HELD);
  g_assert_cmpstr (fixture->page->state->primary, ==, "resume");
  g_assert_nonnull (strstr (gtk_label_get_text (fixture->page->notice), "Menunggu kuitansi"));
}

static void
test_a_refusal_needs_a_reason_and_a_second_person_decides (JkkTestCase *fixture, gconstpointer data)
{
  jkk_test_case_open_and_take (fixture);
  gint64 id = jkk_case_page_get_case_id (fixture->page);
  jkk_test_act (fixture->page, "case.propose-refusal", NULL);
  GtkWindow *dialog = jkk_test_case_dialog (fixture, "JkkDecideDialog");
  g_assert_nonnull (dialog);
  jkk_test_act (dialog, "decide.yes", NULL);
  g_assert_true (jkk_test_case_dialog (fixture, "JkkDecideDialog") == dialog);
  g_assert_false (fixture->page->doing);
  GtkTextView *note = GTK_TEXT_VIEW (jkk_test_find (dialog, GTK_TYPE_TEXT_VIEW));
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (note), "Bukan kecelakaan kerja", -1);
  jkk_test_act (dialog, "decide.yes", NULL);
  jkk_test_case_wait (fixture);
  g_assert_cmpint (jkk_case_get_status (fixture->page->file->jcase), ==, JKK_STATUS_PROPOSED);
  g_assert_null (fixture->page->state->primary);

  jkk_test_case_sign_in (fixture, "budi");
  jkk_test_case_open (fixture, id);
  g_assert_cmpstr (fixture->page->state->primary, ==, "approve");
  jkk_test_act (fixture->page, "case.primary", NULL);
  dialog = jkk_test_case_dialog (fixture, "JkkDecideDialog");
  g_assert_nonnull (dialog);
  jkk_test_act (dialog, "decide.yes", NULL);
  jkk_test_case_wait (fixture);
  g_assert_cmpint (jkk_case_get_status (fixture->page->file->jcase), ==, JKK_STATUS_REJECTED);
  g_assert_cmpstr (fixture->page->file->decision->decision_note, ==, "Bukan kecelakaan kerja");
}

/* A case with everything that a payment needs. */
static gint64
propose_ready (JkkTestCase *fixture)
{
  JkkCaseQuery query = JKK_CASE_QUERY_INIT;

  query.statuses = JKK_STATUS_BIT (JKK_STATUS_VERIFYING) | JKK_STATUS_BIT (JKK_STATUS_RECEIVED);
  g_autoptr (GArray) ids = jkk_office_list (fixture->office, &query, NULL);
  for (guint i = 0; i < ids->len; i++)
    {
      jkk_test_case_open (fixture, g_array_index (ids, gint64, i));
      if (g_strcmp0 (fixture->page->state->primary, "take") == 0)
        jkk_test_case_take (fixture);
      if (fixture->page->state->n_hindrances > 0)
        continue;
      jkk_test_act (fixture->page, "case.primary", NULL);
      jkk_test_act (jkk_test_case_dialog (fixture, "JkkDecideDialog"), "decide.yes", NULL);
      jkk_test_case_wait (fixture);
      return g_array_index (ids, gint64, i);
    }
  g_assert_not_reached ();
}

static void
limit_budi (JkkTestCase *fixture, JkkMoney limit)
{
  JkkOffice *office = jkk_test_office_as (fixture, "admin");
  g_autoptr (JkkAccount) budi = jkk_account_new ("budi", "Budi Hartono", JKK_ROLE_SUPERVISOR);
  const JkkRequest request = { .account = budi };
  g_autoptr (GError) error = NULL;

  budi->money_limit = limit;
  g_autoptr (JkkOutcome) outcome = jkk_office_do (office, "change-account", &request, &error);
  g_assert_no_error (error);
  jkk_office_close (office);
  g_object_unref (office);
}

/* Nobody is led to what the store would refuse; who may not approve so much may return it. */
static void
test_above_the_limit_no_payment_is_approved (JkkTestCase *fixture, gconstpointer data)
{
  gint64 id = propose_ready (fixture);

  limit_budi (fixture, 1);
  jkk_test_case_sign_in (fixture, "budi");
  jkk_test_case_open (fixture, id);
  jkk_test_act (fixture->page, "case.primary", NULL);
  GtkWindow *dialog = jkk_test_case_dialog (fixture, "JkkDecideDialog");
  g_assert_nonnull (jkk_test_find_text (dialog, "above your limit"));
  GtkWidget *yes = jkk_test_find_named (dialog, GTK_TYPE_BUTTON, "yes_button");
  GtkWidget *back = jkk_test_find_named (dialog, GTK_TYPE_BUTTON, "return_button");
  g_assert_false (gtk_widget_is_sensitive (yes));
  g_assert_true (gtk_widget_is_sensitive (back));
  gtk_window_destroy (dialog);
}

static void
test_a_payment_is_returned_with_a_reason_proposed_again_and_approved (JkkTestCase *fixture, gconstpointer data)
{
  gint64 id = propose_ready (fixture);
  JkkMoney total = fixture->page->file->decision->total;

  g_assert_cmpint (jkk_case_get_status (fixture->page->file->jcase), ==, JKK_STATUS_PROPOSED);
  jkk_test_case_sign_in (fixture, "budi");
  jkk_test_case_open (fixture, id);
  jkk_test_act (fixture->page, "case.primary", NULL);
  GtkWindow *dialog = jkk_test_case_dialog (fixture, "JkkDecideDialog");
  jkk_test_act (dialog, "decide.return", NULL);
  g_assert_true (jkk_test_case_dialog (fixture, "JkkDecideDialog") == dialog);
  g_assert_false (fixture->page->doing);
  GtkTextView *note = GTK_TEXT_VIEW (jkk_test_find (dialog, GTK_TYPE_TEXT_VIEW));
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (note), "Periksa upah", -1);
  jkk_test_act (dialog, "decide.return", NULL);
  jkk_test_case_wait (fixture);

  jkk_test_case_sign_in (fixture, "sari");
  jkk_test_case_open (fixture, id);
  g_assert_nonnull (strstr (gtk_label_get_text (fixture->page->notice), "Periksa upah"));
  jkk_test_act (fixture->page, "case.primary", NULL);
  jkk_test_act (jkk_test_case_dialog (fixture, "JkkDecideDialog"), "decide.yes", NULL);
  jkk_test_case_wait (fixture);

  jkk_test_case_sign_in (fixture, "budi");
  jkk_test_case_open (fixture, id);
  jkk_test_act (fixture->page, "case.primary", NULL);
  jkk_test_act (jkk_test_case_dialog (fixture, "JkkDecideDialog"), "decide.yes", NULL);
  jkk_test_case_wait (fixture);
  g_assert_cmpint (jkk_case_get_status (fixture->page->file->jcase), ==, JKK_STATUS_APPROVED);
  g_assert_cmpint (fixture->page->file->decision->total, ==, total);
  g_assert_cmpstr (fixture->page->state->primary, ==, "print");
}

static void
test_a_new_case_is_taken_in_with_all_that_was_typed (JkkTestCase *fixture, gconstpointer data)
{
  jkk_case_page_new_case (fixture->page);
  g_assert_cmpint (jkk_case_page_get_case_id (fixture->page), ==, 0);
  g_assert_cmpuint (jkk_case_page_count_unfinished (fixture->page), ==, 0);
  jkk_test_case_edit (fixture, "participant.name", "Joko Widyatmo");
  jkk_test_case_edit (fixture, "participant.identity", "99");
  g_assert_cmpuint (jkk_case_page_count_unfinished (fixture->page), ==, 0);
  g_assert_true (jkk_case_page_has_begun (fixture->page));
  jkk_test_act (fixture->page, "case.primary", NULL);
  jkk_test_case_wait (fixture);
  g_assert_cmpint (jkk_case_page_get_case_id (fixture->page), >, 0);
  g_assert_false (jkk_case_page_has_begun (fixture->page));
  jkk_test_case_assert_stored (fixture, "participant.name", "Joko Widyatmo");
  jkk_test_case_assert_stored (fixture, "participant.identity", "");
  jkk_test_case_assert_shown (fixture, "participant.identity", "99");
}

static void
test_a_new_case_that_was_begun_waits (JkkTestCase *fixture, gconstpointer data)
{
  jkk_case_page_new_case (fixture->page);
  jkk_test_case_edit (fixture, "participant.name", "Joko Widyatmo");
  jkk_test_case_open (fixture, jkk_test_case_find (fixture, JKK_STATUS_APPROVED, NULL));
  g_assert_cmpuint (jkk_case_page_count_unfinished (fixture->page), ==, 0);
  jkk_case_page_new_case (fixture->page);
  jkk_test_case_assert_shown (fixture, "participant.name", "Joko Widyatmo");
}

static gboolean
is_kept (gpointer page)
{
  return jkk_case_page_has_begun (page);
}

/* The window is gone without a word, as when the power fails. */
static void
test_a_new_case_that_was_begun_outlives_the_program (JkkTestCase *fixture, gconstpointer data)
{
  jkk_case_page_new_case (fixture->page);
  jkk_test_case_edit (fixture, "participant.name", "Joko Widyatmo");
  jkk_test_case_edit (fixture, "participant.identity", "99");
  jkk_test_wait_for (is_kept, fixture->page);

  fixture->page = jkk_case_page_new (fixture->office);
  adw_window_set_content (ADW_WINDOW (fixture->window), GTK_WIDGET (fixture->page));
  g_assert_true (jkk_case_page_has_begun (fixture->page));
  jkk_case_page_new_case (fixture->page);
  jkk_test_case_assert_shown (fixture, "participant.name", "Joko Widyatmo");
  jkk_test_case_assert_shown (fixture, "participant.identity", "99");

  /* Whoever sits down next is not offered it. */
  jkk_test_case_sign_in (fixture, "rina");
  g_assert_false (jkk_case_page_has_begun (fixture->page));
  jkk_test_case_sign_in (fixture, "sari");
  jkk_case_page_new_case (fixture->page);
  jkk_test_case_assert_shown (fixture, "participant.name", "Joko Widyatmo");
  jkk_test_act (fixture->page, "case.discard", NULL);
  jkk_test_case_assert_shown (fixture, "participant.name", "");
  jkk_test_case_assert_shown (fixture, "participant.identity", "");
  g_assert_cmpuint (jkk_case_page_count_unfinished (fixture->page), ==, 0);
  g_assert_false (jkk_case_page_has_begun (fixture->page));
}

static gboolean
is_not_saved (gpointer data)
{
  return ((JkkCasePage *) data)->saving == JKK_NOT_SAVED;
}

static gboolean
is_saved (gpointer data)
{
  return ((JkkCasePage *) data)->saving == JKK_SAVED;
}

static void
test_what_could_not_be_saved_is_saved_when_it_can_be (JkkTestCase *fixture, gconstpointer data)
{
  g_autofree char *aside = g_strconcat (fixture->files->demo, "-aside", NULL);

  jkk_test_case_open_and_take (fixture);
  g_assert_cmpint (g_rename (fixture->files->demo, aside), ==, 0);
  jkk_test_case_edit (fixture, "participant.name", "Joko Widyatmo");
  jkk_test_wait_for (is_not_saved, fixture->page);
  g_assert_nonnull (strstr (gtk_label_get_text (fixture->page->notice), "Ctrl+S"));
  /* Told once, and the next key does not hide how it stands. */
  GtkWindow *dialog = jkk_test_case_dialog (fixture, "AdwMessageDialog");
  g_assert_nonnull (dialog);
  gtk_window_destroy (dialog);
  jkk_test_case_edit (fixture, "participant.name", "Joko Widyatmoko");
  g_assert_cmpint (fixture->page->saving, ==, JKK_NOT_SAVED);
  g_assert_cmpint (g_rename (aside, fixture->files->demo), ==, 0);
  jkk_test_wait_for (is_saved, fixture->page);
  g_assert_null (jkk_test_case_dialog (fixture, "AdwMessageDialog"));
  jkk_test_case_assert_stored (fixture, "participant.name", "Joko Widyatmoko");
}

static gboolean
is_written_down (gpointer data)
{
  JkkCasePage *page = data;

  return page->is_kept && page->kept != NULL;
}

/* As if the program had been killed: another one begins with what lies on the disk. */
static void
begin_anew (JkkTestCase *fixture)
{
  fixture->page = jkk_case_page_new (fixture->office);
  adw_window_set_content (ADW_WINDOW (fixture->window), GTK_WIDGET (fixture->page));
}

static void
test_what_the_store_never_got_is_offered_field_by_field (JkkTestCase *fixture, gconstpointer data)
{
  g_autofree char *aside = g_strconcat (fixture->files->demo, "-aside", NULL);

  jkk_test_case_open_and_take (fixture);
  gint64 id = jkk_case_page_get_case_id (fixture->page);
  g_autofree char *city = jkk_test_case_stored_text (fixture, "employer.name");
  g_assert_cmpint (g_rename (fixture->files->demo, aside), ==, 0);
  jkk_test_case_edit (fixture, "participant.name", "Joko Widyatmo");
  jkk_test_case_edit (fixture, "employer.name", "PT Lain");
  jkk_test_case_edit (fixture, "participant.identity", "99");
  jkk_test_wait_for (is_written_down, fixture->page);
  begin_anew (fixture);
  g_assert_cmpint (g_rename (aside, fixture->files->demo), ==, 0);
  jkk_test_case_open (fixture, id);

  GtkWindow *dialog = jkk_test_case_dialog (fixture, "JkkConflictDialog");
  g_assert_nonnull (dialog);
  g_assert_nonnull (jkk_test_find_text (dialog, "Joko Widyatmo"));
  jkk_test_act (dialog, "conflict.theirs", NULL);
  /* The first of the two is taken after all. */
  GtkWidget *mine = gtk_widget_get_ancestor (jkk_test_find_text (dialog, "Joko Widyatmo"), GTK_TYPE_CHECK_BUTTON);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (mine), TRUE);
  jkk_test_act (dialog, "conflict.choose", NULL);
  jkk_test_case_save (fixture);
  jkk_test_case_assert_stored (fixture, "participant.name", "Joko Widyatmo");
  jkk_test_case_assert_stored (fixture, "employer.name", city);
  jkk_test_case_assert_shown (fixture, "participant.identity", "99");

  /* What was chosen is not offered again. */
  jkk_test_case_edit (fixture, "participant.identity", "");
  jkk_test_case_save (fixture);
  begin_anew (fixture);
  jkk_test_case_open (fixture, id);
  g_assert_null (jkk_test_case_dialog (fixture, "JkkConflictDialog"));
}

static void
test_what_is_offered_may_wait (JkkTestCase *fixture, gconstpointer data)
{
  jkk_test_case_open_and_take (fixture);
  gint64 id = jkk_case_page_get_case_id (fixture->page);
  jkk_test_case_edit (fixture, "participant.name", "Joko Widyatmo");
  jkk_test_wait_for (is_written_down, fixture->page);
  begin_anew (fixture);
  jkk_test_case_open (fixture, id);
  jkk_test_act (jkk_test_case_dialog (fixture, "JkkConflictDialog"), "window.close", NULL);
  jkk_test_case_edit (fixture, "employer.name", "PT Lain");
  jkk_test_case_save (fixture);
  begin_anew (fixture);
  jkk_test_case_open (fixture, id);
  g_assert_nonnull (jkk_test_case_dialog (fixture, "JkkConflictDialog"));
}

/* Two windows of one person. */
static void
test_two_desks_of_one_person_begin_two_cases (JkkTestCase *fixture, gconstpointer data)
{
  JkkOffice *other = jkk_test_office_as (fixture, "sari");
  GtkWidget *window = adw_window_new ();
  JkkCasePage *page = jkk_case_page_new (other);

  adw_window_set_content (ADW_WINDOW (window), GTK_WIDGET (page));
  gtk_window_present (GTK_WINDOW (window));
  jkk_case_page_new_case (fixture->page);
  jkk_test_case_edit (fixture, "participant.name", "Joko");
  jkk_test_wait_for (is_written_down, fixture->page);
  g_assert_false (jkk_case_page_has_begun (page));
  jkk_case_page_new_case (page);
  jkk_test_act (page, "case.edit", "(ss)", "participant.name", "Dewi");
  jkk_test_wait_for (is_written_down, page);
  gtk_window_destroy (GTK_WINDOW (window));
  jkk_test_settle (50);
  jkk_office_close (other);
  g_object_unref (other);

  begin_anew (fixture);
  jkk_case_page_new_case (fixture->page);
  jkk_test_case_assert_shown (fixture, "participant.name", "Joko");
  jkk_test_act (fixture->page, "case.discard", NULL);
  g_assert_cmpuint (jkk_case_page_count_unfinished (fixture->page), ==, 0);
  begin_anew (fixture);
  jkk_case_page_new_case (fixture->page);
  jkk_test_case_assert_shown (fixture, "participant.name", "Dewi");
}

static void
test_who_sits_down_next_sees_nothing_of_the_one_before (JkkTestCase *fixture, gconstpointer data)
{
  jkk_test_case_open_and_take (fixture);
  jkk_test_case_edit (fixture, "participant.identity", "123");
  g_assert_cmpuint (jkk_case_page_count_unfinished (fixture->page), ==, 1);
  jkk_test_case_sign_in (fixture, "rina");
  g_assert_cmpuint (jkk_case_page_count_unfinished (fixture->page), ==, 0);
  g_assert_null (fixture->page->draft);
  g_assert_cmpint (jkk_case_page_get_case_id (fixture->page), ==, 0);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (fixture->page->stack), ==, "nothing");
}

int
main (int argc, char **argv)
{
  jkk_test_init (&argc, &argv);
#define ADD(path, function)                                                                                            \
  g_test_add ("/case-deeds/" path, JkkTestCase, NULL, jkk_test_case_set_up, function, jkk_test_case_tear_down)
  ADD ("what-hinders-a-proposal-is-a-list-that-leads-to-the-fields",
       test_what_hinders_a_proposal_is_a_list_that_leads_to_the_fields);
  ADD ("a-case-is-put-on-hold-with-a-reason", test_a_case_is_put_on_hold_with_a_reason);
  ADD ("a-refusal-needs-a-reason-and-a-second-person-decides",
       test_a_refusal_needs_a_reason_and_a_second_person_decides);
  ADD ("above-the-limit-no-payment-is-approved", test_above_the_limit_no_payment_is_approved);
  ADD ("a-payment-is-returned-with-a-reason-proposed-again-and-approved",
       test_a_payment_is_returned_with_a_reason_proposed_again_and_approved);
  ADD ("a-new-case-is-taken-in-with-all-that-was-typed", test_a_new_case_is_taken_in_with_all_that_was_typed);
  ADD ("a-new-case-that-was-begun-waits", test_a_new_case_that_was_begun_waits);
  ADD ("a-new-case-that-was-begun-outlives-the-program", test_a_new_case_that_was_begun_outlives_the_program);
  ADD ("what-the-store-never-got-is-offered-field-by-field", test_what_the_store_never_got_is_offered_field_by_field);
  ADD ("what-is-offered-may-wait", test_what_is_offered_may_wait);
  ADD ("two-desks-of-one-person-begin-two-cases", test_two_desks_of_one_person_begin_two_cases);
  ADD ("what-could-not-be-saved-is-saved-when-it-can-be", test_what_could_not_be_saved_is_saved_when_it_can_be);
  ADD ("who-sits-down-next-sees-nothing-of-the-one-before", test_who_sits_down_next_sees_nothing_of_the_one_before);
  return g_test_run ();
}
