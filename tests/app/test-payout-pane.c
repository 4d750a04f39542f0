#include "jkk-payout-pane.h"
#include "jkk-payout-row.h"
#include "jkk-test-window.h"

typedef struct
{
  GtkWindow *window;
  GtkWidget *pane;
  char *jumped;
} Fixture;

static void
jump_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  jkk_set_str (&((Fixture *) data)->jumped, g_variant_get_string (parameter, NULL));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  static const GActionEntry entries[] = { { "jump", jump_cb, "s" } };
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();

  fixture->window = GTK_WINDOW (gtk_window_new ());
  fixture->pane = jkk_payout_pane_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (group), entries, G_N_ELEMENTS (entries), fixture);
  gtk_widget_insert_action_group (GTK_WIDGET (fixture->window), "case", G_ACTION_GROUP (group));
  gtk_window_set_child (fixture->window, fixture->pane);
  gtk_window_present (fixture->window);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (fixture->window);
  g_free (fixture->jumped);
}

static JkkPayout *
sheet_new (JkkMoney total)
{
  JkkPayout *sheet = jkk_payout_new ();
  JkkReason *line = jkk_reason_new ("stmb", "stmb", "STMB", "PP 82/2019");
  JkkInput *wage = jkk_reason_add_input (line, "wage", "Reported wage", JKK_KIND_MONEY, 4000000);

  wage->path = "participant.wage";
  line->amount = sheet->total = total;
  jkk_payout_take_line (sheet, line);
  return sheet;
}

static void
show (Fixture *fixture, const JkkPayout *sheet, const JkkPayout *frozen, gboolean fresh)
{
  jkk_payout_pane_show (JKK_PAYOUT_PANE (fixture->pane), sheet, frozen, NULL, fresh);
}

static const char *
text_of (Fixture *fixture, const char *name)
{
  return gtk_label_get_text (GTK_LABEL (jkk_test_find_named (fixture->pane, GTK_TYPE_LABEL, name)));
}

static void
test_the_total_stands_at_the_foot (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JkkPayout) sheet = sheet_new (5466667);

  show (fixture, sheet, NULL, TRUE);
  g_assert_cmpstr (text_of (fixture, "total"), ==, "Rp\u00a05.466.667");
  g_assert_cmpstr (text_of (fixture, "total_title"), ==, "Total");
}

static void
test_a_change_is_marked_and_another_case_is_none (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JkkPayout) first = sheet_new (5466667), second = sheet_new (5600000), other = sheet_new (1);
  GtkWidget *total = jkk_test_find_named (fixture->pane, GTK_TYPE_LABEL, "total");

  show (fixture, first, NULL, TRUE);
  g_assert_false (gtk_widget_has_css_class (total, "jkk-changed"));
  show (fixture, second, NULL, FALSE);
  g_assert_true (gtk_widget_has_css_class (total, "jkk-changed"));
  jkk_test_settle (1400);
  g_assert_false (gtk_widget_has_css_class (total, "jkk-changed"));
  show (fixture, other, NULL, TRUE);
  g_assert_false (gtk_widget_has_css_class (total, "jkk-changed"));
}

static void
test_a_line_that_was_opened_stays_open_while_its_amount_moves (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JkkPayout) first = sheet_new (5466667), second = sheet_new (5600000);

  show (fixture, first, NULL, TRUE);
  GtkWidget *row = jkk_test_find (fixture->pane, JKK_TYPE_PAYOUT_ROW);
  GtkWidget *revealer = jkk_test_find (row, GTK_TYPE_REVEALER);
  g_signal_emit_by_name (jkk_test_find (row, GTK_TYPE_BUTTON), "clicked");
  g_assert_true (gtk_revealer_get_reveal_child (GTK_REVEALER (revealer)));
  show (fixture, second, NULL, FALSE);
  g_assert_true (jkk_test_find (fixture->pane, JKK_TYPE_PAYOUT_ROW) == row);
  g_assert_true (gtk_revealer_get_reveal_child (GTK_REVEALER (revealer)));
}

static void
test_an_input_leads_to_its_field (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JkkPayout) sheet = sheet_new (5466667);

  show (fixture, sheet, NULL, TRUE);
  GtkWidget *details = jkk_test_find (jkk_test_find (fixture->pane, JKK_TYPE_PAYOUT_ROW), GTK_TYPE_REVEALER);
  g_signal_emit_by_name (jkk_test_find (details, GTK_TYPE_BUTTON), "clicked");
  g_assert_cmpstr (fixture->jumped, ==, "participant.wage");
}

static void
test_what_is_missing_makes_the_total_a_total_so_far (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JkkPayout) sheet = sheet_new (5466667);

  jkk_payout_take_missing (sheet, "medical.outcome", "Enter the outcome.");
  show (fixture, sheet, NULL, TRUE);
  g_assert_cmpstr (text_of (fixture, "total_title"), ==, "Total so far");
  GtkWidget *gaps = jkk_test_find_named (fixture->pane, GTK_TYPE_BOX, "gaps");
  g_signal_emit_by_name (jkk_test_find (gaps, GTK_TYPE_BUTTON), "clicked");
  g_assert_cmpstr (fixture->jumped, ==, "medical.outcome");
}

static void
test_a_frozen_sheet_counts_and_the_recalculation_stands_beside_it (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JkkPayout) frozen = sheet_new (5466667), now = sheet_new (5600000), same = sheet_new (5466667);
  GtkWidget *beside = jkk_test_find_named (fixture->pane, GTK_TYPE_BOX, "beside");

  show (fixture, now, frozen, TRUE);
  g_assert_cmpstr (text_of (fixture, "total"), ==, "Rp\u00a05.466.667");
  g_assert_cmpstr (text_of (fixture, "other_total"), ==, "Rp\u00a05.600.000");
  g_assert_true (gtk_widget_get_visible (beside));
  show (fixture, same, frozen, TRUE);
  g_assert_false (gtk_widget_get_visible (beside));
}

static void
test_without_a_benefit_the_page_says_so (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JkkPayout) sheet = jkk_payout_new ();

  show (fixture, sheet, NULL, TRUE);
  g_assert_true (gtk_widget_get_visible (jkk_test_find_named (fixture->pane, GTK_TYPE_LABEL, "empty")));
  g_assert_cmpstr (text_of (fixture, "total"), ==, "Rp\u00a00");
}

int
main (int argc, char **argv)
{
  jkk_test_init (&argc, &argv);
#define ADD(path, function) g_test_add ("/payout-pane/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("the-total-stands-at-the-foot", test_the_total_stands_at_the_foot);
  ADD ("a-change-is-marked-and-another-case-is-none", test_a_change_is_marked_and_another_case_is_none);
  ADD ("a-line-that-was-opened-stays-open-while-its-amount-moves",
       test_a_line_that_was_opened_stays_open_while_its_amount_moves);
  ADD ("an-input-leads-to-its-field", test_an_input_leads_to_its_field);
  ADD ("what-is-missing-makes-the-total-a-total-so-far", test_what_is_missing_makes_the_total_a_total_so_far);
  ADD ("a-frozen-sheet-counts-and-the-recalculation-stands-beside-it",
       test_a_frozen_sheet_counts_and_the_recalculation_stands_beside_it);
  ADD ("without-a-benefit-the-page-says-so", test_without_a_benefit_the_page_says_so);
  return g_test_run ();
}
