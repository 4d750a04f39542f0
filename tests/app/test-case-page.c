#include <string.h>

#include "jkk-desk-settings.h"
#include "jkk-looks.h"
#include "jkk-test-case.h"

/* ---- Opening and editing ----------------------------------------------------------------------------------------- */

static void
test_a_case_opens_and_the_visit_is_recorded (JkkTestCase *fixture, gconstpointer data)
{
  jkk_test_case_open (fixture, jkk_test_case_find (fixture, JKK_STATUS_RECEIVED, NULL));
  g_assert_cmpstr (gtk_stack_get_visible_child_name (fixture->page->stack), ==, "case");
  g_assert_cmpstr (gtk_label_get_text (fixture->page->title), ==, fixture->page->file->jcase->participant.name);
  gint64 id = fixture->page->file->jcase->id;
  jkk_test_case_sign_in (fixture, "budi");
  g_autoptr (GPtrArray) looks = jkk_looks_load (fixture->office, id, NULL);
  g_assert_cmpuint (looks->len, ==, 1);
  g_assert_cmpstr (((JkkHistoryEntry *) looks->pdata[0])->person, ==, "sari");
}

static void
test_a_case_of_the_queue_is_read_only_until_it_is_taken_on (JkkTestCase *fixture, gconstpointer data)
{
  jkk_test_case_open (fixture, jkk_test_case_find (fixture, JKK_STATUS_RECEIVED, NULL));
  g_autofree char *before = jkk_draft_get_text (fixture->page->draft, "employer.name");
  jkk_test_case_edit (fixture, "employer.name", "PT Baru");
  jkk_test_case_assert_shown (fixture, "employer.name", before);
  jkk_test_case_take (fixture);
  g_assert_cmpstr (fixture->page->file->jcase->cover.verifier, ==, "sari");
  jkk_test_case_edit (fixture, "employer.name", "PT Baru");
  jkk_test_case_assert_shown (fixture, "employer.name", "PT Baru");
}

static void
test_the_sheet_follows_every_keystroke (JkkTestCase *fixture, gconstpointer data)
{
  jkk_test_case_open_and_take (fixture);
  jkk_test_case_edit (fixture, "medical.outcome", "meninggal-dunia");
  jkk_test_case_edit (fixture, "medical.death_day", "2026-03-01");
  jkk_test_case_edit (fixture, "accident.accident_day", "2026-03-01");
  jkk_test_case_edit (fixture, "participant.wage_kind", "per-bulan");
  jkk_test_case_edit (fixture, "participant.wage", "4000000");
  const JkkReason *death = jkk_payout_find_line (fixture->page->payout, "death");
  g_assert_nonnull (death);
  g_assert_cmpint (death->amount, ==, 192000000);
  jkk_test_case_edit (fixture, "participant.wage", "5000000");
  g_assert_cmpint (jkk_payout_find_line (fixture->page->payout, "death")->amount, ==, 240000000);
  g_autofree char *total = jkk_money_to_rupiah (fixture->page->payout->total);
  GtkWidget *shown = jkk_test_find_named (fixture->page->payout_pane, GTK_TYPE_LABEL, "total");
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (shown)), ==, total);
}

static void
test_what_is_typed_saves_itself (JkkTestCase *fixture, gconstpointer data)
{
  gboolean pending = FALSE;

  jkk_test_case_open_and_take (fixture);
  jkk_test_case_edit (fixture, "employer.sector", "Perkebunan");
  g_object_get (fixture->page, "pending", &pending, NULL);
  g_assert_true (pending);
  jkk_test_settle (3600);
  g_object_get (fixture->page, "pending", &pending, NULL);
  g_assert_false (pending);
  jkk_test_case_assert_stored (fixture, "employer.sector", "Perkebunan");
}

static void
test_leaving_saves_at_once (JkkTestCase *fixture, gconstpointer data)
{
  jkk_test_case_open_and_take (fixture);
  gint64 first = jkk_case_page_get_case_id (fixture->page);
  jkk_test_case_edit (fixture, "employer.sector", "Perikanan");
  jkk_test_case_open (fixture, jkk_test_case_find (fixture, JKK_STATUS_APPROVED, NULL));
  g_assert_cmpint (jkk_case_page_get_case_id (fixture->page), !=, first);
  g_autoptr (JkkCaseFile) file = jkk_office_load (fixture->office, first, NULL);
  g_assert_cmpstr (file->jcase->employer.sector, ==, "Perikanan");
}

static void
test_a_text_that_is_not_acceptable_comes_back_with_its_case (JkkTestCase *fixture, gconstpointer data)
{
  jkk_test_case_open_and_take (fixture);
  gint64 first = jkk_case_page_get_case_id (fixture->page);
  jkk_test_case_edit (fixture, "participant.identity", "123");
  g_assert_cmpuint (jkk_case_page_count_unfinished (fixture->page), ==, 1);
  jkk_test_case_open (fixture, jkk_test_case_find (fixture, JKK_STATUS_APPROVED, NULL));
  g_assert_cmpuint (jkk_case_page_count_unfinished (fixture->page), ==, 1);
  jkk_test_case_open (fixture, first);
  jkk_test_case_assert_shown (fixture, "participant.identity", "123");
  g_assert_nonnull (jkk_draft_get_error (fixture->page->draft, "participant.identity"));
  jkk_test_act (fixture->page, "case.undo", NULL);
  g_assert_cmpuint (jkk_case_page_count_unfinished (fixture->page), ==, 0);
}

static void
test_undo_goes_back_and_is_saved_too (JkkTestCase *fixture, gconstpointer data)
{
  jkk_test_case_open_and_take (fixture);
  g_autofree char *before = jkk_test_case_stored_text (fixture, "employer.name");
  jkk_test_case_edit (fixture, "employer.name", "PT Salah");
  jkk_test_case_save (fixture);
  jkk_test_case_assert_stored (fixture, "employer.name", "PT Salah");
  jkk_test_act (fixture->page, "case.undo", NULL);
  jkk_test_case_save (fixture);
  jkk_test_case_assert_stored (fixture, "employer.name", before);
  jkk_test_act (fixture->page, "case.redo", NULL);
  jkk_test_case_assert_shown (fixture, "employer.name", "PT Salah");
}

static void
test_rows_are_added_and_removed (JkkTestCase *fixture, gconstpointer data)
{
  jkk_test_case_open_and_take (fixture);
  guint before = jkk_draft_get_current (fixture->page->draft)->heirs->len;
  jkk_test_act (fixture->page, "case.append", "s", "heirs");
  g_autofree char *name = g_strdup_printf ("heirs[%u].name", before + 1);
  jkk_test_case_edit (fixture, name, "Ani");
  g_assert_cmpstr (gtk_stack_get_visible_child_name (fixture->page->left), ==, "kk2");
  jkk_test_case_save (fixture);
  jkk_test_case_assert_stored (fixture, name, "Ani");
  jkk_test_act (fixture->page, "case.remove", "(su)", "heirs", before + 1);
  jkk_test_case_save (fixture);
  jkk_test_case_assert_stored (fixture, name, "");
  g_assert_cmpuint (jkk_draft_get_current (fixture->page->draft)->heirs->len, ==, before);
}

static void
test_a_jump_shows_the_field_wherever_it_stands (JkkTestCase *fixture, gconstpointer data)
{
  static const char *const paths[] = { "medical.signed_day", "claim.paper_other", "employer.email",
                                       "accident.unsafe_act" };

  jkk_test_case_open_and_take (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      jkk_test_act (fixture->page, "case.jump", "s", paths[i]);
      GtkWidget *focus = gtk_window_get_focus (fixture->window);
      GtkWidget *row = focus != NULL ? gtk_widget_get_ancestor (focus, JKK_TYPE_FIELD_ROW) : NULL;
      g_test_message ("%s", paths[i]);
      g_assert_nonnull (row);
      g_assert_cmpstr (jkk_field_row_get_path (JKK_FIELD_ROW (row)), ==, paths[i]);
      g_assert_true (gtk_widget_get_mapped (row));
    }
}

/* ---- Two desks --------------------------------------------------------------------------------------------------- */

static void
test_what_others_change_comes_in_without_losing_what_is_typed (JkkTestCase *fixture, gconstpointer data)
{
  jkk_test_case_open_and_take (fixture);
  jkk_test_case_edit (fixture, "employer.sector", "Tekstil");
  jkk_test_case_change_elsewhere (fixture, "employer.contact", "Ibu Rani");
  jkk_test_case_save (fixture);
  jkk_test_case_assert_stored (fixture, "employer.sector", "Tekstil");
  jkk_test_case_assert_stored (fixture, "employer.contact", "Ibu Rani");
  jkk_test_case_assert_shown (fixture, "employer.contact", "Ibu Rani");
  g_assert_null (jkk_test_case_dialog (fixture, "JkkConflictDialog"));
}

static gboolean
asks (gpointer data)
{
  return jkk_test_case_dialog (data, "JkkConflictDialog") != NULL;
}

static void
test_when_both_changed_one_value_the_person_chooses (JkkTestCase *fixture, gconstpointer data)
{
  jkk_test_case_open_and_take (fixture);
  jkk_test_case_edit (fixture, "employer.sector", "Tekstil");
  jkk_test_case_edit (fixture, "employer.contact", "Bapak Adi");
  jkk_test_case_change_elsewhere (fixture, "employer.sector", "Perikanan");
  jkk_test_act (fixture->page, "case.save", NULL);
  jkk_test_wait_for (asks, fixture);
  GtkWindow *dialog = jkk_test_case_dialog (fixture, "JkkConflictDialog");
  jkk_test_act (dialog, "conflict.theirs", NULL);
  jkk_test_act (dialog, "conflict.choose", NULL);
  jkk_test_case_wait (fixture);
  jkk_test_case_assert_stored (fixture, "employer.sector", "Perikanan");
  jkk_test_case_assert_stored (fixture, "employer.contact", "Bapak Adi");
}

static void
test_a_choice_can_be_put_off_and_nothing_is_lost (JkkTestCase *fixture, gconstpointer data)
{
  jkk_test_case_open_and_take (fixture);
  jkk_test_case_edit (fixture, "employer.sector", "Tekstil");
  jkk_test_case_change_elsewhere (fixture, "employer.sector", "Perikanan");
  jkk_test_act (fixture->page, "case.save", NULL);
  jkk_test_wait_for (asks, fixture);
  gtk_window_close (jkk_test_case_dialog (fixture, "JkkConflictDialog"));
  jkk_test_settle (200);
  jkk_test_case_assert_shown (fixture, "employer.sector", "Tekstil");
  jkk_test_case_assert_stored (fixture, "employer.sector", "Perikanan");
  jkk_test_act (fixture->page, "case.save", NULL);
  jkk_test_wait_for (asks, fixture);
  jkk_test_act (jkk_test_case_dialog (fixture, "JkkConflictDialog"), "conflict.choose", NULL);
  jkk_test_case_wait (fixture);
  jkk_test_case_assert_stored (fixture, "employer.sector", "Tekstil");
}

/* ---- Panes ------------------------------------------------------------------------------------------------------- */

static void
test_three_panes_have_room_and_the_fourth_is_one_key_away (JkkTestCase *fixture, gconstpointer data)
{
  jkk_test_case_open (fixture, jkk_test_case_find (fixture, JKK_STATUS_RECEIVED, NULL));
  g_assert_cmphex (jkk_pane_set_get_visible (fixture->page->panes), ==, 0x7);
  jkk_test_act (fixture->page, "case.go-pane", "i", 3);
  g_assert_cmphex (jkk_pane_set_get_visible (fixture->page->panes) & 0x8, ==, 0x8);
  jkk_test_settle (100);
  g_assert_true (gtk_widget_get_mapped (fixture->page->form_pane));
  GtkWidget *focus = gtk_window_get_focus (fixture->window);
  g_assert_true (gtk_widget_is_ancestor (focus, fixture->page->form_pane));
  jkk_test_act (fixture->page, "case.cycle", "i", 1);
  focus = gtk_window_get_focus (fixture->window);
  g_assert_true (gtk_widget_is_ancestor (focus, GTK_WIDGET (fixture->page->left)));
}

static int
pane_width (JkkTestCase *fixture, GtkWidget *content)
{
  jkk_test_settle (100);
  return gtk_widget_get_width (content);
}

static void
test_panes_share_the_width_alike_whichever_are_seen (JkkTestCase *fixture, gconstpointer data)
{
  jkk_test_case_open (fixture, jkk_test_case_find (fixture, JKK_STATUS_RECEIVED, NULL));
  jkk_test_act (fixture->page, "case.go-pane", "i", 1);
  jkk_test_act (fixture->page, "case.go-pane", "i", 2);
  jkk_test_act (fixture->page, "case.go-pane", "i", 3);
  g_assert_cmphex (jkk_pane_set_get_visible (fixture->page->panes), ==, 0xe);
  int medical = pane_width (fixture, fixture->page->papers[JKK_PAPER_KK3]);
  int payout = pane_width (fixture, fixture->page->payout_pane);
  int paper = pane_width (fixture, fixture->page->form_pane);
  g_assert_cmpint (ABS (medical - payout), <, 20);
  g_assert_cmpint (ABS (payout - paper), <, 20);
}

static void
test_a_handle_moves_what_stands_beside_it_and_is_remembered (JkkTestCase *fixture, gconstpointer data)
{
  jkk_test_case_open (fixture, jkk_test_case_find (fixture, JKK_STATUS_RECEIVED, NULL));
  GtkPaned *paned = GTK_PANED (jkk_test_find (fixture->page->panes, GTK_TYPE_PANED));
  int left = pane_width (fixture, GTK_WIDGET (fixture->page->left));
  int payout = pane_width (fixture, fixture->page->payout_pane);
  gtk_paned_set_position (paned, gtk_paned_get_position (paned) + 60);
  g_assert_cmpint (pane_width (fixture, GTK_WIDGET (fixture->page->left)), ==, left + 60);
  g_assert_cmpint (ABS (pane_width (fixture, fixture->page->payout_pane) - payout), <=, 2);
  jkk_test_settle (400);
  g_autoptr (GVariant) weights = g_settings_get_value (jkk_desk_settings_get (), "pane-weights");
  int first, third;
  g_variant_get_child (weights, 0, "i", &first);
  g_variant_get_child (weights, 2, "i", &third);
  g_assert_cmpint (first, >, third + 10);
  g_settings_reset (jkk_desk_settings_get (), "pane-weights");
}

static void
test_whoever_comes_to_a_paper_can_type_at_once (JkkTestCase *fixture, gconstpointer data)
{
  jkk_test_case_open_and_take (fixture);
  jkk_test_act (fixture->page, "case.go-pane", "i", 1);
  GtkWidget *focus = gtk_window_get_focus (fixture->window);
  GtkWidget *row = gtk_widget_get_ancestor (focus, JKK_TYPE_FIELD_ROW);
  g_assert_nonnull (row);
  g_assert_cmpstr (jkk_field_row_get_path (JKK_FIELD_ROW (row)), ==, "medical.doctor_name");
}

static void
test_the_keys_of_the_panes_bring_the_person_into_them (JkkTestCase *fixture, gconstpointer data)
{
  jkk_test_case_open (fixture, jkk_test_case_find (fixture, JKK_STATUS_APPROVED, NULL));
  for (int i = JKK_N_PANES - 1; i >= 0; i--)
    {
      jkk_test_act (fixture->page, "case.go-pane", "i", i);
      jkk_test_settle (100);
      GtkWidget *focus = gtk_window_get_focus (fixture->window);
      g_assert_true (gtk_widget_is_ancestor (focus, GTK_WIDGET (fixture->page->panes)));
      g_assert_cmphex (jkk_pane_set_get_visible (fixture->page->panes) & (1u << i), !=, 0);
      if (i == JKK_PANE_PAYOUT)
        g_assert_true (gtk_widget_is_ancestor (focus, fixture->page->payout_pane));
    }
}

/* Walks through the whole window. A text that can be marked may not swallow the key, nor an entry. */
static void
assert_walk (JkkTestCase *fixture, GtkDirectionType direction)
{
  GtkWidget *first = NULL, *last = NULL, *focus = NULL;
  gboolean in_payout = FALSE;
  int steps = 0;

  do
    {
      g_signal_emit_by_name (fixture->window, "move-focus", direction);
      last = focus;
      focus = gtk_window_get_focus (fixture->window);
      g_assert_nonnull (focus);
      g_assert_true (focus != last);
      in_payout |= gtk_widget_is_ancestor (focus, fixture->page->payout_pane);
      if (first == NULL)
        first = focus;
      g_assert_cmpint (steps++, <, 1000);
    }
  while (steps == 1 || focus != first);
  g_assert_cmpint (steps, >, 50);
  g_assert_true (in_payout);
}

static void
test_tab_goes_on_wherever_the_person_is (JkkTestCase *fixture, gconstpointer data)
{
  jkk_test_case_open (fixture, jkk_test_case_find (fixture, JKK_STATUS_APPROVED, NULL));
  assert_walk (fixture, GTK_DIR_TAB_FORWARD);
  assert_walk (fixture, GTK_DIR_TAB_BACKWARD);
  jkk_test_case_open_and_take (fixture);
  assert_walk (fixture, GTK_DIR_TAB_FORWARD);
  assert_walk (fixture, GTK_DIR_TAB_BACKWARD);
}

static void
test_a_pane_that_was_hidden_gives_its_place_away (JkkTestCase *fixture, gconstpointer data)
{
  jkk_test_case_open (fixture, jkk_test_case_find (fixture, JKK_STATUS_RECEIVED, NULL));
  jkk_test_act (fixture->page, "case.toggle-pane", "i", 2);
  g_assert_cmphex (jkk_pane_set_get_visible (fixture->page->panes), ==, 0xb);
  jkk_test_act (fixture->page, "case.toggle-pane", "i", 2);
  g_assert_cmphex (jkk_pane_set_get_visible (fixture->page->panes) & 0x4, ==, 0x4);
}

int
main (int argc, char **argv)
{
  jkk_test_init (&argc, &argv);
#define ADD(path, function)                                                                                            \
  g_test_add ("/case-page/" path, JkkTestCase, NULL, jkk_test_case_set_up, function, jkk_test_case_tear_down)
  ADD ("a-case-opens-and-the-visit-is-recorded", test_a_case_opens_and_the_visit_is_recorded);
  ADD ("a-case-of-the-queue-is-read-only-until-it-is-taken-on",
       test_a_case_of_the_queue_is_read_only_until_it_is_taken_on);
  ADD ("the-sheet-follows-every-keystroke", test_the_sheet_follows_every_keystroke);
  ADD ("what-is-typed-saves-itself", test_what_is_typed_saves_itself);
  ADD ("leaving-saves-at-once", test_leaving_saves_at_once);
  ADD ("a-text-that-is-not-acceptable-comes-back-with-its-case",
       test_a_text_that_is_not_acceptable_comes_back_with_its_case);
  ADD ("undo-goes-back-and-is-saved-too", test_undo_goes_back_and_is_saved_too);
  ADD ("rows-are-added-and-removed", test_rows_are_added_and_removed);
  ADD ("a-jump-shows-the-field-wherever-it-stands", test_a_jump_shows_the_field_wherever_it_stands);
  ADD ("what-others-change-comes-in-without-losing-what-is-typed",
       test_what_others_change_comes_in_without_losing_what_is_typed);
  ADD ("when-both-changed-one-value-the-person-chooses", test_when_both_changed_one_value_the_person_chooses);
  ADD ("a-choice-can-be-put-off-and-nothing-is-lost", test_a_choice_can_be_put_off_and_nothing_is_lost);
  ADD ("three-panes-have-room-and-the-fourth-is-one-key-away",
       test_three_panes_have_room_and_the_fourth_is_one_key_away);
  ADD ("panes-share-the-width-alike-whichever-are-seen", test_panes_share_the_width_alike_whichever_are_seen);
  ADD ("a-handle-moves-what-stands-beside-it-and-is-remembered",
       test_a_handle_moves_what_stands_beside_it_and_is_remembered);
  ADD ("whoever-comes-to-a-paper-can-type-at-once", test_whoever_comes_to_a_paper_can_type_at_once);
  ADD ("the-keys-of-the-panes-bring-the-person-into-them", test_the_keys_of_the_panes_bring_the_person_into_them);
  ADD ("tab-goes-on-wherever-the-person-is", test_tab_goes_on_wherever_the_person_is);
  ADD ("a-pane-that-was-hidden-gives-its-place-away", test_a_pane_that_was_hidden_gives_its_place_away);
  return g_test_run ();
}
