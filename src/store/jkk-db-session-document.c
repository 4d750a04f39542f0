#include "jkk-db-session-private.h"

#include "jkk-document-store.h"

/* Papers are for who has signed in; an auditor adds none. */
gboolean
jkk_serving_may_touch_documents (JkkServing *serving, gboolean writes)
{
  const JkkAccount *person = serving->guard.person;

  if (!jkk_serving_is_guarded (serving) || (serving->guard.is_demo && !writes))
    return TRUE;
  return person != NULL && (!writes || (person->roles & ~(guint) JKK_ROLE_AUDITOR) != 0);
}

gboolean
jkk_serving_put_document (JkkServing *serving, JkkFrame *frame)
{
  g_autoptr (GBytes) bytes = jkk_frame_take_bytes (frame);
  g_autofree char *sha256 = NULL;

  if (bytes == NULL)
    return jkk_serving_strange (serving);
  sha256 = jkk_document_store_put (serving->db, bytes, NULL);
  if (sha256 == NULL)
    return jkk_serving_fail (serving, SQLITE_IOERR);

  GByteArray *answer = jkk_frame_start (JKK_FRAME_OK);
  jkk_frame_add_text (answer, sha256);
  return jkk_serving_reply (serving, answer);
}

gboolean
jkk_serving_get_document (JkkServing *serving, JkkFrame *frame)
{
  const char *sha256 = jkk_frame_take_text (frame);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = sha256 != NULL ? jkk_document_store_get (serving->db, sha256, &error) : NULL;

  if (sha256 == NULL)
    return jkk_serving_strange (serving);
  if (bytes == NULL)
    return jkk_serving_said (
        serving, g_error_matches (error, JKK_ERROR, JKK_ERROR_STORAGE) ? JKK_DB_DAMAGED : JKK_DB_MISSING, NULL);

  GByteArray *answer = jkk_frame_start (JKK_FRAME_OK);
  jkk_frame_add_bytes (answer, bytes);
  return jkk_serving_reply (serving, answer);
}

gboolean
jkk_serving_has_document (JkkServing *serving, JkkFrame *frame)
{
  const char *sha256 = jkk_frame_take_text (frame);

  return sha256 != NULL ? jkk_serving_number (serving, jkk_document_store_has (serving->db, sha256))
                        : jkk_serving_strange (serving);
}
