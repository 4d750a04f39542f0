#include "jkk-postbox-fixture.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static void
test_a_good_message_is_taken_in_and_answered (Post *post, gconstpointer data)
{
  g_autofree char *text = box_message ("pesan-dugaan.xml");

  box_drop (post, "dugaan.xml", text);
  JkkPostRound round = box_round (post);
  g_assert_cmpuint (round.accepted, ==, 1);
  g_assert_cmpuint (round.delivered, ==, 1);
  g_assert_cmpuint (box_count (post, JKK_FOLDER_INBOX), ==, 0);
  g_assert_cmpuint (box_count (post, JKK_FOLDER_ARCHIVE), ==, 1);
  g_assert_cmpuint (box_count (post, JKK_FOLDER_OUTBOX), ==, 1);

  g_autoptr (JkkPostIn) entry = box_newest (post);
  g_assert_cmpint (entry->state, ==, JKK_POST_NEW);
  g_assert_cmpstr (entry->kind, ==, "suspected");
  g_assert_cmpstr (entry->participant_name, ==, "Budi Contoh Santoso");
  g_assert_cmpstr (entry->content, ==, text);
  g_autoptr (JkkMessage) receipt = box_receipt_of (post, entry);
  g_assert_cmpstr (((JkkReceipt *) receipt->own)->result, ==, "diterima");
  g_assert_cmpstr (receipt->answers, ==, entry->guid);
  g_assert_cmpint (receipt->sequence, ==, 1);

  /* The office now owes a case number. */
  g_autoptr (JkkPostOverview) overview = jkk_postbox_overview (post->work.office, NULL);
  g_assert_cmpuint (overview->owed->len, ==, 1);
  g_assert_cmpstr (((JkkOwed *) overview->owed->pdata[0])->kind, ==, "number");
  g_assert_true (((JkkOwed *) overview->owed->pdata[0])->by_office);
}

/* Also what cannot be read has its answer, and nothing of it is in the store. */
static void
test_a_bad_file_is_refused_with_its_reason (Post *post, gconstpointer data)
{
  g_autofree char *good = box_message ("pesan-tagihan.xml");
  g_autofree char *sum = box_replaced (good, "<total>18450000", "<total>1");
  g_autofree char *cut = g_strndup (good, 900);
  g_autofree char *stranger = box_replaced (good, "RS-CONTOH-SEHAT</sender>", "RS-LAIN</sender>");
  g_autofree char *other = box_replaced (good, "</sender>", "</sender><recipient>KANTOR-LAIN</recipient>");
  g_autofree char *payment = box_example ("pesan-pembayaran.xml");
  g_autofree char *mine = box_replaced (payment, "<recipient>RS-CONTOH-SEHAT</recipient>", "");
  g_autofree char *kind = box_replaced (mine, "CABANG-CONTOH</sender>", "RS-CONTOH-SEHAT</sender>");
  g_autofree char *whole = box_example ("kasus.xml");

  box_expect_refused (post, "jumlah.xml", sum, "sum-differs");
  box_expect_refused (post, "terpotong.xml", cut, "truncated");
  box_expect_refused (post, "gambar.xml", "\x89PNG\r\n", "not-xml");
  box_expect_refused (post, "kosong.xml", "", "file-empty");
  box_expect_refused (post, "pengirim.xml", stranger, "sender-differs");
  box_expect_refused (post, "penerima.xml", other, "recipient-differs");
  box_expect_refused (post, "jenis.xml", kind, "kind-not-for-office");
  box_expect_refused (post, "kasus.xml", whole, "kind-not-for-office");
  g_assert_cmpuint (box_count (post, JKK_FOLDER_REFUSED), ==, 8);
  g_assert_cmpuint (box_count (post, JKK_FOLDER_ARCHIVE), ==, 0);
  g_assert_cmpuint (box_count (post, JKK_FOLDER_OUTBOX), ==, 8);
  g_autoptr (JkkPostOverview) overview = jkk_postbox_overview (post->work.office, NULL);
  g_assert_cmpuint (overview->owed->len, ==, 0);
}

/* The receipt of a faulty message names it, and its number has arrived. */
static void
test_a_refused_message_keeps_its_name_and_number (Post *post, gconstpointer data)
{
  g_autofree char *good = box_message ("pesan-tagihan.xml"); /* number 56 */
  g_autofree char *sum = box_replaced (good, "<total>18450000", "<total>1");

  box_expect_refused (post, "jumlah.xml", sum, "sum-differs");
  g_autoptr (JkkPostIn) entry = box_newest (post);
  g_autoptr (JkkMessage) receipt = box_receipt_of (post, entry);
  g_autoptr (JkkPostOverview) overview = jkk_postbox_overview (post->work.office, NULL);
  g_assert_cmpstr (entry->guid, ==, "8d116ece-1738-47d9-bd9c-172411e20b8f");
  g_assert_cmpint (entry->sequence, ==, 56);
  g_assert_cmpstr (receipt->answers, ==, entry->guid);
  g_assert_cmpstr (((JkkReceipt *) receipt->own)->of_id, ==, entry->guid);
  g_assert_cmpint (((JkkPostGap *) overview->gaps->pdata[0])->last, ==, 55);
}

static void
test_the_same_file_again_gets_the_same_receipt (Post *post, gconstpointer data)
{
  g_autofree char *text = box_message ("pesan-tagihan.xml");

  box_drop (post, "tagihan.xml", text);
  box_round (post);
  g_autoptr (JkkPostIn) first = box_newest (post);
  box_drop (post, "tagihan-lagi.xml", text);
  JkkPostRound round = box_round (post);
  g_autoptr (JkkPostIn) second = box_newest (post);

  g_assert_cmpuint (round.again, ==, 1);
  g_assert_cmpuint (round.accepted, ==, 0);
  g_assert_cmpuint (round.delivered, ==, 1);
  g_assert_cmpint (first->id, ==, second->id);
  g_assert_cmpuint (box_count (post, JKK_FOLDER_OUTBOX), ==, 1);
  g_assert_cmpuint (box_count (post, JKK_FOLDER_ARCHIVE), ==, 2);
}

static void
test_a_number_with_other_content_is_a_conflict_and_a_higher_edition_a_correction (Post *post, gconstpointer data)
{
  g_autofree char *text = box_message ("pesan-tagihan.xml"); /* its second sending */
  g_autofree char *other = box_replaced (text, "RSCS/2026/03/0417", "RSCS/2026/03/0418");
  g_autofree char *older = box_replaced (other, "<edition>2", "<edition>1");
  g_autofree char *newer = box_replaced (other, "<edition>2", "<edition>3");

  box_drop (post, "a.xml", text);
  box_round (post);
  g_autoptr (JkkPostIn) first = box_newest (post);
  box_expect_refused (post, "b.xml", other, "id-conflict");
  box_expect_refused (post, "c.xml", older, "edition-outdated");
  box_drop (post, "d.xml", newer);
  g_assert_cmpuint (box_round (post).accepted, ==, 1);
  g_autoptr (JkkPostIn) replacement = box_newest (post);
  g_autoptr (JkkPostIn) replaced_one = jkk_postbox_load (post->work.office, first->id, NULL);
  g_assert_cmpint (replacement->edition, ==, 3);
  g_assert_cmpint (replaced_one->state, ==, JKK_POST_REPLACED);
  g_assert_cmpstr (replaced_one->content, ==, text);
}

static void
test_a_receipt_settles_the_ledger_and_gets_none_itself (Post *post, gconstpointer data)
{
  g_autoptr (JkkMessage) question = jkk_message_new ("question");
  g_autoptr (JkkPartner) partner = jkk_partner_new (PARTNER, "", "faskes");
  g_autoptr (GError) error = NULL;
  JkkRequest request = { .outgoing = question, .partner = partner };
  JkkPostRound round;

  g_assert_null (jkk_office_do (post->work.office, "send-message", &request, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_true (jkk_message_set_text (question, "letter.topic", "diagnosis", NULL));
  g_assert_true (jkk_message_set_text (question, "letter.text", "Mohon dijelaskan.", NULL));
  g_autoptr (JkkOutcome) outcome = jkk_office_do (post->work.office, "send-message", &request, &error);
  g_assert_no_error (error);
  g_assert_true (jkk_postbox_deliver (post->work.office, PARTNER, &round, NULL));
  g_assert_cmpuint (round.delivered, ==, 1);
  g_autoptr (JkkPostOverview) before = jkk_postbox_overview (post->work.office, NULL);
  g_assert_cmpuint (before->owed->len, ==, 2); /* a receipt and an answer */

  g_autoptr (GPtrArray) sent = jkk_postbox_sent (post->work.office, 0, JKK_NONE, 1, NULL);
  const JkkPostOut *out = sent->pdata[0];
  g_autofree char *text = box_example ("pesan-tanda-terima.xml");
  g_autofree char *from = box_replaced (text, "<sender>CABANG-CONTOH", "<sender>" PARTNER);
  g_autofree char *to = box_replaced (from, "    <recipient>RS-CONTOH-SEHAT</recipient>\n", "");
  g_autofree char *of = g_strdup_printf ("<of_id>%s</of_id>", out->guid);
  const char *start = strstr (to, "<of_id>"), *end = strstr (to, "</of_id>") + strlen ("</of_id>");
  g_autofree char *receipt = g_strdup_printf ("%.*s%s%s", (int) (start - to), to, of, end);
  box_drop (post, "tanda-terima.xml", receipt);
  g_assert_cmpuint (box_round (post).accepted, ==, 1);
  g_assert_cmpuint (box_count (post, JKK_FOLDER_OUTBOX), ==, 1); /* no receipt for a receipt */
  g_autoptr (JkkPostOverview) after = jkk_postbox_overview (post->work.office, NULL);
  g_assert_cmpuint (after->owed->len, ==, 1);
  g_assert_cmpstr (((JkkOwed *) after->owed->pdata[0])->kind, ==, "answer");
  g_autoptr (JkkPostOut) noted = jkk_postbox_load_sent (post->work.office, out->guid, NULL);
  g_assert_cmpstr (noted->receipt_result, ==, "ditolak");
}

/* Names that others write under, links, folders and pipes are left alone; a file in the making waits. */
static void
test_only_finished_files_are_taken (Post *post, gconstpointer data)
{
  g_autofree char *inbox = g_build_filename (post->folder, JKK_FOLDER_INBOX, NULL);
  g_autofree char *link = g_build_filename (inbox, "tautan.xml", NULL);
  g_autofree char *folder = g_build_filename (inbox, "folder.xml", NULL);
  g_autofree char *pipe = g_build_filename (inbox, "pipa.xml", NULL);

  box_drop (post, ".tersembunyi.xml", "<x/>");
  box_drop (post, "a.xml.tmp", "<x/>");
  box_drop (post, "b.xml.part", "<x/>");
  g_assert_cmpint (symlink ("/etc/passwd", link), ==, 0);
  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  g_setenv ("SANTUN_POST_SETTLE", "3600", TRUE);
  box_drop (post, "baru.xml", "<x/>");
  JkkPostRound round = box_round (post);
  g_setenv ("SANTUN_POST_SETTLE", "0", TRUE);
  g_assert_cmpuint (round.later, ==, 1);
  g_assert_cmpuint (round.accepted + round.refused, ==, 0);
  g_assert_cmpuint (box_count (post, JKK_FOLDER_INBOX), ==, 7);
}

/* What an interrupted round has claimed is taken first, whatever lies under its name in the inbox by now. */
static void
test_an_interrupted_round_is_finished_and_nothing_is_overwritten (Post *post, gconstpointer data)
{
  g_autofree char *text = box_message ("pesan-tagihan.xml");
  g_autofree char *claimed = g_build_filename (post->folder, ".taking", "tagihan.xml", NULL);

  g_assert_true (g_file_set_contents (claimed, text, -1, NULL));
  box_drop (post, "tagihan.xml", "<x/>");
  JkkPostRound round = box_round (post);
  g_assert_cmpuint (round.accepted, ==, 1);
  g_assert_cmpuint (round.refused, ==, 1);
  g_assert_cmpuint (box_count (post, JKK_FOLDER_ARCHIVE), ==, 1);
  g_assert_cmpuint (box_count (post, JKK_FOLDER_REFUSED), ==, 1);
  g_assert_cmpuint (box_count (post, ".taking"), ==, 0);

  /* Answered, and then the power went before it was put away. */
  g_assert_true (g_file_set_contents (claimed, text, -1, NULL));
  round = box_round (post);
  g_assert_cmpuint (round.again, ==, 1);
  g_assert_cmpuint (box_count (post, JKK_FOLDER_OUTBOX), ==, 2);
  g_assert_cmpuint (box_count (post, ".taking"), ==, 0);
}

/* One file that cannot be moved or read keeps no other one waiting. */
static void
test_a_troublesome_file_does_not_hold_up_the_others (Post *post, gconstpointer data)
{
  g_autofree char *text = box_message ("pesan-tagihan.xml");
  g_autofree char *filler = g_strnfill (236, 'a');
  g_autofree char *long_name = g_strconcat (filler, "é.xml", NULL);
  g_autofree char *bad = g_build_filename (post->folder, JKK_FOLDER_INBOX, "\xff\xfe.xml", NULL);

  box_drop (post, long_name, "<x/>");
  g_assert_true (g_file_set_contents (bad, "<x/>", -1, NULL));
  box_drop (post, "tagihan.xml", text);
  JkkPostRound round = box_round (post);
  g_assert_cmpuint (round.accepted, ==, 1);
  g_assert_cmpuint (round.again, ==, 1); /* the two bad ones are the same */
  g_assert_cmpuint (round.refused, ==, 1);
  g_assert_cmpuint (box_count (post, JKK_FOLDER_INBOX), ==, 0);
  g_assert_cmpuint (box_count (post, JKK_FOLDER_REFUSED), ==, 2);
  if (geteuid () == 0) /* who may read everything finds nothing unreadable */
    return;
  g_autofree char *locked = g_build_filename (post->folder, JKK_FOLDER_INBOX, "a.xml", NULL);
  g_autoptr (GError) error = NULL;
  box_drop (post, "a.xml", "<x/>");
  box_drop (post, "b.xml", "<y/>");
  g_assert_cmpint (g_chmod (locked, 0), ==, 0);
  g_assert_false (jkk_postbox_round (post->work.office, NULL, NULL, NULL, &round, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_REFUSED);
  g_assert_cmpuint (round.refused, ==, 1);
  g_assert_cmpuint (round.later, ==, 1);
}

static void
test_a_folder_is_gone_through_by_one_program_at_a_time (Post *post, gconstpointer data)
{
  g_autofree char *path = g_build_filename (post->folder, ".santun-lock", NULL);
  struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
  g_autoptr (GError) error = NULL;
  JkkPostRound round;
  int pipes[2];

  box_drop (post, "a.xml", "<x/>");
  g_assert_cmpint (pipe (pipes), ==, 0);
  pid_t child = fork ();
  if (child == 0)
    {
      int fd = open (path, O_RDWR | O_CREAT, 0600);

      if (fcntl (fd, F_SETLK, &lock) != 0 || write (pipes[1], "x", 1) != 1)
        _exit (1);
      pause ();
      _exit (0);
    }
  char byte;
  g_assert_cmpint (read (pipes[0], &byte, 1), ==, 1);
  g_assert_false (jkk_postbox_round (post->work.office, NULL, NULL, NULL, &round, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_BUSY);
  g_assert_cmpuint (box_count (post, JKK_FOLDER_INBOX), ==, 1);
  kill (child, SIGKILL);
  waitpid (child, NULL, 0);
  close (pipes[0]);
  close (pipes[1]);
  g_assert_cmpuint (box_round (post).refused, ==, 1); /* the lock ended with its program */
}

static void
test_numbers_that_never_came_are_shown (Post *post, gconstpointer data)
{
  g_autofree char *text = box_message ("pesan-dugaan.xml"); /* number 51 */

  box_drop (post, "a.xml", text);
  box_round (post);
  g_autoptr (JkkPostOverview) overview = jkk_postbox_overview (post->work.office, NULL);
  g_assert_cmpuint (overview->gaps->len, ==, 1);
  g_assert_cmpint (((JkkPostGap *) overview->gaps->pdata[0])->last, ==, 50);
}

/* A letter from the inbox goes into its case once. */
static void
test_taking_over_settles_the_inbox (Post *post, gconstpointer data)
{
  g_autofree char *text = box_message ("pesan-kk3-kemajuan.xml");
  g_autoptr (GError) error = NULL, again = NULL;
  gint64 case_id = take_in (&post->work);

  box_drop (post, "kk3.xml", text);
  box_round (post);
  g_autoptr (JkkPostIn) entry = box_newest (post);
  g_autoptr (JkkMessage) message = jkk_postbox_read (entry->content, &error);
  JkkRequest request = {
    .case_id = case_id, .message = message, .message_sha256 = entry->sha256, .post_id = entry->id
  };
  g_autoptr (JkkOutcome) outcome = jkk_office_do (post->work.office, "take-over", &request, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (outcome->jcase->medical.diagnosis_code, ==, "S62.6");
  g_autoptr (JkkPostIn) taken = box_newest (post);
  g_assert_cmpint (taken->state, ==, JKK_POST_TAKEN);
  g_assert_cmpint (taken->case_id, ==, case_id);
  g_assert_null (jkk_office_do (post->work.office, "take-over", &request, &again));
  g_assert_error (again, JKK_ERROR, JKK_ERROR_CONFLICT);
}

static void
test_a_folder_that_is_away_is_told (Post *post, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  JkkPostRound round;
  g_autofree char *moved = g_strconcat (post->folder, "-lain", NULL);

  g_assert_cmpint (g_rename (post->folder, moved), ==, 0);
  g_assert_true (g_file_set_contents (post->folder, "bukan folder", -1, NULL));
  g_assert_false (jkk_postbox_round (post->work.office, NULL, NULL, NULL, &round, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_STORAGE);
}

#define ADD(name, func) g_test_add (name, Post, NULL, box_set_up, func, box_tear_down)

int
main (int argc, char **argv)
{
  g_setenv ("SANTUN_POST_SETTLE", "0", TRUE);
  g_test_init (&argc, &argv, NULL);
  ADD ("/postbox/good", test_a_good_message_is_taken_in_and_answered);
  ADD ("/postbox/bad", test_a_bad_file_is_refused_with_its_reason);
  ADD ("/postbox/again", test_the_same_file_again_gets_the_same_receipt);
  ADD ("/postbox/edition", test_a_number_with_other_content_is_a_conflict_and_a_higher_edition_a_correction);
  ADD ("/postbox/receipt", test_a_receipt_settles_the_ledger_and_gets_none_itself);
  ADD ("/postbox/finished", test_only_finished_files_are_taken);
  ADD ("/postbox/refused-named", test_a_refused_message_keeps_its_name_and_number);
  ADD ("/postbox/interrupted", test_an_interrupted_round_is_finished_and_nothing_is_overwritten);
  ADD ("/postbox/troublesome", test_a_troublesome_file_does_not_hold_up_the_others);
  ADD ("/postbox/one-program", test_a_folder_is_gone_through_by_one_program_at_a_time);
  ADD ("/postbox/gaps", test_numbers_that_never_came_are_shown);
  ADD ("/postbox/take-over", test_taking_over_settles_the_inbox);
  ADD ("/postbox/away", test_a_folder_that_is_away_is_told);
  return g_test_run ();
}
