#include <glib/gstdio.h>

#include "jkk-draft-fixture.h"
#include "jkk-law-page.h"
#include "jkk-rehearsal-dialog.h"
#include "jkk-test-window.h"

typedef struct
{
  JkkTestOffice *office;
  JkkWindow *window;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->office = jkk_test_office_new (20);
  fixture->window = jkk_test_window_new (fixture->office);
  jkk_window_start (fixture->window);
  jkk_test_sign_in (fixture->window, data != NULL ? data : "budi");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  jkk_test_window_close (fixture->window);
  jkk_test_office_free (fixture->office);
}

static GtkWidget *
part (gpointer root, const char *name)
{
  GtkWidget *widget = jkk_test_find_named (root, G_TYPE_NONE, name);

  g_assert_nonnull (widget);
  return widget;
}

static GtkWidget *
show (Fixture *fixture, const char *figure)
{
  if (figure != NULL)
    g_action_group_activate_action (G_ACTION_GROUP (fixture->window), "show-law", g_variant_new_string (figure));
  else
    g_action_group_activate_action (G_ACTION_GROUP (fixture->window), "law", NULL);
  jkk_test_settle (300);
  return part (fixture->window, "JkkLawPage");
}

static const char *
text_of (GtkWidget *page, const char *name)
{
  return gtk_label_get_text (GTK_LABEL (part (page, name)));
}

static guint
count_rows (GtkWidget *page)
{
  guint n = 0;

  while (gtk_list_box_get_row_at_index (GTK_LIST_BOX (part (page, "list")), (int) n) != NULL)
    n++;
  return n;
}

static void
test_a_figure_is_shown_from_anywhere (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page = show (fixture, "PP-82-2019/funeral");

  g_assert_cmpstr (text_of (page, "value"), ==,
                   "Rp\302\240"
                   "10.000.000");
  g_assert_true (gtk_widget_get_visible (part (page, "buttons")));
}

/* The key for searching searches what is shown, and does not lead away from it. */
static void
test_the_search_key_searches_the_law_that_is_shown (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page = show (fixture, NULL);
  guint n = count_rows (page);

  g_action_group_activate_action (G_ACTION_GROUP (fixture->window), "search", NULL);
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (fixture->window)), part (page, "search")));
  gtk_editable_set_text (GTK_EDITABLE (part (page, "search")), "funeral");
  jkk_test_settle (300);
  g_assert_true (gtk_widget_get_mapped (page));
  g_assert_cmpuint (count_rows (page), <, n);
}

static gboolean
press_tab (GtkWidget *list, GdkModifierType state)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (list);
  gboolean handled = FALSE;

  for (guint i = 0; !handled && i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) keys = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (keys) && gtk_event_controller_get_propagation_phase (keys) == GTK_PHASE_CAPTURE)
        g_signal_emit_by_name (keys, "key-pressed", state != 0 ? GDK_KEY_ISO_Left_Tab : GDK_KEY_Tab, 23u, state,
                               &handled);
    }
  return handled;
}

/* There are more than a hundred figures between the chosen one and what can be done with it. */
static void
test_tab_leads_from_a_figure_to_what_can_be_done_with_it (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page = show (fixture, "PP-82-2019/funeral");
  GtkWidget *list = part (page, "list");
  GtkWidget *row = GTK_WIDGET (gtk_list_box_get_selected_row (GTK_LIST_BOX (list)));

  gtk_widget_grab_focus (row);
  g_assert_true (press_tab (list, 0));
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));
  /* What is long there can be scrolled first. */
  if (GTK_IS_SCROLLED_WINDOW (focus))
    gtk_widget_child_focus (GTK_WIDGET (fixture->window), GTK_DIR_TAB_FORWARD);
  focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));
  g_assert_true (gtk_widget_is_ancestor (focus, part (page, "buttons")));
  gtk_widget_grab_focus (row);
  g_assert_true (press_tab (list, GDK_SHIFT_MASK));
  focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));
  g_assert_false (gtk_widget_is_ancestor (focus, list));
  g_assert_true (gtk_widget_is_ancestor (focus, page));
  /* The arrows still walk the figures. */
  g_assert_true (gtk_widget_get_can_focus (GTK_WIDGET (gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 0))));
  g_assert_true (gtk_list_box_get_selected_row (GTK_LIST_BOX (list)) == GTK_LIST_BOX_ROW (row));
}

/* Whoever looks a figure up wants to go on where it was met. */
static void
test_from_the_law_one_goes_back_to_the_case (Fixture *fixture, gconstpointer data)
{
  GtkStack *stack = GTK_STACK (jkk_test_find_named (part (fixture->window, "JkkDesk"), GTK_TYPE_STACK, "stack"));

  g_action_group_activate_action (G_ACTION_GROUP (fixture->window), "open-case", g_variant_new_int64 (1));
  jkk_test_settle (600);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (stack), ==, "case");
  show (fixture, "stmb-divisor");
  jkk_test_settle (300);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (stack), ==, "law");
  g_action_group_activate_action (G_ACTION_GROUP (fixture->window), "back", NULL);
  jkk_test_settle (300);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (stack), ==, "case");
  g_action_group_activate_action (G_ACTION_GROUP (fixture->window), "back", NULL);
  jkk_test_settle (300);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (stack), ==, "list");
  /* From the list it leads back to the list. */
  show (fixture, NULL);
  g_action_group_activate_action (G_ACTION_GROUP (fixture->window), "back", NULL);
  jkk_test_settle (300);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (stack), ==, "list");
}

static void
test_a_figure_of_another_segment_is_found (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page = show (fixture, "PMK-4-2023/funeral");
  GtkWidget *details = part (page, "details");

  g_assert_cmpstr (text_of (page, "mark_text"), ==, "to be confirmed");
  g_assert_nonnull (gtk_widget_get_first_child (details));
  for (GtkWidget *child = gtk_widget_get_first_child (part (page, "segments")); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    g_assert_true (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (child)) ==
                   g_str_equal (gtk_button_get_label (GTK_BUTTON (child)), "PMI"));
}

static void
test_search_and_segment_choose_the_rows (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page = show (fixture, NULL);
  guint all = count_rows (page);

  g_assert_cmpuint (all, >, 100);
  gtk_editable_set_text (GTK_EDITABLE (part (page, "search")), "funeral");
  jkk_test_settle (400);
  g_assert_cmpuint (count_rows (page), ==, 1);
  gtk_editable_set_text (GTK_EDITABLE (part (page, "search")), "");
  jkk_test_settle (400);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (part (page, "unconfirmed")), TRUE);
  g_assert_cmpuint (count_rows (page), <, all);
  g_assert_cmpuint (count_rows (page), >, 0);
}

typedef struct
{
  GtkWidget *page;
  const char *name;
  const char *expected;
} Said;

static gboolean
is_said (gpointer data)
{
  const Said *said = data;

  return g_str_equal (text_of (said->page, said->name), said->expected);
}

static GtkWindow *
open_entry (Fixture *fixture, GtkWidget *page, const char *action)
{
  jkk_test_act (page, action, NULL);
  GtkWindow *dialog = jkk_test_dialog (fixture->window, ADW_TYPE_WINDOW);
  g_assert_nonnull (dialog);
  return dialog;
}

static void
test_a_figure_is_confirmed (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page = show (fixture, "rounding");
  g_assert_cmpstr (text_of (page, "mark_text"), ==, "to be confirmed");

  GtkWindow *dialog = open_entry (fixture, page, "law.confirm");
  gtk_editable_set_text (GTK_EDITABLE (part (dialog, "source")), "Surat edaran rekaan, halaman 3");
  jkk_test_act (dialog, "entry.save", NULL);
  jkk_test_wait_for (is_said, &(Said){ page, "mark_text", "confirmed" });
  g_assert_cmpstr (text_of (page, "value"), ==, "setengah ke atas");
}

static void
test_a_figure_is_corrected (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page = show (fixture, "funeral");
  GtkWindow *dialog = open_entry (fixture, page, "law.correct");

  gtk_editable_set_text (GTK_EDITABLE (part (dialog, "value")), "12000000");
  gtk_editable_set_text (GTK_EDITABLE (part (dialog, "source")), "Salinan rekaan");
  jkk_test_act (dialog, "entry.save", NULL);
  jkk_test_wait_for (is_said, &(Said){ page, "value",
                                       "Rp\302\240"
                                       "12.000.000" });
}

static void
test_nonsense_is_refused_before_it_is_sent (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page = show (fixture, "funeral");
  GtkWindow *dialog = open_entry (fixture, page, "law.correct");

  gtk_editable_set_text (GTK_EDITABLE (part (dialog, "value")), "sepuluh juta");
  gtk_editable_set_text (GTK_EDITABLE (part (dialog, "source")), "Salinan rekaan");
  jkk_test_act (dialog, "entry.save", NULL);
  jkk_test_settle (300);
  g_assert_nonnull (jkk_test_dialog (fixture->window, ADW_TYPE_WINDOW));
  g_assert_cmpstr (text_of (GTK_WIDGET (dialog), "fault"), !=, "");
  gtk_window_destroy (dialog);
  g_assert_cmpstr (text_of (page, "value"), ==,
                   "Rp\302\240"
                   "10.000.000");
}

static void
test_a_verifier_reads_and_is_told_why_no_more (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page = show (fixture, "funeral");

  g_assert_false (gtk_widget_get_visible (part (page, "buttons")));
  g_assert_cmpstr (text_of (page, "may_not"), !=, "");
}

static gboolean
has_result (gpointer data)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (GTK_STACK (part (data, "stack"))), "working") != 0;
}

static GtkWindow *
rehearse (Fixture *fixture, const char *value)
{
  g_autofree char *draft =
      jkk_draft_fixture_write (g_getenv ("SANTUN_SOURCE_ROOT"), fixture->office->folder, "funeral", value);

  jkk_rehearsal_dialog_open (GTK_WINDOW (fixture->window), jkk_window_get_office (fixture->window), draft);
  GtkWindow *dialog = jkk_test_dialog (fixture->window, ADW_TYPE_WINDOW);
  g_assert_nonnull (dialog);
  jkk_test_wait_for (has_result, dialog);
  return dialog;
}

static void
test_a_draft_is_rehearsed (Fixture *fixture, gconstpointer data)
{
  GtkWindow *dialog = rehearse (fixture, "15000000");

  g_assert_cmpstr (gtk_stack_get_visible_child_name (GTK_STACK (part (dialog, "stack"))), ==, "result");
  g_assert_cmpstr (text_of (GTK_WIDGET (dialog), "summary"), !=, "");
  gtk_window_destroy (dialog);
}

static void
test_a_faulty_draft_is_refused_with_its_line (Fixture *fixture, gconstpointer data)
{
  GtkWindow *dialog = rehearse (fixture, "banyak");

  g_assert_cmpstr (gtk_stack_get_visible_child_name (GTK_STACK (part (dialog, "stack"))), ==, "start");
  g_assert_nonnull (adw_status_page_get_description (ADW_STATUS_PAGE (part (dialog, "start"))));
  gtk_window_destroy (dialog);
}

#define fixture_test_add(path, login, func) g_test_add (path, Fixture, login, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  jkk_test_init (&argc, &argv);
  fixture_test_add ("/law-page/from-the-law-one-goes-back-to-the-case", NULL,
                    test_from_the_law_one_goes_back_to_the_case);
  fixture_test_add ("/law-page/a-figure-is-shown-from-anywhere", NULL, test_a_figure_is_shown_from_anywhere);
  fixture_test_add ("/law-page/a-figure-of-another-segment-is-found", NULL, test_a_figure_of_another_segment_is_found);
  fixture_test_add ("/law-page/search-and-segment-choose-the-rows", NULL, test_search_and_segment_choose_the_rows);
  fixture_test_add ("/law-page/a-figure-is-confirmed", NULL, test_a_figure_is_confirmed);
  fixture_test_add ("/law-page/a-figure-is-corrected", NULL, test_a_figure_is_corrected);
  fixture_test_add ("/law-page/nonsense-is-refused-before-it-is-sent", NULL,
                    test_nonsense_is_refused_before_it_is_sent);
  fixture_test_add ("/law-page/a-verifier-reads-and-is-told-why-no-more", "sari",
                    test_a_verifier_reads_and_is_told_why_no_more);
  fixture_test_add ("/law-page/the-search-key-searches-the-law-that-is-shown", NULL,
                    test_the_search_key_searches_the_law_that_is_shown);
  fixture_test_add ("/law-page/tab-leads-from-a-figure-to-what-can-be-done-with-it", NULL,
                    test_tab_leads_from_a_figure_to_what_can_be_done_with_it);
  fixture_test_add ("/law-page/a-draft-is-rehearsed", NULL, test_a_draft_is_rehearsed);
  fixture_test_add ("/law-page/a-faulty-draft-is-refused", NULL, test_a_faulty_draft_is_refused_with_its_line);
  return g_test_run ();
}
