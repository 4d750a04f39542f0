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
 * jkk_receipt_advice:
 * @receipt: a receipt of the office
 *
 * Returns: (transfer none): what its sender does now, to be translated
 */
const char *
jkk_receipt_advice (const JkkMessage *receipt)
{
  const char *result = ((const JkkReceipt *) receipt->own)->result;

  if (jkk_receipt_is_held (receipt))
    return N_ ("The message is kept, but nothing of it counts until its signature does. Speak with the office.");
  if (g_strcmp0 (result, JKK_RECEIPT_REFUSED) == 0)
    return N_ ("Nothing of this file was taken in. Mend it and send it again.");
  if (g_strcmp0 (result, JKK_RECEIPT_NOTICED) == 0)
    return N_ ("The message was taken in. Look at the remarks: what they ask for can follow with its next edition.");
  return N_ ("The message was taken in. You need not do anything.");
}
