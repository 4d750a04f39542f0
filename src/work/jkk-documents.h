#pragma once

#include <gio/gio.h>

#include "jkk-needed-paper.h"
#include "jkk-office.h"

G_BEGIN_DECLS

/**
 * JkkPaperFile:
 * @name: name of the file, for people
 * @media_type: what it is, by what is in it
 * @n_pages: how many pages it has
 * @bytes: the file
 *
 * A scan or PDF that can be kept as a document of a case.
 */
typedef struct
{
  char *name;
  char *media_type;
  guint n_pages;
  GBytes *bytes;
} JkkPaperFile;

void jkk_paper_file_free (JkkPaperFile *file);

/* Which papers the law wants for a case, and what a file may be by its name: data/forms/documents.list. */
GPtrArray *jkk_documents_needed (const JkkCase *jcase, const JkkPayout *payout);
const char *jkk_documents_guess_kind (const char *file_name);

/* Reading a file that shall be attached: refused with a sentence when it cannot be shown afterwards. */
JkkPaperFile *jkk_documents_read (const char *path, GCancellable *cancellable, GError **error);
void jkk_documents_read_async (const char *path,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
JkkPaperFile *jkk_documents_read_finish (GAsyncResult *result, GError **error);

/* Attaching, judging and withdrawing are the deeds "attach", "judge-paper" and "withdraw-paper". */
JkkOutcome *jkk_documents_attach (JkkOffice *office,
                                  const JkkCase *jcase,
                                  const JkkPaperFile *file,
                                  const char *kind,
                                  const char *title,
                                  GError **error);
void jkk_documents_attach_async (JkkOffice *office,
                                 const JkkCase *jcase,
                                 const JkkPaperFile *file,
                                 const char *kind,
                                 const char *title,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);

/* The bytes of an attached document, compared with its fingerprint. */
GBytes *jkk_documents_load (JkkOffice *office, const JkkDocument *document, GError **error);
void jkk_documents_load_async (JkkOffice *office,
                               const JkkDocument *document,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
GBytes *jkk_documents_load_finish (JkkOffice *office, GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkPaperFile, jkk_paper_file_free)

G_END_DECLS
