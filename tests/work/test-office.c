#include "jkk-work-fixture.h"

static void
test_a_new_office_has_its_name_and_one_administrator (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpstr (jkk_office_get_name (fixture->office), ==, "Kantor Cabang Contoh");
  g_assert_cmpstr (jkk_office_get_city (fixture->office), ==, "Contoh");
  g_assert_false (jkk_office_is_demo (fixture->office));
}

static void
test_an_office_is_never_made_over_another (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  JkkOfficeSetup setup = { "Lain", "Lain", "admin", "Lain", PASSWORD };

  g_assert_false (jkk_office_create (fixture->address, &setup, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_REFUSED);
  sign_in (fixture, "admin");
}

static void
test_an_incomplete_set_up_makes_nothing (Fixture *fixture, gconstpointer data)
{
  static const JkkOfficeSetup setups[] = {
    { "", "Kota", "admin", "Nama", PASSWORD },       { "Kantor", " ", "admin", "Nama", PASSWORD },
    { "Kantor", "Kota", "", "Nama", PASSWORD },      { "Kantor", "Kota", "admin", "", PASSWORD },
    { "Kantor", "Kota", "admin", "Nama", "pendek" }, { "Kantor", "Kota", "a b", "Nama", PASSWORD },
  };
  g_autofree char *address = g_build_filename (fixture->folder, "lain.db", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (setups); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (jkk_office_create (address, &setups[i], &error));
      g_assert_error (error, JKK_ERROR, JKK_ERROR_INVALID);
      g_assert_false (jkk_office_exists (address));
    }
}

static void
test_a_missing_office_is_said_so (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (jkk_office_open ("/nirgendwo/office.db", &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_NOT_FOUND);
}

static void
test_lists_counts_and_files_agree (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 first = take_in (fixture), second = take_in (fixture);
  g_autoptr (JkkCase) taken = deed (fixture, "take", second, NULL);
  JkkCaseQuery query = JKK_CASE_QUERY_INIT;
  g_autoptr (GArray) all = jkk_office_list (fixture->office, &query, &error);
  g_autofree JkkCaseCounts *counts = jkk_office_counts (fixture->office, &error);
  g_autoptr (GPtrArray) rows = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (all->len, ==, 2);
  rows = jkk_office_rows (fixture->office, &g_array_index (all, gint64, 0), all->len, &error);
  g_assert_cmpint (((JkkCaseRow *) rows->pdata[0])->total, ==, 5466667);
  g_assert_cmpint (counts->by_status[JKK_STATUS_RECEIVED], ==, 1);
  g_assert_cmpint (counts->by_status[JKK_STATUS_VERIFYING], ==, 1);
  g_assert_cmpint (counts->mine, ==, 1);
  query.search = "tono";
  g_autoptr (GArray) found = jkk_office_list (fixture->office, &query, &error);
  g_assert_cmpuint (found->len, ==, 2);
  g_assert_cmpint (jkk_office_find_number (fixture->office, "JKK-2026-000001", &error), ==, first);
  g_assert_cmpint (jkk_office_find_number (fixture->office, "JKK-2026-000009", &error), ==, 0);
  g_assert_error (error, JKK_ERROR, JKK_ERROR_NOT_FOUND);
}

static void
test_seven_working_days_before_today_are_not_overdue_yet (void)
{
  /* Tuesday 5 May 2026: seven working days from Friday 24 April end on Tuesday 5 May; from Thursday they ended on
   * Monday. */
  g_assert_cmpint (jkk_office_overdue_before (NULL, jkk_day_new (2026, 5, 5)), ==, jkk_day_new (2026, 4, 24));
}

typedef struct
{
  GMainLoop *loop;
  GAsyncResult *result;
  GObject *source;
  guint changed;
} Waiting;

static void
done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Waiting *waiting = user_data;

  waiting->source = source;
  waiting->result = g_object_ref (result);
  g_main_loop_quit (waiting->loop);
}

static void
changed_cb (Waiting *waiting)
{
  waiting->changed++;
}

static void
test_calls_from_the_window_answer_with_the_office (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  Waiting waiting = { .loop = loop };
  gint64 id = take_in (fixture);
  JkkRequest request = { .case_id = id };

  jkk_office_do_async (fixture->office, "take", &request, NULL, done_cb, &waiting);
  g_main_loop_run (loop);
  g_assert_true (waiting.source == G_OBJECT (fixture->office));
  g_autoptr (JkkOutcome) outcome = jkk_office_do_finish (fixture->office, waiting.result, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (outcome->jcase->cover.verifier, ==, "sari");
  g_clear_object (&waiting.result);

  jkk_office_load_async (fixture->office, 4711, NULL, done_cb, &waiting);
  g_main_loop_run (loop);
  g_assert_null (jkk_office_load_finish (fixture->office, waiting.result, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_NOT_FOUND);
  g_clear_object (&waiting.result);
}

static gboolean
give_up_cb (gpointer data)
{
  g_main_loop_quit (data);
  return G_SOURCE_REMOVE;
}

static void
test_another_desk_is_noticed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  Waiting waiting = { .loop = loop };
  JkkOffice *other = jkk_office_open (fixture->address, NULL);
  Fixture elsewhere = { .office = other };
  guint id;

  sign_in (fixture, "sari");
  g_signal_connect_swapped (fixture->office, "changed", G_CALLBACK (changed_cb), &waiting);
  g_signal_connect_swapped (fixture->office, "changed", G_CALLBACK (g_main_loop_quit), loop);
  take_in (&elsewhere);
  id = g_timeout_add_seconds (10, give_up_cb, loop);
  g_main_loop_run (loop);
  g_assert_cmpuint (waiting.changed, >, 0);
  g_source_remove (id);
  jkk_office_close (other);
  end_object (other);
}

static void
opening_done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static void
test_opening_holds_nobody_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) missing = NULL, there = NULL;
  g_autoptr (GError) error = NULL;

  jkk_office_open_async ("/srv/santun/tidak-ada.db", opening_done_cb, &missing);
  jkk_office_open_async (fixture->place, opening_done_cb, &there);
  g_assert_null (missing);
  g_assert_null (there);
  while (missing == NULL || there == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (jkk_office_open_finish (missing, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_autoptr (JkkOffice) office = jkk_office_open_finish (there, &error);
  g_assert_no_error (error);
  g_assert_false (jkk_office_is_away (office));
  g_assert_cmpstr (jkk_office_get_name (office), ==, jkk_office_get_name (fixture->office));
  jkk_office_close (office);
}

static void
count_cb (JkkOffice *office, guint *n)
{
  (*n)++;
}

/* Of who has a case open the others are told, and nobody reads anything again for it. */
static void
test_who_has_a_case_open_is_no_change (Fixture *fixture, gconstpointer data)
{
  gint64 id = take_in (fixture);
  guint length = history_length (fixture, id), n_changed = 0;
  JkkOffice *other = jkk_office_open (fixture->place, NULL);
  Fixture elsewhere = { .office = other };
  char *names;

  sign_in (fixture, "sari");
  sign_in (&elsewhere, "rina");
  g_usleep (1200 * 1000);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_signal_connect (other, "changed", G_CALLBACK (count_cb), &n_changed);
  jkk_office_be_at (other, 0);
  jkk_office_be_at (fixture->office, id);
  while ((names = jkk_office_others_at (other, id)) == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (g_str_has_prefix (names, "Sari Contoh ("));
  g_free (names);
  g_assert_null (jkk_office_others_at (other, id + 1));
  jkk_office_be_at (fixture->office, 0);
  while ((names = jkk_office_others_at (other, id)) != NULL)
    {
      g_free (names);
      g_main_context_iteration (NULL, TRUE);
    }
  g_assert_cmpuint (n_changed, ==, 0);
  g_assert_cmpuint (history_length (fixture, id), ==, length);
  jkk_office_close (other);
  end_object (other);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  fixture_test_add ("/office/who-has-a-case-open-is-no-change", test_who_has_a_case_open_is_no_change);
  fixture_test_add ("/office/opening-holds-nobody-up", test_opening_holds_nobody_up);
  fixture_test_add ("/office/new", test_a_new_office_has_its_name_and_one_administrator);
  fixture_test_add ("/office/never-over", test_an_office_is_never_made_over_another);
  fixture_test_add ("/office/incomplete", test_an_incomplete_set_up_makes_nothing);
  g_test_add_func ("/office/missing", test_a_missing_office_is_said_so);
  fixture_test_add ("/office/lists", test_lists_counts_and_files_agree);
  g_test_add_func ("/office/overdue", test_seven_working_days_before_today_are_not_overdue_yet);
  fixture_test_add ("/office/async", test_calls_from_the_window_answer_with_the_office);
  fixture_test_add ("/office/another-desk", test_another_desk_is_noticed);
  return g_test_run ();
}
