#include "jkk-store-private.h"

#include "jkk-desk-key.h"

#include <glib/gi18n-lib.h>

/* How often the file is asked whether another program has changed it. */
#define LOOK_INTERVAL G_TIME_SPAN_SECOND

G_DEFINE_FINAL_TYPE (JkkStore, jkk_store, G_TYPE_OBJECT)

enum
{
  CHANGED,
  STATE_CHANGED,
  OTHERS_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* This job ends the thread. */
static JkkStoreJob last_job;

static void
worker_clear (gpointer data)
{
  JkkStoreWorker *worker = data;

  g_free (worker->address);
  g_async_queue_unref (worker->jobs);
  g_main_context_unref (worker->context);
  g_weak_ref_clear (&worker->store);
  g_clear_pointer (&worker->mine, jkk_present_free);
  g_clear_pointer (&worker->others, g_ptr_array_unref);
  g_free (worker->met);
  g_mutex_clear (&worker->mutex);
  g_cond_clear (&worker->cond);
  g_clear_error (&worker->error);
}

static void
worker_unref (gpointer worker)
{
  g_atomic_rc_box_release_full (worker, worker_clear);
}

void
jkk_store_job_free (gpointer data)
{
  JkkStoreJob *job = data;

  if (job->data_free != NULL)
    job->data_free (job->data);
  g_clear_object (&job->cancellable);
  g_clear_object (&job->task);
  g_free (job);
}

static void
invoke (GMainContext *context, GSourceFunc func, gpointer data, GDestroyNotify data_free)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, func, data, data_free);
  g_source_attach (source, context);
}

static gboolean
changed_cb (gpointer data)
{
  JkkStoreWorker *worker = data;
  g_autoptr (JkkStore) store = g_weak_ref_get (&worker->store);

  /* First: what is written from now on is a new notice. */
  g_atomic_int_set (&worker->notice_pending, FALSE);
  if (store != NULL)
    g_signal_emit (store, signals[CHANGED], 0);
  return G_SOURCE_REMOVE;
}

static void
tell_changed (JkkStoreWorker *worker)
{
  if (g_atomic_int_compare_and_exchange (&worker->notice_pending, FALSE, TRUE))
    invoke (worker->context, changed_cb, g_atomic_rc_box_acquire (worker), worker_unref);
}

static gboolean
state_cb (gpointer data)
{
  JkkStoreWorker *worker = data;
  g_autoptr (JkkStore) store = g_weak_ref_get (&worker->store);

  if (store != NULL)
    g_signal_emit (store, signals[STATE_CHANGED], 0);
  return G_SOURCE_REMOVE;
}

/* Told when it changes: that the store goes and is back (what has changed meanwhile is told then, too), that damage was
 * found. */
static void
note_state (JkkStoreWorker *worker, int *state, gboolean now)
{
  if (g_atomic_int_get (state) == now)
    return;
  g_atomic_int_set (state, now);
  invoke (worker->context, state_cb, g_atomic_rc_box_acquire (worker), worker_unref);
}

/* Runs in the caller's context, so that what the job holds, the store perhaps, is never let go on the store's thread.
 */
static gboolean
deliver_cb (gpointer data)
{
  JkkStoreJob *job = data;

  if (job->error != NULL)
    g_task_return_error (job->task, job->error);
  else
    g_task_return_pointer (job->task, job->result, job->result_free);
  return G_SOURCE_REMOVE;
}

static void
finish_job (JkkStoreWorker *worker, JkkStoreJob *job)
{
  if (job->task != NULL)
    {
      invoke (g_task_get_context (job->task), deliver_cb, job, jkk_store_job_free);
      return;
    }
  g_mutex_lock (&worker->mutex);
  job->is_done = TRUE;
  g_cond_broadcast (&worker->cond);
  g_mutex_unlock (&worker->mutex);
}

/* The only place where a transaction is made. */
static void
run_in_transaction (JkkDb *db, JkkStoreJob *job)
{
  gboolean begun;

  jkk_db_set_cancellable (db, job->cancellable);
  begun = job->aside    ? jkk_db_begin_aside (db, &job->error)
          : job->writes ? jkk_db_begin_write (db, &job->error)
                        : jkk_db_begin_read (db, &job->error);
  if (begun)
    job->result = job->func (db, job->data, job->cancellable, &job->error);
  /* From here on it is too late to cancel: what is committed is told. */
  jkk_db_set_cancellable (db, NULL);

  if (begun && job->writes && job->error == NULL)
    jkk_db_commit (db, &job->error);
  else
    jkk_db_rollback (db);

  if (job->error != NULL && job->result != NULL && job->result_free != NULL)
    job->result_free (job->result);
  if (job->error != NULL)
    job->result = NULL;
}

static void
run_job (JkkStoreWorker *worker, JkkStoreJob *job)
{
  if (!g_cancellable_set_error_if_cancelled (job->cancellable, &job->error))
    run_in_transaction (worker->db, job);
  if (job->writes && !job->aside && job->error == NULL)
    tell_changed (worker);
  finish_job (worker, job);
}

static gboolean
others_cb (gpointer data)
{
  JkkStoreWorker *worker = data;
  g_autoptr (JkkStore) store = g_weak_ref_get (&worker->store);

  if (store != NULL)
    g_signal_emit (store, signals[OTHERS_CHANGED], 0);
  return G_SOURCE_REMOVE;
}

static char *
text_of (const GPtrArray *others)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; others != NULL && i < others->len; i++)
    {
      const JkkPresent *other = others->pdata[i];

      g_string_append_printf (text, "%s\t%s\t%" G_GINT64_FORMAT "\n", other->person, other->place, other->case_id);
    }
  return g_string_free (text, FALSE);
}

/* Who sits at the other desks. Only windows ask for it: a program that tells nothing of itself hears nothing. */
static void
meet_others (JkkStoreWorker *worker)
{
  g_autoptr (JkkPresent) mine = NULL;
  gboolean met;

  g_mutex_lock (&worker->mutex);
  met = worker->met != NULL;
  if (worker->mine != NULL)
    mine = jkk_present_new (worker->mine->person, worker->mine->place, worker->mine->case_id);
  g_mutex_unlock (&worker->mutex);
  if (mine == NULL && !met)
    return;
  g_autoptr (GPtrArray) others = jkk_db_meet (worker->db, mine);
  g_autofree char *text = text_of (others);
  g_mutex_lock (&worker->mutex);
  gboolean changed = g_strcmp0 (text, worker->met) != 0;
  g_clear_pointer (&worker->others, g_ptr_array_unref);
  worker->others = g_steal_pointer (&others);
  g_free (worker->met);
  worker->met = mine != NULL ? g_steal_pointer (&text) : NULL;
  g_mutex_unlock (&worker->mutex);
  if (changed)
    invoke (worker->context, others_cb, g_atomic_rc_box_acquire (worker), worker_unref);
}

static void
look_elsewhere (JkkStoreWorker *worker)
{
  gint64 now = g_get_monotonic_time ();

  if (now - worker->looked_at < LOOK_INTERVAL)
    return;
  worker->looked_at = now;
  /* That somebody looked at a case changes nothing that anybody shows. */
  if (jkk_db_changed_elsewhere (worker->db) && !jkk_journal_only_looks (worker->db, &worker->mark))
    tell_changed (worker);
  note_state (worker, &worker->away, jkk_db_is_away (worker->db));
  note_state (worker, &worker->damaged, jkk_db_is_damaged (worker->db));
  meet_others (worker);
}

static gboolean
opened_cb (gpointer data)
{
  g_autoptr (GTask) task = g_object_ref (G_TASK (data));
  JkkStore *store = g_task_get_task_data (task);

  if (store->worker->error == NULL)
    {
      g_task_return_pointer (task, g_object_ref (store), g_object_unref);
      return G_SOURCE_REMOVE;
    }
  g_task_return_error (task, g_steal_pointer (&store->worker->error));
  g_thread_join (g_steal_pointer (&store->thread));
  return G_SOURCE_REMOVE;
}

static gboolean
open_db (JkkStoreWorker *worker)
{
  worker->db = jkk_db_open (worker->address, worker->flags, &worker->error);
  worker->looked_at = g_get_monotonic_time ();
  if (worker->db != NULL)
    jkk_journal_only_looks (worker->db, &worker->mark);

  /* Who waits looks at the error; from the moment of waking it is theirs. */
  gboolean opened = worker->db != NULL;
  g_mutex_lock (&worker->mutex);
  worker->is_open = TRUE;
  g_cond_broadcast (&worker->cond);
  g_mutex_unlock (&worker->mutex);
  if (worker->opening != NULL)
    invoke (worker->context, opened_cb, g_steal_pointer (&worker->opening), g_object_unref);
  return opened;
}

static gpointer
thread_func (gpointer data)
{
  JkkStoreWorker *worker = data;
  JkkStoreJob *job = NULL;

  if (open_db (worker))
    {
      while (job != &last_job)
        {
          job = g_async_queue_timeout_pop (worker->jobs, LOOK_INTERVAL);
          if (job != NULL && job != &last_job)
            run_job (worker, job);
          if (job != &last_job)
            look_elsewhere (worker);
        }
      jkk_db_close (worker->db);
    }
  worker_unref (worker);
  return NULL;
}

static void
jkk_store_finalize (GObject *object)
{
  JkkStore *self = JKK_STORE (object);

  jkk_store_close (self);
  worker_unref (self->worker);
  G_OBJECT_CLASS (jkk_store_parent_class)->finalize (object);
}

static void
jkk_store_class_init (JkkStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = jkk_store_finalize;

  /**
   * JkkStore::changed:
   * @store: the store
   *
   * Something in the store has changed, here or at another desk: read again what you show. Emitted in the main context
   * in which the store was opened; several changes may be told at once.
   */
  signals[OTHERS_CHANGED] =
      g_signal_new ("others-changed", JKK_TYPE_STORE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[STATE_CHANGED] =
      g_signal_new ("state-changed", JKK_TYPE_STORE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  signals[CHANGED] = g_signal_new ("changed", JKK_TYPE_STORE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
jkk_store_init (JkkStore *self)
{
  JkkStoreWorker *worker = g_atomic_rc_box_new0 (JkkStoreWorker);

  worker->jobs = g_async_queue_new ();
  worker->context = g_main_context_ref_thread_default ();
  g_weak_ref_init (&worker->store, self);
  g_mutex_init (&worker->mutex);
  g_cond_init (&worker->cond);
  self->worker = worker;
}

void
jkk_store_wait (JkkStoreWorker *worker, const gboolean *condition)
{
  g_mutex_lock (&worker->mutex);
  while (!*condition)
    g_cond_wait (&worker->cond, &worker->mutex);
  g_mutex_unlock (&worker->mutex);
}

/**
 * jkk_store_open:
 * @address: path of the store's file
 * @flags: see #JkkDbFlags
 * @error: as jkk_db_open()
 *
 * Opens a store on a thread of its own and waits until it is open.
 *
 * Returns: (transfer full): the store, or %NULL
 */
JkkStore *
jkk_store_open (const char *address, JkkDbFlags flags, GError **error)
{
  g_autoptr (JkkStore) self = NULL;

  g_return_val_if_fail (address != NULL, NULL);

  self = g_object_new (JKK_TYPE_STORE, NULL);
  self->worker->address = g_strdup (address);
  self->worker->flags = flags;
  self->thread = g_thread_new ("store", thread_func, g_atomic_rc_box_acquire (self->worker));
  jkk_store_wait (self->worker, &self->worker->is_open);
  if (self->worker->error == NULL)
    return g_steal_pointer (&self);

  g_propagate_error (error, g_steal_pointer (&self->worker->error));
  g_thread_join (g_steal_pointer (&self->thread));
  return NULL;
}

/**
 * jkk_store_open_async:
 * @address: path of the store's file, or a node's address
 * @flags: see #JkkDbFlags
 * @callback: called when it is open, or cannot be opened
 * @user_data: for @callback
 *
 * The same without waiting: a node that does not answer holds nobody up.
 */
void
jkk_store_open_async (const char *address, JkkDbFlags flags, GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (address != NULL);

  g_autoptr (JkkStore) self = g_object_new (JKK_TYPE_STORE, NULL);
  self->worker->address = g_strdup (address);
  self->worker->flags = flags;
  self->worker->opening = g_task_new (NULL, NULL, callback, user_data);
  g_task_set_source_tag (self->worker->opening, jkk_store_open_async);
  g_task_set_task_data (self->worker->opening, g_object_ref (self), g_object_unref);
  self->thread = g_thread_new ("store", thread_func, g_atomic_rc_box_acquire (self->worker));
}

/**
 * jkk_store_open_finish:
 * @result: what the callback was given
 * @error: as jkk_db_open()
 *
 * Returns: (transfer full): the store, or %NULL
 */
JkkStore *
jkk_store_open_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * jkk_store_is_away:
 * @store: a store
 *
 * Returns: whether what keeps the store does not answer just now; "state-changed" tells when that changes
 */
gboolean
jkk_store_is_away (JkkStore *store)
{
  return g_atomic_int_get (&store->worker->away);
}

/**
 * jkk_store_is_damaged:
 * @store: a store
 *
 * Returns: whether pages of its file are known to be damaged, so that nothing is written into it any more;
 * "state-changed" tells when that changes
 */
gboolean
jkk_store_is_damaged (JkkStore *store)
{
  return g_atomic_int_get (&store->worker->damaged);
}

/**
 * jkk_store_watch_pages:
 * @store: a store
 * @delay: how long the first look waits
 *
 * Has all pages of its file looked at, as jkk_damage_watch_new() does, as long as it is open. What a node keeps the
 * node looks at.
 */
void
jkk_store_watch_pages (JkkStore *store, GTimeSpan delay)
{
  g_return_if_fail (JKK_IS_STORE (store));

  if (store->watch == NULL && store->thread != NULL && !jkk_desk_key_is_node (store->worker->address))
    store->watch = jkk_damage_watch_new (store->worker->address, delay);
}

/**
 * jkk_store_close:
 * @store: a store
 *
 * Closes a store after all that was asked of it is done, and waits for that. A later request is refused. Letting go of
 * the store does the same.
 */
void
jkk_store_close (JkkStore *store)
{
  g_return_if_fail (JKK_IS_STORE (store));

  if (store->thread == NULL)
    return;
  g_clear_pointer (&store->watch, jkk_damage_watch_free);
  g_async_queue_push (store->worker->jobs, &last_job);
  g_thread_join (g_steal_pointer (&store->thread));
}

/**
 * jkk_store_get_address:
 * @store: a store
 *
 * Returns: (transfer none): the address that it was opened with
 */
const char *
jkk_store_get_address (JkkStore *store)
{
  g_return_val_if_fail (JKK_IS_STORE (store), NULL);

  return store->worker->address;
}
