#include "jkk-documents.h"

#include "jkk-document-store.h"
#include "jkk-letter-value.h"
#include "jkk-office-private.h"
#include "jkk-viewing.h"

#include <glib/gi18n-lib.h>

/**
 * jkk_documents_needed:
 * @jcase: a case
 * @payout: (nullable): its payout sheet
 *
 * Returns: (transfer full) (element-type JkkNeededPaper): the papers that the case needs and how it stands with them,
 * in the order of the list. Source: data/forms/documents.list.
 */
GPtrArray *
jkk_documents_needed (const JkkCase *jcase, const JkkPayout *payout)
{
  JkkLetter letter = { .jcase = jcase, .payout = payout };
  JkkLetterScope scope = { .letter = &letter };

  g_return_val_if_fail (jcase != NULL, NULL);

  return jkk_letter_documents_needed (&scope);
}

/**
 * jkk_documents_guess_kind:
 * @file_name: name of a file
 *
 * Returns: (transfer none) (nullable): the code of document_kind that its name speaks of; %NULL when it says nothing.
 */
const char *
jkk_documents_guess_kind (const char *file_name)
{
  g_return_val_if_fail (file_name != NULL, NULL);

  return jkk_letter_documents_guess (file_name);
}

/**
 * jkk_paper_file_free:
 * @file: (transfer full): a file
 */
void
jkk_paper_file_free (JkkPaperFile *file)
{
  g_free (file->name);
  g_free (file->media_type);
  g_bytes_unref (file->bytes);
  g_free (file);
}

/**
 * jkk_documents_read:
 * @path: a PDF or picture
 * @cancellable: (nullable): to give up
 * @error: return location
 *
 * Reads a file and opens it once in the helper process, so that nothing is kept that nobody can look at later.
 *
 * Returns: (transfer full): the file; %NULL with an error that says what to do
 */
JkkPaperFile *
jkk_documents_read (const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (GBytes) bytes = jkk_viewing_read_file (path, error);
  g_autoptr (JkkViewing) viewing = bytes != NULL ? jkk_viewing_open (bytes, cancellable, error) : NULL;

  if (viewing == NULL)
    return NULL;
  JkkPaperFile *file = g_new0 (JkkPaperFile, 1);
  file->name = g_filename_display_basename (path);
  file->media_type = g_strdup (jkk_viewing_get_media_type (viewing));
  file->n_pages = jkk_viewing_get_n_pages (viewing);
  file->bytes = g_steal_pointer (&bytes);
  return file;
}

static void
read_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;
  JkkPaperFile *file = jkk_documents_read (task_data, cancellable, &error);

  if (file != NULL)
    g_task_return_pointer (task, file, (GDestroyNotify) jkk_paper_file_free);
  else
    g_task_return_error (task, error);
}

/**
 * jkk_documents_read_async:
 * @path: a PDF or picture
 * @cancellable: (nullable): to give up
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * See jkk_documents_read(); on a worker thread.
 */
void
jkk_documents_read_async (const char *path, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, jkk_documents_read_async);
  g_task_set_task_data (task, g_strdup (path), g_free);
  g_task_run_in_thread (task, read_thread);
}

/**
 * jkk_documents_read_finish:
 * @result: what the callback was given
 * @error: return location
 *
 * Returns: (transfer full): see jkk_documents_read()
 */
JkkPaperFile *
jkk_documents_read_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* What the deed is asked, with the document described; the members of @document are borrowed. */
static JkkRequest
attach_request (
    const JkkCase *jcase, const JkkPaperFile *file, const char *kind, const char *title, JkkDocument *document)
{
  *document = (JkkDocument){ .kind = (char *) kind,
                             .title = (char *) (title != NULL ? title : file->name),
                             .media_type = file->media_type,
                             .received_day = JKK_NONE,
                             .complete = JKK_NONE,
                             .size = JKK_NONE };
  return (JkkRequest){ .case_id = jcase->id, .revision = jcase->revision, .document = document, .bytes = file->bytes };
}

/**
 * jkk_documents_attach:
 * @office: the office
 * @jcase: the case as the person sees it
 * @file: what is attached
 * @kind: a code of document_kind
 * @title: (nullable): its title; %NULL = the name of the file
 * @error: return location
 *
 * Returns: (transfer full): the outcome of the deed "attach"
 */
JkkOutcome *
jkk_documents_attach (JkkOffice *office,
                      const JkkCase *jcase,
                      const JkkPaperFile *file,
                      const char *kind,
                      const char *title,
                      GError **error)
{
  JkkDocument document;
  JkkRequest request = attach_request (jcase, file, kind, title, &document);

  return jkk_office_do (office, "attach", &request, error);
}

/**
 * jkk_documents_attach_async:
 * @office: the office
 * @jcase: the case as the person sees it
 * @file: what is attached
 * @kind: a code of document_kind
 * @title: (nullable): its title; %NULL = the name of the file
 * @cancellable: (nullable): to give up
 * @callback: called when it is done; ends with jkk_office_do_finish()
 * @user_data: for @callback
 *
 * See jkk_documents_attach().
 */
void
jkk_documents_attach_async (JkkOffice *office,
                            const JkkCase *jcase,
                            const JkkPaperFile *file,
                            const char *kind,
                            const char *title,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  JkkDocument document;
  JkkRequest request = attach_request (jcase, file, kind, title, &document);

  jkk_office_do_async (office, "attach", &request, cancellable, callback, user_data);
}

static void
name_error (GError **error, const char *title)
{
  if (error != NULL && *error != NULL && title != NULL)
    g_prefix_error (error, "“%s”: ", title);
}

static gpointer
load_read (JkkDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  const JkkDocument *document = data;
  GError *problem = NULL;

  if (document->sha256 == NULL)
    {
      g_set_error (error, JKK_ERROR, JKK_ERROR_NOT_FOUND,
                   _ ("Of “%s” there is only the entry in the list, no file. Attach the scan."),
                   document->title != NULL ? document->title : "—");
      return NULL;
    }
  GBytes *bytes = jkk_document_store_get (db, document->sha256, &problem);
  if (problem != NULL)
    g_propagate_error (error, problem);
  name_error (error, document->title);
  return bytes;
}

/**
 * jkk_documents_load:
 * @office: the office
 * @document: a document of a case
 * @error: %JKK_ERROR_NOT_FOUND: its file is not there; %JKK_ERROR_STORAGE: it was changed or damaged
 *
 * Returns: (transfer full): its bytes, which are those that were attached
 */
GBytes *
jkk_documents_load (JkkOffice *office, const JkkDocument *document, GError **error)
{
  return jkk_office_read (office, load_read, (gpointer) document, (GDestroyNotify) g_bytes_unref, error);
}

static void
document_free (gpointer data)
{
  jkk_record_free (&jkk_document_type, data);
}

/**
 * jkk_documents_load_async:
 * @office: the office
 * @document: a document of a case
 * @cancellable: (nullable): to give up
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * See jkk_documents_load().
 */
void
jkk_documents_load_async (JkkOffice *office,
                          const JkkDocument *document,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  jkk_office_read_async (office, load_read, jkk_record_dup (&jkk_document_type, document), document_free,
                         (GDestroyNotify) g_bytes_unref, cancellable, callback, user_data);
}

/**
 * jkk_documents_load_finish:
 * @office: the office
 * @result: what the callback was given
 * @error: return location
 *
 * Returns: (transfer full): see jkk_documents_load()
 */
GBytes *
jkk_documents_load_finish (JkkOffice *office, GAsyncResult *result, GError **error)
{
  return jkk_office_finish (office, result, error);
}
