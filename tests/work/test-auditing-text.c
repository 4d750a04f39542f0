#include <string.h>

#include "jkk-auditing.h"
#include "jkk-work-fixture.h"

typedef struct
{
  JkkAuditReport *report;
  GError *error;
  gboolean done;
} Answer;

static void
ran_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Answer *answer = data;

  answer->report = jkk_auditing_run_finish (JKK_OFFICE (source), result, &answer->error);
  answer->done = TRUE;
}

static void
wait_for (Answer *answer)
{
  while (!answer->done)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_beside_the_desk_it_finds_the_same (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 id = take_in (fixture);
  JkkAuditGauge *gauge = g_atomic_rc_box_new0 (JkkAuditGauge);
  Answer answer = { 0 };

  g_autofree char *head = jkk_auditing_head (fixture->office, &error);
  jkk_auditing_run_async (fixture->office, head, gauge, NULL, ran_cb, &answer);
  /* The desk goes on reading and writing meanwhile. */
  g_autoptr (JkkCase) taken = deed (fixture, "take", id, NULL);
  wait_for (&answer);
  g_assert_no_error (answer.error);
  g_assert_true (jkk_audit_report_is_sound (answer.report));
  g_assert_cmpint (answer.report->known, >, 0);
  g_atomic_rc_box_release (gauge);

  g_autofree char *text = jkk_auditing_to_text (answer.report, "Kantor Contoh");
  g_assert_nonnull (strstr (text, "Kantor Contoh"));
  g_assert_nonnull (strstr (text, "Everything is as it was written."));
  jkk_audit_report_free (answer.report);
}

static void
test_what_is_no_head_is_refused_and_what_is_cancelled_ends (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Answer answer = { 0 }, cancelled = { 0 };

  jkk_auditing_run_async (fixture->office, "kemarin", NULL, NULL, ran_cb, &answer);
  wait_for (&answer);
  g_assert_error (answer.error, JKK_ERROR, JKK_ERROR_INVALID);
  g_clear_error (&answer.error);

  g_cancellable_cancel (cancellable);
  jkk_auditing_run_async (fixture->office, NULL, NULL, cancellable, ran_cb, &cancelled);
  wait_for (&cancelled);
  g_assert_error (cancelled.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&cancelled.error);
}

static void
test_faults_are_told_with_their_place (void)
{
  g_autoptr (JkkAuditReport) report = jkk_audit_report_new ();
  JkkAuditFault *fault = jkk_audit_fault_new (JKK_AUDIT_MISSING, 7), *whole = jkk_audit_fault_new (JKK_AUDIT_CUT, 0);

  fault->until = 9;
  fault->text = g_strdup ("Gone.");
  whole->text = g_strdup ("Cut.");
  g_ptr_array_add (report->faults, fault);
  g_ptr_array_add (report->faults, whole);
  report->n_more = 3;
  g_autofree char *place = jkk_auditing_place (fault), *nowhere = jkk_auditing_place (whole);
  g_assert_cmpstr (place, ==, "@7–9");
  g_assert_cmpstr (nowhere, ==, "");
  g_autofree char *text = jkk_auditing_to_text (report, NULL);
  g_assert_nonnull (strstr (text, "✗ @7–9\n    Gone.\n"));
  g_assert_nonnull (strstr (text, "✗ Cut.\n"));
  g_assert_nonnull (strstr (text, "3 more"));
  g_assert_null (strstr (text, "Everything is"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  fixture_test_add ("/auditing-text/beside", test_beside_the_desk_it_finds_the_same);
  fixture_test_add ("/auditing-text/no-head", test_what_is_no_head_is_refused_and_what_is_cancelled_ends);
  g_test_add_func ("/auditing-text/faults", test_faults_are_told_with_their_place);
  return g_test_run ();
}
