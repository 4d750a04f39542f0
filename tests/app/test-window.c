#include <glib/gstdio.h>
#include <string.h>

#include "jkk-list-columns.h"
#include "jkk-list-page.h"
#include "jkk-password-dialog.h"
#include "jkk-queue-bar.h"
#include "jkk-test-a11y.h"
#include "jkk-test-window.h"

#define N_CASES 40

typedef struct
{
  JkkTestOffice *office;
  JkkWindow *window;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer n_cases)
{
  fixture->office = jkk_test_office_new (GPOINTER_TO_UINT (n_cases));
  fixture->window = jkk_test_window_new (fixture->office);
}

static void
tear_down (Fixture *fixture, gconstpointer n_cases)
{
  jkk_test_window_close (fixture->window);
  jkk_test_office_free (fixture->office);
}

static GtkWidget *
part (Fixture *fixture, const char *name)
{
  GtkWidget *widget = jkk_test_find_named (fixture->window, G_TYPE_NONE, name);

  g_assert_nonnull (widget);
  return widget;
}

static GtkWidget *
part_of (Fixture *fixture, const char *page, const char *name)
{
  GtkWidget *widget = jkk_test_find_named (part (fixture, page), G_TYPE_NONE, name);

  g_assert_nonnull (widget);
  return widget;
}

static void
type_into (Fixture *fixture, const char *page, const char *name, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (part_of (fixture, page, name)), text);
}

static void
act (Fixture *fixture, const char *action, GVariant *parameter)
{
  g_action_group_activate_action (G_ACTION_GROUP (fixture->window), action, parameter);
}

static const char *
label_text (Fixture *fixture, const char *page, const char *name)
{
  return gtk_label_get_text (GTK_LABEL (part_of (fixture, page, name)));
}

static gboolean
is_listed (gpointer data)
{
  Fixture *fixture = data;
  const char *page = gtk_stack_get_visible_child_name (GTK_STACK (part_of (fixture, "JkkListPage", "stack")));
  g_autoptr (GArray) ids = jkk_list_page_dup_ids (JKK_LIST_PAGE (part (fixture, "JkkListPage")));

  return g_str_equal (page, "empty") || (g_str_equal (page, "list") && ids->len > 0);
}

/* The list answers within a few turns of the loop; what it showed before must not be taken for the answer. */
static guint
n_listed (Fixture *fixture)
{
  jkk_test_settle (300);
  jkk_test_wait_for (is_listed, fixture);
  g_autoptr (GArray) ids = jkk_list_page_dup_ids (JKK_LIST_PAGE (part (fixture, "JkkListPage")));

  return ids->len;
}

static void
show_queue (Fixture *fixture, JkkQueue queue)
{
  act (fixture, "queue", g_variant_new_uint32 (queue));
}

static const char *
desk_page (Fixture *fixture)
{
  return gtk_stack_get_visible_child_name (GTK_STACK (part_of (fixture, "JkkDesk", "stack")));
}

static void
open_demo (Fixture *fixture, const char *login)
{
  jkk_window_start (fixture->window);
  jkk_test_sign_in (fixture->window, login);
}

/* Starting */

static void
test_the_first_start_makes_a_demonstration (Fixture *fixture, gconstpointer data)
{
  jkk_window_start (fixture->window);
  jkk_test_wait_page (fixture->window, "start");
  jkk_test_wait_page (fixture->window, "sign-in");
  g_assert_true (jkk_office_is_demo (jkk_window_get_office (fixture->window)));
  g_assert_true (gtk_widget_get_mapped (part_of (fixture, "JkkSignInPage", "accounts")));
  jkk_test_sign_in (fixture->window, "sari");
  show_queue (fixture, JKK_QUEUE_ALL);
  g_assert_cmpuint (n_listed (fixture), ==, 12);
}

static void
test_a_place_that_was_named_is_no_reason_for_a_demonstration (Fixture *fixture, gconstpointer data)
{
  g_setenv ("SANTUN_STORE", fixture->office->own, TRUE);
  JkkWindow *window = jkk_window_new (NULL, NULL);
  g_unsetenv ("SANTUN_STORE");

  jkk_window_set_demo (window, fixture->office->demo, 12);
  gtk_window_present (GTK_WINDOW (window));
  jkk_window_start (window);
  jkk_test_wait_page (window, "trouble");
  g_assert_false (jkk_office_exists (fixture->office->demo));
  g_assert_cmpstr (jkk_window_get_address (window), ==, fixture->office->own);
  jkk_test_window_close (window);
}

static void
test_who_does_not_want_to_wait_is_not_left_alone (Fixture *fixture, gconstpointer data)
{
  jkk_window_start (fixture->window);
  jkk_test_wait_page (fixture->window, "start");
  jkk_test_act (part (fixture, "JkkStartPage"), "start.cancel", NULL);
  jkk_test_wait_page (fixture->window, "trouble");
  g_assert_false (jkk_office_exists (fixture->office->demo));
  g_assert_true (jkk_test_is_enabled (fixture->window, "new-office"));
  act (fixture, "try-again", NULL);
  jkk_test_wait_page (fixture->window, "sign-in");
}

static void
test_a_demonstration_that_was_interrupted_is_made_anew (Fixture *fixture, gconstpointer data)
{
  g_autofree char *unfinished = g_strconcat (fixture->office->demo, ".new", NULL);

  g_assert_true (g_file_set_contents (unfinished, "half of a store", -1, NULL));
  jkk_window_start (fixture->window);
  jkk_test_wait_page (fixture->window, "sign-in");
  g_assert_false (g_file_test (unfinished, G_FILE_TEST_EXISTS));
}

static void
test_closing_while_it_is_made_leaves_nothing_half_done (void)
{
  g_autoptr (JkkTestOffice) office = jkk_test_office_new (0);
  g_autofree char *unfinished = g_strconcat (office->demo, ".new", NULL);
  JkkWindow *window = jkk_test_window_new (office);

  jkk_window_start (window);
  jkk_test_wait_page (window, "start");
  jkk_test_window_close (window);
  g_assert_false (g_file_test (office->demo, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (unfinished, G_FILE_TEST_EXISTS));
}

static void
test_a_store_that_is_not_there_is_said (Fixture *fixture, gconstpointer data)
{
  jkk_window_open (fixture->window, "/nonexistent/office.db");
  jkk_test_wait_page (fixture->window, "trouble");
  g_assert_null (jkk_window_get_office (fixture->window));
  g_assert_nonnull (
      strstr (adw_status_page_get_description (ADW_STATUS_PAGE (part_of (fixture, "JkkTroublePage", "status"))),
              "/nonexistent/office.db"));
  act (fixture, "open-demo", NULL);
  jkk_test_wait_page (fixture->window, "sign-in");
}

/* Bytes 60 to 63 of a store are the number of its form. */
static void
test_a_newer_store_is_left_untouched (Fixture *fixture, gconstpointer data)
{
  g_autofree char *bytes = NULL, *after = NULL;
  gsize length, length_after;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (fixture->office->demo, &bytes, &length, &error);
  g_assert_no_error (error);
  bytes[62] = 0x7f;
  g_file_set_contents (fixture->office->demo, bytes, (gssize) length, &error);
  g_assert_no_error (error);
  jkk_window_start (fixture->window);
  jkk_test_wait_page (fixture->window, "trouble");
  g_assert_cmpstr (adw_status_page_get_title (ADW_STATUS_PAGE (part_of (fixture, "JkkTroublePage", "status"))), ==,
                   "A Newer Version Is Needed");
  g_file_get_contents (fixture->office->demo, &after, &length_after, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (bytes, length, after, length_after);
}

static void
test_a_place_where_nothing_can_be_written_is_said (Fixture *fixture, gconstpointer data)
{
  g_autofree char *file = g_build_filename (fixture->office->folder, "a-file", NULL);
  g_autofree char *address = g_build_filename (file, "demo.db", NULL);

  g_assert_true (g_file_set_contents (file, "x", 1, NULL));
  jkk_window_set_demo (fixture->window, address, 12);
  jkk_window_start (fixture->window);
  jkk_test_wait_page (fixture->window, "trouble");
  g_assert_true (jkk_test_is_enabled (fixture->window, "try-again"));
}

/* Signing in */

static gboolean
has_fault (gpointer data)
{
  return gtk_widget_get_visible (data);
}

static void
test_a_wrong_password_is_told_at_its_entry (Fixture *fixture, gconstpointer data)
{
  jkk_window_start (fixture->window);
  jkk_test_wait_page (fixture->window, "sign-in");
  GtkWidget *fault = part_of (fixture, "JkkSignInPage", "fault");

  g_assert_false (gtk_widget_get_visible (fault));
  type_into (fixture, "JkkSignInPage", "login", "sari");
  type_into (fixture, "JkkSignInPage", "password", "salah sekali");
  jkk_test_act (part (fixture, "JkkSignInPage"), "sign-in.submit", NULL);
  jkk_test_wait_for (has_fault, fault);
  g_assert_cmpstr (jkk_window_get_page (fixture->window), ==, "sign-in");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (part_of (fixture, "JkkSignInPage", "password"))), ==, "");
  type_into (fixture, "JkkSignInPage", "password", "s");
  g_assert_false (gtk_widget_get_visible (fault));
}

static void
test_work_begins_where_it_waits_for_each_role (Fixture *fixture, gconstpointer data)
{
  open_demo (fixture, "sari");
  g_assert_cmpstr (label_text (fixture, "JkkListPage", "title"), ==, "Mine");
  act (fixture, "sign-out", NULL);
  jkk_test_sign_in (fixture->window, "budi");
  g_assert_cmpstr (label_text (fixture, "JkkListPage", "title"), ==, "For approval");
  act (fixture, "sign-out", NULL);
  jkk_test_sign_in (fixture->window, "admin");
  g_assert_cmpstr (label_text (fixture, "JkkListPage", "title"), ==, "All cases");
}

static void
test_the_keyboard_is_where_the_work_is (Fixture *fixture, gconstpointer data)
{
  open_demo (fixture, "admin");
  g_assert_cmpuint (n_listed (fixture), >, 0);
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (fixture->window));

  g_assert_nonnull (focus);
  g_assert_true (gtk_widget_is_ancestor (focus, part (fixture, "JkkListPage")));
  act (fixture, "search", NULL);
  focus = gtk_root_get_focus (GTK_ROOT (fixture->window));
  g_assert_true (gtk_widget_is_ancestor (focus, part_of (fixture, "JkkDeskHeader", "search")));
  act (fixture, "focus-list", NULL);
  focus = gtk_root_get_focus (GTK_ROOT (fixture->window));
  g_assert_true (gtk_widget_is_ancestor (focus, part (fixture, "JkkListPage")));
}

static void
test_a_desk_that_was_locked_is_found_as_it_was (Fixture *fixture, gconstpointer data)
{
  open_demo (fixture, "sari");
  show_queue (fixture, JKK_QUEUE_DECIDED);
  guint n_decided = n_listed (fixture);
  g_autoptr (GArray) ids = jkk_list_page_dup_ids (JKK_LIST_PAGE (part (fixture, "JkkListPage")));
  gint64 third = g_array_index (ids, gint64, 2);

  jkk_list_page_select (JKK_LIST_PAGE (part (fixture, "JkkListPage")), third);
  act (fixture, "sign-out", NULL);
  jkk_test_sign_in (fixture->window, "sari");
  g_assert_cmpuint (n_listed (fixture), ==, n_decided);
  g_assert_cmpstr (label_text (fixture, "JkkListPage", "title"), ==, "Decided");
  g_assert_cmpint (jkk_list_page_get_selected (JKK_LIST_PAGE (part (fixture, "JkkListPage"))), ==, third);
}

static void
test_actions_fit_the_role (Fixture *fixture, gconstpointer data)
{
  jkk_window_start (fixture->window);
  jkk_test_wait_page (fixture->window, "sign-in");
  g_assert_false (jkk_test_is_enabled (fixture->window, "new-case"));
  g_assert_false (jkk_test_is_enabled (fixture->window, "search"));
  g_assert_true (jkk_test_is_enabled (fixture->window, "new-office"));
  g_assert_false (jkk_test_is_enabled (fixture->window, "open-office"));

  jkk_test_sign_in (fixture->window, "sari");
  g_assert_true (jkk_test_is_enabled (fixture->window, "new-case"));
  g_assert_true (jkk_test_is_enabled (fixture->window, "import"));
  g_assert_false (jkk_test_is_enabled (fixture->window, "accounts"));
  act (fixture, "sign-out", NULL);

  jkk_test_sign_in (fixture->window, "admin");
  g_assert_false (jkk_test_is_enabled (fixture->window, "new-case"));
  g_assert_false (jkk_test_is_enabled (fixture->window, "import"));
  g_assert_true (jkk_test_is_enabled (fixture->window, "accounts"));
}

/* Queues and list */

static void
test_the_numbers_of_the_queues_are_true (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  open_demo (fixture, "sari");
  g_autofree JkkCaseCounts *counts = jkk_office_counts (jkk_window_get_office (fixture->window), &error);
  g_assert_no_error (error);
  g_autoptr (GPtrArray) rows = jkk_queue_state_rows (counts, JKK_ROLE_VERIFIER);

  for (guint i = 0; i < rows->len; i++)
    {
      const JkkQueueRow *row = g_ptr_array_index (rows, i);

      show_queue (fixture, row->queue);
      g_assert_cmpint (n_listed (fixture), ==, row->count);
      g_assert_cmpstr (label_text (fixture, "JkkListPage", "title"), ==, row->label);
    }
}

static void
test_a_search_looks_everywhere_and_enter_opens_the_only_case (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  open_demo (fixture, "sari");
  JkkOffice *office = jkk_window_get_office (fixture->window);
  JkkCaseQuery query = { .statuses = JKK_STATUS_BIT (JKK_STATUS_APPROVED), .claimed_before = JKK_NONE };
  g_autoptr (GArray) ids = jkk_office_list (office, &query, &error);
  g_assert_no_error (error);
  g_autoptr (GPtrArray) rows = jkk_office_rows (office, &g_array_index (ids, gint64, 0), 1, &error);
  g_assert_no_error (error);
  const JkkCaseRow *row = g_ptr_array_index (rows, 0);

  type_into (fixture, "JkkDeskHeader", "search", row->number);
  g_assert_cmpuint (n_listed (fixture), ==, 1);
  g_assert_cmpstr (label_text (fixture, "JkkListPage", "title"), ==, "All cases");
  g_signal_emit_by_name (part_of (fixture, "JkkDeskHeader", "search"), "activate");
  jkk_test_settle (300);
  g_assert_cmpstr (desk_page (fixture), ==, "case");
  act (fixture, "back", NULL);
  type_into (fixture, "JkkDeskHeader", "search", "");
  n_listed (fixture);
  g_assert_cmpstr (label_text (fixture, "JkkListPage", "title"), ==, "Mine");
}

static void
test_what_is_not_found_is_said (Fixture *fixture, gconstpointer data)
{
  open_demo (fixture, "sari");
  type_into (fixture, "JkkDeskHeader", "search", "<tidak> & ada");
  g_assert_cmpuint (n_listed (fixture), ==, 0);
  AdwStatusPage *empty = ADW_STATUS_PAGE (part_of (fixture, "JkkListPage", "empty"));

  g_assert_nonnull (strstr (adw_status_page_get_description (empty), "&lt;tidak&gt; &amp; ada"));
}

static GtkSorter *
sorter_of_view (Fixture *fixture)
{
  return gtk_column_view_get_sorter (GTK_COLUMN_VIEW (part_of (fixture, "JkkListPage", "view")));
}

static void
test_a_heading_sorts_the_list (Fixture *fixture, gconstpointer data)
{
  JkkCaseQuery query = JKK_CASE_QUERY_INIT;
  g_autoptr (GError) error = NULL;

  open_demo (fixture, "sari");
  show_queue (fixture, JKK_QUEUE_ALL);
  n_listed (fixture);
  GtkColumnView *view = GTK_COLUMN_VIEW (part_of (fixture, "JkkListPage", "view"));
  g_autoptr (GtkColumnViewColumn) names =
      g_list_model_get_item (gtk_column_view_get_columns (view), JKK_COLUMN_PARTICIPANT);

  g_assert_nonnull (sorter_of_view (fixture));
  gtk_column_view_sort_by_column (view, names, GTK_SORT_DESCENDING);
  n_listed (fixture);
  g_autoptr (GArray) ids = jkk_list_page_dup_ids (JKK_LIST_PAGE (part (fixture, "JkkListPage")));
  query.sort = JKK_SORT_PARTICIPANT_NAME;
  query.descending = TRUE;
  g_autoptr (GArray) wanted = jkk_office_list (jkk_window_get_office (fixture->window), &query, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (ids->data, ids->len * sizeof (gint64), wanted->data, wanted->len * sizeof (gint64));
}

static void
test_one_walks_through_the_list_from_case_to_case (Fixture *fixture, gconstpointer data)
{
  open_demo (fixture, "sari");
  show_queue (fixture, JKK_QUEUE_DECIDED);
  g_assert_cmpuint (n_listed (fixture), >=, 3);
  g_autoptr (GArray) ids = jkk_list_page_dup_ids (JKK_LIST_PAGE (part (fixture, "JkkListPage")));

  g_assert_false (jkk_test_is_enabled (fixture->window, "next-case"));
  g_signal_emit_by_name (part_of (fixture, "JkkListPage", "view"), "activate", 0u);
  jkk_test_settle (300);
  g_assert_cmpstr (desk_page (fixture), ==, "case");
  g_assert_false (jkk_test_is_enabled (fixture->window, "previous-case"));
  act (fixture, "next-case", NULL);
  jkk_test_settle (300);
  act (fixture, "next-case", NULL);
  jkk_test_settle (300);
  g_assert_true (jkk_test_is_enabled (fixture->window, "previous-case"));
  act (fixture, "previous-case", NULL);
  jkk_test_settle (300);
  act (fixture, "back", NULL);
  jkk_test_settle (500);
  g_assert_cmpstr (desk_page (fixture), ==, "list");
  g_assert_cmpint (jkk_list_page_get_selected (JKK_LIST_PAGE (part (fixture, "JkkListPage"))), ==,
                   g_array_index (ids, gint64, 1));
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (fixture->window));
  g_assert_nonnull (focus);
  g_assert_nonnull (jkk_list_columns_row_item (focus));
  g_assert_cmpint (jkk_case_item_get_id (jkk_list_columns_row_item (focus)), ==, g_array_index (ids, gint64, 1));
}

static void
test_another_queue_begins_at_its_top (Fixture *fixture, gconstpointer data)
{
  JkkListPage *list;

  open_demo (fixture, "sari");
  list = JKK_LIST_PAGE (part (fixture, "JkkListPage"));
  show_queue (fixture, JKK_QUEUE_DECIDED);
  g_assert_cmpuint (n_listed (fixture), >, 3);
  g_autoptr (GArray) decided = jkk_list_page_dup_ids (list);

  jkk_list_page_select (list, g_array_index (decided, gint64, 3));
  show_queue (fixture, JKK_QUEUE_ALL);
  n_listed (fixture);
  g_autoptr (GArray) all = jkk_list_page_dup_ids (list);
  g_assert_cmpint (jkk_list_page_get_selected (list), ==, g_array_index (all, gint64, 0));

  jkk_list_page_select (list, g_array_index (all, gint64, 5));
  act (fixture, "reload", NULL);
  n_listed (fixture);
  g_assert_cmpint (jkk_list_page_get_selected (list), ==, g_array_index (all, gint64, 5));
}

static void
test_the_queues_can_be_put_away (Fixture *fixture, gconstpointer data)
{
  open_demo (fixture, "sari");
  AdwFlap *flap = ADW_FLAP (part_of (fixture, "JkkDesk", "flap"));

  g_assert_true (adw_flap_get_reveal_flap (flap));
  act (fixture, "toggle-queues", NULL);
  g_assert_false (adw_flap_get_reveal_flap (flap));
  act (fixture, "toggle-queues", NULL);
  g_assert_true (adw_flap_get_reveal_flap (flap));
}

/* A new office */

/* Whoever types real cases must not find invented ones where the office was. */
static void
test_an_office_that_is_gone_is_not_replaced_by_a_demonstration (Fixture *fixture, gconstpointer data)
{
  JkkOfficeSetup setup = { "Kantor Contoh", "Contoh", "admin", "Siti Rahma", "panjang sekali 7" };
  g_autofree char *aside = g_strconcat (fixture->office->own, "-aside", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (jkk_office_create (fixture->office->own, &setup, &error));
  g_assert_no_error (error);
  jkk_window_start (fixture->window);
  jkk_test_wait_page (fixture->window, "sign-in");
  jkk_test_window_close (fixture->window);
  g_assert_cmpint (g_rename (fixture->office->own, aside), ==, 0);

  fixture->window = jkk_test_window_new (fixture->office);
  jkk_window_start (fixture->window);
  jkk_test_wait_page (fixture->window, "trouble");
  g_assert_true (jkk_test_is_enabled (fixture->window, "open-demo"));
  /* The disk is there again. */
  g_assert_cmpint (g_rename (aside, fixture->office->own), ==, 0);
  act (fixture, "try-again", NULL);
  jkk_test_wait_page (fixture->window, "sign-in");
}

static void
test_a_new_office_explains_what_is_missing (Fixture *fixture, gconstpointer data)
{
  static const char *const faults[] = { "office_fault", "city_fault", "person_fault", "login_fault", "password_fault" };

  act (fixture, "new-office", NULL);
  jkk_test_wait_page (fixture->window, "new-office");
  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    g_assert_false (gtk_widget_get_visible (part_of (fixture, "JkkNewOfficePage", faults[i])));
  jkk_test_act (part (fixture, "JkkNewOfficePage"), "new-office.create", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    g_assert_true (gtk_widget_get_visible (part_of (fixture, "JkkNewOfficePage", faults[i])));
  g_assert_false (jkk_office_exists (fixture->office->own));
  type_into (fixture, "JkkNewOfficePage", "city", "Jambi");
  g_assert_false (gtk_widget_get_visible (part_of (fixture, "JkkNewOfficePage", "city_fault")));
  type_into (fixture, "JkkNewOfficePage", "password", "panjang sekali 7");
  g_assert_false (gtk_widget_get_visible (part_of (fixture, "JkkNewOfficePage", "password_fault")));
  g_assert_true (gtk_widget_get_visible (part_of (fixture, "JkkNewOfficePage", "repeated_fault")));
}

static void
test_a_new_office_is_made_and_signed_in_to (Fixture *fixture, gconstpointer data)
{
  act (fixture, "new-office", NULL);
  jkk_test_wait_page (fixture->window, "new-office");
  type_into (fixture, "JkkNewOfficePage", "office", " Kantor Cabang Jambi ");
  type_into (fixture, "JkkNewOfficePage", "city", "Jambi");
  type_into (fixture, "JkkNewOfficePage", "person", "Siti Rahma");
  type_into (fixture, "JkkNewOfficePage", "login", "siti");
  type_into (fixture, "JkkNewOfficePage", "password", "panjang sekali 7");
  type_into (fixture, "JkkNewOfficePage", "repeated", "panjang sekali 7");
  jkk_test_act (part (fixture, "JkkNewOfficePage"), "new-office.create", NULL);
  jkk_test_wait_page (fixture->window, "sign-in");

  JkkOffice *office = jkk_window_get_office (fixture->window);
  g_assert_cmpstr (jkk_office_get_name (office), ==, "Kantor Cabang Jambi");
  g_assert_false (jkk_office_is_demo (office));
  g_assert_false (gtk_widget_get_mapped (part_of (fixture, "JkkSignInPage", "demo")));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (part_of (fixture, "JkkSignInPage", "login"))), ==, "siti");
  type_into (fixture, "JkkSignInPage", "password", "panjang sekali 7");
  jkk_test_act (part (fixture, "JkkSignInPage"), "sign-in.submit", NULL);
  jkk_test_wait_page (fixture->window, "desk");
  g_assert_cmpuint (n_listed (fixture), ==, 0);
  g_assert_true (jkk_test_is_enabled (fixture->window, "open-demo"));
  g_assert_false (jkk_test_is_enabled (fixture->window, "new-office"));
}

int
main (int argc, char *argv[])
{
  jkk_test_init (&argc, &argv);
#define ADD(path, n_cases, function)                                                                                   \
  g_test_add ("/window/" path, Fixture, GUINT_TO_POINTER (n_cases), set_up, function, tear_down)
  ADD ("the-first-start-makes-a-demonstration", 0, test_the_first_start_makes_a_demonstration);
  ADD ("a-place-that-was-named-is-no-reason-for-a-demonstration", 0,
       test_a_place_that_was_named_is_no_reason_for_a_demonstration);
  ADD ("who-does-not-want-to-wait-is-not-left-alone", 0, test_who_does_not_want_to_wait_is_not_left_alone);
  ADD ("a-demonstration-that-was-interrupted-is-made-anew", 0, test_a_demonstration_that_was_interrupted_is_made_anew);
  g_test_add_func ("/window/closing-while-it-is-made-leaves-nothing-half-done",
                   test_closing_while_it_is_made_leaves_nothing_half_done);
  ADD ("a-store-that-is-not-there-is-said", 12, test_a_store_that_is_not_there_is_said);
  ADD ("a-newer-store-is-left-untouched", 12, test_a_newer_store_is_left_untouched);
  ADD ("a-place-where-nothing-can-be-written-is-said", 0, test_a_place_where_nothing_can_be_written_is_said);
  ADD ("a-wrong-password-is-told-at-its-entry", 12, test_a_wrong_password_is_told_at_its_entry);
  ADD ("work-begins-where-it-waits-for-each-role", 12, test_work_begins_where_it_waits_for_each_role);
  ADD ("the-keyboard-is-where-the-work-is", 12, test_the_keyboard_is_where_the_work_is);
  ADD ("a-desk-that-was-locked-is-found-as-it-was", N_CASES, test_a_desk_that_was_locked_is_found_as_it_was);
  ADD ("actions-fit-the-role", 12, test_actions_fit_the_role);
  ADD ("the-numbers-of-the-queues-are-true", N_CASES, test_the_numbers_of_the_queues_are_true);
  ADD ("a-search-looks-everywhere-and-enter-opens-the-only-case", N_CASES,
       test_a_search_looks_everywhere_and_enter_opens_the_only_case);
  ADD ("what-is-not-found-is-said", 12, test_what_is_not_found_is_said);
  ADD ("a-heading-sorts-the-list", N_CASES, test_a_heading_sorts_the_list);
  ADD ("one-walks-through-the-list-from-case-to-case", N_CASES, test_one_walks_through_the_list_from_case_to_case);
  ADD ("another-queue-begins-at-its-top", N_CASES, test_another_queue_begins_at_its_top);
  ADD ("the-queues-can-be-put-away", 12, test_the_queues_can_be_put_away);
  ADD ("an-office-that-is-gone-is-not-replaced-by-a-demonstration", 0,
       test_an_office_that_is_gone_is_not_replaced_by_a_demonstration);
  ADD ("a-new-office-explains-what-is-missing", 0, test_a_new_office_explains_what_is_missing);
  ADD ("a-new-office-is-made-and-signed-in-to", 0, test_a_new_office_is_made_and_signed_in_to);
  return g_test_run ();
}
