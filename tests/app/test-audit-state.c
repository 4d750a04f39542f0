#include "jkk-audit-state.h"

#include <string.h>

static JkkAuditReport *
report_new (void)
{
  JkkAuditReport *report = jkk_audit_report_new ();

  report->n_entries = report->last = 1234;
  report->head = g_strdup ("8f3a90b2c1d4e5f60718293a00000000");
  report->n_signed = 49;
  return report;
}

static void
test_a_sound_record (void)
{
  g_autoptr (JkkAuditReport) report = report_new ();
  g_autoptr (JkkAuditState) state = jkk_audit_state_new (report);

  g_assert_true (state->is_sound);
  g_assert_null (state->advice);
  g_assert_cmpuint (state->rows->len, ==, 0);
  g_assert_nonnull (strstr (state->summary, "8F3A 90B2 C1D4 E5F6 0718 293A @1234"));
  g_assert_nonnull (strstr (state->summary, "49"));
}

static void
test_faults_come_first_and_lead_to_their_case (void)
{
  g_autoptr (JkkAuditReport) report = report_new ();
  JkkAuditFault *remark = jkk_audit_fault_new (JKK_AUDIT_ACCOUNT, 0);
  JkkAuditFault *fault = jkk_audit_fault_new (JKK_AUDIT_CHANGED, 17);

  remark->text = g_strdup ("An account of old.");
  fault->text = g_strdup ("It says something else.");
  fault->until = 19;
  fault->person = g_strdup ("sari");
  fault->deed = g_strdup ("save");
  fault->case_id = 5;
  fault->case_number = g_strdup ("JKK-2026-000005");
  g_ptr_array_add (report->remarks, remark);
  g_ptr_array_add (report->faults, fault);
  report->n_more = 2;
  g_autoptr (JkkAuditState) state = jkk_audit_state_new (report);

  g_assert_false (state->is_sound);
  g_assert_nonnull (state->advice);
  g_assert_nonnull (strstr (state->heading, "3"));
  g_assert_cmpuint (state->rows->len, ==, 2);
  const JkkAuditRow *first = state->rows->pdata[0], *second = state->rows->pdata[1];
  g_assert_true (first->is_fault);
  g_assert_cmpint (first->case_id, ==, 5);
  g_assert_cmpstr (first->title, ==, "@17–19 · sari · changed the facts · JKK-2026-000005");
  g_assert_cmpstr (first->text, ==, "It says something else.");
  g_assert_false (second->is_fault);
  g_assert_cmpint (second->case_id, ==, 0);
}

static void
test_the_gauge_rises_over_all_parts (void)
{
  JkkAuditGauge *gauge = g_atomic_rc_box_new0 (JkkAuditGauge);
  double last = 0;

  g_assert_cmpfloat (jkk_audit_state_fraction (gauge), ==, 0);
  for (int phase = 0; phase < 3; phase++)
    for (int i = 1; i <= 4; i++)
      {
        jkk_audit_gauge_set (gauge, phase, i, 4);
        g_assert_cmpfloat (jkk_audit_state_fraction (gauge), >, last);
        last = jkk_audit_state_fraction (gauge);
      }
  g_assert_cmpfloat (last, ==, 1);
  jkk_audit_gauge_set (NULL, 0, 1, 2);
  g_autofree char *text = jkk_audit_state_progress (gauge);
  g_assert_nonnull (strstr (text, "4"));
  g_atomic_rc_box_release (gauge);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/audit-state/sound", test_a_sound_record);
  g_test_add_func ("/audit-state/faults", test_faults_come_first_and_lead_to_their_case);
  g_test_add_func ("/audit-state/gauge", test_the_gauge_rises_over_all_parts);
  return g_test_run ();
}
