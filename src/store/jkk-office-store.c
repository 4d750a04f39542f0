#include "jkk-office-store.h"

#include "jkk-statement.h"

/**
 * jkk_office_store_get:
 * @db: a connection
 * @key: name of a setting of the office
 * @error: STORAGE
 *
 * Returns: (transfer full) (nullable): its value; %NULL without an @error when it was never set
 */
char *
jkk_office_store_get (JkkDb *db, const char *key, GError **error)
{
  g_autoptr (JkkQuery) query = jkk_db_query (db, JKK_SQL_OFFICE_GET);

  jkk_query_bind_text (query, 1, key);
  return jkk_query_next (query, error) ? jkk_query_dup_text (query, 0) : NULL;
}

/**
 * jkk_office_store_set:
 * @db: a connection in a writing transaction
 * @key: name of a setting of the office
 * @value: (nullable): its value; %NULL takes the setting away
 * @error: STORAGE
 *
 * Returns: whether it is stored
 */
gboolean
jkk_office_store_set (JkkDb *db, const char *key, const char *value, GError **error)
{
  g_autoptr (JkkQuery) query = jkk_db_query (db, value != NULL ? JKK_SQL_OFFICE_SET : JKK_SQL_OFFICE_UNSET);

  jkk_query_bind_text (query, 1, key);
  if (value != NULL)
    jkk_query_bind_text (query, 2, value);
  return jkk_query_run (query, NULL, error);
}
