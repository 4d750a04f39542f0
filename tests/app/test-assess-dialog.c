#include "jkk-assess-state.h"
#include "jkk-test-a11y.h"
#include "jkk-test-case.h"

/* ---- The calculator in a real window ----------------------------------------------------------------------------- */

static GtkWindow *
open_calculator (JkkTestCase *fixture)
{
  jkk_test_case_open_and_take (fixture);
  jkk_test_case_edit (fixture, "medical.outcome", "cacat-sebagian-fungsi");
  while (jkk_draft_get_current (fixture->page->draft)->impairments->len > 0)
    jkk_test_act (fixture->page, "case.remove", "(su)", "impairments", 1u);
  jkk_test_act (fixture->page, "case.append", "s", "impairments");
  jkk_test_case_edit (fixture, "impairments[1].kind", "fungsi");
  jkk_test_case_edit (fixture, "impairments[1].table_row", "1");
  jkk_test_act (fixture->page, "case.assess", "i", 0);
  return jkk_test_case_dialog (fixture, "JkkAssessDialog");
}

static GtkWidget *
cell (GtkWindow *dialog, guint number)
{
  GtkWidget *grid = jkk_test_find_named (dialog, GTK_TYPE_GRID, "cells");

  for (GtkWidget *child = gtk_widget_get_first_child (grid); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_ENTRY (child) && number-- == 0)
      return child;
  return NULL;
}

static void
type (GtkWindow *dialog, const char *const *texts)
{
  for (guint i = 0; texts[i] != NULL; i++)
    gtk_editable_set_text (GTK_EDITABLE (cell (dialog, i)), texts[i]);
}

static const char *
label (GtkWindow *dialog, const char *name)
{
  return gtk_label_get_text (GTK_LABEL (jkk_test_find_named (dialog, GTK_TYPE_LABEL, name)));
}

static void
test_the_result_goes_into_the_record_and_onto_the_sheet (JkkTestCase *fixture, gconstpointer data)
{
  static const char *const degrees[] = { "175", "90", "45", "30", "180", "30", NULL };
  GtkWindow *dialog = open_calculator (fixture);

  type (dialog, degrees);
  g_assert_cmpstr (label (dialog, "result"), ==, "Loss of function 62,5\u00a0%");
  /* A fourth movement has its place. */
  g_assert_nonnull (cell (dialog, 6));
  jkk_test_act (dialog, "assess.take", NULL);
  jkk_test_case_assert_shown (fixture, "impairments[1].function_loss", "62,5\u00a0%");
  jkk_test_case_assert_shown (fixture, "impairments[1].measured", "sendi 175/90 45/30 180/30");
  const JkkReason *line = jkk_payout_find_line (fixture->page->payout, "disability-functional");
  g_assert_nonnull (line);
  const JkkReason *row = line->children->pdata[line->children->len - 1];
  g_assert_cmpstr (((JkkReason *) row->children->pdata[0])->rule, ==, "stiffness");
  jkk_test_case_save (fixture);
  jkk_test_case_assert_stored (fixture, "impairments[1].measured", "sendi 175/90 45/30 180/30");
  /* It is one step, back as forth. */
  jkk_test_act (fixture->page, "case.undo", NULL);
  jkk_test_case_assert_shown (fixture, "impairments[1].measured", "");
  jkk_test_case_assert_shown (fixture, "impairments[1].function_loss", "");
}

static void
test_another_way_has_its_own_cells (JkkTestCase *fixture, gconstpointer data)
{
  static const char *const ears[] = { "35", "40", "45", "60", "40", "50", "50", "60", "", NULL };
  GtkWindow *dialog = open_calculator (fixture);
  GtkWidget *way = jkk_test_find_named (dialog, GTK_TYPE_DROP_DOWN, "way");

  gtk_editable_set_text (GTK_EDITABLE (cell (dialog, 0)), "175");
  gtk_drop_down_set_selected (GTK_DROP_DOWN (way), JKK_WAY_HEARING);
  g_assert_nonnull (cell (dialog, 8));
  g_assert_null (cell (dialog, 9));
  type (dialog, ears);
  g_assert_cmpstr (label (dialog, "result"), ==, "Loss of function 31,25\u00a0%");
  gtk_drop_down_set_selected (GTK_DROP_DOWN (way), JKK_WAY_STIFFNESS);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (cell (dialog, 0))), ==, "175");
  g_assert_cmpstr (label (dialog, "hint"), ==, "Fill in 1 more number.");
}

static void
test_what_cannot_be_is_not_taken_over (JkkTestCase *fixture, gconstpointer data)
{
  static const char *const degrees[] = { "90", "175", NULL };
  GtkWindow *dialog = open_calculator (fixture);

  type (dialog, degrees);
  g_assert_cmpstr (label (dialog, "error_text"), !=, "");
  gtk_editable_set_text (GTK_EDITABLE (cell (dialog, 0)), "x");
  g_assert_true (gtk_widget_has_css_class (cell (dialog, 0), "error"));
  gtk_widget_activate_action (GTK_WIDGET (dialog), "assess.take", NULL);
  jkk_test_case_assert_shown (fixture, "impairments[1].function_loss", "");
}

static void
test_everything_in_it_has_a_name (JkkTestCase *fixture, gconstpointer data)
{
  GtkWindow *dialog = open_calculator (fixture);
  GtkWidget *way = jkk_test_find_named (dialog, GTK_TYPE_DROP_DOWN, "way");

  for (guint i = 0; i < JKK_N_WAYS; i++)
    {
      gtk_drop_down_set_selected (GTK_DROP_DOWN (way), i);
      jkk_test_settle (20);
      g_assert_cmpuint (jkk_test_a11y_check (GTK_WIDGET (dialog)), >, 2);
    }
}

int
main (int argc, char **argv)
{
  jkk_test_init (&argc, &argv);
#define ADD(path, function)                                                                                            \
  g_test_add ("/assess-dialog/" path, JkkTestCase, NULL, jkk_test_case_set_up, function, jkk_test_case_tear_down)
  ADD ("the-result-goes-into-the-record-and-onto-the-sheet", test_the_result_goes_into_the_record_and_onto_the_sheet);
  ADD ("another-way-has-its-own-cells", test_another_way_has_its_own_cells);
  ADD ("what-cannot-be-is-not-taken-over", test_what_cannot_be_is_not_taken_over);
  ADD ("everything-in-it-has-a-name", test_everything_in_it_has_a_name);
  return g_test_run ();
}
