#include "jkk-demo-maker.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "jkk-demo.h"
#include "jkk-office.h"

struct _JkkDemoMaker
{
  GObject parent_instance;

  /* Owned */
  char *address;
  guint n_cases;

  /* Written by the thread, read by the window */
  guint done;
  guint total;
};

G_DEFINE_FINAL_TYPE (JkkDemoMaker, jkk_demo_maker, G_TYPE_OBJECT)

static void
progress (guint done, guint total, gpointer data)
{
  JkkDemoMaker *self = data;

  g_atomic_int_set (&self->total, total);
  g_atomic_int_set (&self->done, done);
}

static void
remove_store (const char *address)
{
  static const char *const endings[] = { "", "-wal", "-shm" };

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *path = g_strconcat (address, endings[i], NULL);

      g_unlink (path);
    }
}

static gboolean
rename_store (const char *from, const char *to, GError **error)
{
  if (g_rename (from, to) == 0)
    return TRUE;

  int saved_errno = errno;
  g_set_error (error, JKK_ERROR, JKK_ERROR_STORAGE, _ ("“%s” cannot be written: %s. Check the folder and try again."),
               to, g_strerror (saved_errno));
  return FALSE;
}

/* Under another name until it is complete: when the power fails half-way, the next start makes it anew. */
static void
run_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  JkkDemoMaker *self = source;
  g_autofree char *unfinished = g_strconcat (self->address, ".new", NULL);
  GError *error = NULL;

  remove_store (unfinished);
  if (jkk_demo_create (unfinished, self->n_cases, JKK_DEMO_SEED, jkk_today (), progress, self, cancellable, &error) &&
      rename_store (unfinished, self->address, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
jkk_demo_maker_finalize (GObject *object)
{
  g_free (JKK_DEMO_MAKER (object)->address);
  G_OBJECT_CLASS (jkk_demo_maker_parent_class)->finalize (object);
}

static void
jkk_demo_maker_class_init (JkkDemoMakerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = jkk_demo_maker_finalize;
}

static void
jkk_demo_maker_init (JkkDemoMaker *self)
{
}

/**
 * jkk_demo_maker_new:
 * @address: where
 * @n_cases: how many cases
 *
 * Returns: (transfer full): what makes one demonstration office.
 */
JkkDemoMaker *
jkk_demo_maker_new (const char *address, guint n_cases)
{
  JkkDemoMaker *self = g_object_new (JKK_TYPE_DEMO_MAKER, NULL);

  self->address = g_strdup (address);
  self->n_cases = n_cases;
  self->total = n_cases;
  return self;
}

/**
 * jkk_demo_maker_run_async:
 * @self: the maker
 * @cancellable: (nullable): to give up; what was begun is taken away again
 * @callback: called when it is done
 * @user_data: for @callback
 */
void
jkk_demo_maker_run_async (JkkDemoMaker *self,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_return_if_fail (JKK_IS_DEMO_MAKER (self));

  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, jkk_demo_maker_run_async);
  /* What is finished is finished, even if it was cancelled at the last moment. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_run_in_thread (task, run_in_thread);
}

/**
 * jkk_demo_maker_run_finish:
 * @self: the maker
 * @result: what the callback was given
 * @error: return location
 *
 * Returns: whether the office is there.
 */
gboolean
jkk_demo_maker_run_finish (JkkDemoMaker *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * jkk_demo_maker_get_progress:
 * @self: the maker
 * @done: (out): how many cases there are
 * @total: (out): how many there will be
 */
void
jkk_demo_maker_get_progress (JkkDemoMaker *self, guint *done, guint *total)
{
  g_return_if_fail (JKK_IS_DEMO_MAKER (self));

  *done = g_atomic_int_get (&self->done);
  *total = g_atomic_int_get (&self->total);
}
