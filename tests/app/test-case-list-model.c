#include "jkk-case-list-model.h"

#include <glib/gstdio.h>

#include "../scratch-folder.h"
#include "jkk-demo.h"

#define N_CASES 150

typedef struct
{
  char *folder;
  JkkOffice *office;
  JkkCaseListModel *model;
  guint n_listed;
  guint n_changes;
  guint removed;
  guint added;
} Fixture;

static void
listed_cb (Fixture *fixture)
{
  fixture->n_listed++;
}

static void
items_changed_cb (Fixture *fixture, guint position, guint removed, guint added)
{
  fixture->n_changes++;
  fixture->removed = removed;
  fixture->added = added;
}

static void
list (Fixture *fixture, const JkkCaseQuery *query)
{
  guint before = fixture->n_listed;

  jkk_case_list_model_set_query (fixture->model, query);
  while (fixture->n_listed == before)
    g_main_context_iteration (NULL, TRUE);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *address = NULL;

  fixture->folder = make_folder ();
  address = g_build_filename (fixture->folder, "demo.db", NULL);
  jkk_demo_create (address, N_CASES, JKK_DEMO_SEED, jkk_today (), NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  fixture->office = jkk_office_open (address, &error);
  g_assert_no_error (error);
  jkk_office_sign_in (fixture->office, "sari", jkk_demo_accounts (&(guint){ 0 })[0].password, &error);
  g_assert_no_error (error);
  fixture->model = jkk_case_list_model_new ();
  g_signal_connect_swapped (fixture->model, "listed", G_CALLBACK (listed_cb), fixture);
  g_signal_connect_swapped (fixture->model, "items-changed", G_CALLBACK (items_changed_cb), fixture);
  jkk_case_list_model_set_office (fixture->model, fixture->office);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  /* What is still on its way holds the model. */
  while (G_OBJECT (fixture->model)->ref_count > 1)
    g_main_context_iteration (NULL, TRUE);
  g_assert_finalize_object (fixture->model);
  jkk_office_close (fixture->office);
  g_clear_object (&fixture->office);
  remove_folder (fixture->folder);
  g_free (fixture->folder);
}

static guint
n_items (Fixture *fixture)
{
  return g_list_model_get_n_items (G_LIST_MODEL (fixture->model));
}

static const JkkRowState *
state_at (Fixture *fixture, guint position)
{
  g_autoptr (JkkCaseItem) item = g_list_model_get_item (G_LIST_MODEL (fixture->model), position);

  return jkk_case_item_get_state (item);
}

static void
want (Fixture *fixture, guint position)
{
  jkk_case_list_model_want (fixture->model, position);
  while (state_at (fixture, position) == NULL)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_all_cases_are_listed_in_order (Fixture *fixture, gconstpointer data)
{
  JkkCaseQuery query = JKK_CASE_QUERY_INIT;
  g_autoptr (GError) error = NULL;

  query.sort = JKK_SORT_RECEIVED_DAY;
  query.descending = TRUE;
  list (fixture, &query);
  g_autoptr (GArray) wanted = jkk_office_list (fixture->office, &query, &error);
  g_assert_no_error (error);
  g_autoptr (GArray) ids = jkk_case_list_model_dup_ids (fixture->model);

  g_assert_cmpuint (n_items (fixture), ==, N_CASES);
  g_assert_cmpmem (ids->data, ids->len * sizeof (gint64), wanted->data, wanted->len * sizeof (gint64));
  g_assert_null (jkk_case_list_model_get_error (fixture->model));
  g_assert_false (jkk_case_list_model_is_loading (fixture->model));
}

static void
test_only_what_is_looked_at_is_fetched (Fixture *fixture, gconstpointer data)
{
  JkkCaseQuery query = JKK_CASE_QUERY_INIT;

  list (fixture, &query);
  /* What a person sees at first is there at once, but not the far end. */
  g_assert_nonnull (state_at (fixture, 0));
  g_assert_nonnull (state_at (fixture, 40));
  g_assert_null (state_at (fixture, N_CASES - 1));
  want (fixture, N_CASES - 1);
}

static void
test_names_take_the_place_of_logins (Fixture *fixture, gconstpointer data)
{
  JkkCaseQuery query = JKK_CASE_QUERY_INIT;
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);

  g_hash_table_insert (names, (char *) "sari", (char *) "Sari Wulandari");
  jkk_case_list_model_set_verifiers (fixture->model, names);
  query.verifier = "sari";
  list (fixture, &query);
  g_assert_cmpuint (n_items (fixture), >, 0);
  want (fixture, 0);
  g_assert_cmpstr (state_at (fixture, 0)->verifier, ==, "Sari Wulandari");
}

static void
test_a_listing_without_news_changes_nothing (Fixture *fixture, gconstpointer data)
{
  JkkCaseQuery query = JKK_CASE_QUERY_INIT;

  list (fixture, &query);
  g_assert_cmpuint (fixture->n_changes, ==, 1);
  list (fixture, &query);
  g_assert_cmpuint (fixture->n_changes, ==, 1);
}

static void
test_one_case_that_goes_leaves_the_others_alone (Fixture *fixture, gconstpointer data)
{
  JkkCaseQuery query = JKK_CASE_QUERY_INIT;
  g_autoptr (GError) error = NULL;

  query.statuses = JKK_STATUS_BIT (JKK_STATUS_RECEIVED);
  list (fixture, &query);
  guint before = n_items (fixture);
  g_assert_cmpuint (before, >, 1);
  want (fixture, before - 1);
  g_autoptr (JkkCaseItem) last = g_list_model_get_item (G_LIST_MODEL (fixture->model), before - 1);
  g_autoptr (JkkCaseItem) first = g_list_model_get_item (G_LIST_MODEL (fixture->model), 0);

  const JkkRequest request = { .case_id = jkk_case_item_get_id (first) };
  g_autoptr (JkkOutcome) outcome = jkk_office_do (fixture->office, "take", &request, &error);
  g_assert_no_error (error);
  list (fixture, &query);

  g_autoptr (JkkCaseItem) still_last = g_list_model_get_item (G_LIST_MODEL (fixture->model), before - 2);
  g_assert_cmpuint (n_items (fixture), ==, before - 1);
  g_assert_cmpuint (fixture->removed, ==, 1);
  g_assert_cmpuint (fixture->added, ==, 0);
  g_assert_true (still_last == last);
  g_assert_false (jkk_case_list_model_find (fixture->model, request.case_id, NULL));
}

static void
changed_cb (gboolean *changed)
{
  *changed = TRUE;
}

static void
test_a_line_that_is_shown_gets_its_new_texts (Fixture *fixture, gconstpointer data)
{
  JkkCaseQuery query = JKK_CASE_QUERY_INIT;
  gboolean changed = FALSE;
  guint position;
  g_autoptr (GError) error = NULL;

  query.statuses = JKK_STATUS_BIT (JKK_STATUS_RECEIVED);
  list (fixture, &query);
  g_autoptr (JkkCaseItem) item = g_list_model_get_item (G_LIST_MODEL (fixture->model), 0);
  const JkkRequest request = { .case_id = jkk_case_item_get_id (item) };

  query.statuses = 0;
  list (fixture, &query);
  g_assert_true (jkk_case_list_model_find (fixture->model, request.case_id, &position));
  want (fixture, position);
  g_assert_cmpstr (jkk_case_item_get_state (item)->status, ==, "Received");

  g_autoptr (JkkOutcome) outcome = jkk_office_do (fixture->office, "take", &request, &error);
  g_assert_no_error (error);
  g_signal_connect_swapped (item, "changed", G_CALLBACK (changed_cb), &changed);
  list (fixture, &query);
  while (!changed)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (jkk_case_item_get_state (item)->status, ==, "Being verified");
  g_signal_handlers_disconnect_by_func (item, changed_cb, &changed);
}

static void
test_without_an_office_there_is_nothing (Fixture *fixture, gconstpointer data)
{
  JkkCaseQuery query = JKK_CASE_QUERY_INIT;

  list (fixture, &query);
  jkk_case_list_model_set_office (fixture->model, NULL);
  g_assert_cmpuint (n_items (fixture), ==, 0);
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (fixture->model), 0));
  jkk_case_list_model_want (fixture->model, 0);
  jkk_case_list_model_refresh (fixture->model);
  g_assert_false (jkk_case_list_model_is_loading (fixture->model));
}

static void
item_changed_cb (JkkCaseItem *item, guint *n_changed)
{
  (*n_changed)++;
}

static gboolean
is_open_elsewhere (Fixture *fixture, gint64 id)
{
  g_autofree char *others = jkk_office_others_at (fixture->office, id);

  return others != NULL;
}

/* The line itself tells it: the list is not read again, and no line moves. */
static void
test_what_others_open_is_marked_where_it_stands (Fixture *fixture, gconstpointer data)
{
  JkkCaseQuery query = JKK_CASE_QUERY_INIT;
  g_autoptr (GError) error = NULL;
  g_autofree char *address = g_strdup (jkk_office_get_address (fixture->office));
  JkkOffice *other = jkk_office_open (address, &error);
  guint n_changed = 0;

  g_assert_no_error (error);
  jkk_office_sign_in (other, "rina", jkk_demo_accounts (&(guint){ 0 })[0].password, &error);
  g_assert_no_error (error);
  list (fixture, &query);
  want (fixture, 3);
  g_autoptr (JkkCaseItem) item = g_list_model_get_item (G_LIST_MODEL (fixture->model), 3);
  g_autoptr (JkkCaseItem) neighbour = g_list_model_get_item (G_LIST_MODEL (fixture->model), 4);
  guint n_listed = fixture->n_listed, n_changes = fixture->n_changes;
  g_signal_connect (item, "changed", G_CALLBACK (item_changed_cb), &n_changed);
  jkk_office_be_at (fixture->office, 0);

  g_assert_null (jkk_case_item_get_others (item));
  jkk_office_be_at (other, jkk_case_item_get_id (item));
  while (jkk_case_item_get_others (item) == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (g_str_has_prefix (jkk_case_item_get_others (item), "Rina "));
  g_assert_null (jkk_case_item_get_others (neighbour));
  /* A line that comes into sight later knows it at once. */
  gint64 far = jkk_case_list_model_get_id (fixture->model, N_CASES - 1);
  g_assert_cmpint (far, !=, 0);
  jkk_office_be_at (other, far);
  while (!is_open_elsewhere (fixture, far) || jkk_case_item_get_others (item) != NULL)
    g_main_context_iteration (NULL, TRUE);
  g_autoptr (JkkCaseItem) last = g_list_model_get_item (G_LIST_MODEL (fixture->model), N_CASES - 1);
  g_assert_nonnull (jkk_case_item_get_others (last));

  g_assert_cmpuint (n_changed, ==, 2);
  g_assert_cmpuint (fixture->n_listed, ==, n_listed);
  g_assert_cmpuint (fixture->n_changes, ==, n_changes);
  jkk_office_close (other);
  g_object_unref (other);
}

int
main (int argc, char *argv[])
{
  g_setenv ("SANTUN_TODAY", "2026-03-12", TRUE);
  g_setenv ("SANTUN_TEST_PASSWORDS", "1", TRUE);
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add ("/case-list-model/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("all-cases-are-listed-in-order", test_all_cases_are_listed_in_order);
  ADD ("only-what-is-looked-at-is-fetched", test_only_what_is_looked_at_is_fetched);
  ADD ("names-take-the-place-of-logins", test_names_take_the_place_of_logins);
  ADD ("a-listing-without-news-changes-nothing", test_a_listing_without_news_changes_nothing);
  ADD ("what-others-open-is-marked-where-it-stands", test_what_others_open_is_marked_where_it_stands);
  ADD ("one-case-that-goes-leaves-the-others-alone", test_one_case_that_goes_leaves_the_others_alone);
  ADD ("a-line-that-is-shown-gets-its-new-texts", test_a_line_that_is_shown_gets_its_new_texts);
  ADD ("without-an-office-there-is-nothing", test_without_an_office_there_is_nothing);
  return g_test_run ();
}
