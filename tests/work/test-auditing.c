#include "jkk-auditing.h"

#include "jkk-audit-fixture.h"
#include "jkk-work-fixture.h"

static JkkAuditReport *
audit (Fixture *fixture, const char *head)
{
  g_autoptr (GError) error = NULL;
  JkkAuditReport *report = jkk_auditing_run (fixture->office, head, &error);

  g_assert_no_error (error);
  return report;
}

static void
test_an_office_at_work_is_sound (Fixture *fixture, gconstpointer data)
{
  gint64 id = take_in (fixture);
  g_autoptr (JkkCase) jcase = deed (fixture, "take", id, NULL);
  g_autoptr (JkkAuditReport) report = audit (fixture, NULL);

  g_assert_true (jkk_audit_report_is_sound (report));
  g_assert_cmpint (report->n_entries, >=, 6);
}

static void
test_the_head_of_a_paper_is_found_later (Fixture *fixture, gconstpointer data)
{
  g_autofree char *before = jkk_auditing_head (fixture->office, NULL);
  gint64 id = take_in (fixture);
  g_autofree char *after = jkk_auditing_head (fixture->office, NULL);
  g_autoptr (JkkAuditReport) report = audit (fixture, before);

  g_assert_cmpint (id, >, 0);
  g_assert_cmpstr (before, !=, after);
  g_assert_true (jkk_audit_report_is_sound (report));
  g_assert_cmpint (report->known, ==, report->last - 1);
}

static void
test_a_cut_end_is_found_by_the_paper (Fixture *fixture, gconstpointer data)
{
  gint64 id = take_in (fixture);
  g_autofree char *head = jkk_auditing_head (fixture->office, NULL);

  g_assert_cmpint (id, >, 0);
  behind (fixture, WITHOUT_JOURNAL_GUARDS "DELETE FROM journal WHERE sequence = (SELECT max (sequence) FROM journal)");
  g_autoptr (JkkAuditReport) alone = audit (fixture, NULL), known = audit (fixture, head);
  /* But for the guards that were taken away. */
  for (guint i = 0; i < alone->faults->len; i++)
    g_assert_cmpint (((JkkAuditFault *) alone->faults->pdata[i])->kind, ==, JKK_AUDIT_SCHEMA);
  g_assert_cmpuint (known->faults->len, ==, alone->faults->len + 1);
  g_assert_cmpint (((JkkAuditFault *) known->faults->pdata[0])->kind, ==, JKK_AUDIT_CUT);
}

static void
test_what_is_no_head_is_told (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (jkk_auditing_run (fixture->office, "tidak tahu", &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_INVALID);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name) g_test_add ("/auditing/" #name, Fixture, NULL, fixture_set_up, test_##name, fixture_tear_down)
  ADD (an_office_at_work_is_sound);
  ADD (the_head_of_a_paper_is_found_later);
  ADD (a_cut_end_is_found_by_the_paper);
  ADD (what_is_no_head_is_told);

  return g_test_run ();
}
