#include "jkk-db-session-private.h"

#include "jkk-document-store.h"

/* Papers are for who has signed in; an auditor adds none. */
gboolean
jkk_serving_may_touch_documents (JkkServing *serving, gboolean writes)
{
  const JkkAccount *person = serving->guard.person;

  if (!jkk_serving_is_guarded (serving) || (serving->guard.is_demo && !writes))
    return TRUE;
  return person != NULL && (!writes || (!person->must_change && (person->roles & ~(guint) JKK_ROLE_AUDITOR) != 0));
}

gboolean
jkk_serving_put_document (JkkServing *serving, JkkFrame *frame)
{
  const JkkSessionGroup *group = serving->session->group;
  g_autoptr (GBytes) bytes = jkk_frame_take_bytes (frame);
  g_autofree char *sha256 = NULL;

  if (bytes == NULL)
    return jkk_serving_strange (serving);
  sha256 = jkk_document_store_put (serving->db, bytes, NULL);
  if (sha256 == NULL)
    return jkk_serving_fail (serving, SQLITE_IOERR);
  if (group != NULL && !group->spread (group->data, sha256, bytes))
    return jkk_serving_fail (serving, JKK_DB_AWAY);

  GByteArray *answer = jkk_frame_start (JKK_FRAME_OK);
  jkk_frame_add_text (answer, sha256);
  return jkk_serving_reply (serving, answer);
}

/* A node that was away, or is new, has not all of them, and one may be damaged here: the others have it. */
static GBytes *
find_document (JkkServing *serving, const char *sha256, GError **error)
{
  const JkkSessionGroup *group = serving->session->group;
  GBytes *bytes = jkk_document_store_get (serving->db, sha256, error);

  if (bytes == NULL && group != NULL)
    {
      bytes = group->fetch (group->data, sha256);
      g_free (bytes != NULL ? jkk_document_store_put (serving->db, bytes, NULL) : NULL);
    }
  return bytes;
}

gboolean
jkk_serving_get_document (JkkServing *serving, JkkFrame *frame)
{
  const char *sha256 = jkk_frame_take_text (frame);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = sha256 != NULL ? find_document (serving, sha256, &error) : NULL;

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
  const JkkSessionGroup *group = serving->session->group;
  const char *sha256 = jkk_frame_take_text (frame);

  if (sha256 == NULL)
    return jkk_serving_strange (serving);
  gboolean has = jkk_document_store_has (serving->db, sha256);
  if (!has && group != NULL)
    {
      g_autoptr (GBytes) bytes = find_document (serving, sha256, NULL);

      has = bytes != NULL;
    }
  return jkk_serving_number (serving, has);
}
