#include "jkk-receipt-paper.h"

#include "jkk-paper.h"
#include "jkk-receipt-head.h"

static JkkMessage *
receipt_new (const char *result, guint n_faults)
{
  JkkMessage *receipt = jkk_message_new ("receipt");
  JkkReceipt *head = receipt->own;

  receipt->id = g_strdup ("0b8f8e1e-0000-4000-8000-000000000001");
  receipt->recipient = g_strdup ("RS-CONTOH-SEHAT");
  receipt->sent_at = g_strdup ("2026-05-05T01:30:00Z");
  receipt->faults = g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_fault_free);
  head->result = g_strdup (result);
  head->of_file = g_strdup ("tagihan-0417.xml");
  for (guint i = 0; i < n_faults; i++)
    g_ptr_array_add (receipt->faults,
                     jkk_fault_new (20, 7, "/pesan/bill/bill_head/total", "sum-differs",
                                    "Jumlah tagihan tertulis 99.999, tetapi jumlah baris-barisnya 18.450.000.",
                                    "Bandingkan baris-barisnya dengan tagihan, lalu kirim kembali."));
  return receipt;
}

static JkkPaper *
print (const JkkMessage *receipt)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = jkk_receipt_paper_print (receipt, "Kantor Cabang Contoh", &error);
  JkkPaper *paper = bytes != NULL ? jkk_paper_new (bytes, &error) : NULL;

  g_assert_no_error (error);
  g_assert_nonnull (paper);
  return paper;
}

static gboolean
shows (JkkPaper *paper, const char *text)
{
  guint found = 0;

  for (guint page = 0; page < jkk_paper_get_n_pages (paper); page++)
    {
      g_autoptr (GArray) places = jkk_paper_find (paper, page, text);

      found += places->len;
    }
  return found > 0;
}

static void
test_a_clerk_sees_what_to_mend (void)
{
  g_autoptr (JkkMessage) receipt = receipt_new (JKK_RECEIPT_REFUSED, 1);
  g_autoptr (JkkPaper) paper = print (receipt);

  g_assert_cmpuint (jkk_paper_get_n_pages (paper), ==, 1);
  g_assert_true (shows (paper, "Ditolak"));
  g_assert_true (shows (paper, "Kantor Cabang Contoh"));
  g_assert_true (shows (paper, "tagihan-0417.xml"));
  g_assert_true (shows (paper, "Jumlah tagihan tertulis 99.999"));
  g_assert_true (shows (paper, "Bandingkan baris-barisnya"));
  g_assert_true (shows (paper, "/pesan/bill/bill_head/total"));
}

/* A fault is not cut off at the end of a page, and none is left out. */
static void
test_many_faults_need_many_pages (void)
{
  g_autoptr (JkkMessage) receipt = receipt_new (JKK_RECEIPT_REFUSED, 100);
  g_autoptr (JkkPaper) paper = print (receipt);

  g_assert_cmpuint (jkk_paper_get_n_pages (paper), >, 3);
  g_assert_true (shows (paper, "100."));
}

static void
test_who_was_heard_need_do_nothing (void)
{
  g_autoptr (JkkMessage) accepted = receipt_new (JKK_RECEIPT_ACCEPTED, 0);
  g_autoptr (JkkPaper) paper = print (accepted);

  g_assert_true (shows (paper, "Diterima"));
  g_assert_true (shows (paper, "Tidak ada yang perlu"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/receipt-paper/refused", test_a_clerk_sees_what_to_mend);
  g_test_add_func ("/receipt-paper/many", test_many_faults_need_many_pages);
  g_test_add_func ("/receipt-paper/results", test_who_was_heard_need_do_nothing);
  return g_test_run ();
}
