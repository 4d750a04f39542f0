#include "jkk-deed-private.h"
#include "jkk-document-store.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* By its fingerprint a paper is found wherever it stands by now; at another desk the list may have changed. */
static guint
find_fingerprint (const JkkCase *jcase, const char *sha256, GError **error)
{
  for (guint i = 0; i < jcase->documents->len; i++)
    if (g_strcmp0 (((const JkkDocument *) jcase->documents->pdata[i])->sha256, sha256) == 0)
      return i + 1;
  g_set_error_literal (error, JKK_ERROR, JKK_ERROR_NOT_FOUND,
                       _ ("This paper was withdrawn in the meantime; nothing was changed. The history says by whom."));
  return 0;
}

/* Returns: the number of the paper that is meant, from 1; 0 with an error. */
static guint
find_row (const JkkDeedContext *context, GError **error)
{
  const JkkDocument *meant = context->request->document;
  guint row = context->request->row;

  if (meant != NULL && meant->sha256 != NULL)
    return find_fingerprint (context->stored, meant->sha256, error);
  if (row >= 1 && row <= context->stored->documents->len)
    return row;
  g_set_error (error, JKK_ERROR, JKK_ERROR_NOT_FOUND, _ ("The case has no paper number %u. Look at its list again."),
               row);
  return 0;
}

/* The same file twice is a slip of the hand; the same paper scanned anew is another file. */
static gboolean
check_is_new (const JkkCase *jcase, const char *sha256, GError **error)
{
  for (guint i = 0; i < jcase->documents->len; i++)
    {
      const JkkDocument *other = jcase->documents->pdata[i];

      if (g_strcmp0 (other->sha256, sha256) != 0)
        continue;
      g_set_error (error, JKK_ERROR, JKK_ERROR_CONFLICT,
                   _ ("This very file is attached already, as number %u (%s). Nothing was changed."), i + 1,
                   other->title != NULL ? other->title : "—");
      return FALSE;
    }
  return TRUE;
}

static JkkDocument *
document_new (const JkkDeedContext *context, const JkkDocument *given, GBytes *bytes, const char *sha256)
{
  JkkDocument *document = jkk_record_dup (&jkk_document_type, given);

  jkk_set_str (&document->sha256, sha256);
  document->size = (gint64) g_bytes_get_size (bytes);
  if (document->received_day == JKK_NONE)
    document->received_day = context->today;
  return document;
}

/**
 * jkk_deed_add_paper:
 * @context: a deed's context
 * @jcase: the case
 * @document: kind, title and type of the paper
 * @bytes: the file
 * @error: %JKK_ERROR_INVALID, %JKK_ERROR_CONFLICT: this very file lies there already
 *
 * Attaches a scan or PDF to the case. Its bytes lie under their fingerprint; should the deed fail afterwards, they are
 * of no case and harm nobody.
 *
 * Returns: (transfer full): the case with the paper.
 */
JkkCase *
jkk_deed_add_paper (
    const JkkDeedContext *context, const JkkCase *jcase, const JkkDocument *document, GBytes *bytes, GError **error)
{
  const JkkCodeList *kinds = jkk_code_list_get ("document_kind");

  if (jkk_code_list_find (kinds, document->kind) == NULL)
    {
      g_set_error_literal (error, JKK_ERROR, JKK_ERROR_INVALID, _ ("Say what kind of paper it is."));
      return NULL;
    }
  g_autofree char *sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  if (!check_is_new (jcase, sha256, error))
    return NULL;
  g_autofree char *kept = jkk_document_store_put (context->db, bytes, error);
  if (kept == NULL)
    return NULL;
  JkkCase *after = jkk_case_copy (jcase);
  g_ptr_array_add (after->documents, document_new (context, document, bytes, kept));
  return after;
}

/**
 * jkk_deed_attach:
 * @context: the deed's context
 * @error: return location
 *
 * Attaches a scan or PDF to the case; see jkk_deed_add_paper().
 *
 * Returns: (transfer full): the case as it shall be stored.
 */
JkkCase *
jkk_deed_attach (const JkkDeedContext *context, GError **error)
{
  const JkkRequest *request = context->request;

  g_return_val_if_fail (request->document != NULL && request->bytes != NULL, NULL);

  return jkk_deed_add_paper (context, context->stored, request->document, request->bytes, error);
}

/**
 * jkk_deed_judge_paper:
 * @context: the deed's context
 * @error: return location
 *
 * Says whether a paper is in order, or what is wrong with it.
 *
 * Returns: (transfer full): the case as it shall be stored.
 */
JkkCase *
jkk_deed_judge_paper (const JkkDeedContext *context, GError **error)
{
  const JkkRequest *request = context->request;

  g_return_val_if_fail (request->document != NULL, NULL);

  const char *defect = request->document->defect;
  guint row = find_row (context, error);
  if (row == 0)
    return NULL;
  if (request->document->complete != 1 && jkk_code_list_find (jkk_code_list_get ("document_defect"), defect) == NULL)
    {
      g_set_error_literal (error, JKK_ERROR, JKK_ERROR_INVALID, _ ("Say what is wrong with the paper."));
      return NULL;
    }
  JkkCase *jcase = jkk_case_copy (context->stored);
  JkkDocument *document = jcase->documents->pdata[row - 1];
  document->complete = request->document->complete == 1 ? 1 : 0;
  jkk_set_str (&document->defect, document->complete == 1 ? NULL : defect);
  return jcase;
}

/**
 * jkk_deed_withdraw_paper:
 * @context: the deed's context
 * @error: return location
 *
 * Takes a paper out of the list of the case. The history keeps its fingerprint, and its file stays.
 *
 * Returns: (transfer full): the case as it shall be stored.
 */
JkkCase *
jkk_deed_withdraw_paper (const JkkDeedContext *context, GError **error)
{
  guint row = find_row (context, error);

  return row != 0 ? jkk_case_remove (context->stored, "documents", row, error) : NULL;
}
