#include "jkk-rehearsal.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "jkk-calculation.h"
#include "jkk-case-list.h"
#include "jkk-case-scan.h"
#include "jkk-law-private.h"
#include "jkk-law-store.h"
#include "jkk-store.h"

/* A regulation is a small file; what is larger is something else. */
#define MOST_BYTES (4 * 1024 * 1024)

/* How often progress is told and giving up is asked for. */
#define STEP 512

/**
 * jkk_rehearsal_row_free:
 * @row: (transfer full): a row
 */
void
jkk_rehearsal_row_free (JkkRehearsalRow *row)
{
  g_free (row->number);
  g_free (row->participant_name);
  g_free (row->problem);
  g_free (row);
}

/**
 * jkk_rehearsal_free:
 * @rehearsal: (transfer full): a rehearsal
 */
void
jkk_rehearsal_free (JkkRehearsal *rehearsal)
{
  g_free (rehearsal->pack);
  g_free (rehearsal->pack_title);
  g_clear_pointer (&rehearsal->rows, g_ptr_array_unref);
  g_free (rehearsal);
}

/* --- Telling how far it is --- */

/* Shared by the reading thread and what waits in the main context of who started. */
typedef struct
{
  JkkRehearsalProgress func;
  gpointer data;
  GDestroyNotify data_free;
  GMainContext *context;
} Listener;

static void
listener_clear (gpointer data)
{
  Listener *listener = data;

  if (listener->data_free != NULL)
    listener->data_free (listener->data);
  g_main_context_unref (listener->context);
}

static void
listener_unref (Listener *listener)
{
  g_atomic_rc_box_release_full (listener, listener_clear);
}

typedef struct
{
  Listener *listener;
  guint done;
  guint total;
} Tick;

static void
tick_free (gpointer data)
{
  Tick *tick = data;

  listener_unref (tick->listener);
  g_free (tick);
}

static gboolean
tick_cb (gpointer data)
{
  const Tick *tick = data;

  tick->listener->func (tick->done, tick->total, tick->listener->data);
  return G_SOURCE_REMOVE;
}

static void
tell (Listener *listener, guint done, guint total)
{
  if (listener->func == NULL)
    return;

  Tick *tick = g_new0 (Tick, 1);
  g_autoptr (GSource) source = g_idle_source_new ();
  *tick = (Tick){ g_atomic_rc_box_acquire (listener), done, total };
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, tick_cb, tick, tick_free);
  g_source_attach (source, listener->context);
}

/* --- Calculating twice --- */

typedef struct
{
  char *draft;
  JkkDay today;
  Listener *listener;
  JkkStore *store;
} Call;

static void
call_free (gpointer data)
{
  Call *call = data;

  g_free (call->draft);
  listener_unref (call->listener);
  g_free (call);
}

typedef struct
{
  const JkkPackSet *before;
  const JkkPackSet *after;
  const Call *call;
  GCancellable *cancellable;
  guint total;
  JkkRehearsal *rehearsal;
} Scan;

static JkkMoney
calculate (const JkkPackSet *packs, const JkkCase *jcase, JkkDay today, char **problem)
{
  g_autoptr (GError) error = NULL;
  JkkAmounts amounts;

  if (jkk_calculate_amounts (packs, jcase, today, &amounts, &error))
    return amounts.total;
  jkk_set_str (problem, error->message);
  return JKK_NONE;
}

static void
count_in (JkkRehearsal *rehearsal, gint64 case_id, JkkMoney before, JkkMoney after, char *problem)
{
  if (before == after && problem == NULL)
    return;

  JkkRehearsalRow *row = g_new0 (JkkRehearsalRow, 1);
  *row = (JkkRehearsalRow){ .case_id = case_id, .before = before, .after = after, .problem = problem };
  if (problem == NULL)
    row->difference = after - before;
  rehearsal->n_more += row->difference > 0 ? 1 : 0;
  rehearsal->n_less += row->difference < 0 ? 1 : 0;
  rehearsal->n_failed += problem != NULL ? 1 : 0;
  g_ptr_array_add (rehearsal->rows, row);
}

static gboolean
scan_cb (const JkkCase *jcase, gpointer data, GError **error)
{
  const Scan *scan = data;
  JkkRehearsal *rehearsal = scan->rehearsal;
  char *problem = NULL;
  JkkMoney before = calculate (scan->before, jcase, scan->call->today, &problem);
  JkkMoney after = calculate (scan->after, jcase, scan->call->today, &problem);

  rehearsal->n_cases++;
  if (problem == NULL)
    {
      rehearsal->before += before;
      rehearsal->after += after;
    }
  count_in (rehearsal, jcase->id, before, after, problem);
  if (rehearsal->n_cases % STEP != 0)
    return TRUE;
  tell (scan->call->listener, rehearsal->n_cases, scan->total);
  return !g_cancellable_set_error_if_cancelled (scan->cancellable, error);
}

/* Only the cases that appear in the table need their names. */
static gboolean
put_names (JkkDb *db, GPtrArray *rows, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  guint at = 0;

  for (guint i = 0; i < rows->len; i++)
    g_array_append_val (ids, ((JkkRehearsalRow *) rows->pdata[i])->case_id);
  g_autoptr (GPtrArray) named = jkk_case_list_rows (db, (const gint64 *) (gpointer) ids->data, ids->len, error);
  for (guint i = 0; named != NULL && i < named->len; i++)
    {
      const JkkCaseRow *found = named->pdata[i];
      JkkRehearsalRow *row;

      while (((JkkRehearsalRow *) rows->pdata[at])->case_id != found->id)
        at++;
      row = rows->pdata[at];
      row->number = g_strdup (found->number);
      row->participant_name = g_strdup (found->participant_name);
    }
  return named != NULL;
}

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 ((*(JkkRehearsalRow *const *) a)->number, (*(JkkRehearsalRow *const *) b)->number);
}

static JkkRehearsal *
rehearsal_new (const char *id, const JkkPackSet *after)
{
  JkkRehearsal *rehearsal = g_new0 (JkkRehearsal, 1);

  rehearsal->pack = g_strdup (id);
  rehearsal->pack_title = g_strdup (jkk_pack_title (jkk_pack_set_find (after, id)));
  rehearsal->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_rehearsal_row_free);
  return rehearsal;
}

static gpointer
rehearse_read (JkkDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  const Call *call = data;
  g_autofree char *id = jkk_pack_draft_id (call->draft, error);
  g_autoptr (GPtrArray) entries = id != NULL ? jkk_law_store_all (db, error) : NULL;
  const JkkPackSet *before = entries != NULL ? jkk_law_packs_of (entries, error) : NULL;

  if (before == NULL)
    return NULL;
  g_autoptr (JkkPackSet) after = jkk_pack_set_amended (jkk_pack_set_builtin (NULL), call->draft, entries, error);
  if (after == NULL)
    return NULL;
  g_autoptr (JkkRehearsal) rehearsal = rehearsal_new (id, after);
  Scan scan = { before, after, call, cancellable, 0, rehearsal };
  if (!jkk_case_scan_count (db, &scan.total, error) || !jkk_case_scan_open (db, jkk_law_parts, scan_cb, &scan, error) ||
      !put_names (db, rehearsal->rows, error))
    return NULL;
  rehearsal->difference = rehearsal->after - rehearsal->before;
  g_ptr_array_sort (rehearsal->rows, compare_rows);
  tell (call->listener, rehearsal->n_cases, scan.total);
  return g_steal_pointer (&rehearsal);
}

/* --- Starting and ending it --- */

static char *
read_draft (const char *path, GError **error)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) problem = NULL;
  gsize length = 0;

  if (!g_file_get_contents (path, &text, &length, &problem))
    {
      g_set_error (error, JKK_ERROR, JKK_ERROR_NOT_FOUND, _ ("The file “%s” cannot be read: %s"), path,
                   problem->message);
      return NULL;
    }
  if (length <= MOST_BYTES && memchr (text, '\0', length) == NULL)
    return g_steal_pointer (&text);
  g_set_error (error, JKK_ERROR, JKK_ERROR_FORMAT, _ ("“%s” is no regulation file. Choose another one."), path);
  return NULL;
}

/* A store of its own for the time being: the office goes on working while it reads. */
static Call *
call_new (JkkOffice *office, const char *path, GError **error)
{
  g_autofree char *draft = read_draft (path, error);
  JkkStore *store = draft != NULL ? jkk_store_open (jkk_office_get_address (office), JKK_DB_READONLY, error) : NULL;

  if (store == NULL)
    return NULL;
  Call *call = g_new0 (Call, 1);
  call->draft = g_steal_pointer (&draft);
  call->today = jkk_today ();
  call->store = store;
  call->listener = g_atomic_rc_box_new0 (Listener);
  call->listener->context = g_main_context_ref_thread_default ();
  return call;
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  JkkRehearsal *rehearsal = jkk_store_finish (JKK_STORE (source), result, &error);

  jkk_store_close (JKK_STORE (source));
  if (rehearsal != NULL)
    g_task_return_pointer (task, rehearsal, (GDestroyNotify) jkk_rehearsal_free);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * jkk_rehearsal_run_async:
 * @office: the office
 * @path: a regulation file
 * @progress: (nullable): told how far it is
 * @progress_data: (transfer full): for @progress
 * @progress_free: (nullable): frees @progress_data
 * @cancellable: (nullable): to give up
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Calculates all open cases by the law of the office and by the same law with the draft, beside the work of the office.
 * Entries of the office for figures of the draft itself are left out: it stands as it is written.
 */
void
jkk_rehearsal_run_async (JkkOffice *office,
                         const char *path,
                         JkkRehearsalProgress progress,
                         gpointer progress_data,
                         GDestroyNotify progress_free,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  GTask *task = g_task_new (office, cancellable, callback, user_data);
  GError *error = NULL;

  g_return_if_fail (JKK_IS_OFFICE (office) && path != NULL);

  g_task_set_source_tag (task, jkk_rehearsal_run_async);
  Call *call = call_new (office, path, &error);
  if (call == NULL)
    {
      if (progress_free != NULL)
        progress_free (progress_data);
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  call->listener->func = progress;
  call->listener->data = progress_data;
  call->listener->data_free = progress_free;
  g_autoptr (JkkStore) store = call->store;
  jkk_store_read_async (store, rehearse_read, call, call_free, (GDestroyNotify) jkk_rehearsal_free, cancellable,
                        read_cb, task);
}

/**
 * jkk_rehearsal_run_finish:
 * @office: the office
 * @result: what the callback was given
 * @error: return location
 *
 * Returns: (transfer full): what the draft would change; %NULL with %JKK_ERROR_FORMAT if the draft cannot be used, or
 * %G_IO_ERROR_CANCELLED.
 */
JkkRehearsal *
jkk_rehearsal_run_finish (JkkOffice *office, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, office), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
keep_result_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **kept = user_data;

  *kept = g_object_ref (result);
}

/**
 * jkk_rehearsal_run:
 * @office: the office
 * @path: a regulation file
 * @progress: (nullable): told how far it is
 * @progress_data: for @progress
 * @cancellable: (nullable): to give up
 * @error: return location
 *
 * Returns: (transfer full): as jkk_rehearsal_run_async() and jkk_rehearsal_run_finish().
 */
JkkRehearsal *
jkk_rehearsal_run (JkkOffice *office,
                   const char *path,
                   JkkRehearsalProgress progress,
                   gpointer progress_data,
                   GCancellable *cancellable,
                   GError **error)
{
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (GAsyncResult) result = NULL;

  g_main_context_push_thread_default (context);
  jkk_rehearsal_run_async (office, path, progress, progress_data, NULL, cancellable, keep_result_cb, &result);
  while (result == NULL)
    g_main_context_iteration (context, TRUE);
  g_main_context_pop_thread_default (context);
  return jkk_rehearsal_run_finish (office, result, error);
}

/* --- As a file --- */

static void
add_cell (GString *csv, const char *text, const char *end)
{
  g_autoptr (GString) cell = g_string_new (text != NULL ? text : "");

  g_string_replace (cell, "\"", "\"\"", 0);
  /* A spreadsheet must not take a name for a formula. */
  if (cell->len > 0 && strchr ("=+-@", cell->str[0]) != NULL)
    g_string_prepend_c (cell, '\'');
  g_string_append_printf (csv, strpbrk (cell->str, ",\"\n\r") != NULL ? "\"%s\"%s" : "%s%s", cell->str, end);
}

static void
add_amount (GString *csv, gint64 amount)
{
  if (amount != JKK_NONE)
    g_string_append_printf (csv, "%" G_GINT64_FORMAT, amount);
  g_string_append_c (csv, ',');
}

/**
 * jkk_rehearsal_to_csv:
 * @rehearsal: a rehearsal
 *
 * Returns: (transfer full): its table for a spreadsheet.
 */
char *
jkk_rehearsal_to_csv (const JkkRehearsal *rehearsal)
{
  GString *csv = g_string_new ("number,participant_name,before,after,difference,problem\r\n");

  for (guint i = 0; i < rehearsal->rows->len; i++)
    {
      const JkkRehearsalRow *row = rehearsal->rows->pdata[i];

      add_cell (csv, row->number, ",");
      add_cell (csv, row->participant_name, ",");
      add_amount (csv, row->before);
      add_amount (csv, row->after);
      add_amount (csv, row->problem == NULL ? row->difference : JKK_NONE);
      add_cell (csv, row->problem, "\r\n");
    }
  return g_string_free (csv, FALSE);
}
