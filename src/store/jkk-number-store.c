#include "jkk-number-store.h"

#include "jkk-statement.h"

/**
 * jkk_reserved_number_free:
 * @number: (transfer full): a number
 */
void
jkk_reserved_number_free (JkkReservedNumber *number)
{
  g_free (number->number);
  g_free (number->partner);
  g_free (number->answers);
  g_free (number);
}

/**
 * jkk_reserved_number_is_free:
 * @number: a number that was given in advance
 * @day: the day
 *
 * Returns: whether a case can be made under it on that day
 */
gboolean
jkk_reserved_number_is_free (const JkkReservedNumber *number, JkkDay day)
{
  return number->case_id == 0 && day <= number->valid_until;
}

/**
 * jkk_number_store_reserve:
 * @db: a connection in a writing transaction
 * @number: a number that no case has; its case has no meaning
 * @error: STORAGE
 *
 * Returns: whether it is kept for the partner; of a number that it has already, the last day that was given last counts
 */
gboolean
jkk_number_store_reserve (JkkDb *db, const JkkReservedNumber *number, GError **error)
{
  g_autoptr (JkkQuery) query = jkk_db_query (db, JKK_SQL_RESERVED_PUT);

  jkk_query_bind_text (query, 1, number->number);
  jkk_query_bind_text (query, 2, number->partner);
  jkk_query_bind_text (query, 3, number->answers);
  jkk_query_bind_number (query, 4, number->given_day);
  jkk_query_bind_number (query, 5, number->valid_until);
  return jkk_query_run (query, NULL, error);
}

static gboolean
find (JkkDb *db, guint statement, const char *partner, const char *key, JkkReservedNumber **found, GError **error)
{
  g_autoptr (JkkQuery) query = jkk_db_query (db, statement);
  GError *failure = NULL;

  *found = NULL;
  jkk_query_bind_text (query, 1, partner);
  jkk_query_bind_text (query, 2, key);
  if (jkk_query_next (query, &failure))
    {
      JkkReservedNumber *number = g_new0 (JkkReservedNumber, 1);

      number->number = jkk_query_dup_text (query, 0);
      number->partner = jkk_query_dup_text (query, 1);
      number->answers = jkk_query_dup_text (query, 2);
      number->given_day = jkk_query_number (query, 3);
      number->valid_until = jkk_query_number (query, 4);
      number->case_id = jkk_query_number (query, 5);
      *found = number;
    }
  if (failure != NULL)
    g_propagate_error (error, failure);
  return failure == NULL;
}

/**
 * jkk_number_store_find:
 * @db: a connection
 * @partner: code of a partner
 * @number: number of a case
 * @found: (out) (transfer full) (nullable): the number; %NULL if it was not given to this partner in advance
 * @error: STORAGE
 *
 * Returns: whether it could be looked up
 */
gboolean
jkk_number_store_find (JkkDb *db, const char *partner, const char *number, JkkReservedNumber **found, GError **error)
{
  return find (db, JKK_SQL_RESERVED_BY_NUMBER, partner, number, found, error);
}

/**
 * jkk_number_store_find_for:
 * @db: a connection
 * @partner: code of a partner
 * @guid: GUID of a report of this partner
 * @found: (out) (transfer full) (nullable): the number that was given for it; %NULL if there is none
 * @error: STORAGE
 *
 * Returns: whether it could be looked up
 */
gboolean
jkk_number_store_find_for (JkkDb *db, const char *partner, const char *guid, JkkReservedNumber **found, GError **error)
{
  return find (db, JKK_SQL_RESERVED_FOR, partner, guid, found, error);
}

/**
 * jkk_number_store_use:
 * @db: a connection in a writing transaction
 * @number: number of a case
 * @case_id: the case that has it now
 * @error: STORAGE
 *
 * Notes that a number given in advance has its case; any other number is left alone.
 *
 * Returns: whether it is noted
 */
gboolean
jkk_number_store_use (JkkDb *db, const char *number, gint64 case_id, GError **error)
{
  g_autoptr (JkkQuery) query = jkk_db_query (db, JKK_SQL_RESERVED_USE);

  jkk_query_bind_text (query, 1, number);
  jkk_query_bind_number (query, 2, case_id);
  return jkk_query_run (query, NULL, error);
}
