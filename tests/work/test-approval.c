#include "jkk-work-fixture.h"

static gint64
propose_by (Fixture *fixture, const char *login)
{
  gint64 id = take_in (fixture);

  sign_in (fixture, login);
  g_autoptr (JkkCase) taken = deed (fixture, "take", id, NULL);
  g_autoptr (JkkCase) proposed = deed (fixture, "propose", id, NULL);
  return id;
}

static void
test_another_person_approves_and_it_stays (Fixture *fixture, gconstpointer data)
{
  gint64 id = propose_by (fixture, "sari");

  sign_in (fixture, "budi");
  g_autoptr (JkkCase) approved = deed (fixture, "approve", id, "Sesuai.");
  g_autoptr (JkkCaseFile) file = jkk_office_load (fixture->office, id, NULL);
  g_assert_cmpint (jkk_case_get_status (approved), ==, JKK_STATUS_APPROVED);
  g_assert_cmpstr (approved->cover.approver, ==, "budi");
  g_assert_cmpstr (file->decision->state, ==, "approved");
  g_assert_cmpstr (file->decision->decided_by, ==, "budi");
  g_assert_cmpstr (file->approver_name, ==, "Budi Contoh");
  for (guint i = 0; i < 3; i++)
    {
      static const char *const deeds[] = { "approve", "return", "reject" };

      refused (fixture, deeds[i], id, "sekali lagi", JKK_ERROR_REFUSED);
    }
}

static void
test_nobody_approves_what_he_proposed (Fixture *fixture, gconstpointer data)
{
  gint64 id = propose_by (fixture, "budi");

  refused (fixture, "approve", id, NULL, JKK_ERROR_REFUSED);
  refused (fixture, "reject", id, "alasan", JKK_ERROR_REFUSED);
  sign_in (fixture, "rina");
  refused (fixture, "approve", id, NULL, JKK_ERROR_REFUSED);
  sign_in (fixture, "admin");
  refused (fixture, "approve", id, NULL, JKK_ERROR_REFUSED);
}

static void
test_a_returned_proposal_can_be_edited_and_proposed_anew (Fixture *fixture, gconstpointer data)
{
  gint64 id = propose_by (fixture, "sari");

  sign_in (fixture, "budi");
  refused (fixture, "return", id, NULL, JKK_ERROR_INVALID);
  g_autoptr (JkkCase) returned = deed (fixture, "return", id, "Upah belum sesuai slip.");
  g_assert_cmpint (jkk_case_get_status (returned), ==, JKK_STATUS_VERIFYING);
  g_assert_null (returned->cover.proposer);
  sign_in (fixture, "sari");
  g_autoptr (JkkCase) richer = jkk_case_set (returned, "participant.wage", "4500000", NULL);
  JkkRequest save = { .case_id = id, .edited = richer };
  g_autoptr (JkkOutcome) saved = jkk_office_do (fixture->office, "save", &save, NULL);
  g_autoptr (JkkCase) again = deed (fixture, "propose", id, NULL);
  g_autoptr (JkkCaseFile) file = jkk_office_load (fixture->office, id, NULL);
  g_assert_nonnull (saved);
  g_assert_cmpint (jkk_case_get_status (again), ==, JKK_STATUS_PROPOSED);
  g_assert_cmpint (file->decision->total, ==, 6150000);
}

static void
test_a_proposal_cannot_be_edited (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 id = propose_by (fixture, "sari");
  g_autoptr (JkkCase) stored = load (fixture, id);
  g_autoptr (JkkCase) richer = jkk_case_set (stored, "participant.wage", "9000000", NULL);
  JkkRequest save = { .case_id = id, .edited = richer };
  g_autoptr (JkkOutcome) saved = jkk_office_do (fixture->office, "save", &save, &error);

  g_assert_null (saved);
  g_assert_error (error, JKK_ERROR, JKK_ERROR_REFUSED);
}

static void
change (Fixture *fixture, const char *login, const char *name, guint roles, JkkMoney limit)
{
  g_autoptr (JkkAccount) account = jkk_account_new (login, name, roles);
  JkkRequest request = { .account = account };
  g_autoptr (GError) error = NULL;

  account->money_limit = limit;
  sign_in (fixture, "admin");
  g_autoptr (JkkOutcome) outcome = jkk_office_do (fixture->office, "change-account", &request, &error);
  g_assert_no_error (error);
}

static guint
n_passed_on_to (Fixture *fixture, const char *login)
{
  JkkCaseQuery query = JKK_CASE_QUERY_INIT;
  g_autoptr (GError) error = NULL;

  query.statuses = JKK_STATUS_BIT (JKK_STATUS_PROPOSED);
  query.passed_on_to = login;
  sign_in (fixture, login);
  g_autoptr (GArray) ids = jkk_office_list (fixture->office, &query, &error);
  g_assert_no_error (error);
  g_autofree JkkCaseCounts *counts = jkk_office_counts (fixture->office, &error);
  g_assert_no_error (error);
  /* The number beside the queue is that of the list. */
  g_assert_cmpint (counts->passed_on, ==, ids->len);
  return ids->len;
}

/* Proposed by sari, 5,466,667 rupiah; rina may approve any amount, budi a little less. */
static gint64
propose_above_limit (Fixture *fixture)
{
  change (fixture, "rina", "Rina Contoh", JKK_ROLE_SUPERVISOR, JKK_NONE);
  change (fixture, "budi", "Budi Contoh", JKK_ROLE_SUPERVISOR, 1000);
  gint64 id = take_in (fixture);
  g_autoptr (JkkCase) taken = deed (fixture, "take", id, NULL);
  g_autoptr (JkkCase) proposed = deed (fixture, "propose", id, NULL);
  return id;
}

static void
test_what_is_above_the_limit_is_passed_on (Fixture *fixture, gconstpointer data)
{
  gint64 id = propose_above_limit (fixture);
  g_autoptr (GError) error = NULL;

  sign_in (fixture, "budi");
  refused (fixture, "approve", id, NULL, JKK_ERROR_REFUSED);
  refused (fixture, "escalate", id, NULL, JKK_ERROR_INVALID);
  g_assert_cmpuint (n_passed_on_to (fixture, "rina"), ==, 0);
  sign_in (fixture, "budi");
  g_autoptr (JkkCase) passed = deed (fixture, "escalate", id, "Di atas wewenang saya");
  g_assert_cmpint (jkk_case_get_status (passed), ==, JKK_STATUS_PROPOSED);
  g_autoptr (JkkCaseFile) file = jkk_office_load (fixture->office, id, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (file->passed_on_by, ==, "Budi Contoh");
  g_assert_cmpstr (file->passed_on_note, ==, "Di atas wewenang saya");
  g_assert_cmpstr (file->approvers, ==, "Rina Contoh");

  g_assert_cmpuint (n_passed_on_to (fixture, "rina"), ==, 1);
  g_assert_cmpuint (n_passed_on_to (fixture, "budi"), ==, 0);
  g_assert_cmpuint (n_passed_on_to (fixture, "sari"), ==, 0);
  sign_in (fixture, "rina");
  /* Who may approve it has nothing to pass on. */
  refused (fixture, "escalate", id, "x", JKK_ERROR_REFUSED);
  g_autoptr (JkkCase) approved = deed (fixture, "approve", id, NULL);
  g_assert_cmpint (jkk_case_get_status (approved), ==, JKK_STATUS_APPROVED);
  g_assert_cmpuint (n_passed_on_to (fixture, "rina"), ==, 0);
}

static void
test_a_proposal_that_went_back_waits_for_nobody (Fixture *fixture, gconstpointer data)
{
  gint64 id = propose_above_limit (fixture);

  sign_in (fixture, "budi");
  g_autoptr (JkkCase) passed = deed (fixture, "escalate", id, "Di atas wewenang saya");
  g_autoptr (JkkCase) returned = deed (fixture, "return", id, "Periksa upah");
  g_assert_cmpuint (n_passed_on_to (fixture, "rina"), ==, 0);
  sign_in (fixture, "sari");
  g_autoptr (JkkCase) again = deed (fixture, "propose", id, NULL);
  g_assert_cmpuint (n_passed_on_to (fixture, "rina"), ==, 0);
}

static void
test_nobody_passes_on_what_nobody_may_approve (Fixture *fixture, gconstpointer data)
{
  gint64 id = propose_above_limit (fixture);

  /* Four eyes: who proposed it is no way out, whatever the limit. */
  change (fixture, "sari", "Sari Contoh", JKK_ROLE_VERIFIER | JKK_ROLE_SUPERVISOR, JKK_NONE);
  change (fixture, "rina", "Rina Contoh", JKK_ROLE_SUPERVISOR, 2000);
  sign_in (fixture, "sari");
  refused (fixture, "escalate", id, "x", JKK_ERROR_REFUSED);
  sign_in (fixture, "budi");
  refused (fixture, "escalate", id, "x", JKK_ERROR_REFUSED);
  sign_in (fixture, "admin");
  refused (fixture, "escalate", id, "x", JKK_ERROR_REFUSED);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  fixture_test_add ("/approval/stays", test_another_person_approves_and_it_stays);
  fixture_test_add ("/approval/four-eyes", test_nobody_approves_what_he_proposed);
  fixture_test_add ("/approval/returned", test_a_returned_proposal_can_be_edited_and_proposed_anew);
  fixture_test_add ("/approval/no-edit", test_a_proposal_cannot_be_edited);
  fixture_test_add ("/approval/what-is-above-the-limit-is-passed-on", test_what_is_above_the_limit_is_passed_on);
  fixture_test_add ("/approval/a-proposal-that-went-back-waits-for-nobody",
                    test_a_proposal_that_went_back_waits_for_nobody);
  fixture_test_add ("/approval/nobody-passes-on-what-nobody-may-approve",
                    test_nobody_passes_on_what_nobody_may_approve);
  return g_test_run ();
}
