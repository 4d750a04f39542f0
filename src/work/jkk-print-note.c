#include "jkk-print-run.h"

/* What was printed stands in the journal: one deed for each paper, one after the other. */

typedef struct
{
  JkkPrintRun *run;
  JkkOffice *office;
  gboolean *pages;
  JkkPrintProgress progress;
  gpointer progress_data;
  guint next;
} NoteArgs;

static void note_next (GTask *task);

static void
note_args_free (gpointer data)
{
  NoteArgs *args = data;

  jkk_print_run_unref (args->run);
  g_object_unref (args->office);
  g_free (args->pages);
  g_free (args);
}

static void
noted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (JkkOutcome) outcome = jkk_office_do_finish (JKK_OFFICE (source), result, &error);

  if (outcome == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  NoteArgs *args = g_task_get_task_data (task);
  if (args->progress != NULL)
    args->progress (args->next, jkk_print_run_get_papers (args->run)->len, args->progress_data);
  note_next (task);
}

static gboolean
was_printed (const NoteArgs *args, const JkkPrinted *printed)
{
  for (guint i = 0; args->pages != NULL && i < printed->n_pages; i++)
    if (args->pages[printed->first_page + i])
      return TRUE;
  return args->pages == NULL;
}

static void
note_next (GTask *task)
{
  NoteArgs *args = g_task_get_task_data (task);
  GPtrArray *papers = jkk_print_run_get_papers (args->run);
  const char *code = jkk_print_run_get_code (args->run);

  while (args->next < papers->len && !was_printed (args, papers->pdata[args->next]))
    args->next++;
  if (args->next == papers->len)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  const JkkPrinted *printed = papers->pdata[args->next++];
  g_autofree char *named = jkk_printing_name (code, printed->copy);
  JkkRequest request = {
    .case_id = printed->case_id, .form = named, .fingerprint = printed->sha256, .content_hash = printed->content_hash
  };
  jkk_office_do_async (args->office, "print", &request, NULL, noted_cb, g_object_ref (task));
}

/**
 * jkk_print_run_note_async:
 * @run: a run that was printed or saved
 * @office: where it is noted, by the person who has signed in
 * @pages: (nullable): for each page of the run whether it was printed; %NULL = all were
 * @progress: (nullable): told after each paper
 * @progress_data: for @progress
 * @callback: called when it is done
 * @user_data: for @callback
 */
void
jkk_print_run_note_async (JkkPrintRun *run,
                          JkkOffice *office,
                          const gboolean *pages,
                          JkkPrintProgress progress,
                          gpointer progress_data,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);
  NoteArgs *args = g_new0 (NoteArgs, 1);

  args->run = jkk_print_run_ref (run);
  args->office = g_object_ref (office);
  args->progress = progress;
  args->progress_data = progress_data;
  args->pages = pages != NULL ? g_memdup2 (pages, sizeof *pages * jkk_print_run_get_n_pages (run)) : NULL;
  g_task_set_source_tag (task, jkk_print_run_note_async);
  g_task_set_task_data (task, args, note_args_free);
  note_next (task);
}

/**
 * jkk_print_run_note_finish:
 * @result: what the callback was given
 * @error: return location
 *
 * Returns: whether everything stands in the journal.
 */
gboolean
jkk_print_run_note_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
