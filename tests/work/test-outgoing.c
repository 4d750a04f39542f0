#include "jkk-outgoing.h"
#include "jkk-post-fixture.h"

#include <string.h>

static JkkCaseFile *
file_of (Post *post, gint64 case_id)
{
  g_autoptr (GError) error = NULL;
  JkkCaseFile *file = jkk_office_load (post->work.office, case_id, &error);

  g_assert_no_error (error);
  return file;
}

static void
test_a_guarantee_is_written_but_for_what_a_person_decides (Post *post, gconstpointer data)
{
  g_autoptr (JkkCaseFile) file = file_of (post, take_in (&post->work));
  g_autoptr (JkkMessage) message = jkk_outgoing_new ("guarantee", file, NULL, jkk_today ());
  const JkkGuarantee *letter = message->own;

  g_assert_true (g_str_has_prefix (letter->number, "SJ-2026-"));
  g_assert_cmpstr (letter->facility, ==, "RS Contoh");
  g_assert_cmpint (letter->issued_day, ==, jkk_today ());
  g_assert_cmpint (letter->limit, ==, JKK_NONE);
  g_assert_cmpstr (message->case_number, ==, file->jcase->cover.number);
}

/* Wage, address and story of a case are no business of whoever is only asked something. */
static void
test_a_partner_gets_no_more_than_it_needs (Post *post, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 case_id = take_in (&post->work);
  g_autoptr (JkkCaseFile) file = file_of (post, case_id);
  g_autoptr (JkkMessage) whole = jkk_message_new ("question");
  g_autoptr (JkkMessage) stage = jkk_outgoing_new ("stage", file, NULL, jkk_today ());
  g_autoptr (JkkPartner) partner = jkk_partner_new (PARTNER, "", "lain");

  g_assert_cmpint (stage->content->participant.wage, ==, 4000000); /* it gets a copy of the form anyway */
  whole->content = jkk_case_ref (file->jcase);
  whole->case_number = g_strdup (file->jcase->cover.number);
  g_assert_true (jkk_message_set_text (whole, "letter.topic", "diagnosis", NULL));
  g_assert_true (jkk_message_set_text (whole, "letter.text", "Jari yang mana?", NULL));
  JkkRequest request = { .outgoing = whole, .partner = partner, .case_id = case_id };
  g_autoptr (JkkOutcome) outcome = jkk_office_do (post->work.office, "send-message", &request, &error);
  g_assert_no_error (error);
  g_autoptr (GPtrArray) sent = jkk_postbox_sent (post->work.office, case_id, JKK_NONE, 1, &error);
  g_autoptr (JkkPostOut) kept =
      jkk_postbox_load_sent (post->work.office, ((JkkPostOut *) sent->pdata[0])->guid, &error);
  g_assert_nonnull (strstr (kept->content, "Tono Contoh"));
  g_assert_nonnull (strstr (kept->content, "2026-03-12"));
  g_assert_null (strstr (kept->content, "4000000"));
  g_assert_null (strstr (kept->content, "terjepit"));
}

static void
test_a_number_is_valid_for_sixty_days (Post *post, gconstpointer data)
{
  g_autoptr (JkkCaseFile) file = file_of (post, take_in (&post->work));
  g_autoptr (JkkMessage) message = jkk_outgoing_new ("number", file, NULL, 100);
  const JkkNumberNotice *notice = message->own;

  g_assert_cmpint (notice->issued_day, ==, 100);
  g_assert_cmpint (notice->valid_until, ==, 160);
}

static void
test_an_open_case_has_no_decision_to_tell (Post *post, gconstpointer data)
{
  gint64 case_id = take_in (&post->work);
  g_autoptr (JkkCaseFile) before = file_of (post, case_id);
  g_autoptr (JkkMessage) early = jkk_outgoing_new ("decision", before, NULL, jkk_today ());

  g_assert_null (((JkkOutcomeNotice *) early->own)->result);
  g_autoptr (JkkCase) taken = deed (&post->work, "take", case_id, NULL);
  g_autoptr (JkkCase) proposed = deed (&post->work, "propose", case_id, NULL);
  g_autoptr (JkkCaseFile) waiting = file_of (post, case_id);
  g_autoptr (JkkMessage) still = jkk_outgoing_new ("decision", waiting, NULL, jkk_today ());
  g_assert_null (((JkkOutcomeNotice *) still->own)->result);
  sign_in (&post->work, "budi");
  g_autoptr (JkkCase) approved = deed (&post->work, "approve", case_id, NULL);
  g_autoptr (JkkCaseFile) after = file_of (post, case_id);
  g_autoptr (JkkMessage) told = jkk_outgoing_new ("decision", after, NULL, jkk_today ());
  g_assert_cmpstr (((JkkOutcomeNotice *) told->own)->result, ==, "disetujui");
  g_assert_cmpint (((JkkOutcomeNotice *) told->own)->decided_day, !=, JKK_NONE);
}

static void
test_an_answer_takes_up_what_was_asked (Post *post, gconstpointer data)
{
  gint64 id = post_receive_example (post, "pesan-tagihan.xml");
  g_autoptr (JkkPostLetter) found = post_letter (post, id);
  g_autoptr (JkkMessage) message = jkk_outgoing_new ("payment", NULL, found->message, jkk_today ());
  const JkkPaymentNotice *notice = message->own;

  g_assert_cmpstr (message->answers, ==, found->message->id);
  g_assert_cmpint (notice->amount, ==, 18450000);
  g_assert_cmpstr (notice->bill_number, ==, "RSCS/2026/03/0417");
  g_assert_cmpstr (message->content->participant.name, ==, "Budi Contoh Santoso");
}

int
main (int argc, char **argv)
{
  g_setenv ("SANTUN_POST_SETTLE", "0", TRUE);
  g_test_init (&argc, &argv, NULL);
  post_test_add ("/outgoing/guarantee", test_a_guarantee_is_written_but_for_what_a_person_decides);
  post_test_add ("/outgoing/sparing", test_a_partner_gets_no_more_than_it_needs);
  post_test_add ("/outgoing/number", test_a_number_is_valid_for_sixty_days);
  post_test_add ("/outgoing/decision", test_an_open_case_has_no_decision_to_tell);
  post_test_add ("/outgoing/answer", test_an_answer_takes_up_what_was_asked);
  return g_test_run ();
}
