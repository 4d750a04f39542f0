#include "jkk-case-list-model.h"

#include <glib/gstdio.h>

#include "../scratch-folder.h"
#include "jkk-demo.h"

/* Enough for a list of which only parts are known, in steps of twenty thousand. */
#define N_CASES 45000

static char *folder, *address;

typedef struct
{
  JkkOffice *office;
  JkkCaseListModel *model;
  guint n_listed;
  guint n_told; /* as whoever follows the changes believes */
} Fixture;

static void
listed_cb (Fixture *fixture)
{
  fixture->n_listed++;
}

static void
items_changed_cb (Fixture *fixture, guint position, guint removed, guint added)
{
  g_assert_cmpuint (position + removed, <=, fixture->n_told);
  fixture->n_told = fixture->n_told - removed + added;
  g_assert_cmpuint (fixture->n_told, ==, g_list_model_get_n_items (G_LIST_MODEL (fixture->model)));
}

static void
list (Fixture *fixture, const JkkCaseQuery *query)
{
  guint before = fixture->n_listed;

  jkk_case_list_model_set_query (fixture->model, query);
  while (fixture->n_listed == before)
    g_main_context_iteration (NULL, TRUE);
  /* The first lines come before the rest. */
  g_assert_cmpuint (jkk_case_list_model_get_n_cases (fixture->model), >=, fixture->n_told);
  while (jkk_case_list_model_is_loading (fixture->model))
    g_main_context_iteration (NULL, TRUE);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

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
}

static GArray *
ids_of (Fixture *fixture, const JkkCaseQuery *query)
{
  g_autoptr (GError) error = NULL;
  GArray *ids = jkk_office_list (fixture->office, query, &error);

  g_assert_no_error (error);
  return ids;
}

static JkkCaseItem *
item_at (Fixture *fixture, guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (fixture->model), position);
}

/* As a window does it: the lines in sight are held, and each says that it is wanted. */
static GPtrArray *
show (Fixture *fixture, guint position, guint n)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < n; i++)
    {
      g_ptr_array_add (lines, item_at (fixture, position + i));
      jkk_case_list_model_want (fixture->model, position + i);
    }
  for (guint i = 0; i < n; i++)
    while (jkk_case_item_get_state (lines->pdata[i]) == NULL)
      {
        g_main_context_iteration (NULL, TRUE);
        /* Another line may have come in its place. */
        g_object_unref (lines->pdata[i]);
        lines->pdata[i] = item_at (fixture, position + i);
      }
  return lines;
}

static void
assert_shown (Fixture *fixture, GArray *all, guint position)
{
  guint n = MIN (200, all->len - position);
  g_autoptr (GPtrArray) lines = show (fixture, position, n);

  for (guint i = 0; i < n; i++)
    {
      g_assert_cmpint (jkk_case_item_get_id (lines->pdata[i]), ==, g_array_index (all, gint64, position + i));
      g_assert_nonnull (jkk_case_item_get_state (lines->pdata[i])->number);
    }
}

static void
test_any_place_shows_what_stands_there (Fixture *fixture, gconstpointer data)
{
  static const JkkCaseSort sorts[] = { JKK_SORT_RECEIVED_DAY, JKK_SORT_PARTICIPANT_NAME, JKK_SORT_STATUS };

  for (guint i = 0; i < 2 * G_N_ELEMENTS (sorts); i++)
    {
      JkkCaseQuery query = JKK_CASE_QUERY_INIT;

      query.sort = sorts[i / 2];
      query.descending = i % 2 == 1;
      query.statuses = i < 4 ? 0 : JKK_STATUS_BIT (JKK_STATUS_APPROVED) | JKK_STATUS_BIT (JKK_STATUS_RECEIVED);
      g_autoptr (GArray) all = ids_of (fixture, &query);
      list (fixture, &query);
      g_assert_cmpuint (fixture->n_told, ==, all->len);
      g_assert_false (jkk_case_list_model_is_whole (fixture->model));
      assert_shown (fixture, all, 0);
      assert_shown (fixture, all, all->len - 1);
      assert_shown (fixture, all, all->len / 2);
      assert_shown (fixture, all, 900);
      assert_shown (fixture, all, 19950);
      assert_shown (fixture, all, all->len - 1200);
      g_assert_cmpuint (fixture->n_told, ==, all->len);
    }
}

/* However much one scrolls, what nobody sees any more is let go. */
static void
test_scrolling_through_keeps_little (Fixture *fixture, gconstpointer data)
{
  JkkCaseQuery query = JKK_CASE_QUERY_INIT;
  guint first, n_known = 0;

  g_autoptr (GArray) all = ids_of (fixture, &query);
  list (fixture, &query);
  for (guint position = 0; position + 200 < all->len; position += 3100)
    assert_shown (fixture, all, position);
  for (guint position = 0; position < all->len; position += 500)
    {
      g_autoptr (GArray) near = jkk_case_list_model_dup_near (fixture->model, position, &first);

      n_known += near->len > 0 ? 500 : 0;
    }
  g_assert_cmpuint (n_known, <=, 12 * JKK_CASE_LIST_MODEL_PART);
}

static void
take (Fixture *fixture, gint64 id)
{
  const JkkRequest request = { .case_id = id };
  g_autoptr (GError) error = NULL;
  g_autoptr (JkkOutcome) outcome = jkk_office_do (fixture->office, "take", &request, &error);

  g_assert_no_error (error);
}

/* A case moves from the middle to the end while somebody reads: nothing that is seen goes away. */
static void
test_what_is_read_stays_when_another_moves (Fixture *fixture, gconstpointer data)
{
  JkkCaseQuery received = JKK_CASE_QUERY_INIT, query = JKK_CASE_QUERY_INIT;

  received.statuses = JKK_STATUS_BIT (JKK_STATUS_RECEIVED);
  query.sort = JKK_SORT_UPDATED_AT;
  g_autoptr (GArray) open = ids_of (fixture, &received);
  list (fixture, &query);
  g_autoptr (GArray) before = ids_of (fixture, &query);
  g_autoptr (GPtrArray) lines = show (fixture, 30000, 200);
  g_autoptr (GPtrArray) end = show (fixture, before->len - 40, 40);
  for (guint i = 0; i < 5; i++)
    take (fixture, g_array_index (open, gint64, i));
  list (fixture, &query);
  g_autoptr (GArray) after = ids_of (fixture, &query);

  g_assert_cmpuint (fixture->n_told, ==, after->len);
  for (guint i = 0; i < lines->len; i++)
    {
      guint position;

      g_assert_true (jkk_case_list_model_find (fixture->model, jkk_case_item_get_id (lines->pdata[i]), &position));
      g_assert_cmpuint (position, ==, 30000 + i);
      g_autoptr (JkkCaseItem) now = item_at (fixture, position);
      g_assert_true (now == lines->pdata[i]);
    }
  assert_shown (fixture, after, after->len - 100);
  assert_shown (fixture, after, 0);
}

/* Many go and come between where one reads and the end: the sum is right, and so are both ends. */
static void
test_what_goes_elsewhere_is_missed_nowhere (Fixture *fixture, gconstpointer data)
{
  JkkCaseQuery received = JKK_CASE_QUERY_INIT, query = JKK_CASE_QUERY_INIT;

  received.statuses = JKK_STATUS_BIT (JKK_STATUS_RECEIVED);
  query.statuses = JKK_STATUS_BIT (JKK_STATUS_RECEIVED) | JKK_STATUS_BIT (JKK_STATUS_APPROVED);
  query.sort = JKK_SORT_PARTICIPANT_NAME;
  g_autoptr (GArray) open = ids_of (fixture, &received);
  list (fixture, &query);
  g_autoptr (GArray) before = ids_of (fixture, &query);
  g_autoptr (GPtrArray) lines = show (fixture, 20000, 200);
  for (guint i = 0; i < 30; i++)
    take (fixture, g_array_index (open, gint64, open->len - 1 - i));
  list (fixture, &query);
  g_autoptr (GArray) after = ids_of (fixture, &query);

  g_assert_cmpuint (after->len, ==, before->len - 30);
  g_assert_cmpuint (fixture->n_told, ==, after->len);
  for (guint i = 1; i < lines->len; i++)
    {
      guint a, b;

      if (jkk_case_list_model_find (fixture->model, jkk_case_item_get_id (lines->pdata[i - 1]), &a) &&
          jkk_case_list_model_find (fixture->model, jkk_case_item_get_id (lines->pdata[i]), &b))
        g_assert_cmpuint (b, ==, a + 1);
    }
  assert_shown (fixture, after, 0);
  assert_shown (fixture, after, after->len - 150);
}

/* A long list and a short one take turns: what is told is right each time. */
static void
test_lists_take_turns (Fixture *fixture, gconstpointer data)
{
  JkkCaseQuery query = JKK_CASE_QUERY_INIT;

  for (guint i = 0; i < 4; i++)
    {
      query.statuses = i % 2 == 0 ? 0 : JKK_STATUS_BIT (JKK_STATUS_HELD);
      g_autoptr (GArray) all = ids_of (fixture, &query);
      list (fixture, &query);
      g_assert_cmpuint (fixture->n_told, ==, all->len);
      g_assert_true (jkk_case_list_model_is_whole (fixture->model) == (all->len <= JKK_CASE_LIST_MODEL_PART));
      assert_shown (fixture, all, all->len / 2);
    }
  query.search = "kencana";
  g_autoptr (GArray) found = ids_of (fixture, &query);
  list (fixture, &query);
  g_assert_cmpuint (fixture->n_told, ==, found->len);
  g_assert_true (jkk_case_list_model_is_whole (fixture->model));
}

int
main (int argc, char *argv[])
{
  g_autoptr (GError) error = NULL;

  g_setenv ("SANTUN_TODAY", "2026-03-12", TRUE);
  g_setenv ("SANTUN_TEST_PASSWORDS", "1", TRUE);
  g_test_init (&argc, &argv, NULL);
  folder = make_folder ();
  address = g_build_filename (folder, "demo.db", NULL);
  jkk_demo_create (address, N_CASES, JKK_DEMO_SEED, jkk_today (), NULL, NULL, NULL, &error);
  g_assert_no_error (error);
#define ADD(path, function) g_test_add ("/case-list-looking/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("any-place-shows-what-stands-there", test_any_place_shows_what_stands_there);
  ADD ("scrolling-through-keeps-little", test_scrolling_through_keeps_little);
  ADD ("what-is-read-stays-when-another-moves", test_what_is_read_stays_when_another_moves);
  ADD ("what-goes-elsewhere-is-missed-nowhere", test_what_goes_elsewhere_is_missed_nowhere);
  ADD ("lists-take-turns", test_lists_take_turns);
  int result = g_test_run ();
  remove_folder (folder);
  g_free (folder);
  g_free (address);
  return result;
}
