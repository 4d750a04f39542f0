#include "jkk-receipt-head.h"

#include <string.h>

static JkkMessage *
receipt_new (const char *result, const char *fault)
{
  JkkMessage *receipt = jkk_message_new ("receipt");

  ((JkkReceipt *) receipt->own)->result = g_strdup (result);
  receipt->faults = g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_fault_free);
  if (fault != NULL)
    g_ptr_array_add (receipt->faults, jkk_fault_new (0, 0, NULL, fault, "x", NULL));
  return receipt;
}

static void
test_each_result_has_its_advice (void)
{
  g_autoptr (JkkMessage) accepted = receipt_new (JKK_RECEIPT_ACCEPTED, NULL);
  g_autoptr (JkkMessage) noticed = receipt_new (JKK_RECEIPT_NOTICED, "value-awaited");
  g_autoptr (JkkMessage) refused = receipt_new (JKK_RECEIPT_REFUSED, "value-missing");
  g_autoptr (JkkMessage) held = receipt_new (JKK_RECEIPT_REFUSED, "quarantined");

  g_assert_true (jkk_receipt_is_held (held));
  g_assert_false (jkk_receipt_is_held (refused));
  g_autofree char *done = jkk_receipt_advice (accepted, jkk_receipt_own_words);
  g_autofree char *later = jkk_receipt_advice (noticed, jkk_receipt_own_words);
  g_autofree char *mend = jkk_receipt_advice (refused, jkk_receipt_own_words);
  g_autofree char *wait = jkk_receipt_advice (held, jkk_receipt_own_words);
  g_assert_nonnull (strstr (done, "need not do anything"));
  g_assert_nonnull (strstr (later, "<edition>2</edition>"));
  g_assert_nonnull (strstr (mend, "Mend it"));
  g_assert_nonnull (strstr (wait, "signature"));
}

static void
test_its_time_is_read_by_the_clock_here (void)
{
  g_autoptr (JkkMessage) receipt = receipt_new (JKK_RECEIPT_ACCEPTED, NULL);

  g_assert_null (jkk_receipt_time (receipt));
  receipt->sent_at = g_strdup ("2026-05-05T01:30:00+00:00");
  g_autofree char *time = jkk_receipt_time (receipt);
  g_assert_cmpstr (time, ==, "05-05-2026 01:30 UTC");
  g_free (receipt->sent_at);
  receipt->sent_at = g_strdup ("kemarin");
  g_autofree char *odd = jkk_receipt_time (receipt);
  g_assert_cmpstr (odd, ==, "kemarin");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/receipt-head/advice", test_each_result_has_its_advice);
  g_test_add_func ("/receipt-head/time", test_its_time_is_read_by_the_clock_here);
  return g_test_run ();
}
