#include "jkk-store.h"

#include "jkk-journal.h"

#include <glib/gi18n-lib.h>

/* How often the file is asked whether another program has changed it. */
#define LOOK_INTERVAL G_TIME_SPAN_SECOND

/*     any thread                      the store's thread                    the caller's context
 *
 *   jkk_store_write_async () ─ job ─▶ begin · func · commit ─── job ──────▶ callback, job freed
 *                                            └────────────── notice ──────▶ "changed" (creator's context)
 *   jkk_store_write ()  ─ job, waits ▶ begin · func · commit ─ wakes it
 */
typedef struct
{
  JkkStoreFunc func;
  gpointer data;
  GDestroyNotify data_free;
  GDestroyNotify result_free;
  GCancellable *cancellable;
  gboolean writes;
  gboolean aside; /* a write of which nobody needs to hear, and for which nobody waits */
  gpointer result;
  GError *error;
  GTask *task;      /* owned; of an asynchronous job */
  gboolean is_done; /* of a waiting one */
} Job;

/* What the thread works with. It must not hold the store itself, or the store would never end. */
typedef struct
{
  char *address;
  JkkDbFlags flags;
  GAsyncQueue *jobs;
  GMainContext *context; /* where "changed" is told */
  GWeakRef store;
  int notice_pending; /* atomic: a notice is on its way */
  GMutex mutex;
  GCond cond; /* a waiting job is done, or the store is open */
  gboolean is_open;
  GError *error; /* why it did not open */
  JkkDb *db;     /* the thread's own */
  gint64 looked_at;
  JkkJournalMark mark; /* how far the journal was when others' changes were told */
} Worker;

struct _JkkStore
{
  GObject parent_instance;

  /* Owned */
  Worker *worker;
  GThread *thread; /* NULL once it is closed */
};

G_DEFINE_FINAL_TYPE (JkkStore, jkk_store, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* This job ends the thread. */
static Job last_job;

static void
worker_clear (gpointer data)
{
  Worker *worker = data;

  g_free (worker->address);
  g_async_queue_unref (worker->jobs);
  g_main_context_unref (worker->context);
  g_weak_ref_clear (&worker->store);
  g_mutex_clear (&worker->mutex);
  g_cond_clear (&worker->cond);
  g_clear_error (&worker->error);
}

static void
worker_unref (gpointer worker)
{
  g_atomic_rc_box_release_full (worker, worker_clear);
}

static void
job_free (gpointer data)
{
  Job *job = data;

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
  Worker *worker = data;
  g_autoptr (JkkStore) store = g_weak_ref_get (&worker->store);

  /* First: what is written from now on is a new notice. */
  g_atomic_int_set (&worker->notice_pending, FALSE);
  if (store != NULL)
    g_signal_emit (store, signals[CHANGED], 0);
  return G_SOURCE_REMOVE;
}

static void
tell_changed (Worker *worker)
{
  if (g_atomic_int_compare_and_exchange (&worker->notice_pending, FALSE, TRUE))
    invoke (worker->context, changed_cb, g_atomic_rc_box_acquire (worker), worker_unref);
}

/* Runs in the caller's context, so that what the job holds, the store perhaps, is never let go on the store's thread.
 */
static gboolean
deliver_cb (gpointer data)
{
  Job *job = data;

  if (job->error != NULL)
    g_task_return_error (job->task, job->error);
  else
    g_task_return_pointer (job->task, job->result, job->result_free);
  return G_SOURCE_REMOVE;
}

static void
finish_job (Worker *worker, Job *job)
{
  if (job->task != NULL)
    {
      invoke (g_task_get_context (job->task), deliver_cb, job, job_free);
      return;
    }
  g_mutex_lock (&worker->mutex);
  job->is_done = TRUE;
  g_cond_broadcast (&worker->cond);
  g_mutex_unlock (&worker->mutex);
}

/* The only place where a transaction is made. */
static void
run_in_transaction (JkkDb *db, Job *job)
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
run_job (Worker *worker, Job *job)
{
  if (!g_cancellable_set_error_if_cancelled (job->cancellable, &job->error))
    run_in_transaction (worker->db, job);
  if (job->writes && !job->aside && job->error == NULL)
    tell_changed (worker);
  finish_job (worker, job);
}

static void
look_elsewhere (Worker *worker)
{
  gint64 now = g_get_monotonic_time ();

  if (now - worker->looked_at < LOOK_INTERVAL)
    return;
  worker->looked_at = now;
  /* That somebody looked at a case changes nothing that anybody shows. */
  if (jkk_db_changed_elsewhere (worker->db) && !jkk_journal_only_looks (worker->db, &worker->mark))
    tell_changed (worker);
}

static gboolean
open_db (Worker *worker)
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
  return opened;
}

static gpointer
thread_func (gpointer data)
{
  Worker *worker = data;
  Job *job = NULL;

  if (open_db (worker))
    {
      while (job != &last_job)
        {
          job = g_async_queue_timeout_pop (worker->jobs, LOOK_INTERVAL);
          if (job != NULL && job != &last_job)
            run_job (worker, job);
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
  signals[CHANGED] = g_signal_new ("changed", JKK_TYPE_STORE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
jkk_store_init (JkkStore *self)
{
  Worker *worker = g_atomic_rc_box_new0 (Worker);

  worker->jobs = g_async_queue_new ();
  worker->context = g_main_context_ref_thread_default ();
  g_weak_ref_init (&worker->store, self);
  g_mutex_init (&worker->mutex);
  g_cond_init (&worker->cond);
  self->worker = worker;
}

static void
wait_for (Worker *worker, const gboolean *condition)
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
  wait_for (self->worker, &self->worker->is_open);
  if (self->worker->error == NULL)
    return g_steal_pointer (&self);

  g_propagate_error (error, g_steal_pointer (&self->worker->error));
  g_thread_join (g_steal_pointer (&self->thread));
  return NULL;
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

static gboolean
check_open (JkkStore *store, GError **error)
{
  if (store->thread != NULL)
    return TRUE;

  g_set_error (error, JKK_ERROR, JKK_ERROR_STORAGE, _ ("The store “%s” has been closed. Open it again."),
               store->worker->address);
  return FALSE;
}

static void
start_job (JkkStore *store,
           JkkStoreFunc func,
           gpointer data,
           GDestroyNotify data_free,
           GDestroyNotify result_free,
           gboolean writes,
           gboolean aside,
           GTask *task)
{
  Job *job = g_new0 (Job, 1);
  GError *error = NULL;

  job->func = func;
  job->data = data;
  job->data_free = data_free;
  job->result_free = result_free;
  job->writes = writes;
  job->aside = aside;
  job->task = task;
  g_set_object (&job->cancellable, g_task_get_cancellable (task));
  /* What was committed is told, whatever was cancelled in the meantime. */
  g_task_set_check_cancellable (task, FALSE);

  if (check_open (store, &error))
    g_async_queue_push (store->worker->jobs, job);
  else
    {
      g_task_return_error (task, error);
      job_free (job);
    }
}

/**
 * jkk_store_read_async:
 * @store: a store
 * @func: (scope notified): what is read
 * @data: handed to @func
 * @data_free: (nullable): frees @data, in the caller's context
 * @result_free: (nullable): frees the result if nobody takes it
 * @cancellable: (nullable): ends it early
 * @callback: told when it is done, in the caller's main context
 * @user_data: handed to @callback
 *
 * Reads on the store's thread; @func sees one state of the store throughout.
 */
void
jkk_store_read_async (JkkStore *store,
                      JkkStoreFunc func,
                      gpointer data,
                      GDestroyNotify data_free,
                      GDestroyNotify result_free,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  g_return_if_fail (JKK_IS_STORE (store) && func != NULL);

  GTask *task = g_task_new (store, cancellable, callback, user_data);
  g_task_set_source_tag (task, jkk_store_read_async);
  start_job (store, func, data, data_free, result_free, FALSE, FALSE, task);
}

/**
 * jkk_store_write_async:
 * @store: a store
 * @func: (scope notified): what is written; all of it is kept, or with an error nothing
 * @data: handed to @func
 * @data_free: (nullable): frees @data, in the caller's context
 * @result_free: (nullable): frees the result if nobody takes it
 * @cancellable: (nullable): ends it early, nothing is kept then
 * @callback: told when everything lies safely on the disk, in the caller's main context
 * @user_data: handed to @callback
 *
 * Writes on the store's thread, in one transaction.
 */
void
jkk_store_write_async (JkkStore *store,
                       JkkStoreFunc func,
                       gpointer data,
                       GDestroyNotify data_free,
                       GDestroyNotify result_free,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  g_return_if_fail (JKK_IS_STORE (store) && func != NULL);

  GTask *task = g_task_new (store, cancellable, callback, user_data);
  g_task_set_source_tag (task, jkk_store_write_async);
  start_job (store, func, data, data_free, result_free, TRUE, FALSE, task);
}

/**
 * jkk_store_write_aside_async:
 * @store: a store
 * @func: (scope notified): what is written; all of it is kept, or with an error nothing
 * @data: handed to @func
 * @data_free: (nullable): frees @data, in the caller's context
 * @result_free: (nullable): frees the result if nobody takes it
 * @callback: told when it is done, in the caller's main context; BUSY: another one is writing, try again later
 * @user_data: handed to @callback
 *
 * Writes what is of no use to anybody who shows something: nobody is told "changed", and what is asked of the store
 * afterwards does not wait until another desk has written.
 */
void
jkk_store_write_aside_async (JkkStore *store,
                             JkkStoreFunc func,
                             gpointer data,
                             GDestroyNotify data_free,
                             GDestroyNotify result_free,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_return_if_fail (JKK_IS_STORE (store) && func != NULL);

  GTask *task = g_task_new (store, NULL, callback, user_data);
  g_task_set_source_tag (task, jkk_store_write_aside_async);
  start_job (store, func, data, data_free, result_free, TRUE, TRUE, task);
}

/**
 * jkk_store_finish:
 * @store: a store
 * @result: what the callback was given
 * @error: what the function set; BUSY, STORAGE …; %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable): what the function returned
 */
gpointer
jkk_store_finish (JkkStore *store, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static gpointer
run_and_wait (JkkStore *store,
              JkkStoreFunc func,
              gpointer data,
              GDestroyNotify result_free,
              gboolean writes,
              GCancellable *cancellable,
              GError **error)
{
  Job job = { .func = func, .data = data, .result_free = result_free, .cancellable = cancellable, .writes = writes };

  if (!check_open (store, error))
    return NULL;
  /* The store's thread would wait for itself. */
  g_return_val_if_fail (g_thread_self () != store->thread, NULL);

  g_async_queue_push (store->worker->jobs, &job);
  wait_for (store->worker, &job.is_done);
  if (job.error != NULL)
    g_propagate_error (error, job.error);
  return job.result;
}

/**
 * jkk_store_read:
 * @store: a store
 * @func: (scope call): what is read
 * @data: handed to @func
 * @result_free: (nullable): frees the result if it fails after all
 * @cancellable: (nullable): ends it early
 * @error: as jkk_store_finish()
 *
 * Reads on the store's thread and waits; for the command line and tests, never for a window.
 *
 * Returns: (transfer full) (nullable): what @func returned
 */
gpointer
jkk_store_read (JkkStore *store,
                JkkStoreFunc func,
                gpointer data,
                GDestroyNotify result_free,
                GCancellable *cancellable,
                GError **error)
{
  g_return_val_if_fail (JKK_IS_STORE (store) && func != NULL, NULL);

  return run_and_wait (store, func, data, result_free, FALSE, cancellable, error);
}

/**
 * jkk_store_write:
 * @store: a store
 * @func: (scope call): what is written; all of it is kept, or with an error nothing
 * @data: handed to @func
 * @result_free: (nullable): frees the result if it could not be kept
 * @cancellable: (nullable): ends it early, nothing is kept then
 * @error: as jkk_store_finish()
 *
 * Writes on the store's thread in one transaction and waits until it lies safely on the disk; for the command line and
 * tests, never for a window.
 *
 * Returns: (transfer full) (nullable): what @func returned
 */
gpointer
jkk_store_write (JkkStore *store,
                 JkkStoreFunc func,
                 gpointer data,
                 GDestroyNotify result_free,
                 GCancellable *cancellable,
                 GError **error)
{
  g_return_val_if_fail (JKK_IS_STORE (store) && func != NULL, NULL);

  return run_and_wait (store, func, data, result_free, TRUE, cancellable, error);
}
