#include "jkk-print-run.h"

#include "jkk-print-bundle.h"
#include "jkk-spool-private.h"

typedef struct
{
  JkkPrinted printed; /* what others see */
  goffset offset;     /* where its PDF begins in the file */
  gsize length;
} Paper;

typedef struct
{
  double width, height;
  guint paper;
} Page;

struct _JkkPrintRun
{
  char *code;
  JkkSpool *spool;
  GPtrArray *papers;  /* Paper, seen as JkkPrinted */
  GArray *pages;      /* Page */
  GPtrArray *refused; /* sentences */
  GMutex mutex;       /* of what follows */
  JkkPrintout *open;  /* the paper that was drawn last */
  guint open_paper;
};

static void
paper_free (gpointer data)
{
  Paper *paper = data;

  g_free (paper->printed.number);
  g_free (paper->printed.copy);
  g_free (paper->printed.sha256);
  g_free (paper->printed.content_hash);
  g_free (paper);
}

static void
run_clear (gpointer data)
{
  JkkPrintRun *run = data;

  g_clear_pointer (&run->spool, jkk_spool_free);
  g_clear_pointer (&run->open, jkk_printout_unref);
  g_ptr_array_unref (run->papers);
  g_array_unref (run->pages);
  g_ptr_array_unref (run->refused);
  g_mutex_clear (&run->mutex);
  g_free (run->code);
}

/**
 * jkk_print_run_ref:
 * @run: a run
 *
 * Returns: (transfer full): the same run.
 */
JkkPrintRun *
jkk_print_run_ref (JkkPrintRun *run)
{
  return g_atomic_rc_box_acquire (run);
}

/**
 * jkk_print_run_unref:
 * @run: (transfer full): a run
 */
void
jkk_print_run_unref (JkkPrintRun *run)
{
  g_atomic_rc_box_release_full (run, run_clear);
}

/* ---- Making ------------------------------------------------------------------------------------------------------ */

static JkkPrintRun *
run_new (const char *code, GError **error)
{
  JkkSpool *spool = jkk_spool_new (error);

  if (spool == NULL)
    return NULL;
  JkkPrintRun *run = g_atomic_rc_box_new0 (JkkPrintRun);
  run->code = g_strdup (code);
  run->spool = spool;
  run->papers = g_ptr_array_new_with_free_func (paper_free);
  run->pages = g_array_new (FALSE, FALSE, sizeof (Page));
  run->refused = g_ptr_array_new_with_free_func (g_free);
  g_mutex_init (&run->mutex);
  return run;
}

static gboolean
add (JkkPrintRun *run, const JkkCase *jcase, const char *copy, JkkPrintout *printout, GError **error)
{
  GBytes *bytes = jkk_printout_get_bytes (printout);
  Paper *paper = g_new0 (Paper, 1);

  paper->length = g_bytes_get_size (bytes);
  paper->printed.case_id = jcase->id;
  paper->printed.number = g_strdup (jcase->cover.number);
  paper->printed.first_page = run->pages->len;
  paper->printed.n_pages = jkk_printout_get_n_pages (printout);
  paper->printed.copy = g_strdup (copy);
  paper->printed.sha256 = g_strdup (jkk_printout_get_sha256 (printout));
  paper->printed.content_hash = g_strdup (jkk_printout_get_content_hash (printout));
  for (guint i = 0; i < paper->printed.n_pages; i++)
    {
      Page page = { 0, 0, run->papers->len };

      jkk_printout_get_size (printout, i, &page.width, &page.height);
      g_array_append_val (run->pages, page);
    }
  g_ptr_array_add (run->papers, paper);
  return jkk_spool_add (run->spool, bytes, &paper->offset, error);
}

static gboolean
make_copies (JkkPrintRun *run, JkkOffice *office, const JkkCaseFile *file, guint copies, char **lines, GError **error)
{
  for (guint copy = 0; copy <= g_strv_length (lines); copy++)
    {
      gboolean wanted = copy == 0 ? copies == 0 : (copies & (1u << copy)) != 0;
      g_autoptr (JkkPrintout) printout = wanted ? jkk_printing_make_copy (office, run->code, file, copy, error) : NULL;

      if (wanted && (printout == NULL || !add (run, file->jcase, copy > 0 ? lines[copy - 1] : NULL, printout, error)))
        return FALSE;
    }
  return TRUE;
}

/* A case that cannot be printed does not hold up the others; a full disk does. */
static gboolean
make_case (JkkPrintRun *run, JkkOffice *office, gint64 case_id, guint copies, char **lines, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (JkkCaseFile) file = jkk_office_load (office, case_id, &local);

  if (file != NULL && make_copies (run, office, file, copies, lines, &local))
    return TRUE;
  if (g_error_matches (local, JKK_ERROR, JKK_ERROR_STORAGE))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  g_ptr_array_add (run->refused, file != NULL ? g_strdup_printf ("%s: %s", file->jcase->cover.number, local->message)
                                              : g_strdup (local->message));
  return TRUE;
}

/**
 * jkk_print_run_new_paper:
 * @printout: a paper of no case
 * @error: return location
 *
 * Returns: (transfer full): a run of this paper alone.
 */
JkkPrintRun *
jkk_print_run_new_paper (JkkPrintout *printout, GError **error)
{
  g_autoptr (JkkPrintRun) run = run_new ("", error);
  g_autoptr (JkkCase) none = jkk_case_new ();

  return run != NULL && add (run, none, NULL, printout, error) ? g_steal_pointer (&run) : NULL;
}

typedef struct
{
  JkkOffice *office;
  char *code;
  GArray *case_ids;
  guint copies;
  JkkPrintProgress progress;
  gpointer progress_data;
} MakeArgs;

static void
make_args_free (gpointer data)
{
  MakeArgs *args = data;

  g_object_unref (args->office);
  g_array_unref (args->case_ids);
  g_free (args->code);
  g_free (args);
}

typedef struct
{
  GTask *task; /* (owned): says whether anybody still wants to know */
  JkkPrintProgress progress;
  gpointer progress_data;
  guint n_done, n;
} Progress;

static gboolean
tell_cb (gpointer data)
{
  Progress *progress = data;

  if (!g_task_get_completed (progress->task) && !g_cancellable_is_cancelled (g_task_get_cancellable (progress->task)))
    progress->progress (progress->n_done, progress->n, progress->progress_data);
  return G_SOURCE_REMOVE;
}

static void
progress_free (gpointer data)
{
  Progress *progress = data;

  g_object_unref (progress->task);
  g_free (progress);
}

/* On the thread that asked. */
static void
tell (GTask *task, JkkPrintProgress progress, gpointer progress_data, guint n_done, guint n)
{
  Progress *told;

  if (progress == NULL)
    return;
  told = g_new0 (Progress, 1);
  *told = (Progress){ g_object_ref (task), progress, progress_data, n_done, n };
  g_main_context_invoke_full (g_task_get_context (task), G_PRIORITY_DEFAULT, tell_cb, told, progress_free);
}

static JkkPrintRun *
make (const MakeArgs *args, GTask *task, GError **error)
{
  g_autoptr (JkkPrintRun) run = run_new (args->code, error);
  g_auto (GStrv) lines = jkk_printing_copies (args->code);

  for (guint i = 0; run != NULL && i < args->case_ids->len; i++)
    {
      if (task != NULL && g_cancellable_set_error_if_cancelled (g_task_get_cancellable (task), error))
        return NULL;
      if (!make_case (run, args->office, g_array_index (args->case_ids, gint64, i), args->copies, lines, error))
        return NULL;
      if (task != NULL)
        tell (task, args->progress, args->progress_data, i + 1, args->case_ids->len);
    }
  return g_steal_pointer (&run);
}

static void
make_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;
  JkkPrintRun *run = make (task_data, task, &error);

  if (run != NULL)
    g_task_return_pointer (task, run, (GDestroyNotify) jkk_print_run_unref);
  else
    g_task_return_error (task, error);
}

static MakeArgs *
make_args_new (JkkOffice *office, const JkkPrintOrder *order)
{
  MakeArgs *args = g_new0 (MakeArgs, 1);

  args->office = g_object_ref (office);
  args->code = g_strdup (order->code);
  args->case_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_array_append_vals (args->case_ids, order->case_ids, order->n_cases);
  args->copies = order->copies;
  return args;
}

/**
 * jkk_print_run_make:
 * @office: an open office
 * @order: what is to be printed
 * @error: return location
 *
 * Makes the papers. Cases that cannot be printed are left out, see jkk_print_run_get_refused().
 *
 * Returns: (transfer full): the run; %NULL with %JKK_ERROR_STORAGE if there is no room for it.
 */
JkkPrintRun *
jkk_print_run_make (JkkOffice *office, const JkkPrintOrder *order, GError **error)
{
  g_return_val_if_fail (JKK_IS_OFFICE (office) && order != NULL && order->code != NULL, NULL);

  MakeArgs *args = make_args_new (office, order);
  JkkPrintRun *run = make (args, NULL, error);
  make_args_free (args);
  return run;
}

/**
 * jkk_print_run_make_async:
 * @office: an open office
 * @order: what is to be printed
 * @progress: (nullable): told after each case
 * @progress_data: for @progress
 * @cancellable: (nullable): to give up
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * See jkk_print_run_make(); on a worker thread.
 */
void
jkk_print_run_make_async (JkkOffice *office,
                          const JkkPrintOrder *order,
                          JkkPrintProgress progress,
                          gpointer progress_data,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_return_if_fail (JKK_IS_OFFICE (office) && order != NULL && order->code != NULL);

  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  MakeArgs *args = make_args_new (office, order);
  args->progress = progress;
  args->progress_data = progress_data;
  g_task_set_source_tag (task, jkk_print_run_make_async);
  g_task_set_task_data (task, args, make_args_free);
  g_task_run_in_thread (task, make_thread);
}

/**
 * jkk_print_run_make_finish:
 * @result: what the callback was given
 * @error: return location
 *
 * Returns: (transfer full): see jkk_print_run_make().
 */
JkkPrintRun *
jkk_print_run_make_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ---- What it has ------------------------------------------------------------------------------------------------- */

/**
 * jkk_print_run_get_n_pages:
 * @run: a run
 *
 * Returns: how many pages it has.
 */
guint
jkk_print_run_get_n_pages (JkkPrintRun *run)
{
  return run->pages->len;
}

/**
 * jkk_print_run_get_size:
 * @run: a run
 * @page: from 0
 * @width: (out): in points
 * @height: (out): in points
 */
void
jkk_print_run_get_size (JkkPrintRun *run, guint page, double *width, double *height)
{
  g_return_if_fail (page < run->pages->len);

  const Page *found = &g_array_index (run->pages, Page, page);
  *width = found->width;
  *height = found->height;
}

/**
 * jkk_print_run_get_code:
 * @run: a run
 *
 * Returns: (transfer none): which paper it is.
 */
const char *
jkk_print_run_get_code (JkkPrintRun *run)
{
  return run->code;
}

/**
 * jkk_print_run_get_papers:
 * @run: a run
 *
 * Returns: (transfer none) (element-type JkkPrinted): its papers, in the order of its pages.
 */
GPtrArray *
jkk_print_run_get_papers (JkkPrintRun *run)
{
  return run->papers;
}

/**
 * jkk_print_run_get_refused:
 * @run: a run
 *
 * Returns: (transfer none) (element-type utf8): a sentence for each case that could not be printed.
 */
GPtrArray *
jkk_print_run_get_refused (JkkPrintRun *run)
{
  return run->refused;
}

static JkkPrintout *
open_paper (JkkPrintRun *run, guint number)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&run->mutex);
  const Paper *paper = run->papers->pdata[number];
  g_autoptr (GError) error = NULL;

  if (run->open == NULL || run->open_paper != number)
    {
      g_autoptr (GBytes) bytes = jkk_spool_read (run->spool, paper->offset, paper->length);

      g_clear_pointer (&run->open, jkk_printout_unref);
      run->open = jkk_printout_new (bytes, NULL, paper->printed.content_hash, &error);
      run->open_paper = number;
    }
  if (run->open == NULL)
    g_warning ("A paper cannot be read again: %s", error->message);
  return run->open != NULL ? jkk_printout_ref (run->open) : NULL;
}

/**
 * jkk_print_run_draw:
 * @run: a run
 * @page: from 0
 * @cr: where to; one unit is a point
 *
 * Draws the page as vectors. May be called from any thread.
 */
void
jkk_print_run_draw (JkkPrintRun *run, guint page, cairo_t *cr)
{
  g_return_if_fail (page < run->pages->len);

  guint number = g_array_index (run->pages, Page, page).paper;
  const Paper *paper = run->papers->pdata[number];
  g_autoptr (JkkPrintout) printout = open_paper (run, number);
  if (printout != NULL)
    jkk_printout_draw (printout, page - paper->printed.first_page, cr);
}

/* ---- Into a file ------------------------------------------------------------------------------------------------- */

typedef struct
{
  JkkPrintRun *run;
  char *path;
  JkkPrintProgress progress;
  gpointer progress_data;
} SaveArgs;

static void
save_args_free (gpointer data)
{
  SaveArgs *args = data;

  jkk_print_run_unref (args->run);
  g_free (args->path);
  g_free (args);
}

static gboolean
save (const SaveArgs *args, GTask *task, GError **error)
{
  g_autoptr (JkkPrintBundle) bundle = jkk_print_bundle_new (args->path, error);
  guint n = args->run->papers->len;

  for (guint i = 0; bundle != NULL && i < n; i++)
    {
      g_autoptr (JkkPrintout) printout = open_paper (args->run, i);

      if (g_cancellable_set_error_if_cancelled (g_task_get_cancellable (task), error) || printout == NULL ||
          !jkk_print_bundle_add (bundle, printout, error))
        return FALSE;
      tell (task, args->progress, args->progress_data, i + 1, n);
    }
  return bundle != NULL && jkk_print_bundle_finish (bundle, error);
}

static void
save_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (save (task_data, task, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * jkk_print_run_save_async:
 * @run: a run
 * @path: the PDF that is to be written
 * @progress: (nullable): told after each paper
 * @progress_data: for @progress
 * @cancellable: (nullable): to give up; then nothing is written
 * @callback: called when it is done
 * @user_data: for @callback
 */
void
jkk_print_run_save_async (JkkPrintRun *run,
                          const char *path,
                          JkkPrintProgress progress,
                          gpointer progress_data,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  SaveArgs *args = g_new0 (SaveArgs, 1);

  *args = (SaveArgs){ jkk_print_run_ref (run), g_strdup (path), progress, progress_data };
  g_task_set_source_tag (task, jkk_print_run_save_async);
  g_task_set_task_data (task, args, save_args_free);
  g_task_run_in_thread (task, save_thread);
}

/**
 * jkk_print_run_save_finish:
 * @result: what the callback was given
 * @error: return location
 *
 * Returns: whether the PDF is there; else %JKK_ERROR_STORAGE, or it was given up.
 */
gboolean
jkk_print_run_save_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
