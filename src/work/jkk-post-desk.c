#include "jkk-deed-private.h"
#include "jkk-message-xml.h"
#include "jkk-post-store.h"
#include "jkk-receipt.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What a person does with the post that lies on the desk. */

/* Nobody waits any more for the paper that a message names which is laid aside. */
static gboolean
forgive_paper (const JkkDeedContext *context, const JkkPostIn *entry, GError **error)
{
  return jkk_post_store_owed_settle (context->db, entry->guid, "document", NULL, context->now, error);
}

/**
 * jkk_deed_settle_post:
 * @context: the deed's context
 * @error: return location
 *
 * Lays a message of the inbox aside, with a reason; it is kept. Of a file that was refused by the program, notes that a
 * person has dealt with it.
 *
 * Returns: %NULL
 */
JkkCase *
jkk_deed_settle_post (const JkkDeedContext *context, GError **error)
{
  const char *login = context->person->login;
  g_autoptr (JkkPostIn) entry = jkk_post_store_load (context->db, context->request->post_id, error);

  if (entry == NULL)
    return NULL;
  if (entry->state == JKK_POST_REFUSED || entry->state == JKK_POST_QUARANTINED)
    jkk_post_store_seen (context->db, entry->id, login, context->now, error);
  else if (jkk_post_store_settle (context->db, entry->id, JKK_POST_DONE, 0, login, context->now, error))
    forgive_paper (context, entry, error);
  return NULL;
}

/* The second receipt of a message: its sender hears why a person refused what was without faults. */
static JkkMessage *
refusal_new (const JkkPostIn *entry, const char *reason, GError **error)
{
  g_autoptr (JkkPostFile) file = jkk_post_file_new (entry->partner, entry->file_name);

  file->sha256 = g_strdup (entry->sha256);
  file->size = entry->size;
  file->message = jkk_message_from_xml (entry->content, strlen (entry->content), NULL, error);
  if (file->message == NULL)
    return NULL;
  g_ptr_array_add (file->faults,
                   jkk_fault_new (0, 0, "/pesan", "refused-by-office", reason,
                                  _ ("Send a correction with the next edition, or ask the office about it.")));
  return jkk_receipt_new (file, TRUE);
}

/**
 * jkk_deed_refuse_post:
 * @context: the deed's context
 * @error: return location
 *
 * Refuses a message that has no faults by itself: it is laid aside, its sender gets a second receipt with the reason,
 * and the office owes nothing more for it.
 *
 * Returns: %NULL
 */
JkkCase *
jkk_deed_refuse_post (const JkkDeedContext *context, GError **error)
{
  const JkkRequest *request = context->request;
  g_autoptr (JkkPostIn) entry = jkk_post_store_load (context->db, request->post_id, error);

  if (entry == NULL || !jkk_post_store_settle (context->db, request->post_id, JKK_POST_DONE, 0, context->person->login,
                                               context->now, error))
    return NULL;
  g_autoptr (JkkMessage) receipt = refusal_new (entry, request->reason, error);
  if (receipt != NULL && forgive_paper (context, entry, error) &&
      jkk_post_put_out (context, receipt, entry->partner, 0, NULL, error))
    jkk_post_store_owed_forgive (context->db, entry->guid, receipt->id, context->now, error);
  return NULL;
}

/**
 * jkk_deed_file_post:
 * @context: the deed's context
 * @error: return location
 *
 * Keeps a message with a case and changes none of its values, whatever state the case is in.
 *
 * Returns: (transfer full): the case as it is.
 */
JkkCase *
jkk_deed_file_post (const JkkDeedContext *context, GError **error)
{
  if (!jkk_post_store_settle (context->db, context->request->post_id, JKK_POST_TAKEN, context->stored->id,
                              context->person->login, context->now, error))
    return NULL;
  return jkk_case_ref (context->stored);
}

/**
 * jkk_deed_settle_owed:
 * @context: the deed's context
 * @error: return location
 *
 * Settles an answer that is owed, with a reason instead of a message: it came by telephone, or is no longer needed.
 *
 * Returns: %NULL
 */
JkkCase *
jkk_deed_settle_owed (const JkkDeedContext *context, GError **error)
{
  g_autoptr (JkkOwed) owed = jkk_post_store_owed_load (context->db, context->request->owed_id, error);

  if (owed == NULL || !jkk_post_store_owed_settle_one (context->db, owed->id, context->now, error))
    return NULL;
  JkkChange *change = g_new0 (JkkChange, 1);
  change->path = g_strdup ("owed");
  change->before = g_strdup_printf ("%s · %s · %s", owed->partner, owed->kind, owed->guid);
  g_ptr_array_add (context->changes, change);
  return NULL;
}
