#include "jkk-past-dialog.h"

#include <string.h>

#include "jkk-test-case.h"

static gboolean
is_shown (gpointer dialog)
{
  GtkWidget *moment = jkk_test_find_named (dialog, GTK_TYPE_LABEL, "moment");

  return gtk_widget_get_visible (jkk_test_find_named (dialog, GTK_TYPE_STACK, "pages")) &&
         *gtk_label_get_text (GTK_LABEL (moment)) != '\0';
}

static const char *
text_of (gpointer dialog, const char *name)
{
  return gtk_label_get_text (GTK_LABEL (jkk_test_find_named (dialog, GTK_TYPE_LABEL, name)));
}

/* The case that was taken on by Sari and whose employer she changed, as it came in. */
static GtkWindow *
open_first (JkkTestCase *fixture)
{
  jkk_test_case_open_and_take (fixture);
  jkk_test_case_edit (fixture, "employer.name", "PT Baru Contoh");
  jkk_test_case_save (fixture);
  GPtrArray *history = fixture->page->file->history;
  const JkkHistoryEntry *first = history->pdata[history->len - 1];
  jkk_test_act (fixture->page, "case.show-past", "x", first->sequence);
  GtkWindow *dialog = jkk_test_case_dialog (fixture, "JkkPastDialog");
  g_assert_nonnull (dialog);
  jkk_test_wait_for (is_shown, dialog);
  return dialog;
}

static void
test_the_case_is_shown_as_it_came_in_with_what_is_otherwise (JkkTestCase *fixture, gconstpointer data)
{
  GtkWindow *dialog = open_first (fixture);

  g_assert_nonnull (strstr (text_of (dialog, "moment"), "took the case in"));
  g_assert_nonnull (jkk_test_find_text (dialog, "Today: PT Baru Contoh"));
  g_assert_nonnull (jkk_test_find_text (jkk_test_find_named (dialog, GTK_TYPE_BOX, "changes"), "PT Baru Contoh"));
  /* Nothing can be written into what was. */
  GtkWidget *kk1 = jkk_test_find_named (dialog, ADW_TYPE_BIN, "kk1");
  g_assert_false (gtk_widget_activate_action (kk1, "case.edit", "(ss)", "employer.name", "PT Lain"));
  g_assert_false (gtk_widget_activate_action (kk1, "case.append", "s", "children"));
  gtk_window_destroy (dialog);
}

static gboolean
is_latest (gpointer dialog)
{
  return strstr (text_of (dialog, "difference"), "No entry") != NULL;
}

static gboolean
has_problem (gpointer dialog)
{
  return gtk_widget_get_visible (jkk_test_find_named (dialog, GTK_TYPE_LABEL, "problem"));
}

static void
test_one_walks_on_to_today_and_a_wrong_day_is_answered (JkkTestCase *fixture, gconstpointer data)
{
  GtkWindow *dialog = open_first (fixture);
  GtkWidget *day = jkk_test_find_named (dialog, GTK_TYPE_ENTRY, "day");

  for (guint i = 0; i < 3 && !is_latest (dialog); i++)
    {
      jkk_test_act (dialog, "past.later", NULL);
      jkk_test_settle (400);
    }
  g_assert_true (is_latest (dialog));
  gtk_editable_set_text (GTK_EDITABLE (day), "01-01-1999");
  g_signal_emit_by_name (day, "activate");
  jkk_test_wait_for (has_problem, dialog);
  g_assert_nonnull (strstr (text_of (dialog, "problem"), "was not there yet"));
  /* What was shown stays. */
  g_assert_true (is_latest (dialog));
  gtk_editable_set_text (GTK_EDITABLE (day), "kemarin");
  g_signal_emit_by_name (day, "activate");
  g_assert_nonnull (strstr (text_of (dialog, "problem"), "kemarin"));
  gtk_window_destroy (dialog);
}

static void
test_it_goes_with_the_person (JkkTestCase *fixture, gconstpointer data)
{
  open_first (fixture);
  jkk_office_sign_out (fixture->office);
  jkk_test_settle (200);
  g_assert_null (jkk_test_case_dialog (fixture, "JkkPastDialog"));
}

static void
test_who_looked_is_shown_to_a_supervisor_who_asks (JkkTestCase *fixture, gconstpointer data)
{
  gint64 id = jkk_test_case_find (fixture, JKK_STATUS_RECEIVED, NULL);

  jkk_test_case_open (fixture, id);
  GtkWidget *box = jkk_test_find (fixture->page->history_pane, GTK_TYPE_CHECK_BUTTON);
  jkk_pane_set_raise (fixture->page->panes, JKK_PANE_RIGHT);
  gtk_stack_set_visible_child_name (fixture->page->right, "history");
  jkk_case_page_refresh (fixture->page);
  g_assert_false (gtk_widget_get_visible (box));

  jkk_test_case_sign_in (fixture, "budi");
  jkk_test_case_open (fixture, id);
  jkk_test_settle (200);
  g_assert_true (gtk_widget_get_visible (box));
  g_assert_null (jkk_test_find_text (fixture->page->history_pane, "looked at the case"));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (box), TRUE);
  jkk_test_settle (600);
  g_assert_nonnull (jkk_test_find_text (fixture->page->history_pane, "looked at the case"));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (box), FALSE);
  jkk_test_settle (200);
  g_assert_null (jkk_test_find_text (fixture->page->history_pane, "looked at the case"));
}

int
main (int argc, char **argv)
{
  jkk_test_init (&argc, &argv);
#define ADD(path, func) g_test_add (path, JkkTestCase, NULL, jkk_test_case_set_up, func, jkk_test_case_tear_down)
  ADD ("/past-dialog/as-it-came-in", test_the_case_is_shown_as_it_came_in_with_what_is_otherwise);
  ADD ("/past-dialog/walking", test_one_walks_on_to_today_and_a_wrong_day_is_answered);
  ADD ("/past-dialog/sign-out", test_it_goes_with_the_person);
  ADD ("/past-dialog/looks", test_who_looked_is_shown_to_a_supervisor_who_asks);
#undef ADD
  return g_test_run ();
}
