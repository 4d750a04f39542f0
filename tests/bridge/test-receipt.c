#include "jkk-message-xml.h"
#include "jkk-receipt.h"
#include "xml-fixture.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

static JkkDay
today (void)
{
  return jkk_day_new (2026, 5, 5);
}

static JkkPostFile *
judge (const char *text)
{
  return jkk_post_file_judge ("RS-CONTOH-SEHAT", "a.xml", text, strlen (text), today ());
}

static void
test_a_good_message_has_no_fault (void)
{
  g_autofree char *text = fixture_example ("pesan-tagihan.xml");
  g_autoptr (JkkPostFile) file = judge (text);
  g_autoptr (JkkMessage) receipt = jkk_receipt_new (file, FALSE);
  const JkkReceipt *head = receipt->own;

  g_assert_cmpuint (file->faults->len, ==, 0);
  g_assert_cmpstr (file->content, ==, text);
  g_assert_cmpstr (head->result, ==, JKK_RECEIPT_ACCEPTED);
  g_assert_cmpstr (head->of_id, ==, file->message->id);
  g_assert_cmpint (head->of_edition, ==, 2);
  g_assert_cmpstr (head->of_sha256, ==, file->sha256);
}

static void
test_two_values_that_disagree_are_a_notice (void)
{
  g_autofree char *text = fixture_example ("pesan-kk3-kemajuan.xml");
  g_autofree char *odd = fixture_replace (text, "<treated_until>2026-03-25", "<treated_until>2026-03-01");
  g_autoptr (JkkPostFile) file = judge (odd);
  g_autoptr (JkkMessage) receipt = jkk_receipt_new (file, FALSE);

  g_assert_nonnull (file->message);
  g_assert_cmpuint (file->faults->len, >, 0);
  const JkkFault *notice = file->faults->pdata[0];
  g_assert_true (g_str_has_prefix (notice->path, "/pesan/kk3/medical/"));
  g_assert_cmpstr (((JkkReceipt *) receipt->own)->result, ==, JKK_RECEIPT_NOTICED);
}

/* The receipt of a file that is no message is itself a message that any program can read. */
static void
test_what_cannot_be_read_has_its_receipt (void)
{
  static const char *const texts[] = { "", "hello", "<pesan", "<kasus xmlns='urn:santun:kasus:1' versi='1'/>" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (JkkPostFile) file = judge (texts[i]);
      g_autoptr (JkkMessage) receipt = jkk_receipt_new (file, TRUE);
      g_autoptr (GError) error = NULL;
      gsize length = 0;

      g_assert_null (file->message);
      g_assert_cmpuint (file->faults->len, >, 0);
      receipt->sender = g_strdup ("KANTOR");
      receipt->sequence = 1;
      receipt->sent_at = g_strdup ("2026-05-05T08:00:00Z");
      g_autofree char *xml = jkk_message_to_xml (receipt, &length);
      g_assert_true (fixture_xmllint ("santun-message-2.xsd", xml, length));
      g_autoptr (JkkMessage) again = jkk_message_from_xml (xml, length, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (again->faults->len, ==, file->faults->len);
      g_assert_cmpstr (((JkkReceipt *) again->own)->result, ==, JKK_RECEIPT_REFUSED);
    }
}

/* A receipt for a Bundle says by what it was checked, and names its places. */
static void
test_a_bundle_is_answered_openly (void)
{
  g_autofree char *text = fixture_example ("bundle-tagihan.xml"),
                  *wrong = fixture_replace (text, "18450000", "18450001");
  g_autoptr (JkkPostFile) good = judge (text), bad = judge (wrong);
  g_autoptr (JkkMessage) accepted = jkk_receipt_new (good, FALSE), refused = jkk_receipt_new (bad, TRUE);
  g_autofree char *page = jkk_receipt_to_text (accepted);

  g_assert_cmpstr (((JkkReceipt *) accepted->own)->result, ==, JKK_RECEIPT_ACCEPTED);
  g_assert_nonnull (fixture_find_fault (accepted->faults, "fhir-profile"));
  g_assert_nonnull (strstr (page, "HL7"));
  g_assert_nonnull (fixture_find_fault (refused->faults, "fhir-profile"));
  g_assert_cmpstr (((JkkReceipt *) refused->own)->of_id, ==, "8d116ece-1738-47d9-bd9c-172411e20b8f");
  g_assert_true (g_str_has_suffix (fixture_find_fault (refused->faults, "sum-differs")->path, "/Claim/total/value"));
  g_assert_false (jkk_post_file_judge_names (good, "LAIN"));
  g_assert_true (
      g_str_has_suffix (fixture_find_fault (good->faults, "recipient-differs")->path, "/destination/endpoint"));
}

/* A letter may leave out what its doctor does not know; who sends it hears at once what a proposal will need. */
static void
test_what_a_proposal_will_need_is_told (void)
{
  g_autofree char *text = fixture_example ("pesan-kk3-kemajuan.xml"), *whole = fixture_example ("pesan-kk3.xml");
  g_autofree char *bare =
      fixture_replace (text, "<diagnosis>Fraktur falang proksimal jari telunjuk tangan kanan</diagnosis>", "");
  g_autofree char *last = fixture_replace (bare, "<stage>kemajuan", "<stage>akhir");
  g_autoptr (JkkPostFile) progress = judge (text), without = judge (bare), final = judge (last),
                          complete = judge (whole);

  g_assert_cmpuint (progress->faults->len, ==, 0);
  g_assert_cmpuint (complete->faults->len, ==, 0);
  g_assert_nonnull (without->message);
  g_assert_cmpuint (without->faults->len, ==, 1);
  g_assert_cmpstr (fixture_find_fault (without->faults, "value-awaited")->path, ==, "/pesan/kk3/medical/diagnosis");
  g_assert_cmpuint (final->faults->len, ==, 2); /* the outcome, too */
}

static void
test_a_head_is_told_only_what_it_must_have (void)
{
  g_autofree char *text = fixture_example ("pesan-tagihan.xml");
  g_autofree char *bare = fixture_replace (text, "<sender>RS-CONTOH-SEHAT</sender>", "");
  g_autoptr (JkkPostFile) file = judge (bare);
  const JkkFault *fault = fixture_find_fault (file->faults, "element-missing");

  g_assert_nonnull (fault);
  g_assert_nonnull (strstr (fault->text, "sender"));
  g_assert_null (strstr (fault->text, "recipient"));
  g_assert_null (strstr (fault->text, "answers"));
}

static void
test_a_clerk_can_read_it (void)
{
  g_autofree char *example = fixture_example ("pesan-tanda-terima.xml");
  g_autoptr (JkkMessage) receipt = jkk_message_from_xml (example, strlen (example), NULL, NULL);
  g_autofree char *text = jkk_receipt_to_text (receipt);

  g_assert_nonnull (strstr (text, "Refused"));
  g_assert_nonnull (strstr (text, "tagihan-0417.xml"));
  g_assert_nonnull (strstr (text, "/pesan/bill/bill_head/total"));
  g_assert_nonnull (strstr (text, "[sum-differs]"));
  g_assert_nonnull (strstr (text, "send it again"));
}

static void
test_a_file_that_is_too_large_is_answered_too (void)
{
  g_autofree char *folder = fixture_temp_folder ();
  g_autofree char *path = g_build_filename (folder, "besar.xml", NULL);
  g_autofree char *other = g_build_filename (folder, "tidak-ada.xml", NULL);
  g_autoptr (GError) error = NULL, missing = NULL;

  fixture_write (path, "<pesan/>", 8);
  g_assert_cmpint (truncate (path, 9 * 1024 * 1024), ==, 0);
  g_autoptr (JkkPostFile) file = jkk_post_file_read ("RS-A", path, today (), &error);
  g_assert_no_error (error);
  g_assert_null (file->message);
  g_assert_cmpint (file->size, ==, 9 * 1024 * 1024);
  g_assert_cmpuint (strlen (file->sha256), ==, 64);
  g_assert_cmpstr (((JkkFault *) file->faults->pdata[0])->code, ==, "file-unreadable");
  g_assert_null (jkk_post_file_read ("RS-A", other, today (), &missing));
  g_assert_error (missing, JKK_ERROR, JKK_ERROR_NOT_FOUND);
  fixture_remove_folder (folder);
}

static void
test_names_decide_whether_it_is_for_this_office (void)
{
  g_autofree char *text = fixture_example ("pesan-dugaan.xml"), *out = fixture_example ("pesan-jaminan.xml");
  g_autoptr (JkkPostFile) ours = judge (text), any = judge (text), other = judge (text), guarantee = judge (out);
  g_autoptr (JkkPostFile) strange = jkk_post_file_judge ("RS-LAIN", "a.xml", text, strlen (text), today ());

  g_assert_true (jkk_post_file_judge_names (ours, "cabang-contoh"));
  g_assert_true (jkk_post_file_judge_names (any, NULL));
  g_assert_cmpuint (ours->faults->len, ==, 0);
  g_assert_false (jkk_post_file_judge_names (other, "CABANG-LAIN"));
  g_assert_nonnull (fixture_find_fault (other->faults, "recipient-differs"));
  g_assert_false (jkk_post_file_judge_names (strange, NULL));
  g_assert_nonnull (fixture_find_fault (strange->faults, "sender-differs"));
  g_assert_false (jkk_post_file_judge_names (guarantee, NULL));
  g_assert_nonnull (fixture_find_fault (guarantee->faults, "kind-not-for-office"));
}

/* Whatever a file is called, its receipt is a sound message. */
static void
test_a_name_does_not_break_its_receipt (void)
{
  g_autofree char *giant = g_strnfill (255, 'x');
  const char *const names[] = { "surat\nistirahat.xml", "\x01\x7f.xml", "rusak-\xff\xfe.xml", " ", "\t", "a\u2028b.xml",
                                "<&>\"'.xml",           giant };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (JkkPostFile) file = jkk_post_file_judge ("RS-CONTOH-SEHAT", names[i], "x", 1, today ());
      g_autoptr (JkkMessage) receipt = jkk_receipt_new (file, TRUE);
      g_autoptr (GError) error = NULL;
      gsize length = 0;

      receipt->sender = g_strdup ("KANTOR");
      receipt->sequence = 1;
      receipt->sent_at = g_strdup ("2026-05-05T08:00:00Z");
      g_autofree char *xml = jkk_message_to_xml (receipt, &length);
      g_autoptr (JkkMessage) again = jkk_message_from_xml (xml, length, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (((JkkReceipt *) again->own)->of_file, ==, ((JkkReceipt *) receipt->own)->of_file);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/receipt/a good message has no fault", test_a_good_message_has_no_fault);
  g_test_add_func ("/receipt/two values that disagree are a notice", test_two_values_that_disagree_are_a_notice);
  g_test_add_func ("/receipt/what cannot be read has its receipt", test_what_cannot_be_read_has_its_receipt);
  g_test_add_func ("/receipt/a clerk can read it", test_a_clerk_can_read_it);
  g_test_add_func ("/receipt/awaited", test_what_a_proposal_will_need_is_told);
  g_test_add_func ("/receipt/head", test_a_head_is_told_only_what_it_must_have);
  g_test_add_func ("/receipt/a file that is too large is answered too", test_a_file_that_is_too_large_is_answered_too);
  g_test_add_func ("/receipt/names decide whether it is for this office",
                   test_names_decide_whether_it_is_for_this_office);
  g_test_add_func ("/receipt/a name does not break its receipt", test_a_name_does_not_break_its_receipt);
  g_test_add_func ("/receipt/a bundle is answered openly", test_a_bundle_is_answered_openly);
  return g_test_run ();
}
