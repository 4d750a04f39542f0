#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>

#include "jkk-ctl.h"
#include "jkk-print-bundle.h"

static volatile sig_atomic_t stopped;

typedef struct
{
  JkkCtl *ctl;
  const JkkPaperKind *kind;
  const char *output;
  guint n_copies;         /* that the paper names and that are wanted; 0 = one without a name */
  JkkPrintBundle *bundle; /* NULL: a folder */
  GPtrArray *printed;     /* JkkCtlPaper: in the bundle */
  GPtrArray *refused;     /* sentences */
  guint n_done;
} Batch;

static void
batch_clear (Batch *batch)
{
  g_clear_pointer (&batch->bundle, jkk_print_bundle_free);
  g_clear_pointer (&batch->printed, g_ptr_array_unref);
  g_clear_pointer (&batch->refused, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Batch, batch_clear)

static void
stop_cb (int signal_number)
{
  stopped = signal_number;
}

/* The first Ctrl+C ends the batch after the paper at hand; the second ends the program. */
static void
watch_stop (void)
{
  struct sigaction action = { .sa_handler = stop_cb, .sa_flags = (int) (SA_RESETHAND | SA_RESTART) };

  stopped = 0;
  sigaction (SIGINT, &action, NULL);
  sigaction (SIGTERM, &action, NULL);
}

/* What was put into a bundle is noted once the bundle is there; until then only its names are kept. */
static gboolean
add_to_bundle (Batch *batch, JkkCtlPaper *paper, GError **error)
{
  if (!jkk_print_bundle_add (batch->bundle, paper->printout, error))
    return FALSE;
  g_clear_pointer (&paper->printout, jkk_printout_unref);
  return TRUE;
}

static gboolean
save_in_folder (Batch *batch, const char *name, guint copy, const JkkCtlPaper *paper, GError **error)
{
  g_autofree char *base = g_path_get_basename (name);
  g_autofree char *number = copy > 0 ? g_strdup_printf ("-%u", copy) : g_strdup ("");
  g_autofree char *file = g_strconcat (batch->kind->code, "-", base, number, ".pdf", NULL);
  g_autofree char *to = g_build_filename (batch->output, file, NULL);

  return jkk_printout_save (paper->printout, to, error) && jkk_ctl_paper_note (batch->ctl, paper, error);
}

static gboolean
print_copy (Batch *batch, const char *name, guint copy, GError **error)
{
  g_autoptr (JkkCtlPaper) paper = jkk_ctl_paper_make (batch->ctl, batch->kind, name, copy, error);

  if (paper == NULL)
    return FALSE;
  if (batch->bundle == NULL)
    return save_in_folder (batch, name, copy, paper, error);
  if (!add_to_bundle (batch, paper, error))
    return FALSE;
  g_ptr_array_add (batch->printed, g_steal_pointer (&paper));
  return TRUE;
}

/* A case that cannot be printed does not hold up the others; a full disk does. */
static gboolean
print_next (Batch *batch, const char *name, GError **error)
{
  g_autoptr (GError) local = NULL;
  gboolean printed = TRUE;

  for (guint copy = batch->n_copies > 0 ? 1 : 0; printed && copy <= batch->n_copies; copy++)
    printed = print_copy (batch, name, copy, &local);
  if (printed)
    {
      batch->n_done++;
      return TRUE;
    }
  if (local->domain == G_OPTION_ERROR || g_error_matches (local, JKK_ERROR, JKK_ERROR_STORAGE))
    {
      g_propagate_prefixed_error (error, g_steal_pointer (&local), "%s: ", name);
      return FALSE;
    }
  g_ptr_array_add (batch->refused, g_strdup_printf ("%s: %s", name, local->message));
  return TRUE;
}

static gboolean
note_bundle (Batch *batch, GError **error)
{
  if (!jkk_print_bundle_finish (batch->bundle, error))
    return FALSE;
  for (guint i = 0; i < batch->printed->len; i++)
    if (!jkk_ctl_paper_note (batch->ctl, batch->printed->pdata[i], error))
      return FALSE;
  return TRUE;
}

static gboolean
open_output (Batch *batch, GError **error)
{
  if (g_str_has_suffix (batch->output, ".pdf"))
    return (batch->bundle = jkk_print_bundle_new (batch->output, error)) != NULL;
  if (g_mkdir_with_parents (batch->output, 0700) == 0)
    return TRUE;
  g_set_error (error, JKK_ERROR, JKK_ERROR_STORAGE, _ ("The folder “%s” cannot be made."), batch->output);
  return FALSE;
}

static gboolean
sum_up (const Batch *batch, guint n, GError **error)
{
  for (guint i = 0; i < batch->refused->len; i++)
    jkk_ctl_say ("%s", (const char *) batch->refused->pdata[i]);
  if (stopped)
    g_set_error (error, JKK_ERROR, JKK_ERROR_REFUSED,
                 batch->bundle != NULL ? _ ("Stopped after %u of %u; no file was written.")
                                       : _ ("Stopped after %u of %u; what is in the folder is whole."),
                 batch->n_done + batch->refused->len, n);
  else if (batch->refused->len > 0)
    g_set_error (error, JKK_ERROR, JKK_ERROR_REFUSED,
                 ngettext ("%u of %u cases could not be printed; the others are in “%s”.",
                           "%u of %u cases could not be printed; the others are in “%s”.", batch->refused->len),
                 batch->refused->len, n, batch->output);
  return !stopped && batch->refused->len == 0;
}

/**
 * jkk_ctl_print_batch:
 * @ctl: the run
 * @kind: which paper
 * @names: the cases
 * @copies: whether to print a copy for each recipient that the paper names
 * @output: a folder, or one file if it ends in ".pdf"
 * @error: return location
 *
 * Prints many cases. Each file is written whole or not at all, also when it is broken off by Ctrl+C.
 *
 * Returns: whether all were printed; else those that were not are named.
 */
gboolean
jkk_ctl_print_batch (
    JkkCtl *ctl, const JkkPaperKind *kind, char **names, gboolean copies, const char *output, GError **error)
{
  guint n = g_strv_length (names);
  g_auto (Batch) batch = { ctl, kind, output };

  g_auto (GStrv) lines = jkk_printing_copies (kind->code);
  batch.n_copies = copies ? g_strv_length (lines) : 0;
  batch.printed = g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_ctl_paper_free);
  batch.refused = g_ptr_array_new_with_free_func (g_free);
  if (n == 0)
    {
      g_set_error (error, JKK_ERROR, JKK_ERROR_NOT_FOUND, _ ("There is no case to print."));
      return FALSE;
    }
  if (!open_output (&batch, error))
    return FALSE;
  watch_stop ();
  for (guint i = 0; i < n && !stopped; i++)
    {
      if (!print_next (&batch, names[i], error))
        return FALSE;
      jkk_ctl_say (_ ("%u of %u: %s"), i + 1, n, names[i]);
    }
  if (batch.bundle != NULL && !stopped && batch.n_done > 0 && !note_bundle (&batch, error))
    return FALSE;
  return sum_up (&batch, n, error);
}
