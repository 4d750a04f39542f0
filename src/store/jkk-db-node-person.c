#include "jkk-db-node-private.h"

/* What a program does in the background it does over a connection of its own, for who has signed in last in its window.
 * address → token */
static GHashTable *shared;
static GMutex shared_mutex;

static void
share (const char *address, const char *token)
{
  g_mutex_lock (&shared_mutex);
  if (shared == NULL)
    shared = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_hash_table_replace (shared, g_strdup (address), g_strdup (token));
  g_mutex_unlock (&shared_mutex);
}

static void
share_no_more (const char *address, const char *token)
{
  g_mutex_lock (&shared_mutex);
  if (shared != NULL && g_strcmp0 (g_hash_table_lookup (shared, address), token) == 0)
    g_hash_table_remove (shared, address);
  g_mutex_unlock (&shared_mutex);
}

static char *
find_shared (const char *address)
{
  g_mutex_lock (&shared_mutex);
  char *token = g_strdup (shared != NULL ? g_hash_table_lookup (shared, address) : NULL);
  g_mutex_unlock (&shared_mutex);
  return token;
}

/* What the node calls this computer, or NULL before it was asked. */
const char *
jkk_db_node_workstation (JkkDb *db)
{
  return db->remote->workstation;
}

/* A line that was made anew: the node is told who works here, if somebody has signed in. */
int
jkk_db_node_resume (JkkDb *db)
{
  JkkDbRemote *remote = db->remote;
  GByteArray *question;
  g_autoptr (JkkFrame) answer = NULL;

  if (remote->token == NULL)
    remote->token = find_shared (db->address);
  if (remote->token == NULL)
    return SQLITE_OK;
  question = jkk_frame_start (JKK_FRAME_RESUME);
  jkk_frame_add_text (question, remote->token);
  int code = jkk_db_node_call (db, question, JKK_FRAME_OK, &answer);
  /* It counts no longer: what is asked next is refused with the sentence to sign in. */
  if (code == SQLITE_OK && jkk_frame_take_number (answer) != 1)
    g_clear_pointer (&remote->token, g_free);
  return code;
}

/**
 * jkk_db_sign_in:
 * @db: a connection to a node, in a writing transaction in which nothing was written yet
 * @login: who
 * @password: the password
 * @result: (out): a #JkkSignIn
 * @before: (out): when the person had signed in before, or JKK_NONE
 * @error: AWAY, BUSY, STORAGE
 *
 * Proves to the node who works here from now on. It compares the password itself and counts failures, whatever becomes
 * of the transaction.
 *
 * Returns: whether it could be tried
 */
gboolean
jkk_db_sign_in (JkkDb *db, const char *login, const char *password, int *result, gint64 *before, GError **error)
{
  JkkDbRemote *remote = db->remote;
  GByteArray *question = jkk_frame_start (JKK_FRAME_SIGN_IN);
  g_autoptr (JkkFrame) answer = NULL;
  int code = jkk_db_node_is_over (db) ? JKK_DB_AWAY : SQLITE_OK;

  jkk_frame_add_text (question, login);
  jkk_frame_add_text (question, password);
  if (code == SQLITE_OK)
    code = jkk_db_node_call (db, question, JKK_FRAME_OK, &answer);
  else
    g_byte_array_unref (question);
  if (code != SQLITE_OK)
    {
      jkk_db_take_error (db, code, error);
      return FALSE;
    }
  *result = (int) jkk_frame_take_number (answer);
  *before = jkk_frame_take_number (answer);
  const char *token = jkk_frame_take_text (answer);
  if (token != NULL)
    {
      g_free (remote->token);
      remote->token = g_strdup (token);
      share (db->address, token);
    }
  return TRUE;
}

/**
 * jkk_db_sign_out:
 * @db: a connection
 *
 * Nobody works here any more; a node is told so.
 */
void
jkk_db_sign_out (JkkDb *db)
{
  if (db->remote == NULL || db->remote->token == NULL)
    return;
  share_no_more (db->address, db->remote->token);
  g_clear_pointer (&db->remote->token, g_free);
  jkk_db_node_post (db, jkk_frame_start (JKK_FRAME_SIGN_OUT));
}
