#include "jkk-post-fixture.h"

#include <string.h>

static void
test_a_case_is_made_of_a_suspicion_once (Post *post, gconstpointer data)
{
  g_autoptr (GError) error = NULL, again = NULL;
  gint64 id = post_receive_example (post, "pesan-dugaan.xml");
  g_autoptr (JkkPostLetter) found = post_letter (post, id);
  g_autoptr (JkkCase) fresh = jkk_exchange_new_case (found->message);
  g_autoptr (JkkOutcome) outcome = post_do (post, "take-in", found, (JkkRequest){ .edited = fresh }, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (outcome->jcase->participant.name, ==, "Budi Contoh Santoso");
  g_assert_nonnull (strstr (outcome->jcase->cover.note, "Ns. Wulan Contoh"));
  g_autoptr (JkkPostLetter) taken = post_letter (post, id);
  g_assert_cmpint (taken->entry->state, ==, JKK_POST_TAKEN);
  g_assert_cmpint (taken->entry->case_id, ==, outcome->case_id);
  g_assert_null (post_do (post, "take-in", found, (JkkRequest){ .edited = fresh }, &again));
  g_assert_error (again, JKK_ERROR, JKK_ERROR_CONFLICT);
}

static void
test_a_refusal_is_told_to_the_sender (Post *post, gconstpointer data)
{
  g_autofree char *text = post_example ("pesan-dugaan.xml");
  g_autoptr (GError) error = NULL, again = NULL;
  gint64 id = post_receive (post, text);
  JkkRequest request = { .post_id = id, .reason = "Bukan peserta kami." };
  g_autoptr (JkkOutcome) outcome = jkk_office_do (post->work.office, "refuse-post", &request, &error);

  g_assert_no_error (error);
  g_autoptr (JkkPostLetter) found = post_letter (post, id);
  g_assert_cmpint (found->entry->state, ==, JKK_POST_DONE);
  g_assert_cmpstr (((JkkReceipt *) found->receipt->own)->result, ==, "ditolak");
  g_assert_cmpstr (((JkkFault *) found->receipt->faults->pdata[0])->text, ==, "Bukan peserta kami.");
  g_autoptr (JkkPostDesk) desk = post_desk (post);
  g_assert_cmpint (desk->counts.owed, ==, 0); /* no number is owed any more */
  g_assert_null (jkk_office_do (post->work.office, "refuse-post", &request, &again));
  g_assert_error (again, JKK_ERROR, JKK_ERROR_CONFLICT);

  /* The very file again gets the last word again. */
  g_assert_cmpuint (post_round (post).delivered, ==, 1);
  post_drop (post, "lagi.xml", text);
  JkkPostRound round = post_round (post);
  g_assert_cmpuint (round.again, ==, 1);
  g_assert_cmpuint (round.delivered, ==, 1);
  g_autofree char *outbox = g_build_filename (post->folder, JKK_FOLDER_OUTBOX, NULL);
  g_autoptr (GDir) dir = g_dir_open (outbox, 0, NULL);
  guint n = 0;
  while (g_dir_read_name (dir) != NULL)
    n++;
  g_assert_cmpuint (n, ==, 2); /* both receipts, each under its own name */
}

static void
test_an_answer_is_settled_with_a_reason (Post *post, gconstpointer data)
{
  g_autoptr (GError) error = NULL, without = NULL, again = NULL;

  post_receive_example (post, "pesan-dugaan.xml");
  g_autoptr (JkkPostDesk) desk = post_desk (post);
  JkkRequest request = { .owed_id = ((JkkOwed *) desk->owed->pdata[0])->id };
  g_assert_null (jkk_office_do (post->work.office, "settle-owed", &request, &without));
  g_assert_error (without, JKK_ERROR, JKK_ERROR_INVALID);
  request.reason = "Nomor diberikan lewat telepon.";
  g_autoptr (JkkOutcome) outcome = jkk_office_do (post->work.office, "settle-owed", &request, &error);
  g_assert_no_error (error);
  g_autoptr (JkkPostDesk) after = post_desk (post);
  g_assert_cmpuint (after->owed->len, ==, 0);
  g_assert_null (jkk_office_do (post->work.office, "settle-owed", &request, &again));
  g_assert_error (again, JKK_ERROR, JKK_ERROR_CONFLICT);
}

static void
test_a_message_is_kept_with_a_case_and_changes_nothing (Post *post, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 case_id = take_in (&post->work);
  gint64 id = post_receive_example (post, "pesan-dugaan.xml");
  g_autoptr (JkkCase) before = load (&post->work, case_id);
  g_autoptr (JkkPostLetter) found = post_letter (post, id);
  g_autoptr (JkkOutcome) outcome = post_do (post, "file-post", found, (JkkRequest){ .case_id = case_id }, &error);

  g_assert_no_error (error);
  g_assert_true (jkk_case_equal (before, outcome->jcase));
  g_autoptr (JkkCaseFile) file = jkk_office_load (post->work.office, case_id, &error);
  const JkkHistoryEntry *last = file->history->pdata[0];
  g_assert_cmpstr (last->deed, ==, "file-post");
  g_assert_nonnull (strstr (last->reason, PARTNER));
}

static void
test_a_paper_goes_to_the_papers_of_the_case (Post *post, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 case_id = take_in (&post->work);
  gint64 id = post_receive_example (post, "pesan-dokumen.xml");
  g_autoptr (JkkPostLetter) found = post_letter (post, id);
  g_autoptr (JkkOutcome) outcome = post_do (post, "take-over", found, (JkkRequest){ .case_id = case_id }, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (outcome->jcase->documents->len, ==, 1);
  const JkkDocument *document = outcome->jcase->documents->pdata[0];
  g_assert_cmpstr (document->sha256, ==, ((JkkEnclosure *) found->message->own)->sha256);
}

static void
test_a_bill_leaves_the_receipts_of_others (Post *post, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 case_id = take_in (&post->work);
  gint64 id = post_receive_example (post, "pesan-tagihan.xml");
  g_autoptr (JkkPostLetter) found = post_letter (post, id);
  g_autoptr (JkkCase) jcase = load (&post->work, case_id);

  jcase = with (g_steal_pointer (&jcase), "expenses[1].kind", "transportasi");
  jcase = with (g_steal_pointer (&jcase), "expenses[1].amount", "150000");
  g_autoptr (JkkCase) once = jkk_exchange_apply (jcase, found->message, NULL);
  g_autoptr (JkkCase) twice = jkk_exchange_apply (once, found->message, NULL);
  g_assert_cmpuint (once->expenses->len, ==, 3);
  g_assert_true (jkk_case_equal (once, twice));
  g_assert_cmpint (((JkkExpense *) once->expenses->pdata[0])->amount, ==, 150000);
}

int
main (int argc, char **argv)
{
  g_setenv ("SANTUN_POST_SETTLE", "0", TRUE);
  g_test_init (&argc, &argv, NULL);
  post_test_add ("/post-desk/new-case", test_a_case_is_made_of_a_suspicion_once);
  post_test_add ("/post-desk/refusal", test_a_refusal_is_told_to_the_sender);
  post_test_add ("/post-desk/settled", test_an_answer_is_settled_with_a_reason);
  post_test_add ("/post-desk/kept", test_a_message_is_kept_with_a_case_and_changes_nothing);
  post_test_add ("/post-desk/paper", test_a_paper_goes_to_the_papers_of_the_case);
  post_test_add ("/post-desk/bill", test_a_bill_leaves_the_receipts_of_others);
  return g_test_run ();
}
