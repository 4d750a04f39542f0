#include "jkk-receipt-head.h"

#include <glib/gi18n-lib.h>

/**
 * jkk_receipt_is_held:
 * @receipt: a receipt of the office
 *
 * Returns: whether the message waits in quarantine, because its signature does not count yet
 */
gboolean
jkk_receipt_is_held (const JkkMessage *receipt)
{
  for (guint i = 0; receipt->faults != NULL && i < receipt->faults->len; i++)
    if (g_str_equal (((const JkkFault *) receipt->faults->pdata[i])->code, "quarantined"))
      return TRUE;
  return FALSE;
}

/**
 * jkk_receipt_time:
 * @receipt: a receipt
 *
 * Returns: (transfer full) (nullable): when it was given, by the clock of this computer; as it is written if that is no
 *   time
 */
char *
jkk_receipt_time (const JkkMessage *receipt)
{
  g_autoptr (GDateTime) time = receipt->sent_at != NULL ? g_date_time_new_from_iso8601 (receipt->sent_at, NULL) : NULL;
  g_autoptr (GDateTime) local = time != NULL ? g_date_time_to_local (time) : NULL;

  return local != NULL ? g_date_time_format (local, "%d-%m-%Y %H:%M %Z") : g_strdup (receipt->sent_at);
}

/**
 * jkk_receipt_own_words:
 * @english: a sentence
 *
 * Returns: (transfer none): the sentence in the language of this program
 */
const char *
jkk_receipt_own_words (const char *english)
{
  return _ (english);
}

/**
 * jkk_receipt_advice:
 * @receipt: a receipt of the office
 * @translate: says a sentence in the language of the reader
 *
 * Returns: (transfer full): what its sender does now
 */
char *
jkk_receipt_advice (const JkkMessage *receipt, JkkReceiptWords translate)
{
  const JkkReceipt *head = receipt->own;

  if (jkk_receipt_is_held (receipt))
    return g_strdup (translate (
        N_ ("The message is kept, but nothing of it counts until its signature does. Speak with the office.")));
  if (g_strcmp0 (head->result, JKK_RECEIPT_REFUSED) == 0)
    return g_strdup (translate (N_ ("Nothing of this file was taken in. Mend it and send it again; the number of the "
                                    "message (id) may stay the same.")));
  if (g_strcmp0 (head->result, JKK_RECEIPT_NOTICED) != 0)
    return g_strdup (translate (N_ ("The message was taken in. You need not do anything.")));

  gint64 edition = head->of_edition != JKK_NONE ? head->of_edition + 1 : 2;
  const char *again =
      translate (N_ ("The message was taken in. What the remarks ask for may follow when it is known: then "
                     "send the whole message once more, with the same id, your next number (sequence) "
                     "and <edition>%s</edition> inside <header>."));
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, edition);
  g_auto (GStrv) parts = g_strsplit (again, "%s", 2);
  return g_strjoinv (number, parts);
}
