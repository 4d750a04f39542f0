#include "jkk-warrant-store.h"

#include "jkk-statement.h"

/**
 * jkk_warrant_store_append:
 * @db: a connection in a writing transaction
 * @warrant: a warrant with its number, statement and signature
 * @error: REFUSED: the number is not the next one; INVALID: the person has no account
 *
 * Returns: whether it is stored; from now on it is unchangeable, by the schema
 */
gboolean
jkk_warrant_store_append (JkkDb *db, const JkkWarrant *warrant, GError **error)
{
  g_autoptr (JkkQuery) query = jkk_db_query (db, JKK_SQL_WARRANT_APPEND);

  g_return_val_if_fail (warrant->statement != NULL && warrant->signature != NULL, FALSE);

  jkk_query_bind_number (query, 1, warrant->id);
  jkk_query_bind_text (query, 2, warrant->login);
  jkk_query_bind_number (query, 3, warrant->sequence);
  jkk_query_bind_text (query, 4, warrant->statement);
  jkk_query_bind_text (query, 5, warrant->signature);
  return jkk_query_run (query, NULL, error);
}

/* A statement that nobody can have signed keeps only what the row says. */
static JkkWarrant *
read_warrant (JkkQuery *query)
{
  JkkWarrant *warrant = jkk_warrant_from_text (jkk_query_text (query, 3));

  if (warrant == NULL || warrant->id != jkk_query_number (query, 0) ||
      g_strcmp0 (warrant->login, jkk_query_text (query, 1)) != 0 || warrant->sequence != jkk_query_number (query, 2))
    {
      g_clear_pointer (&warrant, jkk_warrant_free);
      warrant = g_new0 (JkkWarrant, 1);
      warrant->id = jkk_query_number (query, 0);
      warrant->login = jkk_query_dup_text (query, 1);
      warrant->sequence = jkk_query_number (query, 2);
    }
  warrant->signature = jkk_query_dup_text (query, 4);
  return warrant;
}

/**
 * jkk_warrant_store_all:
 * @db: a connection
 * @error: STORAGE
 *
 * Returns: (transfer full) (element-type JkkWarrant): all warrants by number. One whose row and statement contradict
 *   each other has no statement. Signatures are not checked here.
 */
GPtrArray *
jkk_warrant_store_all (JkkDb *db, GError **error)
{
  g_autoptr (JkkQuery) query = jkk_db_query (db, JKK_SQL_WARRANT_ALL);
  g_autoptr (GPtrArray) warrants = g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_warrant_free);
  GError *failure = NULL;

  while (jkk_query_next (query, &failure))
    g_ptr_array_add (warrants, read_warrant (query));
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return NULL;
    }
  return g_steal_pointer (&warrants);
}

/**
 * jkk_signing_key_put:
 * @db: a connection in a writing transaction
 * @login: whose
 * @sealed: the key, see jkk_signer_seal()
 * @error: INVALID: the person has no account
 *
 * Keeps the key; one that was there before is forgotten.
 *
 * Returns: whether it is stored
 */
gboolean
jkk_signing_key_put (JkkDb *db, const char *login, const char *sealed, GError **error)
{
  g_autoptr (JkkQuery) query = jkk_db_query (db, JKK_SQL_SIGNING_KEY_PUT);

  jkk_query_bind_text (query, 1, login);
  jkk_query_bind_text (query, 2, sealed);
  return jkk_query_run (query, NULL, error);
}

/**
 * jkk_signing_key_get:
 * @db: a connection
 * @login: whose
 * @sealed: (out) (transfer full) (nullable): the key, sealed; %NULL if there is none
 * @error: STORAGE
 *
 * Returns: whether it could be read
 */
gboolean
jkk_signing_key_get (JkkDb *db, const char *login, char **sealed, GError **error)
{
  g_autoptr (JkkQuery) query = jkk_db_query (db, JKK_SQL_SIGNING_KEY_GET);
  GError *failure = NULL;

  jkk_query_bind_text (query, 1, login);
  *sealed = jkk_query_next (query, &failure) ? jkk_query_dup_text (query, 0) : NULL;
  if (failure != NULL)
    g_propagate_error (error, failure);
  return failure == NULL;
}
