#include <glib/gi18n-lib.h>

#include "jkk-batch-store.h"
#include "jkk-office-private.h"
#include "jkk-office-store.h"
#include "jkk-postbox-private.h"
#include "jkk-receipt.h"

/* So many messages are stored together, and so many bytes of them are in memory: a transaction waits for the disk, and
 * what is interrupted is done again. */
#define GROUP 250
#define GROUP_BYTES (4 * 1024 * 1024)

/* What the store knows before a batch is taken. */
typedef struct
{
  const JkkPostBatch *head;
  char *office;
  JkkPostBatch *batch;
} Known;

static void
known_free (gpointer data)
{
  Known *known = data;

  g_free (known->office);
  g_clear_pointer (&known->batch, jkk_post_batch_free);
  g_free (known);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Known, known_free)

static gpointer
read_known (JkkDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  const JkkPostBatch *head = data;
  g_autoptr (Known) known = g_new0 (Known, 1);
  GError *failure = NULL;

  known->office = jkk_office_store_get (db, JKK_OFFICE_BRANCH_CODE, NULL);
  known->batch = jkk_batch_store_find (db, head->partner, head->guid, &failure);
  if (failure == NULL)
    return g_steal_pointer (&known);
  g_propagate_error (error, failure);
  return NULL;
}

static gpointer
read_batch (JkkDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return jkk_batch_store_load (db, *(const gint64 *) data, error);
}

static JkkPostBatch *
load_batch (JkkOffice *office, gint64 id, GError **error)
{
  return jkk_office_read (office, read_batch, &id, (GDestroyNotify) jkk_post_batch_free, error);
}

static void
add_fault (GPtrArray *faults, const char *path, const char *code, const char *text, const char *repair)
{
  g_ptr_array_add (faults, jkk_fault_new (0, 0, path, code, text, repair));
}

/* What only the office can say of the envelope. */
static void
judge_envelope (const JkkPostBatch *head, const Known *known, GPtrArray *faults)
{
  jkk_post_batch_judge_names (head, known->office != NULL && *known->office != '\0' ? known->office : NULL, faults);
  if (known->batch != NULL && g_strcmp0 (known->batch->sha256, head->sha256) != 0)
    add_fault (faults, "/kiriman/header/id", "id-conflict",
               _ ("A batch with this id came before and had other content."),
               _ ("Give the batch an id of its own; messages that came before are known again."));
}

/* Nothing of the batch is taken in; one receipt says why. */
static gboolean
refuse (JkkOffice *office,
        const JkkPartner *partner,
        const JkkPostBatch *head,
        GPtrArray *faults,
        JkkPostRound *round,
        GError **error)
{
  g_autoptr (JkkPostFile) file = jkk_post_file_new (partner->code, head->file_name);

  file->sha256 = g_strdup (head->sha256);
  file->size = head->size;
  for (guint i = 0; i < faults->len; i++)
    g_ptr_array_add (file->faults, jkk_fault_copy (faults->pdata[i]));
  return jkk_postbox_answer (office, partner, head->file_name, file, round, error);
}

static GPtrArray *
read_group (const JkkPostTrust *trust, const JkkPostBatch *batch, JkkBatch *reader, GError **error)
{
  g_autoptr (GPtrArray) posts = g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_post_file_unref);
  g_autoptr (GError) problem = NULL;
  gsize bytes = 0;

  while (posts->len < GROUP && bytes < GROUP_BYTES && problem == NULL)
    {
      gsize length;
      int line;
      g_autofree char *message = jkk_batch_next (reader, &length, &line, &problem);

      if (message == NULL)
        break;
      bytes += length;
      g_ptr_array_add (posts, jkk_trust_judge_part (&trust->trust, batch->file_name, batch->done + posts->len + 1,
                                                    message, length, line));
    }
  if (problem == NULL)
    return g_steal_pointer (&posts);
  g_propagate_error (error, g_steal_pointer (&problem));
  return NULL;
}

/* Returns the batch as it stands when all is answered, or when somebody has cancelled. */
static JkkPostBatch *
answer_messages (JkkOffice *office,
                 const JkkPostTrust *trust,
                 gint64 id,
                 JkkBatch *reader,
                 const JkkPostTelling *telling,
                 GError **error)
{
  g_autoptr (JkkPostBatch) batch = load_batch (office, id, error);

  if (batch == NULL)
    return NULL;
  jkk_batch_skip (reader, batch->done);
  while (batch->finished_at == JKK_NONE &&
         (telling->progress == NULL ||
          telling->progress ((guint) batch->done, (guint) batch->messages, batch->file_name, telling->data)))
    {
      g_autoptr (GPtrArray) posts = read_group (trust, batch, reader, error);
      JkkRequest request = { .batch = batch, .posts = posts };
      g_autoptr (JkkOutcome) outcome = posts != NULL ? jkk_office_do (office, "receive-batch", &request, error) : NULL;
      JkkPostBatch *after = outcome != NULL ? load_batch (office, id, error) : NULL;

      if (after == NULL)
        return NULL;
      jkk_post_batch_free (batch);
      batch = after;
    }
  return g_steal_pointer (&batch);
}

/* Begins a batch, or asks for its receipts once more if it is finished. */
static gint64
begin (JkkOffice *office, const JkkPostBatch *head, const Known *known, GError **error)
{
  if (known->batch != NULL && known->batch->finished_at == JKK_NONE)
    return known->batch->id;
  JkkRequest request = { .batch = known->batch != NULL ? known->batch : head };
  g_autoptr (JkkOutcome) outcome = jkk_office_do (office, "receive-batch", &request, error);
  return outcome != NULL ? outcome->made : 0;
}

static gboolean
take_sound (JkkOffice *office,
            const JkkPostTrust *trust,
            const JkkPostBatch *head,
            const Known *known,
            JkkBatch *reader,
            const JkkPostTelling *telling,
            JkkPostRound *round,
            GError **error)
{
  gint64 id = begin (office, head, known, error);

  if (id == 0)
    return FALSE;
  if (known->batch != NULL && known->batch->finished_at != JKK_NONE)
    round->again++;
  else
    {
      gint64 before[] = { known->batch != NULL ? known->batch->accepted : 0,
                          known->batch != NULL ? known->batch->refused : 0,
                          known->batch != NULL ? known->batch->again : 0 };
      g_autoptr (JkkPostBatch) batch = answer_messages (office, trust, id, reader, telling, error);

      if (batch == NULL)
        return FALSE;
      round->accepted += (guint) (batch->accepted - before[0]);
      round->refused += (guint) (batch->refused - before[1]);
      round->again += (guint) (batch->again - before[2]);
      if (batch->finished_at == JKK_NONE) /* cancelled: it waits where it is, and the next round goes on */
        return TRUE;
    }
  return jkk_postbox_put_away (trust->trust.partner, head->file_name, JKK_FOLDER_ARCHIVE, head->sha256, jkk_today (),
                               error);
}

/**
 * jkk_postbox_take_batch:
 * @office: the office
 * @trust: what the office knows of a partner, whose lock is held
 * @name: name of the file, which was claimed
 * @reader: the batch in it
 * @telling: whom to tell how far it is
 * @round: counts its messages
 * @error: return location
 *
 * Answers the messages of a batch, some hundreds at a time, with a memory that does not grow with it. What is
 * interrupted or cancelled goes on in the next round with the first message that has no answer.
 *
 * Returns: whether it is answered, or cancelled
 */
gboolean
jkk_postbox_take_batch (JkkOffice *office,
                        const JkkPostTrust *trust,
                        const char *name,
                        JkkBatch *reader,
                        const JkkPostTelling *telling,
                        JkkPostRound *round,
                        GError **error)
{
  const JkkPartner *partner = trust->trust.partner;
  g_autoptr (JkkPostBatch) head = jkk_post_batch_new (partner->code, name);
  g_autoptr (GPtrArray) faults = g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_fault_free);
  g_autoptr (Known) known = NULL;

  if (!jkk_batch_check (reader, head, faults, error))
    return FALSE;
  if (faults->len == 0)
    {
      known = jkk_office_read (office, read_known, head, known_free, error);
      if (known == NULL)
        return FALSE;
      judge_envelope (head, known, faults);
    }
  if (faults->len > 0)
    return refuse (office, partner, head, faults, round, error);
  return take_sound (office, trust, head, known, reader, telling, round, error);
}

/* --- The receipts of a batch go out as one batch --- */

typedef struct
{
  const char *partner;
  gint64 batch;
  gint64 after;
  gint64 n_receipts;
  char *office;
  gboolean alone; /* each receipt goes out by itself */
} Answering;

static gpointer
read_waiting (JkkDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  Answering *answering = data;
  g_autoptr (JkkPostBatch) batch = jkk_batch_store_waiting (db, answering->partner, error);

  if (batch == NULL)
    return NULL;
  g_free (answering->office);
  answering->office = jkk_office_store_get (db, JKK_OFFICE_BRANCH_CODE, NULL);
  answering->batch = batch->id;
  answering->after = 0;
  answering->n_receipts = jkk_batch_store_count_receipts (db, batch->id, error);
  return answering->n_receipts >= 0 ? g_steal_pointer (&batch) : NULL;
}

static gpointer
read_receipts (JkkDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  const Answering *answering = data;

  return jkk_batch_store_receipts (db, answering->batch, answering->after, error);
}

static gpointer
note_delivered (JkkDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  const Answering *answering = data;

  jkk_batch_store_delivered (db, answering->batch, !answering->alone, g_get_real_time () / G_USEC_PER_SEC, error);
  return NULL;
}

static gboolean
write_receipts (JkkOffice *office, JkkBatchWriter *writer, Answering *answering, GError **error)
{
  for (;;)
    {
      g_autoptr (GPtrArray) receipts =
          jkk_office_read (office, read_receipts, answering, (GDestroyNotify) g_ptr_array_unref, error);

      if (receipts == NULL)
        return FALSE;
      for (guint i = 0; i < receipts->len; i++)
        {
          const JkkPostOut *receipt = receipts->pdata[i];

          if (!jkk_batch_writer_add (writer, receipt->content, error))
            return FALSE;
          answering->after = receipt->id;
        }
      if (receipts->len == 0)
        return jkk_batch_writer_finish (writer, error);
    }
}

/* The answer says the same whenever it is written. */
static gboolean
write_answer (
    JkkOffice *office, const JkkPartner *partner, const JkkPostBatch *batch, Answering *answering, GError **error)
{
  g_autofree char *name = g_strdup_printf ("kiriman-%s.xml", batch->answer);
  g_autofree char *path = g_build_filename (partner->folder, JKK_FOLDER_SENDING, name, NULL);
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (batch->finished_at);
  g_autofree char *sent_at = g_date_time_format (time, "%Y-%m-%dT%H:%M:%SZ");
  gboolean coded = answering->office != NULL && *answering->office != '\0';
  const JkkPostBatch head = { .guid = batch->answer,
                              .sender = coded ? answering->office : (char *) JKK_OFFICE_NO_CODE,
                              .recipient = batch->partner,
                              .answers = batch->guid,
                              .messages = answering->n_receipts };
  g_autoptr (JkkBatchWriter) writer = jkk_batch_writer_new (path, &head, sent_at, error);

  return writer != NULL && write_receipts (office, writer, answering, error) &&
         jkk_postbox_hand_out (partner, name, error);
}

/* What is encrypted for a partner is encrypted message by message. */
static gboolean
is_sealed (const JkkPostTrust *trust)
{
  for (guint i = 0; i < trust->keys->len; i++)
    {
      const JkkPartnerKey *key = trust->keys->pdata[i];

      if (g_str_equal (key->purpose, JKK_KEY_ENCRYPTS) && jkk_partner_key_counts (key, trust->trust.today))
        return TRUE;
    }
  return FALSE;
}

/**
 * jkk_postbox_deliver_batches:
 * @office: the office
 * @trust: what the office knows of a partner, whose lock is held
 * @round: counts what was laid into the outbox
 * @error: return location
 *
 * Returns: whether the receipts of all finished batches lie in the outbox
 */
gboolean
jkk_postbox_deliver_batches (JkkOffice *office, const JkkPostTrust *trust, JkkPostRound *round, GError **error)
{
  const JkkPartner *partner = trust->trust.partner;
  Answering answering = { .partner = partner->code, .alone = is_sealed (trust) };
  g_autoptr (GError) problem = NULL;

  while (problem == NULL)
    {
      g_autoptr (JkkPostBatch) batch =
          jkk_office_read (office, read_waiting, &answering, (GDestroyNotify) jkk_post_batch_free, &problem);

      if (batch == NULL)
        break;
      gboolean together = answering.n_receipts > 0 && !answering.alone;
      if (together && !write_answer (office, partner, batch, &answering, &problem))
        break;
      jkk_postbox_sync (partner, JKK_FOLDER_OUTBOX);
      jkk_store_write (jkk_office_get_store (office), note_delivered, &answering, NULL, NULL, &problem);
      round->delivered += together;
    }
  g_free (answering.office);
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}
