#include "jkk-follow.h"

#include "jkk-document-store.h"
#include "jkk-file-out.h"
#include "jkk-follow-line.h"
#include "jkk-replica.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* How soon it is tried again after a break. */
#define PAUSE (G_TIME_SPAN_SECOND / 5)

/* All documents are compared after a whole copy, and this often when a line is made. */
#define SWEEP_EVERY (G_TIME_SPAN_HOUR)

/* An answer as long as this one may not have been all. */
#define MORE_TO_COME (4 * 1024 * 1024)

struct _JkkFollow
{
  JkkFollowPlan plan; /* owned */
  GCancellable *stopped;
  GThread *thread;

  /* The thread's own */
  JkkFollowLine *line;
  JkkReplica *replica;
  gint64 swept_at;

  GMutex mutex;
  GCond cond;
  JkkFollowState state; /* under the mutex, and what follows */
  gint64 retire_epoch;  /* the node is to serve no more */
  gboolean is_handed_over;
};

/**
 * jkk_follow_plan_clear:
 * @plan: a plan; its texts are freed
 */
void
jkk_follow_plan_clear (JkkFollowPlan *plan)
{
  g_clear_pointer (&plan->address, g_free);
  g_clear_pointer (&plan->key, g_free);
  g_clear_pointer (&plan->office, g_free);
  g_clear_pointer (&plan->store, g_free);
  g_clear_pointer (&plan->roster, g_free);
}

/**
 * jkk_follow_state_free:
 * @state: (transfer full): a state
 */
void
jkk_follow_state_free (JkkFollowState *state)
{
  g_free (state->problem);
  g_free (state);
}

/* ---- What others may see ----------------------------------------------------------------------------------------- */

/* Returns: whether there was a line until now */
static gboolean
note_problem (JkkFollow *follow, const GError *error)
{
  g_mutex_lock (&follow->mutex);
  gboolean was_connected = follow->state.is_connected;
  if (g_strcmp0 (follow->state.problem, error->message) != 0)
    g_message ("%s", error->message);
  g_free (follow->state.problem);
  follow->state.problem = g_strdup (error->message);
  follow->state.is_connected = FALSE;
  follow->state.is_in_step = FALSE;
  g_mutex_unlock (&follow->mutex);
  return was_connected;
}

static void
note_heard (JkkFollow *follow, gint64 epoch, gboolean is_in_step)
{
  const JkkStreamChange *last = follow->replica != NULL ? jkk_replica_last (follow->replica) : NULL;

  g_mutex_lock (&follow->mutex);
  g_clear_pointer (&follow->state.problem, g_free);
  follow->state.is_connected = TRUE;
  follow->state.is_in_step = is_in_step;
  follow->state.heard_at = g_get_real_time () / G_USEC_PER_SEC;
  follow->state.epoch = epoch;
  if (last != NULL)
    {
      follow->state.number = last->number;
      follow->state.sequence = last->sequence;
      follow->state.changed_at = last->time;
    }
  g_cond_broadcast (&follow->cond);
  g_mutex_unlock (&follow->mutex);
}

/* ---- A whole copy ------------------------------------------------------------------------------------------------ */

/* What was begun before the line broke: its id stands in the name. */
static char *
find_draft (JkkFollow *follow, char **id)
{
  g_autofree char *folder = g_path_get_dirname (follow->plan.store);
  g_autofree char *base = g_path_get_basename (follow->plan.store);
  g_autofree char *prefix = g_strconcat (base, ".draft-", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_prefix (name, prefix))
      {
        *id = g_strdup (name + strlen (prefix));
        return g_build_filename (folder, name, NULL);
      }
  return NULL;
}

static gboolean
fail_copy (const char *path, GError **error)
{
  g_set_error (error, JKK_ERROR, JKK_ERROR_STORAGE,
               _ ("The copy “%s” could not be written: %s. Check the free space and your right to write there."), path,
               g_strerror (errno));
  return FALSE;
}

static gboolean
append_piece (const char *path, gint64 offset, GBytes *piece, GError **error)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (piece, &length);
  int fd = g_open (path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
  gboolean written = fd >= 0 && ftruncate (fd, offset) == 0 && lseek (fd, offset, SEEK_SET) == offset &&
                     jkk_file_out_write (fd, path, data, length, NULL);

  if (!written)
    fail_copy (path, error);
  if (fd >= 0)
    g_close (fd, NULL);
  return written;
}

/* The old copy goes first, so that at no moment its log lies beside the new one. */
static gboolean
put_in_place (JkkFollow *follow, const char *draft, GError **error)
{
  static const char *const tails[] = { "", "-wal", "-shm" };

  g_clear_pointer (&follow->replica, jkk_replica_close);
  for (guint i = 0; i < G_N_ELEMENTS (tails); i++)
    {
      g_autofree char *path = g_strconcat (follow->plan.store, tails[i], NULL);

      if (g_unlink (path) != 0 && errno != ENOENT)
        return fail_copy (path, error);
    }
  return jkk_file_out_rename (draft, follow->plan.store, error);
}

/* Asks for the piece after what is there; @hash is set with the last one. */
static gboolean
take_piece (JkkFollow *follow, char **draft, char **id, char **hash, GError **error)
{
  GStatBuf info;
  gint64 offset = *draft != NULL && g_stat (*draft, &info) == 0 ? info.st_size : 0;
  GByteArray *question = jkk_frame_start (JKK_FRAME_COPY);

  jkk_frame_add_text (question, *id);
  jkk_frame_add_number (question, offset);
  g_autoptr (JkkFrame) answer = jkk_follow_line_ask (follow->line, question, JKK_FRAME_OK, error);
  if (answer == NULL)
    return FALSE;
  const char *given = jkk_frame_take_text (answer);
  jkk_frame_take_number (answer);
  const char *end = jkk_frame_take_text (answer);
  g_autoptr (GBytes) piece = jkk_frame_take_bytes (answer);
  if (piece == NULL || given == NULL || strspn (given, "0123456789abcdef") != strlen (given))
    {
      g_set_error_literal (error, JKK_ERROR, JKK_ERROR_REFUSED, _ ("What answers does not speak as a node does."));
      return FALSE;
    }
  if (g_strcmp0 (given, *id) != 0)
    {
      /* The one that was begun is there no more: from the beginning. */
      if (*draft != NULL)
        g_unlink (*draft);
      g_free (*draft);
      g_free (*id);
      *id = g_strdup (given);
      *draft = g_strconcat (follow->plan.store, ".draft-", given, NULL);
      offset = 0;
    }
  *hash = g_strdup (end);
  return append_piece (*draft, offset, piece, error);
}

static gboolean
take_copy (JkkFollow *follow, GError **error)
{
  g_autofree char *id = NULL;
  g_autofree char *draft = find_draft (follow, &id);
  g_autofree char *hash = NULL;

  g_message ("taking a whole copy of %s", follow->plan.address);
  while (hash == NULL)
    if (!take_piece (follow, &draft, &id, &hash, error))
      return FALSE;
  g_autofree char *own = jkk_file_out_hash (draft);
  if (strcmp (own, hash) != 0)
    {
      g_unlink (draft);
      g_set_error (error, JKK_ERROR, JKK_ERROR_STORAGE,
                   _ ("The copy of “%s” came damaged; it is taken again. Check the disks and the network."),
                   follow->plan.address);
      return FALSE;
    }
  if (!put_in_place (follow, draft, error))
    return FALSE;
  follow->replica = jkk_replica_open (follow->plan.store, error);
  follow->swept_at = 0;
  if (follow->replica != NULL && follow->plan.applied != NULL)
    follow->plan.applied (NULL, follow->plan.data);
  return follow->replica != NULL;
}

/* ---- Documents --------------------------------------------------------------------------------------------------- */

static gboolean
take_document (JkkFollow *follow, const char *sha256, GError **error)
{
  g_autofree char *beside = g_path_get_dirname (follow->plan.store);
  GByteArray *question = jkk_frame_start (JKK_FRAME_GET);
  g_autoptr (GError) reason = NULL;

  if (jkk_document_store_lies (beside, sha256))
    {
      g_byte_array_unref (question);
      return TRUE;
    }
  jkk_frame_add_text (question, sha256);
  g_autoptr (JkkFrame) answer = jkk_follow_line_ask (follow->line, question, JKK_FRAME_OK, &reason);
  /* Not every hash in a store is that of a document, and one may be missing there, too. */
  if (answer == NULL && g_error_matches (reason, JKK_ERROR, JKK_ERROR_REFUSED))
    return TRUE;
  g_autoptr (GBytes) bytes = answer != NULL ? jkk_frame_take_bytes (answer) : NULL;
  g_autofree char *kept = bytes != NULL ? jkk_document_store_keep (beside, bytes, &reason) : NULL;
  if (kept != NULL && strcmp (kept, sha256) == 0)
    return TRUE;
  if (reason != NULL)
    g_propagate_error (error, g_steal_pointer (&reason));
  else
    g_set_error_literal (error, JKK_ERROR, JKK_ERROR_AWAY, "a document came damaged");
  return FALSE;
}

static gboolean
sweep (JkkFollow *follow, GError **error)
{
  gint64 now = g_get_monotonic_time ();

  if (!follow->plan.wants_documents || (follow->swept_at != 0 && now - follow->swept_at < SWEEP_EVERY))
    return TRUE;
  for (guint i = 0; i < 256; i++)
    {
      g_autofree char *first = g_strdup_printf ("%02x", i);
      GByteArray *question = jkk_frame_start (JKK_FRAME_NAMES);

      jkk_frame_add_text (question, first);
      g_autoptr (JkkFrame) answer = jkk_follow_line_ask (follow->line, question, JKK_FRAME_OK, error);
      const char *text = answer != NULL ? jkk_frame_take_text (answer) : NULL;
      g_auto (GStrv) names = g_strsplit (text != NULL ? text : "", "\n", -1);
      if (answer == NULL)
        return FALSE;
      for (guint n = 0; names[n] != NULL; n++)
        if (*names[n] != '\0' && !take_document (follow, names[n], error))
          return FALSE;
    }
  follow->swept_at = now;
  return TRUE;
}

/* The papers first: what the copy says it has is there. */
static gboolean
take_documents (JkkFollow *follow, GPtrArray *changes, GError **error)
{
  g_autoptr (GHashTable) hashes = NULL;
  GHashTableIter iter;
  gpointer sha256;

  if (!follow->plan.wants_documents)
    return TRUE;
  hashes = jkk_replica_documents (changes);
  g_hash_table_iter_init (&iter, hashes);
  while (g_hash_table_iter_next (&iter, &sha256, NULL))
    if (!take_document (follow, sha256, error))
      return FALSE;
  return TRUE;
}

/* ---- Changes ----------------------------------------------------------------------------------------------------- */

static GByteArray *
make_question (JkkFollow *follow)
{
  const JkkStreamChange *last = follow->replica != NULL ? jkk_replica_last (follow->replica) : NULL;
  GByteArray *question = jkk_frame_start (JKK_FRAME_FOLLOW);
  g_autofree char *roster = NULL;
  g_autofree char *print = NULL;

  if (follow->plan.roster != NULL && g_file_get_contents (follow->plan.roster, &roster, NULL, NULL))
    print = g_compute_checksum_for_string (G_CHECKSUM_SHA256, roster, -1);
  jkk_frame_add_number (question, last != NULL ? last->number : 0);
  jkk_frame_add_text (question, last != NULL ? last->hash : NULL);
  jkk_frame_add_text (question, print != NULL ? print : "");
  return question;
}

static JkkStreamChange *
read_change (JkkFrame *frame)
{
  JkkStreamChange *change = g_new0 (JkkStreamChange, 1);

  change->number = jkk_frame_take_number (frame);
  change->time = jkk_frame_take_number (frame);
  change->sequence = jkk_frame_take_number (frame);
  change->head = g_strdup (jkk_frame_take_text (frame));
  change->bytes = jkk_frame_take_number (frame);
  change->hash = g_strdup (jkk_frame_take_text (frame));
  change->changes = jkk_frame_take_bytes (frame);
  frame->is_broken |= change->head == NULL || change->hash == NULL;
  return change;
}

static gboolean
keep_roster (JkkFollow *follow, const char *roster, GError **error)
{
  return roster == NULL || follow->plan.roster == NULL ||
         g_file_set_contents_full (follow->plan.roster, roster, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, error);
}

static gboolean
apply (JkkFollow *follow, GPtrArray *changes, GError **error)
{
  g_autoptr (GError) reason = NULL;

  if (!take_documents (follow, changes, error))
    return FALSE;
  if (jkk_replica_apply (follow->replica, changes, &reason))
    {
      if (changes->len > 0 && follow->plan.applied != NULL)
        follow->plan.applied (changes, follow->plan.data);
      return TRUE;
    }
  if (!g_error_matches (reason, JKK_ERROR, JKK_ERROR_CONFLICT))
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return FALSE;
    }
  g_message ("%s", reason->message);
  return take_copy (follow, error);
}

/* One question and what follows from its answer. */
static gboolean
step (JkkFollow *follow, GError **error)
{
  g_autoptr (JkkFrame) answer = jkk_follow_line_ask (follow->line, make_question (follow), JKK_FRAME_CHANGES, error);
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_stream_change_free);

  if (answer == NULL)
    return FALSE;
  gint64 epoch = jkk_frame_take_number (answer);
  const char *roster = jkk_frame_take_text (answer);
  gint64 n_changes = jkk_frame_take_number (answer);
  for (gint64 i = 0; i < n_changes && !answer->is_broken; i++)
    g_ptr_array_add (changes, read_change (answer));
  if (answer->is_broken)
    {
      g_set_error_literal (error, JKK_ERROR, JKK_ERROR_REFUSED, _ ("What answers does not speak as a node does."));
      return FALSE;
    }
  if (!keep_roster (follow, roster, error) ||
      !(n_changes < 0 ? take_copy (follow, error) : apply (follow, changes, error)) || !sweep (follow, error))
    return FALSE;
  note_heard (follow, epoch, n_changes >= 0 && answer->length < MORE_TO_COME);
  return TRUE;
}

/* ---- The node's place is taken ----------------------------------------------------------------------------------- */

/* The node serves nobody any more; what it has is taken to the last change. */
static gboolean
hand_over (JkkFollow *follow, gint64 epoch, GError **error)
{
  gint64 last = 0;

  if (!jkk_follow_line_retire (follow->line, epoch, &last, error))
    return FALSE;
  while (follow->replica == NULL || jkk_replica_last (follow->replica)->number < last)
    if (!step (follow, error))
      return FALSE;
  g_mutex_lock (&follow->mutex);
  follow->is_handed_over = TRUE;
  g_cond_broadcast (&follow->cond);
  g_mutex_unlock (&follow->mutex);
  return TRUE;
}

static gint64
wanted_epoch (JkkFollow *follow)
{
  g_mutex_lock (&follow->mutex);
  gint64 epoch = follow->is_handed_over ? 0 : follow->retire_epoch;
  g_mutex_unlock (&follow->mutex);
  return epoch;
}

/* ---- The thread -------------------------------------------------------------------------------------------------- */

static void
open_copy (JkkFollow *follow)
{
  if (follow->replica != NULL || !g_file_test (follow->plan.store, G_FILE_TEST_EXISTS))
    return;
  follow->replica = jkk_replica_open (follow->plan.store, NULL);
  if (follow->replica != NULL && follow->plan.opened != NULL)
    follow->plan.opened (jkk_replica_last (follow->replica)->number, follow->plan.data);
}

static gboolean
follow_line (JkkFollow *follow, GError **error)
{
  gboolean goes_on;

  open_copy (follow);
  follow->line =
      jkk_follow_line_open (follow->plan.address, follow->plan.key, follow->plan.office, follow->stopped, error);
  goes_on = follow->line != NULL;
  while (goes_on && !g_cancellable_is_cancelled (follow->stopped))
    {
      gint64 epoch = wanted_epoch (follow);

      goes_on = epoch != 0 ? hand_over (follow, epoch, error) : step (follow, error);
    }
  g_clear_pointer (&follow->line, jkk_follow_line_close);
  return goes_on;
}

/* Who follows hundreds does not call those that are away five times a second, nor all at the same moment. */
static gint64
rest (JkkFollow *follow, gint64 pause)
{
  gint64 until = g_get_monotonic_time () + pause + (gint64) (g_random_double () * (double) (pause - PAUSE));

  g_mutex_lock (&follow->mutex);
  while (!g_cancellable_is_cancelled (follow->stopped) && follow->retire_epoch == 0 &&
         g_cond_wait_until (&follow->cond, &follow->mutex, until))
    ;
  g_mutex_unlock (&follow->mutex);
  return MIN (2 * pause, MAX (PAUSE, follow->plan.most_pause));
}

static gpointer
follow_thread (gpointer data)
{
  JkkFollow *follow = data;
  gint64 pause = PAUSE;

  while (!g_cancellable_is_cancelled (follow->stopped))
    {
      g_autoptr (GError) error = NULL;

      if (!follow_line (follow, &error) && !g_cancellable_is_cancelled (follow->stopped))
        {
          gboolean was_connected = note_problem (follow, error);

          pause = rest (follow, was_connected ? PAUSE : pause);
        }
    }
  g_clear_pointer (&follow->replica, jkk_replica_close);
  return NULL;
}

/**
 * jkk_follow_start:
 * @plan: what is followed; copied
 *
 * Returns: (transfer full): what follows it from now on
 */
JkkFollow *
jkk_follow_start (const JkkFollowPlan *plan)
{
  JkkFollow *follow = g_new0 (JkkFollow, 1);

  follow->plan = *plan;
  follow->plan.address = g_strdup (plan->address);
  follow->plan.key = g_strdup (plan->key);
  follow->plan.office = g_strdup (plan->office);
  follow->plan.store = g_strdup (plan->store);
  follow->plan.roster = g_strdup (plan->roster);
  follow->stopped = g_cancellable_new ();
  g_mutex_init (&follow->mutex);
  g_cond_init (&follow->cond);
  follow->thread = g_thread_new ("follow", follow_thread, follow);
  return follow;
}

/**
 * jkk_follow_stop:
 * @follow: (transfer full): what follows
 *
 * Ends it; the copy is whole.
 */
void
jkk_follow_stop (JkkFollow *follow)
{
  g_cancellable_cancel (follow->stopped);
  g_mutex_lock (&follow->mutex);
  g_cond_broadcast (&follow->cond);
  g_mutex_unlock (&follow->mutex);
  g_thread_join (follow->thread);
  g_clear_object (&follow->stopped);
  jkk_follow_plan_clear (&follow->plan);
  g_clear_pointer (&follow->state.problem, g_free);
  g_mutex_clear (&follow->mutex);
  g_cond_clear (&follow->cond);
  g_free (follow);
}

/**
 * jkk_follow_get_state:
 * @follow: what follows
 *
 * Returns: (transfer full): how far it is
 */
JkkFollowState *
jkk_follow_get_state (JkkFollow *follow)
{
  JkkFollowState *state;

  g_mutex_lock (&follow->mutex);
  state = g_memdup2 (&follow->state, sizeof follow->state);
  state->problem = g_strdup (state->problem);
  g_mutex_unlock (&follow->mutex);
  return state;
}

/**
 * jkk_follow_hand_over:
 * @follow: what follows
 * @epoch: in which the copy will serve
 * @seconds: how long to wait
 * @error: AWAY: the node does not answer
 *
 * Asks the node to serve no more, and takes what it has to the last change.
 *
 * Returns: whether the copy now is all that the node has, and will ever have
 */
gboolean
jkk_follow_hand_over (JkkFollow *follow, gint64 epoch, guint seconds, GError **error)
{
  gint64 until = g_get_monotonic_time () + seconds * G_TIME_SPAN_SECOND;
  gboolean in_time = TRUE;

  g_mutex_lock (&follow->mutex);
  follow->retire_epoch = epoch;
  while (in_time && !follow->is_handed_over)
    in_time = g_cond_wait_until (&follow->cond, &follow->mutex, until);
  follow->retire_epoch = 0;
  gboolean done = follow->is_handed_over;
  g_autofree char *problem = g_strdup (follow->state.problem);
  g_mutex_unlock (&follow->mutex);
  if (!done)
    g_set_error (error, JKK_ERROR, JKK_ERROR_AWAY, "%s", problem != NULL ? problem : _ ("The node does not answer."));
  return done;
}
