#include <string.h>

#include "jkk-payout-pane.h"
#include "jkk-payout-row.h"
#include "jkk-test-window.h"

typedef struct
{
  GtkWindow *window;
  GtkWidget *pane;
  char *jumped;
  char *law;
} Fixture;

static void
jump_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  jkk_set_str (&((Fixture *) data)->jumped, g_variant_get_string (parameter, NULL));
}

static void
law_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  jkk_set_str (&((Fixture *) data)->law, g_variant_get_string (parameter, NULL));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  static const GActionEntry entries[] = { { "jump", jump_cb, "s" } }, laws[] = { { "show-law", law_cb, "s" } };
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();

  fixture->window = g_object_new (GTK_TYPE_APPLICATION_WINDOW, NULL);
  g_action_map_add_action_entries (G_ACTION_MAP (fixture->window), laws, G_N_ELEMENTS (laws), fixture);
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
  g_free (fixture->law);
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
  jkk_payout_pane_show (JKK_PAYOUT_PANE (fixture->pane), sheet, frozen, NULL, NULL, fresh);
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
  g_assert_cmpstr (text_of (fixture, "other_total"), ==, "today Rp\u00a05.600.000");
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

static JkkPayout *
doubtful_sheet (void)
{
  JkkPayout *sheet = sheet_new (5466667);
  JkkInput *divisor = jkk_reason_add_input (sheet->lines->pdata[0], "divisor", "Days & months", JKK_KIND_COUNT, 30);

  divisor->parameter = "stmb-divisor";
  divisor->article = "PP 82/2019";
  divisor->unconfirmed = TRUE;
  return sheet;
}

static GtkWidget *
find_label (GtkWidget *root, const char *text)
{
  if (GTK_IS_LABEL (root) && g_strcmp0 (gtk_label_get_text (GTK_LABEL (root)), text) == 0)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_label (child, text);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
test_a_mark_leads_to_its_figure_of_the_law (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JkkPayout) sheet = doubtful_sheet ();
  gboolean handled = FALSE;

  show (fixture, sheet, NULL, TRUE);
  GtkWidget *mark = find_label (fixture->pane, "Not confirmed yet: Days & months");
  g_assert_nonnull (mark);
  g_assert_nonnull (strstr (gtk_label_get_label (GTK_LABEL (mark)), "stmb-divisor"));
  g_signal_emit_by_name (mark, "activate-link", "stmb-divisor", &handled);
  g_assert_true (handled);
  g_assert_cmpstr (fixture->law, ==, "stmb-divisor");
  /* And so does the figure among what went into the amount. */
  jkk_set_str (&fixture->law, NULL);
  GtkWidget *figure = gtk_widget_get_ancestor (find_label (fixture->pane, "Days & months"), GTK_TYPE_BUTTON);
  g_assert_true (gtk_widget_is_sensitive (figure));
  g_signal_emit_by_name (figure, "clicked");
  g_assert_cmpstr (fixture->law, ==, "stmb-divisor");
}

/* A dialog cannot show the law: nothing there looks as if it could. */
static void
test_without_a_law_there_are_no_links (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JkkPayout) sheet = doubtful_sheet ();
  GtkWidget *dialog = gtk_window_new (), *pane = jkk_payout_pane_new ();

  gtk_window_set_child (GTK_WINDOW (dialog), pane);
  gtk_window_present (GTK_WINDOW (dialog));
  jkk_payout_pane_show (JKK_PAYOUT_PANE (pane), sheet, NULL, NULL, NULL, TRUE);
  GtkWidget *mark = find_label (pane, "Not confirmed yet: Days & months");
  g_assert_nonnull (mark);
  g_assert_null (strstr (gtk_label_get_label (GTK_LABEL (mark)), "href"));
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static void
test_a_rejected_claim_owes_nothing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JkkPayout) sheet = sheet_new (5466667);
  GtkWidget *refusal = jkk_test_find_named (fixture->pane, GTK_TYPE_BOX, "refusal");

  jkk_payout_pane_show (JKK_PAYOUT_PANE (fixture->pane), sheet, NULL, "Rejected.", NULL, TRUE);
  g_assert_cmpstr (text_of (fixture, "total"), ==, "Rp\u00a00");
  g_assert_cmpstr (text_of (fixture, "other_total"), ==, "calculated Rp\u00a05.466.667");
  g_assert_cmpstr (text_of (fixture, "refusal_text"), ==, "Rejected.");
  g_assert_true (gtk_widget_get_visible (refusal));
  /* The same sheet that is paid after all */
  show (fixture, sheet, NULL, FALSE);
  g_assert_cmpstr (text_of (fixture, "total"), ==, "Rp\u00a05.466.667");
  g_assert_false (gtk_widget_get_visible (refusal));
}

/* The years of a scholarship: what each has of its own in a line, instead of everything fourteen times. */
static void
test_many_steps_are_told_briefly (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JkkPayout) sheet = sheet_new (5466667);

  for (guint i = 1; i <= 6; i++)
    {
      JkkReason *step = jkk_reason_new ("year", NULL, "Year", "PP 82/2019");
      JkkInput *yearly = jkk_reason_add_input (step, "yearly", "A year", JKK_KIND_MONEY, 1500000);

      yearly->parameter = "scholarship-tk-sd";
      jkk_reason_add_input (step, "number", "Number", JKK_KIND_COUNT, i);
      step->amount = 1500000;
      jkk_reason_take_child (sheet->lines->pdata[0], step);
    }
  show (fixture, sheet, NULL, TRUE);
  g_assert_nonnull (find_label (fixture->pane, "Number: 6"));
  g_assert_null (find_label (fixture->pane, "A year"));
  /* A few are told in full. */
  g_autoptr (JkkPayout) few = doubtful_sheet ();
  JkkReason *step = jkk_reason_new ("year", NULL, "Year", "PP 82/2019");
  jkk_reason_add_input (step, "number", "Number", JKK_KIND_COUNT, 1);
  jkk_reason_take_child (few->lines->pdata[0], step);
  show (fixture, few, NULL, TRUE);
  g_assert_nonnull (find_label (fixture->pane, "Number"));
}

static void
test_what_was_paid_since_is_told_at_the_foot (Fixture *fixture, gconstpointer data)
{
  GtkWidget *remark = jkk_test_find_named (fixture->pane, GTK_TYPE_LABEL, "remark");

  g_assert_false (gtk_widget_get_visible (remark));
  jkk_payout_pane_set_remark (JKK_PAYOUT_PANE (fixture->pane), "Paid since.");
  g_assert_cmpstr (text_of (fixture, "remark"), ==, "Paid since.");
  g_assert_true (gtk_widget_get_visible (remark));
  jkk_payout_pane_set_remark (JKK_PAYOUT_PANE (fixture->pane), NULL);
  g_assert_false (gtk_widget_get_visible (remark));
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
  ADD ("a-mark-leads-to-its-figure-of-the-law", test_a_mark_leads_to_its_figure_of_the_law);
  ADD ("without-a-law-there-are-no-links", test_without_a_law_there_are_no_links);
  ADD ("many-steps-are-told-briefly", test_many_steps_are_told_briefly);
  ADD ("what-was-paid-since-is-told-at-the-foot", test_what_was_paid_since_is_told_at_the_foot);
  ADD ("a-rejected-claim-owes-nothing", test_a_rejected_claim_owes_nothing);
  ADD ("without-a-benefit-the-page-says-so", test_without_a_benefit_the_page_says_so);
  return g_test_run ();
}
