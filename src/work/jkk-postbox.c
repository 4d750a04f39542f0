#include "jkk-file.h"
#include "jkk-office-private.h"
#include "jkk-partner-store.h"
#include "jkk-post-store.h"
#include "jkk-postbox-private.h"
#include <unistd.h>

/* --- Reading, before anything is answered --- */

static gpointer
read_partners (JkkDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return jkk_partner_store_all (db, error);
}

/**
 * jkk_postbox_partners:
 * @office: the office
 * @error: return location
 *
 * Returns: (transfer full) (element-type JkkPartner): all partners
 */
GPtrArray *
jkk_postbox_partners (JkkOffice *office, GError **error)
{
  return jkk_office_read (office, read_partners, NULL, (GDestroyNotify) g_ptr_array_unref, error);
}

static gpointer
read_waiting (JkkDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return jkk_post_store_waiting (db, data, error);
}

typedef struct
{
  GArray *ids;
  gint64 time;
} Delivered;

static gpointer
note_delivered (JkkDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  const Delivered *delivered = data;

  for (guint i = 0; i < delivered->ids->len; i++)
    if (!jkk_post_store_delivered (db, g_array_index (delivered->ids, gint64, i), delivered->time, error))
      return NULL;
  return NULL;
}

/* Lays some of what waits into the outbox, then notes it: after a power cut in between the same file is laid there
 * again under the same name. */
static gboolean
deliver_page (JkkOffice *office, const JkkPostTrust *trust, const GPtrArray *waiting, GError **error)
{
  const JkkPartner *partner = trust->trust.partner;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) problem = NULL, unnoted = NULL;

  for (guint i = 0; i < waiting->len && problem == NULL; i++)
    {
      const JkkPostOut *post = waiting->pdata[i];
      gsize length = 0;
      g_autofree char *sealed = jkk_post_seal (trust, post->content, &length, &problem);

      if (sealed != NULL && jkk_postbox_lay_out (partner, post->file_name, sealed, length, &problem))
        g_array_append_val (ids, post->id);
    }
  jkk_postbox_sync (partner, JKK_FOLDER_OUTBOX);
  Delivered delivered = { ids, g_get_real_time () / G_USEC_PER_SEC };
  if (ids->len > 0)
    jkk_store_write (jkk_office_get_store (office), note_delivered, &delivered, NULL, NULL, &unnoted);
  if (problem == NULL && unnoted == NULL)
    return TRUE;
  g_propagate_error (error, problem != NULL ? g_steal_pointer (&problem) : g_steal_pointer (&unnoted));
  return FALSE;
}

/* In pages, for there may be thousands. */
static gboolean
deliver (JkkOffice *office, const JkkPostTrust *trust, JkkPostRound *round, GError **error)
{
  jkk_postbox_clear_sending (trust->trust.partner);
  if (!jkk_postbox_deliver_batches (office, trust, round, error))
    return FALSE;
  for (;;)
    {
      g_autoptr (GPtrArray) waiting =
          jkk_office_read (office, read_waiting, trust->trust.partner->code, (GDestroyNotify) g_ptr_array_unref, error);

      if (waiting == NULL || (waiting->len > 0 && !deliver_page (office, trust, waiting, error)))
        return FALSE;
      round->delivered += waiting->len;
      if (waiting->len == 0)
        return TRUE;
    }
}

/* --- One file --- */

/**
 * jkk_postbox_answer:
 * @office: the office
 * @partner: a partner, whose lock is held
 * @name: name of the file, which was claimed
 * @file: the file as it was judged
 * @round: counts it
 * @error: return location
 *
 * Returns: whether the file is answered, and put away
 */
gboolean
jkk_postbox_answer (JkkOffice *office,
                    const JkkPartner *partner,
                    const char *name,
                    const JkkPostFile *file,
                    JkkPostRound *round,
                    GError **error)
{
  JkkRequest request = { .post = file };
  g_autoptr (JkkOutcome) outcome = jkk_office_do (office, "receive", &request, error);
  g_autoptr (JkkPostIn) entry = outcome != NULL ? jkk_postbox_load (office, outcome->made, error) : NULL;

  if (entry == NULL)
    return FALSE;
  gboolean refused = entry->state == JKK_POST_REFUSED || entry->state == JKK_POST_QUARANTINED;
  if (outcome->again)
    round->again++;
  else if (refused)
    round->refused++;
  else
    round->accepted++;
  const char *folder = entry->state == JKK_POST_QUARANTINED ? JKK_FOLDER_QUARANTINE
                       : refused                            ? JKK_FOLDER_REFUSED
                                                            : JKK_FOLDER_ARCHIVE;
  return jkk_postbox_put_away (partner, name, folder, file->sha256, jkk_today (), error);
}

static gboolean
answer_one (JkkOffice *office,
            const JkkPostTrust *trust,
            const char *name,
            const char *path,
            JkkPostRound *round,
            GError **error)
{
  g_autoptr (JkkPostFile) file = jkk_trust_read (&trust->trust, path, error);

  return file != NULL && jkk_postbox_answer (office, trust->trust.partner, name, file, round, error);
}

static gboolean
take_claimed (JkkOffice *office,
              const JkkPostTrust *trust,
              const char *name,
              const char *path,
              const JkkPostTelling *telling,
              JkkPostRound *round,
              GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (JkkBatch) batch = jkk_batch_open (path, &problem);

  if (batch != NULL)
    return jkk_postbox_take_batch (office, trust, name, batch, telling, round, error);
  if (problem == NULL)
    return answer_one (office, trust, name, path, round, error);
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

static gboolean
stays (JkkOffice *office, const JkkPartner *partner, const JkkPostName *name, GError **error)
{
  g_autofree char *path = g_build_filename (partner->folder, JKK_FOLDER_INBOX, name->name, NULL);

  return name->paper && !name->taking && jkk_postbox_paper_waits (office, partner, path, error);
}

static gboolean
take_in_place (JkkOffice *office,
               const JkkPostTrust *trust,
               const JkkPostName *name,
               const JkkPostTelling *telling,
               JkkPostRound *round,
               GError **error)
{
  const JkkPartner *partner = trust->trust.partner;

  if (stays (office, partner, name, error))
    return TRUE;
  g_autofree char *path = jkk_postbox_claim (partner, name, round, error);
  if (path == NULL)
    return TRUE;
  return name->paper ? jkk_postbox_take_paper (office, partner, name->name, path, round, error)
                     : take_claimed (office, trust, name->name, path, telling, round, error);
}

/* A file that cannot be read or answered now waits in its place, which is told as @trouble; it does not keep the others
 * from being taken. */
static void
take (JkkOffice *office,
      const JkkPostTrust *trust,
      const JkkPostName *name,
      const JkkPostTelling *telling,
      JkkPostRound *round,
      GError **trouble)
{
  g_autoptr (GError) problem = NULL;

  take_in_place (office, trust, name, telling, round, &problem);
  if (problem == NULL || g_error_matches (problem, JKK_ERROR, JKK_ERROR_NOT_FOUND))
    return;
  round->later++;
  if (*trouble == NULL && !g_error_matches (problem, JKK_ERROR, JKK_ERROR_BUSY))
    *trouble = g_steal_pointer (&problem);
}

static gboolean
go_through (
    JkkOffice *office, const JkkPartner *partner, const JkkPostTelling *telling, JkkPostRound *round, GError **error)
{
  g_autoptr (JkkPostTrust) trust = jkk_post_trust_new (office, partner, error);

  if (trust == NULL || telling == NULL)
    return trust != NULL && deliver (office, trust, round, error);

  g_autoptr (GError) trouble = NULL;
  g_autoptr (GPtrArray) names = jkk_postbox_waiting_names (partner, round, error);
  if (names == NULL)
    return FALSE;
  for (guint i = 0; i < names->len; i++)
    {
      const JkkPostName *name = names->pdata[i];

      if (telling->progress != NULL && !telling->progress (i, names->len, name->name, telling->data))
        break;
      take (office, trust, name, telling, round, &trouble);
    }
  if (!deliver (office, trust, round, error))
    return FALSE;
  if (trouble == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&trouble));
  return FALSE;
}

/* Without @telling, only what waits is delivered. */
static gboolean
for_partners (
    JkkOffice *office, const char *partner, const JkkPostTelling *telling, JkkPostRound *round, GError **error)
{
  g_autoptr (GError) first = NULL;
  g_autoptr (GPtrArray) partners = jkk_postbox_partners (office, error);

  *round = (JkkPostRound){ 0 };
  if (partners == NULL)
    return FALSE;
  for (guint i = 0; i < partners->len; i++)
    {
      const JkkPartner *one = partners->pdata[i];
      g_autoptr (GError) problem = NULL;
      int lock = -1;

      if (!one->active || one->folder == NULL || (partner != NULL && strcmp (partner, one->code) != 0))
        continue;
      if (jkk_postbox_prepare (one, &problem) && (lock = jkk_postbox_lock (one, &problem)) >= 0)
        go_through (office, one, telling, round, &problem);
      if (lock >= 0)
        close (lock);
      if (problem != NULL && first == NULL)
        first = g_steal_pointer (&problem);
    }
  if (first == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&first));
  return FALSE;
}

/**
 * jkk_postbox_round:
 * @office: the office, with a person signed in
 * @partner: (nullable): code of a partner; %NULL = all active ones that have a folder
 * @progress: (nullable): told before each file
 * @data: for @progress
 * @round: (out): what was done, also when it ends with an error
 * @error: return location; one partner's folder that cannot be used does not keep the others from being looked at
 *
 * Goes through the folders of the partners: takes in and answers what lies in the inboxes, and lays what waits into
 * the outboxes. It may be ended at any moment: each file then lies in exactly one folder, and has had no effect or
 * one; the next round goes on.
 *
 * Returns: whether all could be done
 */
gboolean
jkk_postbox_round (JkkOffice *office,
                   const char *partner,
                   JkkPostProgress progress,
                   gpointer data,
                   JkkPostRound *round,
                   GError **error)
{
  const JkkPostTelling telling = { progress, data };

  return for_partners (office, partner, &telling, round, error);
}

/**
 * jkk_postbox_deliver:
 * @office: the office
 * @partner: (nullable): code of a partner; %NULL = all active ones that have a folder
 * @round: (out): what was done
 * @error: return location
 *
 * Lays what waits into the outboxes, and takes nothing in.
 *
 * Returns: whether all could be done
 */
gboolean
jkk_postbox_deliver (JkkOffice *office, const char *partner, JkkPostRound *round, GError **error)
{
  return for_partners (office, partner, NULL, round, error);
}
