#include "jkk-work-fixture.h"

#include <string.h>

static void
test_a_proposal_freezes_case_sheet_and_pack (Fixture *fixture, gconstpointer data)
{
  gint64 id = take_in (fixture);
  g_autoptr (JkkCase) taken = deed (fixture, "take", id, NULL);
  g_autoptr (JkkCase) proposed = deed (fixture, "propose", id, "Lengkap.");
  g_autoptr (JkkCaseFile) file = jkk_office_load (fixture->office, id, NULL);
  g_autoptr (JkkPayout) now = jkk_verification_calculate (taken, jkk_today (), NULL);

  g_assert_cmpint (jkk_case_get_status (proposed), ==, JKK_STATUS_PROPOSED);
  g_assert_cmpstr (proposed->cover.proposer, ==, "sari");
  g_assert_cmpstr (file->decision->state, ==, "proposed");
  g_assert_cmpstr (file->decision->proposal, ==, "pay");
  g_assert_cmpstr (file->decision->proposal_note, ==, "Lengkap.");
  g_assert_cmpint (file->decision->total, ==, 5466667);
  g_assert_cmpstr (file->decision->pack, ==, "PP-82-2019");
  g_assert_cmpuint (strlen (file->decision->hash), ==, 64);
  g_assert_true (jkk_payout_equal (file->decided_payout, now));
  g_assert_nonnull (strstr (file->decision->facts_xml, "Tono Contoh"));
  g_assert_cmpstr (file->proposer_name, ==, "Sari Contoh");
}

static void
test_an_incomplete_case_cannot_be_proposed_for_payment (Fixture *fixture, gconstpointer data)
{
  gint64 id = take_in (fixture);
  g_autoptr (JkkCase) taken = deed (fixture, "take", id, NULL);
  g_autoptr (JkkCase) poorer = jkk_case_set (taken, "participant.wage", NULL, NULL);
  JkkRequest request = { .case_id = id, .edited = poorer };
  g_autoptr (JkkOutcome) saved = jkk_office_do (fixture->office, "save", &request, NULL);

  g_assert_nonnull (saved);
  refused (fixture, "propose", id, NULL, JKK_ERROR_REFUSED);
}

static void
test_an_incomplete_case_can_be_proposed_for_refusal (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 id = take_in (fixture);
  g_autoptr (JkkCase) taken = deed (fixture, "take", id, NULL);
  g_autoptr (JkkCase) poorer = jkk_case_set (taken, "participant.wage", NULL, NULL);
  JkkRequest save = { .case_id = id, .edited = poorer };
  g_autoptr (JkkOutcome) saved = jkk_office_do (fixture->office, "save", &save, NULL);
  JkkRequest propose = { .case_id = id, .refuse = TRUE, .reason = "Bukan kecelakaan kerja." };
  g_autoptr (JkkOutcome) proposed = jkk_office_do (fixture->office, "propose", &propose, &error);

  g_assert_no_error (error);
  sign_in (fixture, "budi");
  refused (fixture, "approve", id, NULL, JKK_ERROR_REFUSED);
  g_autoptr (JkkCase) rejected = deed (fixture, "reject", id, "Setuju: bukan kecelakaan kerja.");
  g_assert_cmpint (jkk_case_get_status (rejected), ==, JKK_STATUS_REJECTED);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  fixture_test_add ("/proposal/freezes", test_a_proposal_freezes_case_sheet_and_pack);
  fixture_test_add ("/proposal/incomplete", test_an_incomplete_case_cannot_be_proposed_for_payment);
  fixture_test_add ("/proposal/refusal", test_an_incomplete_case_can_be_proposed_for_refusal);
  return g_test_run ();
}
