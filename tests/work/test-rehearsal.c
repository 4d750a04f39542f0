#include "jkk-demo.h"
#include "jkk-draft-fixture.h"
#include "jkk-law.h"
#include "jkk-rehearsal.h"
#include "jkk-work-fixture.h"

#include <string.h>

static char *
write_draft (Fixture *fixture, const char *parameter, const char *value)
{
  return jkk_draft_fixture_write (g_getenv ("SANTUN_SOURCE_ROOT"), fixture->folder, parameter, value);
}

static JkkRehearsal *
rehearse (Fixture *fixture, const char *parameter, const char *value)
{
  g_autofree char *path = write_draft (fixture, parameter, value);
  g_autoptr (GError) error = NULL;
  JkkRehearsal *rehearsal = jkk_rehearsal_run (fixture->office, path, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  return rehearsal;
}

static void
test_a_draft_shows_what_it_would_change (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  sign_in (fixture, "sari");
  gint64 id = take_in (fixture);
  g_autoptr (JkkCaseFile) before = jkk_office_load (fixture->office, id, &error);
  guint seen = history_length (fixture, id);
  g_autoptr (JkkRehearsal) rehearsal = rehearse (fixture, "stmb-rate-1", "50");
  g_assert_cmpstr (rehearsal->pack, ==, "PP-82-2019");
  g_assert_cmpuint (rehearsal->n_cases, ==, 1);
  g_assert_cmpuint (rehearsal->n_less, ==, 1);
  g_assert_cmpuint (rehearsal->n_more, ==, 0);
  g_assert_cmpint (rehearsal->before, ==, 5466667);
  g_assert_cmpint (rehearsal->after, ==, 2733333);
  g_assert_cmpint (rehearsal->difference, ==, -2733334);
  const JkkRehearsalRow *row = rehearsal->rows->pdata[0];
  g_assert_cmpint (row->case_id, ==, id);
  g_assert_cmpstr (row->number, ==, before->jcase->cover.number);
  g_assert_cmpstr (row->participant_name, ==, "Tono Contoh");
  g_assert_cmpint (row->difference, ==, -2733334);
  g_assert_null (row->problem);
  /* Nothing is stored. */
  g_autoptr (JkkCaseFile) after = jkk_office_load (fixture->office, id, &error);
  g_assert_cmpint (after->jcase->revision, ==, before->jcase->revision);
  g_assert_cmpuint (history_length (fixture, id), ==, seen);
  g_autofree char *csv = jkk_rehearsal_to_csv (rehearsal);
  g_autofree char *expected = g_strdup_printf ("number,participant_name,before,after,difference,problem\r\n%s,Tono "
                                               "Contoh,5466667,2733333,-2733334,\r\n",
                                               row->number);
  g_assert_cmpstr (csv, ==, expected);
}

static void
test_a_draft_that_changes_nothing_has_no_rows (Fixture *fixture, gconstpointer data)
{
  sign_in (fixture, "sari");
  take_in (fixture);
  g_autoptr (JkkRehearsal) rehearsal = rehearse (fixture, "stmb-rate-1", "100");
  g_assert_cmpuint (rehearsal->n_cases, ==, 1);
  g_assert_cmpuint (rehearsal->rows->len, ==, 0);
  g_assert_cmpint (rehearsal->difference, ==, 0);
  g_assert_cmpint (rehearsal->before, ==, 5466667);
}

static void
test_what_the_office_corrected_elsewhere_counts_on_both_sides (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JkkLawEntry) entry =
      jkk_law_entry_new ("PP-44-2015", "stmb-divisor", jkk_day_new (2015, 7, 1), "25", NULL);
  JkkRequest request = { .law = entry, .reason = "uji" };

  sign_in (fixture, "sari");
  take_in (fixture);
  sign_in (fixture, "budi");
  g_autoptr (JkkOutcome) outcome = jkk_office_do (fixture->office, "confirm-value", &request, NULL);
  g_assert_nonnull (outcome);
  g_autoptr (JkkRehearsal) rehearsal = rehearse (fixture, "stmb-rate-1", "50");
  g_assert_cmpint (rehearsal->before, ==, 6560000);
  g_assert_cmpint (rehearsal->after, ==, 3280000);
}

static void
test_what_cannot_be_calculated_is_named (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JkkRehearsal) rehearsal = g_new0 (JkkRehearsal, 1);
  JkkRehearsalRow *row = g_new0 (JkkRehearsalRow, 1);

  rehearsal->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_rehearsal_row_free);
  *row = (JkkRehearsalRow){ .number = g_strdup ("JKK-2026-000001"),
                            .participant_name = g_strdup ("=Contoh, \"S\""),
                            .before = 5,
                            .after = JKK_NONE,
                            .problem = g_strdup ("terlalu besar") };
  g_ptr_array_add (rehearsal->rows, row);
  g_autofree char *csv = jkk_rehearsal_to_csv (rehearsal);
  g_assert_nonnull (strstr (csv, "JKK-2026-000001,\"'=Contoh, \"\"S\"\"\",5,,,terlalu besar\r\n"));
}

static void
test_a_faulty_draft_is_refused_with_its_line (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = write_draft (fixture, "stmb-rate-1", "banyak");
  g_autoptr (GError) error = NULL;

  g_assert_null (jkk_rehearsal_run (fixture->office, path, NULL, NULL, NULL, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_FORMAT);
  g_assert_nonnull (strstr (error->message, "ine "));
  g_clear_error (&error);
  g_assert_null (jkk_rehearsal_run (fixture->office, "/tidak/ada.xml", NULL, NULL, NULL, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_NOT_FOUND);
}

/* The demonstration office: the quick way says the same as the sheets. */
typedef struct
{
  guint ticks;
  guint done;
  guint total;
  GThread *thread;
} Heard;

static void
progress_cb (guint done, guint total, gpointer user_data)
{
  Heard *heard = user_data;

  g_assert_true (g_thread_self () == heard->thread);
  g_assert_cmpuint (done, >=, heard->done);
  heard->done = done;
  heard->total = total;
  heard->ticks++;
}

static JkkMoney
sum_of_sheets (JkkOffice *office, guint *n)
{
  JkkCaseQuery query = JKK_CASE_QUERY_INIT;
  JkkMoney sum = 0;

  query.statuses = JKK_STATUS_OPEN;
  g_autoptr (GArray) ids = jkk_office_list (office, &query, NULL);
  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr (JkkCaseFile) file = jkk_office_load (office, g_array_index (ids, gint64, i), NULL);
      g_autoptr (JkkPayout) payout = jkk_office_calculate (office, file->jcase, jkk_today (), NULL);

      sum += payout != NULL ? payout->total : 0;
    }
  *n = ids->len;
  return sum;
}

static void
test_the_quick_way_says_the_same_as_the_sheets (Fixture *fixture, gconstpointer data)
{
  g_autofree char *address = g_build_filename (fixture->folder, "demo.db", NULL);
  g_autofree char *path = write_draft (fixture, "funeral", "15000000");
  g_autoptr (GError) error = NULL;
  Heard heard = { .thread = g_thread_self () };
  guint n;

  g_assert_true (jkk_demo_create (address, 120, 7, jkk_today (), NULL, NULL, NULL, &error));
  g_autoptr (JkkOffice) office = jkk_office_open (address, &error);
  g_autoptr (JkkRehearsal) rehearsal = jkk_rehearsal_run (office, path, progress_cb, &heard, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (rehearsal->before, ==, sum_of_sheets (office, &n));
  g_assert_cmpuint (rehearsal->n_cases, ==, n);
  g_assert_cmpuint (heard.ticks, >, 0);
  g_assert_cmpuint (heard.done, ==, n);
  g_assert_cmpuint (heard.total, ==, n);
  for (guint i = 0; i < rehearsal->rows->len; i++)
    if (((JkkRehearsalRow *) rehearsal->rows->pdata[i])->problem == NULL)
      g_assert_cmpint (((JkkRehearsalRow *) rehearsal->rows->pdata[i])->difference, ==, 5000000);
  g_assert_cmpint (rehearsal->difference, ==, (gint64) rehearsal->n_more * 5000000);
  jkk_office_close (office);
}

static void
finished_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GError **error = user_data;
  g_autoptr (JkkRehearsal) rehearsal = jkk_rehearsal_run_finish (JKK_OFFICE (source), result, error);

  g_assert_null (rehearsal);
}

static void
test_a_rehearsal_can_be_given_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = write_draft (fixture, "funeral", "15000000");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  jkk_rehearsal_run_async (fixture->office, path, NULL, NULL, NULL, cancellable, finished_cb, &error);
  while (error == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  fixture_test_add ("/rehearsal/a-draft-shows-what-it-would-change", test_a_draft_shows_what_it_would_change);
  fixture_test_add ("/rehearsal/a-draft-that-changes-nothing-has-no-rows",
                    test_a_draft_that_changes_nothing_has_no_rows);
  fixture_test_add ("/rehearsal/what-the-office-corrected-elsewhere-counts-on-both-sides",
                    test_what_the_office_corrected_elsewhere_counts_on_both_sides);
  fixture_test_add ("/rehearsal/what-cannot-be-calculated-is-named", test_what_cannot_be_calculated_is_named);
  fixture_test_add ("/rehearsal/a-faulty-draft-is-refused-with-its-line", test_a_faulty_draft_is_refused_with_its_line);
  fixture_test_add ("/rehearsal/the-quick-way-says-the-same-as-the-sheets",
                    test_the_quick_way_says_the_same_as_the_sheets);
  fixture_test_add ("/rehearsal/a-rehearsal-can-be-given-up", test_a_rehearsal_can_be_given_up);
  return g_test_run ();
}
