#include "jkk-post.h"

#include <glib/gi18n-lib.h>

static const struct
{
  const char *name; /* as the store keeps it */
  const char *label;
} states[JKK_N_POST_STATES] = {
  [JKK_POST_NEW] = { "baru", N_ ("New") },
  [JKK_POST_TAKEN] = { "diambil", N_ ("Taken over") },
  [JKK_POST_DONE] = { "selesai", N_ ("Done") },
  [JKK_POST_REPLACED] = { "diganti", N_ ("Replaced by a correction") },
  [JKK_POST_REFUSED] = { "ditolak", N_ ("Refused") },
  [JKK_POST_QUARANTINED] = { "karantina", N_ ("In quarantine") },
  [JKK_POST_RELEASED] = { "dilepas", N_ ("Released from quarantine") },
};

/**
 * jkk_post_in_new:
 * @partner: code of the partner in whose folder the file lies
 * @file_name: its name
 *
 * Returns: (transfer full): a file of which nothing else is known yet
 */
JkkPostIn *
jkk_post_in_new (const char *partner, const char *file_name)
{
  JkkPostIn *post = g_new0 (JkkPostIn, 1);

  post->partner = g_strdup (partner);
  post->file_name = g_strdup (file_name);
  post->edition = post->sequence = post->version = post->settled_at = JKK_NONE;
  return post;
}

/**
 * jkk_post_in_free:
 * @post: (transfer full): a file that came in
 */
void
jkk_post_in_free (JkkPostIn *post)
{
  g_free (post->partner);
  g_free (post->guid);
  g_free (post->kind);
  g_free (post->answers);
  g_free (post->case_number);
  g_free (post->participant_name);
  g_free (post->file_name);
  g_free (post->sha256);
  g_free (post->content);
  g_free (post->signer);
  g_free (post->settled_by);
  g_free (post->receipt);
  g_free (post);
}

/**
 * jkk_post_out_new:
 * @partner: code of whom it is for
 * @kind: name of a #JkkMessageKind
 *
 * Returns: (transfer full): a first sending that is not written yet
 */
JkkPostOut *
jkk_post_out_new (const char *partner, const char *kind)
{
  JkkPostOut *post = g_new0 (JkkPostOut, 1);

  post->partner = g_strdup (partner);
  post->kind = g_strdup (kind);
  post->edition = 1;
  post->sequence = post->delivered_at = post->receipt_at = JKK_NONE;
  return post;
}

/**
 * jkk_post_out_free:
 * @post: (transfer full): a message of the office
 */
void
jkk_post_out_free (JkkPostOut *post)
{
  g_free (post->partner);
  g_free (post->guid);
  g_free (post->kind);
  g_free (post->answers);
  g_free (post->file_name);
  g_free (post->content);
  g_free (post->sha256);
  g_free (post->made_by);
  g_free (post->receipt_result);
  g_free (post);
}

/**
 * jkk_owed_free:
 * @owed: (transfer full): an answer that is owed
 */
void
jkk_owed_free (JkkOwed *owed)
{
  g_free (owed->partner);
  g_free (owed->kind);
  g_free (owed->guid);
  g_free (owed);
}

/**
 * jkk_post_gap_free:
 * @gap: (transfer full): a gap
 */
void
jkk_post_gap_free (JkkPostGap *gap)
{
  g_free (gap->partner);
  g_free (gap);
}

/**
 * jkk_post_batch_new:
 * @partner: code of the partner
 * @file_name: name of the file
 *
 * Returns: (transfer full): a batch of which nothing else is known yet
 */
JkkPostBatch *
jkk_post_batch_new (const char *partner, const char *file_name)
{
  JkkPostBatch *batch = g_new0 (JkkPostBatch, 1);

  batch->partner = g_strdup (partner);
  batch->file_name = g_strdup (file_name);
  batch->stated = batch->finished_at = JKK_NONE;
  return batch;
}

/**
 * jkk_post_batch_copy:
 * @batch: a batch
 *
 * Returns: (transfer full): the same once more
 */
JkkPostBatch *
jkk_post_batch_copy (const JkkPostBatch *batch)
{
  JkkPostBatch *copy = g_memdup2 (batch, sizeof *batch);

  copy->partner = g_strdup (batch->partner);
  copy->guid = g_strdup (batch->guid);
  copy->sender = g_strdup (batch->sender);
  copy->recipient = g_strdup (batch->recipient);
  copy->answers = g_strdup (batch->answers);
  copy->event = g_strdup (batch->event);
  copy->file_name = g_strdup (batch->file_name);
  copy->sha256 = g_strdup (batch->sha256);
  copy->answer = g_strdup (batch->answer);
  return copy;
}

/**
 * jkk_post_batch_free:
 * @batch: (transfer full): a batch
 */
void
jkk_post_batch_free (JkkPostBatch *batch)
{
  g_free (batch->partner);
  g_free (batch->guid);
  g_free (batch->sender);
  g_free (batch->recipient);
  g_free (batch->answers);
  g_free (batch->event);
  g_free (batch->file_name);
  g_free (batch->sha256);
  g_free (batch->answer);
  g_free (batch);
}

/**
 * jkk_post_state_name:
 * @state: a state
 *
 * Returns: (transfer none): its name in the store
 */
const char *
jkk_post_state_name (JkkPostState state)
{
  g_return_val_if_fail (state < JKK_N_POST_STATES, NULL);

  return states[state].name;
}

/**
 * jkk_post_state_from_name:
 * @name: (nullable): its name in the store
 * @state: (out): the state
 *
 * Returns: whether there is such a state
 */
gboolean
jkk_post_state_from_name (const char *name, JkkPostState *state)
{
  for (guint i = 0; i < JKK_N_POST_STATES; i++)
    if (g_strcmp0 (states[i].name, name) == 0)
      {
        *state = (JkkPostState) i;
        return TRUE;
      }
  return FALSE;
}

/**
 * jkk_post_state_label:
 * @state: a state
 *
 * Returns: (transfer none): its name in the language of the interface
 */
const char *
jkk_post_state_label (JkkPostState state)
{
  g_return_val_if_fail (state < JKK_N_POST_STATES, NULL);

  return _ (states[state].label);
}
