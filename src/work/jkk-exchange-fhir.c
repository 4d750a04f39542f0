#include "jkk-exchange.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "jkk-fhir.h"
#include "jkk-file.h"
#include "jkk-message-xml.h"

static JkkCase *
letter_of (const JkkCase *jcase, JkkMessage *message, GError **error)
{
  if (jkk_record_is_empty (&jkk_medical_type, &jcase->medical))
    {
      g_set_error (error, JKK_ERROR, JKK_ERROR_NOT_FOUND, _ ("Case %s has no doctor’s letter (KK 3) yet."),
                   jcase->cover.number);
      return NULL;
    }
  return jkk_case_copy (jcase);
}

static gboolean
is_treatment (const JkkExpense *receipt)
{
  return g_strcmp0 (receipt->kind, "perawatan") == 0;
}

static void
share (char **target, const char *text, gboolean is_first)
{
  if (is_first)
    jkk_set_str (target, text);
  else if (g_strcmp0 (*target, text) != 0)
    g_clear_pointer (target, g_free);
}

/* What all receipts say of themselves is the bill’s; else the case stands for its number, the letter for the hospital.
 */
static void
fill_bill (JkkBill *bill, const JkkCase *jcase)
{
  bill->total = 0;
  for (guint i = 0; i < jcase->expenses->len; i++)
    {
      const JkkExpense *receipt = jcase->expenses->pdata[i];

      share (&bill->number, receipt->number, i == 0);
      share (&bill->facility, receipt->issuer, i == 0);
      if (receipt->amount != JKK_NONE && !jkk_money_add (bill->total, receipt->amount, &bill->total))
        bill->total = JKK_NONE; /* beyond all amounts: the reader refuses it */
      if (receipt->spent_day != JKK_NONE && (bill->bill_day == JKK_NONE || receipt->spent_day > bill->bill_day))
        bill->bill_day = receipt->spent_day;
    }
  if (bill->number == NULL)
    bill->number = g_strdup (jcase->cover.number);
  if (bill->facility == NULL)
    bill->facility = g_strdup (jcase->medical.facility);
  bill->admitted_day = jcase->medical.treated_from;
  bill->discharged_day = jcase->medical.treated_until;
}

static JkkCase *
bill_of (const JkkCase *jcase, JkkMessage *message, GError **error)
{
  g_autoptr (JkkCase) after = jkk_case_copy (jcase);

  for (guint i = after->expenses->len; i-- > 0;)
    if (!is_treatment (after->expenses->pdata[i]))
      jkk_record_free (&jkk_expense_type, g_ptr_array_steal_index (after->expenses, i));
  if (after->expenses->len == 0)
    {
      g_set_error (error, JKK_ERROR, JKK_ERROR_NOT_FOUND, _ ("Case %s has no receipt for care and treatment yet."),
                   jcase->cover.number);
      return NULL;
    }
  fill_bill (message->own, after);
  return g_steal_pointer (&after);
}

static void
fill_header (JkkMessage *message, const JkkCase *jcase, const char *sender)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();

  message->id = g_uuid_string_random ();
  message->sender = g_strdup (sender);
  message->sequence = MAX (jcase->revision, 1);
  message->sent_at = g_date_time_format (now, "%Y-%m-%dT%H:%M:%SZ");
  message->case_number = g_strdup (jcase->cover.number);
}

/* What is missing in the case is missing in its message, and the reader of messages says it best. */
static gboolean
is_whole (const char *xml, gsize length, GError **error)
{
  g_autoptr (JkkMessage) message = jkk_message_from_xml (xml, length, NULL, error);

  return message != NULL;
}

/**
 * jkk_exchange_fhir:
 * @jcase: a case
 * @kind: "kk3" for the doctor’s letter of the case, "bill" for its receipts for care and treatment
 * @sender: code of who writes it
 * @length: (out) (optional): bytes
 * @left_out: (out) (transfer full) (element-type JkkFault): what of it has no place in FHIR
 * @error: %JKK_ERROR_NOT_FOUND: the case has no such thing; %JKK_ERROR_FORMAT: something is missing in it;
 * %JKK_ERROR_INVALID: there is no such kind
 *
 * Returns: (transfer full) (nullable): a Bundle of FHIR R4, a document of santun-fhir-1.xsd
 */
char *
jkk_exchange_fhir (
    const JkkCase *jcase, const char *kind, const char *sender, gsize *length, GPtrArray **left_out, GError **error)
{
  gboolean is_bill = strcmp (kind, "bill") == 0;
  gsize written = 0;

  *left_out = NULL;
  if (!is_bill && strcmp (kind, "kk3") != 0)
    {
      g_set_error (error, JKK_ERROR, JKK_ERROR_INVALID,
                   _ ("“%s” cannot be written as a FHIR Bundle; kk3 and bill can."), kind);
      return NULL;
    }
  g_autoptr (JkkMessage) message = jkk_message_new (kind);
  message->content = is_bill ? bill_of (jcase, message, error) : letter_of (jcase, message, error);
  if (message->content == NULL)
    return NULL;
  fill_header (message, jcase, sender);
  g_autofree char *bundle = jkk_fhir_to_xml (message, &written, left_out, error);
  if (bundle == NULL || !is_whole (bundle, written, error))
    return NULL;
  if (length != NULL)
    *length = written;
  return g_steal_pointer (&bundle);
}

/**
 * jkk_exchange_convert:
 * @path: a message as a FHIR Bundle or in the office’s own schema
 * @length: (out): bytes
 * @notices: (out) (transfer full) (nullable) (element-type JkkFault): what has no place in the other form
 * @faults: (out) (transfer full) (nullable) (element-type JkkFault): what is wrong with the file
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the message in the other form
 */
char *
jkk_exchange_convert (const char *path, gsize *length, GPtrArray **notices, GPtrArray **faults, GError **error)
{
  gsize n = 0;
  g_autofree char *bytes = jkk_read_file (path, JKK_FILE_MAX, &n, error);

  *notices = NULL;
  *faults = NULL;
  return bytes != NULL ? jkk_fhir_convert (bytes, n, length, notices, faults, error) : NULL;
}
