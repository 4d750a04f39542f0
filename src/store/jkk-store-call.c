#include "jkk-store-private.h"

#include <glib/gi18n-lib.h>

/* What is asked of the store's thread. */

/**
 * jkk_store_be_at:
 * @store: a store
 * @person: (nullable): who sits here; %NULL = nobody
 * @place: (nullable): the computer
 * @case_id: which case lies open; 0 = none
 *
 * The other desks learn of it within about a second; "others-changed" tells of them.
 */
void
jkk_store_be_at (JkkStore *store, const char *person, const char *place, gint64 case_id)
{
  JkkPresent *mine = person != NULL ? jkk_present_new (person, place, case_id) : NULL;

  g_mutex_lock (&store->worker->mutex);
  g_clear_pointer (&store->worker->mine, jkk_present_free);
  store->worker->mine = mine;
  g_mutex_unlock (&store->worker->mutex);
}

/**
 * jkk_store_others:
 * @store: a store
 *
 * Returns: (transfer full) (nullable) (element-type JkkPresent): who sits at the other desks
 */
GPtrArray *
jkk_store_others (JkkStore *store)
{
  g_mutex_lock (&store->worker->mutex);
  GPtrArray *others = store->worker->others != NULL ? g_ptr_array_ref (store->worker->others) : NULL;
  g_mutex_unlock (&store->worker->mutex);
  return others;
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
  JkkStoreJob *job = g_new0 (JkkStoreJob, 1);
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
      jkk_store_job_free (job);
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
  JkkStoreJob job = {
    .func = func, .data = data, .result_free = result_free, .cancellable = cancellable, .writes = writes
  };

  if (!check_open (store, error))
    return NULL;
  /* The store's thread would wait for itself. */
  g_return_val_if_fail (g_thread_self () != store->thread, NULL);

  g_async_queue_push (store->worker->jobs, &job);
  jkk_store_wait (store->worker, &job.is_done);
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
