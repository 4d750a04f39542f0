#include "jkk-message-xml.h"
#include "jkk-office-private.h"
#include "jkk-partner-store.h"
#include "jkk-post-store.h"
#include "jkk-postbox.h"
#include "jkk-receipt-paper.h"
#include "jkk-receipt.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  const char *text;
  gint64 id;
  guint states;
  gint64 before;
  guint limit;
} ReadArgs;

/**
 * jkk_post_overview_free:
 * @overview: (transfer full): an overview
 */
void
jkk_post_overview_free (JkkPostOverview *overview)
{
  g_clear_pointer (&overview->owed, g_ptr_array_unref);
  g_clear_pointer (&overview->gaps, g_ptr_array_unref);
  g_free (overview);
}

static gpointer
read_overview (JkkDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (JkkPostOverview) overview = g_new0 (JkkPostOverview, 1);

  if (!jkk_post_store_count (db, overview->counts, error) ||
      (overview->owed = jkk_post_store_owed (db, error)) == NULL ||
      (overview->gaps = jkk_post_store_gaps (db, error)) == NULL)
    return NULL;
  return g_steal_pointer (&overview);
}

/**
 * jkk_postbox_overview:
 * @office: the office
 * @error: return location
 *
 * Returns: (transfer full): what the office should know of its post
 */
JkkPostOverview *
jkk_postbox_overview (JkkOffice *office, GError **error)
{
  return jkk_office_read (office, read_overview, NULL, (GDestroyNotify) jkk_post_overview_free, error);
}

static gpointer
read_keys (JkkDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return jkk_partner_store_keys (db, data, error);
}

/**
 * jkk_postbox_keys:
 * @office: the office
 * @partner: (nullable): code of a partner; %NULL = all
 * @error: return location
 *
 * Returns: (transfer full) (element-type JkkPartnerKey): its keys, the newest first
 */
GPtrArray *
jkk_postbox_keys (JkkOffice *office, const char *partner, GError **error)
{
  return jkk_office_read (office, read_keys, (gpointer) partner, (GDestroyNotify) g_ptr_array_unref, error);
}

static gpointer
read_list (JkkDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  const ReadArgs *args = data;

  return jkk_post_store_list (db, args->states, args->before, args->limit, error);
}

/**
 * jkk_postbox_list:
 * @office: the office
 * @states: set of states, bits by #JkkPostState
 * @before: only those with a lower id; JKK_NONE = from the newest on
 * @limit: how many at most
 * @error: return location
 *
 * Returns: (transfer full) (element-type JkkPostIn): files of the inbox, the newest first, without their content
 */
GPtrArray *
jkk_postbox_list (JkkOffice *office, guint states, gint64 before, guint limit, GError **error)
{
  ReadArgs args = { .states = states, .before = before, .limit = limit };

  return jkk_office_read (office, read_list, &args, (GDestroyNotify) g_ptr_array_unref, error);
}

static gpointer
read_sent (JkkDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  const ReadArgs *args = data;

  return jkk_post_store_list_out (db, args->id, args->before, args->limit, error);
}

/**
 * jkk_postbox_sent:
 * @office: the office
 * @case_id: only for this case; 0 = all
 * @before: only those with a lower id; JKK_NONE = from the newest on
 * @limit: how many at most
 * @error: return location
 *
 * Returns: (transfer full) (element-type JkkPostOut): messages of the office, the newest first, without their content
 */
GPtrArray *
jkk_postbox_sent (JkkOffice *office, gint64 case_id, gint64 before, guint limit, GError **error)
{
  ReadArgs args = { .id = case_id, .before = before, .limit = limit };

  return jkk_office_read (office, read_sent, &args, (GDestroyNotify) g_ptr_array_unref, error);
}

static gpointer
read_one (JkkDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return jkk_post_store_load (db, ((const ReadArgs *) data)->id, error);
}

/**
 * jkk_postbox_load:
 * @office: the office
 * @id: id of a file of the inbox
 * @error: return location
 *
 * Returns: (transfer full): it, with its content
 */
JkkPostIn *
jkk_postbox_load (JkkOffice *office, gint64 id, GError **error)
{
  ReadArgs args = { .id = id };

  return jkk_office_read (office, read_one, &args, (GDestroyNotify) jkk_post_in_free, error);
}

static gpointer
read_one_sent (JkkDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return jkk_post_store_load_out (db, ((const ReadArgs *) data)->text, error);
}

/**
 * jkk_postbox_load_sent:
 * @office: the office
 * @guid: GUID of a message of the office
 * @error: return location
 *
 * Returns: (transfer full): it, with its content
 */
JkkPostOut *
jkk_postbox_load_sent (JkkOffice *office, const char *guid, GError **error)
{
  ReadArgs args = { .text = guid };

  return jkk_office_read (office, read_one_sent, &args, (GDestroyNotify) jkk_post_out_free, error);
}

/**
 * jkk_postbox_read:
 * @content: text of a message as the store keeps it
 * @error: return location
 *
 * Returns: (transfer full): what it says
 */
JkkMessage *
jkk_postbox_read (const char *content, GError **error)
{
  return jkk_message_from_xml (content, strlen (content), NULL, error);
}

/**
 * jkk_postbox_read_receipt:
 * @content: text of a receipt as the store keeps it
 * @error: return location
 *
 * Returns: (transfer full): the receipt
 */
JkkMessage *
jkk_postbox_read_receipt (const char *content, GError **error)
{
  g_autoptr (JkkMessage) receipt = jkk_postbox_read (content, error);

  if (receipt == NULL || g_str_equal (receipt->kind, "receipt"))
    return g_steal_pointer (&receipt);
  g_set_error_literal (error, JKK_ERROR, JKK_ERROR_FORMAT, _ ("This is no receipt."));
  return NULL;
}

/**
 * jkk_postbox_receipt_text:
 * @receipt: a receipt of the office
 *
 * Returns: (transfer full): the receipt as a page of text for people
 */
char *
jkk_postbox_receipt_text (const JkkMessage *receipt)
{
  return jkk_receipt_to_text (receipt);
}

/**
 * jkk_postbox_receipt_paper:
 * @office: the office
 * @receipt: a receipt of the office
 * @error: return location
 *
 * Returns: (transfer full): the receipt as a paper, to be printed or saved
 */
JkkPrintout *
jkk_postbox_receipt_paper (JkkOffice *office, const JkkMessage *receipt, GError **error)
{
  g_autoptr (GBytes) bytes = jkk_receipt_paper_print (receipt, jkk_office_get_name (office), error);

  return bytes != NULL ? jkk_printout_new (bytes, NULL, NULL, error) : NULL;
}
