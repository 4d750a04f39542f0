#include "jkk-law.h"
#include "jkk-work-fixture.h"

#include <string.h>

static void
test_a_case_gets_the_next_number_of_its_year (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JkkCase) first = load (fixture, take_in (fixture)), second = load (fixture, take_in (fixture));

  g_assert_cmpstr (first->cover.number, ==, "JKK-2026-000001");
  g_assert_cmpstr (second->cover.number, ==, "JKK-2026-000002");
  g_assert_cmpint (jkk_case_get_status (first), ==, JKK_STATUS_RECEIVED);
}

static void
test_what_only_deeds_may_set_is_not_taken_from_outside (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JkkCase) jcase = complete_case ();
  JkkRequest request = { .edited = jcase };

  sign_in (fixture, "sari");
  jkk_set_str (&jcase->cover.status, "disetujui");
  jkk_set_str (&jcase->cover.approver, "budi");
  jkk_set_str (&jcase->cover.number, "JKK-1999-000001");
  g_autoptr (JkkOutcome) outcome = jkk_office_do (fixture->office, "take-in", &request, NULL);
  g_assert_cmpstr (outcome->jcase->cover.status, ==, "masuk");
  g_assert_cmpstr (outcome->jcase->cover.number, ==, "JKK-2026-000001");
  g_assert_null (outcome->jcase->cover.approver);
}

static void
test_a_case_goes_to_a_person_and_back (Fixture *fixture, gconstpointer data)
{
  gint64 id = take_in (fixture);
  g_autoptr (JkkCase) taken = deed (fixture, "take", id, NULL);
  g_autoptr (JkkCase) back = deed (fixture, "give-back", id, NULL);

  g_assert_cmpint (jkk_case_get_status (taken), ==, JKK_STATUS_VERIFYING);
  g_assert_cmpint (jkk_case_get_status (back), ==, JKK_STATUS_RECEIVED);
  g_assert_null (back->cover.verifier);
}

static void
test_a_colleague_can_take_a_case_that_waits (Fixture *fixture, gconstpointer data)
{
  gint64 id = take_in (fixture);
  g_autoptr (JkkCase) taken = deed (fixture, "take", id, NULL);
  g_autoptr (JkkCase) held = deed (fixture, "hold", id, "Menunggu KK 3");

  sign_in (fixture, "rina");
  g_autoptr (JkkCase) hers = deed (fixture, "take", id, NULL);
  g_assert_cmpstr (hers->cover.verifier, ==, "rina");
  g_assert_cmpint (jkk_case_get_status (hers), ==, JKK_STATUS_HELD);
  g_assert_cmpstr (hers->cover.hold_reason, ==, "Menunggu KK 3");
}

static void
test_a_message_is_taken_over_once (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 id = take_in (fixture);
  g_autoptr (JkkCase) jcase = load (fixture, id);
  g_autoptr (JkkMessage) message = hospital_message (jcase);
  JkkRequest request = { .case_id = id, .message = message, .message_sha256 = "aa" };
  g_autoptr (JkkOutcome) first = jkk_office_do (fixture->office, "take-over", &request, &error);

  g_assert_no_error (error);
  g_assert_cmpint (first->jcase->medical.rest_until, ==, jkk_day_new (2026, 5, 3));
  request.message_sha256 = "bb";
  g_autoptr (JkkOutcome) other = jkk_office_do (fixture->office, "take-over", &request, &error);
  g_assert_null (other);
  g_assert_error (error, JKK_ERROR, JKK_ERROR_CONFLICT);
  g_assert_cmpuint (history_length (fixture, id), ==, 2);
}

/* The same place stands in the history, in the sheet of today and in the sheet that is frozen by a proposal. */
static void
test_a_value_keeps_the_place_where_it_was_read (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 id = take_in (fixture);
  g_autoptr (JkkCase) taken = deed (fixture, "take", id, NULL);
  g_autoptr (JkkMessage) message = hospital_message (taken);
  JkkRequest request = { .case_id = id, .message = message, .message_sha256 = "aa" };
  g_autoptr (JkkOutcome) outcome = jkk_office_do (fixture->office, "take-over", &request, &error);
  g_assert_no_error (error);

  g_autoptr (JkkCaseFile) file = jkk_office_load (fixture->office, id, &error);
  const JkkHistoryEntry *latest = file->history->pdata[0];
  const JkkChange *change = latest->changes->pdata[0];
  g_assert_cmpstr (latest->deed, ==, "take-over");
  g_assert_true (g_str_has_prefix (change->source, "/pesan/kk3/"));
  g_autoptr (JkkPayout) payout =
      jkk_office_calculate_file (fixture->office, file, file->jcase, jkk_day_new (2026, 6, 1), &error);
  g_assert_no_error (error);
  g_autofree char *text = jkk_payout_to_text (payout);
  g_assert_nonnull (strstr (text, change->source));
  g_assert_nonnull (strstr (text, "Sari"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  fixture_test_add ("/intake/number", test_a_case_gets_the_next_number_of_its_year);
  fixture_test_add ("/intake/outside", test_what_only_deeds_may_set_is_not_taken_from_outside);
  fixture_test_add ("/intake/back", test_a_case_goes_to_a_person_and_back);
  fixture_test_add ("/intake/colleague", test_a_colleague_can_take_a_case_that_waits);
  fixture_test_add ("/intake/message-once", test_a_message_is_taken_over_once);
  fixture_test_add ("/intake/place", test_a_value_keeps_the_place_where_it_was_read);
  return g_test_run ();
}
