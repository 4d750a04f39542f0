#include <glib/gi18n-lib.h>

#include "jkk-batch-store.h"
#include "jkk-deed-private.h"

/* The batch is begun, or its receipts go out once more. */
static gboolean
begin (const JkkDeedContext *context, GError **error)
{
  const JkkPostBatch *batch = context->request->batch;
  g_autoptr (JkkPostBatch) begun = NULL;

  if (batch->id != 0)
    {
      *context->made = batch->id;
      return jkk_batch_store_send_again (context->db, batch->id, error);
    }
  begun = jkk_post_batch_copy (batch);
  begun->received_at = context->now;
  begun->answer = g_uuid_string_random ();
  return jkk_batch_store_begin (context->db, begun, context->made, error);
}

static gboolean
receive_all (const JkkDeedContext *context, GError **error)
{
  const JkkRequest *request = context->request;
  gint64 accepted = 0, refused = 0, again = 0;

  for (guint i = 0; i < request->posts->len; i++)
    {
      JkkDeedContext one = *context;
      gint64 made = 0;
      gboolean came_before = FALSE, is_refused = FALSE;

      one.made = &made;
      one.again = &came_before;
      one.batch_id = request->batch->id;
      if (!jkk_post_receive (&one, request->posts->pdata[i], &is_refused, error))
        return FALSE;
      again += came_before;
      refused += is_refused;
      accepted += !came_before && !is_refused;
    }
  *context->made = request->batch->id;
  return jkk_batch_store_advance (context->db, request->batch, accepted, refused, again, context->now, error);
}

/**
 * jkk_deed_receive_batch:
 * @context: the deed's context
 * @error: return location
 *
 * Answers some messages of a batch and notes how far it has come, all in one transaction: whenever the work is
 * interrupted, it goes on with the message after them.
 *
 * Returns: %NULL; with an error nothing was stored
 */
JkkCase *
jkk_deed_receive_batch (const JkkDeedContext *context, GError **error)
{
  g_return_val_if_fail (context->request->batch != NULL, NULL);

  if (context->request->posts != NULL)
    receive_all (context, error);
  else
    begin (context, error);
  return NULL;
}
