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

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  fixture_test_add ("/approval/stays", test_another_person_approves_and_it_stays);
  fixture_test_add ("/approval/four-eyes", test_nobody_approves_what_he_proposed);
  fixture_test_add ("/approval/returned", test_a_returned_proposal_can_be_edited_and_proposed_anew);
  fixture_test_add ("/approval/no-edit", test_a_proposal_cannot_be_edited);
  return g_test_run ();
}
