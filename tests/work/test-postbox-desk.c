#include "jkk-post-fixture.h"

#include <string.h>

static void
test_a_faulty_file_waits_until_somebody_looked (Post *post, gconstpointer data)
{
  g_autoptr (GError) error = NULL, again = NULL;

  post_drop (post, "rusak.xml", "<pesan");
  g_assert_cmpuint (post_round (post).refused, ==, 1);
  g_autoptr (JkkPostDesk) desk = post_desk (post);
  g_assert_cmpint (desk->counts.faulty, ==, 1);
  gint64 id = ((JkkPostIn *) desk->faulty->pdata[0])->id;
  g_autoptr (JkkPostLetter) found = post_letter (post, id);
  g_assert_null (found->message);
  g_assert_cmpuint (found->receipt->faults->len, >, 0);
  JkkRequest request = { .post_id = id, .reason = "RS sudah ditelepon." };
  g_autoptr (JkkOutcome) outcome = jkk_office_do (post->work.office, "settle-post", &request, &error);
  g_assert_no_error (error);
  g_autoptr (JkkPostDesk) after = post_desk (post);
  g_assert_cmpint (after->counts.faulty, ==, 0);
  g_assert_cmpuint (after->faulty->len, ==, 0);
  g_assert_null (jkk_office_do (post->work.office, "settle-post", &request, &again));
  g_assert_error (again, JKK_ERROR, JKK_ERROR_CONFLICT);
}

static void
test_the_message_behind_an_owed_answer_is_found (Post *post, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 case_id = take_in (&post->work);
  g_autoptr (JkkCase) jcase = load (&post->work, case_id);
  g_autoptr (JkkPartner) partner = jkk_partner_new (PARTNER, "", "lain");
  g_autoptr (JkkMessage) question = jkk_message_new ("question");

  question->content = jkk_case_ref (jcase);
  question->case_number = g_strdup (jcase->cover.number);
  g_assert_true (jkk_message_set_text (question, "letter.topic", "diagnosis", NULL));
  g_assert_true (jkk_message_set_text (question, "letter.text", "Jari yang mana?", NULL));
  JkkRequest request = { .outgoing = question, .partner = partner, .case_id = case_id };
  g_autoptr (JkkOutcome) outcome = jkk_office_do (post->work.office, "send-message", &request, &error);
  g_assert_no_error (error);
  g_autoptr (JkkPostDesk) desk = post_desk (post);
  g_assert_cmpuint (desk->owed->len, ==, 2); /* its receipt and the answer */
  gint64 owed_id = ((JkkOwed *) desk->owed->pdata[1])->id;
  g_autoptr (JkkPostLetter) found = jkk_postbox_letter (post->work.office, 0, owed_id, 0, &error);
  g_assert_no_error (error);
  g_assert_null (found->entry);
  g_assert_cmpstr (found->message->kind, ==, "question");
  g_assert_cmpint (found->jcase->id, ==, case_id);
  g_autoptr (JkkPostSending) sending = jkk_postbox_sending (post->work.office, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (sending->partners->len, ==, 1);
  g_assert_cmpuint (sending->sent->len, ==, 1);
  g_assert_cmpuint (sending->owed->len, ==, 0);
}

int
main (int argc, char **argv)
{
  g_setenv ("SANTUN_POST_SETTLE", "0", TRUE);
  g_test_init (&argc, &argv, NULL);
  post_test_add ("/postbox-desk/faulty", test_a_faulty_file_waits_until_somebody_looked);
  post_test_add ("/postbox-desk/owed", test_the_message_behind_an_owed_answer_is_found);
  return g_test_run ();
}
