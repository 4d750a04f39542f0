#include <glib/gi18n-lib.h>

#include "jkk-deed-private.h"
#include "jkk-document-store.h"
#include "jkk-message-xml.h"
#include "jkk-post-store.h"
#include "jkk-receipt.h"

#include <string.h>

/* A paper that a message names by its fingerprint and that comes as a file beside it. */

/**
 * jkk_paper_owed_for:
 * @db: a connection
 * @partner: code of a partner
 * @sha256: fingerprint of a paper
 * @entry: (out) (nullable) (transfer full): the message that names it and waits for it
 * @error: STORAGE
 *
 * Returns: whether one could look for it
 */
gboolean
jkk_paper_owed_for (JkkDb *db, const char *partner, const char *sha256, JkkPostIn **entry, GError **error)
{
  g_autoptr (GArray) ids = jkk_post_store_papers_owed (db, partner, error);

  *entry = NULL;
  for (guint i = 0; ids != NULL && i < ids->len && *entry == NULL; i++)
    {
      g_autoptr (JkkPostIn) post = jkk_post_store_load (db, g_array_index (ids, gint64, i), error);
      g_autoptr (JkkMessage) message =
          post != NULL ? jkk_message_from_xml (post->content, strlen (post->content), NULL, NULL) : NULL;

      if (post == NULL)
        return FALSE;
      if (message != NULL && g_str_equal (message->kind, "document") &&
          g_ascii_strcasecmp (((const JkkEnclosure *) message->own)->sha256, sha256) == 0)
        *entry = g_steal_pointer (&post);
    }
  return ids != NULL;
}

static gboolean
set_changed (GError **error)
{
  g_set_error_literal (error, JKK_ERROR, JKK_ERROR_CONFLICT,
                       _ ("The message of this paper has changed its place in the meantime. It is tried again in the "
                          "next round."));
  return FALSE;
}

/* The sender hears that its paper has come, and of which message it is. */
static gboolean
answer (const JkkDeedContext *context, const JkkPostIn *entry, const JkkMessage *message, GError **error)
{
  const JkkRequest *request = context->request;
  JkkPostFile file = *request->post;

  file.message = (JkkMessage *) message;
  g_autoptr (JkkMessage) receipt = jkk_receipt_new (&file, FALSE);
  return jkk_post_put_out (context, receipt, entry->partner, entry->case_id, NULL, error) &&
         jkk_post_store_owed_settle (context->db, entry->guid, "document", receipt->id, context->now, error);
}

/* The office has this very paper, and no message waits for it: the receipt that it was given, or else a first one. */
static gboolean
answer_again (const JkkDeedContext *context, GError **error)
{
  JkkPostFile file = *context->request->post;
  g_autoptr (GError) problem = NULL;
  g_autofree char *given = jkk_post_store_paper_receipt (context->db, file.partner, file.sha256, &problem);

  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  *context->again = TRUE;
  if (given != NULL)
    return jkk_post_store_send_again (context->db, given, error);
  g_autoptr (GPtrArray) faults = g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_fault_free);
  g_ptr_array_add (faults, jkk_fault_new (0, 0, NULL, "paper-known", _ ("The office has this paper already."), NULL));
  file.faults = faults;
  g_autoptr (JkkMessage) receipt = jkk_receipt_new (&file, FALSE);
  return jkk_post_put_out (context, receipt, file.partner, 0, NULL, error);
}

static JkkCase *
file_paper (const JkkDeedContext *context, const JkkEnclosure *enclosure, GError **error)
{
  const JkkRequest *request = context->request;
  const JkkDocument document = { .kind = enclosure->kind,
                                 .title = enclosure->title != NULL ? enclosure->title : enclosure->file_name,
                                 .received_day = context->today,
                                 .complete = JKK_NONE,
                                 .media_type = request->document->media_type };
  g_autoptr (GError) problem = NULL;
  JkkCase *after = jkk_deed_add_paper (context, context->stored, &document, request->bytes, &problem);

  if (g_error_matches (problem, JKK_ERROR, JKK_ERROR_CONFLICT)) /* it lies there already */
    return jkk_case_ref (context->stored);
  if (after == NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  return after;
}

/**
 * jkk_deed_receive_paper:
 * @context: the deed's context
 * @error: %JKK_ERROR_CONFLICT: the message has been taken over, or laid aside, since the paper was looked at
 *
 * Takes a paper in that a message has named: it goes to the papers of the case if the message was taken over; else it
 * is kept until that. Its partner owes it no longer, and gets a receipt. A paper without bytes is one that the office
 * has already, and for which no message waits: it is answered once more.
 *
 * Returns: (transfer full) (nullable): the case with the paper
 */
JkkCase *
jkk_deed_receive_paper (const JkkDeedContext *context, GError **error)
{
  const JkkRequest *request = context->request;
  gint64 case_id = context->stored != NULL ? context->stored->id : 0;
  g_autoptr (JkkPostIn) entry = NULL;
  g_autoptr (JkkMessage) message = NULL;
  g_autoptr (JkkCase) after = NULL;
  g_autofree char *kept = NULL;

  g_return_val_if_fail (request->post != NULL && (request->bytes == NULL || request->document != NULL), NULL);

  if (!jkk_paper_owed_for (context->db, request->post->partner, request->post->sha256, &entry, error))
    return NULL;
  if (entry == NULL && request->bytes == NULL)
    {
      answer_again (context, error);
      return NULL;
    }
  if (entry == NULL || request->bytes == NULL || (entry->state == JKK_POST_TAKEN ? entry->case_id : 0) != case_id)
    {
      set_changed (error);
      return NULL;
    }
  message = jkk_message_from_xml (entry->content, strlen (entry->content), NULL, error);
  if (message == NULL)
    return NULL;
  *context->made = entry->id;
  if (context->stored != NULL)
    after = file_paper (context, message->own, error);
  else
    kept = jkk_document_store_put (context->db, request->bytes, error);
  if ((after == NULL && kept == NULL) || !answer (context, entry, message, error))
    return NULL;
  return g_steal_pointer (&after);
}
