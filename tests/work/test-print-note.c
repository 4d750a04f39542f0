#include "jkk-work-fixture.h"

#include <string.h>

#include "jkk-print-run.h"

/* What was printed stands in the journal. */

static JkkPrintRun *
make_run (Fixture *fixture, const char *code, const gint64 *ids, guint n, guint copies)
{
  g_autoptr (GError) error = NULL;
  JkkPrintOrder order = { code, ids, n, copies };
  JkkPrintRun *run = jkk_print_run_make (fixture->office, &order, &error);

  g_assert_no_error (error);
  return run;
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static GAsyncResult *
wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return *result;
}

/* Only papers of which a page was printed are noted, with the name of the copy and the content hash. */
static void
test_what_was_printed_is_noted (Fixture *fixture, gconstpointer data)
{
  sign_in (fixture, "sari");
  const gint64 ids[] = { take_in (fixture), take_in (fixture) };
  g_autoptr (JkkPrintRun) run = make_run (fixture, "KK1", ids, 2, 1u << 3);
  const JkkPrinted *first = jkk_print_run_get_papers (run)->pdata[0];
  g_autofree gboolean *pages = g_new0 (gboolean, jkk_print_run_get_n_pages (run));
  g_autoptr (GError) error = NULL;
  guint before[] = { history_length (fixture, ids[0]), history_length (fixture, ids[1]) };
  GAsyncResult *result = NULL;

  pages[first->first_page + 1] = TRUE;
  jkk_print_run_note_async (run, fixture->office, pages, NULL, NULL, done_cb, &result);
  g_assert_true (jkk_print_run_note_finish (wait_for (&result), &error));
  g_assert_no_error (error);
  g_assert_cmpuint (history_length (fixture, ids[0]), ==, before[0] + 1);
  g_assert_cmpuint (history_length (fixture, ids[1]), ==, before[1]);
  g_autoptr (JkkCaseFile) file = jkk_office_load (fixture->office, ids[0], &error);
  const JkkHistoryEntry *entry = file->history->pdata[0];
  g_assert_cmpstr (entry->deed, ==, "print");
  g_assert_nonnull (strstr (entry->reason, "Lembar 3"));
  g_assert_nonnull (strstr (entry->reason, first->content_hash));
  g_assert_nonnull (strstr (entry->reason, first->sha256));
  g_object_unref (result);
}

static void
progress_cb (guint n_done, guint n, gpointer user_data)
{
  g_assert_cmpuint (n, ==, 8);
  g_assert_cmpuint (n_done, ==, ++*(guint *) user_data);
}

/* Of a batch, each copy of each case stands in its journal. */
static void
test_every_copy_of_a_batch_is_noted (Fixture *fixture, gconstpointer data)
{
  sign_in (fixture, "sari");
  const gint64 ids[] = { take_in (fixture), take_in (fixture) };
  g_autoptr (JkkPrintRun) run = make_run (fixture, "KK1", ids, 2, 1u << 1 | 1u << 2 | 1u << 3 | 1u << 4);
  guint before[] = { history_length (fixture, ids[0]), history_length (fixture, ids[1]) }, n_told = 0;
  g_autoptr (GError) error = NULL;
  GAsyncResult *result = NULL;

  jkk_print_run_note_async (run, fixture->office, NULL, progress_cb, &n_told, done_cb, &result);
  g_assert_true (jkk_print_run_note_finish (wait_for (&result), &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n_told, ==, 8);
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    g_assert_cmpuint (history_length (fixture, ids[i]), ==, before[i] + 4);
  g_object_unref (result);
}

/* Nobody has signed in: nothing can be noted, and that is said. */
static void
test_nobody_prints_unnoted (Fixture *fixture, gconstpointer data)
{
  sign_in (fixture, "sari");
  const gint64 id = take_in (fixture);
  g_autoptr (JkkPrintRun) run = make_run (fixture, "KK2", &id, 1, 0);
  g_autoptr (GError) error = NULL;
  GAsyncResult *result = NULL;

  jkk_office_sign_out (fixture->office);
  jkk_print_run_note_async (run, fixture->office, NULL, NULL, NULL, done_cb, &result);
  g_assert_false (jkk_print_run_note_finish (wait_for (&result), &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_REFUSED);
  g_object_unref (result);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  fixture_test_add ("/print-note/what-was-printed-is-noted", test_what_was_printed_is_noted);
  fixture_test_add ("/print-note/every-copy-of-a-batch-is-noted", test_every_copy_of_a_batch_is_noted);
  fixture_test_add ("/print-note/nobody-prints-unnoted", test_nobody_prints_unnoted);
  return g_test_run ();
}
