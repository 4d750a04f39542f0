#include "jkk-db-node-private.h"

static GByteArray *
ask_for (JkkFrameKind kind, const char *sha256)
{
  GByteArray *question = jkk_frame_start (kind);

  jkk_frame_add_text (question, sha256);
  return question;
}

static int
call (JkkDb *db, GByteArray *question, JkkFrame **answer)
{
  g_autoptr (GByteArray) owned = question;
  int code = jkk_db_node_is_over (db) ? JKK_DB_AWAY : SQLITE_OK;

  if (code == SQLITE_OK && !db->remote->begun)
    code = jkk_db_node_ensure_line (db);
  if (code == SQLITE_OK)
    code = jkk_db_node_call (db, g_byte_array_ref (owned), JKK_FRAME_OK, answer);
  /* A document is the same wherever it lies: asking twice has one effect. */
  if (code == JKK_DB_AWAY && !db->remote->begun && jkk_db_node_begins_anew (db))
    code = jkk_db_node_call (db, g_byte_array_ref (owned), JKK_FRAME_OK, answer);
  return code;
}

/**
 * jkk_db_put_document:
 * @db: a connection to a node
 * @bytes: a document
 * @error: AWAY, STORAGE
 *
 * Returns: (transfer full): its SHA-256, once it lies safely on the node's disk
 */
char *
jkk_db_put_document (JkkDb *db, GBytes *bytes, GError **error)
{
  g_autofree char *sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  g_autoptr (JkkFrame) answer = NULL;
  GByteArray *question;
  int code;

  if (g_bytes_get_size (bytes) >= JKK_FRAME_LONGEST / 2)
    {
      jkk_db_take_error (db, SQLITE_TOOBIG, error);
      return NULL;
    }
  question = jkk_frame_start (JKK_FRAME_PUT);
  jkk_frame_add_bytes (question, bytes);
  code = call (db, question, &answer);
  /* The node says what it has kept: its hash must be ours. */
  if (code == SQLITE_OK && g_strcmp0 (jkk_frame_take_text (answer), sha256) != 0)
    code = jkk_db_node_give_up (db);
  if (code == SQLITE_OK)
    return g_steal_pointer (&sha256);

  jkk_db_take_error (db, code, error);
  return NULL;
}

/**
 * jkk_db_get_document:
 * @db: a connection to a node
 * @sha256: hash of a document
 * @error: NOT_FOUND, AWAY, STORAGE: it is damaged there, or was changed on the way
 *
 * Returns: (transfer full): the document as it was put
 */
GBytes *
jkk_db_get_document (JkkDb *db, const char *sha256, GError **error)
{
  g_autoptr (JkkFrame) answer = NULL;
  int code = call (db, ask_for (JKK_FRAME_GET, sha256), &answer);
  g_autoptr (GBytes) bytes = code == SQLITE_OK ? jkk_frame_take_bytes (answer) : NULL;

  if (code == SQLITE_OK && bytes == NULL)
    code = jkk_db_node_give_up (db);
  if (code == SQLITE_OK)
    {
      g_autofree char *hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);

      if (g_str_equal (hash, sha256))
        return g_steal_pointer (&bytes);
      code = JKK_DB_DAMAGED;
    }
  jkk_db_take_error (db, code, error);
  /* Which document it was, the sentence could not know. */
  if (error != NULL && *error != NULL && (code == JKK_DB_MISSING || code == JKK_DB_DAMAGED))
    g_prefix_error (error, "%s: ", sha256);
  return NULL;
}

/**
 * jkk_db_has_document:
 * @db: a connection to a node
 * @sha256: hash of a document
 *
 * Returns: whether the node has a file under this name
 */
gboolean
jkk_db_has_document (JkkDb *db, const char *sha256)
{
  g_autoptr (JkkFrame) answer = NULL;

  return call (db, ask_for (JKK_FRAME_HAS, sha256), &answer) == SQLITE_OK && jkk_frame_take_number (answer) == 1;
}
