#pragma once

#include "jkk-printing.h"

G_BEGIN_DECLS

/**
 * JkkPrintRun:
 *
 * One paper of many cases, made to be printed in one go: pages that can be drawn, and what is to be noted of them. The
 * papers lie in a private file that has no name, so that hundreds need no more memory than one. It never changes once
 * it is made, and may be shared by threads.
 */
typedef struct _JkkPrintRun JkkPrintRun;

/**
 * JkkPrinted:
 * @case_id: the case
 * @number: its number
 * @first_page: number of its first page in the run, from 0
 * @n_pages: how many pages it has
 * @copy: whom it is for as it stands on it, or %NULL
 * @sha256: fingerprint of the paper
 * @content_hash: fingerprint of the values on it
 *
 * A paper in a run.
 */
typedef struct
{
  gint64 case_id;
  char *number;
  guint first_page;
  guint n_pages;
  char *copy;
  char *sha256;
  char *content_hash;
} JkkPrinted;

/**
 * JkkPrintOrder:
 * @code: which paper
 * @case_ids: the cases
 * @n_cases: how many
 * @copies: bit 1 << N for copy N that the paper names, see jkk_printing_copies(); 0 = one that is for nobody by name
 *
 * What is to be printed. Borrowed for the call.
 */
typedef struct
{
  const char *code;
  const gint64 *case_ids;
  guint n_cases;
  guint copies;
} JkkPrintOrder;

/* Comes on the thread that asked; @n_done cases or papers of @n are ready. */
typedef void (*JkkPrintProgress) (guint n_done, guint n, gpointer user_data);

JkkPrintRun *jkk_print_run_make (JkkOffice *office, const JkkPrintOrder *order, GError **error);
void jkk_print_run_make_async (JkkOffice *office,
                               const JkkPrintOrder *order,
                               JkkPrintProgress progress,
                               gpointer progress_data,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
JkkPrintRun *jkk_print_run_make_finish (GAsyncResult *result, GError **error);
JkkPrintRun *jkk_print_run_new_paper (JkkPrintout *printout, GError **error);
JkkPrintRun *jkk_print_run_ref (JkkPrintRun *run);
void jkk_print_run_unref (JkkPrintRun *run);

guint jkk_print_run_get_n_pages (JkkPrintRun *run);
void jkk_print_run_get_size (JkkPrintRun *run, guint page, double *width, double *height);
const char *jkk_print_run_get_code (JkkPrintRun *run);
GPtrArray *jkk_print_run_get_papers (JkkPrintRun *run);
GPtrArray *jkk_print_run_get_refused (JkkPrintRun *run);
void jkk_print_run_draw (JkkPrintRun *run, guint page, cairo_t *cr);

/* Puts all pages into one PDF, whole or not at all. */
void jkk_print_run_save_async (JkkPrintRun *run,
                               const char *path,
                               JkkPrintProgress progress,
                               gpointer progress_data,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
gboolean jkk_print_run_save_finish (GAsyncResult *result, GError **error);

/* Notes in the journal who printed what, for the papers of which a page was printed (%NULL = all). */
void jkk_print_run_note_async (JkkPrintRun *run,
                               JkkOffice *office,
                               const gboolean *pages,
                               JkkPrintProgress progress,
                               gpointer progress_data,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
gboolean jkk_print_run_note_finish (GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkPrintRun, jkk_print_run_unref)

G_END_DECLS
